"""What to do now: settle what a verdict hangs on, find out what decides, or make room."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import ceil

from opendecide.cost import Bill
from opendecide.measures.view import View
from opendecide.model.conditions import is_date, is_remark
from opendecide.model.message import SHARED, Message, shared
from opendecide.model.plan import OWN_TEST_ITEMS, Action, Step
from opendecide.model.recommendation import WORTH_KNOWING, Gap, Verdict
from opendecide.model.relief import NearMiss, Relief
from opendecide.model.robustness import Flip
from opendecide.stages.findings.records import WHO
from opendecide.stages.plan.spans import span_of, usual_day
from opendecide.stages.run import Run
from opendecide.stages.screening.binding import binding

ASKED = 3
"""Facts to ask for at once: more are not asked for in practice."""
DISPUTED = 2
"""Weights to agree on."""
TO_SETTLE = {
    "certification": "operator",
    "place": "operator",
    "place.mitigation": "organisation",
    "place.masked": "organisation",
    "place.retention_own": "organisation",
    "capability": "operator",
    "capability.minors_safeguards": "organisation",
    "capability.speed_unknown": "organisation",
    "capability.too_much_by_hand": "organisation",
    "capability.deadline_tight": "organisation",
    "capability.deadline_unlikely": "organisation",
    "capability.lot_by_hand": "organisation",
    "compute": "organisation",
    "own_duty": "organisation",
    "licence": "legal",
    "budget": "finance",
    "skills": "management",
    "country": "legal",
    "openness": "maker",
    "coverage": "organisation",
}
"""Who can settle a condition, by its code or the part before the dot of it."""
LIFTED_BY = {
    "cure.later": "management",
    "cure.later_or_more": "management",
    "cure.availability": "management",
    "cure.partner": "management",
    "cure.partner_or_service": "management",
    "cure.policy": "management",
    "cure.combine": "organisation",
    "cure.redact": "organisation",
    "cure.set_retention": "organisation",
    "cure.buy_licence": "legal",
    "cure.buy_hardware": "procurement",
    "cure.leave_premises": "management",
    "cure.have_machines": "management",
    "cure.ask_machines": "procurement",
    "cure.have_devices": "management",
    "cure.more_accelerators": "procurement",
    "cure.other_model": "organisation",
    "cure.other_place": "organisation",
    "cure.add_model": "organisation",
    "cure.other_host_or_model": "organisation",
    "cure.run_test": "users",
}
"""Who can do what lifts an objection, where that is not who could settle it."""
OWN_TEST = "plan.own_test"
UNDONE = "coverage.missing"
TESTED = frozenset({"quality", "acceptance"})
MEASURED = frozenset({"own_duty.too_slow", "own_duty.batch_end", "capability.speed_unknown"})
"""Conditions that a measurement of one's own settles: there is nobody to bind."""


def first_steps(found: Run, start: int, verdict: Verdict) -> Iterator[Step]:
    """Return what to do once it is decided: conditions, tests, orders, then bringing it in."""
    name = found.problem.deployments[start]
    first = _before_use(found, name)
    before = tuple(settling(name, (*first, *once(verdict.conditions, but=first))))
    yield from before
    yield from after_tests(before, ordering(found.views[start]))
    yield begin(name, "introduce", _first_use(found, start))


def at_once(found: Run, start: int) -> Iterator[Step]:
    """Return what to do where planning would cost more than doing: what binds, then trying it."""
    name = found.problem.deployments[start]
    yield from settling(name, _before_use(found, name))
    about = Message(code="plan.try", values={"deployment": name})
    yield Step(action="test", about=about, who="users", deployment=name)


