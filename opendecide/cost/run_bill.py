"""What running a model oneself costs: in a cloud, in one's own room, or on a device."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from opendecide.cost.api_bill import shape_inputs
from opendecide.cost.assumptions import Assumptions
from opendecide.cost.bill import Bill, Capacity, DoesNotFit, Line, Unpriced
from opendecide.cost.capacity import provision
from opendecide.cost.demand import Demand, Floats
from opendecide.cost.lines import common_lines, inputs_of
from opendecide.cost.machine_lines import machine_lines
from opendecide.cost.plan import RunPlan
from opendecide.cost.provision import Provision


def run_bill(
    plan: RunPlan, demands: Sequence[Demand], assumed: Assumptions
) -> Bill | DoesNotFit | Unpriced:
    """Bill the machines that carry the load within the latency target, and all around them.

    Args:
        plan: Model, machine and how it is paid for.
        demands: The workloads that share the machines.
        assumed: Planning figures.

    Returns:
        A bill with its `capacity`; `DoesNotFit` when the memory is too small; `Unpriced` with the
        reason when a price, a rate or the architecture is not known.
    """
    provided = provision(plan, demands, assumed)
    if not isinstance(provided, Provision):
        return provided
    machines = machine_lines(plan, provided, assumed)
    if isinstance(machines, Unpriced):
        return machines
    lines: list[Line] = [
        *machines.lines,
        *common_lines(
            assumed,
            plan.mode,
            accelerators=provided.capacity.accelerators,
            guarded=plan.guarded or plan.mode == "device",
        ),
    ]
    tokens: Floats = np.zeros(assumed.samples)
    drawn: dict[str, Floats] = {}
    for demand in demands:
        requests = assumed.samples_of(demand.requests_per_day) * demand.active_days_per_year
        tokens = tokens + requests * (demand.input_tokens + demand.generated_tokens)
        drawn |= shape_inputs(demand, assumed)
    upfront = machines.cash + sum(line.amount for line in lines if line.key == "setup")
    bill = Bill(
        currency=assumed.currency,
        horizon_years=assumed.horizon_years,
        lines=tuple(lines),
        upfront_cash=assumed.samples_of(upfront),
        drawn=inputs_of(lines, assumed) | provided.drawn | drawn,
        tokens_per_year=tokens if tokens.any() else None,
        weak=provided.weak,
    )
    return replace(bill, capacity=_with_unit_cost(provided, bill))


def _with_unit_cost(provided: Provision, bill: Bill) -> Capacity:
    """Return the capacity with the cost of a million tokens if nothing were idle."""
    if bill.tokens_per_year is None:
        return provided.capacity
    machines = np.sum(
        [
            line.quantity * line.unit_price
            for line in bill.lines
            if line.component in ("hardware", "energy")
        ],
        axis=0,
    )
    busy = np.maximum(provided.capacity.utilisation, 1e-12)
    full = machines * busy * 1e6 / np.maximum(bill.tokens_per_year, 1.0)
    return replace(provided.capacity, per_million_tokens_full_load=full)
