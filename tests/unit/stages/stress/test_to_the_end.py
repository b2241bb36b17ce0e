"""A way out that is named lets something in: every gate was asked, those that read the bill too."""

from pathlib import Path

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.views.ways_out import ways_out
from opendecide.stages.run import run
from opendecide.stages.stress.near_misses import near_misses
from opendecide.stages.stress.to_the_end import least_barred, objections

EXAMPLES = Path(__file__).parents[4] / "examples"
CRITERIA, CATALOG = load_criteria(), load_catalog()
DRAWS = Draws(0, 64)
WARD = {
    "id": "letters",
    "task_type": "chat_assistant",
    "volume": {"users": 200},
    "data_classes": ["files"],
}


def ward(**budget):
    """Return a ward that may neither send its files out nor buy what could keep them."""
    return Profile.model_validate(
        {
            "organisation": {
                "name": "Ward",
                "country": "FR",
                "persona": "public_administration",
                "decision": {
                    "date": "2027-02-01",
                    "deadline": {"date": "2027-06-01", "hard": True},
                },
            },
            "data": {
                "classes": [{"id": "files", "kind": "health", "minimum_locus": "own_premises"}]
            },
            "workloads": [WARD],
            "team": {"ml_fte": 0, "ops_fte": 0.3, "hireable_fte": 0},
            "hardware": {"site": {"cooling": "none"}, "expandable": False},
            "budget": {
                "currency": "EUR",
                "ceiling": {"amount": 60000, "currency": "EUR"},
                "hard": True,
                "capex_allowed": False,
                **budget,
            },
            "obligations": {"on_prem_only": True},
        }
    )


@pytest.fixture(scope="module")
def found():
    return run(ward(), CRITERIA, CATALOG, DRAWS)


def test_what_has_no_machine_is_asked_for_its_bill_on_one_that_could_be_had(found):
    barred = least_barred(found)
    assert barred
    bought = [
        one for those in barred.values() for one in those if one.reason.code == "compute.none"
    ]
    dear = [one for those in barred.values() for one in those if one.gate == "budget"]
    assert bought
    assert dear


def test_a_deployment_that_falls_by_its_bill_too_is_no_near_miss():
    today = run(load_profile(EXAMPLES / "refugee_aid.yaml"), CRITERIA, CATALOG, DRAWS)
    for miss in near_misses(today, CRITERIA):
        assert {one.gate for one in objections(today, miss.deployment)} == {miss.gate}


def test_purchasing_weeks_that_nobody_stated_are_said_where_a_deadline_falls_to_them(found):
    late = [
        one
        for those in found.screened.excluded.values()
        for one in those
        if one.reason.code == "capability.deadline"
    ]
    assert late
    assert all("assumed" in one.reason.values for one in late)
    data = ward().model_dump(mode="json", by_alias=True, exclude_unset=True)
    data["organisation"]["procurement_weeks"] = {"min": 10, "max": 20}
    again = run(Profile.model_validate(data), CRITERIA, CATALOG, DRAWS)
    for those in again.screened.excluded.values():
        assert not [
            one for one in those if "assumed" in one.reason.values and one.gate == "capability"
        ]


def test_nobody_is_told_to_send_other_data_where_there_are_none(found):
    cures = {
        one.cure.code
        for those in found.screened.excluded.values()
        for one in those
        if one.cure is not None and one.reason.code == "place.on_premises_required"
    }
    assert cures == {"cure.leave_premises"}


def test_what_may_not_leave_is_told_every_reason_that_keeps_it(found):
    codes = [
        {one.reason.code for one in those}
        for those in found.screened.excluded.values()
        if any(one.reason.code == "place.on_premises_required" for one in those)
    ]
    assert codes
    assert any("place.locus_below" in those for those in codes)


@pytest.fixture(scope="module")
def answer():
    return recommend(ward(), samples=64, criteria=CRITERIA, stress=False)


def test_the_page_names_only_ways_out_that_every_gate_was_asked_about(answer):
    assert answer.verdict.grade == "no_acceptable_deployment"
    assert answer.every_gate_asked
    excluded = {one.id for one in answer.screened_out}
    assert set(answer.every_gate_asked) <= excluded


def test_computers_on_desks_are_a_way_out_of_their_own_and_the_cheapest_comes_first():
    few = ward().model_dump(mode="json", by_alias=True, exclude_unset=True)
    few["workloads"][0] |= {"task_type": "summarisation", "volume": {"requests_per_day": 8}}
    few["team"] = {"ops_fte": 0, "hireable_fte": 0, "willing_to_operate": False}
    few["organisation"]["decision"] = {"date": "2026-11-28"}
    few["hardware"] = {"accelerators": [], "expandable": False}
    few["budget"]["ceiling"]["amount"] = 6000
    told = recommend(Profile.model_validate(few), samples=64, criteria=CRITERIA, stress=False)
    first, *_ = ways_out(brief(told, language("en")))
    assert "devices" in first.cure
    assert "machines" not in first.cure.split(".")[0]
