"""The smallest change of weights that puts another alternative first."""

from dataclasses import dataclass

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda import checks
from opendecide.mcda.arrays import ArrayLike, Bools, Floats

_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class NearestFlip:
    """What it takes for each alternative to draw level with the best.

    Attributes:
        possible: Shape (n,), whether any weights put the alternative first.
        total_change: Shape (n,), the sum of the absolute changes of all weights, 0 for the present
            winner; 2, the most there is, where it is not possible.
        weights: Shape (n, m), the weights there; the present ones where it is not possible.
        moves: Shape (n, m), those weights minus the present ones: which weights move, and how far.
    """

    possible: Bools
    total_change: Floats
    weights: Floats
    moves: Floats


def nearest_flip(values: ArrayLike, weights: ArrayLike) -> NearestFlip:
    """Find, for each alternative, the nearest weights at which no other is ahead of it.

    A linear program per challenger: the least sum of absolute changes, weights staying
    non-negative and summing to one.

    Args:
        values: Shape (n, m), more is better.
        weights: Shape (m,), scaled to sum to one.

    Raises:
        InvalidInputError: If a number is not finite, a weight negative, or all weights are zero.

    Examples:
        >>> flip = nearest_flip([[1.0, 0.0], [0.0, 1.0]], [0.7, 0.3])
        >>> flip.total_change
        array([0. , 0.4])
        >>> flip.weights[1]
        array([0.5, 0.5])
    """
    from scipy.optimize import linprog

    table = checks.numbers(values, name="values", dimensions=(2,))
    given = checks.criterion_weights(weights, table.shape[1])
    if given.ndim != 1:
        raise InvalidInputError(f"weights: shape {given.shape}; give one vector")
    present = given / float(given.sum())
    alternatives, criteria = table.shape
    span = max(float(np.ptp(table)), np.finfo(float).tiny)
    scores = table @ present
    possible = np.ones(alternatives, dtype=bool)
    moves = np.zeros((alternatives, criteria))
    for challenger in np.flatnonzero(scores < scores.max() - _ROUNDING * span):
        lead = np.delete(table - table[challenger], challenger, axis=0) / span
        result = linprog(
            np.ones(2 * criteria),  # what is added to each weight, then what is taken from it
            A_ub=np.hstack([lead, -lead]),
            b_ub=-lead @ present,
            A_eq=np.hstack([np.ones(criteria), -np.ones(criteria)])[np.newaxis],
            b_eq=[0.0],
            bounds=[(0, None)] * criteria + [(0, share) for share in present],
        )
        possible[challenger] = result.success
        if result.success:
            moves[challenger] = result.x[:criteria] - result.x[criteria:]
    return NearestFlip(
        possible=possible,
        total_change=np.where(possible, np.abs(moves).sum(axis=1), 2.0),
        weights=present + moves,
        moves=moves,
    )
