"""The staged answer follows from the case: first steps, dates, review, and the way out."""

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from opendecide.model.message import Message
from opendecide.model.plan import Milestone
from opendecide.model.profile import Profile
from opendecide.model.recommendation import Gap, Verdict
from opendecide.model.robustness import Flip
from opendecide.reading.catalog import read_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import parse_setting
from opendecide.recommend import recommend
from opendecide.report.render import render
from opendecide.report.speech import unworded
from opendecide.stages.gates import Outcome
from opendecide.stages.plan.staged import REVIEW, SOON, _start, review
from opendecide.stages.plan.steps import each_test_once, first_steps, settling, undecided_steps
from opendecide.stages.screening.binding import binding

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def criteria():
    return load_criteria()


def asked(name, criteria, *settings):
    made = [parse_setting(one) for one in settings]
    return recommend(
        load_profile(EXAMPLES / f"{name}.yaml", settings=made, criteria=criteria),
        samples=64,
        criteria=criteria,
        catalog=read_catalog((), settings=made).catalog,
        stress=False,
    )


def test_what_is_recommended_is_begun_and_every_condition_is_a_step(criteria):
    found = asked("city_council", criteria)
    plan = found.plan
    assert plan.start == found.verdict.deployment
    assert plan.now[-1].action == "introduce"
    settled = [one for one in plan.now if one.action in ("settle", "test")]
    assert len(settled) >= len(found.verdict.conditions) > 0
    assert not [one for one in unworded(found) if one.startswith(("plan", "date", "exit"))]
    assert plan.way_out.deployment != plan.start


def test_an_open_question_is_asked_and_what_is_undone_most_cheaply_is_begun(criteria):
    found = asked("clinic", criteria, "risk.confidence_required=0.99")
    assert found.verdict.grade == "too_close_to_call"
    # What the organisation reads, and does to its data, before they leave comes before they leave.
    before = [one.about.code for one in found.plan.now]
    assert before[:2] == ["certification.scope_unknown", "place.mitigation"]
    # So does what tells how to decide: nobody starts to find out afterwards.
    told = [one.action for one in found.plan.now]
    assert told.index("pilot") > max(at for at, one in enumerate(told) if one in ("ask", "agree"))
    # Bought machines are not undone: a rented or a hosted one is tried first.
    assert "own-premises" not in found.plan.start
    assert found.plan.undo_cost > 0


def test_where_nothing_is_acceptable_the_present_way_stays(criteria):
    # No host of the catalogue is controlled in Norway.
    moved = ("organisation.country=NO", "jurisdiction.home=NO", "jurisdiction.markets=[NO]")
    plan = asked("refugee_aid", criteria, *moved).plan
    assert plan.start is None
    assert plan.way_out is None
    assert plan.now[0].action == "keep"


def test_two_organisations_have_two_plans(criteria):
    first, second = (asked(name, criteria) for name in ("illustrator", "clinic"))
    told = [render(one, "md").content.partition("## 14.")[2][:2000] for one in (first, second)]
    assert told[0] != told[1]


@pytest.mark.parametrize(
    ("days", "before"), [(200, True), (REVIEW.days + SOON.days + 1, False), (60, False)]
)
def test_the_review_comes_in_time_before_a_known_end(days, before):
    decided = date(2026, 12, 1)
    end = Milestone(day=decided + timedelta(days=days), what=Message(code="date.model_ends"))
    day, _ = review(decided, [end])
    assert day == (end.day - SOON if before else decided + REVIEW)


def test_an_open_question_names_the_test_that_decides_with_its_figure():
    flip = Flip(
        path="catalog.models.m.quality.coding.p50",
        label=Message(code="flip.task_quality", values={"model": "M", "workload": "code"}),
        today=0.7,
        threshold=0.8,
        direction="above",
        then="m@host",
    )
    gap = Gap(fact="x/y/z", label=Message(code="gap.fact"), value_of_information=1, who="vendor")
    verdict = Verdict(grade="too_close_to_call", confidence_required=0.6)
    steps = list(undecided_steps(pass_of("m@host"), 0, verdict, [gap], [flip]))
    assert [one.action for one in steps] == ["test", "ask", "pilot"]
    assert steps[0].about.values["threshold"] == 0.8


def test_what_section_12_says_changes_nothing_is_not_asked_for():
    gap = Gap(fact="x/y/z", label=Message(code="gap.fact"), value_of_information=0, who="vendor")
    verdict = Verdict(grade="insufficient_information", confidence_required=0.6)
    steps = list(undecided_steps(pass_of("m@host"), 0, verdict, [gap], []))
    assert [one.action for one in steps] == ["pilot"]


def test_both_that_are_too_close_to_call_are_tried_on_the_same_examples():
    quality = Gap(
        fact="models/m/quality",
        label=Message(code="gap.quality", values={"deployment": "m@host"}),
        deployments=("m@host",),
        value_of_information=1,
        who="own_test",
    )
    close = Verdict(
        grade="too_close_to_call",
        deployment="m@host",
        runner_up="n@host",
        confidence_required=0.6,
    )
    for gaps in ([quality], []):
        steps = undecided_steps(pass_of("m@host", "n@host"), 0, close, gaps, [])
        [compared] = [one.about for one in steps if one.action == "test"]
        assert compared.code == "plan.compare"
        assert compared.values["deployments"] == ["m@host", "n@host"]


def test_that_methods_disagree_is_no_task_for_anybody():
    asked = [Message(code="methods.scatter", values={}), Message(code="licence.unknown", values={})]
    assert [one.about for one in settling("m@host", asked)] == asked[1:]


