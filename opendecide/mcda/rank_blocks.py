"""Ranks of many samples at once: blocks of scores become blocks of small integers."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import Floats, Ints

TIE = 1e-9
"""Scores closer than this share of the range of all values are equal."""

_LABEL_BITS = 22
_MASK = (1 << _LABEL_BITS) - 1
_LINE = 64  # bytes of a cache line
_MOST_ALTERNATIVES = (1 << 16) - 1
_MOST_ROWS = 50_112
_STEP_SCORES = 50_000  # 400 kB of scores stay in the second-level cache


class BlockRanker:
    """A reusable table of ranks, one column per sample.

    Sorting carries each score's address along: the low 22 bits of the score are replaced by the
    place in the table where its rank belongs, so that one plain sort and one scatter do the work
    of two argsorts. What the lost bits could hide is looked at again: samples in which two
    neighbours come closer than the kept bits can tell are ranked a second time from their full
    scores, so the result does not depend on the trick.

    Attributes:
        rows: The number of samples a block can hold.
        ranks: Shape (n, rows), 0 for the best; equal scores share the better rank.
        winners: Shape (rows,), where in the flat table of ranks the best of each sample stands;
            one of them, if several are equal.
    """

    def __init__(self, alternatives: int) -> None:
        if alternatives > _MOST_ALTERNATIVES:
            raise InvalidInputError(
                f"values: {alternatives} alternatives; screen them first, at most "
                f"{_MOST_ALTERNATIVES} can be ranked"
            )
        lines = min(_MOST_ROWS, (1 << _LABEL_BITS) // alternatives) // _LINE
        # An odd number of cache lines per row, lest all rows compete for the same cache sets.
        self.rows = _LINE * (lines - 1 + lines % 2)
        kind: np.dtype[np.unsignedinteger] = np.min_scalar_type(alternatives)
        self._step = max(1, min(self.rows, _STEP_SCORES // alternatives))
        self.ranks: NDArray[np.unsignedinteger] = np.empty((alternatives, self.rows), kind)
        self.winners = np.zeros(self.rows, np.int64)
        starts = np.arange(alternatives) * self.rows
        self._addresses: Ints = (starts + np.arange(self._step)[:, np.newaxis]).reshape(-1)
        self._places = np.tile(np.arange(alternatives - 1, -1, -1).astype(kind), self._step)
        self._gaps = np.empty(alternatives * self._step, np.int64)

    def rank(self, score: Callable[[slice | Ints], Floats], samples: int) -> bool:
        """Fill the first columns of `ranks`; say whether any two scores were equal.

        Args:
            score: Returns the scores, shape (k, n), of a slice or list of samples: a fresh array
                of numbers from 1 to 2, spanning half a unit.
            samples: How many samples to rank, at most `rows`.
        """
        self.ranks = np.empty_like(self.ranks)  # the last block may still be in use
        tied = False
        for start in range(0, samples, self._step):
            stop = min(start + self._step, samples)
            doubtful = self._sort_and_scatter(score(slice(start, stop)), start)
            if doubtful.size:
                tied |= self._rank_again(score(doubtful + start), doubtful + start)
        return tied

    def firsts(self, samples: int, *, tied: bool) -> Iterator[Ints]:
        """Yield, for each alternative, the samples in which it is first."""
        if tied:
            for places in self.ranks[:, :samples]:
                yield np.flatnonzero(places == 0)
            return
        winners = (self.winners[:samples] // self.rows).astype(self.ranks.dtype)
        order = np.argsort(winners, kind="stable")  # a radix sort, for integers this small
        ends = np.cumsum(np.bincount(winners, minlength=len(self.ranks)))
        yield from np.split(order, ends[:-1])

    def _sort_and_scatter(self, scores: Floats, start: int) -> Ints:
        """Rank one step by its packed keys; return the samples that need a closer look."""
        count, alternatives = scores.shape
        keys = scores.view(np.int64)  # positive floats sort like the integers of their bits
        flat = keys.reshape(-1)
        flat &= ~_MASK
        flat |= self._addresses[: flat.size]
        keys.sort(axis=1)
        gaps = self._gaps[: flat.size]
        gaps[-1] = -1
        # Gaps from one sample to the next are mostly negative, which unsigned makes huge.
        np.subtract(flat[1:], flat[:-1], out=gaps[:-1])
        limit = 2 << _LABEL_BITS
        doubtful = np.empty(0, np.int64)
        if int(gaps.view(np.uint64).min()) < limit:
            inside = gaps.reshape(count, alternatives)[:, :-1]
            doubtful = np.flatnonzero((inside < limit).any(axis=1))
        flat &= _MASK
        self.ranks.reshape(-1)[start:][flat] = self._places[: flat.size]
        np.add(keys[:, -1], start, out=self.winners[start : start + count])
        return doubtful

    def _rank_again(self, scores: Floats, columns: Ints) -> bool:
        """Rank samples from their full scores, with ties."""
        order = np.argsort(-scores, axis=1, kind="stable")
        gaps = -np.diff(np.take_along_axis(scores, order, axis=1), axis=1)
        apart = gaps > TIE / 2  # the scores span half a unit
        places = np.zeros(scores.shape, self.ranks.dtype)
        steps = np.where(apart, np.arange(1, scores.shape[1]), 0)
        places[:, 1:] = np.maximum.accumulate(steps, axis=1)
        self.ranks[order, columns[:, np.newaxis]] = places
        self.winners[columns] = order[:, 0] * self.rows + columns
        return not bool(apart.all())


def count_ranks(ranks: NDArray[np.unsignedinteger]) -> Ints:
    """Count how often each alternative takes each rank, shape (n, n) from ranks (n, k)."""
    alternatives = len(ranks)
    counts = np.zeros((alternatives, alternatives), np.int64)
    for alternative, taken in enumerate(ranks):
        if ranks.dtype != np.uint8 or len(taken) % 2:
            counts[alternative] = np.bincount(taken, minlength=alternatives)
            continue
        # Two samples at a time: half as many numbers to count, then the sums both ways.
        pairs = np.bincount(taken.view(np.uint16), minlength=alternatives * 256)
        both = pairs[: alternatives * 256].reshape(alternatives, 256)[:, :alternatives]
        counts[alternative] = both.sum(axis=0) + both.sum(axis=1)
    return counts
