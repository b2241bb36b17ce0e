"""Fitted constants of the speed model, each with its unit, its reason and its source."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from opendecide.cost.speed import Efficiency
from opendecide.model.machine_facts import Accelerator

_FITTED = "fitted on 1,379 published measurements by tests/benchmarks/refit_speed.py"
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
        "ampere": _share(0.81, _REACHED),
        "ada": _share(0.828, _REACHED),
        "hopper": _share(0.863, _REACHED),
        "blackwell": _share(0.735, _REACHED),
        "workstation": _share(0.888, "RTX PRO 6000 and GB10"),
        "cdna": _share(0.532, _REACHED),
        "consumer": _share(0.95, "GeForce cards, most of them with llama.cpp"),
        "apple": _share(0.76, "M-series"),
        "rdna": _share(0.837, "Strix Halo and Radeon, most of it with llama.cpp"),
        "other": _share(0.731, "V100 and T4 stand for all others", weak=True),
    }
)
ARITHMETIC_SHARE: Mapping[tuple[str, str], Constant] = MappingProxyType(
    {
        ("ampere", "bf16"): _share(0.77, _REACHED),
        ("ada", "bf16"): _share(0.587, "eleven measurements and a prior"),
        ("ada", "fp8"): _share(0.497, _REACHED),
        ("hopper", "bf16"): _share(0.578, _REACHED),
        ("hopper", "fp8"): _share(0.608, _REACHED),
        ("blackwell", "bf16"): _share(0.658, _REACHED),
        ("blackwell", "fp8"): _share(0.496, _REACHED),
        ("blackwell", "fp4"): _share(0.493, _REACHED),
        ("workstation", "bf16"): _share(0.788, _REACHED),
        ("workstation", "fp8"): _share(0.461, "thirteen measurements"),
        ("workstation", "fp4"): _share(0.414, _REACHED),
        ("cdna", "bf16"): _share(0.453, _REACHED),
        ("cdna", "fp8"): _share(0.446, _REACHED),
        ("cdna", "fp4"): _share(0.469, "ten measurements of MI355X and a prior", weak=True),
        ("consumer", "bf16"): _share(0.862, "GeForce cards, most of them with llama.cpp"),
        ("consumer", "fp8"): _share(0.685, "a prior", weak=True),
        ("consumer", "fp4"): _share(0.564, "a prior", weak=True),
        ("apple", "bf16"): _share(0.843, "M-series"),
        ("rdna", "bf16"): _share(0.293, "Strix Halo and Radeon, most of it with llama.cpp"),
        ("other", "bf16"): _share(0.475, "V100 and T4 stand for all others", weak=True),
        ("other", "fp8"): _share(0.50, "a prior", weak=True),
        ("other", "fp4"): _share(0.50, "a prior", weak=True),
    }
)
UNPACKING_S_PER_BYTE: Mapping[str, Constant] = MappingProxyType(
    {
        "llama.cpp": Constant(
            3.8e-13,
            "s",
            "unpacking four-bit blocks: cards for data centres read faster than it takes them up",
        )
    }
)
"""By engine, per byte of weights; in groups measured with it, their share of bandwidth has it."""
NARROW_WIDTH = Constant(
    3520.0,
    "1",
    "of an expert whose products with a few tokens take twice as long as those of a large matrix",
)
TILE_TOKENS = Constant(
    59.4,
    "1",
    "products are made in tiles: as if so many more tokens of prompts came to every expert at once",
)
PIECE_TOKENS: Mapping[str, Constant] = MappingProxyType(
    {
        "llama.cpp": Constant(
            512.0, "1", "of prompts, read at once", source="its default --ubatch-size"
        ),
        "mlx": Constant(
            2048.0, "1", "of prompts, read at once", source="its default prefill_step_size"
        ),
        "other": Constant(
            8192.0,
            "1",
            "of prompts, read at once",
            source="default max_num_tokens of TensorRT-LLM, and about that of other servers",
        ),
    }
)
FOUR_BIT_SHARE = _share(
    0.671, "of the usual arithmetic, where a server makes four-bit weights wider for each product"
)
UNEVEN = _share(
    1.68,
    "experts shared out among accelerators: who has the most sought-after ones is waited for, or "
    "each reads a thin slice of all",
)
STEP_S = Constant(0.896e-3, "s", "launch of one step")
SEQUENCE_S = Constant(11.3e-6, "s", "scheduling and sampling of one sequence in one step")
LAYER_S = Constant(19.9e-6, "s", "kernels of one layer")
ROUTED_LAYER_S = Constant(43.0e-6, "s", "routing, in every layer that has experts")
REDUCTION_S = Constant(
    16.7e-6, "s", "collective latency of one layer, for every doubling of the accelerators"
)
LAYERS_OF_ENGINE: Mapping[str, Constant] = MappingProxyType(
    {"llama.cpp": _share(1.74, "it starts every operation by itself: as if it had so many layers")}
)
SEQUENCES_OF_ENGINE: Mapping[str, Constant] = MappingProxyType(
    dict.fromkeys(
        ("vllm", "sglang", "other"),
        _share(2.86, "schedulers and samplers in Python take so many times as long as in C++"),
    )
)
BUS_SLOWNESS = _share(2.14, "over PCIe no card sees another: the computer has to be asked")
BUS_DETOUR = _share(1.18, "over PCIe results go through the memory of the computer")
LIKENESS = _share(0.821, "tokens of texts are alike and go to the same experts")
ENGINE_SHARE: Mapping[str, Constant] = MappingProxyType(
    {
        "trtllm": _share(
            1.018, "the reference; centred so that half of the measurements are faster"
        ),
        "vllm": _share(0.948, "against the reference"),
        "sglang": _share(0.951, "against the reference"),
        "llama.cpp": _share(1.018, "what it loses is in the shares of consumer hardware"),
        "mlx": _share(1.11, "on Macs"),
        "other": _share(0.948, "as vLLM", weak=True),
    }
)
MEASURED_WITH_LLAMA_CPP = frozenset({"consumer", "apple", "rdna"})
"""Groups whose shares hold what llama.cpp takes to unpack; those of others are of servers."""
BURST_SHARE = _share(0.804, "requests all at once: ramp-up and tail count in the mean")
SATURATED_BATCH = Constant(4096.0, "1", "most sequences of an engine in an offline run", weak=True)
INTERVAL_80: Mapping[bool, tuple[float, float]] = MappingProxyType(
    {False: (0.79, 1.25), True: (0.64, 1.46)}
)
"""Measured over predicted, P10 and P90, for dense (False) and sparse (True) models.

