"""What a contract commits to: the part that use does not reach is paid on top."""

from dataclasses import replace

import numpy as np

from opendecide.cost.bill import Bill, Line
from opendecide.cost.demand import Floats, months_of_a_lot, years_of_lots
from opendecide.cost.discounting import MONTHS
from opendecide.cost.trend import Trend, since_first_year

KEY = "commitment"
_COUNTED = frozenset({"usage", "hardware"})
"""Components whose lines use up a committed spend."""


def committed(bill: Bill, minimum_per_month: Floats | float) -> Bill:
    """Return a bill with what its contract commits to beyond use and machines, year by year.

    Whoever has only a lot to do gives the contract up after it.

    Args:
        bill: Without a commitment, or with one that other prices have made another.
        minimum_per_month: Committed spend, in the currency of the bill.
    """
    minimum = np.asarray(minimum_per_month, dtype=float)
    lines = tuple([one for one in bill.lines if one.key != KEY])
    if not minimum.any():  # most contracts commit to nothing, and hundreds of them are billed
        return bill if len(lines) == len(bill.lines) else replace(bill, lines=lines)
    missing, path = _missing(bill, lines, minimum)
    if missing.any():
        beyond = Line(
            key=KEY,
            component="usage",
            quantity=1.0,
            unit="year",
            unit_price=missing,
            trend=path,
        )
        lines = (*lines, beyond)
    return replace(bill, lines=lines, committed_per_month=minimum_per_month)


def _missing(bill: Bill, lines: tuple[Line, ...], minimum: Floats) -> tuple[Floats, Trend]:
    """Return what use and machines do not reach: in the first year, and how that goes on."""
    assumed, lot_years = bill.assumed, years_of_lots(bill.demands)
    used = [one for one in lines if one.component in _COUNTED]
    if lot_years is not None:
        spent = sum((one.first for one in used), start=np.zeros(assumed.samples))
        return np.maximum(months_of_a_lot(lot_years) * minimum - spent, 0.0), assumed.of_a_lot
    by_year = sum((one.yearly for one in used), start=np.zeros((assumed.years, assumed.samples)))
    missing = np.maximum(MONTHS * minimum - by_year, 0.0)
    return since_first_year(missing, np.ones((assumed.years, 1)), assumed.present)
