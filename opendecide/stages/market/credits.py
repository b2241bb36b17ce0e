"""Money that somebody else pays: free credits and grants, as a line of the bill."""

from dataclasses import replace
from datetime import date

import numpy as np

from opendecide.cost import Bill
from opendecide.cost.bill import Line
from opendecide.cost.demand import DAYS_PER_YEAR, Floats
from opendecide.cost.trend import Trend
from opendecide.measures.view import View
from opendecide.model.means import CLOUD_NAMES, Credit

KEY = "credits"
PAID_BY_CREDITS = frozenset({"usage", "hardware"})
"""Credits buy use and machines; nobody pays wages with them."""


def spendable(view: View) -> tuple[Credit, ...]:
    """Return the credits that can be spent at an offer, those that end first in front."""
    names = {view.offer.id, view.offer.operator}
    found = [
        one
        for one in view.case.profile.budget.credits
        if not one.offers or names & {CLOUD_NAMES.get(place, place) for place in one.offers}
    ]
    return tuple(sorted(found, key=lambda one: one.until or date.max))


def credited(view: View, bill: Bill) -> Bill:
    """Return a bill with the credits taken off what they can buy; never below nothing.

    What is used first is paid first, and nothing that is used after a credit has ended. Those that
    are taken off already are worked out again, as where the prices are others.
    """
    lines = tuple([line for line in bill.lines if line.key != KEY])
    if len(lines) < len(bill.lines):
        bill = replace(bill, lines=lines)
    given = () if view.own_site else spendable(view)
    bought = [line for line in bill.lines if line.component in PAID_BY_CREDITS]
    if not given or not bought:
        return bill
    yearly = np.asarray(sum(line.yearly for line in bought))
    lengths = bill.assumed.lengths[:, np.newaxis]
    whole = yearly * lengths
    spent = np.zeros(yearly.shape[1])
    for one in given:
        amount = view.case.convert(one.amount, one.currency) or 0.0
        used = (yearly * np.minimum(lengths, _open(view, one, len(yearly)))).sum(axis=0)
        spent = np.maximum(spent, np.minimum(spent + amount, used))
    if not spent.any():
        return bill
    paid = np.diff(np.minimum(np.cumsum(whole, axis=0), spent), axis=0, prepend=0.0)
    worth = (paid * bill.assumed.present / lengths).sum(axis=0)
    # What is paid in full leaves nothing: not even what a sum in another order would.
    worth = np.where(spent < whole.sum(axis=0), worth, sum(line.amount for line in bought))
    line = Line(
        key=KEY,
        component="credits",
        quantity=1.0,
        unit="credit",
        unit_price=-worth,
        trend=Trend(paid / np.where(worth > 0, worth, 1.0), np.ones(worth.shape)),
        once=True,
        source="profile/budget.credits",
        as_of=view.case.decision_date,
    )
    return replace(bill, lines=(*bill.lines, line))


def _open(view: View, credit: Credit, years: int) -> Floats:
    """Return the share of each year from the first use on in which a credit can be spent."""
    if credit.until is None:
        return np.ones((years, 1))
    start = min(need.go_live for need in view.case.needs)
    left = ((credit.until - start).days + 1) / DAYS_PER_YEAR
    return np.asarray(np.clip(left - np.arange(years), 0.0, 1.0)[:, np.newaxis])
