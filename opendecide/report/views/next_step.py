"""The sensible next step for a verdict."""

from collections.abc import Mapping
from types import MappingProxyType

from opendecide.model.conditions import is_date, is_remark
from opendecide.model.message import Message
from opendecide.model.plan import OWN_TEST_ITEMS
from opendecide.model.recommendation import WORTH_KNOWING, Gap, Verdict
from opendecide.report.brief import Brief
from opendecide.report.views.board import decisive
from opendecide.report.views.relaxation import given_way
from opendecide.report.views.transition import told_step
from opendecide.report.views.ways_out import ways_out

_WORTH_ASKING = 0.1
"""Points of score that knowing a fact has to be worth before it is asked for first."""

ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "quality": "Test {name} on {items} own examples of {workload}.",
        "certification.contract_unknown": (
            "Have {host} sign this contract, with the AI service in scope: {missing}."
        ),
        "certification.contract_on_request": (
            "Have {host} sign this contract, with the AI service in scope: {missing}."
        ),
        "certification.scope_unknown": "Ask {host} for the certificate and its scope: {missing}.",
        "certification": "Ask {host} in writing for what is missing: {missing}.",
        "certification.stated": (
            "Settle this for {host}, in writing where it is the host's to say: {missing}."
        ),
        "place": "Have the place of processing and the terms on data written into the contract.",
        "place.retention_own": (
            "Set what {host} keeps of users' entries to be deleted after 30 days at most."
        ),
        "own_duty.too_slow": (
            "Measure on the machines, at the busiest hour, how long an answer takes for {workload}."
        ),
        "own_duty.batch_end": (
            "Measure on the machines how much of {workload} gets through in a day."
        ),
        "capability.speed_unknown": (
            "Measure at the busiest hour how long an answer of {host} takes for {workload}."
        ),
        "budget.unknown": "Obtain a price, or have the cost worked out: {name}.",
        "budget.borrowed_hour": "Ask {host} for a quote.",
        "budget.borrowed": "Ask {host} for a quote.",
        "budget.offer_names_no_model": "Ask {host} which model its offer is for.",
        "budget.beyond_the_offer": "Have {host} write the price of more work into the contract.",
        "budget": "Agree on a ceiling that holds in an expensive year, or on a cost stop.",
        "compute.shared_memory": (
            "Agree with those who use the same accelerators who gives way, and when."
        ),
        "compute": "Have a supplier confirm that the machines are large enough.",
        "skills": "Name the people who run it, or the partner who does.",
        "acceptance": "Plan the acceptance tests of section 13, with names and dates.",
        "licence": "Have the licence checked for this use.",
    }
)
"""What settles a condition, by its code or the first part of it."""


def next_step(brief: Brief, verdict: Verdict) -> str:
    """Say what to do next."""
    speech = brief.speech
    if verdict.grade == "no_acceptable_deployment":
        return _way_out(brief)
    to_settle = [one for one in verdict.conditions if not is_date(one) and not is_remark(one)]
    if verdict.grade == "insufficient_information":
        if to_settle and not to_settle[0].code.startswith("answer."):
            return _settle(brief, to_settle[0])
        return _asked(brief, _worth_it(brief.recommendation.gaps[:1])) or speech.text(
            "Obtain the missing facts of section 12, then run this again."
        )
    plan = brief.recommendation.plan
    if plan is not None and (brief.together is not None or plan.small):
        first = plan.now[0].about
        if first is not None and _is_all_that_is_paid(first):
            return _settle(brief, first)
        return told_step(brief, plan, plan.now[0]).what
    if verdict.grade == "too_close_to_call":
        return _separate(brief)
    if to_settle and to_settle[0].code == "coverage.missing" and brief.recommendation.relief:
        return _way_out(brief)
    for one in to_settle:
        return _settle(brief, one)
    for one in filter(is_date, verdict.conditions):
        return speech.say(
            "Decide, and plan the move away from {model} before {day}.",
            model=str(one.values.get("model", "")),
            day=speech.value(one.values.get("date"), "day"),
        )
    return speech.text("Decide, and start with the first step of section 14.")


