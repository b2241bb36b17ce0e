"""What the fixed reference basket costs: the yardstick where no ceiling is stated."""

import numpy as np

from opendecide.cost.order_statistics import median
from opendecide.measures.case import Case
from opendecide.measures.draws import Draws
from opendecide.measures.money import GENEROUS, SMALLEST_COIN
from opendecide.measures.performance import Floats
from opendecide.measures.requirements import adapts_weights
from opendecide.model.fact import number_of
from opendecide.stages.filling.demand import demand_of
from opendecide.stages.filling.planning_figures import planning

_FEW = Draws(seed=0, samples=64)
"""For the middle of the reference basket, which few samples tell well enough."""


def reference_middle(case: Case) -> float:
    """Return the middle cost of the reference basket over the horizon; see `reference_total`."""
    return case.once("reference_middle", lambda: median(reference_total(case, _FEW)))


def held_against(case: Case) -> float:
    """Return what the middle of a cost is held against; see `yardstick`."""
    basket = reference_middle(case)
    if case.ceiling is None:
        return basket
    return max(min(case.ceiling, GENEROUS * basket), SMALLEST_COIN)


def cost_unit(case: Case) -> str:
    """Return what the figures of a total cost are multiples of; see `yardstick`."""
    if case.ceiling is None:
        return "reference costs"
    generous = case.ceiling > GENEROUS * reference_middle(case)
    return "ten reference costs" if generous else "budget ceilings"


def added_unit(case: Case) -> str:
    """Return what the figures of how far a bill may run over are multiples of."""
    return f"{cost_unit(case)} that use and prices may add"


CASH_UNITS = {
    "reference costs": "share of a year's reference cost",
    "ten reference costs": "share of ten times a year's reference cost",
    "budget ceilings": "share of a year's ceiling",
}
"""What stands in for the cash that nobody stated: a year's share of what costs are held against."""


def cash_unit(case: Case) -> str:
    """Return what cash before the first use is a share of; see `upfront_cash`."""
    cash = case.profile.budget.cash_available
    if cash is not None and case.convert(cash.amount, cash.currency) is not None:
        return "share of the cash available"
    return CASH_UNITS[cost_unit(case)]


def reference_total(case: Case, draws: Draws) -> Floats:
    """Return what the fixed reference basket costs for this demand, shape (s,).

    A middle-priced service and a quarter of a person, for one person alone a subscription in its
    place, and the validation and adaptation that are owed whatever answers: a yardstick that no
    deployment moves.
    """
    rules = case.catalog.rules
    persona = case.profile.organisation.persona
    prices = {
        name: rules.get(f"reference.{name}.{persona}") or rules[f"reference.{name}"]
        for name in ("input_price", "output_price", "fte")
    }
    assumed = planning(case, draws)
    years = case.profile.budget.horizon_years
    used: Floats = np.zeros(draws.samples)
    rate = case.convert(1.0, "USD") or 1.0
    for need in case.needs:
        demand = demand_of(case, need, draws)
        millions = np.asarray(demand.requests_per_day) * demand.active_days_per_year / 1e6
        used = used + (1.0 if need.once else years) * rate * millions * (
            demand.input_tokens * number_of(prices["input_price"])
            + demand.output_tokens * number_of(prices["output_price"])
        )
    validated = sum(need.workload.validated for need in case.needs)
    people = number_of(prices["fte"]) + validated * assumed["fte_validation"]
    staff: Floats = people * assumed["salary_per_year"]
    fixed = rate * number_of(rules.get(f"reference.fixed.{persona}"))
    yearly = np.asarray(staff + fixed)
    adapted = sum(adapts_weights(need.workload) for need in case.needs)
    begun = adapted * assumed["adaptation"] * assumed["salary_per_year"]
    running = min(1.0, years) if case.done_once else years
    return np.asarray(used + yearly * running + begun)
