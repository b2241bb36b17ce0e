"""SPOTIS: distance from the ideal point within bounds that the data cannot move."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats, Outcome
from opendecide.mcda.checks import numbers, per_criterion, refuse


def spotis(
    matrix: Floats,
    weights: Floats,
    signs: Floats,
    /,
    *,
    bounds: ArrayLike,
    reference: ArrayLike | None = None,
) -> Outcome:
    """Score each alternative by its weighted distance from the ideal point.

    Args:
        matrix: Shape (n, m), within the bounds.
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        bounds: Shape (m, 2), the lowest and highest entry each criterion could have.
        reference: Shape (m,), an expected solution in place of the ideal; then more is not better.

    Returns:
        Distances, shape (n,) or (s, n), lower is better; the `ideal`.

    Source:
        Dezert, Tchamova, Han & Tacnet (2020), The SPOTIS rank reversal free method for
        multi-criteria decision-making support, FUSION 2020.
    """
    limits = numbers(bounds, name="bounds", dimensions=(2,))
    if limits.shape != (len(signs), 2):
        raise InvalidInputError(
            f"bounds: shape {limits.shape} for {len(signs)} criteria; "
            "give (lowest, highest) for each"
        )
    low, high = limits.T
    refuse(high <= low, high, name="bounds, highest", cure="give more than the lowest")
    refuse((matrix < low) | (matrix > high), matrix, name="matrix", cure="widen the bounds")
    if reference is None:
        ideal = np.where(signs > 0, high, low)
    else:
        ideal = per_criterion(reference, len(signs), name="reference")
    return weights @ (np.abs(matrix - ideal) / (high - low)).T, {"ideal": ideal}
