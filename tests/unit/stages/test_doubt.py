"""What will probably miss the minimum is tested first; what was stated is not waived."""

import pytest

from opendecide import recommend
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.report.language import language
from opendecide.report.speech import Speech

PROFILE = {
    "organisation": {"name": "Farmers' cooperative", "country": "KE", "persona": "startup"},
    "workloads": [
        {
            "id": "advice",
            "task_type": "rag_qa",
            "languages": ["sw"],
            "volume": {"requests_per_day": 2000},
            "data_classes": ["public"],
        }
    ],
    "preferences": {"openness_required": True, "openness_minimum": "open_source_ai"},
}


def verdict(**quality):
    data = {**PROFILE, "workloads": [{**PROFILE["workloads"][0], **quality}]}
    return recommend(Profile.model_validate(data), samples=256, stress=False).verdict


def test_missing_an_assumed_minimum_is_the_first_condition():
    found = verdict()
    assert found.conditions[0].code == "quality.unlikely"
    assert "assumed" in found.conditions[0].values
    assert found.grade != "recommended"


def test_a_doubt_leaves_standing_which_language_the_maker_does_not_name():
    found = verdict()
    [missing] = [one for one in found.conditions if one.code == "quality.language_unnamed"]
    assert list(missing.values["languages"]) == ["sw"]


def test_missing_a_stated_minimum_leaves_it_undecided_until_a_test():
    found = verdict(quality={"minimum": 0.9})
    assert found.conditions[0].values["minimum"] == pytest.approx(0.9)
    assert found.grade == "insufficient_information"


def test_the_first_page_says_who_leads_if_the_test_fails():
    values = {"workload": "letters", "model": "Model A", "assumed": 0.85, "items": 60}
    said = Message(code="quality.unlikely", values={**values, "other": "b@own-premises"})
    speech = Speech(language("en"), names={"b@own-premises": "Model B — Own premises"})
    text = speech.message(said)
    assert "this answer holds only if Model A passes a test" in text
    assert text.endswith("otherwise Model B — Own premises leads, which will probably pass.")
