"""Where running a model oneself starts to cost less than the alternative, as P10, P50 and P90."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from opendecide.cost.assumptions import Assumptions
from opendecide.cost.bill import Bill, Line
from opendecide.cost.commitment import KEY as COMMITMENT
from opendecide.cost.commitment import committed
from opendecide.cost.demand import Demand, Floats
from opendecide.cost.order_statistics import median
from opendecide.cost.outcomes import DoesNotFit, Unpriced
from opendecide.cost.staircase import Billing, Staircase, scan

_HALVINGS = 50
"""Of an interval of prices: what is left of it is less than a billionth of a price."""

__all__ = ["Billing", "BreakEven", "Crossing", "break_even"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """The figure at which the challenger starts to cost less.

    A volume, a utilisation and a price of the service are passed from below, a price of machines
    and a number of people from above. None means that this many of the samples never reach it, and
    0 of what is passed from below that it costs less from the start: at the smallest volume that
    is looked at, or where the service is free.
    """

    quantity: str
    """volume, utilisation, accelerator_price, api_price, rental_price or staff."""
    unit: str
    p10: float | None
    p50: float | None
    p90: float | None
    within_reach: bool
    """Whether at least one sample in ten reaches it."""
    today: float | None = None
    line: str | None = None
    """Key of the line whose unit price is the figure, where others of the price list move along."""
    source: str | None = None
    """Where today's price was read; None of what is no price."""
    as_of: date | None = None
    withheld: str | None = None
    """Why no verdict is given although figures exist: `quality_not_tested` or `quality_lower`."""


class BreakEven(NamedTuple):
    """Every crossing, and the staircase that the volume was read off."""

    crossings: tuple[Crossing, ...]
    staircase: Staircase


def break_even(
    challenger: Billing,
    incumbent: Billing,
    demands: Sequence[Demand],
    assumed: Assumptions,
    *,
    equivalent: bool | None,
) -> BreakEven | Unpriced | DoesNotFit:
    """Return every break-even of running it oneself against a service or rented machines.

    Args:
        challenger: Bills the self-run deployment.
        incumbent: Bills what it is compared with.
        demands: The workloads, at today's volume.
        assumed: Planning figures.
        equivalent: Whether both do the job equally well; None when nobody tested it. Without a
            yes the crossings are withheld as a verdict, and say so.

    Returns:
        Volume, utilisation, price of the machines, price of the alternative and staff, or why
        there is no bill.
    """
    own, other = challenger(demands, assumed), incumbent(demands, assumed)
    if not isinstance(own, Bill):
        return own
    if not isinstance(other, Bill):
        return other
    withheld = None
    if not equivalent:
        withheld = "quality_not_tested" if equivalent is None else "quality_lower"
    stairs = scan(challenger, incumbent, demands, assumed)
    found = [*_volume(stairs, has_machines=own.capacity is not None), *_prices(own, other)]
    return BreakEven(tuple(replace(one, withheld=withheld) for one in found), stairs)


def _volume(stairs: Staircase, *, has_machines: bool) -> list[Crossing]:
    """Return the first volume at which the challenger costs less, and how busy it is there."""
    cheaper = stairs.own < stairs.other
    first, part = _first_crossing(stairs, cheaper)
    today = int(np.argmin(np.abs(stairs.volumes - stairs.today)))

    def crossed(figures: Floats) -> Floats:
        """Return the figure where the totals cross, from those at every volume; shape (s,)."""
        by_volume = np.broadcast_to(figures.reshape(len(stairs.volumes), -1), cheaper.shape)
        sample = np.arange(cheaper.shape[1])
        before, after = by_volume[np.maximum(first - 1, 0), sample], by_volume[first, sample]
        reached = np.where(cheaper.any(axis=0), before + (after - before) * part, np.inf)
        return np.where(cheaper[0], 0.0, reached)

    found = [_summary("volume", stairs.unit, crossed(stairs.volumes), today=stairs.today)]
    if has_machines:
        busy = crossed(stairs.utilisation)
        found.append(_summary("utilisation", "1", busy, today=median(stairs.utilisation[today])))
    return found


