"""COPRAS: benefits add up, costs count by their reciprocal share."""

import numpy as np

from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.checks import positive
from opendecide.mcda.normalise import divide, shares


def copras(matrix: Floats, weights: Floats, signs: Floats, /) -> Outcome:
    """Score each alternative by its significance relative to the best.

    Where no cost has weight, only the benefits count.

    Args:
        matrix: Shape (n, m); benefits not negative, costs positive.
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.

    Returns:
        Utility, shape (n,) or (s, n), at most 1, higher is better; `Q` the significance,
        `S_plus` and `S_minus` the weighted sums of benefits and costs.

    Source:
        Zavadskas, Kaklauskas & Sarka (1994), The new method of multicriteria complex proportional
        assessment of projects.
    """
    positive(matrix, why="COPRAS", columns=signs < 0)
    parts = shares(matrix)
    benefits = (weights * (signs > 0)) @ parts.T
    costs = (weights * (signs < 0)) @ parts.T
    inverse = divide(np.ones_like(costs), costs, otherwise=0.0)
    cheap = divide(
        costs.sum(axis=-1, keepdims=True) * inverse,
        inverse.sum(axis=-1, keepdims=True),
        otherwise=0.0,
    )
    significance = benefits + cheap
    utility = divide(significance, significance.max(axis=-1, keepdims=True), otherwise=1.0)
    return utility, {"Q": significance, "S_plus": benefits, "S_minus": costs}
