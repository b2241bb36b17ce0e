"""A partner supports whatever is run, with the money that missing people leave."""

import pytest

from opendecide.measures.community import vendor_support
from opendecide.measures.operability import missing_fte, partner_left, people_needed
from opendecide.model.fact import Fact
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

CRITERIA, CATALOG = load_criteria(), load_catalog()
MODEL = "gpt-oss-120b"
SILENT, RENTED = "cloud-temple-llmaas", "scaleway-gpu-instances"
ABLE = {"ml_level": "advanced", "ml_fte": 3, "ops_fte": 3}
NOBODY = {"ml_level": "basic", "ml_fte": 0, "ops_fte": 0, "delivery_fte": 0, "hireable_fte": 0}


def seen(offer, budget, support=None, **team):
    """Return a deployment of a firm whose partner costs so much a year, in days of 1,000 EUR."""
    entry = CATALOG.offers[offer].model_copy(update={"support": support})
    catalog = CATALOG.model_copy(update={"offers": {**CATALOG.offers, offer: entry}})
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [
                {"id": "letters", "task_type": "summarisation", "volume": {"requests_per_day": 500}}
            ],
            "team": {
                **team,
                "loaded_cost": {"amount": 100_000, "currency": "EUR"},
                "partner_budget": {"amount": budget, "currency": "EUR"},
            },
        }
    )
    case, _ = complete(profile, catalog, CRITERIA)
    return next(one for one in candidates(case, {offer: [MODEL]}) if one.offer.id == offer)


@pytest.mark.parametrize("offer", [SILENT, RENTED])
def test_a_partner_answers_in_business_hours_at_least_whoever_runs_the_model(offer):
    assert vendor_support(seen(offer, 60_000, **ABLE)).levels[0] == "business_hours"
    assert vendor_support(seen(offer, 10_000, **ABLE)).levels[0] in ("none", "community")


def test_what_the_operator_gives_beyond_a_partner_stays_to_be_known():
    found = vendor_support(seen(SILENT, 60_000, **ABLE))
    assert found.levels[-1] == "named_engineer"
    assert found.missing == (f"offers/{SILENT}/support",)


def test_better_support_of_the_operator_is_not_made_worse_by_a_partner():
    told = Fact(
        value="round_the_clock", source="https://example.org", as_of="2026-11-01", grade="vendor"
    )
    found = vendor_support(seen(SILENT, 60_000, support=told, **ABLE))
    assert found.levels == ("round_the_clock",)


def test_the_money_that_stands_in_for_missing_people_supports_nobody():
    view = seen(RENTED, 60_000, **NOBODY)
    needed = people_needed(view)
    assert needed is not None
    assert missing_fte(view, needed.mid) > 0.2
    assert partner_left(view) < 0.2
    assert vendor_support(view).levels == ("community",)


def test_who_can_be_hired_leaves_the_partner_free():
    view = seen(RENTED, 60_000, **NOBODY | {"hireable_fte": 2})
    assert vendor_support(view).levels == ("business_hours",)
