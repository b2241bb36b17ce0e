"""What to do now, what triggers the next step, when to look again, and the way out."""

from datetime import date
from typing import Literal

from opendecide.model.base import Record
from opendecide.model.message import Message

Action = Literal["settle", "test", "ask", "agree", "order", "pilot", "introduce", "keep", "relax"]


class Step(Record):
    """One thing to do, and who does it."""

    action: Action
    about: Message | None = None
    who: str
    by: date | None = None


class Trigger(Record):
    """A change that the figures name: when it happens, another answer holds."""

    path: str
    """What `--set` takes, as in the flips of the robustness part."""
    label: Message
    today: float | str | None
    threshold: float | str | None
    direction: Literal["above", "below", "becomes"]
    then: str
    expected: date | None = None
    """When the stated growth gets there; None when nothing says."""


class Milestone(Record):
    """A day that the facts or the profile name."""

    day: date
    what: Message


class WayOut(Record):
    """Where to go when it does not work out, and what going there takes."""

    deployment: str
    family: str
    person_days: tuple[float, float, float] | None = None
    """P10, P50 and P90 of the work to leave what is chosen now."""
    weeks: tuple[float, float, float] | None = None
    """P10, P50 and P90 until the other one works."""
    notes: tuple[Message, ...] = ()


class Plan(Record):
    """Staged answers, from this recommendation alone."""

    start: str | None = None
    """The deployment to begin with; None when none is acceptable."""
    reason: Message
    undo_cost: float | None = None
    """What is lost if it is given up again: machines and one-offs, and the work to leave."""
    currency: str | None = None
    now: tuple[Step, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    dates: tuple[Milestone, ...] = ()
    review: date
    review_reason: Message
    way_out: WayOut | None = None
