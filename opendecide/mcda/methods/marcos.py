"""MARCOS: utility between an anti-ideal and an ideal alternative."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.checks import positive


def marcos(matrix: Floats, weights: Floats, signs: Floats, /) -> Outcome:
    """Score each alternative by its utility against the anti-ideal and the ideal.

    Args:
        matrix: Shape (n, m), positive.
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.

    Returns:
        Utility, shape (n,) or (s, n), higher is better; `K_minus` and `K_plus`, the utility degrees
        against the anti-ideal and the ideal.

    Source:
        Stevic, Pamucar, Puska & Chatterjee (2020), Sustainable supplier selection in healthcare
        industries using a new MCDM method: MARCOS, Computers & Industrial Engineering 140.
    """
    positive(matrix, why="MARCOS")
    ideal = (matrix * signs).max(axis=0) * signs
    anti_ideal = (matrix * signs).min(axis=0) * signs
    extended = np.vstack([anti_ideal, ideal, matrix])
    sums = weights @ np.where(signs > 0, extended / ideal, ideal / extended).T
    if not (sums[..., 0] > 0).all():
        raise InvalidInputError("weights: the anti-ideal has utility 0; give larger weights")
    against_worst = sums[..., 2:] / sums[..., :1]
    against_best = sums[..., 2:] / sums[..., 1:2]
    both = against_worst + against_best
    share_worst, share_best = against_best / both, against_worst / both
    utility = both / (1 + (1 - share_best) / share_best + (1 - share_worst) / share_worst)
    return utility, {"K_minus": against_worst, "K_plus": against_best}
