"""The staged answer: what to do now, what triggers the next step, when to look again, the way out.

Nothing here is a template: every step follows from the verdict, its conditions, the gaps, the flips
and the dates of this case.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from opendecide.cost import Bill
from opendecide.cost.care import WORKING_DAYS
from opendecide.cost.order_statistics import median
from opendecide.model.message import Message
from opendecide.model.plan import Milestone, Plan, Trigger, WayOut
from opendecide.model.recommendation import Gap, Verdict
from opendecide.model.relief import NearMiss, Relief
from opendecide.model.robustness import Flip
from opendecide.stages.filling.planning_figures import pay_of_a_day, planning
from opendecide.stages.plan.in_time import in_time
from opendecide.stages.plan.milestones import growing_past, milestones
from opendecide.stages.plan.spans import span_of
from opendecide.stages.plan.steps import (
    at_once,
    each_test_once,
    first_steps,
    making_room,
    undecided_steps,
    without_steps,
)
from opendecide.stages.plan.way_out import way_out
from opendecide.stages.run import Run
from opendecide.stages.screening.binding import may_begin

REVIEW = timedelta(days=180)
"""The longest that anybody should go without looking again at what is in use."""
SOON = timedelta(days=90)
"""How long before a known end the next step has to be chosen, and how soon use shows anything."""
OPINIONS = ("preferences.", "organisation.persona", "risk.")
"""Paths that are settled by talking, not by watching."""
CLOSE = 0.05
"""Probability of being best from which a family is still in the race."""
ENDS = frozenset({"date.model_ends", "date.passes"})
"""Days before which the next step has to be chosen."""
DECIDED = frozenset({"recommended", "recommended_with_conditions"})
TRIED = DECIDED | {"too_close_to_call"}
"""Answers of which something may be tried."""


def plan(  # noqa: PLR0913 — everything that was found out
    found: Run,
    verdict: Verdict,
    flips: Sequence[Flip],
    gaps: Sequence[Gap],
    relief: Sequence[Relief],
    misses: Sequence[NearMiss],
) -> Plan:
    """Return the staged answer of one recommendation.

    Args:
        found: Today's pass.
        verdict: The answer.
        flips: What would change it.
        gaps: What is not known, the most valuable first.
        relief: What may give way when nothing is acceptable.
        misses: Who misses by one gate alone.
    """
    start, reason = _start(found, verdict)
    small = start is not None and verdict.grade in TRIED and _small(found, start)
    triggers = to_watch(found, flips)
    known = milestones(found, start, triggers)
    dates = tuple(one for one in known if not small or one.what.code != "date.first_use")
    day, why = review(found.case.decision_date, dates)
    if start is None:
        now = tuple(without_steps(relief, misses))
    elif small:
        now = tuple(at_once(found, start))
    elif verdict.grade in DECIDED:
        now = tuple(first_steps(found, start, verdict))
    else:
        now = tuple(undecided_steps(found, start, verdict, gaps, flips))
    return Plan(
        start=None if start is None else found.problem.deployments[start],
        reason=reason,
        undo_cost=None if start is None else _undo_cost(found, start),
        currency=None if start is None else found.case.currency,
        small=small,
        now=tuple(in_time(found.case, each_test_once(making_room(now, relief)))),
        triggers=triggers,
        dates=dates,
        review=day,
        review_reason=why,
        way_out=None if start is None or small else _way_out(found, start, verdict),
    )


def _start(found: Run, verdict: Verdict) -> tuple[int | None, Message]:
    """Return the row to begin with: what is recommended, or what is undone most cheaply.

    While the answer is open nothing is begun that somebody else would have to allow first, unless
    that is so of all: then the first is begun, once its conditions are settled.
    """
    if verdict.deployment is None:
        return None, Message(code="plan.nothing")
    leader = found.evaluation.order[0]
    if verdict.grade in DECIDED:
        return leader, Message(code="plan.recommended")
    running = [
        row
        for place, row in enumerate(found.evaluation.leaders)
        if row == leader or found.evaluation.rank_probabilities[place, 0] >= CLOSE
    ]
    asked = found.screened.conditions
    ready = [
        row
        for row in running
        if may_begin(found.case, asked.get(found.problem.deployments[row], ()))
    ]
    if not ready:
        return leader, Message(code="plan.conditions_first")
    costs = {row: _undo_cost(found, row) for row in ready}
    known = [row for row in ready if costs[row] is not None]
    best = min(known, key=lambda row: (costs[row] or 0.0, ready.index(row)), default=ready[0])
    code = "plan.leader_is_reversible" if best == leader else "plan.cheapest_to_undo"
    return best, Message(code=code)


def _undo_cost(found: Run, row: int) -> float | None:
    """Return what giving it up again would lose; None when a part of it is not known."""
    bill, days = found.views[row].bill, span_of(found, row, "switching_effort")
    if not isinstance(bill, Bill) or days is None:
        return None
    upfront = median(bill.upfront_cash)
    if not any(one.component == "people" for one in bill.lines):
        return upfront  # whose own time the bill does not count
    salary = median(planning(found.case, found.draws)["salary_per_year"])
    return upfront + days[1] / WORKING_DAYS * salary


def _small(found: Run, row: int) -> bool:
    """Tell whether a year of it costs less than a day of one person's work."""
    bill = found.views[row].bill
    if not isinstance(bill, Bill):
        return False
    return median(bill.total) / bill.horizon_years < pay_of_a_day(found.case, found.draws)


def to_watch(found: Run, flips: Sequence[Flip]) -> tuple[Trigger, ...]:
    """Return the changes that happen to an organisation; opinions are settled by talking."""
    return tuple(_trigger(found, one) for one in flips if not one.path.startswith(OPINIONS))


def _trigger(found: Run, flip: Flip) -> Trigger:
    return Trigger(
        path=flip.path,
        label=flip.label,
        today=flip.today,
        threshold=flip.threshold,
        direction=flip.direction,
        then=flip.then,
        expected=growing_past(found, flip),
    )


def review(decided: date, dates: Sequence[Milestone]) -> tuple[date, Message]:
    """Return when to look again: before the first known end, and after some months of use."""
    latest, why = decided + REVIEW, "review.half_year"
    for one in dates:
        if one.what.code == "date.first_use" and one.day + SOON > latest:
            latest, why = one.day + SOON, "review.first_months"
    for one in dates:
        soon = one.day - SOON
        if one.what.code in ENDS and decided < soon < latest:
            return soon, Message(code="review.before", values={"day": one.day.isoformat()})
    return latest, Message(code=why)


def _way_out(found: Run, start: int, verdict: Verdict) -> WayOut | None:
    """Return where to go from what is begun with: first of all the first, or its rival."""
    here = found.views[start]
    named = [one for one in (verdict.deployment, verdict.runner_up) if one is not None]
    rows = [*map(found.problem.deployments.index, named), *found.evaluation.order]
    among = (found.views[row] for row in dict.fromkeys(rows))
    return way_out(found, here, among, tuple(here.serving))
