"""Benchmarks write models, accelerators and precisions in many ways."""

import re
from pathlib import Path

import pytest

import opendecide.cost
from opendecide.cli.cost import known_architectures
from opendecide.cost.names import (
    SameArchitecture,
    find_accelerator,
    find_architecture,
    precision_of,
)
from opendecide.reading.yaml12 import read

FOLDER = Path(opendecide.cost.__file__).parent
MEASURED = read(FOLDER / "architectures.yaml").data
SAME = read(FOLDER / "same_architectures.yaml").data


@pytest.fixture(scope="module")
def architectures(catalog):
    return known_architectures(catalog)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("meta-llama/Llama-3.1-70B-Instruct", "llama-3.1-70b"),
     ("Qwen/Qwen2.5-72B-Instruct-AWQ", "qwen2.5-72b"), ("deepseek-r1-0528", "deepseek-r1"),
     ("Mixtral-8x7B-Instruct-v0.1-FP8", "mixtral-8x7b"), ("gemma-3-27b-it", "gemma-3-27b"),
     ("gpt-oss:120b", "gpt-oss-120b"), ("GPT-OSS 120B (high)", "gpt-oss-120b"),
     ("Kimi-K2-Instruct-0905", "kimi-k2"), ("Qwen3-235B-A22B-Thinking-2507", "qwen3-235b-a22b"),
     ("nvidia/Llama-3.3-70B-Instruct-FP4", "llama-3.3-70b"), ("qwen3-32b", "qwen3-32b"),
     ("nvidia/DeepSeek-R1-0528-NVFP4-v2", "deepseek-r1"), ("DeepSeek-V3.2-Exp", "deepseek-v3.2"),
     ("amd/Llama-3.1-405B-Instruct-FP8-KV", "llama-3.1-405b"),
     ("RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w4a16", "llama-3.1-8b"),
     ("Llama-3.1-8B-Instruct-Q4_K_M.gguf", "llama-3.1-8b"),
     ("llama3.1:8b-instruct-q4_K_M", "llama-3.1-8b"), ("LLAMA3.1_70B", "llama-3.1-70b"),
     ("meta-llama_Llama-3.1-8B-Instruct", "llama-3.1-8b"), ("Qwen_Qwen3-8B", "qwen3-8b"),
     ("models--Qwen--Qwen3-8B", "qwen3-8b"), ("Phi-3-medium-128k-instruct", "phi-3-medium"),
     ("Llama-3_3-Nemotron-Super-49B-v1_5", "llama-3.3-nemotron-super-49b"),
     ("OLMo-2-1124-7B-Instruct", "olmo-2-7b"), ("gptj-99.9", "gpt-j-6b"),
     ("llama2-70b-interactive-99", "llama-2-70b"), ("Mistral-Large-Instruct-2407", "mistral-large-2411")],
)  # fmt: skip
def test_a_checkpoint_has_the_architecture_of_its_model(written, meant, architectures):
    assert find_architecture(written, architectures) is architectures[meant]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Qwen3-Coder-480B-A35B-Instruct-FP8", "qwen3-coder-480b"), ("qwen3-235b", "qwen3-235b-a22b"),
     ("NVIDIA-Nemotron-3-Super-120B-A12B-FP8", "nemotron-3-super"), ("GLM-4.5-355B-A32B", "glm-4.5"),
     ("MiniMax-M2.5-230B-A10B", "minimax-m2.5"), ("kimi-k2-1t-a32b", "kimi-k2"),
     ("gpt-oss-120b-a5b", "gpt-oss-120b")],
)  # fmt: skip
def test_sizes_of_a_sparse_model_may_be_left_out_or_added(written, meant, architectures):
    assert find_architecture(written, architectures) is architectures[meant]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("DeepSeek-R1-Distill-Llama-70B", "llama-3.3-70b"), ("deepseek-r1:70b", "llama-3.3-70b"),
     ("DeepSeek-R1-Distill-Llama-8B", "llama-3.1-8b"), ("deepseek-r1:32b", "qwen2.5-32b"),
     ("DeepSeek-R1-Distill-Qwen-1.5B", "qwen2.5-1.5b"), ("QwQ-32B", "qwen2.5-32b"),
     ("DeepSeek-R1-0528-Qwen3-8B", "qwen3-8b"), ("Qwen3-VL-2B-Instruct", "qwen3-1.7b"),
     ("nvidia/Llama-3.1-Nemotron-70B-Instruct-HF", "llama-3.1-70b"),
     ("Qwen2.5-Coder-32B-Instruct", "qwen2.5-32b"), ("deepseek-v3.1-terminus", "deepseek-v3"),
     ("Mistral-Small-3.2-24B-Instruct-2506", "mistral-small-3.2")],
)  # fmt: skip
def test_a_model_made_from_another_has_the_architecture_of_that_one(written, meant, architectures):
    assert find_architecture(written, architectures) is architectures[meant]


@pytest.mark.parametrize(
    "written",
    ["deepseek-r1:8b", "command-r-plus", "Command R+", "c4ai-command-r-08-2024", "mistral-small",
     "mistral-large-4", "gemma-3n-E4B-it", "gemma-3-270m", "qwen3.5", "Llama-Guard-3-8B", "70b", "-"],
)  # fmt: skip
def test_a_name_that_means_another_model_or_several_is_not_guessed(written, architectures):
    assert find_architecture(written, architectures) is None


def test_sizes_that_differ_by_a_point_are_told_apart(architectures):
    small, large = (
        find_architecture(f"facebook/opt-{size}b", architectures) for size in ("1.3", "13")
    )
    assert (small.hidden, large.hidden) == (2048, 5120)
    assert find_architecture("opt1.3b", architectures) is small


