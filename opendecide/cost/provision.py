"""How many machines carry a load, at which precision and with which batch."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from opendecide.cost import parameters
from opendecide.cost.assumptions import Assumptions, wider
from opendecide.cost.capacity import Capacity
from opendecide.cost.demand import Demand, Floats
from opendecide.cost.fit import Fit, fits, kept_gb, reserved_bytes, usable_gb
from opendecide.cost.load import Load, pool
from opendecide.cost.media import provision_media
from opendecide.cost.operating_point import (
    OperatingPoint,
    memory_limit,
    operating_point,
    token_time,
)
from opendecide.cost.order_statistics import median
from opendecide.cost.outcomes import DoesNotFit, Unpriced
from opendecide.cost.placing import first_year, further_accelerators, place, slots_free
from opendecide.cost.plan import RENTED, RunPlan
from opendecide.cost.provided import Provided
from opendecide.cost.replicas import replicas

_SPEED = ("throughput_factor", "deployment_derate")


def provision(
    plan: RunPlan,
    demands: Sequence[Demand],
    assumed: Assumptions,
    *,
    given_back: bool = False,
) -> Provided | DoesNotFit | Unpriced:
    """Find the spread that carries the load with the fewest machines.

    Args:
        plan: Model and machine.
        demands: The workloads that share it.
        assumed: Planning figures.
        given_back: Whether machines are paid for as long as they work: the fewest hours count then.

    Returns:
        Machines and what they yield, or why there are none.
    """
    if plan.architecture is None and not any(demand.writes_text for demand in demands):
        return provision_media(plan, demands, assumed)
    if plan.architecture is None:
        return Unpriced(reason="no_architecture", values={"model": plan.model})
    for demand in demands:
        if not demand.speaks_text:
            return Unpriced(
                reason="no_unit", values={"workload": demand.workload, "unit": "1M tokens"}
            )
    # The demands are kept beside the result, so that their ids stay theirs.
    load, _ = assumed.once(
        ("load", *(id(demand) for demand in demands)),
        lambda: (pool(demands, assumed.samples, assumed.years), tuple(demands)),
    )
    middle = load.middle
    found = fits(plan, plan.architecture, float(middle.held_tokens[0]))
    if isinstance(found, DoesNotFit):
        return found
    engine = float(found[0].efficiency.engine)
    # Measured over predicted speed may be further off where less is known.
    spread = parameters.widening(
        parameters.family(plan.accelerator), weak=found[0].weak, guessed=plan.usual_architecture
    )
    losses = assumed.once(
        ("losses", engine, spread),
        lambda: wider(assumed[_SPEED[0]], spread) * assumed[_SPEED[1]] * engine,
    )
    chosen = found[0]
    if len(found) > 1:
        usual = assumed.once(("usual", engine, spread), lambda: np.array([median(losses)]))
        chosen = min(
            found,
            key=lambda fit: (*_effort(plan, fit, middle, usual, given_back=given_back), fit.ways),
        )
    point = _working_point(plan, chosen, load, losses)
    return _provide(plan, chosen, load, point, assumed)


def spare(plan: RunPlan, load: Load) -> int:
    """Return the replicas that only stand in for a broken one."""
    if plan.mode == "device":
        return 0
    if plan.spare_replicas is not None:
        return plan.spare_replicas
    return 1 if load.interactive else 0


def _working_point(plan: RunPlan, fit: Fit, load: Load, losses: Floats) -> OperatingPoint:
    """Return the batch and speed of one replica under this load's target."""
    device = plan.mode == "device"
    times = token_time(fit.setup, fit.efficiency, load, losses, alone=device)
    limit: Floats | float = 1.0
    if not device:
        limit = memory_limit(fit.setup, usable_gb(plan), reserved_bytes(plan), load)
    point = operating_point(times, limit)
    if plan.measured_tokens_per_s is None:
        return point
    # The organisation measured it: the model's times are stretched to what was seen.
    # On a device the prompt is read before, and what is seen is how fast the answer comes.
    seen = point.batch / times.answering_at(point.batch)
    stretch = np.asarray(plan.measured_tokens_per_s, dtype=float) / seen
    return OperatingPoint(
        times=replace(times, losses=times.losses * stretch),
        batch=point.batch,
        token_time_s=point.token_time_s / stretch,
        short_s=point.short_s,
        always_meets_target=point.always_meets_target,
    )


