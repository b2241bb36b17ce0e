"""The staged answer follows from the case: first steps, dates, review, and the way out."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from opendecide.model.message import Message
from opendecide.model.plan import Milestone
from opendecide.model.recommendation import Flip, Gap, Verdict
from opendecide.reading.catalog import read_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import parse_setting
from opendecide.recommend import recommend
from opendecide.report.render import render
from opendecide.report.speech import unworded
from opendecide.stages.plan import REVIEW, SOON, _review
from opendecide.stages.steps import undecided_steps

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


def test_an_open_question_begins_with_what_is_undone_most_cheaply(criteria):
    found = asked("clinic", criteria)
    assert found.verdict.grade == "too_close_to_call"
    assert found.plan.now[0].action == "pilot"
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
    day, _ = _review(decided, [end])
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
    steps = list(undecided_steps(Stub(), 0, verdict, [gap], [flip]))
    assert [one.action for one in steps] == ["pilot", "test", "ask"]
    assert steps[1].about.values["threshold"] == 0.8


class Stub:
    """As much of a pass as a step reads when no measure is known."""

    class problem:  # noqa: N801 — an attribute
        deployments = ("m@host",)

    class case:  # noqa: N801 — an attribute
        class criteria:  # noqa: N801 — an attribute
            criteria = ()
