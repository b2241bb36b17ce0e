"""How much uptime is asked decides who may serve: where less would do, a report says so."""

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.settings import apply_to_profile, parse_setting
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.views.flips import changes
from opendecide.stages.newcomers import newcomers
from opendecide.stages.run import run

AGENCY = {
    "organisation": {
        "name": "Crisis agency",
        "country": "FR",
        "persona": "public_administration",
        "decision": {"date": "2026-12-01"},
    },
    "jurisdiction": {"sovereignty_minimum": "home_controlled_and_shielded"},
    "workloads": [
        {
            "id": "log",
            "task_type": "summarisation",
            "languages": ["fr"],
            "volume": {"requests_per_day": 900},
            "availability_minimum": 99.5,
        }
    ],
    "team": {"ml_fte": 0, "ops_fte": 2, "hireable_fte": 0},
    "hardware": {"accelerators": [], "expandable": False},
    "obligations": {
        "region_only": {"regions": ["FR"], "hard": True},
        "certifications": ["secnumcloud"],
    },
}
CRITERIA, CATALOG, SAMPLES = load_criteria(), load_catalog(), 256


def asking(minimum):
    data = {**AGENCY, "workloads": [{**AGENCY["workloads"][0], "availability_minimum": minimum}]}
    return Profile.model_validate(data)


@pytest.fixture(scope="module")
def answer():
    return recommend(asking(99.5), samples=SAMPLES)


def test_the_uptime_that_would_do_is_among_the_changes(answer):
    [flip] = [one for one in answer.robustness.flips if "availability" in one.path]
    assert (flip.path, flip.threshold) == ("workloads.log.availability_minimum", "99")
    sides = [
        run(asking(minimum), CRITERIA, CATALOG, Draws(0, SAMPLES)).leader
        for minimum in (99.01, float(flip.threshold))
    ]
    assert sides == [answer.ranking[0].id, flip.then]


def test_it_is_told_as_what_would_be_enough(answer):
    told = [one.sentence for one in changes(brief(answer, language("en")))]
    [said] = [one for one in told if "availability" in one]
    assert said.startswith("If an availability of 99% a month were enough for the workload “log”")
    assert "(today: 99.5%)" in said


def test_whoever_is_known_to_do_the_work_may_take_over_from_one_of_whom_nobody_knows_it():
    """At any score: so those far behind in points are looked at as well."""
    thrifty = asking(99.5).model_dump(mode="json", by_alias=True, exclude_unset=True)
    thrifty["preferences"] = {"weights": {"method": "direct", "direct": {"cost": 100}}}
    today = run(Profile.model_validate(thrifty), CRITERIA, CATALOG, Draws(0, SAMPLES))
    assert today.leader in today.unproven
    assert newcomers(today, CRITERIA, "capability.availability")


DISPATCH = {
    "languages": ["en"],
    "latency": {"interactive": True},
    "availability_minimum": 99.95,
    "criticality": "critical",
    "data_classes": ["calls"],
}
COUNTY = {
    "organisation": {
        "name": "County dispatch",
        "country": "US",
        "persona": "public_administration",
        "sector": "public",
        "decision": {"date": "2026-12-01"},
    },
    "data": {
        "classes": [
            {
                "id": "calls",
                "kind": "personal",
                "minimum_locus": "shared_guaranteed_region",
                "minimum_retention_level": "zero_retention",
            }
        ]
    },
    "workloads": [
        DISPATCH
        | {
            "id": "calls",
            "task_type": "transcription",
            "volume": {"requests_per_day": 2600, "audio_minutes_per_request": 4},
        },
        DISPATCH
        | {"id": "sorting", "task_type": "classification", "volume": {"requests_per_day": 2600}},
    ],
    "team": {"ml_level": "intermediate", "ml_fte": 1, "ops_fte": 2, "on_call": "24x7"},
    "hardware": {"accelerators": [], "expandable": True},
    "budget": {"currency": "USD", "ceiling": {"amount": 1500000, "currency": "USD"}, "hard": True},
    "obligations": {
        "region_only": {"regions": ["US"], "hard": True},
        "certifications": ["fedramp_moderate"],
    },
}
EVERYWHERE = "workloads.*.availability_minimum"


@pytest.fixture(scope="module")
def county():
    return recommend(Profile.model_validate(COUNTY), samples=SAMPLES)


def test_what_is_asked_alike_of_all_work_is_asked_less_of_all_of_it(county):
    """Less for the calls alone lets nobody in who is as often down for the sorting."""
    [flip] = [one for one in county.robustness.flips if "availability" in one.path]
    assert (flip.path, flip.threshold) == (EVERYWHERE, "99.9")
    made = apply_to_profile(COUNTY, [parse_setting(f"{flip.path}={flip.threshold}")])
    after = run(Profile.model_validate(made), CRITERIA, CATALOG, Draws(0, SAMPLES))
    assert after.leader == flip.then
    said = [one.sentence for one in changes(brief(county, language("en")))]
    assert any("99.9% a month were enough for all workloads" in one for one in said)


def test_a_star_stands_for_every_entry_of_a_list():
    made = apply_to_profile(COUNTY, [parse_setting(f"{EVERYWHERE}=99.5")])
    assert [one["availability_minimum"] for one in made["workloads"]] == [99.5, 99.5]
    assert [one["id"] for one in made["workloads"]] == ["calls", "sorting"]
