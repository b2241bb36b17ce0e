"""At which precisions, and on how many accelerators, a model fits a machine."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from opendecide.cost import parameters, precision
from opendecide.cost.memory import (
    GB,
    RESERVED_BYTES,
    USABLE_SHARE,
    Layout,
    Shape,
    setup,
    weight_bytes,
)
from opendecide.cost.outcomes import DoesNotFit
from opendecide.cost.plan import RunPlan
from opendecide.cost.speed import Efficiency, Setup, cache_bytes
from opendecide.model.machine_facts import Accelerator
from opendecide.model.model_facts import Architecture

DEVICE_RESERVED_BYTES = 1.5e9
UNIFIED_USABLE_SHARE = 0.75
"""A laptop keeps the rest for its own work."""
_WAYS = (1, 2, 4, 8, 16)


@dataclass(frozen=True, slots=True)
class Fit:
    """One precision on so many accelerators, with room for at least one request."""

    setup: Setup
    efficiency: Efficiency
    precision: str
    ways: int
    needed_gb: float
    """Weights and the cache of one request, over the replica."""
    available_gb: float
    weak: bool


def fits(plan: RunPlan, architecture: Architecture, held_tokens: float) -> list[Fit] | DoesNotFit:
    """Return every spread at the highest precision that fits; never an empty list.

    Of machines at hand the free part comes first, at any precision; then all there is, which other
    uses have to make room on.
    """
    shape = Shape(
        architecture=architecture,
        parameters_total=plan.parameters_total,
        parameters_active=plan.parameters_active,
    )
    least = DoesNotFit(needed_gb=float("inf"), available_gb=0.0)
    tried = ((name, room) for room in rooms(plan) for name in precisions(plan, architecture))
    for name, room in tried:
        found: list[Fit] = []
        for layout in layouts(room):
            ways = layout.accelerators
            if layout.stages > 1 and found:
                break
            one = _fit(plan, shape, name, layout)
            request = float(cache_bytes(one.setup, held_tokens))
            needed = (float(weight_bytes(one.setup)) + request) * ways / GB
            if needed <= one.available_gb:
                found.append(
                    Fit(
                        one.setup,
                        one.efficiency,
                        name,
                        ways,
                        needed,
                        one.available_gb,
                        one.weak,
                    )
                )
            elif (needed - one.available_gb) < (least.needed_gb - least.available_gb):
                least = DoesNotFit(needed_gb=needed, available_gb=one.available_gb)
        if found:
            return found
    return least


def precisions(plan: RunPlan, architecture: Architecture) -> tuple[str, ...]:
    """Return what would be tried, best first."""
    if plan.bits is not None:
        return (precision.name_of(plan.bits),)
    native = architecture.native_bits
    if native is not None and native < precision.FP8_BITS:
        return (precision.name_of(native),)
    if plan.mode == "device":
        return ("q4_k_m",)
    return precisions_of(plan.accelerator, native)


def precisions_of(accelerator: Accelerator, native_bits: float | None) -> tuple[str, ...]:
    """Return what a server would try on an accelerator, best first."""
    if native_bits is not None and native_bits < precision.FP8_BITS:
        return (precision.name_of(native_bits),)
    four = "nvfp4" if accelerator.fp4_tflops else "int4"
    return ("fp8", four) if accelerator.fp8_tflops else ("bf16", four)


def rooms(plan: RunPlan) -> tuple[int, ...]:
    """Return the accelerators of one machine that a replica may take: what is free, then all."""
    every = plan.machine.count
    if plan.machines_available is None:
        return (every,)
    return tuple(dict.fromkeys((max(1, min(every, int(plan.free_accelerators + 1e-9))), every)))


@cache
def layouts(room: int) -> tuple[Layout, ...]:
    """Return how a replica may spread over so many accelerators.

    A layer is divided among a power of two of them. All of another number hold one layer after the
    other, which is no faster than one of them, so that only weights that fit no other way do so.

    Examples:
        >>> [(one.accelerators, one.stages) for one in layouts(6)]
        [(1, 1), (2, 1), (4, 1), (6, 6)]
    """
    found = [Layout(accelerators=ways) for ways in _WAYS if ways <= room]
    if found and found[-1].accelerators < room:
        found.append(Layout(accelerators=room, stages=room))
    return tuple(found)


def usable_gb(plan: RunPlan) -> float:
    """Return the memory of one accelerator that a model may take."""
    whole = plan.accelerator.memory_gb
    return whole * UNIFIED_USABLE_SHARE if plan.accelerator.kind == "laptop" else whole


def reserved_bytes(plan: RunPlan) -> float:
    """Return what the engine and models beside this one keep of each accelerator."""
    own = DEVICE_RESERVED_BYTES if plan.mode == "device" else RESERVED_BYTES
    return own + plan.others_gb * GB


def kept_gb(plan: RunPlan) -> float:
    """Return the same in GB, as a reader counts it."""
    return reserved_bytes(plan) / GB


def _fit(plan: RunPlan, shape: Shape, name: str, layout: Layout) -> Fit:
    """Describe one spread, fitting or not."""
    ways = layout.accelerators
    engine = plan.engine or ("llama.cpp" if plan.mode == "device" else "vllm")
    kind = precision.precision(
        name, sparse=shape.sparse, accelerator=plan.accelerator, engine=engine
    )
    group = parameters.family(plan.accelerator)
    efficiency, weak = parameters.efficiency(group, kind.arithmetic, engine, widened=kind.widened)
    available = (usable_gb(plan) * USABLE_SHARE - kept_gb(plan)) * ways
    return Fit(
        setup=setup(shape, plan.accelerator, layout, kind),
        efficiency=efficiency,
        precision=name,
        ways=ways,
        needed_gb=np.nan,
        available_gb=float(available),
        weak=weak,
    )
