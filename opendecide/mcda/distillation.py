"""Distillation: draw a ranking from a fuzzy outranking relation, class by class."""

import numpy as np

from opendecide.mcda.arrays import Floats, Ints

_ROUNDING = 1e-12


def distil(credibility: Floats, *, best_first: bool, alpha: float, beta: float) -> Ints:
    """Rank alternatives by repeated distillation.

    Args:
        credibility: Shape (n, n).
        best_first: Take out the best class first (descending) or the worst (ascending).
        alpha: Slope of the discrimination threshold s(x) = alpha * x + beta.
        beta: Its intercept.

    Returns:
        Ranks, shape (n,), 1 is best; ties share the better rank.
    """
    left = np.arange(len(credibility))
    ranks = np.zeros(len(credibility), dtype=np.int64)
    while left.size:
        chosen = _distillate(credibility, left, best_first=best_first, alpha=alpha, beta=beta)
        rest = left[~np.isin(left, chosen, assume_unique=True)]
        ranks[chosen] = len(credibility) - left.size + 1 if best_first else rest.size + 1
        left = rest
    return ranks


def _distillate(
    credibility: Floats, group: Ints, *, best_first: bool, alpha: float, beta: float
) -> Ints:
    """Lower the cutting level until one alternative, or an undividable class, stands out."""
    level = float(_between(credibility, group).max(initial=0.0))
    while group.size > 1 and level > 0:
        inside = _between(credibility, group)
        lower = inside[inside < level - (alpha * level + beta) - _ROUNDING]
        level = float(lower.max(initial=0.0))
        threshold = alpha * inside + beta
        above = (inside > level + _ROUNDING) & (inside - inside.T > threshold + _ROUNDING)
        qualification = above.sum(axis=1) - above.sum(axis=0)
        wanted = qualification.max() if best_first else qualification.min()
        group = group[qualification == wanted]
    return group


def _between(credibility: Floats, group: Ints) -> Floats:
    """Return the credibilities within a group, with 0 for each alternative against itself."""
    inside = credibility[np.ix_(group, group)].copy()
    np.fill_diagonal(inside, 0.0)
    return inside
