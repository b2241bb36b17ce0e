"""From scores to ranks: 1 is best, and equal scores share the better rank."""

import numpy as np

from opendecide.mcda.arrays import Floats, Ints

TOLERANCE = 1e-10  # of the largest score: below it, a difference is rounding and not preference


def rank(scores: Floats, *, higher_is_better: bool = True) -> Ints:
    """Rank alternatives; ties share the better rank and the next rank is skipped.

    Neighbours in the sorted scores that differ by at most 1e-10 of the largest absolute score
    are equal, because the order of a sum must not decide who wins.

    Args:
        scores: Shape (..., n); the last axis is ranked.
        higher_is_better: False if the lowest score is the best.

    Returns:
        Ranks, shape (..., n), from 1.

    Examples:
        >>> rank(np.array([0.5, 0.9, 0.5, 0.1]))
        array([2, 1, 2, 4])
    """
    losses = -scores if higher_is_better else scores
    order = np.argsort(losses, axis=-1, kind="stable")
    ordered = np.take_along_axis(losses, order, axis=-1)
    tolerance = TOLERANCE * np.abs(ordered).max(axis=-1, keepdims=True)
    fresh = np.ones(ordered.shape, dtype=bool)
    fresh[..., 1:] = np.diff(ordered, axis=-1) > tolerance
    positions = np.arange(1, ordered.shape[-1] + 1)
    first = np.maximum.accumulate(np.where(fresh, positions, 0), axis=-1)
    ranks = np.empty(ordered.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, first, axis=-1)
    return ranks
