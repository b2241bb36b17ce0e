"""Who is expected to miss a minimum that was stated stands back for who is expected to reach it."""

from copy import deepcopy

import pytest

from opendecide.measures.draws import Draws
from opendecide.measures.quality import chance_of_missing, sample_quality
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.recommend import recommend
from opendecide.stages.run import run

CATALOG, CRITERIA = load_catalog(), load_criteria()
HERBARIUM = {
    "organisation": {"name": "Herbarium", "country": "AT", "persona": "research_lab"},
    "workloads": [
        {
            "id": "labels",
            "task_type": "extraction",
            "user_type": "machine",
            "modality": ["text", "image"],
            "languages": ["de"],
            "volume": {"batch": 2_400_000},
            "must_have": ["vision"],
            "quality": {"minimum": 0.8},
            "data_classes": ["public"],
        }
    ],
    "team": {"ml_fte": 0.4, "ops_fte": 0.2, "delivery_fte": 0.6},
    "budget": {"currency": "EUR", "capex_allowed": False, "horizon_years": 1},
    "evidence": {
        "own_tests": [
            {"option": "gpt-6-luna", "workload": "labels", "passed": 176, "of": 200},
            {"option": "gemma-4-31b", "workload": "labels", "passed": 121, "of": 200},
            {"option": "qwen3.5-397b-a17b", "workload": "labels", "passed": 139, "of": 200},
        ]
    },
}
SAMPLES = 256


def asked(minimum):
    data = deepcopy(HERBARIUM)
    data["workloads"][0]["quality"] = {} if minimum is None else {"minimum": minimum}
    return Profile.model_validate(data)


def passed(minimum):
    return run(asked(minimum), CRITERIA, CATALOG, Draws(0, SAMPLES))


def chances(found, views):
    need = found.case.needs[0]
    return [chance_of_missing(found.case, need, one.serving[need.id]) for one in views]


def test_while_somebody_will_probably_reach_it_nobody_who_will_not_is_compared():
    found = passed(0.8)
    assert found.views
    assert max(chances(found, found.views)) < 0.5


def test_who_stands_back_waits_for_a_test_and_is_not_excluded():
    answer = recommend(asked(0.8), samples=SAMPLES, stress=False)
    waiting = {one.id.partition("@")[0] for one in answer.candidates if one.status == "unproven"}
    assert "kimi-k2.6" in waiting
    # What each waits for is told, or nobody could ask for it.
    for one in answer.candidates:
        assert bool(one.waits_for) is (one.status == "unproven"), one.id
    assert answer.verdict.grade != "insufficient_information"


def test_what_failed_the_own_test_and_what_has_no_chance_are_excluded():
    answer = recommend(asked(0.8), samples=SAMPLES, stress=False)
    gates = {one.id.partition("@")[0] for one in answer.screened_out if one.gate == "quality_floor"}
    assert {"gemma-4-31b", "qwen3.5-397b-a17b"} <= gates
    found = passed(0.9)
    left = [*found.views, *found.partial, *found.screened.waiting]
    known = [one for one in chances(found, left) if one is not None]
    assert max(known) <= 0.95


def test_a_minimum_that_nobody_stated_makes_nobody_wait():
    found = passed(None)
    assert max(chances(found, found.views)) > 0.5


def test_where_nobody_will_probably_reach_it_points_decide_and_a_test_is_asked_for():
    answer = recommend(asked(0.9), samples=SAMPLES, stress=False)
    assert answer.verdict.deployment is not None
    assert answer.verdict.grade == "insufficient_information"
    assert answer.verdict.conditions[0].code == "quality.unlikely"


@pytest.mark.parametrize("minimum", [0.6, 0.8, 0.95])
def test_the_chance_of_missing_is_the_share_of_the_samples_below(minimum):
    draws = Draws(0, 4096)
    found = passed(minimum)
    need = found.case.needs[0]
    for model in {one.serving[need.id].id for one in found.screened.passed}:
        samples = sample_quality(found.case, need, CATALOG.models[model], draws)
        chance = chance_of_missing(found.case, need, CATALOG.models[model])
        assert chance == pytest.approx(float((samples < minimum).mean()), abs=0.03)
