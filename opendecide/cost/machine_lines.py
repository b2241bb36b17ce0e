"""Lines for machines: rented by the hour, bought, or already there."""

from typing import NamedTuple

import numpy as np

from opendecide.cost.assumptions import Assumptions
from opendecide.cost.bill import Line
from opendecide.cost.demand import HOURS_PER_YEAR, Floats
from opendecide.cost.discounting import MONTHS
from opendecide.cost.lines import planned_origin
from opendecide.cost.outcomes import Unpriced
from opendecide.cost.plan import RENTED, RunPlan
from opendecide.cost.provided import Provided
from opendecide.cost.trend import Trend, bought_by_year
from opendecide.model.fact import Fact
from opendecide.model.machine_facts import Rental

CAPITAL_TIED_UP = 0.55
"""Mean share of the purchase price that is bound while it is written off."""


class Machines(NamedTuple):
    """Lines, and the cash that leaves before the first use."""

    lines: tuple[Line, ...]
    cash: Floats | float


def machine_lines(plan: RunPlan, provided: Provided, assumed: Assumptions) -> Machines | Unpriced:
    """Return what the machines cost."""
    if plan.mode in RENTED:
        return _rented(plan, provided, assumed)
    return _bought(plan, provided, assumed)


def middle_rental(rentals: tuple[Rental, ...], assumed: Assumptions) -> Rental | None:
    """Return the rental in the middle of those whose currency has a rate."""
    priced = [
        (rental.per_hour * rate, rental.cloud, rental.region, rental)
        for rental in rentals
        if (rate := assumed.exchange(rental.currency)) is not None
    ]
    priced.sort(key=lambda row: row[:3])
    return priced[(len(priced) - 1) // 2][3] if priced else None


def _rented(plan: RunPlan, provided: Provided, assumed: Assumptions) -> Machines | Unpriced:
    """Return the hours of rented machines."""
    rental = plan.rental or middle_rental(plan.machine.rentals, assumed)
    if rental is None:
        return Unpriced(reason="no_rental", values={"machine": plan.machine.id})
    rate = assumed.exchange(rental.currency)
    if rate is None:
        return Unpriced(reason="no_exchange_rate", values={"currency": rental.currency})
    decline: str | None = "accelerator_price_decline"
    inputs = ["accelerator_price_factor", "accelerator_price_decline"]
    hour = rental.per_hour * rate
    price: Floats | float = assumed.once(
        ("hour", hour), lambda: hour * assumed["accelerator_price_factor"]
    )
    if plan.quoted:
        price, inputs = hour, ["accelerator_price_decline"]
    elif plan.spot and rental.spot_per_hour is not None:
        price = rental.spot_per_hour * rate
        inputs = ["accelerator_price_decline"]
    elif plan.reserved:
        # A commitment fixes the price for the horizon.
        price = price * (1.0 - assumed["reserved_discount"])
        inputs, decline = ["accelerator_price_factor", "reserved_discount"], None
    price_trend = assumed.trend(decline=decline)
    if provided.capacity.given_back:
        price_trend = assumed.of_a_lot
        inputs = [name for name in inputs if name != "accelerator_price_decline"]
    elif plan.autoscaled:
        inputs.append("autoscaling_follow")
    count, path = bought_by_year(provided.machines, price_trend, assumed.present)
    line = Line(
        key="machine_hours",
        component="hardware",
        quantity=count * HOURS_PER_YEAR * provided.capacity.awake * provided.paid,
        unit="machine hour",
        unit_price=price,
        trend=path,
        source=rental.source,
        as_of=rental.as_of,
        inputs=tuple(inputs),
        capacity=provided.capacity,
    )
    return Machines((line,), 0.0)


def _bought(plan: RunPlan, provided: Provided, assumed: Assumptions) -> Machines | Unpriced:
    """Return the wear, care and electricity of machines in one's own hands."""
    fact = plan.machine.purchase
    price: Floats | float | None = plan.purchase
    if price is None and fact is not None:
        price = _list_price(fact, assumed)
    if price is not None and fact is not None:
        rate = assumed.exchange((fact.unit or "")[:3])
        if rate is None:
            return Unpriced(reason="no_exchange_rate", values={"currency": fact.unit or "?"})
        price = price * rate
    if price is None and (plan.unpaid or np.any(provided.bought)):
        return Unpriced(reason="no_purchase_price", values={"machine": plan.machine.id})
    # Machines at hand go back to other uses after a lot; bought ones are there to be cared for.
    lent = provided.lent(plan)
    kept = provided.while_at_work(provided.machines) if lent else provided.machines
    count, path = bought_by_year(kept, assumed.trend(), assumed.present)
    # Most often all that is kept is bought, and all that is bought is paid: one count, not three.
    bought, bought_path = count, path
    if not np.array_equal(kept, provided.bought):
        bought, bought_path = bought_by_year(provided.bought, assumed.trend(), assumed.present)
    due, due_path = bought, bought_path
    if plan.unpaid:
        due, due_path = bought_by_year(
            provided.bought + plan.unpaid, assumed.trend(), assumed.present
        )
    origin = (fact.source, fact.as_of) if fact is not None else (None, None)
    lines = []
    cash: Floats | float = 0.0
    if price is not None and np.any(due):
        cash = due * price
        wear = (1.0 - assumed["residual_share"]) / assumed["life_years"]
        lines.append(
            Line(
                key="server_years",
                component="hardware",
                quantity=due,
                unit="machine year",
                unit_price=price * (wear + assumed["capital_cost"] * CAPITAL_TIED_UP),
                trend=due_path,
                source=origin[0],
                as_of=origin[1],
                inputs=("machine_price_level", "life_years", "residual_share", "capital_cost"),
                capacity=provided.capacity,
            )
        )
    if price is not None and plan.mode == "owned" and np.any(count):
        lines.append(
            Line(
                key="maintenance",
                component="hardware",
                quantity=count,
                unit="machine year",
                unit_price=price * assumed["maintenance_share"],
                trend=path,
                source=origin[0],
                as_of=origin[1],
                inputs=("maintenance_share",),
                capacity=provided.capacity,
            )
        )
    lines += _power(plan, provided, assumed, lent=lent)
    if plan.mode == "owned" and plan.accelerator.tdp_w and np.any(bought):
        lines.append(_housing(plan, provided, assumed, bought, bought_path))
    return Machines(tuple(lines), cash)


def _list_price(fact: Fact, assumed: Assumptions) -> Floats | float | None:
    """Return the price of a machine; in a dear market every machine is near the top of its range.

    In the currency of the fact. None where the fact is no number.
    """
    if isinstance(fact.value, bool) or not isinstance(fact.value, int | float):
        return None
    middle = float(fact.value)
    if fact.low is None or fact.high is None or not 0 < fact.low <= middle <= fact.high:
        return middle
    level, low, high = assumed["machine_price_level"], fact.low, fact.high
    return assumed.once(
        ("machine price", middle, low, high),
        lambda: (
            middle
            * np.exp(level * np.where(level < 0, np.log(middle / low), np.log(high / middle)))
        ),
    )


def _power(plan: RunPlan, provided: Provided, assumed: Assumptions, *, lent: bool) -> list[Line]:
    """Return electricity; none where the rated power is not known, or users pay for it."""
    kwh = provided.kwh_at_work() if lent else provided.kwh_by_year()
    if plan.of_users or not np.isfinite(kwh).all():
        return []
    quantity, path = bought_by_year(kwh, assumed.trend(), assumed.present)
    origin = planned_origin(assumed, "price_per_kwh") or (None, None)
    return [
        Line(
            key="electricity",
            component="energy",
            quantity=quantity,
            unit="kWh",
            unit_price=assumed["price_per_kwh"],
            trend=path,
            source=origin[0],
            as_of=origin[1],
            inputs=("price_per_kwh", "pue"),
        )
    ]


def _housing(
    plan: RunPlan, provided: Provided, assumed: Assumptions, bought: Floats | float, path: Trend
) -> Line:
    """Return the rack where bought machines stand; those at hand have one."""
    rated_kw = (plan.accelerator.tdp_w or 0.0) * plan.machine.count / 1000
    origin = planned_origin(assumed, "colocation_per_kw_month") or (None, None)
    return Line(
        key="colocation",
        component="hardware",
        quantity=bought * rated_kw * assumed["server_over_accelerators"] * MONTHS,
        unit="kW month",
        unit_price=assumed["colocation_per_kw_month"],
        trend=path,
        source=origin[0],
        as_of=origin[1],
        inputs=("colocation_per_kw_month", "server_over_accelerators"),
        capacity=provided.capacity,
    )