def undecided_steps(
    found: Run, start: int, verdict: Verdict, gaps: Sequence[Gap], flips: Sequence[Flip]
) -> Iterator[Step]:
    """Return what to do while it is open: find out what tells, begin with what is undone cheaply.

    What law or contract asks of the start comes first, and all that is to be settled before the
    start; what only the first asks for, where something else is begun with, comes last.
    """
    name = found.problem.deployments[start]
    leader = verdict.deployment or name
    first = _before_use(found, name)
    yield from settling(name, first)
    yield from _deciding_tests(flips)
    telling = [one for one in gaps if one.value_of_information >= WORTH_KNOWING]
    close = verdict.grade == "too_close_to_call"
    pair = (verdict.deployment, verdict.runner_up) if close else ()
    yield from _questions(telling[:ASKED], [one for one in pair if one is not None])
    weights = [one for one in flips if one.path.startswith("preferences.weights.")]
    for flip in weights[:DISPUTED]:
        yield Step(action="agree", about=_switch("plan.weight", flip), who="management")
    asked = verdict.conditions if name == leader else _of_gates(found, name)
    later = once(asked, but=first)
    yield from settling(name, later)
    yield begin(name, "pilot", _first_use(found, start))
    if name != leader:
        yield from settling(leader, once(verdict.conditions, but=(*first, *later)))


def begin(name: str, action: Action, by: date | None) -> Step:
    """Return the step that brings a deployment into use."""
    return Step(
        action=action,
        about=Message(code="plan.deployment", values={"deployment": name}),
        who="organisation",
        by=by,
        deployment=name,
    )


def _of_gates(found: Run, name: str) -> tuple[Message, ...]:
    """Return all that the gates ask of one deployment."""
    return tuple(one.reason for one in found.screened.conditions.get(name, ()))


def _before_use(found: Run, name: str) -> tuple[Message, ...]:
    """Return what comes before any use of a deployment."""
    asked = found.screened.conditions.get(name, ())
    return once(one.reason for one in binding(found.case, asked))


def once(asked: Iterable[Message], but: Iterable[Message] = ()) -> tuple[Message, ...]:
    """Return conditions once each for all that they hold for, without those said already."""
    said = {_said(one) for one in but}
    return shared(one for one in asked if _said(one) not in said)


def without_steps(relief: Sequence[Relief], misses: Sequence[NearMiss]) -> Iterator[Step]:
    """Return what to do when nothing is acceptable: keep what is there, and make room."""
    yield Step(action="keep", who="organisation", about=Message(code="plan.present"))
    yield from _giving_way(relief)
    seen: set[str] = set()
    for miss in misses:
        for cure in miss.cures:
            if cure.code.startswith("cure.") and cure.code not in seen:
                seen.add(cure.code)
                who = LIFTED_BY.get(cure.code) or TO_SETTLE.get(miss.gate, "organisation")
                yield Step(action="settle", about=cure, who=who)


def _giving_way(relief: Sequence[Relief]) -> Iterator[Step]:
    """Return what would have to give way: of several ways the least."""
    for one in relief[:1]:
        for change in one.relaxed:
            yield Step(action="relax", about=change.label, who="management")


def making_room(steps: Iterable[Step], relief: Sequence[Relief]) -> Iterator[Step]:
    """Say what would have to give way, in the place of the work that is left undone."""
    room = tuple(_giving_way(relief))
    for one in steps:
        if room and one.about is not None and one.about.code == UNDONE:
            yield from room
        else:
            yield one


def _said(one: Message) -> str:
    """Return what tells two conditions apart, whatever workloads and data they hold for."""
    values = {name: value for name, value in one.values.items() if name not in SHARED}
    return f"{one.code}{sorted(values.items(), key=str)}"


def settling(name: str, asked: Iterable[Message]) -> Iterator[Step]:
    """Return what settles the conditions of one deployment."""
    for one in asked:
        if is_date(one) or is_remark(one):
            continue  # the dates of the plan name the one, nobody can settle the other
        kind = one.code.partition(".")[0]
        if kind in TESTED:
            values = {"items": OWN_TEST_ITEMS, **one.values}
            if "workload" in values:
                yield Step(
                    action="test",
                    about=Message(code=OWN_TEST, values=values),
                    who="users",
                    deployment=name,
                )
            continue
        if one.code.startswith("answer."):
            continue  # the gaps name it already
        who = TO_SETTLE.get(one.code) or TO_SETTLE.get(kind, "organisation")
        if "fact" in one.values:
            who = WHO.get(str(one.values["fact"]).partition("/")[0], who)
        action: Action = "test" if one.code in MEASURED else "settle"
        yield Step(action=action, about=one, who=who, deployment=name)


