"""The speed model against published measurements."""

import csv
import json
from pathlib import Path
from statistics import mean, median

import pytest

from opendecide.cli.cost import known_architectures, known_sizes
from opendecide.cost import parameters
from opendecide.cost.accuracy import COLUMNS, evaluate
from opendecide.cost.names import engine_family, find_accelerator, find_architecture, precision_of
from opendecide.cost.points import generic_architecture, read_point
from opendecide.reading.tables import read_rows

DATA = Path(__file__).parents[2] / "data"
POINTS = DATA / "throughput_points.csv"
FURTHER = DATA / "further_points.csv"
LATER = DATA / "later_points.csv"
SECOND = DATA / "second_points.csv"
THIRD = DATA / "third_points.csv"
FOURTH = DATA / "fourth_points.csv"
UNSEEN = DATA / "unseen_speed.csv"
SOURCES = DATA / "throughput_points.md"
FIELDS = {
    "points", "unpredicted", "median_absolute_error", "within_1_5x", "within_2x",
    "interval_80_coverage",
}  # fmt: skip


@pytest.fixture(scope="module")
def architectures(catalog):
    return known_architectures(catalog)


@pytest.fixture(scope="module")
def rows():
    return read_rows(POINTS, COLUMNS)


@pytest.fixture(scope="module")
def found(rows, catalog, architectures):
    return evaluate(rows, architectures, catalog.accelerators)


def test_the_development_points_are_met_as_published(found):
    overall = found.overall
    assert overall.points == 396
    assert overall.unpredicted == 0
    assert overall.median_absolute_error <= 0.14
    assert overall.within_2x >= 0.95
    assert 0.72 <= overall.interval_80_coverage <= 0.88


@pytest.fixture(scope="module")
def further():
    return read_rows(FURTHER, COLUMNS)


@pytest.fixture(scope="module")
def later():
    return read_rows(LATER, COLUMNS)


@pytest.fixture(scope="module")
def second():
    return read_rows(SECOND, COLUMNS)


@pytest.fixture(scope="module")
def third():
    return read_rows(THIRD, COLUMNS)


@pytest.fixture(scope="module")
def fourth():
    return read_rows(FOURTH, COLUMNS)


@pytest.mark.parametrize(
    ("which", "points", "off", "within_2x"),
    [("further", 248, 0.14, 0.95), ("later", 227, 0.14, 0.95), ("second", 161, 0.14, 0.94),
     ("third", 170, 0.16, 0.89), ("fourth", 177, 0.16, 0.89)],
)  # fmt: skip
def test_points_that_were_collected_later_are_met_too(
    which, points, off, within_2x, request, catalog, architectures
):
    rows = request.getfixturevalue(which)
    found = evaluate(rows, architectures, catalog.accelerators, known_sizes(catalog))
    assert (found.overall.points, found.overall.unpredicted) == (points, 0)
    assert found.overall.median_absolute_error <= off
    assert found.overall.within_2x > within_2x


@pytest.fixture(scope="module")
def every(rows, further, later, second, third, fourth):
    return (*rows, *further, *later, *second, *third, *fourth)


def test_every_point_names_where_it_was_published_and_under_what_terms(every):
    terms = SOURCES.read_text(encoding="utf-8")
    for row in every:
        assert row["source_ref"], row["point_id"]
        assert f"`{row['source_group']}`" in terms, row["source_group"]
    assert len({row["point_id"] for row in every}) == 396 + 248 + 227 + 161 + 170 + 177


@pytest.mark.parametrize("which", ["third", "fourth"])
def test_what_came_last_is_none_of_what_was_there(which, every, request):
    def measured(row):
        return row["model"], row["gpu"].lower(), row["metric"], row["isl"], float(row["value"])

    came = request.getfixturevalue(which)
    first = next(place for place, row in enumerate(every) if row is came[0])
    before = every[:first]
    assert not {measured(row) for row in before} & {measured(row) for row in came}
    assert len({measured(row) for row in came}) == len(came)
    assert not {row["source_group"] for row in before} & {row["source_group"] for row in came}


