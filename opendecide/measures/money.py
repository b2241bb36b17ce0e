"""The consequences of a bill: total, how far it may run over, cash needed first, electricity."""

import numpy as np

from opendecide.cost import Bill
from opendecide.cost.electricity import kwh_per_million_output_tokens
from opendecide.cost.order_statistics import median
from opendecide.measures.performance import Floats, Performance, drawn, number, unknown
from opendecide.measures.view import View

GENEROUS = 10.0
"""Reference baskets beyond which a ceiling is no yardstick: at this multiple the basket itself is a
tenth of it, where the scale of `cost.tco` gives full marks."""
BEGINS_AT, BEGINS_WITHOUT = 0.1, 0.25
"""Shares of the ceiling, and of the reference basket without one, up to which the scale of
`cost.tco` gives full marks."""
SMALLEST_COIN = 0.01
"""What a budget of nothing is held against, in the currency of the case: free stays free."""


def yardstick(view: View, reference: Floats) -> Floats | float:
    """Return what a cost is held against: the ceiling, or the reference basket without one.

    A ceiling far above what such work costs says that money is there, not that it is worth nothing.
    """
    ceiling = view.case.ceiling
    if ceiling is None:
        return reference
    # The reference is kept beside its middle, so that its id stays its own.
    question = ("middle of", id(reference))
    middle, _ = view.case.once(question, lambda: (median(reference), reference))
    return max(min(ceiling, GENEROUS * middle), SMALLEST_COIN)


def tco(view: View, reference: Floats) -> Performance:
    """Rate the discounted total as a multiple of the ceiling, or of the reference basket.

    It is for comparing deployments; whether the ceiling holds what is paid the gate on it says.
    """
    key = f"cost/{view.deployment.id}"
    if not isinstance(view.bill, Bill):
        return unknown(key, f"offers/{view.offer.id}/serves.{view.model.id}")
    return drawn(view.bill.total / yardstick(view, reference), key, f"cost/{view.deployment.id}")


def cost_predictability(view: View, reference: Floats) -> Performance:
    """Rate how far a bill may run above what is expected, over what costs are held against.

    Volume and prices move it; what nobody knows yet of the people it takes is ignorance today, not
    a bill that runs away, and counts at its middle. What is added below the cost at which the scale
    of `cost.tco` begins is not missed: else it would pay to spend several times as much steadily.
    """
    key = f"cost/{view.deployment.id}"
    if not isinstance(view.bill, Bill):
        return unknown(key, f"offers/{view.offer.id}/serves.{view.model.id}")
    held_against = float(median(yardstick(view, reference)))
    begins = (BEGINS_AT if view.case.ceiling is not None else BEGINS_WITHOUT) * held_against
    expected = view.bill.expected
    beyond = expected + view.bill.running_over - max(expected, begins)
    return number(max(0.0, beyond) / held_against, key)


def upfront_cash(view: View, reference: Floats) -> Performance:
    """Rate the cash needed before the first useful answer, as a share of the cash available."""
    key = f"cost/{view.deployment.id}"
    if not isinstance(view.bill, Bill):
        return unknown(key, f"offers/{view.offer.id}/serves.{view.model.id}")
    cash = view.case.profile.budget.cash_available
    available: Floats | float | None = None
    if cash is not None:
        available = view.case.convert(cash.amount, cash.currency)
    if available is None:
        # Nobody said how much cash there is: one year's share of the budget is what can be spent.
        years = view.case.profile.budget.horizon_years
        available = yardstick(view, reference) / years
    return drawn(view.bill.upfront_cash / np.maximum(available, 1e-9), key, key)


def energy_use(view: View, reference: Floats) -> Performance:  # noqa: ARG001 — one shape for all
    """Rate the electricity of a million output tokens; pictures and speech have none.

    Of a service only the range of published measurements is known.
    """
    key = f"cost/{view.deployment.id}"
    kwh = kwh_per_million_output_tokens(view.bill) if isinstance(view.bill, Bill) else None
    return unknown(key) if kwh is None else drawn(kwh, key, key, known=view.by_machine)
