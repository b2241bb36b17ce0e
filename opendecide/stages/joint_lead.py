"""How far a combination is ahead of every deployment alone, and when that makes it the answer."""

from dataclasses import dataclass

from opendecide.measures.performance import Floats

WINS_NEEDED = 0.5
"""A combination has to beat the best single deployment in at least half of the samples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointLead:
    """A combination beside deployments alone.

    Attributes:
        gain: Mean score above that of the best alone, from 0 to 1.
        wins: Share of the samples in which it scores above the best alone.
        ahead: Share of the samples in which it scores above every one alone.
        serves_more: Whether it serves work that the best alone leaves.
        confidence: The share that the profile asks for.
    """

    gain: float
    wins: float
    ahead: float
    serves_more: bool
    confidence: float

    @property
    def proposed(self) -> bool:
        """Whether it is worth proposing."""
        return self.gain > 0 and self.wins >= WINS_NEEDED

    @property
    def is_answer(self) -> bool:
        """Whether it is the answer: it serves more, or is as surely better as is asked for."""
        return self.proposed and (self.serves_more or self.ahead >= self.confidence)

    @property
    def margin(self) -> float:
        """How much of it is to spare where it is the answer; below zero where it is not."""
        least = min(self.gain, self.wins - WINS_NEEDED)
        return least if self.serves_more else min(least, self.ahead - self.confidence)


def lead_of(
    samples: Floats, alone: Floats, best: int, *, serves_more: bool, confidence: float
) -> JointLead:
    """Hold the scores of a combination against those of deployments alone.

    Args:
        samples: Of the combination, shape (s,).
        alone: Of every deployment alone, shape (n, s).
        best: The row of the best alone.
        serves_more: Whether the combination serves work that the best alone leaves.
        confidence: The share of the samples that the profile asks for.
    """
    return JointLead(
        gain=float(samples.mean()) - float(alone[best].mean()),
        wins=float((samples > alone[best]).mean()),
        ahead=float((samples > alone.max(axis=0)).mean()),
        serves_more=serves_more,
        confidence=confidence,
    )