def predicted(without, rows):
    """Return predicted over measured, and whether the interval held, of predictions kept."""
    measured = {row["point_id"]: float(row["value"]) for row in rows}
    with UNSEEN.open(encoding="utf-8", newline="") as file:
        kept = [row for row in csv.DictReader(file) if row["without"] == without]
    kept = [row for row in kept if row["point_id"] in measured]
    assert {row["point_id"] for row in kept} == set(measured)
    ratio = [float(row["p50"]) / measured[row["point_id"]] for row in kept]
    inside = [float(row["p10"]) <= measured[row["point_id"]] <= float(row["p90"]) for row in kept]
    return ratio, inside


def test_what_came_the_third_time_was_met_before_anything_was_fitted_to_it(second):
    ratio, inside = predicted("before_fit", second)
    assert median(abs(one - 1) for one in ratio) < 0.14
    assert mean(0.5 <= one <= 2 for one in ratio) > 0.93
    assert 0.76 <= mean(inside) <= 0.84


def test_what_new_publishers_measured_was_met_worse_than_any_fit_had_promised(third):
    """Kept as it was: the terms and the wider interval of today came of it."""
    ratio, inside = predicted("before_fit", third)
    assert 0.20 < median(abs(one - 1) for one in ratio) < 0.24
    assert 0.83 < mean(0.5 <= one <= 2 for one in ratio) < 0.86
    assert 0.58 < mean(inside) < 0.63


def test_half_a_hundred_new_publishers_were_met_within_a_fifth_before_any_fit(fourth):
    """Of all but the Radeon cards, which nobody knew then."""
    radeon = {"R9700", "RX7900XTX"}
    ratio, inside = predicted("before_fit", [row for row in fourth if row["gpu"] not in radeon])
    assert median(abs(one - 1) for one in ratio) < 0.20
    assert 0.87 < mean(0.5 <= one <= 2 for one in ratio) < 0.90
    assert 0.72 < mean(inside) < 0.76


@pytest.mark.parametrize(("which", "least"), [("third", 0.72), ("fourth", 0.70)])
def test_by_the_terms_of_today_a_fit_to_the_others_meets_them(which, least, request):
    ratio, inside = predicted(which, request.getfixturevalue(which))
    assert median(abs(one - 1) for one in ratio) < 0.20
    assert mean(0.5 <= one <= 2 for one in ratio) > 0.87
    assert least <= mean(inside) <= 0.88


@pytest.mark.parametrize("without", ["model", "accelerator", "source", "engine"])
def test_what_a_fit_has_not_seen_is_met_nearly_as_well(without, every):
    ratio, inside = predicted(without, every)
    assert median(abs(one - 1) for one in ratio) < 0.172
    assert mean(0.5 <= one <= 2 for one in ratio) > 0.945
    assert 0.76 <= mean(inside) <= 0.88


def test_the_interval_is_honest_for_every_kind_of_model_and_machine(every, catalog, architectures):
    found = evaluate(every, architectures, catalog.accelerators, known_sizes(catalog))
    kinds: dict[str, list[dict[str, str]]] = {}
    for row, one in zip(every, found.predictions, strict=True):
        for kind in (one.point.group, "sparse" if one.point.sparse else "dense"):
            kinds.setdefault(kind, []).append(row)
    enough = {kind: rows for kind, rows in kinds.items() if len(rows) >= 30}
    assert {"sparse", "dense", "hopper", "cdna", "rdna", "apple", "ada"} < set(enough)
    for kind, rows in enough.items():
        _, inside = predicted("source", rows)
        by_chance = 2 * (0.8 * 0.2 / len(rows)) ** 0.5  # 80 % of so few are not to be had exactly
        assert abs(mean(inside) - 0.8) <= max(0.1, by_chance), kind


