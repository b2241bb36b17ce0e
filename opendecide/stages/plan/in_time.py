"""By when a step has to be done: before the decision, or before the first use."""

from collections.abc import Iterable, Iterator
from datetime import date

from opendecide.measures.case import Case
from opendecide.model.plan import Step
from opendecide.stages.plan.steps import MEASURED, OWN_TEST

TELLING = frozenset({"settle", "test", "ask", "agree", "relax"})
"""What somebody has to know, or to have agreed on, to decide."""
BEFORE_USE = MEASURED | {"place.mitigation", "place.masked", "place.retention_own"}
"""What is done where it runs: before it is used, and not before somebody decides to have it."""


def in_time(case: Case, steps: Iterable[Step]) -> Iterator[Step]:
    """Give each step that has no day yet the one by which it has to be done.

    What tells how to decide is due on the day of the decision; what is arranged where it runs, on
    the day of the first use. A day that is not ahead of what the catalogue knows is no day to be
    ready by.
    """
    known = tuple(steps)
    used = {one.deployment: one.by for one in known if one.action in ("introduce", "pilot")}
    for one in known:
        day = one.by
        if day is None and _waits_for_use(one):
            day = used.get(one.deployment)
        elif day is None and one.action in TELLING:
            day = _decision(case)
        yield one if day == one.by else one.model_copy(update={"by": day})


def _decision(case: Case) -> date | None:
    return case.decision_date if case.decision_date > case.catalog.as_of else None


def _waits_for_use(one: Step) -> bool:
    if one.about is None:
        return False
    acceptance = one.about.code == OWN_TEST and not {"minimum", "assumed"} & one.about.values.keys()
    return acceptance or one.about.code in BEFORE_USE
