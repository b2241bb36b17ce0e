"""The mean of each score, given what some facts turn out to be."""

import numpy as np

from opendecide.mcda.arrays import Floats

_FEWEST_PER_VALUE = 20
_KNOTS = 3
_MOST_INTERACTING = 6


def conditional_means(scores: Floats, known: Floats, shares: Floats, *, states: bool) -> Floats:
    """Estimate the mean scores given the facts of each sample.

    Args:
        scores: Shape (s, n).
        known: Shape (s, k), the facts.
        shares: Shape (s,), the probability of each sample.
        states: Whether the samples are all states there are, so that means are exact.

    Returns:
        Shape (s, n), with the same mean as the scores.
    """
    places = np.zeros(len(known), np.int64)
    for column in known.T:  # one column at a time: sorting whole rows is slow
        levels = np.unique(column, return_inverse=True)[1]
        places = np.unique(places * (int(levels.max()) + 1) + levels, return_inverse=True)[1]
    values = int(places.max()) + 1
    few = values * _FEWEST_PER_VALUE <= len(known)
    if states or few or len(known) <= _FEWEST_PER_VALUE:
        weight = np.bincount(places, weights=shares)
        sums = np.column_stack([np.bincount(places, weights=shares * score) for score in scores.T])
        means: Floats = sums / np.where(weight > 0, weight, 1.0)[:, np.newaxis]
        return means[places]
    basis = _splines(known)
    fitted: Floats = basis @ np.linalg.lstsq(basis, scores, rcond=None)[0]
    return fitted


def _splines(known: Floats) -> Floats:
    """Return cubic splines with knots at the quartiles of each fact, and products of pairs."""
    spread = known.std(axis=0)
    moving = (known - known.mean(axis=0))[:, spread > 0] / spread[spread > 0]
    columns = [np.ones(len(known))]
    for fact in moving.T:
        columns += [fact, fact**2, fact**3]
        knots = np.quantile(fact, np.arange(1, _KNOTS + 1) / (_KNOTS + 1))
        columns += [np.maximum(fact - knot, 0.0) ** 3 for knot in np.unique(knots)]
    if moving.shape[1] <= _MOST_INTERACTING:
        columns += [
            moving[:, first] * moving[:, second]
            for first in range(moving.shape[1])
            for second in range(first)
        ]
    return np.column_stack(columns[: max(1, len(known) // 2)])
