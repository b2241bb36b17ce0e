"""Published throughput measurements, row by row, as setups that the speed model understands."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

import numpy as np

from opendecide.cost import parameters
from opendecide.cost.memory import Layout, Shape, setup, weight_bytes
from opendecide.cost.names import (
    Size,
    engine_family,
    find_accelerator,
    find_architecture,
    precision_of,
    size_in,
)
from opendecide.cost.precision import precision
from opendecide.cost.speed import Setup
from opendecide.model.machine_facts import Accelerator
from opendecide.model.model_facts import Architecture

_MOST = 1e12
_WIDEST_VALUE_BYTES = 8.0
"""Of a cached value: no format is wider than double precision."""
_FEWEST_B = 1e-3
"""Billions of parameters: with less than a million no language model has been measured."""
_ROUNDED = 1.1
"""Names and model cards round total and active counts apart from each other."""
METRICS = frozenset({"output_tok_s", "prefill_tok_s", "decode_tok_s"})
"""What a row may have measured: the whole answer's rate, or that of one phase alone."""
GIB = 2.0**30
"""Sellers count memory in powers of two or of ten: only what exceeds both cannot have fitted."""
_PARALLEL = re.compile(r"(tp|dep|dp|ep|pp|rep)(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One measurement."""

    id: str
    source: str
    model: str
    accelerator: str
    group: str
    """Of accelerators that share fitted constants."""
    engine: str
    """`vllm`, `sglang`, `trtllm`, `llama.cpp`, `mlx` or another first word."""
    load: str
    sparse: bool
    arithmetic: str
    widened: bool
    """Whether four-bit weights are made wider for each product."""
    precision: str
    replicas: int
    """How many replicas share the measured rate."""
    memory_gb: float
    concurrency: float | None
    """Per replica; None when the test kept it saturated."""
    input_tokens: float
    output_tokens: float
    metric: str
    """`output_tok_s`, the whole answer's rate; `prefill_tok_s` or `decode_tok_s`, a phase alone."""
    generic: bool
    """The architecture was guessed from parameter counts."""
    measured: float
    """Tokens per second, as published."""
    setup: Setup


@dataclass(frozen=True, slots=True)
class Unpredicted:
    """A row that the model cannot speak about, with the reason."""

    id: str
    reason: str
    """A code; where a figure could not be read, followed by a colon and the name of its column."""


class UnreadableError(ValueError):
    """A figure that is none, or that no machine has; its message is the name of the column."""


def read_point(
    row: Mapping[str, str],
    architectures: Mapping[str, Architecture],
    accelerators: Mapping[str, Accelerator],
    sizes: Mapping[str, Size] = MappingProxyType({}),
) -> Point | Unpredicted:
    """Read one row of a points file.

    Args:
        row: By name of the column.
        architectures: By model; one that is missing is guessed from the parameter counts.
        accelerators: By id.
        sizes: By model, for rows that leave the parameter counts of a known model out.

    Raises:
        UnreadableError: If a figure is none.
    """
    name = row["point_id"]
    accelerator = find_accelerator(row["gpu"], accelerators)
    if accelerator is None:
        return Unpredicted(name, "unknown_accelerator")
    kept = precision_of(row["weight_precision"])
    if kept is None:
        return Unpredicted(name, "unknown_precision")
    if row["metric"] not in METRICS:
        return Unpredicted(name, "unknown_metric")
    measured = _figure(row, "value", "0")
    if measured <= 0:
        return Unpredicted(name, "no_measured_value")
    known = find_architecture(row["model"], architectures)
    total, active = _size(row, known, sizes)
    arch = known or generic_architecture(total, active)
    shape = Shape(architecture=arch, parameters_total=total, parameters_active=active)
    replicas, layout = _layout(row["parallelism"], _accelerators(row))
    engine = engine_family(row["engine"])
    kind = precision(kept, sparse=shape.sparse, accelerator=accelerator, engine=engine)
    concurrency = None
    if row["concurrency"]:
        concurrency = _figure(row, "concurrency", least=1.0) / replicas
    cache_bytes = _figure(row, "kv_bytes", "2", most=_WIDEST_VALUE_BYTES)
    replica = setup(shape, accelerator, layout, kind, cache_bytes_per_value=cache_bytes)
    if weight_bytes(replica) > accelerator.memory_gb * GIB:
        return Unpredicted(name, "does_not_fit")
    return Point(
        id=name,
        source=row["source_group"],
        model=row["model"],
        accelerator=row["gpu"],
        group=parameters.family(accelerator),
        engine=engine,
        load=row["load_mode"],
        sparse=shape.sparse,
        arithmetic=kind.arithmetic,
        widened=kind.widened,
        precision=kept,
        replicas=replicas,
        memory_gb=accelerator.memory_gb,
        concurrency=concurrency,
        input_tokens=_figure(row, "isl"),
        # Who reads a prompt and writes nothing has no rate of answers.
        output_tokens=_figure(row, "osl", least=0.0 if row["metric"] == "prefill_tok_s" else 1.0),
        metric=row["metric"],
        generic=known is None,
        measured=measured,
        setup=replica,
    )


def _size(row: Mapping[str, str], known: Architecture | None, sizes: Mapping[str, Size]) -> Size:
    """Return the parameter counts, of a known model where the row leaves them out."""
    stated = row["params_total_b"].strip()
    size = None
    if known is not None and not stated:
        size = find_architecture(row["model"], sizes) or size_in(row["model"], known)
    total = size.total if size else _figure(row, "params_total_b", least=_FEWEST_B) * 1e9
    if row["params_active_b"].strip():
        return Size(total, _active(row, total))
    if size is None and known is not None and known.experts == 1:
        return Size(total, total)
    return size or Size(total, _active(row, total))


def _accelerators(row: Mapping[str, str]) -> int:
    """Return how many accelerators were at work: a whole number of them."""
    count = _figure(row, "n_gpus", least=1.0)
    if not count.is_integer():
        raise UnreadableError("n_gpus")
    return int(count)


def _active(row: Mapping[str, str], total: float) -> float:
    """Return the parameters that a token passes: not more than there are, but for rounding."""
    most = total / 1e9 * _ROUNDED
    return _figure(row, "params_active_b", least=_FEWEST_B, most=most) * 1e9


def _figure(
    row: Mapping[str, str], column: str, blank: str = "", *, least: float = 0.0, most: float = _MOST
) -> float:
    """Return a figure that machines can have: no speed or size is negative or without end."""
    try:
        figure = float(row[column] or blank)
    except ValueError as error:
        raise UnreadableError(column) from error
    if not least <= figure <= most:
        raise UnreadableError(column)
    return figure


def stack(setups: Iterable[Setup]) -> Setup:
    """Return one setup whose figures are arrays, one entry per setup."""
    listed = list(setups)
    return Setup(
        **{
            field.name: np.array([getattr(one, field.name) for one in listed], dtype=float)
            for field in fields(Setup)
        }
    )


def generic_architecture(parameters_total: float, parameters_active: float) -> Architecture:
    """Guess an architecture from parameter counts: what models of that size have in common.

    Dense: hidden ≈ (P/12)^(1/3)·2.9 …, grouped queries with eight cache heads of 128. Sparse:
    128 experts, as many of them per token as the active share asks for.
    """
    sparse = parameters_active < 0.7 * parameters_total
    body = parameters_active if not sparse else (parameters_total * parameters_active) ** 0.5
    hidden = float(np.clip(64 * round(1.05 * (body / 7e9) ** 0.33 * 4096 / 64), 1024, 20480))
    layers = int(np.clip(round(36 * (body / 8e9) ** 0.38), 16, 128))
    experts = 128 if sparse else 1
    per_token = int(np.clip(round(experts * parameters_active / parameters_total), 1, 16))
    return Architecture(
        evidence=(),
        layers=layers,
        hidden=int(hidden),
        query_heads=max(int(hidden) // 128, 1),
        kv_heads=8,
        head_dim=128,
        experts=experts,
        experts_per_token=per_token if sparse else 1,
    )


def _layout(parallelism: str, accelerators: int) -> tuple[int, Layout]:
    """Return how many replicas there are, and how one is spread."""
    parts = {kind: int(size) for kind, size in _PARALLEL.findall(parallelism)}
    replicas = parts.get("rep", 1)
    if 0 in parts.values() or replicas > accelerators:
        raise UnreadableError("parallelism")
    ways = max(accelerators // replicas, 1)
    # Fewer tensor ways than accelerators: each group attends for itself and experts are spread.
    grouped = "tp" in parts and "pp" not in parts and parts["tp"] < ways
    shared = "dep" in parts or parts.get("dp", 1) > 1 or grouped
    stages = parts.get("pp", 1)
    if ways % stages:
        raise UnreadableError("parallelism")
    return (
        replicas,
        Layout(accelerators=ways, data_parallel_attention=shared and ways > 1, stages=stages),
    )
