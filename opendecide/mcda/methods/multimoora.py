"""MULTIMOORA: three views of the same ratios, joined by dominance of their ranks."""

import numpy as np

from opendecide.mcda.arrays import Floats, Ints, Outcome
from opendecide.mcda.checks import positive
from opendecide.mcda.methods.moora import furthest, turned_ratios
from opendecide.mcda.ranking import rank


def multimoora(
    matrix: Floats, weights: Floats, signs: Floats, /, *, normalization: str | None = "vector"
) -> Outcome:
    """Score each alternative by how many others it beats in most of three rankings.

    The rankings are the ratio system, the reference point and the full multiplicative form; the
    last knows no weights.

    Args:
        matrix: Shape (n, m), positive.
        weights: Shape (m,), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        normalization: As in `moora`.

    Returns:
        The number of alternatives beaten, shape (n,), higher is better; scores and rankings of the
        three parts as `ratio_...`, `reference_point_...` and `fmf_...` (natural logarithm of the
        product of the benefits divided by that of the costs).

    Source:
        Brauers & Zavadskas (2010), Project management by MULTIMOORA as an instrument for
        transition economies, Technological and Economic Development of Economy 16(1).
    """
    positive(matrix, why="the full multiplicative form")
    ratios = turned_ratios(matrix, signs, normalization)
    ratio = weights @ ratios.T
    reference = furthest(ratios, weights)
    products = np.log(np.abs(ratios)) @ signs
    ranks = {
        "ratio_ranking": rank(ratio),
        "reference_point_ranking": rank(reference, higher_is_better=False),
        "fmf_ranking": rank(products),
    }
    details = {
        "ratio_scores": ratio,
        "reference_point_scores": reference,
        "fmf_log_scores": products,
        **ranks,
    }
    return majority_wins(np.array(list(ranks.values()))), details


def majority_wins(rankings: Ints) -> Floats:
    """Return how many others each alternative precedes in more rankings than it follows.

    Args:
        rankings: Shape (k, n), 1 is best.

    Returns:
        Shape (n,).

    Examples:
        >>> majority_wins(np.array([[1, 2, 3], [2, 1, 3], [1, 3, 2]]))
        array([2., 1., 0.])
    """
    lead = np.sign(rankings[:, None, :] - rankings[:, :, None]).sum(axis=0)
    return np.asarray((lead > 0).sum(axis=1).astype(float))
