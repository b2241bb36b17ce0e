"""What the bill becomes when volume grows, and when a budget stops it."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from opendecide.cost.assumptions import Assumptions
from opendecide.cost.bill import Bill, Quantiles, quantiles
from opendecide.cost.break_even import Billing
from opendecide.cost.demand import Demand, Floats

VOLUMES = (1.0, 10.0)
_MONTHS = 12


class Scenario(NamedTuple):
    """The total over the horizon at so many times today's volume; None without a bill."""

    multiple: float
    total: Quantiles | None
    per_million_tokens: float | None


def volume_scenarios(
    billing: Billing,
    demands: Sequence[Demand],
    assumed: Assumptions,
    multiples: Sequence[float] = VOLUMES,
) -> tuple[Scenario, ...]:
    """Return the bill today and at other volumes."""
    found = []
    for multiple in multiples:
        bill = billing([demand.scaled(multiple) for demand in demands], assumed)
        if not isinstance(bill, Bill):
            found.append(Scenario(multiple, None, None))
            continue
        unit = bill.per_million_tokens
        found.append(
            Scenario(
                multiple, quantiles(bill.total), None if unit is None else float(np.median(unit))
            )
        )
    return tuple(found)


def budget_stop_months(bill: Bill, ceiling: Floats | float) -> tuple[float | None, ...]:
    """Return P10, P50 and P90 of the months until the money is gone; None: it lasts.

    One-offs are paid in the first month, all else evenly over each year.
    """
    once = [line.first for line in bill.lines if line.once and line.key == "setup"]
    first = np.sum(once, axis=0) if once else 0.0
    running = np.sum([line.yearly for line in bill.lines if not line.once], axis=0)
    months = math.ceil(bill.horizon_years * _MONTHS - 1e-9)
    monthly = np.repeat(running / _MONTHS, _MONTHS, axis=0)[:months]
    over = first + np.cumsum(monthly, axis=0) > ceiling
    stops = np.where(over.any(axis=0), np.argmax(over, axis=0) + 1.0, np.inf)
    ordered = np.sort(stops)
    chosen = [ordered[round(share * (ordered.size - 1))] for share in (0.1, 0.5, 0.9)]
    return tuple(float(one) if np.isfinite(one) else None for one in chosen)
