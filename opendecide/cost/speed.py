"""Time = read the weights + read the cache + do the arithmetic + overhead.

Every function works element by element, so a setup may be one replica or an array of them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = Floats | float

_OUTPUT_HALF = 0.5
_ACTIVATION_BYTES = 2.0
_REDUCTIONS_PER_LAYER = 2.0
_LINK_EFFICIENCY = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """One replica: a model, at a precision, spread over accelerators. Bytes are per accelerator."""

    other_weight_bytes: Numbers
    """Read at every step."""
    expert_weight_bytes: Numbers
    """Of the routed experts; read as far as the batch touches them."""
    experts: Numbers
    experts_per_token: Numbers
    cache_bytes_per_token: Numbers
    """Of layers that attend to the whole context, over the whole replica."""
    window_cache_bytes_per_token: Numbers
    window_tokens: Numbers
    fixed_cache_bytes: Numbers
    """Per sequence, whatever its length (linear attention)."""
    cache_ways: Numbers
    """Among how many accelerators the cache is really split."""
    flop_per_token: Numbers
    """Without attention and without routed experts."""
    routed_flop_per_token: Numbers
    """In the routed experts that one token passes."""
    decode_flop_per_token_and_context: Numbers
    """Attention arithmetic while decoding, per token generated and token of context."""
    prefill_flop_per_token_and_context: Numbers
    window_flop_per_token_and_context: Numbers
    layers: Numbers
    hidden: Numbers
    accelerators: Numbers
    tensor_ways: Numbers
    """Accelerators that have to add up their results in every layer (1: none)."""
    flop_per_s: Numbers
    """Peak of one accelerator in the arithmetic of the weights."""
    attention_flop_per_s: Numbers
    """Peak of one accelerator in 16 bits, in which attention is computed."""
    bytes_per_s: Numbers
    link_bytes_per_s: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Efficiency:
    """Fitted constants as they apply to a setup."""

    bandwidth_share: Numbers
    arithmetic_share: Numbers
    routed_share: Numbers
    """What routed experts reach of `arithmetic_share`: their products are small and uneven."""
    step_s: Numbers
    sequence_s: Numbers
    """Per sequence and step: scheduling, sampling, writing out."""
    layer_s: Numbers
    routed_layer_s: Numbers
    """On top, per layer, where tokens are routed."""
    reduction_s: Numbers
    """Per layer, where tensor-parallel accelerators add up."""
    engine: Numbers


def experts_read(setup: Setup, batch: Numbers) -> Numbers:
    """Return the share of the routed experts that a batch touches, routing being uniform.

    Examples:
        One token of gpt-oss-120b touches 4 of 128 experts, and a large batch all of them.
    """
    missed = 1.0 - np.asarray(setup.experts_per_token) / setup.experts
    return 1.0 - missed**batch


def cache_bytes(setup: Setup, context_tokens: Numbers) -> Numbers:
    """Return the bytes of one sequence's cache on one accelerator, at this context length."""
    window = np.minimum(context_tokens, setup.window_tokens)
    whole = (
        setup.cache_bytes_per_token * context_tokens
        + setup.window_cache_bytes_per_token * window
        + setup.fixed_cache_bytes
    )
    return whole / setup.cache_ways


def decode_step_s(
    setup: Setup, efficiency: Efficiency, batch: Numbers, context_tokens: Numbers
) -> Numbers:
    """Return the time in which every sequence of a batch gains one token, without engine losses."""
    weights = setup.other_weight_bytes + setup.expert_weight_bytes * experts_read(setup, batch)
    cache = batch * cache_bytes(setup, context_tokens)
    memory = (weights + cache) / (setup.bytes_per_s * efficiency.bandwidth_share)
    window = np.minimum(context_tokens, setup.window_tokens)
    attention = (
        setup.decode_flop_per_token_and_context * context_tokens
        + setup.window_flop_per_token_and_context * window
    )
    arithmetic = batch * _arithmetic_s(setup, efficiency, attention)
    per_layer = (
        efficiency.layer_s
        + efficiency.routed_layer_s * (np.asarray(setup.experts) > 1)
        + efficiency.reduction_s * (np.asarray(setup.tensor_ways) > 1)
    )
    overhead = efficiency.step_s + batch * efficiency.sequence_s + setup.layers * per_layer
    return memory + arithmetic + overhead + _exchange_s(setup, batch)


def prefill_s(setup: Setup, efficiency: Efficiency, input_tokens: Numbers) -> Numbers:
    """Return the time to read one prompt, without engine losses."""
    context = np.asarray(input_tokens) / 2
    window = np.minimum(context, setup.window_tokens)
    attention = (
        setup.prefill_flop_per_token_and_context * context
        + setup.window_flop_per_token_and_context * window
    )
    arithmetic = input_tokens * _arithmetic_s(setup, efficiency, attention)
    return arithmetic + _exchange_s(setup, input_tokens)


def token_time_s(
    setup: Setup,
    efficiency: Efficiency,
    batch: Numbers,
    input_tokens: Numbers,
    output_tokens: Numbers,
) -> Numbers:
    """Return the mean time between two tokens of one sequence, prompts of others included.

    In steady state each decode step has to pay for batch/output new prompts.
    """
    context = input_tokens + _OUTPUT_HALF * np.asarray(output_tokens)
    step = decode_step_s(setup, efficiency, batch, context)
    prompts = batch / np.asarray(output_tokens) * prefill_s(setup, efficiency, input_tokens)
    return (step + prompts) / efficiency.engine


def tokens_per_s(
    setup: Setup,
    efficiency: Efficiency,
    batch: Numbers,
    input_tokens: Numbers,
    output_tokens: Numbers,
) -> Numbers:
    """Return the output tokens per second of one replica."""
    return batch / token_time_s(setup, efficiency, batch, input_tokens, output_tokens)


def first_token_s(
    setup: Setup, efficiency: Efficiency, input_tokens: Numbers, batch: Numbers
) -> Numbers:
    """Return the time to the first token of an unloaded replica: a floor, not a forecast."""
    return (
        prefill_s(setup, efficiency, input_tokens)
        + decode_step_s(setup, efficiency, batch, input_tokens)
    ) / efficiency.engine


def _arithmetic_s(setup: Setup, efficiency: Efficiency, attention_flop: Numbers) -> Numbers:
    """Return the time of one token's products."""
    weights = setup.flop_per_token + setup.routed_flop_per_token / efficiency.routed_share
    seconds = weights / setup.flop_per_s + attention_flop / setup.attention_flop_per_s
    return seconds / (setup.accelerators * efficiency.arithmetic_share)


def _exchange_s(setup: Setup, tokens: Numbers) -> Numbers:
    """Return the time to send activations round the tensor-parallel accelerators."""
    ways = np.asarray(setup.tensor_ways)
    sent = _REDUCTIONS_PER_LAYER * 2 * setup.layers * tokens * setup.hidden * _ACTIVATION_BYTES
    return sent * (ways - 1) / ways / (_LINK_EFFICIENCY * setup.link_bytes_per_s)
