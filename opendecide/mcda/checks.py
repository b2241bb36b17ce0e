"""Refuse input that makes no sense, and say where it stands: rows and columns count from 0."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Bools, Floats

SMALLEST, LARGEST = 1e-100, 1e100  # sizes whose squares and ratios a float can still hold
_SIGNS = {"max": 1.0, "min": -1.0, "1": 1.0, "-1": -1.0, "1.0": 1.0, "-1.0": -1.0}


def numbers(values: ArrayLike, *, name: str, dimensions: tuple[int, ...]) -> Floats:
    """Return values as floats of a reasonable size, with one of the given numbers of dimensions.

    Raises:
        InvalidInputError: If an entry is not a finite number, or above 1e100 in size, or the shape
            is wrong or empty.

    Examples:
        >>> numbers([[1, float("nan")]], name="matrix", dimensions=(2,))
        Traceback (most recent call last):
        ...
        opendecide.errors.InvalidInputError: matrix: row 0, column 1 (counted from 0) is nan; \
give a finite number
    """
    try:
        array = np.array(values, dtype=float, order="C")
    except (TypeError, ValueError) as error:
        raise InvalidInputError(
            f"{name}: not a regular table of numbers ({error}); give every row the same length and "
            "only numbers"
        ) from None
    if array.ndim not in dimensions:
        wanted = " or ".join(str(dimension) for dimension in dimensions)
        raise InvalidInputError(
            f"{name}: has {array.ndim} dimensions, shape {array.shape}; give {wanted}"
        )
    if array.size == 0:
        raise InvalidInputError(f"{name}: is empty, shape {array.shape}; give at least one entry")
    refuse_extremes(array, name=name)
    return array


def refuse_extremes(array: Floats, *, name: str) -> None:
    """Refuse entries that are not finite, or whose squares would not be."""
    faulty = ~(np.abs(array) <= LARGEST)  # which not a number is not either
    if faulty.any():
        refuse(~np.isfinite(array), array, name=name, cure="give a finite number")
        refuse(faulty, array, name=name, cure="give a size up to 1e100; change the unit")


def refuse(faulty: Bools, values: Floats, *, name: str, cure: str) -> None:
    """Raise an error that names the first faulty entry, if there is one."""
    if not faulty.any():
        return
    where = tuple(int(index) for index in np.argwhere(faulty)[0])
    if not where:
        raise InvalidInputError(f"{name}: is {float(values):g}; {cure}")
    words = {1: ("entry",), 2: ("row", "column"), 3: ("sample", "row", "column")}[len(where)]
    place = ", ".join(f"{word} {index}" for word, index in zip(words, where, strict=True))
    raise InvalidInputError(f"{name}: {place} (counted from 0) is {values[where]:g}; {cure}")


def positive(matrix: Floats, *, why: str, columns: Bools | None = None, zero: bool = False) -> None:
    """Refuse entries that are negative, or zero too unless zero is allowed, in some columns.

    Args:
        matrix: Shape (n, m).
        why: What needs positive entries, for the message.
        columns: Shape (m,), which columns to look at; all of them if None.
        zero: Whether 0 is allowed.
    """
    faulty = matrix < 0 if zero else matrix <= 0
    if columns is not None:
        faulty = faulty & columns
    kind = "no negative" if zero else "only positive"
    refuse(
        faulty,
        matrix,
        name="matrix",
        cure=f"{why} takes {kind} entries; map the criterion to values first",
    )


def decision_matrix(matrix: ArrayLike) -> Floats:
    """Return a matrix, shape (n, m), whose entries are 0 or from 1e-100 to 1e100 in size."""
    table = numbers(matrix, name="matrix", dimensions=(2,))
    sizes = np.abs(table)
    refuse(
        (sizes < SMALLEST) & (sizes > 0),
        table,
        name="matrix",
        cure="give 0 or a size from 1e-100; change the unit",
    )
    return table


def criterion_weights(weights: ArrayLike, criteria: int) -> Floats:
    """Return weights of shape (m,) or (s, m): finite, none negative, no sum of zero."""
    array = numbers(weights, name="weights", dimensions=(1, 2))
    if array.shape[-1] != criteria:
        raise InvalidInputError(
            f"weights: {array.shape[-1]} weights for {criteria} criteria; "
            "give one weight per column of the matrix"
        )
    refuse(array < 0, array, name="weights", cure="give weights of 0 or more")
    empty = array.sum(axis=-1) == 0
    if empty.any():
        place = f" in row {int(np.argmax(empty))} (counted from 0)" if array.ndim > 1 else ""
        raise InvalidInputError(
            f"weights: all are zero{place}; give at least one criterion a weight above 0"
        )
    return array


def signs(directions: Sequence[str | int] | None, criteria: int) -> Floats:
    """Return +1 for each criterion to maximise and -1 for each to minimise.

    Args:
        directions: One of "max", "min", 1, -1 per criterion; None for "max" everywhere.
        criteria: The number m of criteria.

    Examples:
        >>> signs(["max", "min"], 2)
        array([ 1., -1.])
    """
    if directions is None:
        return np.ones(criteria)
    if isinstance(directions, str):
        directions = [directions] * criteria
    if len(directions) != criteria:
        raise InvalidInputError(
            f"directions: {len(directions)} directions for {criteria} criteria; "
            "give 'max' or 'min' per column of the matrix"
        )
    for column, direction in enumerate(directions):
        if str(direction) not in _SIGNS:
            raise InvalidInputError(
                f"directions: column {column} (counted from 0) is {direction!r}; "
                "give 'max' or 'min'"
            )
    return np.array([_SIGNS[str(direction)] for direction in directions])


def per_criterion(values: ArrayLike, criteria: int, *, name: str) -> Floats:
    """Return one finite number per criterion; a single number holds for all of them."""
    array = numbers(values, name=name, dimensions=(0, 1))
    if array.ndim == 1 and array.shape != (criteria,):
        raise InvalidInputError(
            f"{name}: {array.shape[0]} entries for {criteria} criteria; give one per column"
        )
    return np.broadcast_to(array, (criteria,)).copy()


def share(value: float, *, name: str) -> float:
    """Return a number from 0 to 1."""
    if not 0 <= value <= 1:
        raise InvalidInputError(f"{name}: is {value}; give a number from 0 to 1")
    return float(value)


def refuse_unknown_options(
    function: Callable[..., Any], options: Iterable[str], *, name: str
) -> None:
    """Refuse options that a function does not take by name."""
    from inspect import Parameter, signature

    parameters = signature(function).parameters.values()
    if any(parameter.kind is Parameter.VAR_KEYWORD for parameter in parameters):
        return
    known = [one.name for one in parameters if one.kind is Parameter.KEYWORD_ONLY]
    for option in options:
        if option not in known:
            cure = f"give one of {', '.join(known)}" if known else "it takes none"
            raise InvalidInputError(f"{name}: no option is called {option!r}; {cure}")
