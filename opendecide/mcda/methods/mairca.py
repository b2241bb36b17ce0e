"""MAIRCA: the gap between what an alternative could and what it does fulfil."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats, Outcome
from opendecide.mcda.checks import numbers
from opendecide.mcda.normalise import normalise

_ROUNDING = 1e-9


def mairca(
    matrix: Floats,
    weights: Floats,
    signs: Floats,
    /,
    *,
    normalization: str | None = "minmax",
    chances: ArrayLike | None = None,
) -> Outcome:
    """Score each alternative by its total gap between theoretical and real ratings.

    The theoretical rating on a criterion is its weight times the chance of being chosen before
    anything is known.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        normalization: "minmax" in the paper.
        chances: Shape (n,), summing to 1; 1/n each if None, as in the paper. Others favour an
            alternative whatever its performances.

    Returns:
        Gaps, shape (n,) or (s, n), lower is better; `gaps`, 1 minus the normalised matrix.

    Source:
        Pamucar, Vasin & Lukovac (2014), Selection of railway level crossings for investing in
        security equipment using hybrid DEMATEL-MARICA model, RAILCON 2014.
    """
    gaps = 1 - normalise(matrix, signs, normalization)
    if chances is None:
        return weights @ gaps.T / len(matrix), {"gaps": gaps}
    prior = numbers(chances, name="chances", dimensions=(1,))
    if prior.shape != (len(matrix),) or (prior < 0).any() or abs(prior.sum() - 1) > _ROUNDING:
        raise InvalidInputError(
            f"chances: {len(prior)} numbers that sum to {np.sum(prior):g}; "
            f"give {len(matrix)} of 0 or more that sum to 1"
        )
    return weights @ gaps.T * prior, {"gaps": gaps}
