"""Machines at hand: one pool for all that runs on them, whatever kind of cards they have."""

from dataclasses import replace

import numpy as np
import pytest

from opendecide.cost import DoesNotFit
from opendecide.measures.draws import Draws
from opendecide.measures.operability import people_needed
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.billing.machine_bill import weights_too_large
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.findings.bills import cost_of
from opendecide.stages.gates import AFTER_COST
from opendecide.stages.screening.screen import apply

CRITERIA, CATALOG = load_criteria(), load_catalog()
HEAR = {
    "id": "hear",
    "task_type": "transcription",
    "volume": {"requests_per_day": 400},
    "weight": 1,
}
WRITE = {
    "id": "write",
    "task_type": "summarisation",
    "volume": {"requests_per_day": 400},
    "weight": 2,
}


def case_of(cards, *, workloads=(HEAR, WRITE), expandable=False, capex=False, site=None):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Court", "country": "ES"},
            "workloads": workloads,
            "hardware": {
                "accelerators": [cards],
                "expandable": expandable,
                "site": site or {},
            },
            "budget": {"currency": "EUR", "capex_allowed": capex},
        }
    )
    return complete(profile, CATALOG, CRITERIA)[0]


def own(case, model, machine="own:", offer="own-premises"):
    """Return the deployments of one model on its own premises, each with its bill."""
    found = candidates(case, {offer: {model}})
    there = [one for one in found if (one.deployment.machine or "").startswith(machine)]
    return price(there, Draws(0, 64))


def quantity(bill, key):
    return sum(one.central.quantity for one in bill.lines if one.key == key)


def test_two_models_on_the_machines_at_hand_pay_for_their_care_and_idle_power_once():
    case = case_of({"model": "L40S", "count": 2, "memory_gb": 48, "free_share": 0.8})
    both = own(case, "gpt-oss-20b")[0]
    assert len({one.id for one in both.serving.values()}) == 2
    alone = own(case_of({"model": "L40S", "count": 2, "memory_gb": 48, "free_share": 0.8},
                        workloads=(WRITE,)), "gpt-oss-20b")[0]  # fmt: skip
    assert quantity(both.bill, "maintenance") == pytest.approx(0.8)
    listening = quantity(both.bill, "electricity") - quantity(alone.bill, "electricity")
    assert 0 < listening < 0.5 * quantity(alone.bill, "electricity")


def people(bill, key):
    """Return the expected full-time years of one line over the horizon."""
    return sum(float(np.mean(one.amount / one.unit_price)) for one in bill.lines if one.key == key)


@pytest.mark.parametrize("offer", ["own-premises", "scaleway-gpu-instances"])
def test_what_a_companion_serves_is_tested_as_much_as_at_a_service(offer):
    """A second model is no way to have a workload tested and watched for nothing."""
    cards = {"model": "L40S", "count": 2, "memory_gb": 48}
    both, alone = case_of(cards, expandable=True), case_of(cards, workloads=(WRITE,))
    [two, *_] = own(both, "gpt-oss-20b", "", offer)
    [one, *_] = own(alone, "gpt-oss-20b", "own:")
    [service, *_] = [
        view
        for view in price(candidates(both, {"mistral-api": {"mistral-small-4"}}), Draws(0, 64))
        if len(view.serving) == 2
    ]
    assert len({model.id for model in two.serving.values()}) == 2
    assert people(two.bill, "evaluation") == pytest.approx(people(service.bill, "evaluation"))
    for key in ("evaluation", "guardrails"):
        assert people(two.bill, key) > 1.1 * people(one.bill, key), key


def test_people_and_care_stay_for_a_companion_whose_work_goes_on_after_a_lot_of_the_main_model():
    once = {**WRITE, "volume": {"batch": 20_000}}
    cards = {"model": "L40S", "count": 2, "memory_gb": 48, "free_share": 0.8}
    after_a_lot = own(case_of(cards, workloads=(HEAR, once)), "gpt-oss-20b")[0].bill
    always = own(case_of(cards, workloads=(HEAR, WRITE)), "gpt-oss-20b")[0].bill
    for key in ("staff", "maintenance", "software"):
        assert people(after_a_lot, key) == pytest.approx(people(always, key), rel=0.05), key
    assert people(after_a_lot, "evaluation") < people(always, "evaluation")


