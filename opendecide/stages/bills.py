"""From bills in samples to the printed lines: quantity × unit price = amount."""

from typing import Any

import numpy as np

from opendecide.cost import Bill, DoesNotFit
from opendecide.cost.bill import Line
from opendecide.measures.performance import Floats
from opendecide.measures.view import View
from opendecide.model.recommendation import CostLine, DeploymentCost, Interval, Message
from opendecide.stages.citation import source_text


def interval(samples: Floats) -> Interval:
    """Return P10, P50 and P90 of samples."""
    low, mid, high = (float(one) for one in np.quantile(samples, [0.1, 0.5, 0.9]))
    return Interval(p10=low, p50=mid, p90=high)


def cost_of(view: View, *, leads: bool = True) -> DeploymentCost:
    """Return a deployment's bill as a reader sees it; unknown stays unknown, with the reason."""
    case = view.case
    base: dict[str, Any] = {
        "deployment": view.deployment.id,
        "currency": case.currency,
        "horizon_years": case.profile.budget.horizon_years,
    }
    bill = view.bill
    if not isinstance(bill, Bill):
        reason = "unknown" if bill is None else bill.reason
        values = {} if bill is None or isinstance(bill, DoesNotFit) else dict(bill.values)
        return DeploymentCost(
            **base,
            known=False,
            note=Message(
                code="cost.unknown_price",
                values={"model": view.model.name, "host": view.offer.name, "reason": reason}
                | values,
            ),
        )
    total = interval(bill.total)
    return DeploymentCost(
        **base,
        p10=total.p10,
        p50=total.p50,
        p90=total.p90,
        first_year=interval(bill.first_year),
        upfront=interval(bill.upfront_cash),
        lines=tuple(_line(view, one) for one in bill.lines),
        # Ranking every input is slow, so only the leaders of the families are asked.
        dominant=tuple(name for name, _ in bill.dominant) if leads else (),
    )


def _line(view: View, line: Line) -> CostLine:
    values: dict[str, Any] = {"host": view.offer.name, "once": line.once}
    if line.workload is not None:
        values["workload"] = line.workload
        model = view.serving.get(line.workload)
        values["model"] = model.name if model is not None else ""
    else:
        values["model"] = view.model.name
    if view.deployment.machine is not None:
        values["machine"] = view.deployment.machine
    return CostLine(
        component=line.component,
        label=Message(code=f"cost.{line.key}", values=values),
        quantity=float(np.median(line.quantity)),
        unit=line.unit,
        unit_price=float(np.median(line.unit_price)),
        amount=interval(line.amount),
        source=None if line.source is None else source_text(view.case, line.source),
        as_of=line.as_of,
    )
