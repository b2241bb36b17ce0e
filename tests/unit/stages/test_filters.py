"""Filters around a model are paid for once, whoever runs the model."""

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

CRITERIA, CATALOG = load_criteria(), load_catalog()


def pays_for_filters(offer, model, guardrails, *quotes):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Shop", "country": "NL"},
            "workloads": [{"id": "help", "task_type": "chat_assistant"}],
            "systems": {"guardrails": guardrails},
            "hardware": {"expandable": True},
            "evidence": {"quotes": list(quotes)},
        }
    )
    case, _ = complete(profile, CATALOG, CRITERIA)
    [view, *_] = price(candidates(case, {offer: {model}}), Draws(0, 32))
    return any(line.key == "guardrails" for line in view.bill.lines)


@pytest.mark.parametrize(
    ("offer", "model"),
    [
        ("deepinfra", "gpt-oss-120b"),
        ("aws-gpu", "gpt-oss-120b"),
        ("deepseek-api", "deepseek-v4-flash"),
    ],
)
def test_who_has_filters_in_place_pays_for_none_at_a_service_either(offer, model):
    assert pays_for_filters(offer, model, "none")
    assert not pays_for_filters(offer, model, "in_place")


@pytest.mark.parametrize("guardrails", ["none", "in_place"])
def test_filters_that_come_with_a_service_are_paid_with_the_total_that_it_offered(guardrails):
    tier = "mistral-vibe-enterprise"
    assert CATALOG.offers[tier].seat_price_month is None
    assert CATALOG.offers[tier].moderation.value is True
    offered = {"option": tier, "what": "total_per_year", "amount": 20_000}
    assert not pays_for_filters(tier, "mistral-large-4", guardrails, offered)
