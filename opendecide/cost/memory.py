"""What fits: weights, cache and the batch that the memory allows."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from opendecide.cost.precision import Precision
from opendecide.cost.speed import Floats, Numbers, Setup, cache_bytes
from opendecide.model.machine_facts import Accelerator
from opendecide.model.model_facts import Architecture

USABLE_SHARE = 0.90
UNKNOWN_LINK_GB_S = 25.0
"""Between accelerators of which no link is known."""
RESERVED_BYTES = 3e9
_MEAN_OUTPUT_HELD = 0.6
_MLA_LATENT = 512
_MLA_EXPANDED = 192 + 128
"""Key and value widths of one head when a prompt is read."""
GB = 1e9
_REDUCTIONS_PER_LAYER = 2.0
_PARTS_OF_A_LAYER = 2.0
_MATRICES_OF_AN_EXPERT = 3.0
_THERE_AND_BACK = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a replica spreads over accelerators."""

    accelerators: int
    data_parallel_attention: bool = False
    """Each accelerator holds the whole attention, experts are spread (DP attention with EP)."""
    stages: int = 1
    """Groups of layers, one after the other, each with its share of accelerators and batch."""

    @property
    def tensor_ways(self) -> int:
        """Among how many accelerators every layer is divided."""
        return self.accelerators // self.stages


class Heads(NamedTuple):
    """Attention of one kind of layers by its numbers."""

    layers: int
    queries: int
    cached: int
    width: int

    @property
    def flop(self) -> float:
        """Per token and token that it looks back to: scores, and the sum that they weigh."""
        return 4.0 * self.layers * self.queries * self.width

    def cache_bytes(self, bytes_per_value: float) -> float:
        """Return the keys and values of one token."""
        return 2.0 * self.layers * self.cached * self.width * bytes_per_value


def full_layers(arch: Architecture) -> int:
    """Return how many layers attend to everything."""
    return arch.layers if arch.full_attention_layers is None else arch.full_attention_layers


def pairs_of_parts(arch: Architecture) -> float:
    """Return the layers, counted as pairs of a mixer and a feed-forward network."""
    return float(arch.layers) if arch.parts is None else arch.parts / _PARTS_OF_A_LAYER


def full_heads(arch: Architecture) -> Heads:
    """Return the attention of the layers that attend to everything."""
    other = window_heads(arch)
    return Heads(
        full_layers(arch),
        other.queries,
        arch.full_kv_heads or other.cached,
        arch.full_head_dim or other.width,
    )