def test_what_one_model_keeps_busy_is_not_there_for_the_next():
    crowd = {**HEAR, "volume": {"requests_per_day": 60000}, "latency": {"interactive": True}}
    heavy = {**WRITE, "volume": {"requests_per_day": 15000}, "latency": {"interactive": True}}
    cards = {"model": "L40S", "count": 2, "memory_gb": 48}

    def overloaded(*workloads):
        view = own(case_of(cards, workloads=workloads), "gpt-oss-20b")[0]
        return [one for one in apply(view, AFTER_COST) if one.reason.code == "compute.overload"]

    assert not overloaded(heavy)
    assert overloaded(crowd, heavy)


def test_six_cards_hold_what_four_do_not_and_all_six_are_counted():
    four, six = ({"model": "L40S", "count": count, "memory_gb": 48} for count in (4, 6))
    large = "qwen3.5-397b-a17b"  # 222 GB at four bits
    [short] = own(case_of(four, workloads=(WRITE,)), large)
    [enough] = own(case_of(six, workloads=(WRITE,)), large)
    missing = weights_too_large(short)
    assert isinstance(missing, DoesNotFit)
    assert missing.available_gb > 4 * 0.8 * 48
    assert weights_too_large(enough) is None
    assert enough.bill.capacity.accelerators_per_replica == 6


def test_several_workstation_cards_are_a_server_and_one_of_them_is_not():
    work = tuple({**one, "user_type": "machine"} for one in (HEAR, WRITE))
    for count, where in ((4, {"own-premises", "device"}), (1, {"device"})):
        card = {"model": "rtx-6000-ada", "count": count, "memory_gb": 48}
        case = case_of(card, workloads=work)
        found = candidates(case)
        on_them = [one for one in found if one.deployment.machine == f"own:rtx-6000-ada-x{count}"]
        modes = {
            "own-premises" if one.offer.access_mode == "onprem" else "device" for one in on_them
        }
        assert modes == where


@pytest.mark.parametrize(
    ("users", "where"), [(1, {"device"}), (4, {"own-premises"}), (40, {"own-premises"})]
)
def test_one_card_that_more_people_work_with_than_one_is_a_server(users, where):
    volume = {"users": users, "requests_per_user_per_day": 20}
    desk = {**WRITE, "task_type": "chat_assistant", "volume": volume}
    card = {"model": "rtx-6000-ada", "count": 1, "memory_gb": 48}
    found = candidates(case_of(card, workloads=(desk,)))
    modes = {
        "own-premises" if one.offer.access_mode == "onprem" else "device"
        for one in found
        if one.deployment.machine == "own:rtx-6000-ada-x1"
    }
    assert modes == where


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("site", [{"power_kw_free": 5}, {"cooling": "ok"}])
def test_cards_that_have_a_room_with_power_or_cooling_are_a_server(count, site):
    card = {"model": "rtx-6000-ada", "count": count, "memory_gb": 48}
    found = candidates(case_of(card, workloads=(WRITE,), site=site))
    name = f"own:rtx-6000-ada-x{count}"
    modes = {one.offer.access_mode for one in found if one.deployment.machine == name}
    assert modes == {"onprem"}


def test_a_server_that_is_there_is_looked_after_and_takes_no_more_people_than_a_rented_one():
    card = {"model": "H100", "count": 2, "memory_gb": 80}
    found = candidates(case_of(card, workloads=(WRITE,), expandable=True, capex=True))
    needed = {
        (one.offer.access_mode, one.at_hand): people_needed(one).mid
        for one in found
        if one.offer.access_mode in ("onprem", "tenancy")
    }
    assert needed["onprem", True] == needed["tenancy", False] < needed["onprem", False]


@pytest.mark.parametrize("allowed", [True, False])
def test_a_larger_server_beside_the_one_at_hand_is_an_option_only_where_it_may_be_bought(allowed):
    small = {"model": "L4", "count": 1, "memory_gb": 24}
    case = case_of(small, workloads=(WRITE,), expandable=allowed, capex=allowed)
    machines = {
        one.deployment.machine
        for one in candidates(case, {"own-premises": {"gpt-oss-120b"}})
        if one.deployment.machine is not None
    }
    assert "own:l4-x1" in machines
    assert bool(machines - {"own:l4-x1"}) is allowed


