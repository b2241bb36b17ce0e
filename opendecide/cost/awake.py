"""How long machines are paid whose host switches them off when nobody calls."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from opendecide.cost.demand import DAYS_PER_YEAR, Demand, Floats
from opendecide.cost.order_statistics import median

HOURS_PER_DAY = 24.0
SURPRISED = 0.05
"""Share of the calls that may find the machines asleep: the target is that of 95 calls in 100."""
AT_ANY_HOUR = 0.001
"""Share of a day's calls that keep to no hours: people who work late, other time zones, probes. An
assumption on the dear side: a thousandth of a few calls lets machines sleep, of millions it does
not."""


class Calls(NamedTuple):
    """When a workload calls; arrays have shape (s,)."""

    per_day: Floats | float
    peak_factor: Floats | float
    days_per_year: float
    waited_for: bool
    hard: bool
    """Whether an answer that comes later than its target is of no use."""


def calls_of(demand: Demand) -> Calls:
    """Return when a workload calls."""
    return Calls(
        demand.requests_per_day,
        demand.peak_factor,
        demand.active_days_per_year,
        demand.interactive,
        demand.p95_hard,
    )


def awake_share(calls: Sequence[Calls], idle_hours: float) -> Floats | float:
    """Return the share of all hours in which somebody has called within so many hours.

    Starting takes minutes: where people wait, and more than one call in twenty would find the
    machines asleep, they stay on day and night.

    Args:
        calls: Of all workloads that share the machines.
        idle_hours: After so many without a call they are switched off.

    Returns:
        Between 0 and 1; shape (s,) where the calls have it.

    Examples:
        >>> office = Calls(2000.0, 4.0, 365.25, waited_for=True, hard=False)
        >>> round(float(awake_share([office], 1.0)) * 24, 2)
        13.88
    """
    asleep: Floats | float = 1.0
    for waited_for in (True, False):
        those = [one for one in calls if one.waited_for is waited_for]
        if not those:
            continue
        per_day: Floats | float = sum((one.per_day for one in those), start=0.0)
        span = _span(those, idle_hours)
        missed = np.exp(-per_day * idle_hours / span)
        if waited_for and (any(one.hard for one in those) or _surprised(per_day, missed)):
            return 1.0
        days = max(one.days_per_year for one in those) / DAYS_PER_YEAR
        quiet = np.exp(-AT_ANY_HOUR * per_day * idle_hours / HOURS_PER_DAY)
        within = span / HOURS_PER_DAY
        asleep = asleep * (1.0 - days * (1.0 - within * missed - (1.0 - within) * quiet))
    return 1.0 - asleep


def _span(calls: Sequence[Calls], idle_hours: float) -> Floats | float:
    """Return the hours of a day between the first call and the last switching off.

    Calls of people rise and fall evenly around the busiest hour, so a day of theirs takes twice as
    long as it would at that pace; what can wait is spread over the day, as machines are sized.
    """
    if not calls[0].waited_for:
        return HOURS_PER_DAY
    flattest = calls[0].peak_factor
    for one in calls[1:]:
        flattest = np.minimum(flattest, one.peak_factor)
    return np.minimum(2.0 * HOURS_PER_DAY / flattest + idle_hours, HOURS_PER_DAY)


def _surprised(per_day: Floats | float, missed: Floats | float) -> bool:
    """Tell whether too many calls find the machines asleep: the day's first, and after a lull."""
    asleep = 1.0 / np.maximum(per_day, 1e-9) + missed
    return median(np.asarray(asleep)) > SURPRISED
