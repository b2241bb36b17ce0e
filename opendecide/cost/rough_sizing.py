"""Roughly how many machines carry a load: the main terms of the speed model in plain numbers.

Every model on every machine is some thousand pairs; what is bought or rented is sized with care.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from opendecide.cost import parameters, precision
from opendecide.cost.load import FIRST_TOKEN_OVER_FLOOR, TAIL_OVER_MEAN
from opendecide.cost.memory import (
    GB,
    RESERVED_BYTES,
    UNKNOWN_LINK_GB_S,
    USABLE_SHARE,
    Shape,
    held_bytes_per_token,
    pairs_of_parts,
    published_other_bytes,
)
from opendecide.cost.operating_point import ENGINE_BATCH_CAP, NEAR, NEWTON_STEPS, UNHURRIED
from opendecide.cost.replicas import LOAD_CAP
from opendecide.cost.speed import LINK_EFFICIENCY, PCIE_BYTES_PER_S, READ_AND_WRITTEN
from opendecide.model.machine_facts import Accelerator

_WAYS = (1, 2, 4, 8, 16)
_ENGINE = "vllm"
"""What machines run where nobody says."""
_SLACK = 2.3
"""Standard deviations of a Poisson load that one request in a hundred exceeds."""


class RoughLoad(NamedTuple):
    """What the machines have to carry, at the medians."""

    input_tokens: float
    """Per request, without what a cache holds."""
    output_tokens: float
    peak_per_s: float
    p95_s: float | None
    """Target for the whole answer; None where nobody waits for one."""
    hard: bool
    waited_for: bool
    """Whether somebody waits for an answer."""

    @property
    def spare(self) -> int:
        """Replicas that only stand in for a broken one."""
        return int(self.waited_for)


class Weights(NamedTuple):
    """A model by its numbers."""

    other: float
    """Parameters read at every step."""
    experts: float
    """Parameters of all routed experts."""
    touched: float
    """Share of the experts that one token passes."""
    arithmetic: float
    """Products of one token of an answer, those in experts by what they reach."""
    prompt_arithmetic: float
    """Products of one token of a prompt."""
    cache_bytes: float
    """Per token of context."""
    state_bytes: float
    """Per request, however long it is."""
    layers: float
    expert_layers: float
    hidden: float
    bytes_per_other: float
    """Of a parameter read at every step, at most."""


class Card(NamedTuple):
    """An accelerator with weights at one precision."""

    memory_bytes: float
    bytes_per_s: float
    flop_per_s: float
    link_bytes_per_s: float
    reduction_s: float
    bytes_per_weight: float
    bytes_per_other: float


class Sized(NamedTuple):
    """Machines for a load."""

    machines: float
    late: float
    """Expected answer time over the target; 1 where it is met."""
    at_work: float
    """Machines that the load would keep at work without a pause, the last of them in part."""


def weights_of(shape: Shape) -> Weights:
    """Return a model's numbers."""
    architecture, experts = shape.architecture, shape.expert_parameters
    narrow = 1.0 + parameters.NARROW_WIDTH.value / shape.expert_width
    touched = architecture.experts_per_token / architecture.experts if shape.sparse else 1.0
    piece = parameters.PIECE_TOKENS["other"].value
    tiled = 1.0 + parameters.TILE_TOKENS.value / (piece * touched)
    routed = experts * touched
    usual = 2.0 * (shape.parameters_active - routed)
    return Weights(
        other=shape.parameters_total - experts,
        experts=experts,
        touched=touched,
        arithmetic=usual + 2.0 * routed * narrow,
        prompt_arithmetic=usual + 2.0 * routed * tiled,
        cache_bytes=held_bytes_per_token(architecture),
        state_bytes=float(architecture.state_bytes),
        layers=pairs_of_parts(architecture),
        expert_layers=float(shape.expert_layers),
        hidden=float(architecture.hidden),
        bytes_per_other=published_other_bytes(architecture),
    )


def card_of(accelerator: Accelerator, name: str, *, sparse: bool) -> Card:
    """Return an accelerator with weights at a precision."""
    kind = precision.precision(name, sparse=sparse, accelerator=accelerator, engine=_ENGINE)
    group = parameters.family(accelerator)
    peak = {
        "bf16": accelerator.bf16_tflops,
        "fp8": accelerator.fp8_tflops,
        "fp4": accelerator.fp4_tflops,
    }[kind.arithmetic]
    share = parameters.ARITHMETIC_SHARE[group, kind.arithmetic].value
    share *= parameters.FOUR_BIT_SHARE.value if kind.widened else 1.0
    link = (accelerator.link_gb_s or UNKNOWN_LINK_GB_S) * GB
    bus = link <= PCIE_BYTES_PER_S
    detour = parameters.BUS_DETOUR.value if bus else 1.0
    slowness = parameters.BUS_SLOWNESS.value if bus else 1.0
    return Card(
        memory_bytes=accelerator.memory_gb * GB,
        bytes_per_s=accelerator.bandwidth_tb_s * 1e12 * parameters.BANDWIDTH_SHARE[group].value,
        flop_per_s=(peak or accelerator.bf16_tflops) * 1e12 * share,
        link_bytes_per_s=LINK_EFFICIENCY * link / detour,
        reduction_s=parameters.REDUCTION_S.value * slowness,
        bytes_per_weight=kind.bytes_per_weight,
        bytes_per_other=kind.bytes_per_other_weight,
    )


