"""Weights from a ranking of the criteria alone."""

import numpy as np

from opendecide.mcda.arrays import ArrayLike, Details, Floats
from opendecide.mcda.checks import numbers, refuse


def rank_order_centroid(judgements: ArrayLike) -> tuple[Floats, Details]:
    """Return the mean of all weights that agree with the ranking.

    Args:
        judgements: Ranks, shape (m,), 1 for the most important; equal numbers are ties, which
            share the mean weight of the places they take.

    Returns:
        Weights, shape (m,).

    Source:
        Barron & Barrett (1996), Decision quality using ranked attribute weights, Management
        Science 42(11).

    Examples:
        >>> rank_order_centroid([1, 2])[0]
        array([0.75, 0.25])
    """
    ranks = _ranks(judgements)
    places = np.arange(len(ranks), 0, -1)
    return _spread(ranks, np.cumsum(1 / places)[::-1] / len(ranks)), {}


def rank_sum(judgements: ArrayLike) -> tuple[Floats, Details]:
    """Return weights that fall in equal steps.

    Args:
        judgements: As in `rank_order_centroid`.

    Returns:
        Weights, shape (m,).

    Source:
        Stillwell, Seaver & Edwards (1981), A comparison of weight approximation techniques in
        multiattribute utility decision making, Organizational Behavior and Human Performance 28.
    """
    ranks = _ranks(judgements)
    return _spread(ranks, np.arange(len(ranks), 0.0, -1)), {}


def rank_reciprocal(judgements: ArrayLike) -> tuple[Floats, Details]:
    """Return weights in proportion to one over the rank.

    Args:
        judgements: As in `rank_order_centroid`.

    Returns:
        Weights, shape (m,).

    Source:
        Stillwell, Seaver & Edwards (1981), as in `rank_sum`.
    """
    ranks = _ranks(judgements)
    return _spread(ranks, 1 / np.arange(1.0, len(ranks) + 1)), {}


def _ranks(judgements: ArrayLike) -> Floats:
    ranks = numbers(judgements, name="judgements", dimensions=(1,))
    refuse(ranks < 1, ranks, name="judgements", cure="give ranks from 1, the most important")
    return ranks


def _spread(ranks: Floats, places: Floats) -> Floats:
    """Give each criterion the mean of the places that its rank takes; weights sum to 1."""
    order = np.argsort(ranks, kind="stable")
    weights = np.empty_like(ranks)
    weights[order] = places
    for tied in np.unique(ranks):
        weights[ranks == tied] = weights[ranks == tied].mean()
    return np.asarray(weights / weights.sum())