def _first_crossing(stairs: Staircase, cheaper: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return the first volume at which the challenger costs less, and how far on the way to it.

    Between two volumes that are looked at both totals go straight on, unless another machine is
    needed there: the crossing lies where the straight lines meet, and at the second volume where
    the machines cannot carry the first.
    """
    first = np.argmax(cheaper, axis=0)
    sample = np.arange(cheaper.shape[1])
    with np.errstate(invalid="ignore"):  # infinite where the machines are too few
        gap = stairs.own - stairs.other
    before, after = gap[np.maximum(first - 1, 0), sample], gap[first, sample]
    crosses = np.isfinite(before) & (before >= 0) & (after < 0)
    apart = np.subtract(before, after, out=np.ones_like(before), where=crosses)
    part = np.divide(before, apart, out=np.ones_like(before), where=crosses)
    return first, part


class _Price(NamedTuple):
    """What a bill is proportional to: a price or a number of people."""

    unit: str
    today: Floats
    lines: tuple[Line, ...]
    """The part of the bill that goes up and down with it."""
    read: Line | None = None
    """The line that the price was read in."""
    line: str | None = None
    """Key of the line that stands for all that move."""

    @property
    def moving(self) -> Floats:
        """What moves of the total; shape (s,)."""
        return np.asarray(np.sum([one.amount for one in self.lines], axis=0))

    def crossing(self, quantity: str, limits: Floats) -> Crossing:
        """Return where the limits lie, with the price of today and its source."""
        found = _summary(quantity, self.unit, limits, today=median(self.today))
        if self.read is None:
            return found
        return replace(found, source=self.read.source, as_of=self.read.as_of, line=self.line)


def _prices(own: Bill, other: Bill) -> list[Crossing]:
    """Return the crossings in figures that a bill is proportional to: no scan is needed."""
    gap = other.total - own.total
    found = []
    for quantity, price in (("accelerator_price", _machines(own)), ("staff", _staff(own))):
        if price is not None:
            # At this multiple both bills are equal; below zero not even a gift would be enough.
            multiple = 1.0 + gap / np.maximum(price.moving, 1e-12)
            limits = np.where(multiple > 0, multiple * price.today, -np.inf)
            found.append(price.crossing(quantity, limits))
    usage = _usage(other)
    price = usage or _machines(other)
    if price is not None:
        # Below zero it costs less even where the other side charges nothing.
        multiple = np.maximum(1.0 - gap / np.maximum(price.moving, 1e-12), 0.0)
        if np.any(other.committed_per_month):
            multiple = _beyond_what_is_committed(other, price, own.total)
        quantity = "api_price" if usage else "rental_price"
        found.append(price.crossing(quantity, multiple * price.today))
    return found


def _beyond_what_is_committed(bill: Bill, price: _Price, total: Floats) -> Floats:
    """Return the multiple of a price from which a bill is not below a total; 0 if it never is.

    As long as use does not reach what is committed, its price moves nothing.
    """
    others = [line for line in bill.lines if all(line is not one for one in price.lines)]

    def dear_at(multiple: Floats) -> NDArray[np.bool_]:
        priced = (replace(one, unit_price=one.unit_price * multiple) for one in price.lines)
        moved = replace(bill, lines=(*others, *priced))
        return np.asarray(committed(moved, bill.committed_per_month).total >= total)

    nothing = np.zeros_like(total)
    free = sum((one.amount for one in others if one.key != COMMITMENT), start=nothing)
    low, high = nothing, np.maximum((total - free) / np.maximum(price.moving, 1e-12), 0.0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        dear = dear_at(middle)
        low, high = np.where(dear, low, middle), np.where(dear, middle, high)
    return np.where(dear_at(nothing), nothing, high)


def _machines(bill: Bill) -> _Price | None:
    """Return the price of an hour of a rented machine, or of a machine to buy."""
    for line in bill.lines:
        if line.key == "machine_hours":
            unit = f"{bill.currency}/{line.unit}"
            return _Price(unit, _wide(bill, line.unit_price), (line,), line)
        if line.key == "server_years":
            count = np.maximum(np.asarray(line.quantity), 1e-12)
            price = _wide(bill, np.asarray(bill.cash) / count)
            moving = tuple(one for one in bill.lines if one.key in ("server_years", "maintenance"))
            return _Price(f"{bill.currency}/machine", price, moving, line)
    return None


def _staff(bill: Bill) -> _Price | None:
    """Return the people who run it."""
    line = next((one for one in bill.lines if one.key == "staff"), None)
    return None if line is None else _Price("FTE", _wide(bill, line.quantity), (line,))


def _usage(bill: Bill) -> _Price | None:
    """Return the price list of a service, standing in for it the line that costs most.

    What a contract commits to beyond the use is no price of a unit.
    """
    lines = tuple(
        line
        for line in bill.lines
        if line.component == "usage"
        and line.key != COMMITMENT
        and not line.once
        and line.amount.any()
    )
    if not lines:
        return None
    dearest = max(lines, key=lambda one: median(one.amount))
    unit = f"{bill.currency}/{dearest.unit}"
    stands_for = dearest.key if len({line.key for line in lines}) > 1 else None
    return _Price(unit, _wide(bill, dearest.unit_price), lines, dearest, stands_for)


def _wide(bill: Bill, figure: Floats | float) -> Floats:
    return bill.assumed.samples_of(figure)


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
