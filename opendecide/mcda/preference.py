"""The six preference functions of PROMETHEE: from a difference to a preference from 0 to 1."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats
from opendecide.mcda.checks import per_criterion

SHAPES = ("usual", "u-shape", "v-shape", "level", "linear", "gaussian")
_ALSO_KNOWN_AS = {
    **{f"t{number}": shape for number, shape in enumerate(SHAPES, start=1)},
    **{f"type{number}": shape for number, shape in enumerate(SHAPES, start=1)},
    "quasi": "u-shape",
    "ushape": "u-shape",
    "vshape": "v-shape",
    "v-shape-2": "linear",
    "vshape2": "linear",
    "vshape-2": "linear",
    "v-shape-indiff": "linear",
    "v-shape-indifference": "linear",
    "v-shape-with-indifference": "linear",
}


class Preference(NamedTuple):
    """One criterion's preference function: its shape and thresholds q, p and s."""

    shape: str
    q: float = 0.0
    p: float = 0.0
    s: float = 0.0


def preferences(
    functions: str | Sequence[str], q: ArrayLike, p: ArrayLike, s: ArrayLike, criteria: int
) -> tuple[Preference, ...]:
    """Check and pair the preference functions of all criteria."""
    shapes = [functions] * criteria if isinstance(functions, str) else list(functions)
    if len(shapes) != criteria:
        raise InvalidInputError(
            f"functions: {len(shapes)} for {criteria} criteria; give one per column"
        )
    columns = (
        per_criterion(values, criteria, name=name)
        for name, values in (("q", q), ("p", p), ("s", s))
    )
    return tuple(
        checked(
            shape,
            float(low),
            float(high),
            float(spread),
            where=f" of column {column} (counted from 0)",
        )
        for column, (shape, low, high, spread) in enumerate(zip(shapes, *columns, strict=True))
    )


def checked(
    shape: str, q: float = 0.0, p: float = 0.0, s: float = 0.0, where: str = ""
) -> Preference:
    """Return a preference function whose thresholds make sense."""
    name = shape.lower().replace("_", "-").replace(" ", "-")
    name = _ALSO_KNOWN_AS.get(name, name)
    if name not in SHAPES:
        raise InvalidInputError(
            f"functions: {shape!r}{where} is not known; give one of {', '.join(SHAPES)}"
        )
    if min(q, p, s) < 0:
        raise InvalidInputError(f"q, p, s{where}: are {q}, {p}, {s}; give thresholds of 0 or more")
    if name in {"level", "linear"} and p < q:
        raise InvalidInputError(f"p{where}: is {p}; give at least q, which is {q}")
    if name == "gaussian" and s == 0:
        raise InvalidInputError(f"s{where}: is 0; a gaussian needs a scale above 0")
    if name == "v-shape":
        return Preference("linear", 0.0, p, s)
    return Preference(name, q, p, s)


def degree(preference: Preference, differences: Floats, slack: float = 0.0) -> Floats:
    """Return how much a is preferred to b, for each difference a - b.

    Args:
        preference: The function.
        differences: Any shape, more is better.
        slack: Differences this close to a threshold lie on it.

    Examples:
        >>> degree(Preference("linear", q=1.0, p=2.0), np.array([0.5, 1.5, 2.5]))
        array([0. , 0.5, 1. ])
    """
    shape, q, p, s = preference
    if shape == "gaussian":
        ahead = np.maximum(differences, 0.0)
        return 1 - np.exp(-(ahead**2) / (2 * s**2))
    if shape == "linear" and p > q:
        return np.clip((differences - q) / (p - q), 0.0, 1.0)
    if shape == "level":
        return ((differences > q + slack) * 1.0 + (differences > p + slack)) / 2
    limit = 0.0 if shape == "usual" else q
    return np.asarray((differences > limit + slack) * 1.0)
