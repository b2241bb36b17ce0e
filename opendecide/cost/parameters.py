"""Fitted constants of the speed model, each with its unit, its reason and its source."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from opendecide.cost.speed import Efficiency
from opendecide.model.machine_facts import Accelerator

_FITTED = "fitted on 1,032 published measurements by tests/benchmarks/refit_speed.py"
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
        "ampere": _share(0.799, _REACHED),
        "ada": _share(0.777, _REACHED),
        "hopper": _share(0.841, _REACHED),
        "blackwell": _share(0.698, _REACHED),
        "workstation": _share(0.865, "RTX PRO 6000 and GB10"),
        "cdna": _share(0.515, _REACHED),
        "consumer": _share(0.958, "GeForce cards, most of them with llama.cpp"),
        "apple": _share(0.764, "M-series"),
        "rdna": _share(0.854, "Strix Halo, most of it with llama.cpp"),
        "other": _share(0.745, "seven measurements of V100 and a prior", weak=True),
    }
)
ARITHMETIC_SHARE: Mapping[tuple[str, str], Constant] = MappingProxyType(
    {
        ("ampere", "bf16"): _share(0.755, _REACHED),
        ("ada", "bf16"): _share(0.593, "two measurements and a prior", weak=True),
        ("ada", "fp8"): _share(0.54, _REACHED),
        ("hopper", "bf16"): _share(0.509, _REACHED),
        ("hopper", "fp8"): _share(0.657, _REACHED),
        ("blackwell", "bf16"): _share(0.612, _REACHED),
        ("blackwell", "fp8"): _share(0.522, _REACHED),
        ("blackwell", "fp4"): _share(0.551, _REACHED),
        ("workstation", "bf16"): _share(0.571, _REACHED),
        ("workstation", "fp8"): _share(0.48, "eight measurements", weak=True),
        ("workstation", "fp4"): _share(0.525, _REACHED),
        ("cdna", "bf16"): _share(0.471, _REACHED),
        ("cdna", "fp8"): _share(0.41, _REACHED),
        ("cdna", "fp4"): _share(0.50, "a prior", weak=True),
        ("consumer", "bf16"): _share(0.833, "GeForce cards, most of them with llama.cpp"),
        ("consumer", "fp8"): _share(0.50, "a prior", weak=True),
        ("consumer", "fp4"): _share(0.50, "a prior", weak=True),
        ("apple", "bf16"): _share(0.661, "M-series"),
        ("rdna", "bf16"): _share(0.272, "Strix Halo, most of it with llama.cpp"),
        ("other", "bf16"): _share(0.537, "a prior", weak=True),
        ("other", "fp8"): _share(0.50, "a prior", weak=True),
        ("other", "fp4"): _share(0.50, "a prior", weak=True),
    }
)
UNPACKING_S_PER_BYTE: Mapping[str, Constant] = MappingProxyType(
    {
        "llama.cpp": Constant(
            3.56e-13,
            "s",
            "unpacking four-bit blocks: cards for data centres read faster than it takes them up",
        )
    }
)
"""By engine, per byte of weights; in groups measured with it, their share of bandwidth has it."""
NARROW_WIDTH = Constant(
    3620.0, "1", "of an expert whose products take twice as long as those of a large matrix"
)
STEP_S = Constant(0.547e-3, "s", "launch of one step")
SEQUENCE_S = Constant(11.5e-6, "s", "scheduling and sampling of one sequence in one step")
LAYER_S = Constant(20.0e-6, "s", "kernels of one layer")
ROUTED_LAYER_S = Constant(41.6e-6, "s", "routing, in every layer that has experts")
REDUCTION_S = Constant(34.9e-6, "s", "collective latency of one layer")
LAYERS_OF_ENGINE: Mapping[str, Constant] = MappingProxyType(
    {"llama.cpp": _share(2.38, "it starts every operation by itself: as if it had so many layers")}
)
SEQUENCES_OF_ENGINE: Mapping[str, Constant] = MappingProxyType(
    dict.fromkeys(
        ("vllm", "sglang", "other"),
        _share(2.65, "schedulers and samplers in Python take so many times as long as in C++"),
    )
)
BUS_SLOWNESS = _share(2.79, "over PCIe no card sees another: the computer has to be asked")
BUS_DETOUR = _share(1.28, "over PCIe results go through the memory of the computer")
LIKENESS = _share(0.901, "tokens of texts are alike and go to the same experts")
ENGINE_SHARE: Mapping[str, Constant] = MappingProxyType(
    {
        "trtllm": _share(
            1.02, "the reference; centred so that half of the measurements are faster"
        ),
        "vllm": _share(0.92, "against the reference"),
        "sglang": _share(0.885, "against the reference"),
        "llama.cpp": _share(1.02, "what it loses is in the shares of consumer hardware"),
        "mlx": _share(1.12, "on Macs: eight measurements", weak=True),
        "other": _share(0.92, "as vLLM", weak=True),
    }
)
MEASURED_WITH_LLAMA_CPP = frozenset({"consumer", "apple", "rdna"})
"""Groups whose shares hold what llama.cpp takes to unpack; those of others are of servers."""
BURST_SHARE = _share(0.821, "requests all at once: ramp-up and tail count in the mean")
SATURATED_BATCH = Constant(4096.0, "1", "most sequences of an engine in an offline run", weak=True)
INTERVAL_80: Mapping[bool, tuple[float, float]] = MappingProxyType(
    {False: (0.84, 1.23), True: (0.70, 1.43)}
)
"""Measured over predicted, P10 and P90, for dense (False) and sparse (True) models.

