"""The shortlist saves time and decides nothing."""

from pathlib import Path

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.model.written import Range
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.run import assessed
from opendecide.stages.screening import shortlist

EXAMPLES = Path(__file__).parents[3] / "examples"
EVERYTHING = 10_000


@pytest.mark.parametrize("name", ["tutoring_app", "city_council"])
def test_the_leader_is_not_lost_when_model_and_offer_are_first_looked_at_apart(name, monkeypatch):
    profile = load_profile(EXAMPLES / f"{name}.yaml")
    found = recommend(profile, samples=256, stress=False)
    monkeypatch.setattr(shortlist, "CLOSE_PER_FAMILY", EVERYTHING)
    monkeypatch.setattr(shortlist, "CLOSE_OVERALL", EVERYTHING)
    unhurried = recommend(profile, samples=256, stress=False)
    assert found.verdict.deployment == unhurried.verdict.deployment


def test_what_the_organisation_named_tested_or_was_quoted_is_ranked_whoever_does_better():
    tested, named = "mistral-small-3.2", "granite-4.1-8b"
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Newspaper", "country": "CH"},
            "workloads": [
                {
                    "id": "translate",
                    "task_type": "translation",
                    "languages": ["de", "fr"],
                    "volume": {"requests_per_day": 800},
                    "data_classes": ["public"],
                }
            ],
            "options": [{"id": named}],
            "evidence": {"own_tests": [{"option": tested, "passed": 140, "of": 150}]},
        }
    )
    found = assessed(profile, load_criteria(), load_catalog(), Draws(0, 256))
    ranked = {view.model.id for view in found.views}
    assert {tested, named} <= ranked


def test_a_seat_is_one_answer_whatever_models_its_holder_may_pick():
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Practice", "country": "NL", "size": {"headcount": 12}},
            "workloads": [
                {
                    "id": "letters",
                    "task_type": "chat_assistant",
                    "languages": ["nl"],
                    "data_classes": ["public"],
                }
            ],
            "options": [{"id": "m365-copilot"}],
        }
    )
    found = assessed(profile, load_criteria(), load_catalog(), Draws(0, 256))
    seats = [view.offer.id for view in found.views if view.offer.access_mode == "seat"]
    assert "m365-copilot" in seats
    assert len(seats) == len(set(seats)) > 2


def test_a_quick_look_counts_what_will_really_be_asked():
    """Else a report of twenty times the volume would look at those that suit the plan."""
    profile = load_profile(EXAMPLES / "tutoring_app.yaml")
    planned, _ = complete(profile, load_catalog(), load_criteria())
    more = profile.scenarios.model_copy(
        update={"volume_multiplier": Range(low=20, mid=20, high=20)}
    )
    real, _ = complete(
        profile.model_copy(update={"scenarios": more}), load_catalog(), load_criteria()
    )
    name = "gpt-6-luna@openai-api"
    [few], [many] = (
        [one for one in candidates(case) if one.deployment.id == name] for case in (planned, real)
    )
    assert shortlist.usage_cost(many) == pytest.approx(20 * shortlist.usage_cost(few))


def test_a_quick_look_counts_the_machines_of_a_companion_that_writes():
    workloads = [
        {"id": "pictures", "task_type": "image", "volume": {"requests_per_day": 20000}},
        {"id": "texts", "task_type": "translation", "volume": {"requests_per_day": 300000}},
    ]
    profile = Profile.model_validate(
        {"organisation": {"name": "Shop", "country": "SG"}, "workloads": workloads}
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    more = {
        view.deployment.models["texts"]: shortlist.usage_cost(view)
        - shortlist.usage_cost(view.serving_only(("pictures",)))
        for view in candidates(case, {"verda": {"stable-diffusion-xl"}})
        if view.deployment.models.get("texts") and view.deployment.model == "stable-diffusion-xl"
    }
    # Several of the largest accelerators carry the one, a single small one the other.
    assert more["glm-5.2"] > 3 * more["granite-4.1-8b"] > 0


def test_where_people_take_most_of_the_ceiling_a_dearer_machine_is_no_much_dearer_deployment(
    monkeypatch,
):
    """Who leads on a large card is not lost behind those on small ones."""

    def work(name, task_type, tokens, weight, **volume):
        return {
            "id": name,
            "task_type": task_type,
            "user_type": "machine",
            "languages": ["nl", "de", "fr", "en"],
            "volume": {"active_days_per_year": 365, "growth_per_year": 0.5, **volume},
            "tokens": tokens,
            "data_classes": ["public"],
            "weight": weight,
        }

    search = work("search", "embedding", {"input": 25}, 0.4, requests_per_day=3_200_000)
    market = {
        "organisation": {"name": "Market", "persona": "startup", "country": "NL"},
        "workloads": [
            work("all", "embedding", {"input": 320}, 0.1, batch=90_000_000),
            work("new", "embedding", {"input": 320}, 0.2, requests_per_day=700_000),
            {**search, "latency": {"p95_seconds": 0.15, "interactive": True}},
            work("spam", "classification", {"input": 350, "output": 10}, 0.3,
                 requests_per_day=700_000),
        ],
        "data": {"classes": [{"id": "public", "kind": "public", "minimum_locus": "own_tenancy"}]},
        "team": {"ml_level": "intermediate", "ml_fte": 2, "ops_fte": 2, "on_call": "24x7"},
        "hardware": {"expandable": True},
        "budget": {"ceiling": {"amount": 400_000, "currency": "EUR"}, "capex_allowed": False},
    }  # fmt: skip
    profile = Profile.model_validate(market)
    found = recommend(profile, samples=256, stress=False)
    for most in ("CLOSE_PER_FAMILY", "CLOSE_OVERALL", "PER_FAMILY"):
        monkeypatch.setattr(shortlist, most, EVERYTHING)
    unhurried = recommend(profile, samples=256, stress=False)
    assert found.verdict.deployment == unhurried.verdict.deployment
