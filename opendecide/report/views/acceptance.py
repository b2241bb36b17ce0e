"""Section 13: what has to be shown before each workload goes live."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from opendecide.model.plan import OWN_TEST_ITEMS
from opendecide.report.brief import Brief

_CRITICAL = {"high", "critical"}


class WorkloadTests(NamedTuple):
    """The tests of one workload."""

    workload: str
    tests: tuple[str, ...]
    served_by: str = ""
    """Who serves it, where several do."""


def acceptance(brief: Brief) -> tuple[WorkloadTests, ...]:
    """List the tests for every workload of the profile."""
    stated = brief.recommendation.profile.get("workloads") or ()
    return tuple(
        WorkloadTests(
            brief.speech.workload(str(one.get("id", ""))),
            tuple(_tests(brief, one)),
            _served_by(brief, str(one.get("id", ""))),
        )
        for one in stated
        if isinstance(one, Mapping)
    )


def _served_by(brief: Brief, workload: str) -> str:
    """Name who serves a workload of a combination."""
    assigned = brief.together.assignments if brief.together is not None else ()
    places = dict.fromkeys(one.deployment for one in assigned if one.workload == workload)
    return brief.speech.language.listed(brief.name(one) for one in places)


def _tests(brief: Brief, workload: Mapping[str, Any]) -> list[str]:
    speech = brief.speech
    quality = workload.get("quality")
    minimum = quality.get("minimum") if isinstance(quality, Mapping) else None
    stated = minimum is not None
    minimum = minimum if stated else _assumed(brief, str(workload.get("id")))
    tests = [
        speech.say(
            "Quality on at least {items} own examples, judged by those who do the work:"
            " {minimum} pass.",
            items=str(OWN_TEST_ITEMS),
            minimum=speech.language.percent(float(minimum)),
        )
        if isinstance(minimum, (int, float))
        else speech.say(
            "Quality on at least {items} own examples, judged by those who do the work; set the"
            " minimum before the test.",
            items=str(OWN_TEST_ITEMS),
        ),
        speech.text("Response time and cost for each request at the busiest hour."),
    ]
    if isinstance(minimum, (int, float)) and not stated:
        tests[0] += " " + speech.text("This minimum is assumed: state yours before the test.")
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


def _assumed(brief: Brief, workload: str) -> float | None:
    """Return the minimum that was taken because the profile states none."""
    field = f"workloads.{workload}.quality.minimum"
    found = (one.value for one in brief.recommendation.assumed if one.field == field)
    value = next(found, "")
    return float(value) if value.replace(".", "", 1).isdecimal() else None
