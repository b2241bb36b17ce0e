"""How grave a condition is: what is asked for and not known comes first, a date to plan for last.

A date is no condition: nobody can settle it, only be ready by then.
"""

from collections.abc import Iterable

from opendecide.model.message import Message

GRAVITY = {
    "answer": 0,
    "place": 1,
    "certification": 1,
    "licence": 1,
    "country": 1,
    "minimum": 1,
    "openness": 1,
    "coverage": 1,
    "capability.unknown": 1,
    "capability.eligibility_unsure": 1,
    "capability.seat_unknown": 1,
    "capability.minors_unknown": 1,
    "budget.unknown": 1,
    "place.mitigation": 4,
    "place.retention_own": 4,
    "place.region_not_guaranteed": 4,
    "openness.below": 4,
    "budget.above": 2,
    "budget.per_request": 2,
    "quality.contradicted": 3,
    "quality.unlikely": 3,
    "quality.together": 3,
    "quality": 5,
    "acceptance": 5,
    "capability.retires_inside": 6,
}
"""By code, or the part before its dot: what is required and not known, what costs more than it may,
what will probably fail or all rests on, what has to be arranged, tests, dates."""
ARRANGED = 4
"""All the others; they may be folded away."""
DATES = frozenset({"capability.retires_inside"})


def gravity(condition: Message) -> int:
    """Return a small number for a grave condition."""
    kind = condition.code.partition(".")[0]
    return GRAVITY.get(condition.code, GRAVITY.get(kind, ARRANGED))


def by_gravity(conditions: Iterable[Message]) -> tuple[Message, ...]:
    """Put the gravest first; those alike keep their order."""
    return tuple(sorted(conditions, key=gravity))


def is_grave(condition: Message) -> bool:
    """Tell whether a condition may change the answer, so that nobody may miss it."""
    return gravity(condition) < ARRANGED


def is_date(condition: Message) -> bool:
    """Tell whether it is a day to plan for."""
    return condition.code in DATES


def is_remark(condition: Message) -> bool:
    """Tell whether it only tells how far to trust the answer: there is nothing to do about it."""
    return condition.code.partition(".")[0] == "methods"
