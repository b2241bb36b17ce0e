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


@pytest.fixture(scope="module")
def paid_in_part():
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Cooperative", "country": "KE"},
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
                "credits": [{"amount": GIVEN, "currency": "USD", "offers": ["openai-api"]}],
            },
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    found = candidates(case, {"openai-api": {"gpt-6-luna"}})
    return next(one for one in price(found, Draws(0, 64)) if one.offer.id == "openai-api")


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
