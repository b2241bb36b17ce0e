"""What a model on whole machines costs: in a cloud, in one's own room, on a device, at a host."""

from collections.abc import Sequence
from dataclasses import replace

from opendecide.cost.assumptions import Assumptions
from opendecide.cost.awake import awake_share, calls_of
from opendecide.cost.bill import Bill
from opendecide.cost.demand import Demand
from opendecide.cost.lines import common_lines
from opendecide.cost.lot_hours import (
    beside_what_is_kept,
    every_day,
    for_its_hours,
    lots_by_the_hour,
    until_done,
)
from opendecide.cost.machine_lines import machine_lines
from opendecide.cost.outcomes import DoesNotFit, Unpriced
from opendecide.cost.plan import RunPlan
from opendecide.cost.provided import Provided
from opendecide.cost.provision import provision

PROVIDED = "provided"
"""Machines for a load, as they are kept among what bills share."""


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
    lots = lots_by_the_hour(plan, demands)
    kept = tuple(one for one in demands if not one.once)
    if lots and kept:
        return _with_lots(plan, kept, lots, assumed)
    provided = provided_for(plan, demands, assumed)
    if not isinstance(provided, Provided):
        return provided
    return bill_for(plan, provided, demands, assumed)


def _with_lots(
    plan: RunPlan, kept: Sequence[Demand], lots: Sequence[Demand], assumed: Assumptions
) -> Bill | DoesNotFit | Unpriced:
    """Bill machines kept for what goes on, and the hours of a lot for which they have no time."""
    always = provided_for(plan, kept, assumed)
    if not isinstance(always, Provided):
        return always
    rented = provided_for(plan, lots, assumed)
    if not isinstance(rented, Provided):
        return rented
    bill = bill_for(plan, always, (*kept, *lots), assumed)
    rented = beside_what_is_kept(plan, rented, always, lots)
    hours = machine_lines(plan, rented, assumed)
    if isinstance(bill, Unpriced):
        return bill
    if isinstance(hours, Unpriced):
        return hours
    whose = lots[0].workload
    return replace(
        bill,
        lines=(*(replace(one, workload=whose) for one in hours.lines), *bill.lines),
        beside=(rented.capacity,),
    )


def provided_for(
    plan: RunPlan, demands: Sequence[Demand], assumed: Assumptions
) -> Provided | DoesNotFit | Unpriced:
    """Return the machines that carry the load, and how long they are paid.

    Clouds that rent the same machine share everything but its price.
    """
    # The demands are kept beside the result, so that their ids stay theirs.
    found, _ = assumed.once(
        (PROVIDED, plan.sizing, *(id(demand) for demand in demands)),
        lambda: (_provided(plan, demands, assumed), tuple(demands)),
    )
    return found


def bill_for(
    plan: RunPlan, provided: Provided, demands: Sequence[Demand], assumed: Assumptions
) -> Bill | Unpriced:
    """Bill machines that are worked out, and all around them."""
    machines = machine_lines(plan, provided, assumed)
    if isinstance(machines, Unpriced):
        return machines
    overheads = common_lines(
        assumed,
        plan.mode,
        demands,
        accelerators=1.0 if plan.of_users else provided.capacity.accelerators,
        guarded=plan.guarded or plan.mode == "device",
        at_work=provided.at_work,
    )
    return Bill(
        assumed=assumed,
        demands=tuple(demands),
        lines=(*machines.lines, *overheads),
        cash=machines.cash,
        capacity=provided.capacity,
        speed_inputs=provided.speed_inputs,
        weak=provided.weak,
    )


def _provided(
    plan: RunPlan, demands: Sequence[Demand], assumed: Assumptions
) -> Provided | DoesNotFit | Unpriced:
    """Return the machines, and how long they are paid."""
    if len(lots_by_the_hour(plan, demands)) == len(demands):
        found = provision(plan, every_day(demands, assumed), assumed, given_back=True)
        if not isinstance(found, Provided):
            return found
        return until_done(for_its_hours(found, plan), plan, demands)
    found = provision(plan, demands, assumed)
    if not isinstance(found, Provided):
        return found
    found = until_done(found, plan, demands)
    if plan.sleeps_after_hours is None:
        return found
    awake = awake_share([calls_of(one) for one in demands], plan.sleeps_after_hours)
    return replace(found, capacity=replace(found.capacity, awake=awake))
