"""How often each alternative beats each other one, counted when somebody asks."""

import numpy as np
from numpy.typing import NDArray

from opendecide.mcda.arrays import Ints

_MOST_PENDING = 32 << 20  # bytes


class PairwiseWins:
    """A count of wins that puts off its work, which grows with the square of n.

    Ranks wait as small integers, at most 32 MB of them, until the counts are read or the room is
    used up; whoever asks only for rank acceptabilities does not pay for pairs.
    """

    def __init__(self, alternatives: int) -> None:
        self._counts = np.zeros((alternatives, alternatives), np.int64)
        self._pending: list[tuple[NDArray[np.unsignedinteger], bool]] = []
        self._waiting = 0

    def add(self, ranks: NDArray[np.unsignedinteger], *, tied: bool) -> None:
        """Take over ranks of shape (n, k); say whether any of them are tied."""
        self._pending.append((ranks, tied))
        self._waiting += ranks.nbytes
        if self._waiting > _MOST_PENDING:
            self._settle()

    def counts(self) -> Ints:
        """Return in how many samples i is strictly ahead of j, shape (n, n)."""
        self._settle()
        return self._counts

    def _settle(self) -> None:
        """Count the pending ranks and let them go."""
        for ranks, tied in self._pending:
            self._counts += count_wins(ranks, tied=tied)
        self._pending.clear()
        self._waiting = 0


def count_wins(ranks: NDArray[np.unsignedinteger], *, tied: bool) -> Ints:
    """Count in how many samples i is strictly ahead of j, shape (n, n) from ranks (n, k)."""
    alternatives, samples = ranks.shape
    wins = np.zeros((alternatives, alternatives), np.int64)
    better = np.empty(samples, bool)
    for first in range(alternatives):
        for second in range(first + 1, alternatives):
            np.less(ranks[first], ranks[second], out=better)
            wins[first, second] = np.count_nonzero(better)
            if tied:
                np.less(ranks[second], ranks[first], out=better)
                wins[second, first] = np.count_nonzero(better)
            else:
                wins[second, first] = samples - wins[first, second]
    return wins