def test_no_model_accelerator_or_engine_is_far_off(found):
    for group in (found.by_model, found.by_accelerator, found.by_engine, found.by_load):
        assert group
        for name, one in group.items():
            if one.points >= 5:
                assert one.median_absolute_error < 0.38, name


def test_the_fields_are_those_of_the_contract(found):
    fields = found.fields()
    assert set(fields["overall"]) == FIELDS
    for group in ("by_model", "by_accelerator", "by_engine", "by_load"):
        assert all(set(one) == FIELDS for one in fields[group].values())
    assert sum(one["points"] for one in fields["by_load"].values()) == 396


def test_an_unknown_accelerator_is_counted_with_the_reason(rows, catalog, architectures):
    strange = [{**rows[0], "gpu": "X9000"}, {**rows[1], "weight_precision": "int1"}, rows[2]]
    found = evaluate(strange, architectures, catalog.accelerators)
    assert found.overall.points == 1
    assert found.overall.unpredicted == 2
    assert found.unpredicted == {"unknown_accelerator": 1, "unknown_precision": 1}
    assert found.by_accelerator["X9000"].unpredicted == 1
    assert found.by_accelerator["X9000"].median_absolute_error is None


def test_an_unknown_model_gets_a_guessed_architecture_and_a_wider_interval(rows, catalog):
    guessed = evaluate(rows, {}, catalog.accelerators)
    assert guessed.overall.points == 396
    assert guessed.overall.median_absolute_error < 0.30
    known = evaluate(rows[:1], {}, catalog.accelerators).predictions[0]
    assert known.p90 / known.p10 > 1.5


def test_where_few_measurements_stand_behind_a_constant_the_interval_is_wider(
    further, catalog, architectures
):
    ratios: dict[str, set[float]] = {}
    found = evaluate(further, architectures, catalog.accelerators, known_sizes(catalog))
    for one in found.predictions:
        if one.point.sparse:
            continue
        ratios.setdefault(one.point.accelerator, set()).add(round(one.p90 / one.p10, 6))
    usual, wide = ratios["RTX4090"], ratios["V100"]
    assert len(usual) == len(wide) == 1
    assert max(wide) / max(usual) == pytest.approx(parameters.WEAK_WIDENING.value**2)


def test_an_engine_of_desks_is_less_sure_on_a_card_for_data_centres(rows, catalog, architectures):
    """Its losses were measured on consumer cards and Macs, those of an H100 with server engines."""
    desk = next(one for one in rows if one["gpu"] == "RTX4090" and one["isl"] == "0")
    centre = {**desk, "gpu": "H100"}

    def spread(row):
        (one,) = evaluate([row], architectures, catalog.accelerators).predictions
        return one.p90 / one.p10

    served = {**centre, "engine": "vllm"}
    assert spread(desk) == pytest.approx(spread(served))
    assert spread(centre) == pytest.approx(spread(served) * parameters.WEAK_WIDENING.value**2)


def test_a_known_model_needs_no_parameter_counts(rows, catalog, architectures):
    sizes = known_sizes(catalog)
    row = next(one for one in rows if one["model"] == "gpt-oss-120b")
    blank = {**row, "params_total_b": "", "params_active_b": ""}
    stated, known = (
        read_point(one, architectures, catalog.accelerators, sizes).setup for one in (row, blank)
    )
    assert known.expert_weight_bytes == pytest.approx(stated.expert_weight_bytes, rel=0.02)
    # A model that the catalogue does not offer has its size in its name.
    row = next(one for one in rows if one["model"] == "llama-3-8b")
    point = read_point({**row, "params_total_b": "", "params_active_b": ""}, architectures,
                       catalog.accelerators)  # fmt: skip
    assert point.setup.flop_per_token == pytest.approx(16e9)
    unknown = {**blank, "model": "nobody-knows-it"}
    found = evaluate([unknown], architectures, catalog.accelerators, sizes)
    assert found.unpredicted == {"unreadable_figure:params_total_b": 1}


