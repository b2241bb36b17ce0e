"""Figures of architectures, against what was counted in the published weights."""

import pytest

from opendecide.cli.cost import known_architectures
from opendecide.cost.memory import Layout, Shape, held_bytes_per_token, setup, weight_bytes
from opendecide.cost.precision import name_of, precision
from opendecide.reading.catalog import load_catalog

CATALOG = load_catalog()
KNOWN = known_architectures(CATALOG)


@pytest.mark.parametrize(
    ("model", "feed_forward", "words", "tables", "norms", "counted"),
    [
        ("command-a", 36_864, 256_000, 1, 1, 111_057_580_032),
        ("devstral-2", 28_672, 131_072, 2, 2, 125_025_988_608),
        ("eurollm", 16_384, 128_000, 2, 2, 22_637_328_384),
        ("glm-4-32b", 23_040, 151_552, 2, 4, 32_566_081_536),
        ("granite-4.1-8b", 12_800, 100_352, 2, 2, 8_791_592_960),
        ("smollm3", 11_008, 128_256, 1, 2, 3_075_098_624),
    ],
)
def test_layers_width_and_heads_make_the_parameters_counted(
    model, feed_forward, words, tables, norms, counted
):
    one = KNOWN[model]
    queries_and_output = 2 * one.hidden * one.query_heads * one.head_dim
    keys_and_values = 2 * one.hidden * one.kv_heads * one.head_dim
    layer = (
        queries_and_output + keys_and_values + 3 * one.hidden * feed_forward + norms * one.hidden
    )
    assert one.layers * layer + tables * words * one.hidden + one.hidden == counted


@pytest.mark.parametrize(
    ("model", "least", "most"),
    [("deepseek-v4-flash", 152, 156), ("deepseek-v4-pro", 855, 865), ("kimi-k3", 1_540, 1_570)],
)
def test_experts_published_in_four_bits_take_four_bits(model, least, most):
    # The other weights of DeepSeek V4 were published in eight bits, those of Kimi K3 in sixteen.
    found, shape = CATALOG.models[model], shape_of(model)
    accelerator = CATALOG.accelerators["b200"]
    kept = precision(
        name_of(found.architecture.native_bits), sparse=True, accelerator=accelerator, engine="vllm"
    )
    replica = setup(shape, accelerator, Layout(accelerators=8), kept)
    assert least <= weight_bytes(replica) * 8 / 1e9 <= most


def shape_of(model):
    found = CATALOG.models[model]
    return Shape(
        architecture=found.architecture,
        parameters_total=found.parameters_total.value,
        parameters_active=found.parameters_active.value,
    )


@pytest.mark.parametrize(
    ("model", "width"),
    [
        ("deepseek-v3", 2048), ("gpt-oss-120b", 2880), ("kimi-k2", 2048), ("mixtral-8x7b", 14_336),
        ("llama-4-scout", 8192), ("llama-4-maverick", 8192), ("qwen3-235b-a22b", 1536),
        ("minimax-m2.5", 1536), ("qwen3.5-397b-a17b", 1024),
    ],
)  # fmt: skip
def test_the_width_of_an_expert_follows_from_counts_and_layers_that_have_experts(model, width):
    assert shape_of(model).expert_width == pytest.approx(width, rel=0.08)


@pytest.mark.parametrize(
    ("model", "layers", "state", "channels"),
    [
        # Gated DeltaNet: value heads of 128 by 128; keys and queries have 16 heads.
        ("qwen3.5-397b-a17b", 45, 64 * 128 * 128 * 4, (64 + 2 * 16) * 128),
        ("qwen3.6-27b", 48, 48 * 128 * 128 * 4, (48 + 2 * 16) * 128),
        ("qwen3.6-35b-a3b", 30, 32 * 128 * 128 * 4, (32 + 2 * 16) * 128),
        # Mamba-2: heads of 64, a state of 128, eight groups.
        ("nemotron-3-super", 40, 128 * 64 * 128 * 4, 128 * 64 + 2 * 8 * 128),
        # Kimi Delta Attention: keys, queries and values of 96 heads.
        ("kimi-k3", 69, 96 * 128 * 128 * 4, 3 * 96 * 128),
    ],
)
def test_linear_attention_keeps_a_state_and_the_last_steps_of_its_convolution(
    model, layers, state, channels
):
    kept = CATALOG.models[model].architecture.state_bytes
    assert kept == layers * (state + 3 * channels * 2)


def test_layers_with_a_window_do_not_grow_with_the_context():
    # MiMo-V2-Flash: 9 of 48 layers keep 4 keys of 192 and 4 values of 128 a token, in 16 bits.
    assert held_bytes_per_token(KNOWN["mimo-v2-flash"]) == 9 * 4 * (192 + 128) * 2


