"""Value functions: from a performance in its own unit to a value from 0 to 1.

Scales are fixed by their anchors, so a new alternative changes nobody else's value.
"""

from collections.abc import Sequence

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats
from opendecide.mcda.checks import numbers, refuse

_ANY = tuple(range(5))


def linear(performances: ArrayLike, *, worst: float, best: float) -> Floats:
    """Rise in proportion from the worst to the best; beyond them the value stays 0 or 1.

    Args:
        performances: Any shape, in the criterion's unit.
        worst: The performance of value 0; above `best` if less is better.
        best: The performance of value 1.

    Examples:
        >>> linear([1.0, 3.0, 9.0], worst=5.0, best=1.0)
        array([1. , 0.5, 0. ])
    """
    _apart(worst, best)
    given = numbers(performances, name="performances", dimensions=_ANY)
    return np.clip((given - worst) / (best - worst), 0.0, 1.0)


def piecewise_linear(
    performances: ArrayLike,
    *,
    points: ArrayLike,
    values: ArrayLike,
    out_of_bounds: str = "clip",
) -> Floats:
    """Follow straight lines between points.

    Args:
        performances: Any shape, in the criterion's unit.
        points: Performances in ascending order, at least two.
        values: Their values.
        out_of_bounds: "clip" keeps the value of the nearest end, "error" refuses.

    Examples:
        >>> piecewise_linear([75.0, 120.0], points=[50, 100], values=[1, 0])
        array([0.5, 0. ])
    """
    given = numbers(performances, name="performances", dimensions=_ANY)
    corners = numbers(points, name="points", dimensions=(1,))
    heights = numbers(values, name="values", dimensions=(1,))
    if corners.shape != heights.shape or len(corners) < 2:  # noqa: PLR2004 - a line has two ends
        raise InvalidInputError(
            f"points, values: {len(corners)} and {len(heights)}; give as many, at least two"
        )
    refuse(
        np.diff(corners, prepend=-np.inf) <= 0, corners, name="points", cure="list them ascending"
    )
    if out_of_bounds == "error":
        outside = (given < corners[0]) | (given > corners[-1])
        if outside.any():
            raise InvalidInputError(
                f"performances: {given[outside][0]:g} is outside {corners[0]:g} to "
                f"{corners[-1]:g}; widen the points or use out_of_bounds='clip'"
            )
    elif out_of_bounds != "clip":
        raise InvalidInputError(f"out_of_bounds: is {out_of_bounds!r}; give 'clip' or 'error'")
    return np.interp(given, corners, heights)


def exponential(performances: ArrayLike, *, worst: float, best: float, curvature: float) -> Floats:
    """Bend the line between worst and best; beyond them the value stays 0 or 1.

    Args:
        performances: Any shape, in the criterion's unit.
        worst: The performance of value 0.
        best: The performance of value 1.
        curvature: Above 0 the first steps away from the worst matter most, below 0 the last, and
            0 is linear.

    Source:
        Kirkwood (1997), Strategic Decision Making: the exponential value function.

    Examples:
        >>> exponential([0.0, 0.5, 1.0], worst=0.0, best=1.0, curvature=2.0).round(3)
        array([0.   , 0.731, 1.   ])
    """
    share = linear(performances, worst=worst, best=best)
    if not np.isfinite(curvature):
        raise InvalidInputError(f"curvature: is {curvature}; give a finite number")
    if abs(curvature) < 1e-9:  # noqa: PLR2004 - below it the quotient is rounding, and linear
        return share
    bent: Floats = np.expm1(-curvature * share) / np.expm1(-curvature)
    return bent


def ordinal(levels: ArrayLike, *, values: Sequence[float]) -> Floats:
    """Give each level its value.

    Args:
        levels: Any shape, whole numbers from 0 for the first level.
        values: The value of each level, from 0 to 1.

    Examples:
        >>> ordinal([2, 0], values=[0.0, 0.2, 1.0])
        array([1., 0.])
    """
    heights = numbers(values, name="values", dimensions=(1,))
    given = numbers(levels, name="levels", dimensions=_ANY)
    wrong = (given != np.round(given)) | (given < 0) | (given >= len(heights))
    if wrong.any():
        raise InvalidInputError(
            f"levels: {given[wrong][0]:g} is not a level; give whole numbers from 0 to "
            f"{len(heights) - 1}"
        )
    return heights[given.astype(np.int64)]


def target(
    performances: ArrayLike, *, target: float, tolerance_below: float, tolerance_above: float
) -> Floats:
    """Value nearness to a target: 1 on it, falling to 0 at the tolerance on either side.

    Args:
        performances: Any shape, in the criterion's unit.
        target: The performance of value 1.
        tolerance_below: How far below the target the value reaches 0.
        tolerance_above: How far above the target the value reaches 0.

    Examples:
        >>> target([20.0, 22.0, 23.0], target=21.0, tolerance_below=2.0, tolerance_above=2.0)
        array([0.5, 0.5, 0. ])
    """
    if not (tolerance_below > 0 and tolerance_above > 0):
        raise InvalidInputError(
            f"tolerance: is {tolerance_below}, {tolerance_above}; give more than 0"
        )
    gaps = numbers(performances, name="performances", dimensions=_ANY) - target
    distances = np.where(gaps < 0, -gaps / tolerance_below, gaps / tolerance_above)
    return np.asarray(np.clip(1 - distances, 0.0, 1.0))


def _apart(worst: float, best: float) -> None:
    if not (np.isfinite(worst) and np.isfinite(best) and worst != best):
        raise InvalidInputError(
            f"worst, best: are {worst} and {best}; give two different finite numbers"
        )
