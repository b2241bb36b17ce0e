"""Money that somebody else pays is told apart from what it pays for."""

import numpy as np
import pytest

from opendecide.cost.scenarios import repriced
from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.findings.bills import cost_of

GIVEN = 20_000


def with_credit(**credit):
    profile = Profile.model_validate(
        {
            "organisation": {
                "name": "Cooperative",
                "country": "KE",
                "decision": {"date": "2026-12-01"},
            },
            "workloads": [
                {
                    "id": "sms",
                    "task_type": "rag_qa",
                    "volume": {"requests_per_day": 1500},
                    "tokens": {"input": 1800, "output": 120},
                }
            ],
            "budget": {
                "currency": "USD",
                "credits": [
                    {"amount": GIVEN, "currency": "USD", "offers": ["openai-api"], **credit}
                ],
            },
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    found = candidates(case, {"openai-api": {"gpt-6-luna"}})
    return next(one for one in price(found, Draws(0, 64)) if one.offer.id == "openai-api")


@pytest.fixture(scope="module")
def paid_in_part():
    return with_credit()


def components(told):
    found = {}
    for line in told.lines:
        found[line.component] = found.get(line.component, 0.0) + line.printed
    return found


def test_what_is_used_and_what_credits_pay_of_it_are_two_components_of_a_bill(paid_in_part):
    told = components(cost_of(paid_in_part, closely=False))
    assert told["usage"] > 0
    assert -GIVEN < told["credits"] < 0
    assert told["usage"] + told["credits"] == pytest.approx(0, abs=0.1 * told["usage"])


def test_the_years_of_a_bill_tell_credits_from_use_as_well(paid_in_part):
    years = {one.component: one.years for one in cost_of(paid_in_part).years}
    assert all(paid > 0 for paid in years["usage"])
    assert all(paid < 0 for paid in years["credits"])


def test_credits_pay_no_more_than_the_use_when_prices_halve(paid_in_part):
    """They do not turn into money that somebody gives away."""
    told = {one.id: one.total for one in cost_of(paid_in_part).scenarios}
    unpriced = sum(
        one.amount for one in paid_in_part.bill.lines if one.component not in ("usage", "credits")
    )
    assert told["prices_halve"].p50 == pytest.approx(np.median(unpriced))
    assert np.median(repriced(paid_in_part.bill, 0.5).total) < told["prices_halve"].p50


def used_and_paid(view):
    """Return what is used a year, undiscounted, and what credits pay of it; shape (years,)."""
    use = sum(one.yearly for one in view.bill.lines if one.component == "usage")
    [credit] = [one for one in view.bill.lines if one.component == "credits"]
    return use.mean(axis=1), -credit.yearly.mean(axis=1)


def test_a_credit_pays_nothing_that_is_used_after_its_end():
    used, paid = used_and_paid(with_credit(until="2028-05-31"))
    assert paid[0] == pytest.approx(used[0])
    assert paid[1] == pytest.approx(used[1] * (548 / 365.25 - 1))
    assert paid[2] == 0


def test_a_credit_is_spent_on_what_is_used_first():
    used, paid = used_and_paid(with_credit(amount=60))
    assert used[0] > 60
    assert paid.tolist() == pytest.approx([60, 0, 0])


def test_a_credit_that_ends_before_the_first_use_pays_nothing():
    view = with_credit(until="2026-11-30")
    assert all(one.component != "credits" for one in view.bill.lines)


def test_what_credits_pay_in_full_leaves_nothing_at_all():
    """A ceiling of nothing would be broken by what a sum in another order leaves over."""
    lines = [one for one in with_credit().bill.lines if one.component in ("usage", "credits")]
    assert not sum(one.amount for one in lines).any()
