"""Fitted constants of the speed model, each with its unit, its reason and its source."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from opendecide.cost.speed import Efficiency
from opendecide.model.machine_facts import Accelerator

_FITTED = "fitted on 396 published measurements by tests/benchmarks/refit_speed.py"
FEW = 10
"""Measurements: with fewer, a constant is mostly its prior, and intervals are wider for it."""


class Constant(NamedTuple):
    """One fitted number; `weak` when fewer than `FEW` measurements stand behind it."""

    value: float
    unit: str
    reason: str
    weak: bool = False
    source: str = _FITTED


def _share(value: float, reason: str, *, weak: bool = False) -> Constant:
    return Constant(value, "1", reason, weak)


_REACHED = "share of the peak reached"

BANDWIDTH_SHARE: Mapping[str, Constant] = MappingProxyType(
    {
        "ampere": _share(0.84, _REACHED),
        "ada": _share(0.775, "four measurements", weak=True),
        "hopper": _share(0.828, _REACHED),
        "blackwell": _share(0.714, _REACHED),
        "workstation": _share(0.815, "RTX PRO 6000: four measurements", weak=True),
        "cdna": _share(0.60, "two measurements and a prior", weak=True),
        "consumer": _share(0.866, "GeForce cards with llama.cpp"),
        "apple": _share(0.639, "M-series with llama.cpp: eight measurements", weak=True),
        "other": _share(0.75, "all accelerators together", weak=True),
    }
)
ARITHMETIC_SHARE: Mapping[tuple[str, str], Constant] = MappingProxyType(
    {
        ("ampere", "bf16"): _share(0.88, _REACHED),
        ("ada", "bf16"): _share(0.55, "a prior", weak=True),
        ("ada", "fp8"): _share(0.52, "four measurements", weak=True),
        ("hopper", "bf16"): _share(0.50, _REACHED),
        ("hopper", "fp8"): _share(0.81, _REACHED),
        ("blackwell", "bf16"): _share(0.51, _REACHED),
        ("blackwell", "fp8"): _share(0.43, _REACHED),
        ("blackwell", "fp4"): _share(0.58, _REACHED),
        ("workstation", "bf16"): _share(0.55, "a prior", weak=True),
        ("workstation", "fp8"): _share(0.50, "a prior", weak=True),
        ("workstation", "fp4"): _share(0.57, "four measurements", weak=True),
        ("cdna", "bf16"): _share(0.55, "a prior", weak=True),
        ("cdna", "fp8"): _share(0.585, "two measurements", weak=True),
        ("cdna", "fp4"): _share(0.50, "a prior", weak=True),
        ("consumer", "bf16"): _share(0.82, "GeForce cards with llama.cpp"),
        ("consumer", "fp8"): _share(0.50, "a prior", weak=True),
        ("consumer", "fp4"): _share(0.50, "a prior", weak=True),
        ("apple", "bf16"): _share(0.68, "M-series with llama.cpp", weak=True),
        ("other", "bf16"): _share(0.55, "a prior", weak=True),
        ("other", "fp8"): _share(0.50, "a prior", weak=True),
        ("other", "fp4"): _share(0.50, "a prior", weak=True),
    }
)
BANDWIDTH_OF_PRECISION: Mapping[str, Constant] = MappingProxyType(
    {"q4_k_m": _share(0.84, "unpacking four-bit blocks on consumer hardware")}
)
ROUTED_SHARE = _share(0.40, "experts get small, uneven products")
STEP_S = Constant(0.45e-3, "s", "launch of one step")
SEQUENCE_S = Constant(18.5e-6, "s", "scheduling and sampling of one sequence in one step")
LAYER_S = Constant(18e-6, "s", "kernels of one layer")
ROUTED_LAYER_S = Constant(40e-6, "s", "routing, in every layer of a sparse model")
REDUCTION_S = Constant(28e-6, "s", "collective latency of one layer")
ENGINE_SHARE: Mapping[str, Constant] = MappingProxyType(
    {
        "trtllm": _share(
            1.03, "the reference; centred so that half of the measurements are faster"
        ),
        "vllm": _share(0.905, "against the reference"),
        "sglang": _share(0.88, "against the reference"),
        "llama.cpp": _share(1.03, "what it loses is in the shares of consumer hardware"),
        "other": _share(0.90, "as vLLM", weak=True),
    }
)
MEASURED_WITH_LLAMA_CPP = frozenset({"consumer", "apple"})
"""Groups whose shares hold the losses of llama.cpp; those of others are of server engines."""
BURST_SHARE = _share(0.74, "a thousand requests at once: ramp-up and tail count in the mean")
SATURATED_BATCH = Constant(4096.0, "1", "most sequences of an engine in an offline run", weak=True)
INTERVAL_80: Mapping[bool, tuple[float, float]] = MappingProxyType(
    {False: (0.84, 1.30), True: (0.66, 1.38)}
)
"""Measured over predicted, P10 and P90, for dense (False) and sparse (True) models.

From predictions for models left out of the fit, one group of related models at a time.
"""
WEAK_WIDENING = Constant(
    1.25,
    "1",
    "how much further P10 and P90 are from the middle where a constant is weak: accelerators left "
    "out of a fit that has few others of their group lie inside in 84 cases of 100 and not in 53",
    source="leave-one-accelerator-out by tests/benchmarks/refit_speed.py",
)
GENERIC_WIDENING = Constant(
    1.25,
    "1",
    "the same where an architecture had to be guessed",
    weak=True,
    source="assumption",
)


def family(accelerator: Accelerator) -> str:
    """Return the group of accelerators that share fitted constants."""
    name = accelerator.generation.lower()
    if name == "apple":
        return name
    if accelerator.kind in ("consumer", "laptop"):
        return "consumer"
    if accelerator.kind == "workstation" and name == "blackwell":
        return "workstation"
    for known in ("ampere", "ada", "hopper", "blackwell", "cdna"):
        if name.startswith(known):
            return known
    return "other"


def widening(*, weak: bool, guessed: bool) -> float:
    """Return how much further P10 and P90 of a speed are from its middle than usual.

    Examples:
        >>> widening(weak=False, guessed=False), widening(weak=True, guessed=True)
        (1.0, 1.5625)
    """
    wider = WEAK_WIDENING.value if weak else 1.0
    return wider * (GENERIC_WIDENING.value if guessed else 1.0)


def efficiency(group: str, arithmetic: str, engine: str, precision: str) -> tuple[Efficiency, bool]:
    """Return the constants that apply, and whether one of them is weakly supported."""
    bandwidth = BANDWIDTH_SHARE[group]
    share = ARITHMETIC_SHARE[group, arithmetic]
    losses = ENGINE_SHARE.get(engine, ENGINE_SHARE["other"])
    unpacking = BANDWIDTH_OF_PRECISION.get(precision)
    elsewhere = engine == "llama.cpp" and group not in MEASURED_WITH_LLAMA_CPP
    return (
        Efficiency(
            bandwidth_share=bandwidth.value * (unpacking.value if unpacking else 1.0),
            arithmetic_share=share.value,
            routed_share=ROUTED_SHARE.value,
            step_s=STEP_S.value,
            sequence_s=SEQUENCE_S.value,
            layer_s=LAYER_S.value,
            routed_layer_s=ROUTED_LAYER_S.value,
            reduction_s=REDUCTION_S.value,
            engine=losses.value,
        ),
        bandwidth.weak or share.weak or losses.weak or elsewhere,
    )
