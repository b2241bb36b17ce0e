"""Pairwise comparisons: how many times more important is the row than the column?"""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats

_RECIPROCITY = 1e-2  # relative: 0.33 is accepted as the mirror of 3


def comparisons(judgements: ArrayLike, *, missing: bool = False) -> Floats:
    """Check a comparison matrix, NaN where a comparison is missing.

    Args:
        judgements: Shape (m, m), positive, ones on the diagonal, entry (j, i) one over (i, j).
        missing: Whether entries may be None or NaN, in pairs.

    Returns:
        Shape (m, m).

    Raises:
        InvalidInputError: If an entry makes no sense; rows and columns count from 0.
    """
    try:
        table = np.array(judgements, dtype=float)
    except (TypeError, ValueError):
        raise InvalidInputError(
            "judgements: not a square table of numbers; give every row the same length"
        ) from None
    if table.ndim != 2 or table.shape[0] != table.shape[1] or table.size == 0:  # noqa: PLR2004 - a table
        raise InvalidInputError(f"judgements: shape {table.shape}; give a square table")
    absent = np.isnan(table)
    for row, column in np.argwhere(~absent & ~((table > 0) & np.isfinite(table))):
        _fault(table, row, column, "give a ratio above 0")
    if not missing:
        for row, column in np.argwhere(absent):
            _fault(table, row, column, "fill it in, or use 'ahp_incomplete'")
    mirror = table * table.T
    for row, column in np.argwhere(~np.isnan(mirror) & (np.abs(mirror - 1) > _RECIPROCITY)):
        _fault(table, row, column, f"its mirror is {table[column, row]:g}; give one over it")
    for row, column in np.argwhere(absent != absent.T):
        _fault(table, row, column, "give both a comparison and its mirror, or neither")
    return table


def _fault(table: Floats, row: int, column: int, cure: str) -> None:
    raise InvalidInputError(
        f"judgements: row {row}, column {column} (counted from 0) is {table[row, column]:g}; {cure}"
    )
