"""How far a combination is ahead of every deployment alone, and when that makes it the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from opendecide.measures.performance import Floats

WINS_NEEDED = 0.5
"""A combination has to beat the best single deployment in at least half of the samples."""
ROUNDING = 1e-9
BEYOND_POINTS = 1.0
"""A margin that no points make up: scores go from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointLead:
    """A combination beside deployments alone.

    Attributes:
        gain: Mean score above that of the best alone, from 0 to 1.
        wins: Share of the samples in which it scores above the best alone.
        ahead: Share of the samples in which it scores above every one alone.
        serves_more: Whether it serves work that the best alone leaves.
        confidence: The share that the profile asks for.
        reaches_more: Whether it probably reaches stated minimums for more of the work than any
            alone, and leaves no work that the best alone serves.
        falls_short: Whether it probably misses one that the best alone probably reaches.
    """

    gain: float
    wins: float
    ahead: float
    serves_more: bool
    confidence: float
    reaches_more: bool = False
    falls_short: bool = False

    @property
    def proposed(self) -> bool:
        """Whether it is worth proposing: a stated minimum comes before points."""
        better = self.gain > 0 and self.wins >= WINS_NEEDED and not self.falls_short
        return self.reaches_more or better

    @property
    def is_answer(self) -> bool:
        """Whether it is the answer: it does what none alone does, or is surely enough better."""
        more = self.reaches_more or self.serves_more
        return self.proposed and (more or self.ahead >= self.confidence)

    @property
    def margin(self) -> float:
        """How much of it is to spare where it is the answer; below zero where it is not."""
        if self.reaches_more:
            return BEYOND_POINTS
        if self.falls_short:
            return -BEYOND_POINTS
        least = min(self.gain, self.wins - WINS_NEEDED)
        return least if self.serves_more else min(least, self.ahead - self.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What a combination does of the work, beside deployments alone.

    Attributes:
        reached: How much of the work it serves with the stated minimum probably reached.
        alone: The same of every deployment alone.
        serves_more: Whether it serves work that the best alone leaves.
        serves_less: Whether it leaves work that the best alone serves.
    """

    reached: float
    alone: Sequence[float]
    serves_more: bool
    serves_less: bool

    @property
    def reaches_more(self) -> bool:
        """Whether it reaches stated minimums for more of the work than any alone."""
        most = max(self.alone, default=0.0)
        return not self.serves_less and self.reached > most + ROUNDING

    def falls_short(self, best: int) -> bool:
        """Tell whether it reaches less than one alone, for no more work."""
        return not self.serves_more and self.reached < self.alone[best] - ROUNDING


def lead_of(samples: Floats, alone: Floats, best: int, duty: Duty, confidence: float) -> JointLead:
    """Hold the scores of a combination against those of deployments alone.

    Args:
        samples: Of the combination, shape (s,).
        alone: Of every deployment alone, shape (n, s).
        best: The row of the best alone.
        duty: What it does of the work.
        confidence: The share of the samples that the profile asks for.
    """
    return JointLead(
        gain=float(samples.mean()) - float(alone[best].mean()),
        wins=float((samples > alone[best]).mean()),
        ahead=float((samples > alone.max(axis=0)).mean()),
        serves_more=duty.serves_more,
        confidence=confidence,
        reaches_more=duty.reaches_more,
        falls_short=duty.falls_short(best),
    )