def test_every_architecture_is_found_by_its_own_name_however_it_is_set(architectures):
    for name, one in architectures.items():
        for written in (name.upper(), f"maker/{name}-Instruct-FP8", name.replace("-", "_")):
            assert find_architecture(written, architectures) is one, written


def test_a_model_like_another_names_one_that_is_known(architectures):
    for name, one in SAME.items():
        assert name not in MEASURED
        same = SameArchitecture.model_validate(one)
        assert architectures[name] is architectures[same.same_as], name


def test_every_architecture_says_where_it_was_read_and_whether_a_second_source_agrees(
    architectures,
):
    for name in MEASURED:
        evidence = architectures[name].evidence
        confirmed = any(re.search(r"(^|; )confirmed", one.note or "") for one in evidence)
        alone = any("not confirmed" in (one.note or "") for one in evidence)
        assert confirmed or alone, name
        assert (len(evidence) > 1) == confirmed, name


def test_the_figures_of_an_architecture_fit_each_other(architectures):
    for name, one in architectures.items():
        assert 1 <= one.experts_per_token <= one.experts, name
        full = one.layers if one.full_attention_layers is None else one.full_attention_layers
        assert 1 <= full <= one.layers - one.window_layers or one.window_layers == 0, name
        assert (one.window is None) == (one.window_layers == 0), name
        if one.attention == "mla":
            assert one.latent_dim, name
        else:
            assert one.query_heads % one.kv_heads == 0, name
            assert 0.25 <= one.query_heads * one.head_dim / one.hidden <= 4, name


def test_attention_takes_a_plausible_share_of_the_parameters_that_a_name_tells(architectures):
    # The weights of attention follow from the figures; feed-forward layers and words take the rest.
    for name, one in architectures.items():
        size = re.search(r"-(\d+(?:\.\d+)?)b(?:-|$)", name)
        if name in SAME or one.attention == "mla" or one.experts > 1 or not size:
            continue
        layers = one.layers if one.full_attention_layers is None else (
            one.full_attention_layers + one.window_layers
        )  # fmt: skip
        width = 2 * one.query_heads * one.head_dim + 2 * one.kv_heads * one.head_dim
        share = layers * one.hidden * width / (float(size[1]) * 1e9)
        assert 0.01 <= share <= 0.45, (name, share)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("NVIDIA H100 80GB HBM3", "h100"), ("H100-SXM5-80GB", "h100"), ("h200_sxm", "h200"),
     ("MI300X", "mi300x"), ("8xMI325X", "mi325x"), ("8x H100 SXM", "h100"), ("H100x8", "h100"),
     ("4xA100-80GB", "a100"), ("A100 80GB PCIe", "a100-pcie"), ("A100-SXM4-40GB", "a100-40gb"),
     ("GB200 NVL72", "gb200"), ("B200-180GB", "b200"), ("DGX B200", "b200"), ("HGX H200", "h200"),
     ("RTX PRO 6000 Blackwell Server Edition", "rtx-pro-6000"), ("NVIDIA GH200 480GB", "gh200"),
     ("AMD Instinct MI355X OAM", "mi355x"), ("NVIDIA A100 Tensor Core GPU", "a100"),
     ("DGX Spark", "gb10"), ("Ryzen AI Max+ 395", "strix-halo"), ("NVIDIA L4 24GB", "l4"),
     ("M4 Max 40-core GPU", "apple-m4-max"), ("RTX4090 24GB", "rtx-4090"), ("A10G 24GB", "a10g")],
)  # fmt: skip
def test_an_accelerator_is_found_with_its_count_its_system_and_its_memory(written, meant, catalog):
    assert find_accelerator(written, catalog.accelerators).id == meant


def test_a_mac_has_the_memory_that_its_name_says(catalog):
    studio = find_accelerator("Apple M3 Ultra 512GB", catalog.accelerators)
    assert (studio.id, studio.memory_gb) == ("apple-m3-ultra", 512)
    assert studio.bandwidth_tb_s == catalog.accelerators["apple-m3-ultra"].bandwidth_tb_s


@pytest.mark.parametrize(
    "written",
    ["A100-PCIE-40GB", "V100 16GB", "H20 141GB", "RTX 4060 Ti 8GB", "MI308X", "B100", "x8"],
)
def test_a_card_with_other_memory_or_another_chip_is_not_guessed(written, catalog):
    assert find_accelerator(written, catalog.accelerators) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [("fp8_block", "fp8"), ("FP8-dynamic", "fp8"), ("fp8_e5m2", "fp8"), ("W8A8-SQ", "fp8"),
     ("int8", "fp8"), ("GPTQ-Int8", "fp8"), ("8bit", "fp8"), ("nvfp4", "nvfp4"),
     ("modelopt_fp4", "nvfp4"), ("w4a4_nvfp4", "nvfp4"), ("mxfp4", "mxfp4"),
     ("w4a16_mxfp4", "mxfp4"), ("w4a16", "int4"), ("awq_marlin", "int4"), ("gptq-int4", "int4"),
     ("bnb-nf4", "int4"), ("q4_k_m", "q4_k_m"), ("UD-Q4_K_XL", "q4_k_m"), ("Q8_0", "fp8"),
     ("torch.bfloat16", "bf16"), ("FP16/BF16", "bf16"), ("BF16 (FP8 KV cache)", "bf16"),
     ("FP8-KV", "fp8"), ("fp32", None), ("Q5_K_M", None),
     ("mixed", None)],
)  # fmt: skip
def test_a_longer_name_of_a_precision_is_read_for_what_it_says_of_the_weights(written, meant):
    assert precision_of(written) == meant
