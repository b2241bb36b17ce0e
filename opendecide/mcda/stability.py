"""How far one weight can move before the winner, or the ranking, changes."""

from dataclasses import dataclass

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda import checks
from opendecide.mcda.arrays import ArrayLike, Bools, Floats

_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Stability:
    """The interval of each weight in which a statement about the ranking stays true.

    Attributes:
        winner: Shape (m, 2), lowest and highest weight with the same alternative in front; at an
            end that is not 0 or 1 another one draws level.
        ranking: Shape (m, 2), the same for the whole ranking.
    """

    winner: Floats
    ranking: Floats


@dataclass(frozen=True, slots=True)
class SwitchPoint:
    """A weight at which the lead passes on.

    Attributes:
        at: The weight, between 0 and 1.
        below: The row that leads just below it.
        above: The row that leads just above it.
    """

    at: float
    below: int
    above: int


def stability(values: ArrayLike, weights: ArrayLike) -> Stability:
    """Move one weight at a time, the others keeping their proportions, until something changes.

    Each score is then a straight line over the moved weight, so the ends are exact. Alternatives
    that are level now but not nearby make the interval the present weight alone. If all other
    weights are zero they share the rest equally.

    Args:
        values: Shape (n, m), more is better; for the weighted product, logarithms of the values.
        weights: Shape (m,), scaled to sum to one.

    Raises:
        InvalidInputError: If a number is not finite, a weight negative, or all weights are zero.

    Source:
        Mareschal (1988), Weight stability intervals in multicriteria decision aid, European
        Journal of Operational Research 33(1), 54-64; here for the weighted sum.

    Examples:
        >>> stability([[0.9, 0.3], [0.4, 0.8]], [0.6, 0.4]).winner
        array([[0.5, 1. ],
               [0. , 0.5]])
    """
    table, shares = _problem(values, weights)
    scores = table @ shares
    slack = _ROUNDING * max(float(np.ptp(table)), np.finfo(float).tiny)
    ahead = scores[:, np.newaxis] - scores > slack
    level = np.abs(scores[:, np.newaxis] - scores) <= slack
    leads = scores >= scores.max() - slack
    ends = [_lines(table, shares, criterion) for criterion in range(len(shares))]
    return Stability(
        winner=np.array(
            [
                _interval(line, share, (ahead | level) & leads[:, np.newaxis], level, slack)
                for line, share in zip(ends, shares, strict=True)
            ]
        ),
        ranking=np.array(
            [
                _interval(line, share, ahead | level, level, slack)
                for line, share in zip(ends, shares, strict=True)
            ]
        ),
    )


def switch_points(values: ArrayLike, weights: ArrayLike) -> tuple[tuple[SwitchPoint, ...], ...]:
    """Return, per criterion, all weights from 0 to 1 at which the leader changes.

    Args:
        values: Shape (n, m), more is better.
        weights: Shape (m,); one weight moves, the others keep their proportions.

    Examples:
        >>> switch_points([[1.0, 0.0], [0.0, 1.0], [0.7, 0.7]], [0.5, 0.5])[0]
        (SwitchPoint(at=0.3, below=1, above=2), SwitchPoint(at=0.7, below=2, above=0))
    """
    table, shares = _problem(values, weights)
    return tuple(_switches(*_lines(table, shares, column)) for column in range(len(shares)))


def _problem(values: ArrayLike, weights: ArrayLike) -> tuple[Floats, Floats]:
    """Return finite values and one vector of weights that sums to one."""
    table = checks.numbers(values, name="values", dimensions=(2,))
    shares = checks.criterion_weights(weights, table.shape[1])
    if shares.ndim != 1:
        raise InvalidInputError(f"weights: shape {shares.shape}; give one vector")
    return table, shares / float(shares.sum())


def _lines(table: Floats, shares: Floats, criterion: int) -> tuple[Floats, Floats]:
    """Return all scores with the weight of one criterion at 0 and at 1."""
    others = np.delete(shares, criterion)
    total = float(others.sum())
    if others.size == 0:
        return table[:, criterion], table[:, criterion]
    rest = others / total if total > 0 else np.full(others.size, 1 / others.size)
    return np.delete(table, criterion, axis=1) @ rest, table[:, criterion]


def _interval(
    line: tuple[Floats, Floats], now: float, keep: Bools, level: Bools, slack: float
) -> tuple[float, float]:
    """Return the weights in which every pair to keep stays in order."""
    start, end = (scores[:, np.newaxis] - scores for scores in line)
    slope = end - start
    parting = keep & level & (np.abs(slope) > slack)
    if parting.any():
        return now, now
    crossing = keep & ~level & (np.abs(slope) > slack)
    at = -start[crossing] / slope[crossing]
    falling = slope[crossing] < 0
    high = min(1.0, float(at[falling].min(initial=1.0)))
    low = max(0.0, float(at[~falling].max(initial=0.0)))
    return min(low, now), max(high, now)


def _switches(start: Floats, end: Floats) -> tuple[SwitchPoint, ...]:
    """Walk along the upper envelope of straight lines from 0 to 1."""
    slope = end - start
    slack = _ROUNDING * max(1.0, float(np.abs(start).max()), float(np.abs(end).max()))
    level = np.flatnonzero(start >= start.max() - slack)
    leader = int(level[np.argmax(slope[level])])
    found: list[SwitchPoint] = []
    while True:
        steeper = np.flatnonzero(slope > slope[leader] + slack)
        if steeper.size == 0:
            return tuple(found)
        at = (start[leader] - start[steeper]) / (slope[steeper] - slope[leader])
        first = float(at.min())
        if first >= 1 - _ROUNDING:
            return tuple(found)
        level = steeper[at <= first + _ROUNDING]
        following = int(level[np.argmax(slope[level])])
        if first > _ROUNDING:
            found.append(SwitchPoint(round(first, 15), leader, following))
        leader = following
