"""Acceptabilities of ranks that something else has made, such as another method."""

from dataclasses import dataclass

import numpy as np

from opendecide.mcda import checks
from opendecide.mcda.arrays import ArrayLike, Floats
from opendecide.mcda.pairwise_wins import count_wins
from opendecide.mcda.rank_blocks import count_ranks


@dataclass(frozen=True, slots=True, eq=False)
class RankStatistics:
    """What many rankings say together.

    Attributes:
        rank: Shape (n, n), share of samples in which alternative i takes rank j (from 0, best).
        pairwise: Shape (n, n), share of samples in which i is strictly ahead of j.
    """

    rank: Floats
    pairwise: Floats


def from_ranks(ranks: ArrayLike) -> RankStatistics:
    """Count given ranks.

    Args:
        ranks: Shape (s, n), 1 for the best, equal ranks for ties.

    Examples:
        >>> from_ranks([[2, 1], [1, 2], [1, 2], [1, 2]]).pairwise
        array([[0.  , 0.75],
               [0.25, 0.  ]])
    """
    given = checks.numbers(ranks, name="ranks", dimensions=(2,))
    samples, alternatives = given.shape
    faulty = (given != np.round(given)) | (given < 1) | (given > alternatives)
    checks.refuse(faulty, given, name="ranks", cure=f"give whole ranks from 1 to {alternatives}")
    places = np.ascontiguousarray(given.T.astype(np.uint16) - np.uint16(1))
    return RankStatistics(
        rank=count_ranks(places) / samples, pairwise=count_wins(places, tied=True) / samples
    )
