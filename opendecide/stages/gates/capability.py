"""Gate: every must-have is there, in time, and not about to be switched off."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from math import ceil

from opendecide.measures.case import TEXT, Case, Need
from opendecide.measures.customization import DEPTHS
from opendecide.measures.eligibility import closed_to, for_organisations_alone
from opendecide.measures.lifetime import retirement
from opendecide.measures.operability import FROM_OUTSIDE, buys_nothing
from opendecide.measures.requirements import asked_context, content_lacking, has_feature
from opendecide.measures.service_quality import uptime
from opendecide.measures.view import View
from opendecide.model.message import Message
from opendecide.model.model_facts import Model
from opendecide.stages.assessment.ratings import in_general
from opendecide.stages.gates.by_hand import by_hand
from opendecide.stages.gates.minors import MINORS, minors
from opendecide.stages.gates.outcome import Outcome, message
from opendecide.stages.market.seat_price import seats_wanted

GATE = "capability"
HEADLESS_USERS = FROM_OUTSIDE | {"machine"}
DAYS_PER_WEEK = 7
CURES = {
    "capability.no_model": "cure.other_place",
    "capability.unknown_kind": "cure.add_model",
    "capability.retired": "cure.other_host_or_model",
    "capability.retires_before_use": "cure.other_host_or_model",
    "capability.retires_before_ready": "cure.other_host_or_model",
    "capability.availability": "cure.availability",
    "capability.other_purpose": "cure.other_place",
    "capability.deadline": "cure.later",
    "capability.seats": "cure.interface",
    "capability.device": "cure.interface",
}
"""What lifts an objection; another model where nothing else does."""


def capability(view: View) -> Iterator[Outcome]:
    """Object per workload, naming what is missing."""
    question = ("eligibility", view.offer.id, *view.serving)
    yield from view.case.once(question, lambda: (*_eligibility(view), *_personal_plan(view)))
    for need in view.case.needs:
        model = view.serving.get(need.id)
        if model is None:
            asked = ("no model", need.id, view.offer.id)
            yield view.case.once(asked, partial(_no_model, view, need))
            continue
        yield from _of_the_offer(view, need, _for_whom)
        yield from _lifetime(view, need, model)
        yield from _interface(view, need)
        yield from _at_the_seat(view, need, model)
        features = ("features", need.id, view.offer.id, model.id)
        yield from view.case.share(features, partial(_features, view, need.id, model))
        yield from _of_the_offer(view, need, _at_work)
        yield from _of_the_offer(view, need, _deadline)


def _of_the_offer(
    view: View, need: Need, asked: Callable[[View, Need], Iterator[Outcome]]
) -> tuple[Outcome, ...]:
    """Return objections that read the offer, what it serves and whether it is there already.

    All the models of an offer have them, so they are asked about once.
    """
    return view.case.share(
        (asked, view.offer.id, view.at_hand, need.id, *view.serving),
        lambda part: tuple(asked(view.of(part), part.need(need.id))),
    )


def _for_whom(view: View, need: Need) -> Iterator[Outcome]:
    """Object to terms that are not meant for the work or for those who do it."""
    yield from _purpose(view, need)
    if need.workload.user_type == MINORS:
        yield from minors(view, need, GATE)


def _at_work(view: View, need: Need) -> Iterator[Outcome]:
    """Object to what cannot be used as much as it has to be."""
    if not _headless(need):
        yield from by_hand(view, need, GATE)
    yield from _availability(view, need)


def _no_model(view: View, need: Need) -> Outcome:
    """Say that no model of a deployment serves a workload: one sentence for all at an offer."""
    known = view.case.once(("spoken",), lambda: _spoken(view.case))
    code = "capability.no_model" if need.modality in known else "capability.unknown_kind"
    return _excluded(need, code, f"offers/{view.offer.id}/serves")


def _spoken(case: Case) -> frozenset[str]:
    """Return every kind of content that some model of the catalogue handles."""
    return frozenset(kind for model in case.catalog.models.values() for kind in model.modalities)


def _excluded(need: Need, code: str, fact: str, /, **values: object) -> Outcome:
    return Outcome(
        gate=GATE,
        kind="excluded",
        workload=need.id,
        reason=message(code, workload=need.id, **values),
        fact=fact,
        cure=_cure(code),
    )


@cache
def _cure(code: str) -> Message:
    """Return what lifts an objection: one sentence for the hundreds of deployments that need it."""
    return message(CURES.get(code, "cure.other_model"))


def _conditional(need: Need, code: str, fact: str, /, **values: object) -> Outcome:
    return Outcome(
        gate=GATE,
        kind="conditional",
        workload=need.id,
        reason=message(code, workload=need.id, **values),
        fact=fact,
    )


def _lifetime(view: View, need: Need, model: Model) -> Iterator[Outcome]:
    end = retirement(view, model)
    if end is None:
        return
    day, fact = end
    values = {"model": model.name, "host": view.offer.name, "date": str(day)}
    if str(day) <= view.case.decision_date.isoformat():
        yield _excluded(need, "capability.retired", fact, **values)
        return
    if str(day) <= need.go_live.isoformat():
        live = need.go_live.isoformat()
        yield _excluded(need, "capability.retires_before_use", fact, **values, go_live=live)
        return
    ready, worth_it = _introduced(view, need)
    if str(day) <= ready.isoformat():
        usual = ready.isoformat()
        yield _excluded(need, "capability.retires_before_ready", fact, **values, ready=usual)
    elif str(day) <= worth_it.isoformat():
        yield _excluded(need, "capability.retires_too_soon", fact, **values)
    elif str(day) <= view.case.horizon_end.isoformat():
        yield _conditional(need, "capability.retires_inside", fact, **values)


def _introduced(view: View, need: Need) -> tuple[date, date]:
    """Return when a model is usually in use, and until when it has to last to repay that.

    A model that ends sooner after going live than it took to go live is replaced before the work
    of introducing it is repaid.
    """
    weeks = in_general(view, "time_to_production").mid or 0.0
    ready = max(need.go_live, view.case.decision_date + timedelta(weeks=weeks))
    return ready, ready + timedelta(weeks=weeks)


def _interface(view: View, need: Need) -> Iterator[Outcome]:
    # A stated fleet is where an application for the public runs: on its users' own devices.
    mode = view.offer.access_mode
    if _headless(need) and (mode == "seat" or (mode == "device" and not view.at_hand)):
        code = "capability.seats" if mode == "seat" else "capability.device"
        yield _excluded(need, code, f"offers/{view.offer.id}/access_mode", host=view.offer.name)


def _at_the_seat(view: View, need: Need, model: Model) -> Iterator[Outcome]:
    """Ask whether an application lets people do what its model of text could do besides.

    That a model hears speech says nothing of a button for it; one made for nothing but pictures is
    served for its pictures.
    """
    if view.offer.access_mode == "seat" and need.modality != TEXT and TEXT in model.modalities:
        fact = f"offers/{view.offer.id}/serves.{model.id}"
        asked = _conditional(need, "capability.seat_unknown", fact, host=view.offer.name)
        yield replace(asked, silent=True)


def _features(view: View, workload: str, model: Model, part: Case) -> tuple[Outcome, ...]:
    return tuple(_lacking(view.of(part), part.need(workload), model))


def _lacking(view: View, need: Need, model: Model) -> Iterator[Outcome]:
    for kind in content_lacking(need, model):
        yield _excluded(need, "capability.modality", f"models/{model.id}/modalities", modality=kind)
    for wish in view.case.once(("wanted", need.id), lambda: _wanted(need)):
        answer = has_feature(view, need, model, wish)
        fact = answer.evidence[0] if answer.evidence else f"models/{model.id}/{wish}"
        if answer.truth is False:
            yield _excluded(need, "capability.missing", fact, item=wish, model=model.name)
        elif answer.truth is None:
            asked = _conditional(need, "capability.unknown", fact, item=wish, model=model.name)
            # Where sources disagree there is something to settle.
            yield asked if answer.evidence else replace(asked, silent=True)


def _headless(need: Need) -> bool:
    """Tell whether no employee sits at it: programs ask, or the public and minors from outside."""
    return need.workload.user_type in HEADLESS_USERS


def _wanted(need: Need) -> tuple[str, ...]:
    """Return the features that a workload cannot do without, in its own words and in others."""
    workload = need.workload
    wanted = list(workload.must_have)
    if DEPTHS.index(workload.customization_need) >= DEPTHS.index("adapters"):
        wanted.append(f"fine_tuning>={workload.customization_need}")
    if workload.validated or workload.determinism_needed:
        wanted.append("version_pin")
    if need.modality == TEXT and _tokens_held(need) > asked_context(workload):
        wanted.append(f"context>={ceil(_tokens_held(need))}")
    return tuple(dict.fromkeys(wanted))


def _tokens_held(need: Need) -> float:
    """Return what a model has in view at the end of an answer: every second request holds more."""
    return need.input_tokens.mid + need.output_tokens.mid


def _availability(view: View, need: Need) -> Iterator[Outcome]:
    wanted = need.workload.availability_minimum
    if wanted is None:
        return
    span, evidence, missing = uptime(view)
    if span is None or (missing and span[1] >= wanted):
        fact = f"offers/{view.offer.id}/sla_uptime_percent"
        asked = _conditional(
            need, "capability.unknown", fact, item="availability", host=view.offer.name
        )
        # Own operation is planned for; what the machines of others add to it is a question.
        yield asked if span is not None else replace(asked, silent=True)
        return
    low, middle, _ = span
    values = {"low": low, "have": middle, "need": wanted, "host": view.offer.name}
    if middle < wanted:
        yield _excluded(need, "capability.availability", evidence[0], **values)
    elif low < wanted:
        code = f"{'own_duty' if view.self_run else 'capability'}.availability_in_bad_times"
        yield _conditional(need, code, evidence[0], **values)


def weeks_until(case: Case, need: Need) -> float | None:
    """Return the weeks to a hard deadline; None without one."""
    deadline = case.profile.organisation.decision.deadline
    day = need.workload.deadline or (deadline.date if deadline and deadline.hard else None)
    return None if day is None else (day - case.decision_date).days / DAYS_PER_WEEK


def _deadline(view: View, need: Need) -> Iterator[Outcome]:
    """Object to who cannot be in time, and ask who may not be; of a wish it is only asked."""
    weeks, hard = weeks_until(view.case, need), True
    wish = view.case.profile.organisation.decision.deadline
    if weeks is None and wish is not None:
        weeks, hard = (wish.date - view.case.decision_date).days / DAYS_PER_WEEK, False
    if weeks is None:
        return
    expected = in_general(view, "time_to_production")
    low, mid, high = expected.low, expected.mid, expected.high
    if low is None or mid is None or high is None:
        return
    fact = expected.evidence[0]
    values = {"weeks": mid, "date": need.go_live.isoformat()}
    values["first_use"] = view.case.day_after(mid).isoformat()
    if view.case.profile.organisation.procurement_weeks is None and not buys_nothing(view):
        values["assumed"] = view.case.procurement_weeks
    if low > weeks and hard:
        yield _excluded(need, "capability.deadline", fact, **values)
    elif mid > weeks:  # a planning figure is no measurement: who might be in time is asked
        values["at_least"] = low
        yield _conditional(need, "capability.deadline_unlikely", fact, **values)
    elif high > weeks:
        values["at_most"] = high
        yield _conditional(need, "capability.deadline_tight", fact, **values)


def _purpose(view: View, need: Need) -> Iterator[Outcome]:
    """Object where the maker of a product says that it is for other work."""
    found = view.of_offer("meant_for")
    if found is None or not found.words or need.workload.task_type in found.words:
        return
    yield _excluded(
        need, "capability.other_purpose", found.id, host=view.offer.name, task=found.words[0]
    )


def _eligibility(view: View) -> Iterator[Outcome]:
    """Some places serve only some sectors of some countries."""
    found = view.of_offer("eligibility")
    offer = view.offer
    private = for_organisations_alone(view.case, offer)
    closed = closed_to(view.case, offer)
    if found is None and not closed:
        return
    if private:
        yield Outcome(
            gate=GATE,
            kind="excluded",
            reason=message("capability.organisations_only", host=offer.name),
            fact=f"offers/{offer.id}/eligibility",
        )
        return
    yield Outcome(
        gate=GATE,
        kind="excluded" if closed else "conditional",
        reason=message(
            "capability.eligibility" if closed else "capability.eligibility_unsure",
            who=" ".join(found.words) if found is not None else list(offer.open_to_sectors),
            host=offer.name,
        ),
        fact=f"offers/{offer.id}/eligibility",
    )


def _personal_plan(view: View) -> Iterator[Outcome]:
    """Object to plans of one person where several need a seat, or where the use is no private one.

    Terms that leave out work hold whatever the account may be used for: a licence of the model
    does not lift them.
    """
    offer, case = view.offer, view.case
    most = view.of_offer("seat_maximum")
    sits = not all(_headless(need) for need in case.needs)
    if sits and most is not None and most.range is not None:
        seats = round(seats_wanted(view))
        if seats > most.range[2]:
            yield Outcome(
                gate=GATE,
                kind="excluded",
                reason=message(
                    "capability.one_person" if most.range[2] == 1 else "capability.too_many_seats",
                    host=offer.name,
                    have=most.range[2],
                    need=seats,
                ),
                fact=most.id,
                of_the_load=True,
            )
            return
    personal = view.of_offer("personal_use_only")
    if personal is None or personal.truth is False:
        return
    for need in case.needs:
        if need.commercial or case.profile.organisation.persona != "individual":
            unsure = personal.truth is None
            yield Outcome(
                gate=GATE,
                kind="conditional" if unsure else "excluded",
                workload=need.id,
                reason=message(
                    "capability.private_use_unsure" if unsure else "capability.private_use",
                    host=offer.name,
                    workload=need.id,
                ),
                fact=personal.id,
            )