def _way_out(brief: Brief) -> str:
    """Say what would have to give way where nothing is acceptable."""
    speech = brief.speech
    for least in brief.recommendation.relief[:1]:
        changes = given_way(brief, least)
        if not least.not_served:
            return speech.say(
                "Decide whether this may give way, so that {name} becomes possible: {changes}.",
                name=least.name,
                changes=changes,
            )
        return speech.say(
            "Decide whether this may give way, so that {name} becomes possible, for {workloads}"
            " only: {changes}.",
            name=least.name,
            workloads=speech.named(least.serves),
            changes=changes,
        )
    relaxed = next((one.cure for one in ways_out(brief) if one.cure and not one.elsewhere), None)
    if relaxed:
        return speech.say("Decide on the nearest way out: {cure}", cure=relaxed)
    return speech.text("Decide which requirement may be relaxed.")


def _separate(brief: Brief) -> str:
    """Tell the two apart: by the fact that tells most, else by a trial of both."""
    pair = {one.id for one in (brief.leader, brief.runner_up) if one is not None}
    telling = [
        one
        for one in brief.recommendation.gaps
        if pair & set(one.deployments) and one.value_of_information >= _WORTH_ASKING
    ]
    trial = _agree(brief) or brief.speech.text(
        "Try both on the same own examples, and let the deciders say which difference in section 6"
        " matters more to them."
    )
    asked = _asked(brief, telling[:1])
    return f"{asked} {trial}" if asked else trial


def _agree(brief: Brief) -> str:
    """Send a divided board to the weights on which its answer hangs: no trial settles those."""
    disputes = decisive(brief)
    if not disputes:
        return ""
    return brief.speech.say(
        "Have the groups agree on the weight of {criteria} (section 8): with the weight that one of"
        " them wants, another kind of deployment leads. Then try what is left on the same own"
        " examples.",
        criteria=brief.speech.language.listed(
            brief.speech.say("“{name}”", name=brief.speech.name(one.criterion)) for one in disputes
        ),
    )


def _worth_it(gaps: tuple[Gap, ...]) -> list[Gap]:
    """Leave out what section 12 says changes nothing."""
    return [one for one in gaps if one.value_of_information >= WORTH_KNOWING]


def _asked(brief: Brief, gaps: tuple[Gap, ...] | list[Gap]) -> str:
    speech = brief.speech
    for one in gaps:
        return speech.say(
            "Find out first: {fact} (source: {who}).",
            fact=speech.message(one.label),
            who=speech.word("who", one.who),
        )
    return ""


def _settle(brief: Brief, condition: Message) -> str:
    speech = brief.speech
    kind = condition.code.partition(".")[0]
    stated = f"{kind}.stated" if condition.values.get("text") else ""
    action = ACTIONS.get(stated) or ACTIONS.get(condition.code) or ACTIONS.get(kind)
    if action is None:
        return speech.say(
            "Settle the first condition: {condition}",
            condition=speech.message(condition),
        )
    values = condition.values
    name = brief.leader.name if brief.leader else ""
    if brief.together is not None:  # whichever of its parts that is about
        name = str(values.get("model", name))
    return speech.say(
        action,
        name=name,
        host=speech.value(
            values.get("host") or (brief.leader.host if brief.leader else ""), "place"
        ),
        items=str(OWN_TEST_ITEMS),
        missing=_missing(brief, condition),
        workload=speech.value(values.get("workload") or (), "named"),
    )


def _is_all_that_is_paid(condition: Message) -> bool:
    """Tell whether a condition is about a ceiling: then it is agreed on, with nobody's name."""
    return condition.code.partition(".")[0] == "budget" and condition.code not in ACTIONS


def _missing(brief: Brief, condition: Message) -> str:
    """Name the certificate or the obligation that a condition is about."""
    speech, values = brief.speech, condition.values
    if text := values.get("text"):
        return speech.say("“{text}”", text=str(text))
    return speech.value(values.get("scheme"), "scheme")
