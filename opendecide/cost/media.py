"""Machines for pictures, speech and vectors, which are made one job at a time, without decoding.

The speed of pictures is a planning figure. Speech is limited by how fast the memory reads the
weights, over and over: how often that is for a second of speech is a planning figure, measured on
several machines. Segments that nobody waits for are read several at a time. A vector takes one pass
over the text: twice the parameters for every token, at what the reading of prompts reaches of the
peak in 16 bits.
"""

from collections.abc import Sequence

import numpy as np

from opendecide.cost import energy, parameters
from opendecide.cost.assumptions import Assumptions, wider
from opendecide.cost.capacity import MediaCapacity, MediaWork, Unit
from opendecide.cost.demand import HOURS_PER_YEAR, Demand, Floats
from opendecide.cost.fit import usable_gb
from opendecide.cost.load import SECONDS_PER_DAY
from opendecide.cost.memory import GB
from opendecide.cost.order_statistics import median
from opendecide.cost.outcomes import DoesNotFit, Unpriced
from opendecide.cost.placing import first_year, further_accelerators, place, slots_free
from opendecide.cost.plan import RunPlan
from opendecide.cost.provided import Provided
from opendecide.cost.replicas import LOAD_CAP
from opendecide.cost.speed import Numbers
from opendecide.model.machine_facts import Accelerator

_OVERHEAD = 1.2
"""Activations and encoders over the weights."""
_WAITED_FOR_LOAD_CAP = 0.7
_BITS = (16.0, 8.0)
_SECONDS_PER_MINUTE = 60.0
_FLOP_PER_PARAMETER = 2.0
_READING = ("throughput_factor", "deployment_derate")
_BYTES_PER_WEIGHT = 2.0
"""In which the readings are counted; fewer bits are read faster, and take work to unpack."""
_MEASURED = frozenset({"ampere", "volta", "geforce-ampere", "geforce-ada", "geforce-blackwell"})
"""Generations of accelerators of which a speed of transcription is published."""
_FASTEST_MEASURED_TB_S = 2.04
"""Beyond this bandwidth one job at a time may no longer keep the memory busy."""


def provision_media(
    plan: RunPlan, demands: Sequence[Demand], assumed: Assumptions
) -> Provided | DoesNotFit | Unpriced:
    """Return the machines for pictures, speech or vectors, one job at a time per accelerator."""
    bits, needed_gb = _fit(plan)
    available_gb = _room_gb(plan)
    if needed_gb > available_gb:
        return DoesNotFit(needed_gb=needed_gb, available_gb=available_gb)
    busy_s: Floats = np.zeros((assumed.years, assumed.samples))
    at_peak: Floats = np.zeros((assumed.years, assumed.samples))
    longest: Floats = np.zeros(assumed.samples)
    names: list[str] = []
    works: list[MediaWork] = []
    for demand in demands:
        work, behind = _work(plan, demand, assumed)
        seconds = work.seconds_per_day
        if not seconds.any():
            return Unpriced(reason="no_speed", values={"workload": demand.workload})
        names += behind
        works.append(work)
        # Each grows by itself: what fills the year need not be what fills its busiest hour.
        by_year = demand.by_year(assumed.years)
        busy_s = busy_s + seconds * demand.active_days_per_year * by_year
        at_peak = at_peak + seconds / SECONDS_PER_DAY * work.peak_factor * by_year
        jobs = np.maximum(assumed.samples_of(demand.requests_per_day), 1e-9)
        longest = np.maximum(longest, seconds / jobs)
    peak = at_peak[0]
    device = plan.mode == "device"
    interactive = any(demand.interactive for demand in demands) and not device
    spare = plan.spare_replicas if plan.spare_replicas is not None else int(interactive)
    working: Floats | float = plan.devices
    counted = device and plan.machines_available is None
    cap = load_cap(waited_for=any(demand.interactive for demand in demands))
    free = cap * slots_free(plan, 1)
    if not counted:
        working = np.maximum(np.ceil(at_peak / free), 1.0)
    placed = place(plan, 1, working, spare)
    total = np.broadcast_to(placed.replicas, at_peak.shape)
    machines = np.broadcast_to(placed.machines, at_peak.shape)
    # Of a fleet that nobody has, nothing is at work.
    there = np.maximum(total, 1.0)
    busy = np.minimum(busy_s / 3600 / (HOURS_PER_YEAR * there), 1.0)
    accelerators = total if device or plan.beside else machines * plan.machine.count
    further = further_accelerators(plan, placed)
    capacity = MediaCapacity(
        accelerator=plan.accelerator.id,
        precision=f"{bits:.0f}-bit",
        replicas=total[0],
        accelerators=accelerators[0],
        utilisation=busy[0],
        p95_s=longest / (1.0 - np.minimum(peak / there[0], cap)),
        memory_needed_gb=needed_gb,
        memory_available_gb=available_gb,
        missing=first_year(placed.missing),
        busy_accelerators=median(peak / cap),
        kwh_by_year=_meter(plan, assumed, busy, accelerators, further),
        kwh_of_work=_at_work(plan, assumed, busy[0] * total[0]),
        works=tuple(works),
        load_cap=free,
        spare=float(spare),
        further=further,
        on_a_device=counted,
    )
    return Provided(
        capacity=capacity,
        machines=machines,
        bought=placed.bought,
        replicas=total,
        growth=at_peak / np.maximum(peak, 1e-12),
        speed_inputs=tuple(dict.fromkeys(names)),
        weak=("planned_speed",),
    )


