"""A total that somebody offered for a year: for how much work it is, and for which model."""

import numpy as np
import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.findings.outlook import scenarios
from opendecide.stages.gates.money_and_tests import budget

PLACE, CHEAP, DEAR = "claude-bedrock", "claude-haiku-5-5", "claude-opus-5-5"


def priced(option, amount=200_000, *, volume=100_000, growth=0.0, model=CHEAP, **more):
    """Return a deployment at the place that made an offer, with its bill."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Bank", "country": "DE"},
            "workloads": [
                {
                    "id": "help",
                    "task_type": "summarisation",
                    "volume": {"requests_per_day": volume, "growth_per_year": growth},
                }
            ],
            "budget": {"currency": "USD", "horizon_years": 3},
            "evidence": {
                "quotes": [{"option": option, "what": "total_per_year", "amount": amount}]
            },
            **more,
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    [view] = [
        one
        for one in candidates(case)
        if one.offer.id == PLACE and one.model.id == model and len(one.serving) == 1
    ]
    return price([view], Draws(0, 64))[0]


def paid(view):
    """Return what use costs by year, at the median."""
    used = [one for one in view.bill.lines if one.component == "usage"]
    shape = (view.bill.assumed.years, view.bill.assumed.samples)
    return np.median(sum(np.broadcast_to(one.yearly, shape) for one in used), axis=1)


def codes(view):
    return [one.reason.code for one in budget(view)]


def test_ten_times_the_work_costs_ten_times_the_total_and_a_tenth_of_it_no_less():
    for times, counted in ((1, 1), (10, 10), (0.1, 1)):
        view = priced(f"{CHEAP}@{PLACE}", scenarios={"volume_multiplier": times})
        assert paid(view) == pytest.approx([200_000 * counted] * 3)


def test_a_total_grows_with_the_work_year_by_year():
    assert paid(priced(f"{CHEAP}@{PLACE}", growth=0.5)) == pytest.approx([2e5, 3e5, 4.5e5])
    assert paid(priced(f"{CHEAP}@{PLACE}", growth=-0.5)) == pytest.approx([2e5, 2e5, 2e5])


def test_ten_times_the_volume_in_the_report_is_the_same_ten_times():
    view = priced(f"{CHEAP}@{PLACE}", 1_000_000)
    today, ten, *_ = scenarios(view, view.bill)
    assert ten.id == "ten_times"
    assert ten.total.p50 > 9 * 0.9 * today.total.p50


def test_what_goes_beyond_the_volume_stated_is_to_be_put_into_the_contract():
    assert "budget.beyond_the_offer" not in codes(priced(f"{CHEAP}@{PLACE}"))
    assert "budget.beyond_the_offer" in codes(priced(f"{CHEAP}@{PLACE}", growth=0.2))


def test_a_total_that_names_no_model_makes_none_cheaper_than_its_list():
    cheap, dear = (priced(PLACE, model=one) for one in (CHEAP, DEAR))
    listed = paid(priced(f"{CHEAP}@{PLACE}", model=DEAR))[0]
    assert listed > 200_000
    assert paid(dear)[0] == pytest.approx(listed)
    assert paid(cheap)[0] == pytest.approx(200_000)
    for view in (cheap, dear):
        assert "budget.offer_names_no_model" in codes(view)


def test_a_total_for_a_named_model_counts_for_that_one_alone():
    dear = priced(f"{DEAR}@{PLACE}", model=DEAR)
    assert paid(dear)[0] == pytest.approx(200_000)
    assert "budget.offer_names_no_model" not in codes(dear)
    assert [
        one.key for one in priced(f"{DEAR}@{PLACE}").bill.lines if one.component == "usage"
    ] != ["quote"]
