"""From bills in samples to the printed lines: quantity × unit price = amount."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from opendecide.cost import Bill, Unpriced
from opendecide.cost.bill import Line
from opendecide.measures.case import Case
from opendecide.measures.view import View
from opendecide.model.costs import CostLine, DeploymentCost, Interval
from opendecide.model.fact import Fact, Grade
from opendecide.model.message import Message
from opendecide.model.recommendation import RankedDeployment, Verdict
from opendecide.stages.filling.local_energy import electricity_price
from opendecide.stages.findings.citation import source_text
from opendecide.stages.findings.outlook import by_year, electricity, interval, per_unit, scenarios
from opendecide.stages.findings.workings import workings
from opendecide.stages.market.machines import fleet, own_machines
from opendecide.stages.market.price_rows import borrowed
from opendecide.stages.market.rentals import asks_for_its_price

SHORTLIST = 4
"""Deployments that a report sets side by side."""
PRICED = frozenset({"usage", "hardware", "energy"})
"""Lines whose unit price is somebody's price list, and so grows old."""


def shown_closely(verdict: Verdict, ranked: Sequence[RankedDeployment]) -> frozenset[str]:
    """Return the deployments whose bills a report opens up: the short list and today's way."""
    known = {one.id for one in ranked}
    first = ranked[0].id if ranked else None
    leaders = (one.id for one in ranked if one.family_leader)
    named = (*verdict.combination, verdict.deployment or first, verdict.runner_up)
    chosen = [one for one in dict.fromkeys((*named, *leaders)) if one in known][:SHORTLIST]
    return frozenset((*chosen, *(one.id for one in ranked if one.current)))


def cost_of(view: View, *, closely: bool = True) -> DeploymentCost:
    """Return a deployment's bill as a reader sees it; unknown stays unknown, with the reason.

    Args:
        view: The deployment with its bill.
        closely: Also by year and unit, in other circumstances, with the equations: slow, so only
            for what is opened up in the report.
    """
    case = view.case
    base: dict[str, Any] = {
        "deployment": view.deployment.id,
        "currency": case.currency,
        "horizon_years": case.profile.budget.horizon_years,
    }
    bill = view.bill
    if not isinstance(bill, Bill):
        values: dict[str, object] = {"reason": "unknown" if bill is None else bill.reason}
        if isinstance(bill, Unpriced):
            values |= bill.values
        model = view.serving.get(str(values.get("workload")), view.model)
        values |= {"model": model.name, "host": view.offer.name}
        return DeploymentCost(
            **base, known=False, note=Message(code="cost.unknown_price", values=values)
        )
    total = interval(bill.total)
    looked_at: dict[str, Any] = {}
    if closely:
        looked_at = {
            "dominant": tuple(name for name, _ in bill.dominant),
            "years": by_year(bill),
            "units": per_unit(bill),
            "energy": electricity(bill),
            "scenarios": scenarios(view, bill),
            "workings": workings(bill, _chips(view), partial(source_text, case)),
        }
    return DeploymentCost(
        **base,
        p10=total.p10,
        p50=total.p50,
        p90=total.p90,
        paid=interval(bill.paid),
        first_year=interval(bill.first_year),
        upfront=interval(bill.upfront_cash),
        distrust=bill.weak,
        lines=tuple(_line(view, one) for one in bill.lines if not is_nothing(one)),
        **looked_at,
    )


def _chips(view: View) -> dict[str, str]:
    """Return what accelerators are called, those at hand as the profile states them."""
    case, machine = view.case, view.deployment.machine or ""
    listed = {name: one.name for name, one in case.catalog.accelerators.items()}
    at_hand = fleet(case).get(machine) or own_machines(case).get(machine, (None,))[0]
    return listed if at_hand is None else listed | {at_hand.id: at_hand.name}


def is_nothing(line: Line) -> bool:
    """Tell whether nothing of a thing is bought: no machine, no kilowatt, in no year.

    A second model that finds room on the machines of the first has such lines. What is free is
    told: its quantity is used, and costs nothing.
    """
    used = line.central.quantity and line.central.factor
    return not used and not any(line.spread)


def _line(view: View, line: Line) -> CostLine:
    values: dict[str, Any] = {"host": view.offer.name, "once": line.once}
    if line.workload is not None:
        values["workload"] = line.workload
        model = view.serving.get(line.workload)
        values["model"] = model.name if model is not None else ""
    else:
        model = view.case.catalog.models.get(line.model or view.model.id, view.model)
        values["model"] = model.name
    machine = line.machine or view.deployment.machine
    if machine is not None:
        values["machine"] = machine
    quantity, unit_price, factor, central = line.central
    return CostLine(
        component=line.component,
        label=Message(code=f"cost.{line.key}", values=values),
        quantity=quantity,
        unit=line.unit,
        counted=line.counted,
        unit_price=unit_price,
        factor=factor,
        central=central,
        amount=Interval(**line.spread._asdict()),
        source=None if line.source is None else source_text(view.case, line.source),
        as_of=line.as_of,
        grade=_grade(view, line),
        stale=is_stale(view.case, line),
        borrowed=_borrowed(view, line),
    )


def _grade(view: View, line: Line) -> Grade | None:
    """Return how good the source of a line is: that of a price list, or of a planning figure."""
    if line.source is None:
        return None
    if line.key == "machine_hours" and asks_for_its_price(view):
        return "expert"  # somebody else's list: for this host it is a guess
    case, read = view.case, line.source.partition("; ")[0]
    name = line.machine or view.deployment.machine or ""
    machine = case.catalog.machines.get(name.rpartition(":")[2])
    listed = (*view.offer.serves, *(machine.rentals if machine is not None else ()))
    planned = case.once(
        "grades of planning figures",
        lambda: {one.source: one.grade for one in (*case.catalog.rules.values(), *_local(case))},
    )
    return next((one.grade for one in listed if one.source == read), planned.get(read))


def _local(case: Case) -> tuple[Fact, ...]:
    """Return what is known of the organisation's country and stands in a line of its bills."""
    organisation = case.profile.organisation
    where = (case.catalog, organisation.country, organisation.persona)
    return (electricity_price(*where).fact,)


def _borrowed(view: View, line: Line) -> bool:
    if line.key == "machine_hours":
        return asks_for_its_price(view)
    if line.component != "usage" or line.workload is None or view.offer.access_mode == "seat":
        return False
    need = view.case.need(line.workload)
    return borrowed(view.case, view.offer, view.serving[line.workload], need)


def is_stale(case: Case, line: Line) -> bool:
    """Return whether a price is older than the profile lets a price be."""
    if line.component not in PRICED or line.as_of is None:
        return False
    return (case.decision_date - line.as_of).days > case.profile.evidence.max_age_days.price
