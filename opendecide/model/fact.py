"""One sourced, dated statement, and how sure its source lets us be."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from opendecide.model.base import Record

Grade = Literal["own_test", "independent", "vendor", "secondary", "expert"]
"""Best to worst. `secondary`: read second hand (press, copies). `expert`: memory or judgement."""

Value = bool | int | float | str | tuple[str, ...] | None


class Evidence(Record):
    """Where one statement comes from."""

    source: Annotated[str, Field(min_length=1)]
    """An address, a repository with commit and path, or a key of `catalog/sources.yaml`."""
    as_of: date
    """The day the source speaks of; the day of reading when the source has no date."""
    grade: Grade
    """How sure the source lets us be."""
    note: str | None = None
    """A remark."""


class Reading(Evidence):
    """What one more source says of the same thing; kept when sources disagree."""

    value: Value = None
    """What this source says."""


class Fact(Evidence):
    """One statement about a model, an offer, a vendor or a machine.

    Exactly one of three shapes: `value` alone is a point; `low` and `high` (P10 and P90, with
    `value` as P50 if known) are an interval; `any_of` are the words still possible when
    sources disagree.
    A fact that nobody found is left out of the file: absent means unknown, never zero.
    """

    value: Value = None
    """The figure, the word or the words; the middle of an interval."""
    low: float | None = None
    """The low end (P10)."""
    high: float | None = None
    """The high end (P90)."""
    any_of: tuple[str, ...] = ()
    """The words that are still possible when sources disagree."""
    unit: str | None = None
    """The unit of the figure."""
    also: tuple[Reading, ...] = ()
    """The other sources, when they disagree with this one."""
    undated: bool = False
    """The source has no date, so `as_of` is the reading day and the fact is older than it says."""


def number_of(fact: Fact | None) -> float:
    """Return a fact's number; 0 when it has none."""
    if fact is None or isinstance(fact.value, bool) or not isinstance(fact.value, (int, float)):
        return 0.0
    return float(fact.value)
