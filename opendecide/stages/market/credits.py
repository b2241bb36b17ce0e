"""Money that somebody else pays: free credits and grants, as a line of the bill."""

from dataclasses import replace

import numpy as np

from opendecide.cost import Bill
from opendecide.cost.bill import Line
from opendecide.cost.trend import Trend
from opendecide.measures.view import View
from opendecide.model.means import CLOUD_NAMES

KEY = "credits"
PAID_BY_CREDITS = frozenset({"usage", "hardware"})
"""Credits buy use and machines; nobody pays wages with them."""


def available(view: View) -> float:
    """Return the credits that can be spent at an offer, in the currency of the case."""
    names = {view.offer.id, view.offer.operator}
    total = 0.0
    for one in view.case.profile.budget.credits:
        places = {CLOUD_NAMES.get(place, place) for place in one.offers}
        spendable = not places or bool(places & names)
        if spendable and (one.until is None or one.until > view.case.decision_date):
            total += view.case.convert(one.amount, one.currency) or 0.0
    return total


def credited(view: View, bill: Bill) -> Bill:
    """Return a bill with the credits taken off what they can buy; never below nothing.

    Those that are taken off already are worked out again, as where the prices are others.
    """
    bill = replace(bill, lines=tuple(line for line in bill.lines if line.key != KEY))
    credit = 0.0 if view.own_site else available(view)
    bought = [line for line in bill.lines if line.component in PAID_BY_CREDITS]
    if credit <= 0 or not bought:
        return bill
    spent = np.minimum(credit, sum(line.amount for line in bought))
    yearly = sum(line.yearly.mean(axis=1) for line in bought)
    path = np.asarray(yearly / max(float(np.sum(yearly)), 1e-12))
    line = Line(
        key=KEY,
        component="credits",
        quantity=1.0,
        unit="credit",
        unit_price=-spent,
        trend=Trend(path[:, np.newaxis], np.ones(spent.shape)),
        once=True,
        source="profile/budget.credits",
        as_of=view.case.decision_date,
    )
    return replace(bill, lines=(*bill.lines, line))
