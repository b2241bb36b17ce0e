"""Which machine a model is put on: the cheapest that can do the work, not the cheapest that holds it."""

import pytest

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates import fits, machine_for, roomy
from opendecide.stages.completion import complete
from opendecide.stages.machines import price_of


def test_a_machine_has_room_for_some_requests_at_once():
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [{"id": "help", "task_type": "rag_qa", "tokens": {"input": 20000}}],
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    model, accelerators = case.catalog.models["deepseek-v4-flash"], case.catalog.accelerators
    bought = sorted(
        (one for one in case.catalog.machines.values() if one.purchase is not None),
        key=lambda one: (one.purchase.value, one.id),
    )
    bare = next(one for one in bought if fits(model, accelerators[one.accelerator], one.count))
    chosen = machine_for(case, model, bought)
    [need] = case.needs
    tokens = need.input_tokens.mid + need.output_tokens.mid
    assert not roomy(model, bare, accelerators[bare.accelerator], tokens)
    assert roomy(model, chosen, accelerators[chosen.accelerator], tokens)
    assert machine_for(case, model, [bare]) is bare


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