def _meter(
    plan: RunPlan,
    assumed: Assumptions,
    busy: Floats,
    accelerators: Floats,
    further: Floats | float | None,
) -> Floats:
    """Return the electricity of each year; NaN where the rated power is not known."""
    if plan.accelerator.tdp_w is None:
        return np.full_like(busy, np.nan)
    return energy.metered(
        assumed.values,
        plan.accelerator.tdp_w,
        accelerators,
        busy,
        busy_power_share=_busy_power(assumed),
        on_a_device=plan.mode == "device",
        idling=further,
    )


def _busy_power(assumed: Assumptions) -> Floats:
    """Return the share of the rated power while at work; never less than in a pause."""
    return np.maximum(assumed["busy_power_share"], assumed["idle_power_share"])


def _at_work(plan: RunPlan, assumed: Assumptions, accelerators: Floats) -> Floats:
    """Return the electricity of a year in which so many accelerators never pause."""
    if plan.accelerator.tdp_w is None:
        return np.full_like(accelerators, np.nan)
    return np.asarray(
        energy.kwh_per_year(
            accelerators=accelerators,
            rated_w=plan.accelerator.tdp_w,
            server_over_accelerators=assumed["server_over_accelerators"],
            pue=1.0 if plan.mode == "device" else assumed["pue"],
            busy_share=1.0,
            busy_power_share=_busy_power(assumed),
            idle_power_share=0.0,
        )
    )


def _room_gb(plan: RunPlan) -> float:
    """Return the memory of one accelerator that models beside this one leave to it."""
    return usable_gb(plan) - plan.others_gb


def _fit(plan: RunPlan) -> tuple[float, float]:
    """Return the widest precision that fits, or the narrowest, and the gigabytes it needs."""
    options = _BITS if plan.bits is None else (plan.bits,)
    needs = [(bits, plan.parameters_total * bits / 8 * _OVERHEAD / GB) for bits in options]
    return next((need for need in needs if need[1] <= _room_gb(plan)), needs[-1])


def _work(plan: RunPlan, demand: Demand, assumed: Assumptions) -> tuple[MediaWork, tuple[str, ...]]:
    """Return what one workload asks of an accelerator, and the planning figures behind it."""
    factor = demand.peak_factor if demand.interactive else 1.0
    images, minutes = demand.per_day("image"), demand.per_day("minute")
    unit: Unit
    if images is not None:
        unit, per_day, each = "image", images, assumed["seconds_per_image"]
        behind: tuple[str, ...] = ("seconds_per_image",)
    elif minutes is not None:
        unit, per_day = "minute", minutes
        # Several segments at a time were measured on servers, and nowhere else.
        name = speech_reads(waited_for=demand.interactive or plan.mode == "device")
        each = _SECONDS_PER_MINUTE / _audio_speed(plan, assumed, name)
        behind = (name,)
    else:
        unit, per_day = "token", demand.requests_per_day * demand.input_tokens
        each = _seconds_per_token_read(plan, assumed)
        behind = _READING
    return MediaWork(demand.workload, unit, assumed.samples_of(per_day), each, factor), behind


def load_cap(*, waited_for: bool) -> float:
    """Return how busy an accelerator may be with jobs that come one at a time.

    Where nobody waits a queue does no harm, as with text.
    """
    return _WAITED_FOR_LOAD_CAP if waited_for else LOAD_CAP


def speech_reads(*, waited_for: bool) -> str:
    """Return the planning figure that says how often weights are read for a second of speech."""
    return "audio_weight_reads" if waited_for else "audio_weight_reads_together"


def _audio_speed(plan: RunPlan, assumed: Assumptions, name: str) -> Floats:
    """Return the seconds of speech that one accelerator transcribes in a second.

    Where no machine of the kind was measured it is less sure.
    """
    card = plan.accelerator
    measured = (
        card.generation.lower() in _MEASURED and card.bandwidth_tb_s <= _FASTEST_MEASURED_TB_S
    )
    reads = wider(assumed[name], 1.0 if measured else parameters.SPEECH_WIDENING.value)
    return np.asarray(speech_speed(card, plan.parameters_active, reads))


def speech_speed(card: Accelerator, parameters_active: float, reads: Numbers) -> Numbers:
    """Return the seconds of speech read in a second: weights are read so often for each of them."""
    return card.bandwidth_tb_s * 1e12 / (parameters_active * _BYTES_PER_WEIGHT * reads)


def _seconds_per_token_read(plan: RunPlan, assumed: Assumptions) -> Floats:
    """Return the time of one token on one accelerator that reads and writes nothing."""
    usual = "llama.cpp" if plan.mode == "device" else "vllm"
    engine = parameters.ENGINE_SHARE.get(plan.engine or usual, parameters.ENGINE_SHARE["other"])
    losses = assumed[_READING[0]] * assumed[_READING[1]] * engine.value
    return np.asarray(reading_s(plan.accelerator, plan.parameters_active, losses))


def reading_s(card: Accelerator, parameters_active: float, losses: Numbers) -> Numbers:
    """Return the seconds for one token read: one pass through the weights, in 16 bits."""
    share = parameters.ARITHMETIC_SHARE[parameters.family(card), "bf16"].value
    arithmetic = _FLOP_PER_PARAMETER * parameters_active
    return arithmetic / (card.bf16_tflops * 1e12 * share * losses)
