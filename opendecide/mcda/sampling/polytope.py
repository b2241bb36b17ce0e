"""The set of weights that linear constraints leave open."""

from dataclasses import dataclass

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda import checks
from opendecide.mcda.arrays import ArrayLike, Floats

_FLAT = 1e-9

Linear = tuple[ArrayLike, ArrayLike]


@dataclass(frozen=True, slots=True, eq=False)
class Polytope:
    """All weights w with `normals` w <= `bounds` and `equal_normals` w = `equal_bounds`.

    Attributes:
        normals: Shape (q, m), among them that no weight is negative.
        bounds: Shape (q,).
        equal_normals: Shape (e, m), among them that the weights sum to 1.
        equal_bounds: Shape (e,).
    """

    normals: Floats
    bounds: Floats
    equal_normals: Floats
    equal_bounds: Floats


def constrain(
    criteria: int,
    *,
    lower: ArrayLike = 0.0,
    upper: ArrayLike = 1.0,
    at_most: Linear | None = None,
    equal: Linear | None = None,
) -> Polytope:
    """Collect constraints on weights that sum to 1.

    Args:
        criteria: The number m of criteria.
        lower: Shape (m,) or one number, the least weights.
        upper: Shape (m,) or one number, the greatest weights.
        at_most: A table (q, m) and limits (q,): table @ weights <= limits.
        equal: A table (e, m) and targets (e,): table @ weights = targets.
    """
    least = np.maximum(checks.per_criterion(lower, criteria, name="lower"), 0.0)
    most = np.minimum(checks.per_criterion(upper, criteria, name="upper"), 1.0)
    for column in np.flatnonzero(least > most):
        raise InvalidInputError(
            f"lower: column {column} (counted from 0) is {least[column]:g}, above its upper limit "
            f"{most[column]:g}; swap or widen them"
        )
    normals, bounds = _table(at_most, criteria, "at_most")
    equal_normals, equal_bounds = _table(equal, criteria, "equal")
    one = np.eye(criteria)
    return Polytope(
        normals=np.vstack([-one, one, normals]),
        bounds=np.concatenate([-least, most, bounds]),
        equal_normals=np.vstack([np.ones(criteria), equal_normals]),
        equal_bounds=np.concatenate([[1.0], equal_bounds]),
    )


def extremes(polytope: Polytope) -> Floats:
    """Return weights at which each weight and each constraint is as low or as high as it can be.

    Their mean lies strictly inside every constraint that leaves any room.

    Raises:
        InvalidInputError: If no weights meet all constraints.
    """
    from scipy.optimize import linprog

    criteria = polytope.normals.shape[1]
    found = []
    for objective in np.vstack([polytope.normals, -np.eye(criteria)]):
        result = linprog(
            objective,
            A_ub=polytope.normals,
            b_ub=polytope.bounds,
            A_eq=polytope.equal_normals,
            b_eq=polytope.equal_bounds,
            bounds=(None, None),
        )
        if not result.success:
            raise InvalidInputError(
                "constraints: no weights that sum to 1 meet all of them; widen one"
            )
        found.append(result.x)
    return np.array(found)


def flatten(polytope: Polytope, corners: Floats) -> tuple[Polytope, Floats]:
    """Turn inequalities that leave no room into equalities; return the free directions too.

    Returns:
        The same set of weights, and an orthonormal basis (m, d) of the directions it extends in.
    """
    room = (polytope.bounds - corners @ polytope.normals.T).max(axis=0)
    tight = room <= _FLAT
    normals = np.vstack([polytope.equal_normals, polytope.normals[tight]])
    _, sizes, directions = np.linalg.svd(normals)
    rank = int((sizes > _FLAT * sizes[0]).sum())
    flat = Polytope(
        normals=polytope.normals[~tight],
        bounds=polytope.bounds[~tight],
        equal_normals=normals,
        equal_bounds=np.concatenate([polytope.equal_bounds, polytope.bounds[tight]]),
    )
    return flat, directions[rank:].T


def _table(constraint: Linear | None, criteria: int, name: str) -> tuple[Floats, Floats]:
    """Return the coefficients and limits of linear constraints."""
    if constraint is None:
        return np.zeros((0, criteria)), np.zeros(0)
    table = np.atleast_2d(checks.numbers(constraint[0], name=name, dimensions=(1, 2)))
    limits = np.atleast_1d(checks.numbers(constraint[1], name=name, dimensions=(0, 1)))
    if table.shape != (len(limits), criteria):
        raise InvalidInputError(
            f"{name}: table of shape {table.shape} and {len(limits)} limits for {criteria} "
            "criteria; give one row and one limit per constraint"
        )
    return table, limits
