"""People who run one part of a combination are not there for the other as well."""

import pytest

from opendecide.model.profile import Profile
from opendecide.recommend import recommend


def answer(**team):
    """Return the answer for vectors and questions that must both stay on own premises."""
    index = {
        "id": "index",
        "task_type": "embedding",
        "user_type": "machine",
        "languages": ["en"],
        "volume": {"requests_per_day": 2_000_000, "active_days_per_year": 250},
        "tokens": {"input": 600},
        "latency": {"interactive": False},
        "data_classes": ["internal"],
    }
    ask = {
        "id": "ask",
        "task_type": "rag_qa",
        "user_type": "expert",
        "languages": ["en"],
        "volume": {"requests_per_day": 3300, "active_days_per_year": 250},
        "tokens": {"input": 12000, "output": 700},
        "criticality": "high",
        "data_classes": ["internal"],
    }
    profile = {
        "organisation": {"name": "Litigators", "country": "US", "size": {"headcount": 350}},
        "workloads": [index, ask],
        "team": {"ml_level": "intermediate", "delivery_fte": 2, "hireable_fte": 0, **team},
        "hardware": {"expandable": True},
        "budget": {"ceiling": {"amount": 1_500_000, "currency": "USD"}, "capex_allowed": True},
        "obligations": {"on_prem_only": True},
    }
    return recommend(Profile.model_validate(profile), samples=128, stress=False)


@pytest.mark.parametrize(
    ("people", "both"),
    [({"ml_fte": 1, "ops_fte": 1}, False), ({"ml_fte": 2, "ops_fte": 2}, True)],
)
def test_what_one_team_cannot_run_as_one_it_cannot_run_as_two(people, both):
    found = answer(**people)
    together = bool(found.verdict.combination)
    alone = next(one for one in found.ranking if one.id == found.verdict.deployment)
    assert (together or not alone.not_served) is both
