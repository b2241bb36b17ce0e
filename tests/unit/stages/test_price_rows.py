"""Whose price a bill rests on, where an operator publishes none."""

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates import candidates
from opendecide.stages.completion import complete
from opendecide.stages.price_rows import borrowed
from opendecide.stages.run import run
from opendecide.stages.seat_price import seat_price

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
