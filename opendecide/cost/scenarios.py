"""What the bill becomes when volume grows or prices move, and when a budget stops it."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from opendecide.cost.bill import Bill
from opendecide.cost.commitment import committed
from opendecide.cost.demand import Floats
from opendecide.cost.discounting import MONTHS

VOLUMES: Mapping[str, float] = MappingProxyType({"today": 1.0, "ten_times": 10.0})
"""Multiples of today's volume."""
PRICES: Mapping[str, float] = MappingProxyType({"prices_halve": 0.5, "prices_double": 2.0})
"""Multiples of what use and machines cost; people cost what they cost."""
PRICED = frozenset({"usage", "hardware", "energy"})


def repriced(bill: Bill, factor: float) -> Bill:
    """Return the bill with other prices of use, machines and electricity.

    A committed spend stays what it is; other prices reach more of it, or less.
    """
    lines = tuple(
        replace(one, unit_price=one.unit_price * factor)
        if one.component in PRICED and not one.once
        else one
        for one in bill.lines
    )
    other = replace(bill, lines=lines, cash=bill.cash * factor)
    return committed(other, bill.committed_per_month)


def budget_stop_months(bill: Bill, ceiling: Floats | float) -> tuple[float | None, ...]:
    """Return P10, P50 and P90 of the months until the money is gone; None: it lasts.

    Setting up is paid in the first month, all else evenly over its year. It lasts where no more is
    paid over the horizon than the budget holds, which is what the gate asks.
    """
    once = [line.first for line in bill.lines if line.once and line.key.startswith("setup")]
    at_first = np.sum(once, axis=0) if once else np.zeros(bill.assumed.samples)
    lengths = bill.assumed.lengths[:, None]
    running = bill.yearly.copy()
    running[0] -= at_first
    running /= lengths
    left = ceiling - at_first
    stops = np.full(bill.assumed.samples, np.inf)
    for year, length in enumerate(bill.assumed.lengths):
        month = np.maximum(running[year] / MONTHS, 1e-12)
        months = float(length) * MONTHS
        within = np.maximum(left, 0.0) / month
        now = np.isinf(stops) & (within < months - 1e-9)
        stops[now] = year * MONTHS + within[now]
        left = left - month * months
    ordered = np.sort(stops)
    chosen = [ordered[round(share * (ordered.size - 1))] for share in (0.1, 0.5, 0.9)]
    return tuple(float(one) if np.isfinite(one) else None for one in chosen)
