"""Names as benchmarks write them, and the entries of the catalogue that they mean."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from opendecide.model.base import Record
from opendecide.model.fact import Evidence
from opendecide.model.machine_facts import Accelerator, plain
from opendecide.model.model_facts import Architecture

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
_SAID_OF_WEIGHTS = (
    (re.compile(r"(?:ud)?i?q4(?:k|0|1|xs|nl)[a-z]*"), "q4_k_m"),
    (re.compile(r"mxfp4"), "mxfp4"),
    (re.compile(r"nvfp4|w4a4"), "nvfp4"),
    (re.compile(r"int8|8bit|w8a|mxfp8|smoothquant"), "fp8"),
    (re.compile(r"awq|gptq|int4|w4a|4bit|nf4"), "int4"),
    (re.compile(r"fp4"), "nvfp4"),
    (re.compile(r"fp8|q80"), "fp8"),
    (re.compile(r"(?:bf|fp|float)16"), "bf16"),
)
"""What a longer name mentions: what is surer comes first (`gptq_int8` has eight bits)."""
_SAID_OF_CACHE = re.compile(r"(?:fp8|int8|fp4)kv(?:cache)?|kv(?:cache)?(?:fp8|int8|fp4)")
_OF_SELLERS = re.compile(
    r"nvidia|geforce|amd|instinct|radeon|quadro|tesla|apple|blackwell|server|workstation|edition"
    r"|sxm[2-6](?=\d{2,3}gb|$)|sxm|hbm\d?e?|nvl72|generation|cores?|gpu|[dh]gx|oam|tensor"
)
"""Words that sellers add to the name of a chip."""
_HOW_MANY = re.compile(
    r"^\s*\d+\s*[x×*]\s*(?=[a-z])|(?:(?<=\d)|[\s_-]+)[x×*]\s*\d{1,2}\s*$", re.IGNORECASE
)
"""`8x H100` and `H100x8`."""
_OTHER_NAMES = {
    "spark": "gb10",
    "rtx6000pro": "rtx-pro-6000",
    "ryzenaimax395": "strix-halo",
    "ryzenaimax+395": "strix-halo",
    "gh200480gb": "gh200",
    "r9700": "radeon-ai-pro-r9700",
    "radeonr9700": "radeon-ai-pro-r9700",
}
"""What machines and drivers call a chip; a GH200 is named after the memory of its processor."""
_MEMORY = re.compile(
    r"(?:8|10|1[126]|2[048]|3[26]|4[08]|64|80|9[46]|12[08]|14[14]|18[06]|192|2\d\d|512)gb"
)
_SAME_MEMORY = 0.1
"""Sellers count gigabytes in powers of two or ten, and some keep a part for error correction."""
_OF_CHECKPOINTS = re.compile(
    # What was done to it after training, and what it was packed for.
    r"instruct|chat|it|pt|base|hf|thinking|think|reasoning|preview|latest|exp|terminus|speciale"
    r"|sft|dpo|turbo|qat|text|only|gguf|mlx|exl2|quantized(\..+)?|dynamic|static|block|per|channel"
    r"|tensor|pertensor|kv|w4afp8|w4a8|4bit|8bit|marlin|autoround|bnb|g\d+|trt|nim"
    # Versions that say when, and how long a context may be.
    r"|v0\.\d|v01|v1(\.\d)?|\d{4}|\d+k|1m"
    # Active parameters and experts of Llama 4; the classes of MLPerf.
    r"|17b|16e|128e|99(\.9)?|interactive|edge|offline"
    # Who made or packed it.
    r"|nvidia|meta|google|microsoft|mistralai|openai|moonshotai|zai|ibm|unsloth|amd|c4ai|ai21|ai|org"
)
"""Words of a checkpoint's name that leave the architecture as it is."""
_QUANTIZED_FILE = re.compile(r"(?:[-_.: ](?:ud[-_])?i?q\d(?:_[a-z0-9]+)*)?(?:\.gguf)?$")
_NUMBERED_PACK = re.compile(r"(?<=fp[48])-v\d\b")
_ACTIVE = re.compile(r"(?<= )(\d+(?:\.\d+)?[bt]) a\d+(?:\.\d+)?b\b")
"""`235b-a22b`: all parameters of a sparse model, and those that are active."""
_LONG_NAME = 4
_ENGINES: Mapping[str, str] = {
    **dict.fromkeys(("llama.cpp", "llama-cpp", "llamacpp", "ollama"), "llama.cpp"),
    "mlx": "mlx",
    "sglang": "sglang",
    "vllm": "vllm",
    **dict.fromkeys(("trt", "tensorrt"), "trtllm"),
}
"""Words for engines whose losses are known; Ollama serves models with llama.cpp."""
_SIZE = re.compile(r"(?<![\da-z.])(\d+(?:\.\d+)?)b(?:[-_ ]?a(\d+(?:\.\d+)?)b)?(?![a-z\d])")
"""`70b`, `235b-a22b`: billions of parameters, and of active ones."""


class SameArchitecture(Record):
    """A model that has the architecture of another: trained further, or called something else."""

    same_as: str
    """The other model."""
    evidence: tuple[Evidence, ...] = ()
    """Who says so; empty where the names say it themselves."""


def precision_of(name: str) -> str | None:
    """Return which of our precisions a name means, or None.

    Examples:
        >>> precision_of("FP8_BLOCK"), precision_of("GPTQ-Int8"), precision_of("int1")
        ('fp8', 'fp8', None)
    """
    wanted = plain(name)
    if wanted in PRECISIONS:
        return PRECISIONS[wanted]
    weights = _SAID_OF_CACHE.sub("", wanted) or wanted
    return next((ours for said, ours in _SAID_OF_WEIGHTS if said.search(weights)), None)


