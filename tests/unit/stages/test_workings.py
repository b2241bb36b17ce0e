"""The equations of a bill for speech, pictures and vectors, followed by hand."""

from math import ceil

import pytest

from opendecide.model.profile import Profile
from opendecide.recommend import recommend
from opendecide.report.speech import unworded

RADIO = {
    "organisation": {"name": "Radio", "country": "FR"},
    "workloads": [
        {
            "id": "archive",
            "task_type": "transcription",
            "languages": ["fr"],
            "volume": {
                "requests_per_day": 800,
                "audio_minutes_per_request": 45,
                "active_days_per_year": 250,
            },
            "latency": {"interactive": False},
        }
    ],
    "hardware": {"accelerators": [{"model": "rtx-3090", "count": 2}]},
}
STUDIO = {
    "organisation": {"name": "Studio", "country": "FR", "persona": "individual"},
    "workloads": [
        {
            "id": "ideas",
            "task_type": "image",
            "volume": {
                "requests_per_day": 40,
                "images_per_request": 3,
                "active_days_per_year": 200,
            },
        }
    ],
    "hardware": {"accelerators": [{"model": "rtx-4090", "count": 1}]},
}


def worked(data):
    """Return the steps of every bill that is opened up, by deployment and code."""
    found = recommend(Profile.model_validate(data), samples=512, stress=False)
    assert not [one for one in unworded(found) if one.startswith("working.")]
    return {
        one.deployment: {step.code: step.values for step in one.workings}
        for one in found.cost
        if one.workings
    }


@pytest.fixture(scope="module")
def radio():
    return worked(RADIO)


@pytest.fixture(scope="module")
def studio():
    return worked(STUDIO)


def own(steps, code):
    return next(one for one in steps.values() if code in one)


def test_every_bill_for_speech_says_how_many_minutes_there_are(radio):
    assert radio
    for steps in radio.values():
        said = steps["working.minutes"]
        assert said["count"] == pytest.approx(800 * 250 * 45)
        assert said["middle"] == pytest.approx(said["count"], rel=0.01)


def test_machine_time_of_speech_can_be_followed_to_the_number_of_machines(radio):
    steps = own(radio, "working.time_of_minutes")
    time, machines = steps["working.time_of_minutes"], steps["working.job_machines"]
    assert time["seconds"] == pytest.approx(800 * 45 * 60 / time["speed"])
    assert machines["busy"] == pytest.approx(time["seconds"] / 86_400 * time["factor"])
    assert machines["needed"] == max(1, ceil(machines["busy"] / machines["cap"]))
    assert machines["total"] == machines["needed"] + machines["spare"]
    assert time["factor"] == 1  # an archive can wait


def test_machine_time_of_pictures_can_be_followed_too(studio):
    for steps in studio.values():
        assert steps["working.images"]["count"] == pytest.approx(40 * 200 * 3)
    steps = own(studio, "working.time_of_images")
    time = steps["working.time_of_images"]
    assert time["seconds"] == pytest.approx(40 * 3 * time["each"])
    assert time["busy"] == pytest.approx(time["seconds"] / 86_400 * time["factor"])


def test_requests_of_another_model_beside_take_no_places_of_the_main_one():
    house = {
        "organisation": {"name": "Library", "country": "DE"},
        "workloads": [
            {
                "id": "chat",
                "task_type": "chat_assistant",
                "languages": ["de"],
                "volume": {"requests_per_day": 9000},
            },
            {
                "id": "vectors",
                "task_type": "embedding",
                "languages": ["de"],
                "volume": {"requests_per_day": 400000},
            },
        ],
        "obligations": {"on_prem_only": True},
        "team": {"ml_level": "advanced", "ml_fte": 3, "ops_fte": 3, "on_call": "24x7"},
        "hardware": {"accelerators": [{"model": "h100-sxm", "count": 8}]},
    }
    bills = [one for one in worked(house).values() if "working.places" in one]
    assert bills
    for steps in bills:
        assert steps["working.peak"]["workload"] == "chat"
        assert steps["working.places"]["arrivals"] == steps["working.peak"]["arrivals"]