def window_heads(arch: Architecture) -> Heads:
    """Return the attention of the layers that look back over a window."""
    cached = arch.kv_heads or arch.query_heads or 1
    width = arch.head_dim or arch.hidden // max(arch.query_heads or 1, 1)
    return Heads(arch.window_layers, arch.query_heads or cached, cached, width)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A model by its numbers; parameters are counts."""

    architecture: Architecture
    parameters_total: float
    parameters_active: float

    @property
    def sparse(self) -> bool:
        """Whether tokens are routed to experts."""
        return self.architecture.experts > 1

    @property
    def expert_parameters(self) -> float:
        """Parameters of all routed experts: what total and active counts tell apart."""
        if not self.sparse:
            return 0.0
        share = self.architecture.experts_per_token / self.architecture.experts
        return (self.parameters_total - self.parameters_active) / (1.0 - share)

    @property
    def expert_layers(self) -> int:
        """Layers in which tokens are routed."""
        if not self.sparse:
            return 0
        every = self.architecture.layers
        return every if self.architecture.expert_layers is None else self.architecture.expert_layers

    @property
    def expert_width(self) -> float:
        """Width of the inner state of a routed expert, as if it had three matrices of it."""
        arch = self.architecture
        experts = max(self.expert_layers, 1) * arch.experts
        return max(self.expert_parameters / (_MATRICES_OF_AN_EXPERT * experts * arch.hidden), 1.0)


def held_bytes_per_token(arch: Architecture, bytes_per_value: float = 2.0) -> float:
    """Return the cache that a token takes in the layers that attend to everything."""
    if arch.attention == "mla":
        return full_layers(arch) * (arch.latent_dim or _MLA_LATENT) * bytes_per_value
    return full_heads(arch).cache_bytes(bytes_per_value)


def published_other_bytes(arch: Architecture) -> float:
    """Return what a weight outside the routed experts takes at most, as it was published."""
    return float("inf") if arch.native_other_bits is None else arch.native_other_bits / 8.0


def setup(
    shape: Shape,
    accelerator: Accelerator,
    layout: Layout,
    precision: Precision,
    *,
    cache_bytes_per_value: float = 2.0,
) -> Setup:
    """Describe one replica to the speed model."""
    arch = shape.architecture
    ways = layout.accelerators
    whole, window = full_heads(arch), window_heads(arch)
    layers = pairs_of_parts(arch)
    if arch.attention == "mla":
        latent = arch.latent_dim or _MLA_LATENT
        whole_cache = whole.layers * latent * cache_bytes_per_value
        window_cache = window.layers * latent * cache_bytes_per_value
        decode_flop = 2.0 * whole.layers * whole.queries * (latent + _MLA_LATENT)
        prefill_flop = 2.0 * whole.layers * whole.queries * _MLA_EXPANDED
        shared = 1
    else:
        whole_cache = whole.cache_bytes(cache_bytes_per_value)
        window_cache = window.cache_bytes(cache_bytes_per_value)
        decode_flop = prefill_flop = whole.flop
        shared = min(layout.tensor_ways, whole.cached)
    experts = shape.expert_parameters
    other = shape.parameters_total - experts
    other_bytes = min(precision.bytes_per_other_weight, published_other_bytes(arch))
    routed = experts * arch.experts_per_token / arch.experts
    copies = layout.tensor_ways if layout.data_parallel_attention else 1
    cache_ways = ways if layout.data_parallel_attention else layout.stages * shared
    peak = {
        "bf16": accelerator.bf16_tflops,
        "fp8": accelerator.fp8_tflops or accelerator.bf16_tflops,
        "fp4": accelerator.fp4_tflops or accelerator.fp8_tflops or accelerator.bf16_tflops,
    }[precision.arithmetic]
    return Setup(
        other_weight_bytes=other * other_bytes / ways * copies,
        expert_weight_bytes=experts * precision.bytes_per_weight / ways,
        experts=float(arch.experts),
        experts_per_token=float(arch.experts_per_token),
        cache_bytes_per_token=whole_cache,
        window_cache_bytes_per_token=window_cache,
        window_tokens=float(arch.window or 0),
        state_bytes=arch.state_bytes / ways,
        cache_ways=float(cache_ways),
        flop_per_token=2.0 * (shape.parameters_active - routed),
        routed_flop_per_token=2.0 * routed,
        decode_flop_per_token_and_context=decode_flop,
        prefill_flop_per_token_and_context=prefill_flop,
        window_flop_per_token_and_context=window.flop,
        layers=layers,
        expert_layers=float(shape.expert_layers),
        expert_width=shape.expert_width,
        hidden=float(arch.hidden),
        accelerators=float(ways),
        tensor_ways=float(layout.tensor_ways),
        flop_per_s=peak * 1e12,
        attention_flop_per_s=accelerator.bf16_tflops * 1e12,
        bytes_per_s=accelerator.bandwidth_tb_s * 1e12,
        link_bytes_per_s=(accelerator.link_gb_s or UNKNOWN_LINK_GB_S) * GB,
        sent_per_layer=_sent_per_layer(shape, layout, layers),
        stages=float(layout.stages),
    )


def _sent_per_layer(shape: Shape, layout: Layout, layers: float) -> float:
    """Return what an accelerator sends in a layer for each token of a batch, in hidden states.

    Where accelerators add up, each sends nearly every token twice, to all others and back, after
    attention and after the experts. Where each attends for its own tokens, it sends those to
    the experts that they are routed to and gets the results back, in layers that have experts.
    """
    ways = layout.tensor_ways
    elsewhere = (ways - 1) / ways / layout.stages
    if layout.data_parallel_attention and shape.sparse:
        sent = _THERE_AND_BACK * shape.architecture.experts_per_token * elsewhere / ways
        return sent * shape.expert_layers / layers
    return _REDUCTIONS_PER_LAYER * _THERE_AND_BACK * elsewhere


def weight_bytes(replica: Setup) -> Numbers:
    """Return the bytes of weights on one accelerator."""
    return replica.other_weight_bytes + replica.expert_weight_bytes


def memory_batch(
    replica: Setup,
    memory_gb: Numbers,
    input_tokens: Numbers,
    output_tokens: Numbers,
    *,
    reserved_bytes: Numbers = RESERVED_BYTES,
) -> Floats:
    """Return how many sequences the memory holds; below 1 it does not fit."""
    context = input_tokens + _MEAN_OUTPUT_HELD * np.asarray(output_tokens)
    left = USABLE_SHARE * np.asarray(memory_gb) * GB - weight_bytes(replica) - reserved_bytes
    return np.maximum(left, 0.0) / np.maximum(cache_bytes(replica, context), 1.0)
