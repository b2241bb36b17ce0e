"""Names as benchmarks write them, and the entries of the catalogue that they mean."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from opendecide.model.catalog import Accelerator, Architecture

T = TypeVar("T")

PRECISIONS: Mapping[str, str] = {
    **dict.fromkeys(("bf16", "fp16", "f16", "float16", "bfloat16", "half"), "bf16"),
    **dict.fromkeys(("fp8", "int8", "w8a8", "w8a16", "q80", "fp8e4m3", "mxfp8"), "fp8"),
    **dict.fromkeys(("fp4", "nvfp4", "w4a4"), "nvfp4"),
    "mxfp4": "mxfp4",
    **dict.fromkeys(("int4", "awq", "gptq", "w4a16", "int4awq", "int4gptq", "awqint4"), "int4"),
    **dict.fromkeys(("q4km", "q4ks", "q4k", "q40", "q41", "iq4xs", "iq4nl"), "q4_k_m"),
}
"""What people call a precision, in small letters and digits, and which of ours it is."""
_OF_SELLERS = re.compile(
    r"nvidia|geforce|amd|instinct|radeon|quadro|tesla|apple|blackwell|server|workstation|edition"
    r"|sxm[2-6](?=\d{2,3}gb|$)|sxm|hbm\d?e?|nvl72|generation|cores?|gpu"
)
"""Words that sellers add to the name of a chip."""
_MEMORY = re.compile(
    r"(?:8|10|1[126]|2[048]|32|4[08]|64|80|9[46]|12[08]|14[14]|18[06]|192|2\d\d)gb$"
)
_SAME_MEMORY = 0.1
"""Sellers count gigabytes in powers of two or ten, and some keep a part for error correction."""
_OF_CHECKPOINTS = re.compile(
    r"instruct|chat|it|base|hf|thinking|think|nvidia|meta|text|only|fp8|bf16|fp16|fp4|nvfp4|mxfp4"
    r"|awq|gptq|int4|int8|gguf|q4|kv|dynamic|quantized|v0\.\d|\d{4}|17b|16e|128e|99(\.9)?"
)
"""Words of a checkpoint's name that leave the architecture as it is."""


def plain(name: str) -> str:
    """Return a name in small letters and digits.

    Examples:
        >>> plain("Q4_K_M")
        'q4km'
    """
    return re.sub(r"[^a-z0-9]", "", name.lower())


def precision_of(name: str) -> str | None:
    """Return which of our precisions a name means, or None."""
    return PRECISIONS.get(plain(name))


def engine_family(engine: str) -> str:
    """Return the engine without its version.

    Examples:
        >>> engine_family("sglang-0.5.9"), engine_family("TensorRT 10.11")
        ('sglang', 'trtllm')
    """
    word = engine.lower()
    for family in ("llama.cpp", "sglang", "vllm"):
        if word.startswith(family):
            return family
    return "trtllm" if word.startswith(("trt", "tensorrt")) else "other"


def find_accelerator(name: str, accelerators: Mapping[str, Accelerator]) -> Accelerator | None:
    """Return the accelerator that people write in so many ways, or None.

    `RTX4070Ti`, `NVIDIA A100-SXM4-80GB`, `H200NVL` and `M1Max32` (with the count of its cores) are
    all understood; a name that fits none, or several, is not guessed.
    """
    spelled = {plain(key): one for key, one in accelerators.items()}
    wanted = plain(name)
    bare = _OF_SELLERS.sub("", wanted)
    for form in (wanted, bare):
        for start in ("", "apple", "rtx"):
            if found := spelled.get(f"{start}{form}"):
                return found
    if (said := _MEMORY.search(bare)) and said.start() > 1:
        without = find_accelerator(bare[: said.start()], accelerators)
        memory_gb = float(said[0].removesuffix("gb"))
        same = without is not None and abs(without.memory_gb / memory_gb - 1) <= _SAME_MEMORY
        return without if same else None
    if chip := re.fullmatch(r"(m\d(?:pro|max|ultra)?)\d{1,2}", bare):
        return spelled.get(f"apple{chip[1]}")
    # A card that the catalogue has with one memory only needs no mention of it.
    return _only(one for key, one in spelled.items() if key == f"{bare}{one.memory_gb:.0f}gb")


def find_architecture(name: str, architectures: Mapping[str, Architecture]) -> Architecture | None:
    """Return the architecture of a model however its checkpoint is called, or None.

    `meta-llama/Llama-3.1-8B-Instruct-FP8` and `llama3.1-8b` both mean `llama-3.1-8b`.
    """
    if name in architectures:
        return architectures[name]
    wanted = _model(name)
    return _only(one for key, one in architectures.items() if _model(key) == wanted)


def _model(name: str) -> str:
    words = re.split(r"[-_: ]+", name.lower().rpartition("/")[2])
    return plain("".join(one for one in words if not _OF_CHECKPOINTS.fullmatch(one)))


def _only(found: Iterable[T]) -> T | None:
    """Return the one thing there is; None where there are several, or none."""
    listed = list(found)
    return listed[0] if len(listed) == 1 else None
