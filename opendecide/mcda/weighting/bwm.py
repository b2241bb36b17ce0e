"""BWM: weights from comparing only the best and the worst criterion with the others."""

from typing import NamedTuple

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Details, Floats
from opendecide.mcda.checks import numbers, refuse
from opendecide.mcda.weighting.bwm_ratio import largest_deviation, weight_intervals


class BestWorst(NamedTuple):
    """Judgements of the best-worst method.

    Attributes:
        best_to_others: Shape (m,), how many times the best outweighs each criterion, from 1.
        others_to_worst: Shape (m,), how many times each criterion outweighs the worst, from 1.
        best: The index of the best criterion, from 0.
        worst: The index of the worst.
    """

    best_to_others: ArrayLike
    others_to_worst: ArrayLike
    best: int
    worst: int


def bwm(
    judgements: BestWorst | tuple[ArrayLike, ArrayLike, int, int], *, model: str = "linear"
) -> tuple[Floats, Details]:
    """Derive weights from best-to-others and others-to-worst comparisons.

    Args:
        judgements: The comparisons, see `BestWorst`.
        model: "linear", whose weights are unique, or "nonlinear", the original, whose weights
            fill intervals; their scaled centres are returned.

    Returns:
        Weights, shape (m,); `xi` of the model, `weight_intervals` (m, 2) of the non-linear model,
        `linear_xi`, `nonlinear_xi`, `consistency_ratio` (non-linear xi over the consistency index)
        and `input_based_cr`.

    Source:
        Rezaei (2015), Best-worst multi-criteria decision-making method, Omega 53; Rezaei (2016),
        Best-worst multi-criteria decision-making method: some properties and a linear model,
        Omega 64; Liang, Brunelli & Rezaei (2020), Consistency issues in the best worst method,
        Omega 96, for the input-based ratio.
    """
    given = _checked(BestWorst(*judgements))
    over, under, _, worst = given
    weights, linear_xi = _linear(*given)
    xi = largest_deviation(*given)
    intervals = weight_intervals(*given, xi)
    if model == "nonlinear":
        weights = intervals.mean(axis=1) / intervals.mean(axis=1).sum()
    elif model != "linear":
        raise InvalidInputError(f"model: {model!r} is not known; give linear or nonlinear")
    scale = float(over[worst])
    index = float(consistency_index(scale))
    spread = scale**2 - scale
    return weights, {
        "xi": xi if model == "nonlinear" else linear_xi,
        "linear_xi": linear_xi,
        "nonlinear_xi": xi,
        "weight_intervals": intervals,
        "consistency_ratio": xi / index if index > 0 else 0.0,
        "input_based_cr": float(np.abs(over * under - scale).max()) / spread if spread else 0.0,
    }


def consistency_index(best_to_worst: ArrayLike) -> Floats:
    """Return the largest possible xi for a comparison of the best with the worst.

    It is the smaller root of xi^2 - (1 + 2a) xi + (a^2 - a) = 0.

    Args:
        best_to_worst: The comparison a, any shape, from 1.

    Source:
        Rezaei (2015), Best-worst multi-criteria decision-making method, Omega 53.

    Examples:
        >>> consistency_index([1, 3, 9]).round(3)
        array([0.   , 1.   , 5.228])
    """
    scale = numbers(best_to_worst, name="best_to_worst", dimensions=(0, 1))
    return (1 + 2 * scale - np.sqrt(1 + 8 * scale)) / 2


def _checked(judgements: BestWorst) -> tuple[Floats, Floats, int, int]:
    """Check comparisons: of one length, from 1, and 1 for a criterion with itself."""
    over = numbers(judgements.best_to_others, name="best_to_others", dimensions=(1,))
    under = numbers(judgements.others_to_worst, name="others_to_worst", dimensions=(1,))
    best, worst = int(judgements.best), int(judgements.worst)
    if over.shape != under.shape:
        raise InvalidInputError(
            f"others_to_worst: {len(under)} entries for {len(over)} criteria; give one for each"
        )
    for name, table, own in (("best_to_others", over, best), ("others_to_worst", under, worst)):
        refuse(table < 1, table, name=name, cure="give 1 or more")
        if not 0 <= own < len(table):
            raise InvalidInputError(f"best, worst: {own} is no criterion; count from 0")
        if table[own] != 1:
            raise InvalidInputError(f"{name}: entry {own} (counted from 0) is not 1; it is itself")
    if over[worst] != under[best]:
        raise InvalidInputError(
            f"best_to_others, others_to_worst: the best over the worst is {over[worst]:g} in one "
            f"and {under[best]:g} in the other; give the same"
        )
    return over, under, best, worst


def _linear(over: Floats, under: Floats, best: int, worst: int) -> tuple[Floats, float]:
    """Minimise the largest difference |w_best - a w_j| or |w_j - a w_worst|."""
    from scipy.optimize import linprog

    count = len(over)
    rows = []
    for criterion in range(count):
        first, second = np.zeros(count + 1), np.zeros(count + 1)
        first[best] += 1
        first[criterion] -= over[criterion]
        second[criterion] += 1
        second[worst] -= under[criterion]
        rows += [first, -first, second, -second]
    limits = np.array(rows)
    limits[:, -1] = -1
    found = linprog(
        np.eye(count + 1)[-1],
        A_ub=limits,
        b_ub=np.zeros(len(limits)),
        A_eq=np.append(np.ones(count), 0.0)[None, :],
        b_eq=[1.0],
        method="highs",
    )
    weights = np.maximum(found.x[:-1], 0.0)
    return weights / weights.sum(), max(float(found.x[-1]), 0.0)
