"""Section 13: what has to be shown before each workload goes live."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from opendecide.model.plan import OWN_TEST_ITEMS
from opendecide.model.recommendation import RankedDeployment
from opendecide.report.brief import Brief
from opendecide.report.speech import Speech

_CRITICAL = {"high", "critical"}
_DECIDED_BY_TEST = frozenset({"quality.unlikely", "quality.together"})
_FOLLOWS = ("other", "instead", "part", "alone")
"""Under what names such a condition tells who comes next, or who does as well."""


class WorkloadTests(NamedTuple):
    """The tests of one workload."""

    workload: str
    tests: tuple[str, ...]
    served_by: str = ""
    """Who serves it, where several do."""


def acceptance(brief: Brief) -> tuple[WorkloadTests, ...]:
    """List the tests for every workload of the profile that the answer serves."""
    stated = brief.recommendation.profile.get("workloads") or ()
    alone = brief.leader if brief.together is None else None
    undone = () if alone is None else alone.not_served
    return tuple(
        WorkloadTests(
            brief.speech.workload(str(one.get("id", ""))),
            tuple(_tests(brief, one)),
            _served_by(brief, str(one.get("id", ""))),
        )
        for one in stated
        if isinstance(one, Mapping) and one.get("id") not in undone
    )


def _served_by(brief: Brief, workload: str) -> str:
    """Name who serves a workload of a combination."""
    assigned = brief.together.assignments if brief.together is not None else ()
    places = dict.fromkeys(one.deployment for one in assigned if one.workload == workload)
    return brief.speech.language.listed(brief.name(one) for one in places)


def _tests(brief: Brief, workload: Mapping[str, Any]) -> list[str]:
    speech = brief.speech
    quality = workload.get("quality")
    tests = [
        _of_quality(speech, quality if isinstance(quality, Mapping) else {}),
        speech.text("Response time and cost for each request at the busiest hour."),
    ]
    if brief.together is not None:
        tests.append(
            speech.text(
                "Routing: requests that belong elsewhere are sent there or refused, and none is"
                " answered at the wrong place."
            )
        )
    if workload.get("affects_persons"):
        tests.append(speech.text("Bias: results compared between the groups of persons concerned."))
    if workload.get("agentic") or workload.get("exposure") in {"public", "partners"}:
        tests.append(
            speech.text(
                "Robustness: an attack suite (prompt injection, jailbreak) with a set limit."
            )
        )
    if workload.get("criticality") in _CRITICAL:
        tests.append(speech.text("Failover: the service is cut on purpose and work goes on."))
        tests.append(speech.text("Exit rehearsal: another model takes over within the set time."))
    return tests


def _of_quality(speech: Speech, stated: Mapping[str, Any]) -> str:
    """Ask for the minimum that the organisation stated; nobody else can say what is enough.

    What is assumed where it states none is a floor of public tests, below which a model is not
    looked at: whoever signed it as a pass mark would let through what helps nobody.
    """
    if stated.get("minimum") is not None:
        return speech.say(
            "Quality on at least {items} own examples, judged by those who do the work:"
            " {minimum} pass.",
            items=str(OWN_TEST_ITEMS),
            minimum=speech.language.percent(float(stated["minimum"])),
        )
    if stated.get("target") is not None:
        return speech.say(
            "Quality on at least {items} own examples, judged by those who do the work: {target}"
            " pass, which is the stated target; where less is enough, state a minimum before the"
            " test.",
            items=str(OWN_TEST_ITEMS),
            target=speech.language.percent(float(stated["target"])),
        )
    return speech.say(
        "Quality on at least {items} own examples, judged by those who do the work; state the"
        " minimum before the test.",
        items=str(OWN_TEST_ITEMS),
    )


def _next_in_line(brief: Brief) -> RankedDeployment | None:
    """Return the runner-up, or the first behind it who serves as much as who leads."""
    first, second = brief.leader, brief.runner_up
    if first is None or second is None:
        return None
    behind = (one for one in brief.recommendation.ranking if one.id != first.id)
    left = set(first.not_served)
    return next((one for one in (second, *behind) if left.issuperset(one.not_served)), None)


def otherwise(brief: Brief) -> str:
    """Say who is tested next where a test fails: those whom section 1 names, else the runner-up."""
    follow = [
        str(one.values[key])
        for one in brief.recommendation.verdict.conditions
        for key in _FOLLOWS
        if key in one.values and one.code in _DECIDED_BY_TEST
    ]
    second = brief.leader if brief.together else _next_in_line(brief)
    if not follow and second is not None:
        follow = [second.id]
    if not follow:
        return brief.speech.text("Every test passes: go. Otherwise: no go.")
    return brief.speech.say(
        "Every test passes: go. Otherwise: no go, and next to be tested: {names}.",
        names=brief.speech.language.listed(brief.name(one) for one in dict.fromkeys(follow)),
    )
