"""RAFSI: every criterion mapped to one interval between fixed anti-ideal and ideal."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats, Outcome
from opendecide.mcda.checks import per_criterion, refuse


def rafsi(  # noqa: PLR0913 - the points and the interval are the method's own parameters
    matrix: Floats,
    weights: Floats,
    signs: Floats,
    /,
    *,
    ideal: ArrayLike,
    anti_ideal: ArrayLike,
    lowest: float = 1.0,
    highest: float = 6.0,
) -> Outcome:
    """Score each alternative by its weighted place between fixed reference points.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,); the direction must agree with the reference points.
        ideal: Shape (m,), the best a criterion could be.
        anti_ideal: Shape (m,), the worst it could be.
        lowest: Where the smaller of the two points is mapped, usually 1.
        highest: Where the larger is mapped, usually 6: the ideal is six times better.

    Returns:
        Scores, shape (n,) or (s, n), higher is better; the `standardised` matrix.

    Source:
        Zizovic, Pamucar, Albijanic, Chatterjee & Pribicevic (2020), Eliminating rank reversal
        problem using a new multi-attribute model: the RAFSI method, Mathematics 8(6).
    """
    best = per_criterion(ideal, len(signs), name="ideal")
    worst = per_criterion(anti_ideal, len(signs), name="anti_ideal")
    if not 0 < lowest < highest:
        raise InvalidInputError(
            f"lowest, highest: are {lowest}, {highest}; give 0 < lowest < highest"
        )
    refuse(
        (best - worst) * signs <= 0, best, name="ideal", cure="give one better than the anti-ideal"
    )
    smallest, largest = np.minimum(best, worst), np.maximum(best, worst)
    standardised = lowest + (highest - lowest) * (matrix - smallest) / (largest - smallest)
    refuse(
        (standardised <= 0) & (signs < 0), matrix, name="matrix", cure="move the ideal beyond it"
    )
    arithmetic, harmonic = (lowest + highest) / 2, 2 / (1 / lowest + 1 / highest)
    costs = np.where(signs < 0, standardised, 1.0)
    ratios = np.where(signs > 0, standardised / (2 * arithmetic), harmonic / (2 * costs))
    return weights @ ratios.T, {"standardised": standardised}
