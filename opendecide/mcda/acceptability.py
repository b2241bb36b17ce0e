"""Stochastic multicriteria acceptability: how often each alternative takes each rank."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda import checks
from opendecide.mcda.arrays import ArrayLike, Bools, Floats, Ints
from opendecide.mcda.pairwise_wins import PairwiseWins
from opendecide.mcda.rank_blocks import TIE, BlockRanker, count_ranks
from opendecide.mcda.weight_blocks import Weights, weight_blocks

_STEP_SCORES = 1 << 16  # 512 kB of scores stay in the second-level cache


@dataclass(frozen=True, slots=True, eq=False)
class Acceptability:
    """What uncertain weights and values leave of a ranking.

    Equal scores share the better rank. A tie therefore counts for rank 1 of each of the tied: with
    ties, a column of `rank` can sum to more than one, its rows never do, and `pairwise` plus its
    transpose is one minus the share of ties.

    Attributes:
        rank: Shape (n, n), share of samples in which alternative i takes rank j (from 0, best).
        central_weights: Shape (n, m), the mean of the weights that put i first; a row of zeros,
            which is no weight vector, where `has_central` is False.
        has_central: Shape (n,), whether any sample puts i first.
        confidence: Shape (n,), share of value samples in which i is first, ties included, if the
            weights are its central weights; 0 where it has none.
        samples: The number of samples.
    """

    rank: Floats
    central_weights: Floats
    has_central: Bools
    confidence: Floats
    samples: int
    _wins: PairwiseWins = field(repr=False)

    @property
    def pairwise(self) -> Floats:
        """Share of samples in which i is strictly ahead of j, shape (n, n)."""
        return self._wins.counts() / self.samples


def acceptability(values: ArrayLike, weights: Weights) -> Acceptability:
    """Score every sample by the weighted mean of its values, rank it and count.

    Memory is bounded whatever the number of samples if `weights` comes in chunks, as from
    `sampling.weight_chunks`. Two scores are equal if they differ by less than a billionth of the
    range of all values.

    Args:
        values: Shape (n, m), or (s, n, m) if they are uncertain too; more is better.
        weights: Shape (m,) or (s, m), an iterable of chunks (k, m), or a function that returns
            such an iterable. No entry may be negative and no row sum to zero; rows are scaled to
            sum to one.

    Raises:
        InvalidInputError: If a number is not finite, a weight negative, a row of weights all zero,
            the shapes do not fit or there is no sample.

    Source:
        Lahdelma & Salminen (2001), SMAA-2: Stochastic multicriteria acceptability analysis for
        group decision making, Operations Research 49(3), 444-454.

    Examples:
        >>> result = acceptability([[1, 0], [0, 1]], [[0.9, 0.1], [0.6, 0.4], [0.2, 0.8]])
        >>> result.rank.round(2)
        array([[0.67, 0.33],
               [0.33, 0.67]])
        >>> result.central_weights.round(2)
        array([[0.75, 0.25],
               [0.2 , 0.8 ]])
    """
    tables = _value_tables(values)
    count, alternatives, criteria = tables.shape
    low, high = float(tables.min()), float(tables.max())
    scale = 0.5 / (high - low) if high - low > np.finfo(float).tiny else 1.0
    shared = 1.25 + (tables[0] - low) * scale
    ranker = BlockRanker(alternatives)
    ranks = np.zeros((alternatives, alternatives), np.int64)
    sums = np.zeros((alternatives, criteria))
    wins = PairwiseWins(alternatives)
    samples = 0
    for block in weight_blocks(weights, criteria=criteria, rows=ranker.rows, repeat=count):
        score = _on_one_table(shared, block)
        if count > 1:
            score = _each_on_its_own(tables[samples : samples + len(block)], block, low, scale)
        tied = ranker.rank(score, len(block))
        taken = ranker.ranks[:, : len(block)]
        ranks += count_ranks(taken)
        wins.add(taken, tied=tied)
        sums += [
            np.ones(len(first)) @ block.take(first, axis=0)
            for first in ranker.firsts(len(block), tied=tied)
        ]
        samples += len(block)
    if samples == 0 or count not in (1, samples):
        raise InvalidInputError(
            f"weights: {samples} samples for {count} tables of values; give as many of each"
        )
    has_central = ranks[:, 0] > 0
    central = sums / np.maximum(ranks[:, :1], 1)
    return Acceptability(
        rank=ranks / samples,
        central_weights=central,
        has_central=has_central,
        confidence=_confidence(tables, central, has_central, TIE * (high - low)),
        samples=samples,
        _wins=wins,
    )


def _value_tables(values: ArrayLike) -> Floats:
    """Return finite values of shape (1, n, m) or (s, n, m); large ones are not copied."""
    given = np.asarray(values) if isinstance(values, np.ndarray) else np.empty(0)
    if given.dtype != np.float64 or given.ndim not in (2, 3) or given.size == 0:
        given = checks.numbers(values, name="values", dimensions=(2, 3))
    checks.refuse_extremes(given, name="values")
    return given.reshape(-1, *given.shape[-2:])


def _on_one_table(scaled: Floats, block: Floats) -> Callable[[slice | Ints], Floats]:
    """Return the function that scores samples of weights on one table of values."""
    columns = scaled.T

    def score(samples: slice | Ints) -> Floats:
        scores: Floats = block[samples] @ columns
        return scores

    return score


def _each_on_its_own(
    tables: Floats, block: Floats, low: float, scale: float
) -> Callable[[slice | Ints], Floats]:
    """Return the function that scores samples of weights, each on its own table of values."""
    if len(tables) != len(block):
        raise InvalidInputError(
            "weights: more samples than values; give as many rows of weights as tables of values"
        )

    def score(samples: slice | Ints) -> Floats:
        scores: Floats = np.matmul(tables[samples], block[samples][:, :, np.newaxis])[:, :, 0]
        scores -= low
        scores *= scale
        scores += 1.25
        return scores

    return score


def _confidence(tables: Floats, central: Floats, has_central: Bools, tie: float) -> Floats:
    """Return how often each alternative is first at its own central weights, if it has any."""
    samples, alternatives, criteria = tables.shape
    own = np.flatnonzero(has_central)
    every = np.arange(len(own))
    firsts = np.zeros(alternatives)
    step = max(1, _STEP_SCORES // alternatives**2)
    for start in range(0, samples, step):
        rows = tables[start : start + step].reshape(-1, criteria)
        scores: Floats = (rows @ central[own].T).reshape(-1, alternatives, len(own))
        firsts[own] += (scores[:, own, every] >= scores.max(axis=1) - tie).sum(axis=0)
    firsts /= samples
    return firsts
