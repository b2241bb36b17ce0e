"""Lines for machines: rented by the hour, bought, or already there."""

from typing import NamedTuple

import numpy as np

from opendecide.cost.assumptions import Assumptions
from opendecide.cost.bill import Line, Unpriced
from opendecide.cost.demand import HOURS_PER_YEAR, Floats
from opendecide.cost.discounting import compound
from opendecide.cost.lines import yearly_line
from opendecide.cost.plan import RunPlan
from opendecide.cost.provision import Provision
from opendecide.model.catalog import Rental

_CAPITAL_TIED_UP = 0.55
"""Mean share of the purchase price that is bound while it is written off."""
_MONTHS = 12.0


class Machines(NamedTuple):
    """Lines, and the cash that leaves before the first use."""

    lines: tuple[Line, ...]
    cash: Floats


def machine_lines(plan: RunPlan, provided: Provision, assumed: Assumptions) -> Machines | Unpriced:
    """Return what the machines cost."""
    if plan.mode == "cloud":
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


def _rented(plan: RunPlan, provided: Provision, assumed: Assumptions) -> Machines | Unpriced:
    rental = plan.rental or middle_rental(plan.machine.rentals, assumed)
    if rental is None:
        return Unpriced(reason="no_rental", values={"machine": plan.machine.id})
    rate = assumed.exchange(rental.currency)
    if rate is None:
        return Unpriced(reason="no_exchange_rate", values={"currency": rental.currency})
    list_price = rental.per_hour
    inputs = ["accelerator_price_factor", "accelerator_price_decline"]
    trend = compound(-assumed["accelerator_price_decline"], assumed.years)
    price = list_price * rate * assumed["accelerator_price_factor"]
    if plan.spot and rental.spot_per_hour is not None:
        price = rental.spot_per_hour * rate * np.ones(assumed.samples)
    elif plan.reserved:
        # A commitment fixes the price for the horizon.
        price = price * (1.0 - assumed["reserved_discount"])
        inputs = ["accelerator_price_factor", "reserved_discount"]
        trend = np.ones((1, 1))
    if plan.autoscaled:
        inputs.append("autoscaling_follow")
    machines = provided.machines_by_year
    path = trend * machines / np.maximum(machines[0], 1e-12)
    line = yearly_line(
        assumed,
        "machine_hours",
        "hardware",
        quantity=machines[0] * HOURS_PER_YEAR,
        unit="machine hour",
        unit_price=price,
        trend=path,
        inputs=tuple(inputs),
        origin=(rental.source, rental.as_of),
    )
    return Machines((line,), np.zeros(assumed.samples))


def _bought(plan: RunPlan, provided: Provision, assumed: Assumptions) -> Machines | Unpriced:
    fact = plan.machine.purchase
    price: Floats | None = None
    origin: tuple[str, object] | None = None
    if fact is not None and (plan.purchase is not None or isinstance(fact.value, int | float)):
        rate = assumed.exchange((fact.unit or "")[:3])
        if rate is None:
            return Unpriced(reason="no_exchange_rate", values={"currency": fact.unit or "?"})
        samples = plan.purchase if plan.purchase is not None else float(fact.value or 0)
        price = assumed.samples_of(samples) * rate
        origin = (fact.source, fact.as_of)
    if price is None and not plan.already_owned:
        return Unpriced(reason="no_purchase_price", values={"machine": plan.machine.id})
    share = provided.charged_share
    machines = provided.machines_by_year
    growth = machines / np.maximum(machines[0], 1e-12)
    lines = []
    cash = np.zeros(assumed.samples)
    if price is not None and not plan.already_owned:
        cash = machines[0] * price
        lines.append(_capital(assumed, machines[0], price, growth, origin))
    if price is not None and plan.mode == "owned":
        lines.append(
            yearly_line(
                assumed,
                "maintenance",
                "hardware",
                quantity=machines[0] * share,
                unit="machine year",
                unit_price=price * assumed["maintenance_share"],
                trend=growth,
                inputs=("maintenance_share",),
                origin=origin,
            )
        )
    lines += _power(plan, provided, assumed, growth)
    return Machines(tuple(lines), cash)


def _capital(
    assumed: Assumptions,
    machines: Floats,
    price: Floats,
    growth: Floats,
    origin: tuple[str, object] | None,
) -> Line:
    """Return wear and the cost of the capital tied up, by the year."""
    wear = (1.0 - assumed["residual_share"]) / assumed["life_years"]
    return yearly_line(
        assumed,
        "server_years",
        "hardware",
        quantity=machines,
        unit="machine year",
        unit_price=price * (wear + assumed["capital_cost"] * _CAPITAL_TIED_UP),
        trend=growth,
        inputs=("life_years", "residual_share", "capital_cost"),
        origin=origin,
    )


def _power(plan: RunPlan, provided: Provision, assumed: Assumptions, growth: Floats) -> list[Line]:
    """Return electricity, and the rack where the machines stand."""
    kwh = provided.kwh_by_year * provided.charged_share
    if not np.isfinite(kwh).all():
        return []
    lines = [
        yearly_line(
            assumed,
            "electricity",
            "energy",
            quantity=kwh[0],
            unit="kWh",
            unit_price=assumed["price_per_kwh"],
            trend=kwh / np.maximum(kwh[0], 1e-12),
            inputs=("price_per_kwh", "pue"),
        )
    ]
    if plan.mode == "owned" and not plan.already_owned:
        rated_kw = (plan.accelerator.tdp_w or 0.0) * plan.machine.count / 1000
        lines.append(
            yearly_line(
                assumed,
                "colocation",
                "hardware",
                quantity=provided.machines_by_year[0]
                * rated_kw
                * assumed["server_over_accelerators"]
                * _MONTHS,
                unit="kW month",
                unit_price=assumed["colocation_per_kw_month"],
                trend=growth,
                inputs=("colocation_per_kw_month", "server_over_accelerators"),
            )
        )
    return lines
