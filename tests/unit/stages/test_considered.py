"""An option that the organisation named is answered by what truly stands against it."""

from pathlib import Path

import pytest

from opendecide.model.profile import Profile
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.views.named import named

FIRM = {
    "organisation": {"name": "Patents", "country": "US", "persona": "regulated_enterprise"},
    "data": {"classes": [{"id": "files", "kind": "confidential"}]},
    "workloads": [
        {
            "id": "drafting",
            "task_type": "summarisation",
            "languages": ["en"],
            "volume": {"requests_per_day": 200},
            "quality": {"minimum": 0.7},
            "data_classes": ["files"],
        },
        {
            "id": "letters",
            "task_type": "chat_assistant",
            "languages": ["en"],
            "volume": {"requests_per_day": 50},
            "data_classes": ["files"],
        },
        {
            "id": "search",
            "task_type": "embedding",
            "languages": ["en"],
            "volume": {"requests_per_day": 500},
            "data_classes": ["files"],
        },
    ],
    "evidence": {
        "own_tests": [{"option": "gpt-oss-120b", "workload": "drafting", "passed": 40, "of": 100}]
    },
    "options": [{"id": "gpt-oss-120b"}, {"id": "claude-bedrock"}, {"id": "openai-bedrock"}],
}


@pytest.fixture(scope="module")
def answers():
    found = recommend(Profile.model_validate(FIRM), samples=64, stress=False)
    return {one.id: one for one in found.considered}


def test_a_model_that_failed_the_own_test_is_not_called_outdone(answers):
    one = answers["gpt-oss-120b"]
    assert one.status == "partial"
    assert "drafting" in one.not_served
    assert "quality.own_test_below" in [reason.code for reason in one.reasons]


def test_a_place_without_a_model_for_a_workload_is_not_called_outdone(answers):
    one = answers["claude-bedrock"]
    assert (one.status, one.not_served) == ("partial", ("search",))
    assert [reason.code for reason in one.reasons] == ["capability.no_model"]


@pytest.fixture(scope="module")
def told():
    quote = {"option": "claude-bedrock", "what": "price_input", "amount": 3, "currency": "USD"}
    firm = {**FIRM, "options": [], "evidence": {**FIRM["evidence"], "quotes": [quote]}}
    found = recommend(Profile.model_validate(firm), samples=64, stress=False)
    return {one.name: one for one in named(brief(found, language("en")))}


@pytest.mark.parametrize(
    ("option", "left", "why"),
    [
        ("gpt-oss-120b", "drafting", "own test"),
        ("Claude on Amazon Bedrock", "search", "No model here can serve"),
    ],
)
def test_an_option_that_serves_a_part_is_told_with_what_it_leaves_to_others(
    told, option, left, why
):
    assert told[option].answer == "serves a part of the workloads only"
    unserved, _, rest = told[option].why.partition(".")
    assert left in unserved
    assert why in rest


WORKSHOP = Path(__file__).parents[2] / "data" / "workshop.yaml"


@pytest.fixture(scope="module")
def workshop():
    return recommend(load_profile(WORKSHOP), samples=64, stress=False)


def test_who_is_ranked_with_a_part_of_the_work_alone_says_what_is_left_out(workshop):
    [today] = [one for one in workshop.considered if one.id == "m365-copilot"]
    assert today.status == "ranked"
    assert today.not_served == ("drawings",)
    [row] = named(brief(workshop, language("en")))
    assert "Not served: the workload “drawings”." in row.why


def test_a_chance_against_one_deployment_does_not_stand_beside_points_against_a_combination(
    workshop,
):
    told = brief(workshop, language("en"))
    assert told.together is not None
    [row] = named(told)
    assert "less than what comes first" in row.why
    assert row.chance == "–"
