"""Whose price a bill rests on, where an operator publishes none."""

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.market.price_rows import borrowed, price_row
from opendecide.stages.market.seat_price import seat_price
from opendecide.stages.run import run

SILENT, MODEL = "albert-api", "gpt-oss-120b"


def rests_on_others(*quoted):
    quotes = [
        {"option": f"{MODEL}@{SILENT}", "what": one, "amount": 0.5, "currency": "EUR"}
        for one in quoted
    ]
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "DE"},
            "workloads": [{"id": "help", "task_type": "chat_assistant"}],
            "evidence": {"quotes": quotes},
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    return borrowed(case, case.catalog.offers[SILENT], case.catalog.models[MODEL])


def test_the_price_of_others_stands_in_until_a_quote_is_in_hand():
    assert rests_on_others()
    assert rests_on_others("price_input")
    assert not rests_on_others("price_input", "price_output")


def seat(*suites):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "DE"},
            "workloads": [{"id": "help", "task_type": "chat_assistant"}],
            "systems": {"suites": suites},
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    inside = next(one for one in candidates(case) if one.offer.id == "gemini-workspace")
    return seat_price(inside).range


def test_an_assistant_inside_a_suite_costs_the_suite_where_it_is_not_there_yet():
    assert seat("google_workspace")[1] == 0
    assert seat("microsoft365")[1] > 10


def test_capacity_that_is_sold_by_the_month_waits_for_a_quote_of_its_own():
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "DE", "persona": "productivity_enterprise"},
            "workloads": [{"id": "help", "task_type": "extraction", "user_type": "machine"}],
        }
    )
    found = run(profile, load_criteria(), load_catalog(), Draws(0, 64))
    assert "azure-openai-provisioned" in {one.offer.id for one in found.screened.waiting}
    assert "azure-openai-provisioned" not in {one.offer.id for one in found.views}


def paid(country, *classes, **jurisdiction):
    """Return the price of Claude on Amazon Bedrock that each data class pays."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": country},
            "jurisdiction": jurisdiction,
            "data": {
                "classes": [
                    {"id": one, "kind": "internal", "minimum_locus": one} for one in classes
                ]
            },
            "workloads": [
                {"id": f"of_{one}", "task_type": "coding", "data_classes": [one]} for one in classes
            ],
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    offer, model = case.catalog.offers["claude-bedrock"], case.catalog.models["claude-haiku-5-5"]
    return {
        need.workload.data_classes[0]: price_row(case, offer, model, need) for need in case.needs
    }


def test_data_that_must_stay_in_a_region_pay_the_price_of_a_region_and_other_data_do_not():
    found = paid("JP", "shared_any_region", "shared_guaranteed_region", "own_tenancy")
    assert found["shared_any_region"].region == "global"
    for one in ("shared_guaranteed_region", "own_tenancy"):
        assert found[one].region != "global"
        assert found[one].input > found["shared_any_region"].input


def test_data_that_must_stay_at_home_pay_the_price_listed_for_home():
    for country, region in (("DE", "EU"), ("US", "US")):
        assert (
            paid(country, "shared_guaranteed_region")["shared_guaranteed_region"].region == region
        )