def test_one_model_is_tested_for_one_workload_in_one_step():
    asked = [
        Message(code=code, values={"model": model, "workload": workload, "minimum": 0.6})
        for code, model, workload in (
            ("quality.test_needed", "M", "advice"),
            ("quality.language_unmeasured", "M", ["advice", "letters"]),
            ("quality.language_unmeasured", "N", "advice"),
        )
    ]
    steps = each_test_once(settling("m@host", asked))
    told = [(one.about.values["model"], one.about.values["workload"]) for one in steps]
    assert told == [("M", "advice"), ("M", "letters"), ("N", "advice")]


def pass_of(*deployments, conditions=None):
    """As much of a pass as a plan reads when no measure is known."""
    count = len(deployments)
    return SimpleNamespace(
        problem=SimpleNamespace(deployments=deployments),
        case=SimpleNamespace(
            criteria=SimpleNamespace(criteria=()), region_workloads={"w": frozenset({"CA"})}
        ),
        screened=SimpleNamespace(conditions=conditions or {}),
        evaluation=SimpleNamespace(
            order=range(count),
            leaders=range(count),
            rank_probabilities=np.full((count, 1), 1 / count),
        ),
    )


def asks(gate, code, **values):
    return Outcome(
        gate=gate,
        kind="conditional",
        workload="w",
        reason=Message(code=code, values={"workload": "w", **values}),
    )


REGION = asks("processing_place", "place.region_conditional", host="A")
RETENTION = asks("processing_place", "place.retention_unknown", host="B")
OWN_TEST = asks("quality_floor", "quality.test_needed", model="B", minimum=0.7)
OPEN = Verdict(grade="too_close_to_call", deployment="a", confidence_required=0.7)


@pytest.fixture
def cheap_to_undo(monkeypatch):
    """The further down the ranking, the less is lost by giving it up again."""
    monkeypatch.setattr("opendecide.stages.plan.staged._undo_cost", lambda _found, row: 100.0 - row)


def begun(conditions):
    found = pass_of("a", "b", "c", conditions=conditions)
    start, reason = _start(found, OPEN)
    return found.problem.deployments[start], reason.code


@pytest.mark.usefixtures("cheap_to_undo")
def test_nothing_is_begun_that_the_terms_may_turn_out_to_forbid():
    assert begun({}) == ("c", "plan.cheapest_to_undo")
    assert begun({"c": (RETENTION,)}) == ("b", "plan.cheapest_to_undo")
    # An own test may still fail, and beginning on a small scale is how to find out.
    assert begun({"b": (OWN_TEST,), "c": (RETENTION,)}) == ("b", "plan.cheapest_to_undo")
    assert begun({"b": (REGION,), "c": (RETENTION,)}) == ("a", "plan.leader_is_reversible")


@pytest.mark.usefixtures("cheap_to_undo")
def test_where_all_depend_on_somebody_elses_consent_the_first_is_begun_after_it():
    conditions = {"a": (REGION,), "b": (REGION,), "c": (RETENTION,)}
    assert begun(conditions) == ("a", "plan.conditions_first")
    found = pass_of("a", "b", "c", conditions=conditions)
    verdict = OPEN.model_copy(update={"conditions": (OWN_TEST.reason, REGION.reason)})
    steps = list(undecided_steps(found, 0, verdict, [], []))
    assert [one.action for one in steps] == ["settle", "test", "test", "pilot"]


def test_a_region_that_is_only_wished_for_holds_nothing_up():
    wish = pass_of("a", conditions={"a": (REGION,)})
    wish.case.region_workloads = {}
    assert not list(binding(wish.case, (REGION,)))


def test_each_step_speaks_of_the_option_whose_condition_it_is():
    found = pass_of("a", "b", conditions={"a": (REGION,), "b": (OWN_TEST,)})
    verdict = OPEN.model_copy(update={"conditions": (REGION.reason,)})
    steps = list(undecided_steps(found, 1, verdict, [], []))
    told = [(one.action, one.deployment) for one in steps]
    assert told == [("test", None), ("test", "b"), ("pilot", "b"), ("settle", "a")]


def test_what_is_recommended_is_brought_in_after_law_and_contract():
    found = pass_of("a", conditions={"a": (REGION,)})
    found.views = [SimpleNamespace(deployment=SimpleNamespace(id="a", machine=None), offer=None)]
    found.views[0].offer = SimpleNamespace(access_mode="api")
    verdict = Verdict(
        grade="recommended_with_conditions",
        deployment="a",
        confidence_required=0.7,
        conditions=(OWN_TEST.reason, REGION.reason),
    )
    steps = list(first_steps(found, 0, verdict))
    assert [one.action for one in steps] == ["settle", "test", "introduce"]


BAKERS = {
    "organisation": {
        "name": "Bakers",
        "country": "FR",
        "persona": "individual",
        "size": {"headcount": 6},
    },
    "workloads": [
        {"id": "letters", "task_type": "summarisation", "volume": {"requests_per_day": 3}}
    ],
}


def test_what_costs_less_than_a_day_of_work_is_tried_and_not_planned():
    found = recommend(Profile.model_validate(BAKERS), samples=64, stress=False)
    assert found.plan.small
    assert found.plan.now[-1].about.code == "plan.try"
    assert not [one for one in found.plan.now if one.action in ("introduce", "order")]
    assert not [one for one in found.plan.dates if one.what.code == "date.first_use"]
    page = render(found, "md").content
    assert "less a year than a day of one person's work" in page
    assert "| Security |" not in page.partition("## 10")[2].partition("## 11")[0]


def test_what_costs_more_than_a_day_of_work_is_planned(criteria):
    assert not asked("city_council", criteria).plan.small
