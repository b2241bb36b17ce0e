"""Aggregate a decision matrix by any listed method."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Details, Floats, Ints
from opendecide.mcda.checks import (
    criterion_weights,
    decision_matrix,
    refuse_unknown_options,
    signs,
)
from opendecide.mcda.methods.table import METHODS, Method
from opendecide.mcda.ranking import rank

_CHUNK = 2**22  # weighted entries held at a time when there are many weight vectors


@dataclass(frozen=True, slots=True, eq=False)
class Aggregation:
    """What a method says about the alternatives.

    Attributes:
        scores: Shape (n,), or (s, n) for s weight vectors.
        ranks: The same shape, 1 is best; equal scores share the better rank.
        details: Whatever else the method computes; empty for s weight vectors.
    """

    scores: Floats
    ranks: Ints
    details: Details


def aggregate(
    method: str,
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: Sequence[str | int] | None = None,
    **options: Any,
) -> Aggregation:
    """Score and rank alternatives by a listed method.

    Args:
        method: A key of `METHODS`.
        matrix: Shape (n, m), one row per alternative, finite.
        weights: Shape (m,), or (s, m) for s weight vectors; none negative. Methods that are not
            invariant to their sum use them as given.
        directions: "max" or "min" for each criterion; "max" everywhere if None.
        **options: Of the method; see its function in `opendecide.mcda.methods`.

    Returns:
        Scores, ranks and details.

    Raises:
        InvalidInputError: If the method is unknown or the input makes no sense for it; rows and
            columns in the message count from 0.

    Examples:
        >>> aggregate("topsis", [[1, 3000], [2, 3750], [5, 4500]], [0.5, 0.5], ["min", "max"],
        ...           normalization="minmax").ranks
        array([2, 1, 2])
    """
    chosen = listed(method)
    refuse_unknown_options(chosen.aggregate, options, name=chosen.id)
    table = decision_matrix(matrix)
    vectors = criterion_weights(weights, table.shape[1])
    senses = signs(directions, table.shape[1])
    missing = [name for name in chosen.needs if name not in options]
    if missing:
        raise InvalidInputError(f"{chosen.id}: needs the option {missing[0]!r}; give it by name")
    if vectors.ndim == 1:
        scores, details = chosen.aggregate(table, vectors, senses, **options)
    else:
        parts = (
            chosen.aggregate(table, part, senses, **options)[0]
            for part in _parts(vectors, chosen, table.size)
        )
        scores, details = np.vstack([np.atleast_2d(part) for part in parts]), {}
    return Aggregation(scores, rank(scores, higher_is_better=chosen.higher_is_better), details)


def _parts(vectors: Floats, method: Method, size: int) -> Iterator[Floats]:
    """Cut many weight vectors into what the method takes in one call."""
    if not method.batched:
        yield from vectors
        return
    step = max(1, _CHUNK // size)
    for start in range(0, len(vectors), step):
        yield vectors[start : start + step]


def listed(method: str) -> Method:
    """Return the listed method of a name."""
    if method not in METHODS:
        close = get_close_matches(method, METHODS, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"give one of {', '.join(METHODS)}"
        raise InvalidInputError(f"method: {method!r} is not listed; {hint}")
    return METHODS[method]
