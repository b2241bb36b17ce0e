"""What a contract commits to: the part that use does not reach is paid on top."""

from dataclasses import replace

import numpy as np

from opendecide.cost.bill import Bill, Line
from opendecide.cost.demand import Floats
from opendecide.cost.discounting import MONTHS

KEY = "commitment"
_COUNTED = frozenset({"usage", "hardware"})
"""Components whose lines use up a committed spend."""


def committed(bill: Bill, minimum_per_month: Floats | float) -> Bill:
    """Return a bill with what its contract commits to beyond use and machines.

    Args:
        bill: Without a commitment, or with one that other prices have made another.
        minimum_per_month: Committed spend, in the currency of the bill.
    """
    floor = MONTHS * np.asarray(minimum_per_month, dtype=float)
    lines = tuple([one for one in bill.lines if one.key != KEY])
    if not floor.any():  # most contracts commit to nothing, and hundreds of them are billed
        return bill if len(lines) == len(bill.lines) else replace(bill, lines=lines)
    used = [one.first for one in lines if one.component in _COUNTED]
    missing = np.maximum(floor - np.sum(used, axis=0), 0.0)
    if missing.any():
        beyond = Line(
            key=KEY,
            component="usage",
            quantity=1.0,
            unit="year",
            unit_price=missing,
            trend=bill.assumed.trend(),
        )
        lines = (*lines, beyond)
    return replace(bill, lines=lines, committed_per_month=minimum_per_month)
