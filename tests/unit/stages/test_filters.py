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


def pays_for_filters(offer, model, guardrails):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Shop", "country": "NL"},
            "workloads": [{"id": "help", "task_type": "chat_assistant"}],
            "systems": {"guardrails": guardrails},
            "hardware": {"expandable": True},
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
