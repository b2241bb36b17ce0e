"""Time = read the weights + read the cache + do the arithmetic + overhead.

Every function works element by element, so a setup may be one replica or an array of them.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = Floats | float

_OUTPUT_HALF = 0.5
_ACTIVATION_BYTES = 2.0
READ_AND_WRITTEN = 2.0
"""A state is replaced in each step; a cache is only added to."""
LINK_EFFICIENCY = 0.7
"""Share of what a link carries that an exchange reaches."""
PCIE_BYTES_PER_S = 64e9
"""Per direction, what sixteen lanes of the fifth generation carry: no bus is faster."""


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
    state_bytes: Numbers
    """Per sequence, whatever its length (linear attention); shared out among all accelerators."""
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
    """Pairs of a mixer and a feed-forward network."""
    expert_layers: Numbers
    expert_width: Numbers
    """Of the inner state of one routed expert."""
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
    sent_per_layer: Numbers
    """Widths of the hidden state that an accelerator sends in a layer for each token of a batch."""
    stages: Numbers
    """Groups of layers that a token passes one after the other, each on an accelerator (1: none).

    Each has a share of the batch at a time, and reads its weights anew for every share.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Efficiency:
    """Fitted constants as they apply to a setup."""

    bandwidth_share: Numbers
    unpacking_s_per_byte: Numbers
    """On top, per byte of weights, where an engine cannot take them up as fast as they come."""
    arithmetic_share: Numbers
    widened_share: Numbers
    """What is left of that for products with weights that are made wider for each of them."""
    narrow_width: Numbers
    """Of an expert whose products with the few tokens of a decoding step take twice as long as they
    would in a matrix without end."""
    tile_tokens: Numbers
    """As if so many more tokens came to every expert, whenever a piece of prompts is read."""
    piece_tokens: Numbers
    """Tokens of prompts that an engine reads at once."""
    uneven: Numbers
    """How much longer the experts are read where they are shared out among accelerators."""
    step_s: Numbers
    sequence_s: Numbers
    """Per sequence and step: scheduling, sampling, writing out."""
    layer_s: Numbers
    routed_layer_s: Numbers
    """On top, per layer in which tokens are routed."""
    reduction_s: Numbers
    """Per layer and doubling of the accelerators that add up."""
    bus_slowness: Numbers
    """How much longer a reduction takes to begin over a bus than over a link made for it."""
    bus_detour: Numbers
    """How many times what is exchanged passes a bus: through the memory of the computer."""
    likeness: Numbers
    """Exponent of the batch: as many tokens as that would touch its experts if none were alike."""
    engine: Numbers


class Coefficients(NamedTuple):
    """Seconds of a setup before engine losses: what every time below is made of.

    A decode step takes `fixed + experts·f(B) + B·(sequence + context·S + window·min(S, w))`, and a
    prompt `I·(prompt + prompt_context·I/2 + prompt_window·min(I/2, w))`.
    """

    fixed: Numbers
    """Read the weights that every step needs; launch; collective latency."""
    experts: Numbers
    """Read all routed experts."""
    sequence: Numbers
    """Per sequence: arithmetic with the weights, scheduling, exchange of activations."""
    context: Numbers
    """Per sequence and token of context: read the cache, attend."""
    window: Numbers
    """The same for layers that see a window only."""
    prompt: Numbers
    prompt_context: Numbers
    prompt_window: Numbers


def coefficients(setup: Setup, efficiency: Efficiency) -> Coefficients:
    """Return the seconds that a setup's times are made of."""
    bytes_per_s = setup.bytes_per_s * np.asarray(efficiency.bandwidth_share)
    # Weights are read in every stage, for each share of the batch.
    read_s = setup.stages * (1.0 / bytes_per_s + np.asarray(efficiency.unpacking_s_per_byte))
    cache_per_s = bytes_per_s * setup.cache_ways
    share = setup.accelerators * np.asarray(efficiency.arithmetic_share)
    attention = setup.attention_flop_per_s * share
    narrow = 1.0 + np.asarray(efficiency.narrow_width) / setup.expert_width
    to_an_expert = efficiency.piece_tokens * np.asarray(setup.experts_per_token) / setup.experts
    tiled = 1.0 + np.asarray(efficiency.tile_tokens) / to_an_expert
    flop_per_s = setup.flop_per_s * share * np.asarray(efficiency.widened_share)
    bus = np.asarray(setup.link_bytes_per_s) <= PCIE_BYTES_PER_S
    detour = 1.0 + (np.asarray(efficiency.bus_detour) - 1.0) * bus
    exchange = _exchange_s(setup) * detour
    slowness = 1.0 + (np.asarray(efficiency.bus_slowness) - 1.0) * bus
    rounds = np.log2(np.asarray(setup.tensor_ways))
    per_layer = efficiency.layer_s + efficiency.reduction_s * slowness * rounds
    uneven = 1.0 + (np.asarray(efficiency.uneven) - 1.0) * (rounds > 0)
    window = setup.window_flop_per_token_and_context / attention
    return Coefficients(
        fixed=setup.other_weight_bytes * read_s
        + setup.stages * np.asarray(efficiency.step_s)
        + setup.layers * per_layer
        + setup.expert_layers * np.asarray(efficiency.routed_layer_s),
        experts=setup.expert_weight_bytes * read_s * uneven,
        sequence=(setup.flop_per_token + setup.routed_flop_per_token * narrow) / flop_per_s
        + exchange
        + efficiency.sequence_s
        + READ_AND_WRITTEN * np.asarray(setup.state_bytes) / bytes_per_s,
        context=setup.cache_bytes_per_token / cache_per_s
        + setup.decode_flop_per_token_and_context / attention,
        window=setup.window_cache_bytes_per_token / cache_per_s + window,
        prompt=(setup.flop_per_token + setup.routed_flop_per_token * tiled) / flop_per_s + exchange,
        prompt_context=setup.prefill_flop_per_token_and_context / attention,
        prompt_window=window,
    )


