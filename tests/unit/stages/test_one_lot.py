"""Work that is done once is an amount: it is paid once, and so are the machines that do it."""

from functools import cache

import numpy as np
import pytest

from opendecide.measures.draws import Draws
from opendecide.measures.operability import people_needed
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import bill_on, price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.findings.workings import workings
from opendecide.stages.market.machine_choice import rented_machine_for, roughly
from opendecide.stages.market.rentals import rented
from opendecide.stages.screening.shortlist import usage_cost

PAGES = 14_000_000
READ, WRITTEN = 1_800, 1_500
LUNA = "gpt-6-luna@openai-api"
RENTED = "qwen3.6-35b-a3b@verda"
HOSTED = "qwen3.6-35b-a3b@huggingface-inference-endpoints"
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
def views(years=1.0, *, deadline="2027-12-31", pages=PAGES, daily=False):
    """Return the archive's deployments with their bills; also with work that comes every day."""
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
    wanted = [one for one in candidates(case) if _name(one) in {LUNA, RENTED, HOSTED}]
    return {_name(view): view for view in price(wanted, Draws(0, 512))}


def bills(*years, **rest):
    """Return their bills."""
    return {name: view.bill for name, view in views(*years, **rest).items()}


def _name(view):
    return f"{view.model.id}@{view.offer.id}"


def paid(bill, *components):
    """Return what is paid for some things in the middle, over the horizon."""
    return np.median(sum(one.amount for one in bill.lines if one.component in components))


def quantity(bill, key, workload=None):
    """Return how much of a thing is bought in the middle, in batches or not."""
    keys = (key, f"{key}_batch")
    found = [one for one in bill.lines if one.key in keys and workload in (None, one.workload)]
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
        cash = bill.metered
        assert np.mean(cash) == pytest.approx(listed)


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
    assert told["working.lot_hours"]["work"] * 3600 == pytest.approx(
        PAGES * WRITTEN / told["working.lot_hours"]["tokens_per_s"]
    )
    assert not {"working.utilisation"} & set(told)
    assert not {"working.tokens", "working.spread"} & set(told)


def test_rented_machines_are_paid_for_the_hours_that_the_lot_takes_whatever_the_horizon():
    for name in (RENTED, HOSTED):
        for years in (0.25, 1.0, 3.0):
            bill = bills(years)[name]
            capacity = bill.capacity
            # 21,000 million tokens ÷ tokens a second ÷ 3,600 s, on machines of so many replicas.
            hours = PAGES * WRITTEN / capacity.tokens_per_s / 3600
            hours = hours * capacity.accelerators_per_replica / capacity.accelerators
            machines = np.asarray(capacity.accelerators)
            until_off = 1.0 if name == HOSTED else 0.0
            assert quantity(bill, "machine_hours") == pytest.approx(
                np.median(machines * (hours + until_off)), rel=0.02
            )


def test_as_many_machines_are_rented_as_the_deadline_asks_for_and_their_hours_stay_the_same():
    late, soon = (bills(deadline=day)[RENTED] for day in ("2027-12-31", "2027-04-15"))
    assert np.median(soon.capacity.replicas) > np.median(late.capacity.replicas)
    assert quantity(soon, "machine_hours") == pytest.approx(
        quantity(late, "machine_hours"), rel=0.1
    )


def test_a_lot_twice_as_large_takes_twice_the_hours():
    once, twice = (bills(pages=pages)[RENTED] for pages in (PAGES, 2 * PAGES))
    assert quantity(twice, "machine_hours") == pytest.approx(
        2 * quantity(once, "machine_hours"), rel=0.02
    )


def test_machines_kept_for_daily_work_do_a_lot_in_the_time_they_have_left():
    alone, both = bills()[RENTED], bills(daily=True)[RENTED]
    kept = [one for one in both.lines if one.key == "machine_hours" and one.workload != "pages"]
    assert np.median(kept[0].quantity) % 8766 == pytest.approx(0)
    assert quantity(both, "machine_hours", "pages") < quantity(alone, "machine_hours")


def test_who_reserves_machines_pays_for_them_until_the_end():
    # Committed for the horizon, so that nothing can be given back.
    bill = views()[RENTED].bill
    demands = {one.workload: one for one in bill.demands}
    reserved = bill_on(views()[RENTED], demands, bill.assumed, "reserved")
    machines = np.median(reserved.capacity.accelerators)
    assert quantity(reserved, "machine_hours") == pytest.approx(8766 * machines)


def test_for_a_lot_a_machine_is_chosen_by_what_the_work_costs_on_it_not_by_its_hour():
    view = views(pages=100_000)[RENTED]
    priced = rented(view.case, view.offer)
    chosen = rented_machine_for(view.case, view.model, priced)
    work = {
        machine.id: price * sized.at_work
        for price, machine in priced
        if (sized := roughly(view.case, view.model, machine)) is not None
    }
    assert work[chosen.id] == min(work.values())


