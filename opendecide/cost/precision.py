"""Bytes per weight and the arithmetic rate that goes with them."""

from typing import NamedTuple

from opendecide.model.machine_facts import Accelerator

BF16_BITS = 16.0
FP8_BITS = 8.0
NVFP4_BITS = 4.5
MXFP4_BITS = 4.25
Q4_K_M_BITS = 4.88
INT4_BITS = 4.48

_NON_EXPERT_BYTES_MXFP4 = 2.0
_NON_EXPERT_BYTES_NVFP4 = 1.2
_NON_EXPERT_BYTES_GGUF = 1.0625
"""What files for llama.cpp keep of a sparse model in four-bit floats besides experts: Q8_0."""


UNPACKING = frozenset({"llama.cpp"})
"""Engines that multiply in 16 bits whatever the weights are kept in."""
_PACKED_AS_A_RULE = frozenset({"llama.cpp", "mlx"})
"""Engines whose weights nearly always have four bits: the shares of their machines hold that."""


class Precision(NamedTuple):
    """How weights are kept and which arithmetic multiplies them."""

    name: str
    bytes_per_weight: float
    """Routed experts, or everything when dense; scale factors included."""
    bytes_per_other_weight: float
    """Attention, embeddings and shared experts of a sparse model."""
    arithmetic: str
    """`bf16`, `fp8` or `fp4`."""
    widened: bool
    """Whether a server makes four-bit weights wider for each product, and takes longer for it."""


def precision(name: str, *, sparse: bool, accelerator: Accelerator, engine: str) -> Precision:
    """Return what a precision means on one accelerator.

    Arithmetic falls back to the next wider format that the accelerator has; four-bit weights of
    consumer formats (`int4`, `q4_k_m`) are always multiplied in 16 bits, and so is everything by an
    engine that unpacks whatever it is given.

    Args:
        name: `bf16`, `fp8`, `nvfp4`, `mxfp4`, `int4` or `q4_k_m`.
        sparse: Whether the model has routed experts.
        accelerator: Where it runs.
        engine: What runs it.
    """
    bytes_per_weight = _BITS[name] / 8
    other = bytes_per_weight
    unpacks = engine in UNPACKING
    if sparse and name == "mxfp4":
        other = _NON_EXPERT_BYTES_GGUF if unpacks else _NON_EXPERT_BYTES_MXFP4
    elif sparse and name == "nvfp4":
        other = _NON_EXPERT_BYTES_NVFP4
    arithmetic = "bf16" if unpacks else _arithmetic(name, accelerator)
    widened = bytes_per_weight < 1.0 and arithmetic != "fp4" and engine not in _PACKED_AS_A_RULE
    return Precision(name, bytes_per_weight, other, arithmetic, widened)


def names() -> tuple[str, ...]:
    """Return every known precision, widest first."""
    return tuple(_BITS)


def name_of(bits: float) -> str:
    """Return the precision whose bits per weight come nearest.

    Examples:
        >>> name_of(4.25), name_of(8)
        ('mxfp4', 'fp8')
    """
    return min(_BITS, key=lambda name: abs(_BITS[name] - bits))


def _arithmetic(name: str, accelerator: Accelerator) -> str:
    """Return the format in which products are formed."""
    if name in ("nvfp4", "mxfp4"):
        if accelerator.fp4_tflops:
            return "fp4"
        # Engines unpack MXFP4 to 16 bits where there is no four-bit unit, and NVFP4 to eight.
        return "fp8" if name == "nvfp4" and accelerator.fp8_tflops else "bf16"
    if name == "fp8" and accelerator.fp8_tflops:
        return "fp8"
    return "bf16"


_BITS: dict[str, float] = {
    "bf16": BF16_BITS,
    "fp8": FP8_BITS,
    "q4_k_m": Q4_K_M_BITS,
    "nvfp4": NVFP4_BITS,
    "int4": INT4_BITS,
    "mxfp4": MXFP4_BITS,
}
