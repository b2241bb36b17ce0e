"""Where running a model oneself starts to cost less than a service, as P10, P50 and P90."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from opendecide.cost.assumptions import Assumptions
from opendecide.cost.bill import Bill
from opendecide.cost.demand import Demand, Floats
from opendecide.cost.outcomes import DoesNotFit, Unpriced

Billing = Callable[[Sequence[Demand], Assumptions], Bill | Unpriced | DoesNotFit]

MULTIPLES: Floats = np.geomspace(1e-3, 1e4, 106)
"""Of today's volume: what the scan looks at."""
_SCAN_SAMPLES = 256
_VOLUMES_TOGETHER = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """The lowest (or highest) value at which the challenger costs less.

    None means that this many of the samples never reach it within what was scanned.
    """

    quantity: str
    """volume, utilisation, accelerator_price, api_price or staff."""
    unit: str
    p10: float | None
    p50: float | None
    p90: float | None
    within_reach: bool
    """Whether at least one sample in ten reaches it."""
    today: float | None = None
    withheld: str | None = None
    """Why no verdict is given although figures exist: `quality_not_tested` or `quality_lower`."""


def crossings(
    challenger: Billing,
    incumbent: Billing,
    demands: Sequence[Demand],
    assumed: Assumptions,
    *,
    equivalent: bool | None,
) -> tuple[Crossing, ...] | Unpriced | DoesNotFit:
    """Return every break-even of running it oneself against a service.

    Args:
        challenger: Bills the self-run deployment.
        incumbent: Bills the service.
        demands: The workloads, at today's volume.
        assumed: Planning figures.
        equivalent: Whether both do the job equally well; None when nobody tested it. Without a
            yes the crossings are withheld as a verdict, and say so.

    Returns:
        Volume, utilisation, accelerator price, API price and staff, or why there is no bill.
    """
    own = challenger(demands, assumed)
    service = incumbent(demands, assumed)
    if not isinstance(own, Bill):
        return own
    if not isinstance(service, Bill):
        return service
    withheld = None
    if not equivalent:
        withheld = "quality_not_tested" if equivalent is None else "quality_lower"
    found = [
        *volume_crossing(challenger, incumbent, demands, assumed),
        *_price_crossings(own, service),
    ]
    return tuple(replace(one, withheld=withheld) for one in found)


def volume_crossing(
    challenger: Billing,
    incumbent: Billing,
    demands: Sequence[Demand],
    assumed: Assumptions,
    *,
    multiples: Floats = MULTIPLES,
) -> tuple[Crossing, ...]:
    """Scan the staircase for the first volume at which the challenger costs less.

    Volume means all tokens, in and out, of an average day of the first year. The uncertainty of
    today's volume is taken out; that of everything else stays in.
    """
    step = max(1, assumed.samples // _SCAN_SAMPLES)
    index = np.arange(0, assumed.samples, step)[:_SCAN_SAMPLES]
    small = assumed.taken(index)
    fixed = [_at_median_volume(demand).taken(index) for demand in demands]
    base = _tokens_per_day(fixed)
    rows, loads = [], []
    for chunk in np.array_split(multiples, max(1, len(multiples) // _VOLUMES_TOGETHER)):
        gap, utilisation = _gaps(challenger, incumbent, fixed, small, chunk)
        rows.append(gap)
        loads.append(utilisation)
    gaps, busy = np.concatenate(rows), np.concatenate(loads)
    cheaper = gaps < 0
    first = np.argmax(cheaper, axis=0)
    reached = cheaper.any(axis=0)
    volumes = np.where(reached, multiples[first] * base, np.inf)
    columns = np.arange(busy.shape[1])
    utilisation = np.where(reached, busy[first, columns], np.inf)
    today = int(np.argmin(np.abs(np.log(multiples))))
    return (
        _summary("volume", "token/day", volumes, today=base),
        _summary("utilisation", "1", utilisation, today=float(np.median(busy[today]))),
    )


def _gaps(
    challenger: Billing,
    incumbent: Billing,
    demands: Sequence[Demand],
    assumed: Assumptions,
    multiples: Floats,
) -> tuple[Floats, Floats]:
    """Return own cost minus service cost, and own utilisation; shape (volumes, s) each."""
    shape = (len(multiples), assumed.samples)
    index = np.tile(np.arange(assumed.samples), len(multiples))
    wide = assumed.taken(index)
    grown = [demand.taken(index).scaled(np.repeat(multiples, shape[1])) for demand in demands]
    own, service = challenger(grown, wide), incumbent(grown, wide)
    if not isinstance(own, Bill) or not isinstance(service, Bill):
        return np.full(shape, np.inf), np.zeros(shape)
    busy = own.capacity.utilisation if own.capacity is not None else np.zeros(wide.samples)
    return (own.total - service.total).reshape(shape), busy.reshape(shape)


def _price_crossings(own: Bill, service: Bill) -> list[Crossing]:
    """Return the crossings in figures that a bill is proportional to: no scan is needed."""
    gap = service.total - own.total
    found = []
    for quantity, bill, key, side in (
        ("accelerator_price", own, "machine_hours", 1.0),
        ("staff", own, "staff", 1.0),
        ("api_price", service, "api_output_tokens", -1.0),
    ):
        lines = [line for line in bill.lines if line.key == key]
        if not lines:
            continue
        line = lines[0]
        moving = [
            one.amount
            for one in bill.lines
            if one.key == key or (quantity == "api_price" and one.component == "usage")
        ]
        # At this multiple of the price (or staff) both bills are equal.
        multiple = 1.0 + side * gap / np.maximum(np.sum(moving, axis=0), 1e-12)
        scale = line.quantity if quantity == "staff" else line.unit_price
        limits = np.where(multiple > 0, multiple * np.asarray(scale), np.nan)
        unit = "FTE" if quantity == "staff" else f"{bill.currency}/{line.unit}"
        never = -np.inf if side > 0 else np.inf
        limits = np.where(np.isnan(limits), never, limits)
        found.append(_summary(quantity, unit, limits, today=float(np.median(scale))))
    return found


def _summary(quantity: str, unit: str, values: Floats, *, today: float | None) -> Crossing:
    """Return the quantiles; where they fall on a sample that never crosses, None."""
    ordered = np.sort(values)
    ranks = [round(share * (ordered.size - 1)) for share in (0.1, 0.5, 0.9)]
    low, middle, high = (
        float(ordered[rank]) if np.isfinite(ordered[rank]) else None for rank in ranks
    )
    return Crossing(
        quantity=quantity,
        unit=unit,
        p10=low,
        p50=middle,
        p90=high,
        within_reach=low is not None or high is not None,
        today=today,
    )


def _at_median_volume(demand: Demand) -> Demand:
    """Return the workload with its volume known for sure."""
    return replace(
        demand,
        requests_per_day=float(np.median(demand.requests_per_day)),
        images_per_day=float(np.median(demand.images_per_day)),
        audio_minutes_per_day=float(np.median(demand.audio_minutes_per_day)),
        characters_per_day=float(np.median(demand.characters_per_day)),
    )


def _tokens_per_day(demands: Sequence[Demand]) -> float:
    """Return all tokens of an average day, at the median."""
    per_day = [
        demand.requests_per_day
        * (np.asarray(demand.input_tokens) + demand.generated_tokens)
        * demand.active_days_per_year
        / 365.25
        for demand in demands
    ]
    return float(sum(np.median(one) for one in per_day))
