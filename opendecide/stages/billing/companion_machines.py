"""Where companions run at a place that rents machines: with the main model, or by themselves.

A model that makes one job at a time takes little of a large accelerator, so it goes where the main
model is if that costs less and nobody waits longer than asked for. Everything else gets the machine
of the place that carries it for the least. Hosts put each model on machines of its own.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from opendecide.cost import Assumptions, Bill, Demand, DoesNotFit, MediaCapacity, Unpriced, run_bill
from opendecide.cost.memory import GB, RESERVED_BYTES
from opendecide.cost.order_statistics import median
from opendecide.cost.plan import RunPlan
from opendecide.cost.provided import Provided
from opendecide.cost.run_bill import bill_for, provided_for
from opendecide.cost.sharing import share
from opendecide.measures.view import View
from opendecide.model.machine_facts import Machine
from opendecide.stages.market.machine_choice import TOO_LATE
from opendecide.stages.market.rentals import offered, on_request, rental_of, rented


class Running(NamedTuple):
    """A model on a machine, and the work that it is there for."""

    plan: RunPlan
    demands: Sequence[Demand]


def rented_together(
    view: View, running: Sequence[Running], assumed: Assumptions
) -> list[Bill] | Unpriced | DoesNotFit:
    """Bill the main model, the first, and its companions where each of them costs least."""
    main, *companions = running
    bills = [run_bill(*main, assumed)]
    bills += [_on_its_own(view, one, assumed) for one in companions]
    found = []
    for bill, one in zip(bills, running, strict=True):
        if isinstance(bill, DoesNotFit):
            return replace(bill, model=one.plan.model)
        if not isinstance(bill, Bill):
            return bill
        found.append(bill)
    if main.plan.mode == "cloud":
        # What is done once gives its machines back, so that nothing else can count on them.
        lots = any(one.once for each in running for one in each.demands)
        together = [] if lots else _with_the_main_model(running, assumed)
        if together and _is_better(together, found, running):
            return [with_main or bill for with_main, bill in zip(together, found, strict=True)]
    return found


def _on_its_own(view: View, one: Running, assumed: Assumptions) -> Bill | Unpriced | DoesNotFit:
    """Bill a model on the machine of the place that carries its load for the least.

    A machine that answers late counts for so many times its price, as for the main model. Dearer
    ones than the first on which a single replica is in time are not looked at.
    """
    case = view.case
    found: Bill | Unpriced | DoesNotFit | None = None
    least = (True, np.inf)
    for _, machine in rented(case, view.offer) or on_request(case, view.offer):
        bill = run_bill(_moved(view, one.plan, machine), one.demands, assumed)
        if not isinstance(bill, Bill):
            found = found or bill
            continue
        late = _late(bill, one.demands)
        limit = 1.0 if any(demand.p95_hard for demand in one.demands) else TOO_LATE
        cost = (late > limit, _machines(bill) * late)
        if not isinstance(found, Bill) or cost < least:
            lines = (
                replace(line, machine=machine.id) if line.component == "hardware" else line
                for line in bill.lines
            )
            found, least = replace(bill, lines=tuple(lines)), cost
        if late <= 1.0 and _at_work(bill) <= 1.0:
            break
    return run_bill(*one, assumed) if found is None else found


def _moved(view: View, plan: RunPlan, machine: Machine) -> RunPlan:
    """Return the same model on another machine, where nobody measured how fast it is."""
    if machine.id == plan.machine.id:
        return plan
    rental = rental_of(view.case, machine, view.offer.id)
    return replace(
        plan,
        machine=machine,
        accelerator=view.case.catalog.accelerators[machine.accelerator],
        rental=rental,
        quoted=offered(rental),
        measured_tokens_per_s=None,
    )


def _with_the_main_model(running: Sequence[Running], assumed: Assumptions) -> list[Bill | None]:
    """Bill the main model and those that make one job at a time on the same machines.

    Returns:
        None for each model that stays by itself; nothing where they do not fit beside each other.
    """
    main, *companions = running
    guests = [replace(one.plan, beside=True) for one in companions if one.plan.architecture is None]
    theirs = [one.demands for one in companions if one.plan.architecture is None]
    sized = [provided_for(*one, assumed) for one in zip(guests, theirs, strict=True)]
    others = [one for one in sized if isinstance(one, Provided)]
    if not others or len(others) < len(sized):
        return []
    filled = sum(one.capacity.memory_needed_gb + RESERVED_BYTES / GB for one in others)
    host = replace(main.plan, others_gb=filled)
    alone = provided_for(main.plan, main.demands, assumed)
    beside = provided_for(host, main.demands, assumed)
    if not isinstance(beside, Provided) or not isinstance(alone, Provided):
        return []
    if beside.capacity.precision != alone.capacity.precision:
        return []
    placed = share(beside, others, main.plan.machine.count)
    bills = [bill_for(host, placed.main, main.demands, assumed)]
    bills += [bill_for(*one, assumed) for one in zip(guests, placed.others, theirs, strict=True)]
    if not all(isinstance(one, Bill) for one in bills):
        return []
    first, *rest = (one for one in bills if isinstance(one, Bill))
    left = iter(rest)
    return [first, *(next(left) if one.plan.architecture is None else None for one in companions)]


def _is_better(
    together: Sequence[Bill | None], alone: Sequence[Bill], running: Sequence[Running]
) -> bool:
    """Tell whether shared machines cost less, and make nobody late who would be in time."""
    pairs = [
        (shared, own, one.demands)
        for shared, own, one in zip(together, alone, running, strict=True)
        if shared is not None
    ]
    in_time = all(
        _late(shared, demands) <= max(_late(own, demands), 1.0) for shared, own, demands in pairs
    )
    dearer = sum(_machines(own) - _machines(shared) for shared, own, _ in pairs) <= 0.0
    return in_time and not dearer


def _machines(bill: Bill) -> float:
    """Return what the machines of a bill cost, in the middle."""
    return sum(median(line.amount) for line in bill.lines if line.component == "hardware")


def _late(bill: Bill, demands: Sequence[Demand]) -> float:
    """Return the expected answer time over what is asked for; 1 where it is met."""
    if bill.capacity is None:
        return 1.0
    expected = median(np.asarray(bill.capacity.p95_s))
    return max((1.0, *(expected / one.p95_s for one in demands if one.p95_s)))


def _at_work(bill: Bill) -> float:
    """Return the replicas that do not only stand by."""
    capacity = bill.capacity
    if capacity is None:
        return 1.0
    spare = capacity.spare if isinstance(capacity, MediaCapacity) else capacity.load.interactive
    return median(capacity.replicas) - spare
