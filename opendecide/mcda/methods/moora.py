"""MOORA: benefits minus costs, and the largest distance from a reference point."""

import numpy as np

from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.normalise import divide, lengths, normalise


def moora(
    matrix: Floats, weights: Floats, signs: Floats, /, *, normalization: str | None = "vector"
) -> Outcome:
    """Score each alternative by its weighted benefits minus its weighted costs.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        normalization: "vector" in the paper, costs not turned around; see
            `opendecide.mcda.normalise` for others.

    Returns:
        Ratio-system scores, shape (n,) or (s, n), higher is better; `reference_point_scores`, the
        largest weighted distance from the best entries, lower is better.

    Source:
        Brauers & Zavadskas (2006), The MOORA method and its application to privatization in a
        transition economy, Control and Cybernetics 35(2).
    """
    ratios = turned_ratios(matrix, signs, normalization)
    scores = weights @ ratios.T
    return scores, {"ratio_scores": scores, "reference_point_scores": furthest(ratios, weights)}


def turned_ratios(matrix: Floats, signs: Floats, normalization: str | None) -> Floats:
    """Normalise without direction, then count costs negatively."""
    if normalization == "vector":
        return signs * divide(matrix, lengths(matrix), otherwise=0.0)
    return signs * normalise(matrix, np.ones_like(signs), normalization)


def furthest(ratios: Floats, weights: Floats) -> Floats:
    """Return the largest weighted distance of each alternative from the best entries."""
    gaps: Floats = (weights[..., None, :] * (ratios.max(axis=0) - ratios)).max(axis=-1)
    return gaps