def test_people_and_software_are_paid_while_the_lot_is_done_and_no_longer():
    for name in (RENTED, HOSTED):
        short, long = bills(1.0)[name], bills(3.0)[name]
        assert np.median(long.total) == pytest.approx(np.median(short.total))
        [hours] = [one.quantity for one in short.lines if one.key == "machine_hours"]
        [software] = [one for one in short.lines if one.key == "software"]
        [demand] = short.demands
        months = np.ceil(12 * np.median(hours) / 8766)
        assert 1 < months < 12 * demand.lot_years < 12
        assert software.quantity == pytest.approx(months)


def test_a_service_that_does_a_lot_is_run_for_a_month():
    short, long = bills(1.0)[LUNA], bills(3.0)[LUNA]
    assert np.median(long.total) == pytest.approx(np.median(short.total))
    [staff] = [one for one in short.lines if one.key == "staff"]
    assert np.allclose(staff.quantity, short.assumed["fte_api"] / 12)


def test_a_lot_is_tested_for_as_long_as_it_may_take():
    # How much of it has to be looked at does not follow from how fast machines are.
    for name in (LUNA, RENTED, HOSTED):
        bill = bills(1.0)[name]
        [line], [demand] = [one for one in bill.lines if one.key == "evaluation"], bill.demands
        people = bill.assumed["fte_evaluation"] * demand.care * demand.lot_years
        assert np.allclose(line.quantity, people)


def test_machines_at_hand_are_lent_for_whole_months_and_use_the_power_of_the_work():
    [view] = institute(1)
    [care] = [one for one in view.bill.lines if one.key == "maintenance"]
    [power] = [one for one in view.bill.lines if one.key == "electricity"]
    capacity = view.bill.capacity
    months = np.ceil(12 * np.median(capacity.utilisation))
    assert months < 12
    assert care.quantity == pytest.approx(0.5 * months / 12)
    assert np.all(power.quantity >= 0.999 * capacity.kwh_of_work)
    assert "working.lent" in {one.code for one in workings(view.bill)}


def test_after_a_lot_nobody_changes_the_model():
    assert not [one for one in bills(3.0)[LUNA].lines if one.component == "migration"]
    daily = [one for one in bills(3.0, daily=True)[LUNA].lines if one.component == "migration"]
    assert daily


def test_a_lot_beside_daily_work_is_tested_in_its_year_and_no_longer():
    [line] = [one for one in bills(3.0, daily=True)[LUNA].lines if one.key == "evaluation"]
    # Two workloads, the worse of medium criticality: 1.15; then one of medium criticality alone.
    assert np.median(line.yearly[0] / line.yearly[1]) == pytest.approx(1.15)
    assert np.median(line.yearly[1] / line.yearly[2]) == pytest.approx(1.0)


def institute(years):
    """Return a lot on own machines that are half taken by other work, with its bill."""
    lot = ARCHIVE | {"volume": {"batch": 200_000}}
    profile = {
        "organisation": {"name": "Institute", "country": "IN", "persona": "research_lab"},
        "workloads": [lot],
        "hardware": {"accelerators": [{"model": "A100", "count": 8, "free_share": 0.5}]},
        "budget": {"currency": "USD", "horizon_years": years, "capex_allowed": False},
    }
    case, _ = complete(Profile.model_validate(profile), load_catalog(), load_criteria())
    wanted = [one for one in candidates(case) if _name(one) == "qwen3.6-35b-a3b@own-premises"]
    return price(wanted[:1], Draws(0, 512))


def test_machines_at_hand_are_cared_for_until_a_lot_is_done_and_no_longer():
    """They are there before and after it, for others."""
    [short], [long] = institute(1), institute(4)
    for name in ("hardware", "energy"):
        once, later = (np.median(one.bill.by_component()[name]) for one in (short, long))
        assert later == pytest.approx(once, rel=0.05)


def test_nobody_has_to_take_turns_for_a_lot():
    """On own premises 0.6 to 2 people of whom 1.25 is usual: the least will do."""
    lot, daily = (people_needed(views(daily=one)[RENTED]) for one in (False, True))
    assert lot.mid == lot.low < lot.high < daily.mid < daily.high


@pytest.mark.parametrize("name", [RENTED, HOSTED])
def test_a_quick_look_takes_machines_for_a_lot_only_as_long_as_it_lasts(name):
    """Else it would take them for too dear, and nobody would look at their bill."""
    view = views(3.0, daily=True, pages=200 * PAGES)[name]
    assert usage_cost(view) < np.median(view.bill.total)
