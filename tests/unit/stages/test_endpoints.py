"""Models on whole machines of a host that runs them, paid by the hour."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from opendecide.cost import Bill
from opendecide.cost.demand import HOURS_PER_YEAR
from opendecide.cost.order_statistics import median
from opendecide.measures.draws import Draws
from opendecide.measures.operability import compute_gap, people_needed
from opendecide.measures.service_quality import version_stability
from opendecide.model.fact import Fact
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.recommend import recommend
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.findings.bills import cost_of
from opendecide.stages.gates.money_and_tests import price_of_an_hour
from opendecide.stages.market.rentals import rental_of
from opendecide.stages.run import run

PRICED, SILENT = "huggingface-inference-endpoints", "scaleway-dedicated-deployment"
MODEL = "mistral-small-4"
DAY = date(2026, 11, 22)
DRAFTS = {
    "id": "drafts",
    "task_type": "summarisation",
    "user_type": "expert",
    "volume": {"requests_per_day": 900, "active_days_per_year": 250},
    "tokens": {"input": 6000, "output": 800},
    "latency": {"p95_seconds": 40, "interactive": True},
}


def firm(*quotes, **workload):
    return Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR", "persona": "startup"},
            "workloads": [DRAFTS | workload],
            "evidence": {"quotes": quotes},
        }
    )


def endpoints(profile, host, *models):
    case, _ = complete(profile, load_catalog(), load_criteria())
    return [one for one in candidates(case, {host: models or [MODEL]}) if one.offer.id == host]


def hours(view):
    return next(one for one in view.bill.lines if one.key == "machine_hours")


def test_a_model_runs_on_one_machine_of_a_host_that_carries_the_load_for_the_least():
    case, _ = complete(firm(), load_catalog(), load_criteria())
    views = [one for one in candidates(case) if one.offer.id == PRICED]
    assert max(Counter(one.model.id for one in views).values()) == 1
    assert {one.deployment.family for one in views} == {"open_weights_api"}
    for view in views:
        assert rental_of(case, case.catalog.machines[view.deployment.machine], PRICED) is not None


def test_the_host_brings_machines_and_engine_and_the_terms_are_its_own():
    [view] = endpoints(firm(), PRICED)
    assert not view.self_run
    assert view.of_offer("terms.retention_days").id == f"offers/{PRICED}/terms.retention_days"
    assert compute_gap(view).mid == 0
    assert people_needed(view).rule == "rules/staffing.managed"
    # The weights are a copy of one's own, so no version ends before the copy does.
    assert version_stability(view).mid == 36


def test_its_bill_is_machine_hours_at_the_list_price_of_the_host():
    [view] = price(endpoints(firm(), PRICED), Draws(0, 512))
    assert isinstance(view.bill, Bill)
    case, machine = view.case, view.case.catalog.machines[view.deployment.machine]
    listed = rental_of(case, machine, PRICED)
    # The list price, up to what the market may ask of others (a factor of about 1).
    asked = case.convert(listed.per_hour, listed.currency)
    assert median(hours(view).unit_price) == pytest.approx(asked, rel=0.05)
    line = next(one for one in cost_of(view).lines if one.label.code == "cost.machine_hours")
    assert line.quantity * line.unit_price * line.factor == pytest.approx(line.central)
    assert (line.source, line.as_of, line.grade) == (listed.source, listed.as_of, listed.grade)


def test_an_endpoint_of_an_office_sleeps_at_night_where_the_host_documents_it():
    [view] = price(endpoints(firm(), PRICED), Draws(0, 512))
    always_on = median(view.bill.capacity.replicas) * HOURS_PER_YEAR
    awake = median(hours(view).quantity) / always_on
    # 250 days of 365, and of those no more than the hours from the first call to the last.
    assert 0.2 < awake < 250 / 365
    assert "working.awake" in {one.code for one in cost_of(view).workings}


def test_it_stays_on_where_an_answer_that_comes_later_is_of_no_use():
    strict = firm(latency={"p95_seconds": 40, "interactive": True, "hard": True})
    [view] = price(endpoints(strict, PRICED), Draws(0, 512))
    whole = median(view.bill.capacity.replicas) * HOURS_PER_YEAR
    assert median(hours(view).quantity) == pytest.approx(whole)
    assert "working.awake" not in {one.code for one in cost_of(view).workings}


def test_what_a_contract_commits_to_is_paid_beyond_the_hours_that_are_used():
    [view] = endpoints(firm(), PRICED)
    used = median(hours(price([view], Draws(0, 64))[0]).first)
    least = Fact(value=10_000, unit="EUR/month", source="contract", as_of=DAY, grade="vendor")
    committed = view.offer.model_copy(update={"minimum_commitment": least})
    case, _ = complete(firm(), load_catalog(), load_criteria())
    [billed] = price([replace(view, case=case, offer=committed)], Draws(0, 64))
    beyond = next(one for one in billed.bill.lines if one.key == "commitment")
    assert median(beyond.first) == pytest.approx(120_000 - used, rel=0.02)
    assert beyond.source == "contract"
    # The floor is told, so that a reader can take the use from it and find the line.
    told = {one.code: one.values for one in cost_of(billed).workings}
    assert told["working.commitment"]["floor"] == pytest.approx(120_000)


def test_a_host_that_publishes_no_price_waits_for_a_quote():
    [view] = endpoints(firm(), SILENT)
    [asked] = price_of_an_hour(view)
    assert (asked.kind, asked.reason.code, asked.silent) == (
        "conditional", "budget.borrowed_hour", True
    )  # fmt: skip
    # What others ask for the same machine stands in, and says so.
    [billed] = price([view], Draws(0, 64))
    line = next(one for one in cost_of(billed).lines if one.label.code == "cost.machine_hours")
    assert (line.borrowed, line.grade) == (True, "expert")
    found = run(firm(), load_criteria(), load_catalog(), Draws(0, 64))
    assert SILENT in {one.offer.id for one in found.screened.waiting}
    assert SILENT not in {one.offer.id for one in found.screened.passed}


def test_a_quote_for_an_hour_is_the_price():
    [silent] = endpoints(firm(), SILENT)
    quote = {
        "option": silent.deployment.id, "what": "machine_per_hour", "amount": 3.4,
        "currency": "EUR",
    }  # fmt: skip
    [view] = endpoints(firm(quote), SILENT)
    assert not list(price_of_an_hour(view))
    [billed] = price([view], Draws(0, 64))
    line = hours(billed)
    assert median(line.unit_price) == pytest.approx(3.4)
    assert line.source == "profile/evidence.quotes"


def offer_of_an_hour(machine):
    return {
        "option": f"{SILENT}:{machine}", "what": "machine_per_hour", "amount": 3.4,
        "currency": "EUR",
    }  # fmt: skip


def test_an_hour_is_offered_for_a_machine_and_holds_for_whatever_runs_on_it():
    models = (MODEL, "qwen3.6-27b")
    machines = {one.deployment.machine for one in endpoints(firm(), SILENT, *models)}
    quote = offer_of_an_hour("h100-pcie-x2")
    assert "h100-pcie-x2" not in machines  # smaller ones would do, and nobody knows what they cost
    views = endpoints(firm(quote), SILENT, *models)
    assert {one.deployment.machine for one in views} == {"h100-pcie-x2"}
    for view in price(views, Draws(0, 64)):
        assert not list(price_of_an_hour(view))
        assert median(hours(view).unit_price) == pytest.approx(3.4)
        assert hours(view).source == "profile/evidence.quotes"


def test_what_is_too_large_for_the_machine_that_was_offered_is_asked_for_another():
    [view] = endpoints(firm(offer_of_an_hour("h100-pcie-x1")), SILENT, "deepseek-v3.2")
    assert view.deployment.machine not in (None, "h100-pcie-x1")
    [asked] = price_of_an_hour(view)
    assert asked.reason.code == "budget.borrowed_hour"


def test_an_offer_for_a_machine_is_answered_though_another_of_the_place_costs_less():
    quote = {
        "option": "gpt-oss-20b@verda:b300-x1", "what": "machine_per_hour", "amount": 9.0,
        "currency": "EUR",
    }  # fmt: skip
    [view] = endpoints(firm(quote), "verda", "gpt-oss-20b")
    assert view.deployment.machine != "b300-x1"
    [answer] = recommend(firm(quote), stress=False, samples=64).considered
    assert [one.code for one in answer.findings] == ["considered.machine"]


def test_capacity_for_chosen_models_alone_is_no_machine_for_any_model():
    case, _ = complete(firm(), load_catalog(), load_criteria())
    reserved = [one for one in candidates(case) if one.offer.id == "azure-openai-provisioned"]
    assert reserved
    assert not any(one.by_machine or one.deployment.machine for one in reserved)


def test_a_quote_for_an_hour_without_a_machine_is_the_price_of_none():
    for name in (SILENT, "gpt-oss-120b"):
        quote = {"option": name, "what": "machine_per_hour", "amount": 3.4, "currency": "EUR"}
        [view] = endpoints(firm(quote), SILENT)
        [billed] = price([view], Draws(0, 64))
        assert hours(billed).source != "profile/evidence.quotes"


def test_companions_are_billed_in_the_order_of_their_names():
    # A set of names has another order in each process, and a report is the same bytes in all.
    workloads = [
        {"id": task, "task_type": task, "volume": {"requests_per_day": 200}}
        for task in ("chat_assistant", "embedding", "transcription")
    ]
    profile = Profile.model_validate(
        {"organisation": {"name": "Town", "country": "FR"}, "workloads": workloads}
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    rented = [one for one in candidates(case) if one.offer.id == "verda"]
    threes = [one for one in rented if len({*one.deployment.models.values()}) > 2]
    assert threes
    for view in price(threes[:8], Draws(0, 64)):
        hours = [one.model for one in view.bill.lines if one.key == "machine_hours"]
        assert hours == [view.model.id, *sorted(hours[1:])]