From predictions of each publisher's measurements by a fit to those of all others: there P10 and
P90 are 0.82 and 1.25, 0.69 and 1.47, and where each publisher counts by the root of its
measurements, 0.81 and 1.27, 0.60 and 1.45. Whoever is wholly new lies further out: of the last two
collections from publishers that no fit had met, it held in 75 and 74 of 100.
"""
WEAK_WIDENING = Constant(
    1.1,
    "1",
    "how much further P10 and P90 are from the middle where a constant is weak: of predictions by "
    "fits that were left fewer measurements of such accelerators, 81 in 100 lie inside without it "
    "and 86 with it",
    source="leave-one-group-out by tests/benchmarks/refit_speed.py",
)
WIDENING_OF_GROUP: Mapping[str, Constant] = MappingProxyType(
    {
        "cdna": Constant(
            1.35,
            "1",
            "the same for Instinct cards, whose engines are young and change most from one version "
            "to the next: of each publisher's measurements, by a fit to those of all others, "
            "58 in 100 lie inside without it and 85 with it",
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
        (1.0, 1.375)
    """
    of_group = WIDENING_OF_GROUP.get(group)
    wider = 1.0 if of_group is None else of_group.value
    wider *= WEAK_WIDENING.value if weak else 1.0
    return wider * (GENERIC_WIDENING.value if guessed else 1.0)


@cache
def efficiency(
    group: str, arithmetic: str, engine: str, *, widened: bool = False
) -> tuple[Efficiency, bool]:
    """Return the constants that apply, and whether one of them is weakly supported.

    Args:
        group: Of accelerators.
        arithmetic: `bf16`, `fp8` or `fp4`.
        engine: What runs it.
        widened: Whether it makes four-bit weights wider for each product.
    """
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
            widened_share=FOUR_BIT_SHARE.value if widened else 1.0,
            narrow_width=NARROW_WIDTH.value,
            tile_tokens=TILE_TOKENS.value,
            piece_tokens=PIECE_TOKENS.get(engine, PIECE_TOKENS["other"]).value,
            uneven=UNEVEN.value,
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