def engine_family(engine: str) -> str:
    """Return the engine without its version, or the one that a product says it runs.

    Examples:
        >>> engine_family("sglang-0.5.9"), engine_family("TensorRT 10.11")
        ('sglang', 'trtllm')
        >>> engine_family("ollama 0.12"), engine_family("NIM (vLLM)"), engine_family("NIM")
        ('llama.cpp', 'vllm', 'other')
    """
    said = engine.lower()
    named = [(said.index(word), family) for word, family in _ENGINES.items() if word in said]
    return min(named)[1] if named else "other"


def find_accelerator(name: str, accelerators: Mapping[str, Accelerator]) -> Accelerator | None:
    """Return the accelerator that people write in so many ways, or None.

    `RTX4070Ti`, `NVIDIA A100-SXM4-80GB`, `8x H200NVL` and `M1Max32` (with the count of its cores)
    are all understood; a name that fits none, or several, is not guessed. A Mac gets the memory
    that its name says, for it is sold with more or less of it.
    """
    spelled = {plain(key): one for key, one in accelerators.items()}
    wanted = plain(_HOW_MANY.sub("", name))
    bare = _OF_SELLERS.sub("", wanted)
    for form in (wanted, bare):
        if other := _OTHER_NAMES.get(form):
            return accelerators.get(other)
        for start in ("", "apple", "rtx", "rx", "radeon"):
            if found := spelled.get(f"{start}{form}"):
                return found
    if (said := [*_MEMORY.finditer(bare)]) and said[-1].start() > 1:
        rest = bare[: said[-1].start()] + bare[said[-1].end() :]
        without = find_accelerator(rest, accelerators)
        memory_gb = float(said[-1][0].removesuffix("gb"))
        if without is None or abs(without.memory_gb / memory_gb - 1) <= _SAME_MEMORY:
            return without
        if without.id.startswith("apple-"):
            return without.model_copy(update={"memory_gb": memory_gb})
        return None
    if chip := re.fullmatch(r"(m\d(?:pro|max|ultra)?)\d{1,2}", bare):
        return spelled.get(f"apple{chip[1]}")
    # A card that the catalogue has with one memory only needs no mention of it.
    return _only(one for key, one in spelled.items() if key == f"{bare}{one.memory_gb:.0f}gb")


def find_architecture(name: str, architectures: Mapping[str, T]) -> T | None:
    """Return the architecture of a model however its checkpoint is called, or None.

    Whatever else is known by the names of models is found in the same way.

    `meta-llama/Llama-3.1-8B-Instruct-FP8` and `llama3.1-8b` both mean `llama-3.1-8b`. Sizes of a
    sparse model may be left out or added: `Qwen3-Coder-480B-A35B` is `qwen3-coder-480b`, and
    `MiniMax-M2.5-230B-A10B` is `minimax-m2.5`.
    """
    if name in architectures:
        return architectures[name]
    wanted = _words(name)
    for ours, theirs in (
        (wanted, _words),
        (_ACTIVE.sub(r"\1", wanted), lambda key: _ACTIVE.sub(r"\1", _words(key))),
        (_ACTIVE.sub("", wanted), _words),
    ):
        meant = ours.replace(" ", "")
        found = [one for key, one in architectures.items() if theirs(key).replace(" ", "") == meant]
        if found:
            return _only({id(one): one for one in found}.values())
    return None


class Size(NamedTuple):
    """How many parameters a model has, as counts."""

    total: float
    active: float


def size_in(name: str, architecture: Architecture) -> Size | None:
    """Return the size that a name states; of a sparse model it has to say what is active as well.

    Examples:
        >>> dense = Architecture(evidence=(), layers=80, hidden=8192)
        >>> size_in("Llama-3.3-70B-Instruct", dense)
        Size(total=70000000000.0, active=70000000000.0)
        >>> size_in("phi-4", dense)
    """
    stated = _SIZE.search(name.lower())
    if stated is None or (stated[2] is None and architecture.experts > 1):
        return None
    total = float(stated[1]) * 1e9
    return Size(total, float(stated[2]) * 1e9 if stated[2] else total)


@cache
def _words(name: str) -> str:
    """Return what tells the model of a checkpoint from others, a space between two words."""
    title = re.split(r"/|--", re.sub(r"\(.*?\)", " ", name.lower()).strip())[-1]
    title = _QUANTIZED_FILE.sub("", title).replace("+", "-plus")
    title = _NUMBERED_PACK.sub("", re.sub(r"(?<=-v\d)_(?=\d)", ".", title))
    words = [
        word
        for word in re.split(r"[-_:, ]+", title)
        if word and not _OF_CHECKPOINTS.fullmatch(word) and plain(word) not in PRECISIONS
    ]
    # "llama-llama-3" and "qwen-qwen3": the maker's name stands before the model's.
    made = [
        word
        for word, after in pairwise([*words, ""])
        if len(word) < _LONG_NAME or not after.startswith(word)
    ]
    # A point matters in "1.3b", for there is a 13b; "llama3.1" is as good as "llama-3-1".
    return " ".join(re.sub(r"[^a-z0-9.]|\.(?!\d+[bt]$)", "", word) for word in made)


def _only(found: Iterable[T]) -> T | None:
    """Return the one thing there is; None where there are several, or none."""
    listed = list(found)
    return listed[0] if len(listed) == 1 else None
