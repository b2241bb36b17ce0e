"""How a deployment does on one factor, before anybody draws a sample."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """A performance in the factor's own unit, with what it rests on.

    Exactly one of: `levels` (the words still possible, worst to best), `low`/`mid`/`high` (P10,
    P50 and P90 of a number) or `samples` (already drawn, shape (s,)); none when nothing is known.
    """

    key: str
    """Identity of the draw: two performances with one key are drawn together."""
    levels: tuple[str, ...] = ()
    low: float | None = None
    mid: float | None = None
    high: float | None = None
    samples: Floats | None = None
    known: bool = True
    """False when no fact stands behind it, only what is possible."""
    cautious: bool = False
    """The interval is what is possible, not a distribution: it is drawn near its worst."""
    evidence: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Ids of the facts that would narrow it."""

    @property
    def settled(self) -> bool:
        """Tell whether a fact says it: one level, or a number that may be more or less certain."""
        one = len(self.levels) == 1 or self.mid is not None or self.samples is not None
        return self.known and one


def level(word: str, *evidence: str) -> Performance:
    """Return a level that is known."""
    return Performance(key=word, levels=(word,), evidence=evidence)


def one_of(
    words: tuple[str, ...],
    key: str,
    *evidence: str,
    missing: tuple[str, ...] = (),
    known: bool = True,
) -> Performance:
    """Return a level of which only the possible words are known, worst to best."""
    return Performance(key=key, levels=words, evidence=evidence, known=known, missing=missing)


def number(value: float, *evidence: str) -> Performance:
    """Return a number that is known."""
    return Performance(key="", low=value, mid=value, high=value, evidence=evidence)


def interval(  # noqa: PLR0913 — P10, P50 and P90 belong together
    low: float,
    mid: float,
    high: float,
    key: str,
    *evidence: str,
    missing: tuple[str, ...] = (),
    known: bool = True,
    cautious: bool = False,
) -> Performance:
    """Return a number of which P10, P50 and P90 are known."""
    return Performance(
        key=key,
        low=low,
        mid=mid,
        high=high,
        evidence=evidence,
        missing=missing,
        known=known,
        cautious=cautious,
    )


def drawn(samples: Floats, key: str, *evidence: str, known: bool = True) -> Performance:
    """Return a number that was drawn already."""
    return Performance(key=key, samples=samples, evidence=evidence, known=known)


def unknown(key: str, *missing: str) -> Performance:
    """Return what is left when no fact was found: anything the scale allows."""
    return Performance(key=key, known=False, missing=missing or (key,))