def experts_read(setup: Setup, efficiency: Efficiency, batch: Numbers) -> Numbers:
    """Return the share of the routed experts that a batch touches."""
    unlike = unlike_tokens(np.asarray(batch) / setup.stages, efficiency.likeness)
    return np.asarray(1.0 - missed_per_token(setup) ** unlike)


def unlike_tokens(batch: Numbers, likeness: Numbers) -> Numbers:
    """Return how many tokens that are routed by chance would touch as many experts as a batch.

    Tokens of texts are alike, and so are the experts that they go to. One token is one.
    """
    return np.asarray(np.maximum(batch, 1.0) ** np.asarray(likeness))


def missed_per_token(setup: Setup) -> Numbers:
    """Return the share of the routed experts that one token leaves alone."""
    return np.asarray(1.0 - np.asarray(setup.experts_per_token) / setup.experts)


def cache_bytes(setup: Setup, context_tokens: Numbers) -> Numbers:
    """Return the bytes of one sequence's cache on one accelerator, at this context length."""
    whole = setup.cache_bytes_per_token * np.asarray(context_tokens)
    if np.any(setup.window_tokens):
        window = np.minimum(context_tokens, setup.window_tokens)
        whole = whole + setup.window_cache_bytes_per_token * window
    return np.asarray(whole / setup.cache_ways + setup.state_bytes)


def decode_step_s(
    setup: Setup, efficiency: Efficiency, batch: Numbers, context_tokens: Numbers
) -> Numbers:
    """Return the time in which every sequence of a batch gains one token, without engine losses."""
    found = coefficients(setup, efficiency)
    window = np.minimum(context_tokens, setup.window_tokens)
    sequence = found.sequence + found.context * np.asarray(context_tokens) + found.window * window
    return np.asarray(
        found.fixed + found.experts * experts_read(setup, efficiency, batch) + batch * sequence
    )


def prefill_s(setup: Setup, efficiency: Efficiency, input_tokens: Numbers) -> Numbers:
    """Return the time to read one prompt, without engine losses."""
    found = coefficients(setup, efficiency)
    half = np.asarray(input_tokens) / 2
    window = np.minimum(half, setup.window_tokens)
    token = found.prompt + found.prompt_context * half + found.prompt_window * window
    return np.asarray(input_tokens * token)


def prompt_alone_s(
    setup: Setup, efficiency: Efficiency, input_tokens: Numbers, prompts: Numbers
) -> Numbers:
    """Return the time to read one prompt while nothing is written, without engine losses.

    Every piece reads the weights and launches by itself, where in a server they come with the steps
    that write. Groups of layers take turns: with few pieces most of them wait.

    Args:
        setup: The replica.
        efficiency: Its constants.
        input_tokens: Of each prompt.
        prompts: That are there at once.
    """
    there = np.maximum(np.asarray(input_tokens) * prompts, 1.0)
    piece = np.minimum(efficiency.piece_tokens, there)
    alone = replace(efficiency, piece_tokens=piece)
    found = coefficients(setup, alone)
    launch = found.fixed + found.experts * experts_read(setup, alone, piece * setup.stages)
    pieces = there / piece
    in_turn = (pieces + setup.stages - 1.0) / pieces
    passes = np.asarray(input_tokens) / piece
    return np.asarray(
        (prefill_s(setup, alone, input_tokens) + passes * launch / setup.stages) * in_turn
    )


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


def _exchange_s(setup: Setup) -> Numbers:
    """Return the time to send one token's activations to the accelerators that need them."""
    sent = setup.sent_per_layer * np.asarray(setup.layers) * setup.hidden * _ACTIVATION_BYTES
    return np.asarray(sent / (LINK_EFFICIENCY * setup.link_bytes_per_s))
