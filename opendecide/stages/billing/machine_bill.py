"""What it costs to run models on machines: bought, rented, at hand, or run by a host."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil

from opendecide.cost import (
    Assumptions,
    Bill,
    Demand,
    DoesNotFit,
    RunPlan,
    Unpriced,
    run_bill,
)
from opendecide.cost.fit import fits
from opendecide.cost.memory import USABLE_SHARE
from opendecide.cost.order_statistics import median
from opendecide.cost.plan import RENTED, Mode, Terms, rented_on
from opendecide.cost.points import generic_architecture
from opendecide.cost.precision import NVFP4_BITS
from opendecide.measures.operability import devices, on_users_own_devices
from opendecide.measures.view import View
from opendecide.model.machine_facts import Machine
from opendecide.model.model_facts import Architecture, Model
from opendecide.stages.billing.companion_machines import Running, rented_together
from opendecide.stages.billing.filters import guarded
from opendecide.stages.billing.one_team import run_by_one_team
from opendecide.stages.billing.sleeping import sleeps_after_hours
from opendecide.stages.market.machines import fleet, own_machines, price_of, unpaid_machines
from opendecide.stages.market.purchases import as_offered
from opendecide.stages.market.quotes import measured_speed
from opendecide.stages.market.rentals import offered, rental_of

MODES: Mapping[str, Mode] = {
    "tenancy": "cloud",
    "dedicated": "managed",
    "onprem": "owned",
    "device": "device",
}


def _plan(view: View, model: Model, *, first: bool) -> RunPlan | None:
    case = view.case
    name = view.deployment.machine
    if name is None or model.parameters_total is None:
        return None
    total = model.parameters_total.value
    if not isinstance(total, (int, float)):
        return None
    active = model.parameters_active.value if model.parameters_active is not None else total
    mode = MODES[view.offer.access_mode]
    owned, devices_there = own_machines(case), fleet(case)
    share = 1.0
    if name in owned:
        accelerator, count, share = owned[name]
        machine = Machine(
            id=name,
            name=f"{count} × {accelerator.name}",
            accelerator=accelerator.id,
            count=count,
            purchase=case.once(
                ("price at hand", name), lambda: price_of(case.catalog, accelerator, count)
            ),
        )
    elif name in devices_there:
        accelerator = devices_there[name]
        machine = Machine(id=name, name=accelerator.name, accelerator=accelerator.id, count=1)
    else:
        machine = as_offered(case, case.catalog.machines[name.removeprefix("assumed:")])
        accelerator = case.catalog.accelerators[machine.accelerator]
    rental = rental_of(case, machine, view.offer.id)
    return RunPlan(
        model=model.id,
        architecture=_architecture(model, float(total), active),
        usual_architecture=model.architecture is None and "text" in model.modalities,
        parameters_total=float(total),
        parameters_active=float(active) if isinstance(active, (int, float)) else float(total),
        machine=machine,
        accelerator=accelerator,
        mode=mode,
        rental=rental,
        quoted=offered(rental),
        already_owned=view.at_hand or not first,
        free_share=share,
        machines_available=1 if name in owned else None,
        paid=name not in unpaid_machines(case),
        expandable=case.may_buy,
        devices=devices(view),
        of_users=on_users_own_devices(view),
        measured_tokens_per_s=measured_speed(
            view, model, at_hand=name in owned or name in devices_there
        ),
        guarded=guarded(view),
        sleeps_after_hours=sleeps_after_hours(view),
    )


def weights_too_large(view: View) -> DoesNotFit | None:
    """Return why the weights alone do not fit the machine; None when they do or nobody knows."""
    plan = _plan(view, view.model, first=True)
    if plan is None or plan.architecture is None:
        return None
    found = fits(plan, plan.architecture, held_tokens=0.0)
    return found if isinstance(found, DoesNotFit) else None


def _of_model(bill: Bill, model: str) -> Bill:
    """Say on the lines for machines whose they are, where several models run side by side."""
    lines = (line if line.workload else replace(line, model=model) for line in bill.lines)
    return replace(bill, lines=tuple(lines))


def _bought(bill: Bill, plan: RunPlan) -> int:
    """Return how many machines a bill is for, at the median and one at least."""
    capacity = bill.capacity
    accelerators = 0.0 if capacity is None else median(capacity.accelerators)
    return max(1, ceil(accelerators / plan.machine.count - 1e-9))


def _architecture(model: Model, total: float, active: object) -> Architecture | None:
    """Return what a model looks like, or those of its size; None for one that writes no tokens."""
    if "text" not in model.modalities:
        return None
    if model.architecture is not None:
        return model.architecture
    return generic_architecture(total, float(active) if isinstance(active, (int, float)) else total)


def machine_bill(
    view: View,
    demands: Mapping[str, Demand],
    assumed: Assumptions,
    terms: Terms | None,
) -> Bill | Unpriced | DoesNotFit:
    """Bill the main model's machines, and its companions' beside them, run by one team."""
    bills = _bills(view, demands, assumed, terms)
    if isinstance(bills, list) and (crowded := _crowded(view, bills)) is not None:
        # Each fits by itself as it is; beside each other they do with fewer bits, or not at all.
        bills = _bills(view, demands, assumed, terms, bits=NVFP4_BITS)
        if isinstance(bills, list) and _crowded(view, bills) is not None:
            return crowded
    if not isinstance(bills, list):
        return bills
    if len(bills) == 1:
        return bills[0]
    beside = tuple(
        one
        for place, bill in enumerate(bills)
        for one in ((bill.capacity if place else None), *bill.beside)
        if one is not None
    )
    mode = MODES[view.offer.access_mode]
    together = run_by_one_team(bills, mode, assumed, guarded=guarded(view))
    return replace(together, beside=beside)


def _bills(
    view: View,
    demands: Mapping[str, Demand],
    assumed: Assumptions,
    terms: Terms | None,
    bits: float | None = None,
) -> list[Bill] | Unpriced | DoesNotFit:
    """Return the bill of each model, the main one's first; at most so many bits a weight."""
    order = sorted(
        {model.id for model in view.serving.values()}, key=lambda one: (one != view.model.id, one)
    )
    if len(order) > 1 and MODES[view.offer.access_mode] in RENTED:
        return _rented_bills(view, order, demands, assumed, terms)
    works = {one: _work_of(view, one, demands) for one in order}
    bills: dict[str, Bill] = {}
    for model_id in _who_keeps_the_machines(order, works) if view.at_hand else order:
        model = view.case.catalog.models[model_id]
        wanted = works[model_id]
        plan = _plan(view, model, first=not bills)
        if plan is None:
            return Unpriced(reason="no_machine", values={"model": model_id})
        if bits is not None and plan.architecture is not None:
            native = plan.architecture.native_bits
            plan = replace(plan, bits=bits if native is None else min(bits, native))
        if bills and plan.already_owned and not view.at_hand:
            # It runs on what was bought for the main model, and what it takes beyond is bought too.
            there = _bought(bills[order[0]], plan)
            plan = replace(plan, machines_available=there, expandable=True)
        if bills and plan.machines_available is not None:
            plan = replace(plan, beside=True, taken=sum(map(_busy, bills.values())))
        bill = run_bill(plan if terms is None else rented_on(plan, terms), wanted, assumed)
        if isinstance(bill, DoesNotFit):
            return replace(bill, model=model_id)
        if not isinstance(bill, Bill):
            return bill
        bills[model_id] = bill if len(order) == 1 else _of_model(bill, model_id)
    return [bills[one] for one in order]


