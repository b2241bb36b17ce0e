"""A ceiling is money that is paid: gates, shares of it and the budget's end count alike."""

from pathlib import Path

import numpy as np
import pytest

from opendecide.cost.order_statistics import median
from opendecide.cost.scenarios import budget_stop_months
from opendecide.measures.draws import Draws
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import parse_setting
from opendecide.recommend import recommend
from opendecide.report.language import language
from opendecide.report.view import view
from opendecide.stages.gates.money_and_tests import budget
from opendecide.stages.run import run

CLINIC = Path(__file__).parents[3] / "examples" / "clinic.yaml"
SAMPLES = 256


def asked(*settings):
    return load_profile(CLINIC, settings=[parse_setting(one) for one in settings])


@pytest.fixture(scope="module")
def leader():
    found = run(asked(), load_criteria(), load_catalog(), Draws(0, SAMPLES))
    return found.views[found.evaluation.order[0]]


def test_what_is_paid_is_the_cash_of_all_years(leader):
    bill = leader.bill
    assert bill.paid == pytest.approx(bill.yearly.sum(axis=0))
    # At 8 % a year, what is paid over three years is worth about a tenth less today.
    assert 1.05 < median(bill.paid) / median(bill.total) < 1.15


@pytest.mark.parametrize(("share", "said"), [(0.99, "budget.above"), (1.01, "budget.tight")])
def test_the_gate_and_the_end_of_the_budget_say_the_same(leader, share, said):
    ceiling = share * median(leader.bill.paid)
    case = asked(f"budget.ceiling.amount={ceiling}", "budget.horizon_years=3")
    found = run(case, load_criteria(), load_catalog(), Draws(0, SAMPLES))
    same = next(one for one in found.views if one.deployment.id == leader.deployment.id)
    [against] = [one.reason.code for one in budget(same) if one.reason.code.startswith("budget.")]
    assert against == said
    _, middle, _ = budget_stop_months(same.bill, ceiling)
    assert (middle is None) is (said == "budget.tight")


def test_a_discount_rate_makes_no_budget_larger(leader):
    patient = run(
        asked("budget.discount_rate=0.3"), load_criteria(), load_catalog(), Draws(0, SAMPLES)
    )
    same = next(one for one in patient.views if one.deployment.id == leader.deployment.id)
    assert median(same.bill.total) < median(leader.bill.total)
    assert np.allclose(same.bill.paid, leader.bill.paid)


def test_the_first_page_shows_what_is_held_against_the_ceiling():
    with_one, without = (
        view(recommend(one, samples=64, stress=False), language("en")).summary
        for one in (asked(), asked("budget.ceiling=null"))
    )
    assert with_one.paid is not None
    assert with_one.paid.middle.text != with_one.cost.middle.text
    assert without.paid is None
