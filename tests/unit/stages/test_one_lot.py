"""Work that is done once is an amount: it is paid once, and so are the machines that do it."""

from functools import cache

import numpy as np
import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.findings.workings import workings

PAGES = 14_000_000
READ, WRITTEN = 1_800, 1_500
LUNA = "gpt-6-luna@openai-api"
RENTED = "qwen3.6-35b-a3b@verda"
HOSTED = "qwen3.6-35b-a3b@huggingface-endpoints"
"""Machines that the house rents and runs, and those that a host runs for it."""
ARCHIVE = {
    "id": "pages",
    "task_type": "extraction",
    "user_type": "machine",
    "volume": {"batch": PAGES},
    "tokens": {"input": READ, "output": WRITTEN},
    "latency": {"interactive": False},
    "criticality": "low",
    "data_classes": ["public"],
    "deadline": "2027-12-31",
}
QUESTIONS = {
    "id": "questions",
    "task_type": "extraction",
    "user_type": "machine",
    "volume": {"requests_per_day": 200_000},
    "tokens": {"input": READ, "output": WRITTEN},
    "data_classes": ["public"],
}


@cache
def bills(years=1.0, *, deadline="2027-12-31", pages=PAGES, daily=False):
    """Return the bills of the archive by deployment; also with work that comes every day."""
    lot = ARCHIVE | {"volume": {"batch": pages}, "deadline": deadline}
    profile = {
        "organisation": {
            "name": "Archive",
            "country": "AU",
            "decision": {"date": "2027-01-10"},
            "size": {"headcount": 60},
        },
        "workloads": [lot, QUESTIONS] if daily else [lot],
        "team": {"ml_level": "intermediate", "ml_fte": 1, "ops_fte": 0.5, "delivery_fte": 1},
        "budget": {"currency": "USD", "horizon_years": years},
    }
    case, _ = complete(Profile.model_validate(profile), load_catalog(), load_criteria())
    views = [one for one in candidates(case) if _name(one) in {LUNA, RENTED, HOSTED}]
    return {_name(view): view.bill for view in price(views, Draws(0, 512))}


def _name(view):
    return f"{view.model.id}@{view.offer.id}"


def paid(bill, *components):
    """Return what is paid for some things in the middle, over the horizon."""
    return np.median(sum(one.amount for one in bill.lines if one.component in components))


def quantity(bill, key, workload=None):
    """Return how much of a thing is bought in the middle."""
    found = [one for one in bill.lines if one.key == key and workload in (None, one.workload)]
    return np.median(sum(one.quantity for one in found))


@pytest.mark.parametrize("deadline", ["2027-12-31", None])
def test_a_lot_is_billed_whole_and_once_whatever_the_horizon(deadline):
    # 14,000,000 pages × 1,800 tokens are 25,200 million, and × 1,500 they are 21,000 million.
    for years in (0.25, 1.0, 3.0):
        bill = bills(years, deadline=deadline)[LUNA]
        assert quantity(bill, "api_input_tokens") == pytest.approx(25_200)
        assert quantity(bill, "api_output_tokens") == pytest.approx(21_000)
        # Paid within a year, so that discounting is all that may be missing, some 4 % at most.
        listed = sum(one.first for one in bill.lines if one.component == "usage").mean()
        assert 0.95 < paid(bill, "usage") / listed < 1.0
        cash = bill.metered.sum(axis=0)
        assert np.median(cash) == pytest.approx(listed)


def test_the_growth_of_a_rate_and_falling_prices_leave_a_lot_alone():
    grown = {**ARCHIVE, "volume": {"batch": PAGES, "growth_per_year": 0.5}}
    profile = Profile.model_validate(
        {"organisation": {"name": "Archive", "country": "AU"}, "workloads": [grown]}
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    [need] = case.needs
    assert need.once
    assert need.growth_per_year == 0.0
    bill = bills(3.0)[LUNA]
    used = [one.yearly for one in bill.lines if one.component == "usage"]
    assert all(not one[1:].any() for one in used)


def test_a_lot_has_one_figure_a_day_wherever_it_is_told():
    bill = bills()[RENTED]
    [demand] = bill.demands
    told = {one.code: one.values for one in workings(bill)}
    assert told["working.lot_tokens"]["requests"] == pytest.approx(PAGES)
    assert told["working.lot_pace"]["requests"] == pytest.approx(PAGES)
    assert told["working.lot_pace"]["days"] == demand.active_days_per_year < 355
    each = told["working.lot_pace"]["each"]
    assert each == pytest.approx(PAGES / demand.active_days_per_year)
    assert not {"working.tokens", "working.spread"} & set(told)