def _who_keeps_the_machines(
    order: Sequence[str], works: Mapping[str, Sequence[Demand]]
) -> list[str]:
    """Return the models with those first whose work goes on: a lot gives machines at hand back."""
    return sorted(order, key=lambda one: all(demand.once for demand in works[one]))


def _rented_bills(
    view: View,
    order: Sequence[str],
    demands: Mapping[str, Demand],
    assumed: Assumptions,
    terms: Terms | None,
) -> list[Bill] | Unpriced | DoesNotFit:
    """Return the bill of each model, each where it costs least at the place."""
    running = []
    for model_id in order:
        plan = _plan(view, view.case.catalog.models[model_id], first=True)
        if plan is None:
            return Unpriced(reason="no_machine", values={"model": model_id})
        on_terms = plan if terms is None else rented_on(plan, terms)
        running.append(Running(on_terms, _work_of(view, model_id, demands)))
    bills = rented_together(view, running, assumed)
    if not isinstance(bills, list):
        return bills
    return [_of_model(bill, model_id) for bill, model_id in zip(bills, order, strict=True)]


def _work_of(view: View, model: str, demands: Mapping[str, Demand]) -> list[Demand]:
    """Return what one model serves."""
    return [
        demands[need.id]
        for need in view.case.needs
        if need.id in view.serving and view.serving[need.id].id == model
    ]


def _busy(bill: Bill) -> float:
    """Return the accelerators that the models of a bill keep busy at the peak."""
    return 0.0 if bill.capacity is None else bill.capacity.busy_accelerators


def _crowded(view: View, bills: Sequence[Bill]) -> DoesNotFit | None:
    """Return how much the models on machines at hand need together, if that is more than there."""
    at_hand = own_machines(view.case).get(view.deployment.machine or "")
    if at_hand is None or len(bills) == 1:
        return None
    accelerator, count, _ = at_hand
    needed = sum(one.capacity.memory_needed_gb for one in bills if one.capacity is not None)
    there = USABLE_SHARE * accelerator.memory_gb * count
    if needed <= there:
        return None
    companion = next(one.id for one in view.serving.values() if one is not view.model)
    return DoesNotFit(needed_gb=needed, available_gb=there, model=companion)
