"""Days that matter to a decision: ends and deadlines that are known, and when growth gets there."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import log

from opendecide.measures.case import Case
from opendecide.measures.lifetime import retirement
from opendecide.measures.view import View
from opendecide.model.message import Message
from opendecide.model.plan import Milestone, Trigger
from opendecide.model.robustness import Flip
from opendecide.stages.plan.spans import Span, span_of
from opendecide.stages.run import Run

YEAR = 365.25


def milestones(found: Run, start: int | None, triggers: Sequence[Trigger]) -> list[Milestone]:
    """Return the days that facts and profile name, in order.

    Args:
        found: Today's pass.
        start: The row to begin with; None when nothing is acceptable.
        triggers: The changes to watch.
    """
    days = [*deadlines(found.case)]
    if start is not None:
        weeks = span_of(found, start, "time_to_production")
        days += [*ends(found.views[start]), *first_use(found.case, weeks)]
    days += passing(triggers)
    return sorted(days, key=lambda one: (one.day, one.what.code))


def passing(triggers: Sequence[Trigger]) -> Iterator[Milestone]:
    """Return when stated growth gets to what is watched."""
    for one in triggers:
        if one.expected is not None:
            values = {**one.label.values, "path": one.path}
            yield Milestone(day=one.expected, what=Message(code="date.passes", values=values))


def deadlines(case: Case) -> Iterator[Milestone]:
    """Return the days by which the profile wants something."""
    deadline = case.profile.organisation.decision.deadline
    if deadline is not None:
        code = "date.hard_deadline" if deadline.hard else "date.deadline"
        yield Milestone(day=deadline.date, what=Message(code=code))
    for one in case.profile.workloads:
        if one.deadline is not None:
            what = Message(code="date.workload_deadline", values={"workload": one.id})
            yield Milestone(day=one.deadline, what=what)


def ends(view: View) -> Iterator[Milestone]:
    """Return when models in use stop being served."""
    seen: set[str] = set()
    for model in view.serving.values():
        end = None if model.id in seen else retirement(view, model)
        seen.add(model.id)
        if end is not None and str(end[0]) <= view.case.horizon_end.isoformat():
            values = {"model": model.name, "host": view.offer.name}
            yield Milestone(
                day=date.fromisoformat(str(end[0])),
                what=Message(code="date.model_ends", values=values),
            )


def first_use(case: Case, weeks: Span | None, of: str | None = None) -> Iterator[Milestone]:
    """Return when a deployment works, named where several are brought in."""
    if weeks is not None:
        values: dict[str, object] = {"low": weeks[0], "mid": weeks[1], "high": weeks[2]}
        if of is not None:
            values["deployment"] = of
        what = Message(code="date.first_use", values=values)
        yield Milestone(day=case.day_after(weeks[1]), what=what)


def growing_past(found: Run, flip: Flip) -> date | None:
    """Return when the stated growth of a workload passes a switch point; None when it does not."""
    if flip.direction != "above" or not isinstance(flip.threshold, float):
        return None
    for need in found.case.needs:
        growing = flip.path.startswith(f"workloads.{need.id}.volume.") and need.growth_per_year > 0
        if growing and isinstance(flip.today, float) and flip.today > 0:
            years = log(flip.threshold / flip.today) / log(1 + need.growth_per_year)
            day = found.case.decision_date + timedelta(days=YEAR * years)
            return day if day <= found.case.horizon_end else None
    return None
