"""Accelerators and machines: what is known of them."""

import re
from collections.abc import Mapping
from typing import Literal

from opendecide.model.base import Record
from opendecide.model.fact import Evidence, Fact
from opendecide.model.quantities import Amount, Positive, Several

GIGABYTES = re.compile(r"\b[0-9.]+ ?GB\b", re.IGNORECASE)
"""Memory in a name."""
_LINES = frozenset({"tesla", "geforce", "quadro", "radeon", "instinct"})
"""Names of lines that makers put before that of an accelerator, or no longer do."""


class Accelerator(Record):
    """One accelerator, from its data sheet; `evidence` covers every figure."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    evidence: tuple[Evidence, ...]
    """The data sheet."""
    kind: Literal["datacenter", "workstation", "consumer", "laptop"]
    """What it is made for."""
    generation: str
    """The generation of its architecture."""
    memory_gb: Positive
    """Memory in GB."""
    bandwidth_tb_s: Positive
    """Memory bandwidth in TB/s; the speed of output follows from it."""
    bf16_tflops: Positive
    """Dense TFLOP/s in BF16; the speed of input follows from it."""
    fp8_tflops: Positive | None = None
    """Dense TFLOP/s in FP8."""
    fp4_tflops: Positive | None = None
    """Dense TFLOP/s in FP4."""
    link_gb_s: Positive | None = None
    """Per direction, between the accelerators of one server."""
    tdp_w: Positive | None = None
    """Electric power in W."""


class Rental(Evidence):
    """What an hour of a machine costs at one cloud, in one region."""

    cloud: str
    """Id of the offer that rents it."""
    region: str
    """Country code; `global` when the list names no region."""
    instance: str
    """The cloud's own name of the machine, and its regions."""
    per_hour: Amount
    """Price of an hour."""
    spot_per_hour: Amount | None = None
    """Price of an hour that may be interrupted."""
    currency: str
    """Three letters, ISO 4217."""


class Machine(Record):
    """Some accelerators in one box, rentable or to buy."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    accelerator: str
    """Id of its accelerators."""
    count: Several
    """How many it has."""
    rentals: tuple[Rental, ...] = ()
    """What it costs an hour, and where."""
    purchase: Fact | None = None
    """Price of the whole server."""
    sold_new: Fact | None = None
    """Whether it is still sold new; absent when nobody said that it is not."""
    power_kw: Fact | None = None
    """Electric power in kW."""


def meant_by(word: str, names: Mapping[str, str]) -> list[str]:
    """Return the ids of the accelerators that somebody means.

    Those in whose id and name the word stands; where it stands in none, all of its parts do, or all
    but the memory and the line, which not every name has.

    Args:
        word: What was written.
        names: The names of accelerators by id.

    Examples:
        >>> names = {"h100": "NVIDIA H100 SXM", "a100": "NVIDIA A100 SXM 80 GB"}
        >>> meant_by("a100 80GB", names), meant_by("Tesla H100 80 GB", names), meant_by("L4", names)
        (['a100'], ['h100'], [])
    """
    whole = {card: plain(f"{card}{name}") for card, name in names.items()}
    bare = [one for one in GIGABYTES.sub("", word).split() if one.lower() not in _LINES]
    for parts in ([word], word.split(), bare):
        found = [card for card, one in whole.items() if all(plain(part) in one for part in parts)]
        if found and parts:
            return found
    return []


def plain(name: str) -> str:
    """Return the letters and figures of a name, in small letters.

    Examples:
        >>> plain("Q4_K_M")
        'q4km'
    """
    return "".join(filter(str.isalnum, name.lower()))
