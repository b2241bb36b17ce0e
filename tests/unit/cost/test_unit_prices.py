"""What a unit of work costs: never a million tokens with hours of speech in it."""

from datetime import date

import numpy as np
import pytest

from opendecide.cost import Demand, api_bill
from opendecide.model.offer_facts import Served

TALK = Demand(workload="talk", requests_per_day=1000.0, input_tokens=900.0, output_tokens=100.0)
CALLS = Demand(workload="calls", requests_per_day=100.0, audio_minutes=30.0)
DRAWINGS = Demand(workload="drawings", requests_per_day=10.0, images=4.0)
SEARCH = Demand(workload="search", requests_per_day=1e5, input_tokens=300.0)


def listed(unit, amount):
    kind = {"input": amount, "output": amount} if unit == "1M tokens" else {"input": amount}
    return Served(
        model="m",
        unit=unit,
        currency="USD",
        source="list",
        as_of=date(2026, 11, 1),
        grade="vendor",
        **kind,
    )


PRICES = {
    "talk": listed("1M tokens", 2.0),
    "calls": listed("minute", 0.01),
    "drawings": listed("image", 0.05),
    "search": listed("1M tokens", 0.02),
}


@pytest.fixture
def bill(draw_assumptions):
    def of(*demands):
        assumed = draw_assumptions({}, samples=64)
        return api_bill([PRICES[one.workload] for one in demands], demands, assumed)

    return of


def test_each_workload_has_the_price_of_its_own_unit(bill):
    found = {one.workload: one for one in bill(TALK, CALLS, DRAWINGS, SEARCH).unit_prices}
    assert {name: one.unit for name, one in found.items()} == {
        "talk": "Mtok", "calls": "audio hour", "drawings": "image", "search": "Mtok",
    }  # fmt: skip
    for name, each in (("talk", 2.0), ("calls", 0.6), ("drawings", 0.05), ("search", 0.02)):
        assert float(np.median(found[name].each)) == pytest.approx(each)


@pytest.mark.parametrize("other", [CALLS, DRAWINGS, SEARCH])
def test_work_of_several_kinds_has_no_price_of_a_million_tokens(bill, other):
    mixed = bill(TALK, other)
    assert mixed.per_million_tokens is None
    assert mixed.per_million_tokens_full_load is None
    assert mixed.at_full_load is not None


def test_work_of_one_kind_has_one(bill):
    for one in (TALK, SEARCH):
        assert bill(one).per_million_tokens is not None
    assert bill(CALLS).per_million_tokens is None
