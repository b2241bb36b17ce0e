"""A bill is made once for all that a search tries where nothing it reads is changed."""

from weakref import ref

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import paid_as_today, price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

CRITERIA, CATALOG = load_criteria(), load_catalog()
PLACE = {"mistral-api": {"mistral-small-4"}}
TODAY = {
    "organisation": {"name": "Firm", "country": "FR"},
    "workloads": [
        {"id": "letters", "task_type": "summarisation", "volume": {"requests_per_day": 900}}
    ],
    "budget": {"ceiling": {"amount": 90_000, "currency": "EUR"}},
}


def case(like=None, **said):
    return complete(Profile.model_validate(TODAY | said), CATALOG, CRITERIA, like=like)[0]


def priced(case, draws):
    [view] = price(candidates(case, PLACE), draws)
    return view.bill


def budget(**said):
    return {"budget": TODAY["budget"] | said}


@pytest.fixture
def draws():
    return Draws(0, 64)


def test_a_lower_ceiling_leaves_the_bill_as_it_is(draws):
    today = case()
    bill = priced(today, draws)
    lower = budget(ceiling={"amount": 100, "currency": "EUR"}, hard=True)
    assert priced(case(like=today, **lower), draws) is bill


@pytest.mark.parametrize(
    "said",
    [
        budget(horizon_years=5),
        budget(covers="model_bill_only"),
        budget(credits=[{"amount": 50, "currency": "EUR"}]),
        {"workloads": [TODAY["workloads"][0] | {"volume": {"requests_per_day": 9000}}]},
        {"organisation": {"name": "Firm", "country": "DE"}},
    ],
    ids=["horizon", "covers", "credits", "volume", "country"],
)
def test_what_a_bill_reads_makes_another_one(draws, said):
    today = case()
    before = priced(today, draws)
    after = priced(case(like=today, **said), draws)
    assert after is not before
    alone = priced(case(**said), Draws(0, 64))
    assert after.total.tolist() == alone.total.tolist()


def test_a_bill_that_nobody_holds_takes_no_memory_and_is_made_again(draws):
    today = case()
    bill = priced(today, draws)
    gone, total = ref(bill), bill.total.tolist()
    del bill
    assert gone() is None
    assert priced(today, draws).total.tolist() == total


def test_what_has_to_be_paid_is_known_when_nobody_holds_the_bill_any_more(draws):
    today = case()
    paid = priced(today, draws).paid_spread.p50
    lower = case(like=today, **budget(ceiling={"amount": 100, "currency": "EUR"}))
    [view] = candidates(lower, PLACE)
    assert paid_as_today(view, draws) == paid
    [more] = candidates(case(like=today, **budget(horizon_years=5)), PLACE)
    assert paid_as_today(more, draws) is None
