"""One sourced, dated statement, and how sure its source lets us be."""

from datetime import date
from typing import Literal

from opendecide.model.base import Record

Grade = Literal["own_test", "independent", "vendor", "secondary", "expert"]
"""Best to worst. `secondary`: read second hand (press, copies). `expert`: memory or judgement."""

Value = bool | int | float | str | tuple[str, ...] | None


class Evidence(Record):
    """Where one statement comes from."""

    source: str
    """An address, a repository with commit and path, or a key of `catalog/sources.yaml`."""
    as_of: date
    """The day the source speaks of; the day of reading when the source has no date."""
    grade: Grade
    note: str | None = None


class Reading(Evidence):
    """What one more source says of the same thing; kept when sources disagree."""

    value: Value = None


class Fact(Evidence):
    """One statement about a model, an offer, a vendor or a machine.

    Exactly one of three shapes: `value` alone is a point; `low` and `high` (P10 and P90, with
    `value` as P50 if known) are an interval; `any_of` are the words still possible when
    sources disagree.
    A fact that nobody found is left out of the file: absent means unknown, never zero.
    """

    value: Value = None
    low: float | None = None
    high: float | None = None
    any_of: tuple[str, ...] = ()
    unit: str | None = None
    also: tuple[Reading, ...] = ()
    """The other sources, when they disagree with this one."""
    undated: bool = False
    """The source has no date, so `as_of` is the reading day and the fact is older than it says."""
