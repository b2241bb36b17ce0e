"""Every figure that a bill rests on is stated, or listed among the assumptions."""

import json

import pytest

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.completion import complete

CATALOG, CRITERIA = load_catalog(), load_criteria()


def completed(task, **stated):
    workload = {"id": "work", "task_type": task, **stated}
    organisation = {"name": "Firm", "country": "FR"}
    profile = Profile.model_validate({"organisation": organisation, "workloads": [workload]})
    case, assumed = complete(profile, CATALOG, CRITERIA)
    return case.needs[0], {one.field.removeprefix("workloads.work."): one.value for one in assumed}


@pytest.mark.parametrize(
    ("task", "field"),
    [
        ("transcription", "volume.audio_minutes_per_request"),
        ("image", "volume.images_per_request"),
        ("embedding", "tokens.input"),
        ("chat_assistant", "tokens.output"),
    ],
)
def test_what_a_request_is_made_of_is_assumed_aloud_or_stated(task, field):
    part, name = field.split(".")
    _, assumed = completed(task)
    assert json.loads(assumed[field])
    need, assumed = completed(task, **{part: {name: [6, 7, 8]}})
    assert field not in assumed
    found = (need.audio_minutes, need.images, need.input_tokens, need.output_tokens)
    assert sum(one.mid == 7 for one in found) == 1


def test_how_often_each_person_asks_is_assumed_aloud():
    _, assumed = completed("chat_assistant", volume={"users": 100})
    assert json.loads(assumed["volume.requests_per_user_per_day"]) == [2, 6, 20]
    assert json.loads(assumed["volume.share_active"]) == [0.2, 0.5, 0.9]


def test_text_is_not_said_to_contain_speech_or_images():
    _, assumed = completed("chat_assistant")
    assert not {one for one in assumed if "minutes" in one or "images" in one}
