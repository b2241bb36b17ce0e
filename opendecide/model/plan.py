"""What to do now, what triggers the next step, when to look again, and the way out."""

from datetime import date
from typing import Literal

from opendecide.model.base import Record
from opendecide.model.message import Message

OWN_TEST_ITEMS = 60
"""Items of one's own that already outweigh any public evidence (quality model, section 5)."""
OWN_TEST_DAYS = 21
"""How long such a test takes: to gather the examples, run them, and have those who do the work
judge what comes out, beside that work; judgement."""

Action = Literal["settle", "test", "ask", "agree", "order", "pilot", "introduce", "keep", "relax"]


class Step(Record):
    """One thing to do, and who does it."""

    action: Action
    """What is done."""
    about: Message | None = None
    """What it is about."""
    who: str
    """Who does it."""
    by: date | None = None
    """By when."""
    deployment: str | None = None
    """Id of the deployment that it speaks of; None where it is about no single one."""


class Trigger(Record):
    """A change that the figures name: when it happens, another answer holds."""

    path: str
    """What `--set` takes, as in the flips of the robustness part."""
    label: Message
    """The field or fact in words."""
    today: float | str | None
    """What it is today."""
    threshold: float | str | None
    """Where the answer changes."""
    direction: Literal["above", "below", "becomes"]
    """To which side it has to go."""
    then: str | None
    """Who leads then; None where nothing acceptable is left."""
    expected: date | None = None
    """When the stated growth gets there; None when nothing says."""


class Milestone(Record):
    """A day that the facts or the profile name."""

    day: date
    """The day."""
    what: Message
    """What happens."""


class WayOut(Record):
    """Where to go when it does not work out, and what going there takes."""

    deployment: str
    """Id of the deployment."""
    family: str
    """Its family."""
    left: str | None = None
    """Id of the deployment that would be left; that to begin with where none is named."""
    person_days: tuple[float, float, float] | None = None
    """P10, P50 and P90 of the work to leave what is chosen now."""
    weeks: tuple[float, float, float] | None = None
    """P10, P50 and P90 until the other one works."""
    notes: tuple[Message, ...] = ()
    """What else to know."""


class Plan(Record):
    """Staged answers, from this recommendation alone."""

    start: str | None = None
    """The deployment to begin with; None when none is acceptable."""
    reason: Message
    """Why to begin with it."""
    undo_cost: float | None = None
    """What is lost if it is given up again: machines and one-offs, and the work to leave."""
    currency: str | None = None
    """The currency of the amounts."""
    small: bool = False
    """Whether all of it costs less a year than one person-day: not worth a plan."""
    now: tuple[Step, ...] = ()
    """Steps to take now."""
    triggers: tuple[Trigger, ...] = ()
    """What triggers the next step."""
    dates: tuple[Milestone, ...] = ()
    """Days to keep in mind."""
    review: date
    """The day to look again."""
    review_reason: Message
    """Why on that day."""
    way_out: WayOut | None = None
    """Where to go when it does not work out."""
