"""How many machines carry the load, at which precision and with which batch."""

from collections.abc import Sequence

import numpy as np

from opendecide.cost import energy
from opendecide.cost.assumptions import Assumptions
from opendecide.cost.bill import Capacity, DoesNotFit, Unpriced
from opendecide.cost.demand import HOURS_PER_YEAR, Demand, Floats
from opendecide.cost.fit import Fit, batch_limit, fits
from opendecide.cost.load import Load, answer_p95_s, pool, token_time_target
from opendecide.cost.media import provision_media
from opendecide.cost.operating_point import OperatingPoint, operating_point, token_time
from opendecide.cost.plan import RunPlan
from opendecide.cost.provision import Provision
from opendecide.cost.replicas import replicas
from opendecide.cost.speed import first_token_s

_LIGHT_BATCH = 16.0
_SPEED = ("throughput_factor", "deployment_derate")


def provision(
    plan: RunPlan, demands: Sequence[Demand], assumed: Assumptions
) -> Provision | DoesNotFit | Unpriced:
    """Find the spread that carries the load with the fewest machines.

    Args:
        plan: Model and machine.
        demands: The workloads that share it.
        assumed: Planning figures.

    Returns:
        Machines and what they yield, or why there are none.
    """
    if plan.architecture is None and not any(demand.speaks_text for demand in demands):
        return provision_media(plan, demands, assumed)
    if plan.architecture is None:
        return Unpriced(reason="no_architecture", values={"model": plan.model})
    for demand in demands:
        if not demand.speaks_text:
            return Unpriced(
                reason="no_unit", values={"workload": demand.workload, "unit": "1M tokens"}
            )
    load = pool(demands, assumed.samples, assumed.years)
    found = fits(
        plan,
        plan.architecture,
        float(np.median(load.input_tokens)),
        float(np.median(load.output_tokens)),
    )
    if isinstance(found, DoesNotFit):
        return found
    speed = assumed["throughput_factor"] * assumed["deployment_derate"]
    chosen = min(found, key=lambda fit: (_machines_at_median(plan, fit, load, speed), fit.ways))
    users = max(demand.users for demand in demands)
    return _provide(plan, chosen, load, speed, users, assumed)


def spare(plan: RunPlan, load: Load) -> int:
    """Return the replicas that only stand in for a broken one."""
    if plan.mode == "device":
        return 0
    if plan.spare_replicas is not None:
        return plan.spare_replicas
    return 1 if load.interactive else 0


def working_point(plan: RunPlan, fit: Fit, load: Load, speed: Floats) -> OperatingPoint:
    """Return the batch and speed of one replica under this load's target."""
    floor = np.asarray(first_token_s(fit.setup, fit.efficiency, load.input_tokens, 1.0) / speed)
    point = operating_point(
        fit.setup,
        fit.efficiency,
        input_tokens=load.input_tokens,
        output_tokens=load.output_tokens,
        target_s=token_time_target(load, floor),
        batch_limit=batch_limit(plan, fit, load.input_tokens, load.output_tokens),
        speed_factor=speed,
    )
    if plan.measured_tokens_per_s is None:
        return point
    measured = np.broadcast_to(
        np.asarray(plan.measured_tokens_per_s, dtype=float), point.batch.shape
    )
    return OperatingPoint(
        batch=point.batch,
        token_time_s=point.batch / measured,
        tokens_per_s=measured,
        first_token_s=point.first_token_s,
        meets_target=point.meets_target,
    )


def _machines_at_median(plan: RunPlan, fit: Fit, load: Load, speed: Floats) -> float:
    """Return the machines that the median load would take with this spread."""
    middle = Load(
        input_tokens=_median(load.input_tokens),
        output_tokens=_median(load.output_tokens),
        peak_per_s=_median(load.peak_per_s),
        mean_per_s=_median(load.mean_per_s),
        requests_per_year=_median(load.requests_per_year),
        growth=np.median(load.growth, axis=1, keepdims=True),
        interactive=load.interactive,
        p95_s=load.p95_s,
        token_time_s=load.token_time_s,
    )
    point = working_point(plan, fit, middle, _median(speed))
    held = point.first_token_s + middle.output_tokens * point.token_time_s
    count = replicas(middle.peak_per_s, held, point.batch) + spare(plan, load)
    late = 0.0 if point.meets_target.all() else 1e6
    return float(np.ceil(count * fit.ways / plan.machine.count)[0]) + late


def _median(samples: Floats) -> Floats:
    return np.atleast_1d(np.median(samples))