def each_test_once(steps: Iterable[Step]) -> Iterator[Step]:
    """Leave out a test of a model for a workload that was named already, whatever asks for it."""
    seen: set[tuple[object, str]] = set()
    for one in steps:
        if one.about is None or one.about.code != OWN_TEST or "model" not in one.about.values:
            yield one
            continue
        values = one.about.values
        about = values["workload"]
        named = about if isinstance(about, (list, tuple)) else [about]
        left = [name for name in named if (values["model"], name) not in seen]
        seen.update((values["model"], name) for name in left)
        if left:
            told = {**values, "workload": left if left[1:] else left[0]}
            yield one.model_copy(update={"about": Message(code=OWN_TEST, values=told)})


def ordering(view: View) -> Iterator[Step]:
    """Order machines that are not there yet; they take longest."""
    machine = view.deployment.machine
    if view.offer.access_mode != "onprem" or machine is None or view.at_hand:
        return
    known = view.case.catalog.machines.get(machine.removeprefix("assumed:"))
    if known is not None and isinstance(view.bill, Bill):
        bought = [one for one in view.bill.lines if one.key == "server_years"]
        number = ceil(sum(one.central.quantity for one in bought))
        values = {"n": number, "machine": known.name, "host": view.offer.name}
        yield Step(
            action="order",
            about=Message(code="plan.machine", values=values),
            who="procurement",
            by=view.case.decision_date,
            deployment=view.deployment.id,
        )


def after_tests(before: Iterable[Step], orders: Iterable[Step]) -> Iterator[Step]:
    """Let orders wait for the tests before them: who fails one needs other machines, or none."""
    tested = any(one.action == "test" for one in before)
    for one in orders:
        if tested and one.about is not None:
            about = Message(code="plan.machine_tested", values=one.about.values)
            yield one.model_copy(update={"by": None, "about": about})
        else:
            yield one


def _deciding_tests(flips: Sequence[Flip]) -> Iterator[Step]:
    """Test what a figure of quality would turn: with the share at which the answer changes."""
    for flip in flips:
        if flip.label.code == "flip.task_quality":
            code = "plan.quality" if flip.then is not None else "plan.quality_nothing"
            yield Step(action="test", about=_switch(code, flip), who="users")


def _questions(gaps: Sequence[Gap], pair: Sequence[str]) -> Iterator[Step]:
    """Ask for what is worth most; what own examples would show takes one test for all of them.

    Args:
        gaps: What to ask for.
        pair: Those that are too close to call, which are tried on the same examples in any case.
    """
    doubted = (name for one in gaps if one.label.code == "gap.quality" for name in one.deployments)
    tested = dict.fromkeys((*pair, *doubted))
    if tested:
        values = {"deployments": list(tested), "items": OWN_TEST_ITEMS}
        code = "plan.compare" if len(tested) > 1 else "plan.examples"
        about = Message(code=code, values=values)
        yield Step(action="test", about=about, who="users")
    for gap in gaps:
        if gap.label.code != "gap.quality":
            yield Step(action="ask", about=gap.label, who=gap.who)


def _switch(code: str, flip: Flip) -> Message:
    """Return a switch point as part of a step: what, from where, and who leads then."""
    values = {
        **flip.label.values,
        "threshold": flip.threshold,
        "direction": flip.direction,
        "then": flip.then,
        "items": OWN_TEST_ITEMS,
    }
    return Message(code=code, values=values)


def _first_use(found: Run, row: int) -> date | None:
    return usual_day(found.case, span_of(found, row, "time_to_production"))