def test_what_cannot_fit_is_refused_and_not_predicted(rows, catalog, architectures):
    row = {**rows[0], "model": "llama-3.1-405b", "params_total_b": "405", "params_active_b": "405",
           "weight_precision": "BF16", "gpu": "H100", "n_gpus": "1", "parallelism": ""}  # fmt: skip
    found = evaluate([row], architectures, catalog.accelerators)
    assert found.unpredicted == {"does_not_fit": 1}


def test_whoever_measured_it_had_room_for_the_requests_that_ran(third, catalog, architectures):
    """36B in 16 bits on a card of 80 GB: what is kept aside when one plans would leave none."""
    row = next(one for one in third if one["point_id"] == "third055")
    many, one = (
        evaluate([{**row, "concurrency": asked}], architectures, catalog.accelerators).predictions[
            0
        ]
        for asked in ("32", "1")
    )
    assert many.p50 > 4 * one.p50
    assert many.p10 < float(row["value"]) < many.p90


def test_a_rate_of_decoding_alone_is_not_charged_for_the_prompt(rows, catalog, architectures):
    row = next(one for one in rows if one["metric"] == "decode_tok_s")
    long = {**row, "isl": "4096"}

    def rate(one):
        return evaluate([one], architectures, catalog.accelerators).predictions[0].p50

    whole = rate({**long, "metric": "output_tok_s"})
    alone = rate(long)
    assert whole < alone < rate(row)
    # Without a prompt there is nothing else to charge for.
    assert rate(row) == pytest.approx(rate({**row, "metric": "output_tok_s"}), rel=1e-12)


@pytest.mark.parametrize(
    ("written", "family"),
    [("ollama 0.12", "llama.cpp"), ("MLX 0.29", "mlx"), ("NIM/TensorRT-LLM", "trtllm"), ("NIM 1.8 (vLLM)", "vllm"),
     ("NIM", "other"), ("llama.cpp b4000", "llama.cpp"), ("TGI 3", "other")],
)  # fmt: skip
def test_a_product_is_read_as_the_engine_that_it_says_it_runs(written, family):
    assert engine_family(written) == family


def test_guesses_grow_with_the_model():
    small, large = generic_architecture(8e9, 8e9), generic_architecture(70e9, 70e9)
    assert small.layers < large.layers
    assert small.hidden < large.hidden
    assert generic_architecture(120e9, 5e9).experts > 1


@pytest.mark.parametrize("column", ["n_gpus", "params_total_b", "kv_bytes", "isl", "value"])
@pytest.mark.parametrize("figure", ["nan", "inf", "-inf", "-1", "1e308", "many"])
def test_a_figure_that_no_machine_has_is_counted_and_spoils_no_other(rows, catalog, column, figure):
    found = evaluate([{**rows[0], column: figure}, rows[1]], {}, catalog.accelerators)
    assert (found.overall.points, found.overall.unpredicted) == (1, 1)
    assert found.unpredicted == {f"unreadable_figure:{column}": 1}
    json.dumps(found.fields(), allow_nan=False)


@pytest.mark.parametrize(
    ("column", "figure"),
    [("concurrency", "0"), ("osl", "0"), ("n_gpus", "0"), ("params_total_b", "0"),
     ("params_active_b", "9999"), ("kv_bytes", "1e9"), ("parallelism", "rep0"),
     ("parallelism", "tp0"), ("parallelism", "tp1_rep99"), ("n_gpus", "2.5")],
)  # fmt: skip
@pytest.mark.filterwarnings("error")
def test_a_load_without_a_request_and_a_model_without_weights_have_no_speed(
    rows, catalog, architectures, column, figure
):
    found = evaluate([{**rows[0], column: figure}, rows[1]], architectures, catalog.accelerators)
    assert (found.overall.points, found.overall.unpredicted) == (1, 1)
    assert found.unpredicted == {f"unreadable_figure:{column}": 1}