def test_models_that_fill_the_cards_together_go_with_fewer_bits_than_each_alone():
    code = {**HEAR, "id": "code", "task_type": "coding", "must_have": ["tools"]}
    cards = {"model": "L40S", "count": 2, "memory_gb": 48}
    case = case_of(cards, workloads=(code, WRITE))
    view = own(case, "llama-3.3-70b")[0]
    writer = case.catalog.models["gemma-4-31b"]
    both = replace(view, serving={"code": view.model, "write": writer})
    [billed] = price([both], Draws(0, 64))
    parts = (billed.bill.capacity, *billed.bill.beside)
    assert sum(one.memory_needed_gb for one in parts) < 2 * 48
    assert {one.precision for one in parts} & {"int4", "nvfp4"}


FIND = {
    "id": "find",
    "task_type": "embedding",
    "volume": {"requests_per_day": 50_000},
    "tokens": {"input": 40, "output": 0},
    "latency": {"interactive": True, "p95_seconds": 0.5},
    "weight": 1,
}
ANSWER = {
    "id": "answer",
    "task_type": "chat_assistant",
    "volume": {"requests_per_day": 20_000},
    "weight": 3,
}
SORT = {**ANSWER, "id": "sort", "latency": {"interactive": False}}


def rented(offer, model, *workloads):
    """Return one model with a maker of vectors at a place that rents machines, with its bill."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Shop", "country": "FI"},
            "workloads": workloads,
            "budget": {"currency": "EUR"},
        }
    )
    case = complete(profile, CATALOG, CRITERIA)[0]
    found = [
        one
        for one in price(candidates(case, {offer: {model}}), Draws(0, 64))
        if len(one.serving) == len(workloads)
    ]
    return found[0]


def hours(view):
    """Return the machine hours of a year by machine."""
    found = {}
    for line in cost_of(view).lines:
        if line.label.code == "cost.machine_hours":
            machine = line.label.values["machine"]
            found[machine] = found.get(machine, 0.0) + line.quantity
    return found


def test_vectors_beside_a_model_that_people_wait_for_are_made_on_its_rented_machines():
    both, alone = (
        rented("verda", "gpt-oss-120b", ANSWER, FIND),
        rented("verda", "gpt-oss-120b", ANSWER),
    )
    assert hours(both) == hours(alone)
    [capacity] = both.bill.beside
    assert capacity.shared.main_at_work + capacity.shared.at_work + capacity.shared.spare <= (
        capacity.shared.there
    )
    assert "working.shared_machines" in {one.code for one in cost_of(both).workings}
    shared, own = both.bill.capacity, alone.bill.capacity
    # With fewer requests at a time, for want of memory or with a machine more, each is quicker.
    as_full = (shared.point.batch == own.point.batch) & (shared.replicas == own.replicas)
    assert np.mean(as_full) > 0.5
    assert np.all(shared.p95_s[as_full] > own.p95_s[as_full])


def test_vectors_beside_a_model_that_nobody_waits_for_are_made_on_small_rented_machines():
    view = rented("runpod", "gpt-oss-120b", SORT, FIND)
    large = view.deployment.machine
    found = hours(view)
    [small] = found.keys() - {large}
    cards = {name: CATALOG.machines[name].accelerator for name in (large, small)}
    memory = {name: CATALOG.accelerators[card].memory_gb for name, card in cards.items()}
    assert memory[small] < memory[large] / 2
    paid = {
        line.label.values["machine"]: line.central
        for line in cost_of(view).lines
        if line.label.code == "cost.machine_hours"
    }
    assert paid[small] < paid[large]


def test_a_host_puts_vectors_on_machines_of_their_own_and_asks_the_price_of_those():
    view = rented("huggingface-inference-endpoints", "gpt-oss-120b", ANSWER, FIND)
    assert all(one.shared is None for one in view.bill.beside)
    assert len(hours(view)) == 2


def test_machines_of_two_kinds_are_named_with_what_runs_on_them():
    view = rented("runpod", "gpt-oss-120b", SORT, FIND)
    told = cost_of(view)
    named = {
        line.label.values["machine"]: line.label.values["model"]
        for line in told.lines
        if line.label.code == "cost.machine_hours"
    }
    assert named[view.deployment.machine] == view.model.name
    assert len(set(named.values())) == len(named) == 2
