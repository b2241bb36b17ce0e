"""Fitted constants of the speed model, each with its unit, its reason and its source."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from opendecide.cost.speed import Efficiency
from opendecide.model.catalog import Accelerator

_FITTED = "cost model of this project, section 3: fitted on 396 published measurements"


class Constant(NamedTuple):
    """One fitted number; `weak` when few measurements stand behind it."""

    value: float
    unit: str
    reason: str
    weak: bool = False
    source: str = _FITTED


def _share(value: float, reason: str, *, weak: bool = False) -> Constant:
    return Constant(value, "1", reason, weak)


BANDWIDTH_SHARE: Mapping[str, Constant] = MappingProxyType(
    {
        "ampere": _share(0.86, "share of the memory bandwidth reached"),
        "ada": _share(0.78, "share of the memory bandwidth reached"),
        "hopper": _share(0.82, "share of the memory bandwidth reached"),
        "blackwell": _share(0.66, "share of the memory bandwidth reached"),
        "cdna": _share(0.52, "two measurements and a prior", weak=True),
        "consumer": _share(0.85, "llama.cpp on GeForce cards"),
        "apple": _share(0.58, "llama.cpp on M-series"),
        "other": _share(0.75, "all data-centre accelerators together", weak=True),
    }
)
ARITHMETIC_SHARE: Mapping[tuple[str, str], Constant] = MappingProxyType(
    {
        ("ampere", "bf16"): _share(0.65, "share of the peak reached"),
        ("ada", "bf16"): _share(0.65, "as Ampere", weak=True),
        ("ada", "fp8"): _share(0.36, "four measurements", weak=True),
        ("hopper", "bf16"): _share(0.40, "share of the peak reached"),
        ("hopper", "fp8"): _share(0.70, "share of the peak reached"),
        ("blackwell", "bf16"): _share(0.45, "share of the peak reached"),
        ("blackwell", "fp8"): _share(0.38, "share of the peak reached"),
        ("blackwell", "fp4"): _share(0.53, "share of the peak reached"),
        ("cdna", "bf16"): _share(0.40, "a prior", weak=True),
        ("cdna", "fp8"): _share(0.53, "two measurements", weak=True),
        ("cdna", "fp4"): _share(0.45, "a prior", weak=True),
        ("consumer", "bf16"): _share(0.75, "llama.cpp on GeForce cards"),
        ("consumer", "fp8"): _share(0.36, "as Ada", weak=True),
        ("consumer", "fp4"): _share(0.36, "as Ada", weak=True),
        ("apple", "bf16"): _share(0.70, "llama.cpp on M-series", weak=True),
        ("other", "bf16"): _share(0.66, "all accelerators together", weak=True),
        ("other", "fp8"): _share(0.74, "all accelerators together", weak=True),
        ("other", "fp4"): _share(0.58, "all accelerators together", weak=True),
    }
)
SPARSE_SHARE = _share(0.46, "experts get small, uneven products")
STEP_S = Constant(0.96e-3, "s", "launch and scheduling of one step")
LAYER_S = Constant(20e-6, "s", "kernels of one layer")
REDUCTION_S = Constant(38e-6, "s", "collective latency of one layer")
ENGINE_SHARE: Mapping[str, Constant] = MappingProxyType(
    {
        "trtllm": _share(1.0, "the reference"),
        "vllm": _share(0.86, "against the reference"),
        "sglang": _share(0.80, "against the reference"),
        "llama.cpp": _share(1.0, "fitted into the shares of consumer hardware"),
        "other": _share(0.86, "as vLLM", weak=True),
    }
)


def family(accelerator: Accelerator) -> str:
    """Return the group of accelerators that share fitted constants."""
    name = accelerator.generation.lower()
    if accelerator.kind in ("consumer", "laptop"):
        return "apple" if "apple" in f"{name} {accelerator.name}".lower() else "consumer"
    for known in ("ampere", "ada", "hopper", "blackwell", "cdna"):
        if name.startswith(known):
            return known
    return name if name in BANDWIDTH_SHARE else "other"


def efficiency(
    group: str, arithmetic: str, engine: str, *, sparse: bool
) -> tuple[Efficiency, bool]:
    """Return the constants that apply, and whether one of them is weakly supported."""
    bandwidth = BANDWIDTH_SHARE.get(group, BANDWIDTH_SHARE["other"])
    share = ARITHMETIC_SHARE.get((group, arithmetic), ARITHMETIC_SHARE["other", arithmetic])
    losses = ENGINE_SHARE.get(engine, ENGINE_SHARE["other"])
    return (
        Efficiency(
            bandwidth_share=bandwidth.value,
            arithmetic_share=share.value * (SPARSE_SHARE.value if sparse else 1.0),
            step_s=STEP_S.value,
            layer_s=LAYER_S.value,
            reduction_s=REDUCTION_S.value,
            engine=losses.value,
        ),
        bandwidth.weak or share.weak or losses.weak,
    )