@pytest.mark.parametrize("metric", ["", "requests_per_s", "total_tok_s"])
def test_what_was_measured_in_another_unit_is_not_read_as_tokens_of_answers(
    rows, catalog, architectures, metric
):
    found = evaluate([{**rows[0], "metric": metric}], architectures, catalog.accelerators)
    assert found.unpredicted == {"unknown_metric": 1}


@pytest.mark.parametrize(
    ("written", "meant"),
    [("H100", "h100"), ("RTXPRO6000", "rtx-pro-6000"), ("RTX4070Ti", "rtx-4070-ti"),
     ("M3Max40", "apple-m3-max"), ("M2Ultra76", "apple-m2-ultra"), ("H200NVL", "h200-nvl"),
     ("GB200", "gb200"), ("MI325X", "mi325x"), ("A6000", "rtx-a6000"), ("RTX4070", "rtx-4070"),
     ("NVIDIA A100-SXM4-80GB", "a100"), ("A100-SXM4-40GB", "a100-40gb"), ("RTX4080", "rtx-4080"),
     ("NVIDIA H100 80GB HBM3", "h100"), ("M2Ultra60", "apple-m2-ultra"), ("M3Max30", "apple-m3-max-30"),
     ("NVIDIA GeForce RTX 4090", "rtx-4090"), ("H20", "h20")],
)  # fmt: skip
def test_accelerators_are_found_however_they_are_written(written, meant, catalog):
    assert find_accelerator(written, catalog.accelerators).id == meant


@pytest.mark.parametrize("written", ["H10", "RTX", "A100-24GB", "M9Max", ""])
def test_an_accelerator_that_nobody_sells_is_not_guessed(written, catalog):
    assert find_accelerator(written, catalog.accelerators) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [("meta-llama/Llama-3.1-8B-Instruct", "llama-3.1-8b"), ("llama2-70b-99.9", "llama-2-70b"),
     ("Qwen/Qwen3-235B-A22B-Instruct-2507-FP8", "qwen3-235b-a22b"), ("Kimi-K2.5", "kimi-k2.5"),
     ("Llama-4-Maverick-17B-128E-Instruct", "llama-4-maverick"), ("GLM-4.5-Air", "glm-4.5-air"),
     ("nvidia/DeepSeek-R1-FP4", "deepseek-r1"), ("Mistral-Large-2411", "mistral-large-2411")],
)  # fmt: skip
def test_models_are_found_whatever_their_checkpoint_is_called(written, meant, architectures):
    assert find_architecture(written, architectures) is architectures[meant]


def test_a_model_that_is_not_known_gets_no_architecture_of_another(architectures):
    for written in ("Llama-9-8B", "Qwen3", "GPT", ""):
        assert find_architecture(written, architectures) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [("BF16", "bf16"), ("F16", "bf16"), ("FP8", "fp8"), ("Q4_K_M", "q4_k_m"), ("INT4-AWQ", "int4"),
     ("NVFP4", "nvfp4"), ("W4A16", "int4"), ("int1", None)],
)  # fmt: skip
def test_precisions_are_understood_in_any_spelling(written, meant):
    assert precision_of(written) == meant


def test_macs_on_a_desk_share_the_constants_of_macs_on_a_lap(catalog):
    cards = catalog.accelerators
    assert parameters.family(cards["apple-m2-ultra"]) == parameters.family(cards["apple-m1-max"])


def test_every_catalogued_accelerator_has_constants_for_its_arithmetic(catalog):
    for card in catalog.accelerators.values():
        group = parameters.family(card)
        for arithmetic in ("bf16", "fp8", "fp4"):
            has = {"bf16": True, "fp8": card.fp8_tflops, "fp4": card.fp4_tflops}[arithmetic]
            if has:
                parameters.efficiency(group, arithmetic, "vllm")


def test_replicas_side_by_side_share_the_load(rows, catalog, architectures):
    row = next(row for row in rows if row["parallelism"] == "tp1_rep8")
    point = read_point(row, architectures, catalog.accelerators)
    assert point.replicas == 8
    assert point.setup.accelerators == 1
