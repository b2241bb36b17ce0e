"""What a workload may ask for in `must_have` and `nice_to_have`."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from opendecide.model.workload import Adaptation

WORDS = (
    "tools",
    "structured_output",
    "reasoning",
    "vision",
    "image",
    "audio",
    "video",
    "embedding",
    "fine_tuning",
    "openai_compatible",
    "failover",
    "offline",
    "on_device",
    "private_network",
    "batch",
    "system_prompt",
    "sampling",
    "seed",
    "logprobs",
    "stop_and_length",
    "reasoning_effort",
    "safety_filter",
    "version_pin",
    "custom_moderation",
)
"""Present or absent."""

MEASURED: Mapping[str, Literal["tokens", "count", "adaptation"]] = MappingProxyType(
    {"context": "tokens", "failover": "count", "fine_tuning": "adaptation"}
)
"""Asked for as `name>=value`."""

_FORM = re.compile(r"\s*([a-z_]+)\s*(?:>?=\s*([A-Za-z0-9_.]+))?\s*")
_THOUSANDS = {"": 1.0, "k": 1e3, "m": 1e6}


def amount(text: str) -> float | None:
    """Read `128k` as 128,000; None when it is no number.

    Examples:
        >>> amount("128k"), amount("0.5M"), amount("many")
        (128000.0, 500000.0, None)
    """
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([kKmM]?)", text)
    return float(match[1]) * _THOUSANDS[match[2].lower()] if match else None


def known(requirement: str) -> bool:
    """Say whether a requirement is one that can be looked up.

    Examples:
        >>> known("context>=128k"), known("fine_tuning>=adapters"), known("telepathy")
        (True, True, False)
    """
    match = _FORM.fullmatch(requirement)
    if not match:
        return False
    name, least = match.groups()
    if least is None:
        return name in WORDS
    kind = MEASURED.get(name)
    if kind == "tokens":
        return amount(least) is not None
    if kind == "count":
        return least.isdecimal()
    return kind == "adaptation" and least in get_args(Adaptation)


def examples() -> list[str]:
    """Return one example of each measured requirement, and every word."""
    return ["context>=128k", "fine_tuning>=adapters", "failover>=2", *WORDS]
