"""How long machines are paid whose host switches off what nobody calls."""

import numpy as np
import pytest

from opendecide.cost import Bill, run_bill
from opendecide.cost.awake import Calls, awake_share
from opendecide.cost.demand import HOURS_PER_YEAR

EVERY_DAY = 365.25


def office(per_day, **options):
    figures = {
        "per_day": per_day, "peak_factor": 4.0, "days_per_year": EVERY_DAY,
        "waited_for": True, "hard": False,
    } | options  # fmt: skip
    return Calls(**figures)


def test_an_endpoint_sleeps_at_night_and_on_days_without_work():
    # A peak of four times the mean: 2 x 24 / 4 = 12 hours of calls, and one until it falls asleep.
    # Of a thousand calls one comes at any hour, and keeps it awake for an hour.
    assert awake_share([office(1000.0)], 1.0) == pytest.approx(13 / 24 + 0.04 * 11 / 24, abs=1e-3)
    weekdays = office(1000.0, days_per_year=EVERY_DAY * 5 / 7)
    assert awake_share([weekdays], 1.0) == pytest.approx(
        awake_share([office(1000.0)], 1.0) * 5 / 7, abs=1e-6
    )


def test_what_is_called_many_times_a_second_never_sleeps():
    assert awake_share([office(46 * 86_400.0)], 1.0) == pytest.approx(1.0, abs=1e-6)
    assert awake_share([office(46 * 86_400.0)], 0.1) == pytest.approx(1.0, abs=1e-3)


def test_it_stays_on_where_more_than_one_caller_in_twenty_would_wait_for_it_to_start():
    assert awake_share([office(10.0)], 1.0) == 1.0
    assert awake_share([office(200.0)], 1.0) < 0.6


def test_it_stays_on_where_a_late_answer_is_of_no_use():
    assert awake_share([office(5000.0, hard=True)], 1.0) == 1.0


def test_what_nobody_waits_for_wakes_it_now_and_then():
    once_a_day = office(1.0, waited_for=False)
    assert awake_share([once_a_day], 1.0) == pytest.approx(1 / 24, rel=0.03)
    # Awake for the night's work as well as for the people: never longer than both together.
    alone = awake_share([office(5000.0)], 1.0)
    assert alone < awake_share([office(5000.0), once_a_day], 1.0) < alone + 1 / 24


def test_nobody_is_paid_for_more_than_all_hours():
    flat = office(1e6, peak_factor=1.0)
    assert awake_share([flat], 1.0) == pytest.approx(1.0)
    draws = awake_share([office(np.array([100.0, 1e4]), peak_factor=np.array([2.0, 8.0]))], 1.0)
    assert draws.shape == (2,)
    assert (draws <= 1.0).all()


HAND = {
    "salary_per_year": 100e3, "fte_managed": 0.2, "fte_evaluation": 0.0, "fte_guardrails": 0.0,
    "setup_managed": 0.0, "migration": 0.0, "software_per_month_managed": 0.0, "exit": 0.0,
    "accelerator_price_factor": 1.0, "accelerator_price_decline": 0.0,
}  # fmt: skip


@pytest.fixture
def endpoint(draw_assumptions, plan_for, workload):
    """Return a maker of bills for gpt-oss-120b on one card at 4 USD an hour, run by its host."""

    def bill(*, requests=5000.0, **options) -> Bill:
        plan = plan_for("gpt-oss-120b", "h100", 1, 4.0, mode="managed", **options)
        return run_bill(plan, [workload(requests * 2000.0)], draw_assumptions(HAND))

    return bill


def test_a_dedicated_endpoint_costs_its_hours_and_the_people_of_a_managed_service(endpoint, middle):
    bill = endpoint()
    lines = {one.key: one for one in bill.lines}
    # One replica at work and one standing by, day and night: 2 x 8,766 x 4 = 70,128 a year.
    hours = lines["machine_hours"]
    assert middle(hours.quantity) == 2 * HOURS_PER_YEAR
    assert middle(hours.first) == 70_128
    # 0.2 of a person at 100,000: what the machines take of an operator is the host's affair.
    assert middle(lines["staff"].first) == pytest.approx(20_000)
    assert {*lines} == {"machine_hours", "staff"}


def test_an_endpoint_that_sleeps_is_paid_for_the_hours_it_is_awake(endpoint, middle):
    asleep, always_on = (
        next(one for one in bill.lines if one.key == "machine_hours")
        for bill in (endpoint(sleeps_after_hours=1.0), endpoint())
    )
    # Thirteen hours of calls, and some of the night for five calls that keep to no hours.
    share = awake_share([office(5000.0)], 1.0)
    assert 13 / 24 < share < 16 / 24
    assert middle(asleep.first / always_on.first) == pytest.approx(share, abs=1e-6)
    # The line still multiplies out: hours x price x factor.
    quantity, unit_price, factor, amount = asleep.central
    assert quantity == pytest.approx(2 * HOURS_PER_YEAR * share, abs=0.1)
    assert quantity * unit_price * factor == pytest.approx(amount)


def test_an_hour_that_is_slept_through_changes_no_cost_at_full_load(endpoint):
    asleep_at_night, always_on = endpoint(sleeps_after_hours=1.0), endpoint()
    assert np.allclose(asleep_at_night.at_full_load, always_on.at_full_load)
    assert (asleep_at_night.capacity.kwh_metered < always_on.capacity.kwh_metered).all()
