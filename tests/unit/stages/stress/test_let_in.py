"""A change that lets somebody in, besides all that it does to those who are there, names the right one."""

import pytest

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.settings import apply_to_profile, parse_setting
from opendecide.recommend import recommend

SAMPLES, MANY = 128, 4096
STUDIO = {
    "organisation": {"name": "Studio", "country": "CA", "persona": "startup", "sector": "media"},
    "workloads": [
        {
            "id": "dialogue",
            "task_type": "chat_assistant",
            "volume": {"requests_per_day": 3000},
            "languages": ["en", "fr"],
        },
        {"id": "code", "task_type": "coding", "volume": {"requests_per_day": 1200}},
    ],
}
"""Nobody assumes that a start-up buys servers."""
HOSPITAL = {
    "organisation": {
        "name": "Hospital",
        "country": "US",
        "persona": "regulated_enterprise",
        "sector": "health",
        "size": {"headcount": 3000},
    },
    "workloads": [
        {
            "id": "notes",
            "task_type": "summarisation",
            "volume": {"requests_per_day": 8000},
            "data_classes": ["health"],
        },
        {
            "id": "website",
            "task_type": "chat_assistant",
            "volume": {"requests_per_day": 2000},
            "exposure": "public",
        },
    ],
    "team": {"ml_level": "basic", "ml_fte": 1, "ops_fte": 2},
    "hardware": {"expandable": True},
}
"""No ceiling is stated, and own machines cost more than is usual for as little work."""
PICTURES = {
    "organisation": {"name": "Shop", "country": "SG", "persona": "startup", "sector": "health"},
    "workloads": [
        {
            "id": "pictures",
            "task_type": "image",
            "volume": {"requests_per_day": 20000},
            "criticality": "low",
        },
        {"id": "texts", "task_type": "translation", "volume": {"requests_per_day": 300000}},
    ],
    "team": {"ml_level": "none", "ml_fte": 5, "ops_fte": 2},
}
"""Hundreds of pairs of models are had at dozens of places."""

MANY_REQUESTS = {
    "organisation": {"name": "Maker", "country": "SG", "persona": "startup", "sector": "industry"},
    "workloads": [
        {"id": "texts", "task_type": "translation", "volume": {"requests_per_day": 100000}},
    ],
    "team": {"ml_level": "intermediate", "ml_fte": 0.5, "ops_fte": 0.5},
}
"""Well below this volume somebody leads whom nobody looked at for today's."""


@pytest.fixture(scope="module")
def criteria():
    return load_criteria()


def asked(profile, criteria, *settings, stress=False, samples=SAMPLES):
    made = apply_to_profile(profile, [parse_setting(one) for one in settings])
    return recommend(
        Profile.model_validate(made),
        samples=samples,
        criteria=criteria,
        catalog=load_catalog(),
        stress=stress,
    )


def test_who_must_keep_everything_inside_is_taken_to_buy_servers(criteria, searching_for):
    with searching_for("obligations."):
        flips = asked(STUDIO, criteria, stress=True).robustness.flips
    [inside] = [one for one in flips if one.path == "obligations.on_prem_only"]
    after = asked(STUDIO, criteria, "obligations.on_prem_only=true")
    assert after.verdict.family == "open_weights_on_premises"
    assert inside.then == after.verdict.deployment


def test_more_work_lets_in_what_was_out_of_proportion_for_little(criteria, searching_for):
    with searching_for("workloads.", "scenarios."):
        answer = asked(HOSPITAL, criteria, stress=True, samples=MANY)
    more = [one for one in answer.robustness.flips if "volume" in one.path]
    assert more  # of one kind of work, or of all together
    for flip in more:
        near, far = (
            asked(HOSPITAL, criteria, f"{flip.path}={flip.threshold * side:.6g}", samples=MANY)
            for side in (0.99, 1.01)
        )
        assert flip.direction == "above"
        assert near.verdict.family == answer.verdict.family
        assert far.verdict.family == flip.then_family == "open_weights_on_premises"


def test_a_point_holds_for_those_too_who_come_up_past_it(criteria, searching_for):
    with searching_for("workloads."):
        answer = asked(MANY_REQUESTS, criteria, stress=True, samples=MANY)
    flips = answer.robustness.flips
    [less] = [one for one in flips if one.path.endswith("requests_per_day")]
    near, far = (
        asked(MANY_REQUESTS, criteria, f"{less.path}={less.threshold * side:.6g}", samples=MANY)
        for side in (1.01, 0.99)
    )
    assert less.direction == "below"
    assert near.verdict.family == answer.verdict.family
    assert far.verdict.family == less.then_family


def test_a_choice_names_who_leads_then_among_hundreds(criteria):
    answer = asked(PICTURES, criteria, stress=True, samples=MANY)
    choices = [one for one in answer.robustness.flips if one.direction == "becomes" and one.then]
    assert len(choices) > 1
    for flip in choices:
        after = asked(PICTURES, criteria, f"{flip.path}={flip.threshold}", samples=MANY)
        assert flip.then == after.verdict.deployment, flip.path


def test_a_family_that_looks_good_without_a_bill_hides_no_other(criteria, searching_for):
    # Own machines and rented ones look best, and all of them cost more than there is.
    clinic = {
        "organisation": {
            "name": "Clinic",
            "country": "BR",
            "persona": "research_lab",
            "sector": "health",
        },
        "workloads": [
            {"id": "letters", "task_type": "translation", "volume": {"requests_per_day": 20000}}
        ],
        "team": {"ml_level": "research", "ml_fte": 0.5, "ops_fte": 0.5},
        "hardware": {"accelerators": [{"model": "A100", "count": 2, "memory_gb": 24}]},
        "budget": {
            "currency": "EUR",
            "horizon_years": 1,
            "ceiling": {"amount": 30000, "currency": "EUR"},
            "hard": True,
        },
    }
    with searching_for("obligations."):
        answer = asked(clinic, criteria, stress=True, samples=MANY)
    [flip] = [one for one in answer.robustness.flips if one.path == "obligations.region_only"]
    after = asked(clinic, criteria, f"obligations.region_only={flip.threshold}", samples=MANY)
    assert after.verdict.deployment == flip.then
