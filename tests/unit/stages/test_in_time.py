"""What comes before the decision is due by its day, and a deadline is told beside the first use."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from opendecide.reading.catalog import load_catalog
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import parse_setting
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.view import view

CLINIC = Path(__file__).parents[3] / "examples" / "clinic.yaml"
CATALOGUE = load_catalog().as_of


def asked(*settings):
    made = [parse_setting(one) for one in settings]
    return recommend(load_profile(CLINIC, settings=made), samples=64, stress=False)


def decided_after(days):
    return asked(f"organisation.decision.date={CATALOGUE + timedelta(days=days)}")


@pytest.fixture(scope="module")
def clinic():
    return asked()


def told(found):
    return view(found, language("en"))


def test_what_is_settled_and_tested_before_a_decision_is_due_by_its_day(clinic):
    decided = clinic.provenance.decision_date
    assert decided > CATALOGUE
    before = [one for one in clinic.plan.now if one.action in ("settle", "test", "ask", "agree")]
    assert before
    assert {one.by for one in before} == {decided}
    # Machines are ordered once the test is passed, and what is brought in comes after the decision.
    assert all(one.by is None for one in clinic.plan.now if one.action == "order")
    assert clinic.plan.now[-1].by > decided


def test_the_next_step_comes_before_the_decision_that_it_is_for(clinic):
    said = told(clinic)
    assert said.summary.next_date == language("en").day(clinic.provenance.decision_date)
    assert "comes before it" in next(
        one.what for one in said.transition.dates if one.day == said.summary.next_date
    )


def test_a_decision_of_today_gives_no_day_that_is_past():
    found = asked(f"organisation.decision.date={CATALOGUE}")
    first = found.plan.now[0]
    assert first.by is None
    assert told(found).summary.next_date == language("en").day(CATALOGUE + timedelta(days=30))


@pytest.mark.parametrize(("days", "short"), [(5, True), (60, False)])
def test_where_a_test_cannot_be_done_before_the_decision_it_is_said(days, short):
    said = told(decided_after(days)).transition.hurry
    assert ("21\N{NO-BREAK SPACE}days" in said) is short


@pytest.mark.parametrize(
    ("deadline", "code"),
    [("2027-09-01", "capability.deadline_unlikely"), ("2027-11-30", "capability.deadline_tight")],
)
def test_a_deadline_is_told_beside_the_day_of_the_first_use(deadline, code):
    found = asked(f"organisation.decision.deadline.date={deadline}")
    [late] = [one for one in found.verdict.conditions if one.code == code]
    [first] = [one for one in found.plan.dates if one.what.code == "date.first_use"]
    assert date.fromisoformat(late.values["first_use"]) == first.day == found.plan.now[-1].by
    said = brief(found, language("en")).speech.message(late)
    assert language("en").day(first.day) in said
    assert language("en").day(date.fromisoformat(late.values["date"])) in said
