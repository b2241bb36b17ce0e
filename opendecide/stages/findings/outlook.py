"""What a bill looks like by year, by unit, in electricity, and if something were different."""

import numpy as np

from opendecide.cost import Bill, Capacity
from opendecide.cost.discounting import MONTHS
from opendecide.cost.electricity import kwh_per_million_output_tokens
from opendecide.cost.order_statistics import median, quantile
from opendecide.cost.plan import Terms
from opendecide.cost.scenarios import PRICES, VOLUMES, budget_stop_months, repriced
from opendecide.measures.performance import Floats
from opendecide.measures.view import View
from opendecide.model.costs import Energy, Interval, Scenario, UnitCost, YearlyCost
from opendecide.stages.billing.costing import bill_of, bill_on
from opendecide.stages.market.credits import credited
from opendecide.stages.market.rentals import rental_of


def interval(samples: Floats) -> Interval:
    """Return P10, P50 and P90 of samples, between two of them in proportion.

    Examples:
        >>> interval(np.linspace(0.0, 100.0, 101)).p90
        90.0
    """
    low, mid, high = quantile(samples, 0.1, 0.5, 0.9)
    return Interval(p10=low, p50=mid, p90=high)


def by_year(bill: Bill) -> tuple[YearlyCost, ...]:
    """Return expected cash by component and calendar year; rows and columns add up."""
    lengths = bill.assumed.lengths
    found: dict[str, Floats] = {}
    for line in bill.lines:
        mean = np.broadcast_to(line.yearly, (bill.assumed.years, bill.assumed.samples)).mean(axis=1)
        paid = mean if line.once else mean * lengths
        found[line.component] = found.get(line.component, 0.0) + paid
    return tuple(
        YearlyCost(component=name, years=tuple(float(one) for one in paid))
        for name, paid in found.items()
    )


def per_unit(bill: Bill) -> tuple[UnitCost, ...]:
    """Return what a million tokens and a thousand requests cost in the first year.

    Where some of the work is no tokens, what a unit of each workload costs stands for the former.
    """
    running, full, found = bill.per_month * MONTHS, bill.at_full_load, []
    for unit, count in _units(bill):
        found.append(
            UnitCost(
                unit=unit,
                provisioned=interval(running / count),
                full_load=None if full is None else interval(full / count),
            )
        )
    if bill.tokens_per_year is None:
        found += [
            UnitCost(unit=one.unit, workload=one.workload, full_load=interval(one.each))
            for one in bill.unit_prices
        ]
    return tuple(found)


def _units(bill: Bill) -> list[tuple[str, Floats]]:
    """Return what the first year's work is counted in, tokens first."""
    requests = np.zeros(bill.assumed.samples)
    for demand in bill.demands:
        requests += demand.requests_per_year
    counted = [("thousand requests", np.maximum(requests / 1e3, 1e-12))]
    if bill.tokens_per_year is not None:
        counted.insert(0, ("Mtok", np.maximum(bill.tokens_per_year / 1e6, 1e-12)))
    return counted


def electricity(bill: Bill) -> Energy | None:
    """Return electricity and carbon of a million output tokens; None where they are not counted."""
    kwh = kwh_per_million_output_tokens(bill)
    if kwh is None:
        return None
    if not isinstance(bill.capacity, Capacity):
        carbon = kwh * bill.assumed["grid_kg_per_kwh"]
        return Energy(kwh=interval(kwh), kgco2e=interval(carbon), known=False)
    return Energy(
        kwh=interval(kwh),
        kgco2e=interval(bill.capacity.kgco2e_per_million_output_tokens),
        full_load_kwh=median(bill.capacity.kwh_per_million_at_full_load),
    )


def scenarios(view: View, bill: Bill) -> tuple[Scenario, ...]:
    """Return today, ten times the volume, other prices, and other terms of rented machines."""
    found = []
    for name, multiple in VOLUMES.items():
        demands = {one.workload: one.scaled(multiple) for one in bill.demands}
        other = bill if multiple == 1 else bill_of(view, demands, bill.assumed)
        if not isinstance(other, Bill) or _too_much(other):
            found.append(Scenario(id=name))
        else:
            found.append(_scenario(name, view, other))
    found += [
        _scenario(name, view, credited(view, repriced(bill, factor)))
        for name, factor in PRICES.items()
    ]
    demands = {one.workload: one for one in bill.demands}
    for terms in _terms(view):
        other = bill_on(view, demands, bill.assumed, terms)
        if isinstance(other, Bill):
            found.append(_scenario(terms, view, other))
    return tuple(found)


def _terms(view: View) -> tuple[Terms, ...]:
    """Return other ways to rent the same machines.

    A machine that may be withdrawn at any moment answers nobody who waits: spot is for batch work.
    """
    if view.offer.access_mode != "tenancy":
        return ()
    machine = view.case.catalog.machines.get(view.deployment.machine or "")
    rental = None if machine is None else rental_of(view.case, machine, view.offer.id)
    waits = not any(need.interactive for need in view.served_needs())
    spot = waits and rental is not None and rental.spot_per_hour is not None
    return ("reserved", "autoscaled", "spot") if spot else ("reserved", "autoscaled")


def _scenario(name: str, view: View, bill: Bill) -> Scenario:
    _, count = _units(bill)[0]
    return Scenario(
        id=name,
        total=interval(bill.total),
        per_unit=median(bill.per_month * MONTHS / count),
        budget_months=_stop(view, bill),
    )


def _too_much(bill: Bill) -> bool:
    """Return whether the machines there are cannot carry the load in half of the samples."""
    if bill.capacity is None:
        return False
    missing = np.asarray(bill.capacity.missing) > 0.0
    busy = np.asarray(bill.capacity.utilisation) >= 1.0
    return bool(np.mean(missing | busy) > 0.5)  # noqa: PLR2004 — half of the samples


def _stop(view: View, bill: Bill) -> Interval | None:
    """Return when the ceiling is reached; None without a ceiling."""
    if view.case.ceiling is None:
        return None
    whole = bill.horizon_years * MONTHS
    low, mid, high = (
        whole if one is None else one for one in budget_stop_months(bill, view.case.ceiling)
    )
    return Interval(p10=low, p50=mid, p90=high)
