"""What fits: weights, cache and the batch that the memory allows."""

from dataclasses import dataclass

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
_GB = 1e9
_REDUCTIONS_PER_LAYER = 2.0
_THERE_AND_BACK = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a replica spreads over accelerators."""

    accelerators: int
    data_parallel_attention: bool = False
    """Each accelerator holds the whole attention, experts are spread (DP attention with EP)."""
    pipeline: bool = False
    """Layers are spread, every accelerator works for itself on a share of the batch."""


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


def held_bytes_per_token(arch: Architecture, bytes_per_value: float = 2.0) -> float:
    """Return the cache that a token takes in the layers that attend to everything."""
    layers = arch.layers if arch.full_attention_layers is None else arch.full_attention_layers
    if arch.attention == "mla":
        return layers * (arch.latent_dim or _MLA_LATENT) * bytes_per_value
    kv_heads = arch.kv_heads or arch.query_heads or 1
    head_dim = arch.head_dim or arch.hidden // max(arch.query_heads or 1, 1)
    return layers * 2.0 * kv_heads * head_dim * bytes_per_value


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
    kv_heads = arch.kv_heads or arch.query_heads or 1
    head_dim = arch.head_dim or arch.hidden // max(arch.query_heads or 1, 1)
    query_heads = arch.query_heads or kv_heads
    full_layers = arch.layers if arch.full_attention_layers is None else arch.full_attention_layers
    if arch.attention == "mla":
        latent = arch.latent_dim or _MLA_LATENT
        window_cache = arch.window_layers * latent * cache_bytes_per_value
        decode_flop = 2.0 * full_layers * query_heads * (latent + _MLA_LATENT)
        prefill_flop = 2.0 * full_layers * query_heads * _MLA_EXPANDED
        cache_ways = 1 if not (layout.data_parallel_attention or layout.pipeline) else ways
    else:
        per_layer = 2.0 * kv_heads * head_dim * cache_bytes_per_value
        window_cache = arch.window_layers * per_layer
        decode_flop = prefill_flop = 4.0 * query_heads * head_dim * full_layers
        cache_ways = (
            ways if layout.data_parallel_attention or layout.pipeline else min(ways, kv_heads)
        )
    window_flop = 4.0 * query_heads * head_dim * arch.window_layers
    experts = shape.expert_parameters
    other = shape.parameters_total - experts
    other_bytes = min(precision.bytes_per_other_weight, published_other_bytes(arch))
    routed = experts * arch.experts_per_token / arch.experts
    copies = ways if layout.data_parallel_attention else 1
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
        cache_bytes_per_token=held_bytes_per_token(arch, cache_bytes_per_value),
        window_cache_bytes_per_token=window_cache,
        window_tokens=float(arch.window or 0),
        fixed_cache_bytes=0.0,
        cache_ways=float(cache_ways),
        flop_per_token=2.0 * (shape.parameters_active - routed),
        routed_flop_per_token=2.0 * routed,
        decode_flop_per_token_and_context=decode_flop,
        prefill_flop_per_token_and_context=prefill_flop,
        window_flop_per_token_and_context=window_flop,
        layers=float(arch.layers),
        hidden=float(arch.hidden),
        accelerators=float(ways),
        tensor_ways=float(1 if layout.pipeline else ways),
        flop_per_s=peak * 1e12,
        attention_flop_per_s=accelerator.bf16_tflops * 1e12,
        bytes_per_s=accelerator.bandwidth_tb_s * 1e12,
        link_bytes_per_s=(accelerator.link_gb_s or UNKNOWN_LINK_GB_S) * 1e9,
        sent_per_layer=_sent_per_layer(shape, layout),
        stages=float(ways if layout.pipeline else 1),
    )


def _sent_per_layer(shape: Shape, layout: Layout) -> float:
    """Return what an accelerator sends in a layer for each token of a batch, in hidden states.

    Where accelerators add up, each sends nearly every token twice, to all others and back, after
    attention and after the experts. Where each attends for its own tokens, it sends those to
    the experts that they are routed to and gets the results back.
    """
    ways = layout.accelerators
    if layout.pipeline:
        return 0.0
    elsewhere = (ways - 1) / ways
    if layout.data_parallel_attention and shape.sparse:
        return _THERE_AND_BACK * shape.architecture.experts_per_token * elsewhere / ways
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
    left = USABLE_SHARE * np.asarray(memory_gb) * _GB - weight_bytes(replica) - reserved_bytes
    return np.maximum(left, 0.0) / np.maximum(cache_bytes(replica, context), 1.0)
