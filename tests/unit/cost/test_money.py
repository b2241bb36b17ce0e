"""Money over time and between currencies, recomputed by a second route."""

import numpy as np
import pytest

from opendecide.cost import api_bill
from opendecide.cost.currency import exchange_factor
from opendecide.cost.discounting import present_value_of_years
from opendecide.errors import InvalidInputError


@pytest.mark.parametrize("horizon", [0.5, 1.0, 2.5, 3.0, 5.0])
@pytest.mark.parametrize("rate", [0.0, 0.03, 0.08])
def test_present_value_is_the_sum_of_discounted_months(horizon, rate):
    found = present_value_of_years(np.array([rate]), horizon).sum()
    by_hand = sum((1 / 12) * (1 + rate) ** (-month / 12) for month in range(round(horizon * 12)))
    assert found == pytest.approx(by_hand)


def test_a_missing_exchange_rate_gives_no_factor(rates):
    assert exchange_factor("INR", "USD", rates) is None
    assert exchange_factor("USD", "EUR", rates) == pytest.approx(1 / 1.1)


def test_growth_and_falling_prices_compound_by_year(draw_assumptions, price, workload, middle):
    assumed = draw_assumptions({"api_price_decline": 0.1, "discount_rate": 0.0})
    demand = workload(growth_per_year=0.6)
    bill = api_bill([price(4.0, 20.0)], [demand], assumed)
    first = 365.25 * 500 * (1500 * 4 + 500 * 20) / 1e6
    usage = [line for line in bill.lines if line.component == "usage"]
    for year in range(3):
        paid = sum(middle(line.yearly[year]) for line in usage)
        assert paid == pytest.approx(first * (1.6 * 0.9) ** year)
    assert sum(middle(line.amount) for line in usage) == pytest.approx(first * (1 + 1.44 + 1.44**2))


def test_an_override_that_no_bill_reads_is_refused(draw_assumptions):
    with pytest.raises(InvalidInputError, match="fte_clowd"):
        draw_assumptions({"fte_clowd": 1.0})


def test_figures_of_a_persona_come_before_the_general_ones(draw_assumptions, middle):
    assert middle(draw_assumptions(persona="individual")["fte_api"]) == 0.0
    assert middle(draw_assumptions()["fte_api"]) > 0.0