def _provide(  # noqa: PLR0913 — one step of `provision`
    plan: RunPlan, fit: Fit, load: Load, speed: Floats, users: float, assumed: Assumptions
) -> Provision:
    """Return the machines for one spread."""
    point = working_point(plan, fit, load, speed)
    held = point.first_token_s + load.output_tokens * point.token_time_s
    working = replicas(load.peak_per_s * load.growth, held, point.batch)
    if plan.mode == "device":
        working = np.full((assumed.years, assumed.samples), float(users))
    needed = working + spare(plan, load)
    total = np.broadcast_to(needed, (assumed.years, assumed.samples))
    weak = ["weak_accelerator"] if fit.weak else []
    if not point.meets_target.all():
        weak.append("latency")
    limit = plan.machines_available
    if limit is not None:
        most = float(limit * plan.machine.count // fit.ways)
        if np.median(total[0]) > most:
            weak.append("over_capacity")
        total = np.minimum(total, max(most, 1.0))
    held_machines = np.ceil(total * fit.ways / plan.machine.count - 1e-9)
    billed = held_machines
    if plan.autoscaled and plan.mode == "cloud":
        follow = assumed["autoscaling_follow"]
        trough = np.minimum(load.mean_per_s / np.maximum(load.peak_per_s, 1e-12), 1.0)
        mean = working * (1.0 - follow * (1.0 - trough))
        mean = np.maximum(mean, 1.0) + spare(plan, load)
        billed = np.minimum(held_machines, np.maximum(mean * fit.ways / plan.machine.count, 1.0))
    busy_hours = load.requests_per_year * load.output_tokens / point.tokens_per_s / 3600
    utilisation = np.minimum(busy_hours / (HOURS_PER_YEAR * total[0]), 1.0)
    accelerators = held_machines[0] * plan.machine.count
    if plan.mode == "device":
        accelerators = total[0]
    kwh = _meter(plan, fit, load, point, total, held_machines, assumed)
    made = np.maximum(load.requests_per_year * load.output_tokens, 1.0)
    per_million = kwh[0] * 1e6 / made
    at_work = np.clip(load.peak_per_s * held / working[0], 1.0, point.batch)
    times = token_time(
        fit.setup, fit.efficiency, load.input_tokens, load.output_tokens, speed_factor=speed
    )
    floor = np.asarray(first_token_s(fit.setup, fit.efficiency, load.input_tokens, at_work) / speed)
    capacity = Capacity(
        accelerator=plan.accelerator.id,
        accelerators_per_replica=fit.ways,
        precision=fit.precision,
        replicas=total[0],
        accelerators=accelerators,
        utilisation=utilisation,
        tokens_per_s=point.tokens_per_s,
        batch=point.batch,
        token_time_s=point.token_time_s,
        first_token_floor_s=floor,
        p95_s=answer_p95_s(floor, times.at(at_work), load.output_tokens),
        memory_needed_gb=fit.needed_gb,
        memory_available_gb=fit.available_gb,
        kwh_per_million_output_tokens=per_million,
        kgco2e_per_million_output_tokens=np.asarray(
            energy.kgco2e_per_million_tokens(
                kwh=per_million,
                grid_kg_per_kwh=assumed["grid_kg_per_kwh"],
                embodied_kg=accelerators * assumed["embodied_kg_per_accelerator"],
                lifetime_tokens=made * assumed["life_years"],
            )
        ),
        per_million_tokens_full_load=np.zeros(assumed.samples),
        meets_latency=bool(np.median(point.meets_target) > 0),
        weak_evidence=fit.weak,
    )
    return Provision(
        capacity=capacity,
        machines_by_year=billed,
        machines_at_most=held_machines.max(axis=0),
        kwh_by_year=kwh,
        charged_share=plan.free_share if plan.already_owned and plan.mode == "owned" else 1.0,
        drawn={name: assumed[name] for name in _SPEED},
        weak=tuple(weak),
    )


def _meter(  # noqa: PLR0913 — one step of `provision`
    plan: RunPlan,
    fit: Fit,
    load: Load,
    point: OperatingPoint,
    total: Floats,
    machines: Floats,
    assumed: Assumptions,
) -> Floats:
    """Return the electricity of each year; shape (years, s)."""
    rated = plan.accelerator.tdp_w
    if rated is None:
        return np.full((assumed.years, assumed.samples), np.nan)
    tokens = load.requests_per_year * load.output_tokens * load.growth
    busy = np.minimum(
        tokens / point.tokens_per_s / 3600 / (HOURS_PER_YEAR * np.maximum(total, 1.0)), 1.0
    )
    light = point.batch <= _LIGHT_BATCH
    power = np.where(light, assumed["light_power_share"], assumed["busy_power_share"])
    device = plan.mode == "device"
    return np.asarray(
        energy.kwh_per_year(
            accelerators=total * fit.ways if device else machines * plan.machine.count,
            rated_w=rated,
            server_over_accelerators=assumed["server_over_accelerators"],
            pue=1.0 if device else assumed["pue"],
            busy_share=busy,
            busy_power_share=power,
            # Somebody's computer is on anyway.
            idle_power_share=0.0 if device else assumed["idle_power_share"],
        )
    )
