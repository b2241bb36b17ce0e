"""From performances to values between 0 (worst) and 1 (best), on fixed scales.

Unknown is neither zero nor the middle: it may lie anywhere still possible. What nobody documented
counts at the worst still possible, so that silence never helps. Where sources disagree, the draw
leans to the worst, with a mean of a fifth of the way up; `worst_case` takes the worst there too.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from opendecide.cost.order_statistics import quantile
from opendecide.measures.draws import Draws
from opendecide.measures.performance import Floats, Performance
from opendecide.model.criteria import Factor

CAUTION = 4.0
"""Shape of the cautious draw: Beta(1, 4), density highest at the worst, mean 0.2."""
BEYOND_REASON = 2.5
"""Times the end of a scale. Past the end nothing loses points any more, so what is left of the
score cannot speak for it: a soft limit gives way, but not to anything whatever."""
P90 = 1.2815515655446004


@dataclass(frozen=True)
class Valued:
    """The value of one performance, or of several by their shares.

    Attributes:
        mean: Expected value with unknowns drawn cautiously.
        samples: Shape (s,); None when every sample is the same.
        worst: The value when what is not known turns out at its worst.
        possible: The worst and the best value; None when it is drawn, or a sum of parts.
        parts: What it is the sum of, each with its share.
    """

    mean: float
    samples: Floats | None
    worst: float
    possible: tuple[float, float] | None = None
    parts: tuple[tuple[float, "Valued"], ...] = ()

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The value at the worst and at the best still possible: P10 and P90 of a distribution.

        Only the few deployments that are described in full are asked.
        """
        if self.possible is not None:
            return self.possible
        if self.parts:
            low, high = (sum(share * one.ends[end] for share, one in self.parts) for end in (0, 1))
            return low, high
        if self.samples is None:
            return self.mean, self.mean
        low, high = quantile(self.samples, 0.1, 0.9)
        return low, high


def certain(value: float) -> Valued:
    """Return a value that nothing moves."""
    return Valued(value, None, value)


def drawn(samples: Floats) -> Valued:
    """Return a value that moves with every sample."""
    mean = float(samples.mean())
    return Valued(mean, samples, mean)


class Scales:
    """Value functions of all factors with one set of draws; equal questions are answered once."""

    def __init__(self, draws: Draws, on_missing_data: str, *, budgeted: bool) -> None:
        self.draws = draws
        self.worst_case = on_missing_data == "worst_case"
        self.budgeted = budgeted
        self.kind = (draws.seed, draws.samples, self.worst_case, budgeted)
        """What a value depends on besides factor and performance."""
        self._known: dict[tuple[object, ...], Valued] = {}
        self._anchors: dict[str, tuple[Floats, Floats]] = {}

    def value(self, factor: Factor, performance: Performance) -> Valued:
        """Return the value of a performance on a factor."""
        if performance.samples is not None:
            found = drawn(self.along(factor, performance.samples))
            return found if performance.known else replace(found, worst=found.ends[0])
        question = (
            factor.id,
            performance.key,
            performance.levels,
            performance.low,
            performance.mid,
            performance.high,
            performance.cautious,
            bool(performance.missing),
            performance.known,
        )
        if question not in self._known:
            self._known[question] = self._answer(factor, performance)
        return self._known[question]

    def _answer(self, factor: Factor, performance: Performance) -> Valued:
        if performance.levels:
            return self._levels(factor, performance)
        silent = bool(performance.missing) or not performance.known
        if performance.low is None or performance.high is None or performance.mid is None:
            return self._between(performance.key, 0.0, 1.0, silent=True)
        ends = self.along(factor, np.array([performance.low, performance.mid, performance.high]))
        if performance.low == performance.high:
            return certain(float(ends[1]))
        if performance.cautious:
            return self._between(
                performance.key, float(ends.min()), float(ends.max()), silent=silent
            )
        return drawn(self.along(factor, self._through(performance)))

    def _levels(self, factor: Factor, performance: Performance) -> Valued:
        values = sorted(float(factor.levels[word].value) for word in performance.levels)
        worst, best = values[0], values[-1]
        if worst == best:
            return certain(worst)
        if self.worst_case or performance.missing or not performance.known:
            return Valued(worst, None, worst, (worst, best))
        place = (self._caution(performance.key) * len(values)).astype(int)
        samples = np.array(values)[np.minimum(place, len(values) - 1)]
        return Valued(float(samples.mean()), samples, worst, (worst, best))

    def _between(self, key: str, low: float, high: float, *, silent: bool) -> Valued:
        if self.worst_case or silent or low == high:
            return Valued(low, None, low, (low, high))
        samples = low + (high - low) * self._caution(key)
        return Valued(float(samples.mean()), samples, low, (low, high))

    def _caution(self, key: str) -> Floats:
        return np.asarray(1 - (1 - self.draws.uniform(f"unknown/{key}")) ** (1 / CAUTION))

    def _through(self, performance: Performance) -> Floats:
        """Draw a number through its P10, P50 and P90."""
        low, mid, high = performance.low or 0.0, performance.mid or 0.0, performance.high or 0.0
        scores = self.draws.normal(f"fact/{performance.key}") / P90
        numbers = mid + scores * np.where(scores < 0, mid - min(low, high), max(low, high) - mid)
        return np.asarray(np.maximum(numbers, 0.0) if min(low, high) >= 0 else numbers)

    def along(self, factor: Factor, numbers: Floats) -> Floats:
        """Return the values of numbers along a factor's anchors, flat beyond its ends."""
        if factor.id not in self._anchors:
            self._anchors[factor.id] = self._line(factor)
        at, values = self._anchors[factor.id]
        if factor.interpolation == "log":
            numbers = np.log(np.maximum(numbers, 1e-12))
        return np.asarray(np.interp(numbers, at, values))

    def _line(self, factor: Factor) -> tuple[Floats, Floats]:
        """Return where a factor's anchors lie on its scale, and their values."""
        anchors = factor.anchors
        if not self.budgeted and factor.anchors_without_budget:
            anchors = factor.anchors_without_budget
        points = sorted((one.at, one.value) for one in anchors)
        at = np.array([one[0] for one in points])
        values = np.array([one[1] for one in points])
        return (np.log(at) if factor.interpolation == "log" else at), values
