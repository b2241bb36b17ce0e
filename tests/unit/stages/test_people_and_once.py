"""People by what is served, work that is done once, and bills that only use can move."""

import numpy as np
import pytest

from opendecide.measures.draws import Draws
from opendecide.measures.money import cost_predictability
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

CATALOG, CRITERIA, DRAWS = load_catalog(), load_criteria(), Draws(0, 512)


def bills(*workloads, **rest):
    """Return the bills of two services by the name of their offer."""
    profile = {
        "organisation": {"name": "Firm", "country": "FR"},
        "workloads": [
            {"id": f"work-{place}", "task_type": "extraction", "data_classes": ["public"], **one}
            for place, one in enumerate(workloads)
        ],
        **rest,
    }
    case, _ = complete(Profile.model_validate(profile), CATALOG, CRITERIA)
    wanted = {"gpt-6-luna@openai-api", "gpt-6-luna@chatgpt-business"}
    views = [one for one in candidates(case) if one.deployment.id in wanted]
    return {one.offer.id: one for one in price(views, DRAWS)}


def people(view, key):
    return sum(np.median(one.quantity) for one in view.bill.lines if one.key == key)


def test_tests_and_changes_of_model_take_people_by_number_and_criticality_of_workloads():
    one = bills({})["openai-api"]
    more = bills({}, {"criticality": "critical"})["openai-api"]
    for key in ("evaluation", "migration"):
        assert people(more, key) == pytest.approx(1.84 * people(one, key))


def test_who_has_every_version_validated_pays_for_it_each_year_and_at_each_change():
    plain, validated = (bills({"validated": said})["openai-api"] for said in (False, True))
    assert people(plain, "validation") == 0
    assert people(validated, "validation") > 0
    assert people(validated, "migration") > people(plain, "migration")


def test_a_lot_of_work_that_is_done_once_is_paid_once():
    volume = {"batch": 1_000_000}
    years = {
        horizon: bills({"volume": volume}, budget={"horizon_years": horizon})["openai-api"].bill
        for horizon in (1, 3)
    }
    [used] = [
        np.median(sum(line.amount for line in years[3].lines if line.component == "usage"))
        / np.median(sum(line.amount for line in years[1].lines if line.component == "usage"))
    ]
    assert used == pytest.approx(1.0)
    assert years[3].yearly[0].mean() > years[3].yearly[1].mean()


def test_seats_for_a_lot_are_given_up_after_it():
    # Entered by hand within the first year of three, so that no later year is paid.
    told = {"volume": {"batch": 2000}, "task_type": "chat_assistant"}
    bill = bills(told, budget={"horizon_years": 3})["chatgpt-business"].bill
    [seats] = [one for one in bill.lines if one.key == "seats"]
    assert seats.yearly[0].any()
    assert not seats.yearly[1:].any()
    assert np.median(seats.quantity) % 12 == pytest.approx(0)


def test_a_fixed_price_runs_away_less_than_a_meter():
    volume = {"users": 40, "requests_per_user_per_day": [200, 2000, 20000]}
    found = bills({"volume": volume, "task_type": "chat_assistant"})
    usual = found["openai-api"].bill.paid
    meter, seats = (
        cost_predictability(found[name], usual).mid for name in ("openai-api", "chatgpt-business")
    )
    assert seats < 0.1 < meter


def test_what_a_meter_adds_below_a_tenth_of_the_ceiling_is_not_missed():
    """Else a committed spend would be worth paying several times as much."""
    volume = {"users": 40, "requests_per_user_per_day": [2, 20, 200]}
    budget = {"ceiling": {"amount": 450_000, "currency": "EUR"}, "counts_existing_staff": False}
    view = bills({"volume": volume, "task_type": "chat_assistant"}, budget=budget)["openai-api"]
    middle, high = np.quantile(view.bill.paid, [0.5, 0.9])
    assert 2 * middle < high < 45_000
    assert cost_predictability(view, np.full(DRAWS.samples, 1e6)).mid == 0


def test_what_a_meter_adds_beyond_it_is_held_against_the_ceiling():
    volume = {"users": 40, "requests_per_user_per_day": [200, 2000, 20000]}
    budget = {"ceiling": {"amount": 50_000, "currency": "EUR"}}
    view = bills({"volume": volume, "task_type": "chat_assistant"}, budget=budget)["openai-api"]
    middle, high = np.quantile(view.bill.metered, [0.5, 0.9])
    rated = cost_predictability(view, np.full(DRAWS.samples, 1e6)).mid
    assert rated == pytest.approx((high - middle) / 50_000)
