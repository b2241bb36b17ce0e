"""Both totals over a range of volumes: cost is a staircase, so it is scanned, never solved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from opendecide.cost.assumptions import Assumptions
from opendecide.cost.bill import Bill
from opendecide.cost.demand import DAYS_PER_YEAR, Demand, Floats
from opendecide.cost.order_statistics import median
from opendecide.cost.outcomes import DoesNotFit, Unpriced

Billing = Callable[[Sequence[Demand], Assumptions], Bill | Unpriced | DoesNotFit]

MULTIPLES: Floats = np.geomspace(1e-3, 1e4, 71)
"""Of today's volume: what the scan looks at, ten to a decade at most. The 31st is today."""
_SAMPLES = 256
_VOLUMES_TOGETHER = 36
"""In one bill of a service: its many lines cost more than a few megabytes of samples."""
_FULL = 1.0 - 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Staircase:
    """Own cost beside that of the alternative, volume by volume and sample by sample.

    Attributes:
        unit: `token/day`, or `request/day` where nothing is counted in tokens.
        today: Volume of an average day of the first year.
        volumes: Shape (v,), rising.
        own: Total over the horizon, shape (v, s); infinite where the machines there are too few.
        other: The same for what it is compared with.
        utilisation: Share of the own machines at work, shape (v, s).
    """

    unit: str
    today: float
    volumes: Floats
    own: Floats
    other: Floats
    utilisation: Floats


def scan(
    own: Billing,
    other: Billing,
    demands: Sequence[Demand],
    assumed: Assumptions,
    *,
    multiples: Floats = MULTIPLES,
) -> Staircase:
    """Bill both deployments at every other volume, and at those between where a crossing lies.

    The uncertainty of today's volume is taken out, since volume is the axis; that of everything
    else stays in. A few hundred of the samples are enough for three quantiles.

    Args:
        own: Bills what is run on own or rented machines.
        other: Bills what it is compared with.
        demands: The workloads at today's volume.
        assumed: Planning figures.
        multiples: Of today's volume, rising.
    """
    step = max(1, assumed.samples // _SAMPLES)
    index = np.arange(0, assumed.samples, step)[:_SAMPLES]
    small = assumed.taken(index)
    fixed = [_at_median_volume(demand).taken(index) for demand in demands]
    unit, today = _per_day(fixed)
    looked, between = multiples[::2], multiples[1::2]
    totals, busy = _by_volume(own, fixed, small, looked)
    others, _ = _by_volume(other, fixed, small, looked)
    cheaper = totals < others
    # Which of the two costs less is looked at closely where it changes in any sample.
    closely = between[: len(looked) - 1][(cheaper[1:] != cheaper[:-1]).any(axis=1)]
    if closely.size:
        more, more_busy = _by_volume(own, fixed, small, closely)
        more_others, _ = _by_volume(other, fixed, small, closely)
        looked = np.concatenate([looked, closely])
        totals, busy = np.concatenate([totals, more]), np.concatenate([busy, more_busy])
        others = np.concatenate([others, more_others])
    order = np.argsort(looked)
    return Staircase(
        unit=unit,
        today=today,
        volumes=looked[order] * today,
        own=totals[order],
        other=others[order],
        utilisation=busy[order],
    )


def _by_volume(
    billing: Billing, demands: Sequence[Demand], assumed: Assumptions, multiples: Floats
) -> tuple[Floats, Floats]:
    """Return total and utilisation at every volume; shape (v, s) each.

    Machines are chosen for the middle of a load, so that each volume is billed by itself: one bill
    for all of them would have the machines of the middle volume. A service has nothing to choose.
    """
    first = billing([one.scaled(float(multiples[0])) for one in demands], assumed)
    alone = isinstance(first, Bill) and first.capacity is not None
    count = len(multiples) if alone else max(1, len(multiples) // _VOLUMES_TOGETHER)
    found = [_stretch(billing, demands, assumed, some) for some in np.array_split(multiples, count)]
    totals, busy = (np.concatenate(rows) for rows in zip(*found, strict=True))
    return totals, busy


def _stretch(
    billing: Billing, demands: Sequence[Demand], assumed: Assumptions, multiples: Floats
) -> tuple[Floats, Floats]:
    """Return total and utilisation at some volumes that are billed together; shape (v, s) each."""
    if len(multiples) == 1:
        times = float(multiples[0])
        total, busy = _total(billing([one.scaled(times) for one in demands], assumed), assumed)
        return total[np.newaxis], busy[np.newaxis]
    shape = (len(multiples), assumed.samples)
    index = np.tile(np.arange(assumed.samples), len(multiples))
    wide = assumed.taken(index)
    grown = [one.taken(index).scaled(np.repeat(multiples, shape[1])) for one in demands]
    total, busy = _total(billing(grown, wide), wide)
    return total.reshape(shape), busy.reshape(shape)


def _total(bill: Bill | Unpriced | DoesNotFit, assumed: Assumptions) -> tuple[Floats, Floats]:
    """Return total and utilisation; the total is infinite where the machines cannot carry it."""
    samples = assumed.samples
    if not isinstance(bill, Bill):
        return np.full(samples, np.inf), np.zeros(samples)
    if bill.capacity is None:
        return bill.total, np.zeros(samples)
    busy = np.broadcast_to(bill.capacity.utilisation, samples)
    short = (busy >= _FULL) | (np.asarray(bill.capacity.missing) > 0.0)
    return np.where(short, np.inf, bill.total), busy


def _at_median_volume(demand: Demand) -> Demand:
    """Return the workload with its volume known for sure."""
    return replace(demand, requests_per_day=median(demand.requests_per_day))


def _per_day(demands: Sequence[Demand]) -> tuple[str, float]:
    """Return the unit of the volume, and today's at the median."""
    tokens = sum(median(one.tokens_per_year) for one in demands) / DAYS_PER_YEAR
    if tokens > 0:
        return "token/day", tokens
    requests = sum(median(one.requests_per_year) for one in demands)
    return "request/day", requests / DAYS_PER_YEAR
