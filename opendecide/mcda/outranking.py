"""Crisp outranking, for ELECTRE I and II: who is at least as good, and who objects how much."""

import numpy as np

from opendecide.mcda.arrays import Bools, Floats
from opendecide.mcda.checks import share
from opendecide.mcda.normalise import divide, normalise

_ROUNDING = 1e-9  # an index this close to its threshold reaches it


def prescaled(matrix: Floats, prescale: str | None) -> Floats:
    """Make columns comparable without turning costs around."""
    return normalise(matrix, np.ones(matrix.shape[1]), prescale)


def concordance(matrix: Floats, weights: Floats, signs: Floats) -> Floats:
    """Return the share of weight on which row a is at least as good as row b, shape (n, n).

    Examples:
        >>> concordance(np.array([[1.0, 2.0], [2.0, 1.0]]), np.array([3.0, 1.0]), np.ones(2))
        array([[1.  , 0.25],
               [0.75, 1.  ]])
    """
    oriented = matrix * signs
    at_least: Floats = (oriented[:, None, :] >= oriented[None, :, :]) @ (weights / weights.sum())
    return at_least


def discordance(matrix: Floats, signs: Floats) -> Floats:
    """Return the largest disadvantage of row a against row b, over the largest column range."""
    oriented = matrix * signs
    gaps = (oriented[None, :, :] - oriented[:, None, :]).max(axis=2)
    return divide(np.maximum(gaps, 0.0), np.ptp(matrix, axis=0).max(), otherwise=0.0)


def outranks(agreement: Floats, disagreement: Floats, *, at_least: float, at_most: float) -> Bools:
    """Return whether a outranks b, for different a and b."""
    relation: Bools = (agreement >= share(at_least, name="concordance threshold") - _ROUNDING) & (
        disagreement <= share(at_most, name="discordance threshold") + _ROUNDING
    )
    np.fill_diagonal(relation, val=False)
    return relation
