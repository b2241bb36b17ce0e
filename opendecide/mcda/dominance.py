"""Which alternatives can be the best for nobody."""

from dataclasses import dataclass

import numpy as np

from opendecide.mcda import checks
from opendecide.mcda.arrays import ArrayLike, Bools, Floats, Ints

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Dominance:
    """Who is at least as good everywhere and better somewhere.

    Attributes:
        dominates: Shape (n, n), whether i dominates j.
        pareto_set: The rows that nobody dominates, ascending.
    """

    dominates: Bools
    pareto_set: Ints


@dataclass(frozen=True, slots=True, eq=False)
class PotentialOptimality:
    """Who is the best for some weights.

    Attributes:
        possible: Shape (n,), whether any weights put the alternative first, ties included.
        margin: Shape (n,), the most it can lead the best other by; negative: it must always trail.
        weights: Shape (n, m), weights with that margin.
    """

    possible: Bools
    margin: Floats
    weights: Floats


def dominance(values: ArrayLike) -> Dominance:
    """Compare every pair of alternatives on every criterion.

    Args:
        values: Shape (n, m), more is better. Identical alternatives do not dominate each other.

    Examples:
        >>> dominance([[1, 2], [1, 1], [0, 3]]).pareto_set
        array([0, 2])
    """
    table = checks.numbers(values, name="values", dimensions=(2,))
    dominates = np.array(
        [(row >= table).all(axis=1) & (row > table).any(axis=1) for row in table], dtype=bool
    )
    return Dominance(dominates=dominates, pareto_set=np.flatnonzero(~dominates.any(axis=0)))


def potential_optimality(values: ArrayLike) -> PotentialOptimality:
    """Find for each alternative the weights under which it leads by most, by linear programming.

    An alternative that nobody dominates may still lie below mixtures of others, first for no
    weights at all.

    Args:
        values: Shape (n, m), more is better.

    Examples:
        >>> potential_optimality([[1.0, 0.0], [0.0, 1.0], [0.4, 0.4]]).possible
        array([ True,  True, False])
    """
    from scipy.optimize import linprog

    table = checks.numbers(values, name="values", dimensions=(2,))
    alternatives, criteria = table.shape
    span = max(float(np.ptp(table)), np.finfo(float).tiny)
    found = np.zeros((alternatives, criteria + 1))
    for alternative in range(alternatives):
        lead = np.delete(table - table[alternative], alternative, axis=0) / span
        objective = np.zeros(criteria + 1)
        objective[-1] = -1.0
        found[alternative] = linprog(
            objective,
            A_ub=np.hstack([lead, np.ones((alternatives - 1, 1))]),
            b_ub=np.zeros(alternatives - 1),
            A_eq=np.append(np.ones(criteria), 0.0)[np.newaxis],
            b_eq=[1.0],
            bounds=[(0, None)] * criteria + [(-1, 1)],
        ).x
    return PotentialOptimality(
        possible=found[:, -1] >= -_ROUNDING, margin=found[:, -1] * span, weights=found[:, :-1]
    )
