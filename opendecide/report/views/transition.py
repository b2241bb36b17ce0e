"""Section 14: what to do now, what triggers the next step, when to look again, and the way out."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from opendecide.model.plan import OWN_TEST_DAYS, OWN_TEST_ITEMS, Plan, Step, WayOut
from opendecide.report.brief import Brief
from opendecide.report.views.flips import Change, changes, no_change
from opendecide.report.views.no_exit import no_exit

_FIGURES = 2
NEXT_DAYS = 30
"""A next step that may take longer is put off."""
REVIEW_DAYS = 180
"""Where a recommendation has no plan, as for options of another field."""
ACTIONS = {
    "settle": "Settle: {about}",
    "ask": "Find out: {about}",
    "pilot": "Begin on a small scale with {about}, for one workload",
    "introduce": "Bring it in: {about}",
    "relax": "Decide whether this may give way: {about}",
}
"""How a step begins; the others say it themselves."""
IN_WRITING = "Settle in writing: {about}"
"""How it begins where the other side has to bind itself."""
STEP_TEXTS = (*ACTIONS.values(), IN_WRITING)
_OTHER_SIDES = frozenset({"operator", "maker"})


class StepRow(NamedTuple):
    """One step, who takes it, and by when."""

    what: str
    who: str
    by: str


class DateRow(NamedTuple):
    """One day and what it means."""

    day: str
    what: str
    review: bool


class ExitPlan(NamedTuple):
    """Where to go when it does not work out."""

    name: str
    family: str
    effort: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """The staged answer."""

    start: str
    reason: str
    undo: str
    now: tuple[StepRow, ...]
    hurry: str
    """Whether the time until the decision is too short for what comes before it; else empty."""
    triggers: tuple[Change, ...]
    untold: str
    dates: tuple[DateRow, ...]
    way_out: ExitPlan | None
    no_exit: tuple[str, ...]
    """What to keep ready where nobody could take over."""


def transition(brief: Brief) -> Transition:
    """Lay out the plan of a recommendation."""
    speech, plan = brief.speech, brief.recommendation.plan
    if plan is None:
        return Transition("", "", "", (), "", (), no_trigger(brief), _dates(brief), None, ())
    watched = {(one.path, one.threshold, one.direction) for one in plan.triggers}
    flips = brief.recommendation.robustness.flips
    return Transition(
        start=brief.name(plan.start) if plan.start else "",
        reason=speech.message(plan.reason),
        undo=_undo(brief, plan),
        now=tuple(told_step(brief, plan, one) for one in plan.now),
        hurry=_hurry(brief, plan),
        triggers=tuple(
            told
            for flip, told in zip(flips, changes(brief), strict=True)
            if (flip.path, flip.threshold, flip.direction) in watched
        ),
        untold=no_trigger(brief),
        dates=_dates(brief),
        way_out=_way_out(brief, plan, plan.way_out) if plan.way_out else None,
        no_exit=no_exit(brief),
    )


def no_trigger(brief: Brief) -> str:
    """Say what there is to watch where no change is listed."""
    if not brief.recommendation.robustness.searched:
        return no_change(brief)
    return brief.speech.text(
        "No figure or duty was found whose change would call for another answer."
    )


def _dates(brief: Brief) -> tuple[DateRow, ...]:
    """List the known days and the review among them."""
    speech, plan = brief.speech, brief.recommendation.plan
    review = speech.text("Review of this decision")
    if plan is not None:
        review = f"{review} ({speech.message(plan.review_reason)})"
    days = [(one.day, False, speech.message(one.what)) for one in (plan.dates if plan else ())]
    step = speech.text("Next step of section 1")
    if due(brief) == brief.recommendation.provenance.decision_date:
        step = speech.text("Date of the decision; the next step of section 1 comes before it")
    days += [(due(brief), False, step), (review_day(brief), True, review)]
    return tuple(
        DateRow(speech.language.day(day), what, reviewed) for day, reviewed, what in sorted(days)
    )


def due(brief: Brief) -> date:
    """Return the day of the next step: that of the decision where it lies ahead.

    Where it does not, in a month, or at the deadline if that comes first.
    """
    start = brief.recommendation.provenance.decision_date
    if _days_left(brief) > 0:
        return start
    day = start + timedelta(days=NEXT_DAYS)
    organisation = brief.recommendation.profile.get("organisation") or {}
    deadline = ((organisation.get("decision") or {}).get("deadline") or {}).get("date")
    last = date.fromisoformat(str(deadline)) if deadline else day
    return min(day, last) if last > start else day


def _days_left(brief: Brief) -> int:
    """Return the days from what the catalogue knows to the decision; nobody decides before it."""
    made = brief.recommendation.provenance
    return (made.decision_date - made.catalog_date).days


def _hurry(brief: Brief, plan: Plan) -> str:
    """Say where a test that comes before the decision will hardly be done by then."""
    speech, decided = brief.speech, brief.recommendation.provenance.decision_date
    left = _days_left(brief)
    tested = any(one.action == "test" and one.by == decided for one in plan.now)
    if not tested or not 0 < left < OWN_TEST_DAYS:
        return ""
    return speech.say(
        "The time is short: the decision comes {left} after the date of the catalogue, and a test"
        " on {items} own examples usually takes {needed}. Put the decision off, or decide on"
        " condition that the test is passed.",
        left=speech.measured(left, "days"),
        needed=speech.measured(OWN_TEST_DAYS, "days"),
        items=str(OWN_TEST_ITEMS),
    )


def review_day(brief: Brief) -> date:
    """Return the day of the review."""
    plan, made = brief.recommendation.plan, brief.recommendation.provenance
    return plan.review if plan else made.decision_date + timedelta(days=REVIEW_DAYS)


def _undo(brief: Brief, plan: Plan) -> str:
    if plan.undo_cost is None or plan.currency is None:
        return ""
    if not round(plan.undo_cost):
        return brief.speech.text("Giving it up later would cost nothing but working time.")
    amount = brief.speech.language.money(plan.undo_cost, plan.currency)
    return brief.speech.say(
        "Giving it up later would lose about {amount}: what was paid before the first use, and the"
        " work of changing.",
        amount=amount,
    )


def begun(brief: Brief) -> str:
    """Say what is begun with where it is another than the first; nothing where it is the first."""
    plan, speech = brief.recommendation.plan, brief.speech
    if plan is None or plan.start is None or plan.start == brief.recommendation.verdict.deployment:
        return ""
    if brief.together is not None and plan.start in brief.recommendation.verdict.combination:
        return ""
    return f"{brief.name(plan.start)}. {speech.message(plan.reason)}"


def told_step(brief: Brief, plan: Plan, one: Step) -> StepRow:
    """Say a step, and of whom it speaks where that is not what is begun with."""
    speech = brief.speech
    about = speech.message(one.about) if one.about else ""
    if one.action == "settle" and one.deployment not in (None, plan.start):
        name = brief.name(one.deployment)
        about = speech.say("{what} ({whose})", what=about, whose=name)
    beginning = ACTIONS.get(one.action, "{about}")
    if one.action == "settle" and one.who in _OTHER_SIDES:
        beginning = IN_WRITING
    return StepRow(
        what=speech.say(beginning, about=about),
        who=speech.word("who", one.who),
        by=speech.language.day(one.by) if one.by else "–",
    )


def _way_out(brief: Brief, plan: Plan, one: WayOut) -> ExitPlan:
    say = brief.speech.say
    said = []
    if one.person_days:
        low, usual, high = _estimate(brief, one.person_days, "person-days")
        said.append(
            say(
                "{effort} to leave {start} ({low} to {high})",
                low=low,
                effort=usual,
                high=high,
                start=brief.name(one.left or plan.start),
            )
        )
    if one.weeks:
        low, usual, high = _estimate(brief, one.weeks, "weeks")
        said.append(
            say("{time} until the other works ({low} to {high})", low=low, time=usual, high=high)
        )
    return ExitPlan(
        name=brief.name(one.deployment),
        family=brief.speech.word("family", one.family),
        effort=brief.speech.language.listed(said),
        notes=tuple(brief.speech.message(note) for note in one.notes),
    )


def _estimate(brief: Brief, ends: tuple[float, float, float], unit: str) -> tuple[str, str, str]:
    """Write three points of an estimate, with the unit after the middle one."""
    low, usual, high = ends
    number = brief.speech.language.number
    usually = brief.speech.measured(usual, unit, figures=_FIGURES)
    return number(low, figures=_FIGURES), usually, number(high, figures=_FIGURES)
