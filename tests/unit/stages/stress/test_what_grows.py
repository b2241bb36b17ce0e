"""Work of several kinds grows together, and whoever may not buy has no servers of its own."""

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
from opendecide.stages.run import run

CRITERIA, CATALOG, SAMPLES = load_criteria(), load_catalog(), 256
CALLS = {
    "user_type": "machine",
    "languages": ["fr"],
    "volume": {"requests_per_day": 40_000, "active_days_per_year": 310},
    "latency": {"interactive": False},
    "data_classes": ["internal"],
}
CALL_CENTRE = {
    "organisation": {
        "name": "Call centre",
        "country": "FR",
        "persona": "productivity_enterprise",
        "size": {"headcount": 2600},
        "decision": {"date": "2026-12-15"},
    },
    "workloads": [
        CALLS
        | {
            "id": "speech",
            "task_type": "transcription",
            "volume": CALLS["volume"] | {"audio_minutes_per_request": 6},
            "quality": {"minimum": 0.85},
        },
        CALLS
        | {"id": "digest", "task_type": "summarisation", "tokens": {"input": 1200, "output": 120}},
    ],
    "team": {"ml_level": "intermediate", "ml_fte": 2, "ops_fte": 3, "on_call": "24x7"},
    "hardware": {"accelerators": [], "site": {"power_kw_free": 60}, "expandable": True},
    "budget": {
        "currency": "EUR",
        "ceiling": {"amount": 1400000, "currency": "EUR"},
        "hard": True,
        "capex_allowed": True,
    },
    "obligations": {"region_only": ["EEA"]},
}
TEST_RIG = {
    "organisation": {
        "name": "Maker of radars",
        "country": "SE",
        "persona": "regulated_enterprise",
        "decision": {"date": "2026-12-15"},
    },
    "workloads": [
        {
            "id": "code",
            "task_type": "coding",
            "user_type": "developer",
            "languages": ["en"],
            "volume": {"requests_per_day": 4000},
            "data_classes": ["classified"],
        }
    ],
    "team": {"ml_level": "advanced", "ml_fte": 3, "ops_fte": 2},
    "hardware": {"accelerators": [], "site": {"disconnected": True}, "expandable": True},
    "budget": {"currency": "SEK", "ceiling": {"amount": 14e6, "currency": "SEK"}},
    "obligations": {"on_prem_only": True},
}


def pass_of(data):
    return run(Profile.model_validate(data), CRITERIA, CATALOG, Draws(0, SAMPLES))


@pytest.fixture(scope="module")
def centre():
    return recommend(Profile.model_validate(CALL_CENTRE), samples=SAMPLES)


def test_from_how_much_of_all_the_work_on_a_service_is_beyond_the_ceiling_is_told(centre):
    """Speech, digest and whatever follows from a call grow with the number of calls."""
    [flip] = [one for one in centre.robustness.flips if one.path == "scenarios.volume_multiplier"]
    assert flip.direction == "above"
    assert flip.then_family in ("open_weights_own_cloud", "open_weights_on_premises")
    before, beyond = (
        pass_of({**CALL_CENTRE, "scenarios": {"volume_multiplier": flip.threshold * side}})
        for side in (0.99, 1.01)
    )
    assert before.families[before.evaluation.order[0]] == centre.verdict.family
    assert beyond.leader == flip.then


def test_growth_of_all_the_work_is_told_in_times_of_what_is_planned(centre):
    told = [one.sentence for one in changes(brief(centre, language("en")))]
    assert any(one.startswith("Volume of all workloads together (times what") for one in told)


def test_whoever_may_not_buy_servers_after_all_is_told_what_is_left(searching_for):
    with searching_for("budget.capex"):
        answer = recommend(Profile.model_validate(TEST_RIG), samples=SAMPLES)
    assert answer.verdict.family == "open_weights_on_premises"
    [flip] = [one for one in answer.robustness.flips if one.path == "budget.capex_allowed"]
    assert (flip.threshold, flip.then) == ("false", None)
    budget = TEST_RIG["budget"] | {"capex_allowed": False}
    assert pass_of({**TEST_RIG, "budget": budget}).views == ()


COURTS = {
    "organisation": {
        "name": "Institute",
        "country": "IN",
        "persona": "research_lab",
        "sector": "research",
        "size": {"headcount": 240},
    },
    "workloads": [
        {
            "id": "judgments",
            "task_type": "translation",
            "user_type": "machine",
            "languages": ["hi", "ta", "kn", "bn"],
            "volume": {"batch": 12_800_000},
            "tokens": {"input": 700, "output": 1100},
            "criticality": "high",
            "data_classes": ["public"],
            "commercial": False,
            "redistribute": "adapted_model",
            "customization_need": "adapters",
            "deadline": "2028-03-31",
        }
    ],
    "team": {"ml_level": "research", "ml_fte": 3, "ops_fte": 1},
    "hardware": {
        "accelerators": [{"model": "A100", "count": 16, "memory_gb": 80, "free_share": 0.5}],
        "expandable": False,
    },
    "budget": {
        "currency": "INR",
        "horizon_years": 2,
        "ceiling": {"amount": 20_000_000, "currency": "INR"},
        "hard": True,
        "capex_allowed": False,
    },
    "obligations": {"open_procurement": {"prefer_open": True, "reason": "Policy"}},
}


def test_a_choice_that_shuts_out_the_model_in_front_names_who_really_takes_its_place(searching_for):
    with searching_for("jurisdiction."):
        answer = recommend(Profile.model_validate(COURTS), samples=SAMPLES)
    made_elsewhere = [
        one for one in answer.robustness.flips if one.path == "jurisdiction.country_policy"
    ]
    assert made_elsewhere
    for flip in made_elsewhere:
        made = apply_to_profile(COURTS, [parse_setting(f"{flip.path}={flip.threshold}")])
        assert pass_of(made).leader == flip.then
