"""The plan where a combination is the answer: each part with its own conditions and its day."""

from collections.abc import Iterator, Sequence
from math import inf

from opendecide.model.message import Message
from opendecide.model.plan import Action, Milestone, Plan, Step, WayOut
from opendecide.model.recommendation import Verdict
from opendecide.model.robustness import Flip
from opendecide.stages.hybrid.combination import Combined
from opendecide.stages.hybrid.component import Component
from opendecide.stages.plan.in_time import in_time
from opendecide.stages.plan.milestones import deadlines, ends, first_use, passing
from opendecide.stages.plan.spans import Span, span_at, usual_day
from opendecide.stages.plan.staged import DECIDED, review, to_watch
from opendecide.stages.plan.steps import (
    after_tests,
    begin,
    each_test_once,
    once,
    ordering,
    settling,
)
from opendecide.stages.plan.way_out import way_out
from opendecide.stages.run import Run
from opendecide.stages.screening.binding import binding, may_begin
from opendecide.stages.verdict.doubt import DECIDING, besides


def joint_plan(found: Run, combined: Combined, verdict: Verdict, flips: Sequence[Flip]) -> Plan:
    """Return the plan of a combination: what is asked of all of it, then what may be used first.

    Whether all of it may be paid comes before anything that is done for one part. A test that
    decides over the answer comes before that as well: what would be paid follows from it.

    Args:
        found: Today's pass.
        combined: The combination.
        verdict: The answer.
        flips: What would change it.
    """
    case = found.case
    weeks = {one.id: span_at(found, one.view, "time_to_production") for one in combined.components}
    order = sorted(
        combined.components,
        key=lambda one: (not may_begin(case, one.conditions), _middle(weeks[one.id])),
    )
    triggers = to_watch(found, flips)
    dates = sorted(
        [*deadlines(case), *_dates(order, weeks), *passing(triggers)],
        key=lambda one: (one.day, one.what.code, str(one.what.values.get("deployment"))),
    )
    day, why = review(case.decision_date, dates)
    action: Action = "introduce" if verdict.grade in DECIDED else "pilot"
    of_all = settling(order[0].id, once(found.reason for found in combined.asked))
    tests, steps = _tests(order, verdict), _steps(order, weeks, action, verdict)
    return Plan(
        start=order[0].id,
        reason=Message(code="plan.together", values={"share": order[0].share}),
        now=tuple(in_time(case, each_test_once((*tests, *of_all, *steps)))),
        triggers=triggers,
        dates=tuple(dates),
        review=day,
        review_reason=why,
        way_out=_way_out(found, combined),
    )


def _middle(weeks: Span | None) -> float:
    return inf if weeks is None else weeks[1]


def _dates(order: Sequence[Component], weeks: dict[str, Span | None]) -> Iterator[Milestone]:
    for one in order:
        yield from ends(one.view)
        yield from first_use(one.view.case, weeks[one.id], of=one.id)


def _tests(order: Sequence[Component], verdict: Verdict) -> Iterator[Step]:
    """Test first what the combination rests on, and who would do alone if it passed as well."""
    for one in order:
        for asked in _decided_by_test(one, verdict):
            yield from settling(one.id, [asked])
            if "alone" in asked.values:
                other = {**asked.values, "model": asked.values["model_alone"]}
                of_it = Message(code=asked.code, values=other)
                yield from settling(str(asked.values["alone"]), [of_it])


def _decided_by_test(part: Component, verdict: Verdict) -> list[Message]:
    models = {model.name for model in part.view.serving.values()}
    return [
        one
        for one in verdict.conditions
        if one.code in DECIDING
        and one.values["workload"] in part.workloads
        and one.values["model"] in models
    ]


def _steps(
    order: Sequence[Component],
    weeks: dict[str, Span | None],
    action: Action,
    verdict: Verdict,
) -> Iterator[Step]:
    """Settle and order part by part, so that nobody is asked for what another part needs."""
    for one in order:
        case = one.view.case
        tested = {str(each.values["workload"]) for each in _decided_by_test(one, verdict)}
        first = once(found.reason for found in binding(case, one.conditions))
        asked = besides((found.reason for found in one.conditions), tested)
        before = tuple(settling(one.id, (*first, *once(asked, but=first))))
        yield from before
        yield from after_tests(before, ordering(one.view))
        yield begin(one.id, action, usual_day(case, weeks[one.id]))


def _way_out(found: Run, combined: Combined) -> WayOut | None:
    """Return who could take over from the part that serves most; the other parts have work."""
    main, *others = combined.components
    busy = {one.id for one in others}
    ranked = (found.views[row] for row in found.evaluation.order)
    free = (one for one in (*ranked, *found.partial) if one.deployment.id not in busy)
    return way_out(found, main.view, free, main.workloads, named=True)