From predictions of each publisher's measurements by a fit to those of all others. Taken in this
way from those before them, it held in 78 of 100 of the 227 that came later, and in 83 of 100 of the
161 after those.
"""
WEAK_WIDENING = Constant(
    1.2,
    "1",
    "how much further P10 and P90 are from the middle where a constant is weak: of predictions by "
    "fits that were left fewer measurements of such accelerators, 57 in 100 lie inside without it "
    "and 81 with it",
    source="leave-one-group-out by tests/benchmarks/refit_speed.py",
)
WIDENING_OF_GROUP: Mapping[str, Constant] = MappingProxyType(
    {
        "cdna": Constant(
            1.35,
            "1",
            "the same for Instinct cards, whose engines are young and change most from one version "
            "to the next: of each publisher's measurements, by a fit to those of all others, "
            "56 in 100 lie inside without it and 80 with it",
            source="leave-one-group-out by tests/benchmarks/refit_speed.py",
        )
    }
)
SPEECH_WIDENING = Constant(
    1.25,
    "1",
    "the same for the speed of speech where no machine of the kind was measured",
    weak=True,
    source="assumption",
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
    if name in ("apple", "rdna"):
        return name
    if accelerator.kind in ("consumer", "laptop"):
        return "consumer"
    if accelerator.kind == "workstation" and name == "blackwell":
        return "workstation"
    for known in ("ampere", "ada", "hopper", "blackwell", "cdna"):
        if name.startswith(known):
            return known
    return "other"


def widening(group: str, *, weak: bool, guessed: bool) -> float:
    """Return how much further P10 and P90 of a speed are from its middle than usual.

    Examples:
        >>> widening("hopper", weak=False, guessed=False), widening("ada", weak=True, guessed=True)
        (1.0, 1.5)
    """
    of_group = WIDENING_OF_GROUP.get(group)
    wider = 1.0 if of_group is None else of_group.value
    wider *= WEAK_WIDENING.value if weak else 1.0
    return wider * (GENERIC_WIDENING.value if guessed else 1.0)


@cache
def efficiency(group: str, arithmetic: str, engine: str) -> tuple[Efficiency, bool]:
    """Return the constants that apply, and whether one of them is weakly supported."""
    bandwidth = BANDWIDTH_SHARE[group]
    share = ARITHMETIC_SHARE[group, arithmetic]
    losses = ENGINE_SHARE.get(engine, ENGINE_SHARE["other"])
    elsewhere = engine == "llama.cpp" and group not in MEASURED_WITH_LLAMA_CPP
    unpacking = UNPACKING_S_PER_BYTE.get(engine) if elsewhere else None
    layers, sequences = LAYERS_OF_ENGINE.get(engine), SEQUENCES_OF_ENGINE.get(engine)
    return (
        Efficiency(
            bandwidth_share=bandwidth.value,
            unpacking_s_per_byte=unpacking.value if unpacking else 0.0,
            arithmetic_share=share.value,
            narrow_width=NARROW_WIDTH.value,
            step_s=STEP_S.value,
            sequence_s=SEQUENCE_S.value * (sequences.value if sequences else 1.0),
            layer_s=LAYER_S.value * (layers.value if layers else 1.0),
            routed_layer_s=ROUTED_LAYER_S.value,
            reduction_s=REDUCTION_S.value,
            bus_slowness=BUS_SLOWNESS.value,
            bus_detour=BUS_DETOUR.value,
            likeness=LIKENESS.value,
            engine=losses.value,
        ),
        bandwidth.weak or share.weak or losses.weak or elsewhere,
    )
