"""Machines for pictures and speech, whose speed is a planning figure instead of a model."""

from collections.abc import Sequence

import numpy as np

from opendecide.cost import energy
from opendecide.cost.assumptions import Assumptions
from opendecide.cost.bill import Capacity, DoesNotFit, Unpriced
from opendecide.cost.demand import HOURS_PER_YEAR, Demand, Floats
from opendecide.cost.fit import usable_gb
from opendecide.cost.load import SECONDS_PER_DAY
from opendecide.cost.plan import RunPlan
from opendecide.cost.provision import Provision

_OVERHEAD = 1.2
"""Activations and encoders over the weights."""
_LOAD_CAP = 0.7
_BITS = (16.0, 8.0)
_SECONDS_PER_MINUTE = 60.0


def provision_media(
    plan: RunPlan, demands: Sequence[Demand], assumed: Assumptions
) -> Provision | DoesNotFit | Unpriced:
    """Return the machines for workloads of pictures or speech, one job at a time per accelerator."""
    bits, needed_gb = _fit(plan)
    available_gb = usable_gb(plan)
    if needed_gb > available_gb:
        return DoesNotFit(needed_gb=needed_gb, available_gb=available_gb)
    busy_s: Floats = np.zeros(assumed.samples)
    peak: Floats = np.zeros(assumed.samples)
    growth: Floats = np.zeros((assumed.years, assumed.samples))
    longest: Floats = np.zeros(assumed.samples)
    drawn: dict[str, Floats] = {}
    for demand in demands:
        seconds, name = _seconds_per_day(demand, assumed)
        if not seconds.any():
            return Unpriced(reason="no_speed", values={"workload": demand.workload})
        drawn[name] = assumed[name]
        of_year = seconds * demand.active_days_per_year
        busy_s = busy_s + of_year
        factor = demand.peak_factor if demand.interactive else 1.0
        peak = peak + seconds / SECONDS_PER_DAY * factor
        steps = (1.0 + np.asarray(demand.growth_per_year)) ** np.arange(assumed.years)[:, None]
        growth = growth + of_year * steps
        jobs = np.maximum(assumed.samples_of(demand.requests_per_day), 1e-9)
        longest = np.maximum(longest, seconds / jobs)
    growth = growth / np.maximum(busy_s, 1e-9)
    interactive = any(demand.interactive for demand in demands) and plan.mode != "device"
    spare = plan.spare_replicas if plan.spare_replicas is not None else int(interactive)
    if plan.mode == "device":
        users = max(demand.users for demand in demands)
        total = np.full((assumed.years, assumed.samples), float(users))
    else:
        total = np.maximum(np.ceil(peak * growth / _LOAD_CAP), 1.0) + spare
    machines = np.ceil(total / plan.machine.count)
    busy = np.minimum(busy_s * growth / 3600 / (HOURS_PER_YEAR * total), 1.0)
    device = plan.mode == "device"
    kwh = np.full_like(total, np.nan)
    if plan.accelerator.tdp_w is not None:
        kwh = np.asarray(
            energy.kwh_per_year(
                accelerators=total if device else machines * plan.machine.count,
                rated_w=plan.accelerator.tdp_w,
                server_over_accelerators=assumed["server_over_accelerators"],
                pue=1.0 if device else assumed["pue"],
                busy_share=busy,
                busy_power_share=assumed["busy_power_share"],
                idle_power_share=0.0 if device else assumed["idle_power_share"],
            )
        )
    unknown = np.full(assumed.samples, np.nan)
    capacity = Capacity(
        accelerator=plan.accelerator.id,
        accelerators_per_replica=1,
        precision=f"{bits:.0f}-bit",
        replicas=total[0],
        accelerators=total[0] if device else machines[0] * plan.machine.count,
        utilisation=busy[0],
        tokens_per_s=unknown,
        batch=np.ones(assumed.samples),
        token_time_s=unknown,
        first_token_floor_s=unknown,
        p95_s=longest / (1.0 - np.minimum(peak / total[0], _LOAD_CAP)),
        memory_needed_gb=needed_gb,
        memory_available_gb=available_gb,
        kwh_per_million_output_tokens=unknown,
        kgco2e_per_million_output_tokens=unknown,
        per_million_tokens_full_load=unknown,
        weak_evidence=True,
    )
    return Provision(
        capacity=capacity,
        machines_by_year=machines,
        machines_at_most=machines.max(axis=0),
        kwh_by_year=kwh,
        charged_share=plan.free_share if plan.already_owned and not device else 1.0,
        drawn=drawn,
        weak=("planned_speed",),
    )


def _fit(plan: RunPlan) -> tuple[float, float]:
    """Return the widest precision that fits, or the narrowest, and the gigabytes it needs."""
    options = _BITS if plan.bits is None else (plan.bits,)
    needs = [(bits, plan.parameters_total * bits / 8 * _OVERHEAD / 1e9) for bits in options]
    return next((need for need in needs if need[1] <= usable_gb(plan)), needs[-1])


def _seconds_per_day(demand: Demand, assumed: Assumptions) -> tuple[Floats, str]:
    """Return the machine time of an active day, and the planning figure behind it."""
    images = demand.per_day("image")
    if images is not None:
        return images * assumed["seconds_per_image"], "seconds_per_image"
    minutes = assumed.samples_of(demand.audio_minutes_per_day)
    return minutes * _SECONDS_PER_MINUTE / assumed["audio_speed"], "audio_speed"
