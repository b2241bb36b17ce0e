"""Which machine a model is put on: the one that carries the load, not the cheapest that holds it."""

from dataclasses import replace

import numpy as np
import pytest

from opendecide.cost import Bill
from opendecide.cost.care import care_together
from opendecide.cost.demand import HOURS_PER_YEAR
from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import bill_of, price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.filling.demand import demand_of
from opendecide.stages.filling.planning_figures import planning
from opendecide.stages.gates import feasibility
from opendecide.stages.market.machines import fleet, price_of
from opendecide.stages.market.rentals import rental_of

BUSY = {
    "organisation": {"name": "Firm", "country": "US"},
    "workloads": [
        {
            "id": "coach",
            "task_type": "summarisation",
            "volume": {"requests_per_day": 1000000, "peak_factor": 2.5},
            "tokens": {"input": 1700, "output": 300, "cached_share": 0.4},
            "latency": {"p95_seconds": 8, "interactive": True},
        }
    ],
}
QUIET = {
    "organisation": {"name": "Firm", "country": "US"},
    "workloads": [{"id": "help", "task_type": "rag_qa", "volume": {"requests_per_day": 200}}],
}


def case_of(profile):
    case, _ = complete(Profile.model_validate(profile), load_catalog(), load_criteria())
    return case


def bills(case, view):
    """Return the dollars of rented machines for one model, by machine of the view's cloud."""
    draws = Draws(0, 64)
    demands = {need.id: demand_of(case, need, draws) for need in case.needs}
    found = {}
    for machine in case.catalog.machines.values():
        if rental_of(case, machine, view.offer.id) is None:
            continue
        deployment = view.deployment.model_copy(update={"machine": machine.id})
        bill = bill_of(replace(view, deployment=deployment), demands, planning(case, draws))
        if isinstance(bill, Bill):
            late = max(np.median(bill.capacity.p95_s) / case.needs[0].p95_seconds, 1.0)
            found[machine.id] = np.median(bill.by_component()["hardware"]) * late
    return found


@pytest.mark.parametrize("profile", [BUSY, QUIET], ids=["busy", "quiet"])
@pytest.mark.parametrize("model", ["gpt-oss-120b", "granite-4.0-h-small", "olmo-3-32b"])
def test_rented_is_what_carries_the_load_for_little(profile, model):
    case = case_of(profile)
    [view] = [one for one in candidates(case, {"lambda": {model}}) if one.model.id == model]
    costs = bills(case, view)
    assert len(costs) > 4
    assert costs[view.deployment.machine] < 1.35 * min(costs.values())


def test_a_large_load_goes_on_a_larger_machine_than_a_small_one():
    hourly = {"gpt-oss-20b": [], "gpt-oss-120b": []}
    for profile in (QUIET, BUSY):
        case = case_of(profile)
        for view in candidates(case, {"verda": set(hourly)}):
            machine = case.catalog.machines[view.deployment.machine]
            hourly[view.model.id].append(rental_of(case, machine, "verda").per_hour)
    for quiet, busy in hourly.values():
        assert quiet < busy


def test_a_server_is_chosen_that_the_site_has_power_for():
    firm = {"name": "Firm", "country": "FR"}
    site = {"expandable": True, "site": {"power_kw_free": 3, "cooling": "ok"}}
    case = case_of(
        BUSY | {"organisation": firm, "hardware": site, "budget": {"capex_allowed": True}}
    )
    for view in candidates(case, {"own-premises": {"gpt-oss-120b"}}):
        assert case.catalog.machines[view.deployment.machine].power_kw.value <= 3


def test_care_of_machines_at_hand_goes_by_what_such_machines_cost():
    catalog = load_catalog()
    eight = catalog.machines["h100-x8"].purchase
    assert price_of(catalog, catalog.accelerators["h100"], 8) == eight
    half = price_of(catalog, catalog.accelerators["h200"], 4)
    assert half.value == pytest.approx(catalog.machines["h200-x8"].purchase.value / 2)


def test_a_card_that_nobody_sells_is_priced_by_its_memory_and_widely():
    catalog = load_catalog()
    sold = {one.accelerator for one in catalog.machines.values() if one.purchase is not None}
    assert "a40" not in sold
    price = price_of(catalog, catalog.accelerators["a40"], 4)
    assert 20e3 < price.value < 120e3
    assert price.low < price.value / 1.5
    assert price.high > price.value * 1.5


def test_devices_that_nobody_named_are_the_slowest_of_their_memory():
    laptops = [one for one in load_catalog().accelerators.values() if one.kind == "laptop"]
    for memory in (8, 24, 96):
        case = case_of(QUIET | {"hardware": {"devices": {"count": 50, "memory_gb": memory}}})
        [device] = fleet(case).values()
        nearest = min(abs(one.memory_gb - memory) for one in laptops)
        alike = [one for one in laptops if abs(one.memory_gb - memory) == nearest]
        assert device.memory_gb == memory
        assert device.bandwidth_tb_s == min(one.bandwidth_tb_s for one in alike)


def test_a_named_device_is_taken_as_it_is():
    hardware = {"devices": {"memory_gb": 32, "accelerator": "Apple M4 Pro"}}
    [(name, device)] = fleet(case_of(QUIET | {"hardware": hardware})).items()
    assert name == "own:apple-m4-pro-x1"
    assert device.memory_gb == 32


