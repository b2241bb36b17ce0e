"""ARAS: each alternative as a share of an optimal one."""

import numpy as np

from opendecide.mcda.arrays import ArrayLike, Floats, Outcome
from opendecide.mcda.checks import per_criterion, positive, refuse
from opendecide.mcda.normalise import divide, reciprocals, shares


def aras(
    matrix: Floats, weights: Floats, signs: Floats, /, *, optimal: ArrayLike | None = None
) -> Outcome:
    """Score each alternative by its weighted sum relative to that of the optimal alternative.

    Args:
        matrix: Shape (n, m); benefits not negative, costs positive.
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        optimal: Shape (m,), the optimal alternative; the best entry of each column if None.

    Returns:
        Utility, shape (n,) or (s, n), higher is better; `S` the weighted sums and `S_optimal`.

    Source:
        Zavadskas & Turskis (2010), A new additive ratio assessment (ARAS) method in multicriteria
        decision-making, Technological and Economic Development of Economy 16(2).
    """
    positive(matrix, why="ARAS", columns=signs < 0)
    positive(matrix, why="ARAS", zero=True)
    if optimal is None:
        ideal = (matrix * signs).max(axis=0) * signs
    else:
        ideal = per_criterion(optimal, len(signs), name="optimal")
        refuse(ideal <= 0, ideal, name="optimal", cure="give an entry above 0")
    extended = np.vstack([ideal, matrix])
    sums = weights @ shares(reciprocals(extended, signs)).T
    utility = divide(sums[..., 1:], sums[..., :1], otherwise=1.0)
    return utility, {"S": sums[..., 1:], "S_optimal": sums[..., 0]}
