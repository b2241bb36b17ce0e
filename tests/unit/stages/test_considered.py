"""An option that the organisation named is answered by what truly stands against it."""

import pytest

from opendecide.model.profile import Profile
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