def of_a_hospital(dictations):
    """Return the bill of speech and letters on own machines, which may be bought."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Hospital", "country": "FR"},
            "workloads": [
                {
                    "id": "dictation",
                    "task_type": "transcription",
                    "volume": {"requests_per_day": dictations},
                    "weight": 0.4,
                },
                {
                    "id": "letters",
                    "task_type": "summarisation",
                    "volume": {"requests_per_day": 2000},
                    "weight": 0.6,
                },
            ],
            "hardware": {"expandable": True},
        }
    )
    catalog = load_catalog()
    case, _ = complete(profile, catalog, load_criteria())
    views = [one for one in candidates(case) if one.deployment.offer == "own-premises"]
    beside = [one for one in views if "whisper" in one.deployment.id and len(one.serving) == 2]
    [view] = price(beside[:1], Draws(0, 256))
    return view.bill


def test_what_a_companion_takes_beyond_the_machines_bought_for_the_main_model_is_bought_too():
    def machines(dictations):
        return sum(
            float(np.median(np.atleast_2d(line.quantity)[0]))
            for line in of_a_hospital(dictations).lines
            if line.key == "server_years"
        )

    assert machines(1_000_000) > 2 * machines(200)


def test_one_team_cares_for_the_machines_of_all_models_and_tests_all_that_they_serve():
    bill = of_a_hospital(200_000)
    quantity = {one.key: one.quantity for one in bill.lines if one.component != "hardware"}
    [companion] = bill.beside
    machines = bill.capacity.accelerators + companion.further
    each = bill.assumed["fte_per_accelerator_owned"]
    assert np.median(companion.further) > 0
    assert quantity["staff"] == pytest.approx(bill.assumed["fte_owned"] + each * machines)
    tested = bill.assumed["fte_evaluation"] * care_together(one.care for one in bill.demands)
    assert quantity["evaluation"] == pytest.approx(tested)


def test_machines_bought_for_a_companion_take_power_in_their_pauses_too():
    bill = of_a_hospital(200_000)
    [companion] = bill.beside
    figures = bill.assumed
    each = bill.capacity.rated_w / 1000 * figures["server_over_accelerators"] * figures["pue"]
    pauses = each * figures["idle_power_share"] * HOURS_PER_YEAR
    metered = sum(one.quantity for one in bill.lines if one.key == "electricity")
    assert np.all(metered > pauses * (bill.capacity.accelerators + companion.further))


@pytest.mark.parametrize("owned", [True, False], ids=["paid for", "still due"])
def test_the_price_of_machines_that_are_not_paid_for_is_in_the_bill(owned):
    card = {"model": "H100", "count": 8, "memory_gb": 80, "owned": owned}
    case = case_of({**QUIET, "hardware": {"accelerators": [card]}})
    draws = Draws(0, 64)
    there = next(
        view
        for view in candidates(case)
        if view.at_hand and view.model.id == "gpt-oss-120b" and view.offer.access_mode == "onprem"
    )
    (billed,) = price([there], draws)
    keys = {line.key for line in billed.bill.lines}
    assert ("server_years" in keys) is not owned
    assert bool(np.median(billed.bill.cash) > 100_000) is not owned


def test_a_fleet_of_no_devices_runs_nothing():
    profile = {
        "organisation": {"name": "Studio", "country": "FR", "persona": "individual"},
        "workloads": [{"id": "texts", "task_type": "chat_assistant", "languages": ["fr"]}],
        "hardware": {"devices": {"memory_gb": 32, "count": 0}},
    }
    case, _ = complete(Profile.model_validate(profile), load_catalog(), load_criteria())
    assert fleet(case) == {}
    devices = [one for one in candidates(case) if one.offer.access_mode == "device"]
    assert all(one.deployment.machine is None for one in devices)


def test_where_machines_may_be_bought_nobody_is_told_that_none_can_be_had():
    """Software that is sold for own premises, by somebody who does not say what it runs on."""
    may_buy = {
        "organisation": {"name": "Maker", "country": "DE", "size": {"headcount": 600}},
        "workloads": [{"id": "letters", "task_type": "summarisation"}],
        "budget": {"capex_allowed": True},
    }
    case, _ = complete(Profile.model_validate(may_buy), load_catalog(), load_criteria())
    [view, *_] = candidates(case, {"mistral-on-premises": ["mistral-large-3"]})
    [said] = feasibility.machine(view)
    assert view.deployment.machine is None
    assert (said.reason.code, said.cure.code) == ("compute.not_named", "cure.ask_machines")


def speech(calls, *more):
    """Return a house that has its calls written down by night, on servers that it may buy."""
    return {
        "organisation": {"name": "Call centre", "country": "FR"},
        "workloads": [
            {
                "id": "calls",
                "task_type": "transcription",
                "languages": ["fr"],
                "volume": {"requests_per_day": calls, "audio_minutes_per_request": 6},
                "latency": {"interactive": False},
            },
            *more,
        ],
        "hardware": {"expandable": True},
        "budget": {"capex_allowed": True},
    }


DIGEST = {
    "id": "digest",
    "task_type": "summarisation",
    "languages": ["fr"],
    "volume": {"requests_per_day": 45000},
    "tokens": {"input": 1200, "output": 120},
    "latency": {"interactive": False},
}


@pytest.mark.parametrize("more", [(), (DIGEST,)], ids=["alone", "beside a model of text"])
def test_much_speech_is_not_put_on_a_row_of_the_cheapest_servers(more):
    """They would be seven, with four cards each; a quicker one or two carry it for less."""
    prices = {}
    for calls in (400, 130_000):
        case = case_of(speech(calls, *more))
        [machine] = {
            view.deployment.machine
            for view in candidates(case, {"own-premises": {"whisper-large-v3"}})
            if {one.id for one in view.serving.values()} <= {"whisper-large-v3", "qwen3-8b"}
        }
        prices[calls] = case.catalog.machines[machine].purchase.value
    assert prices[400] < prices[130_000]
