"""WPM, the weighted product: ratios instead of differences."""

import numpy as np

from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.checks import positive
from opendecide.mcda.normalise import normalise, reciprocals


def wpm(
    matrix: Floats, weights: Floats, signs: Floats, /, *, normalization: str | None = "none"
) -> Outcome:
    """Score each alternative by the product of its values, each to the power of its weight.

    A value of 0 on a criterion with weight makes the score 0 and its logarithm minus infinity.

    Args:
        matrix: Shape (n, m), positive.
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,); without normalisation a cost counts by its reciprocal.
        normalization: See `opendecide.mcda.normalise`.

    Returns:
        Scores, shape (n,) or (s, n), higher is better; `log_scores`, `log10_scores`.

    Source:
        Miller & Starr (1969), Executive Decisions and Operations Research.
    """
    if normalization in {None, "none"}:
        positive(matrix, why="the weighted product")
        values = reciprocals(matrix, signs)
    else:
        values = normalise(matrix, signs, normalization)
    logs = log_products(values, weights)
    return np.exp(logs), {"log_scores": logs, "log10_scores": logs / np.log(10), "values": values}


def log_products(values: Floats, weights: Floats) -> Floats:
    """Return the logarithm of each weighted product; 0 to the power 0 is 1.

    Args:
        values: Shape (n, m), none negative.
        weights: Shape (m,) or (s, m).

    Returns:
        Shape (n,) or (s, n), minus infinity where a value with weight is 0.
    """
    positive(values, why="the weighted product", zero=True)
    zeros = values == 0
    logs = weights @ np.log(np.where(zeros, 1.0, values)).T
    return np.where((weights > 0) @ zeros.T, -np.inf, logs)
