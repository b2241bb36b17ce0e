"""Weights in any form a caller may have them, as checked blocks whose rows sum to one."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats

Weights = ArrayLike | Iterable[Floats] | Callable[[], Iterable[Floats]]

_ROUNDING = 1e-12


def weight_blocks(weights: Weights, *, criteria: int, rows: int, repeat: int) -> Iterator[Floats]:
    """Yield weights in blocks, each row summing to one.

    Args:
        weights: Shape (m,) or (s, m), an iterable of such chunks, or a function that returns one.
        criteria: The number m of criteria.
        rows: The most rows of a block.
        repeat: How often to repeat a single vector of shape (m,).

    Raises:
        InvalidInputError: If a weight is negative or not finite, a row sums to zero, or there are
            not m weights in a row.

    Examples:
        >>> list(weight_blocks([2, 1, 1], criteria=3, rows=10, repeat=1))
        [array([[0.5 , 0.25, 0.25]])]
    """
    seen = 0
    for given in _chunks(weights() if callable(weights) else weights):
        try:
            chunk = np.asarray(given, dtype=float)
        except (TypeError, ValueError) as error:
            raise InvalidInputError(
                f"weights: not a regular table of numbers ({error}); give every row the same length"
            ) from None
        if chunk.ndim == 1:
            chunk = np.broadcast_to(chunk, (repeat, len(chunk)))
        if chunk.shape[1:] != (criteria,):
            raise InvalidInputError(
                f"weights: shape {np.shape(given)} for {criteria} criteria; give one weight per "
                "column of the values"
            )
        pieces = max(1, -(-len(chunk) // rows))
        size = max(1, -(-len(chunk) // pieces))  # equal sizes, rather than a short last one
        for start in range(0, len(chunk), size):
            yield _normalised(chunk[start : start + size], seen + start)
        seen += len(chunk)


def _chunks(source: ArrayLike | Iterable[Floats]) -> Iterable[ArrayLike]:
    """Tell a table, or one vector, from several chunks."""
    if isinstance(source, Iterator):
        return source
    if isinstance(source, np.ndarray):
        return [source]
    if isinstance(source, Iterable):
        parts: list[ArrayLike] = list(source)
        return parts if parts and np.ndim(parts[0]) > 1 else [parts]  # type: ignore[list-item]  # a table of numbers
    return [source]


def _normalised(block: Floats, start: int) -> Floats:
    """Return weights whose rows sum to one; refuse those that cannot."""
    totals = block @ np.ones(block.shape[1])
    if not (float(block.min()) >= 0 and float(totals.min()) > 0 and np.isfinite(totals).all()):
        faulty = ~((block >= 0) & np.isfinite(block))
        if faulty.any():
            row, column = (int(index) for index in np.argwhere(faulty)[0])
            raise InvalidInputError(
                f"weights: row {row + start}, column {column} (counted from 0) is "
                f"{block[row, column]:g}; give finite weights of 0 or more"
            )
        row = int(np.argmin(totals)) + start
        raise InvalidInputError(
            f"weights: row {row} (counted from 0) sums to {float(totals.min()):g}; give a "
            "criterion a weight above 0"
        )
    if float(np.abs(totals - 1).max()) > _ROUNDING:
        return block / totals[:, np.newaxis]
    return block