def size(load: RoughLoad, weights: Weights, card: Card, count: int, losses: float) -> Sized | None:
    """Return the machines of so many accelerators that a load takes; None where it does not fit.

    Args:
        load: What has to be carried.
        weights: The model.
        card: One accelerator.
        count: Accelerators in one machine.
        losses: Measured over predicted speed, in the middle.
    """
    return min(
        _spreads(load, weights, card, count, losses),
        key=lambda one: one.machines * one.late,
        default=None,
    )


def _spreads(
    load: RoughLoad, weights: Weights, card: Card, count: int, losses: float
) -> Iterator[Sized]:
    for ways in _WAYS:
        if ways > count:
            return
        sized = _spread(load, weights, card, ways, losses)
        if sized is not None:
            replicas, busy, late = sized
            machines = math.ceil((replicas + load.spare) * ways / count)
            yield Sized(machines, late, busy * ways / count)


def _spread(
    load: RoughLoad, weights: Weights, card: Card, ways: int, losses: float
) -> tuple[float, float, float] | None:
    """Return the replicas for the load, those that it keeps busy, and how late they are."""
    other = weights.other * min(card.bytes_per_other, weights.bytes_per_other)
    experts = weights.experts * card.bytes_per_weight
    room = ways * (USABLE_SHARE * card.memory_bytes - RESERVED_BYTES) - other - experts
    held = load.input_tokens + 0.6 * load.output_tokens
    limit = min(room / (weights.cache_bytes * held + weights.state_bytes), ENGINE_BATCH_CAP)
    if limit < 1.0:
        return None
    bytes_per_s = card.bytes_per_s * ways
    steps = parameters.LAYER_S.value
    token = weights.arithmetic / (card.flop_per_s * ways)
    prompt = weights.prompt_arithmetic / (card.flop_per_s * ways)
    expert_s = experts / bytes_per_s
    if ways > 1:
        steps += card.reduction_s * math.log2(ways)
        exchange = 8.0 * weights.layers * weights.hidden * (1 - 1 / ways) / card.link_bytes_per_s
        token, prompt = token + exchange, prompt + exchange
        expert_s *= parameters.UNEVEN.value
    fixed = other / bytes_per_s + parameters.STEP_S.value + weights.layers * steps
    fixed += weights.expert_layers * parameters.ROUTED_LAYER_S.value
    context = load.input_tokens + 0.5 * load.output_tokens
    slope = (
        token
        + prompt * load.input_tokens / load.output_tokens
        + (weights.cache_bytes * context + READ_AND_WRITTEN * weights.state_bytes) / bytes_per_s
        + parameters.SEQUENCE_S.value * parameters.SEQUENCES_OF_ENGINE[_ENGINE].value
    )
    first = load.input_tokens * prompt + fixed + expert_s * weights.touched
    steep = -math.log1p(-weights.touched) if weights.experts else 0.0
    batch = limit
    if load.p95_s is not None:
        allowed = (load.p95_s / TAIL_OVER_MEAN * losses - FIRST_TOKEN_OVER_FLOOR * first) / (
            load.output_tokens
        )
        if not load.hard:
            allowed = max(allowed, UNHURRIED * (fixed + expert_s * weights.touched + slope))
        batch = largest_batch(allowed, fixed, expert_s, steep, slope)
    batch = max(math.floor(min(batch, limit)), 1.0)
    touched = 1.0 - math.exp(-steep * batch**parameters.LIKENESS.value)
    token_s = (fixed + expert_s * touched + slope * batch) / losses
    answer_s = first / losses + load.output_tokens * token_s
    p95_s = TAIL_OVER_MEAN * (answer_s + (FIRST_TOKEN_OVER_FLOOR - 1.0) * first / losses)
    together = load.peak_per_s * answer_s
    # Where nobody waits a queue does no harm.
    slack = _SLACK * math.sqrt(together) if load.waited_for else 0.0
    places = max(together / LOAD_CAP, together + slack)
    late = 1.0 if load.p95_s is None else max(p95_s / load.p95_s, 1.0)
    return math.ceil(max(places / batch, 1.0)), together / batch, late


def largest_batch(
    allowed: float, fixed: float, expert_s: float, steep: float, slope: float
) -> float:
    """Return the batch whose step takes so long; below 1 even one sequence is too slow.

    As `TokenTime.largest_batch` finds it, in plain numbers.
    """
    left = allowed - fixed
    batch = max((left + expert_s * math.expm1(-steep)) / slope, 0.0)
    if batch <= 1.0 or not expert_s:
        return batch
    batch = max((left - expert_s) / slope, 1.0)
    likeness = parameters.LIKENESS.value
    for _ in range(NEWTON_STEPS):
        unlike = batch**likeness
        missed = expert_s * math.exp(-steep * unlike)
        rise = left - expert_s + missed - slope * batch
        rise /= slope + steep * likeness * unlike / batch * missed
        batch += rise
        if rise <= NEAR * batch:
            break
    return batch