def test_active_parameters_of_kimi_k3_are_those_of_every_part():
    routed = 92 * 16 * 3 * 3_584 * 3_072
    shared = 92 * 2 * 3 * 7_168 * 3_072
    into_and_out_of_the_experts = 92 * (2 * 7_168 * 3_584 + 896 * 7_168)
    first_layer = 3 * 7_168 * 33_792
    linear = 69 * 5 * 7_168 * 96 * 128
    latent = 24 * (
        7_168 * 1_536 + 1_536 * 96 * 192 + 7_168 * 576 + 512 * 96 * 256 + 2 * 7_168 * 96 * 128
    )
    head = 163_840 * 7_168
    parts = (routed, shared, into_and_out_of_the_experts, first_layer, linear, latent, head)
    assert CATALOG.models["kimi-k3"].parameters_active.value == pytest.approx(sum(parts), rel=0.01)
    assert routed / 1e9 == pytest.approx(48.6, abs=0.1)


@pytest.mark.parametrize(
    ("model", "layers", "state", "channels"),
    [
        # Gated DeltaNet: value heads of 128 by 128; keys and queries have 16 heads.
        ("qwen3.5-0.8b", 18, 16 * 128 * 128 * 4, (16 + 2 * 16) * 128),
        ("qwen3.5-9b", 24, 32 * 128 * 128 * 4, (32 + 2 * 16) * 128),
        ("qwen3-next-80b-a3b", 36, 32 * 128 * 128 * 4, (32 + 2 * 16) * 128),
        # Mamba-2: twice as wide as the model, eight groups; Nano 9B keeps the width of Nano 12B.
        ("nemotron-h-8b", 24, 8_192 * 128 * 4, 8_192 + 2 * 8 * 128),
        ("nemotron-h-47b", 45, 16_384 * 256 * 4, 16_384 + 2 * 8 * 256),
        ("nemotron-h-56b", 54, 16_384 * 256 * 4, 16_384 + 2 * 8 * 256),
        ("nemotron-nano-9b-v2", 27, 10_240 * 128 * 4, 10_240 + 2 * 8 * 128),
        ("nemotron-nano-12b-v2", 28, 10_240 * 128 * 4, 10_240 + 2 * 8 * 128),
        # Mamba: twice as wide as the model, 16 values a channel in 16 bits, no groups.
        ("jamba-1.5-mini", 28, 8_192 * 16 * 2, 8_192),
        ("jamba-1.5-large", 63, 16_384 * 16 * 2, 16_384),
        # Lightning attention: 64 heads of 128 by 128, no convolution.
        ("minimax-text-01", 70, 64 * 128 * 128 * 4, 0),
    ],
)
def test_linear_attention_of_models_that_are_not_offered_keeps_a_state_too(
    model, layers, state, channels
):
    assert KNOWN[model].state_bytes == layers * (state + 3 * channels * 2)


def test_a_layer_that_keeps_no_cache_keeps_a_state_or_has_no_attention():
    # A picture is read once, and DeepSeek V4 caches a digest in the place of most tokens.
    other_reasons = {"llama-3.2-11b-vision", "llama-3.2-90b-vision"}
    other_reasons |= {"deepseek-v4-flash", "deepseek-v4-pro"}
    without = {
        name
        for name, one in KNOWN.items()
        if (one.full_attention_layers or one.layers) + one.window_layers < one.layers
        and not one.state_bytes
        and one.parts is None
    }
    assert without == other_reasons


@pytest.mark.parametrize(
    ("model", "mixers", "networks"),
    [
        ("llama-3.3-nemotron-super-49b", 49, 80),
        ("llama-3.1-nemotron-ultra-253b", 64, 81),
        ("nemotron-h-8b", 24 + 4, 24),
        ("nemotron-h-47b", 45 + 5, 48),
        ("nemotron-h-56b", 54 + 10, 54),
        ("nemotron-nano-9b-v2", 27 + 4, 25),
        ("nemotron-nano-12b-v2", 28 + 6, 28),
    ],
)
def test_where_a_layer_lacks_one_of_its_two_parts_the_parts_are_counted(model, mixers, networks):
    assert KNOWN[model].parts == mixers + networks


@pytest.mark.parametrize(
    ("model", "dense_layers"),
    [
        ("kimi-k2", 1), ("minimax-m3", 3), ("deepseek-v2", 1), ("deepseek-v2-lite", 1),
        ("moonlight-16b-a3b", 1), ("glm-4.5", 3), ("glm-4.6", 3), ("glm-4.5-air", 1),
        ("glm-4.7-flash", 1), ("ernie-4.5-21b-a3b", 1), ("mimo-v2-flash", 1),
        ("step-3.7-flash", 3), ("jamba-1.5-mini", 16), ("jamba-1.5-large", 36),
    ],
)  # fmt: skip
def test_layers_without_experts_are_not_counted_as_sparse(model, dense_layers):
    one = KNOWN[model]
    assert one.expert_layers == one.layers - dense_layers