def _effort(
    plan: RunPlan, fit: Fit, middle: Load, losses: Floats, *, given_back: bool
) -> tuple[float, float]:
    """Return by how much a spread is too slow, and the machines that the median load takes with it.

    On average over the years, and with those that are not there. Of machines that are given back it
    is the time that they take for a token.
    """
    point = _working_point(plan, fit, middle, losses)
    working = _working(plan, fit, middle, point)
    beside = spare(plan, middle)
    if given_back:
        each = fit.ways * (1.0 + beside / working) / point.tokens_per_s
        return point.short_s, float(np.max(each))
    placed = place(plan, fit.ways, working, beside)
    machines = placed.machines + placed.missing / plan.machine.count
    each_year = machines if isinstance(machines, float) else float(machines.mean())
    return point.short_s, each_year


def _working(plan: RunPlan, fit: Fit, load: Load, point: OperatingPoint) -> Floats | float:
    """Return the replicas at work; shape (s,), (years, s), or one figure for all of them."""
    if plan.mode == "device" and plan.machines_available is None:
        return plan.devices
    return replicas(
        load.peak_per_s,
        point.held_s,
        point.batch * slots_free(plan, fit.ways),
        growth=load.growth if load.grows else None,
        waited_for=load.interactive,
    )


def _provide(
    plan: RunPlan, fit: Fit, load: Load, point: OperatingPoint, assumed: Assumptions
) -> Provided:
    """Return the machines for one spread."""
    device = plan.mode == "device"
    working = _working(plan, fit, load, point)
    placed = place(plan, fit.ways, working, spare(plan, load))
    weak = ["weak_accelerator"] if fit.weak else []
    if plan.usual_architecture:
        weak.append("usual_architecture")
    if not point.always_meets_target:
        weak.append("latency")
    if median(np.asarray(placed.missing)) > 0.0:
        weak.append("over_capacity")
    billed = placed.machines
    if plan.autoscaled and plan.mode == "cloud":
        billed = _followed(plan, fit, load, working, billed, assumed)
    billed, total, machines = _compact(billed), _compact(placed.replicas), _compact(placed.machines)
    replica_count = first_year(total)
    accelerators = replica_count * float(fit.ways)
    if device:
        accelerators = replica_count
    elif not plan.beside:
        accelerators = first_year(machines) * float(plan.machine.count)
    capacity = Capacity(
        accelerator=plan.accelerator.id,
        accelerators_per_replica=fit.ways,
        precision=fit.precision,
        load=load,
        point=point,
        assumed=assumed.values,
        replicas=replica_count,
        accelerators=accelerators,
        rated_w=plan.accelerator.tdp_w,
        memory_needed_gb=fit.needed_gb,
        memory_available_gb=fit.available_gb,
        memory_each_gb=usable_gb(plan),
        memory_kept_gb=kept_gb(plan),
        spare=np.maximum(first_year(placed.replicas) - first_year(working), 0.0),
        on_a_device=device,
        grid="grid_kg_per_kwh" if plan.mode in RENTED else "site_grid_kg_per_kwh",
        missing=placed.missing,
        further=further_accelerators(plan, placed),
        weak_evidence=fit.weak,
    )
    return Provided(
        capacity=capacity,
        machines=billed,
        bought=_compact(placed.bought),
        growth=load.growth if load.grows else 1.0,
        replicas=total,
        speed_inputs=_SPEED,
        weak=tuple(weak),
    )


def _followed(  # noqa: PLR0913 — one step of `_provide`
    plan: RunPlan,
    fit: Fit,
    load: Load,
    working: Floats | float,
    machines: Floats | float,
    assumed: Assumptions,
) -> Floats:
    """Return the machines billed on average when idle ones are switched off."""
    trough = np.minimum(load.mean_per_s / np.maximum(load.peak_per_s, 1e-12), 1.0)
    # No more can be switched off than what is idle at the mean load.
    follow = np.minimum(assumed["autoscaling_follow"], 1.0)
    mean = working * (1.0 - follow * (1.0 - trough))
    mean = np.maximum(mean, 1.0) + spare(plan, load)
    return np.minimum(machines, np.maximum(mean * fit.ways / plan.machine.count, 1.0))


def _compact(by_year: Floats | float) -> Floats | float:
    """Return a single figure where all years and samples agree, one row where all years do."""
    if not isinstance(by_year, np.ndarray):
        return float(by_year)
    if float(np.ptp(by_year)) == 0.0:
        return float(by_year.flat[0])
    if by_year.ndim > 1 and bool((by_year == by_year[0]).all()):
        return np.array(by_year[0])
    return by_year
