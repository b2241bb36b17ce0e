"""`opendecide cost` prints bills that can be multiplied out, and the model's own errors."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from opendecide.cli import program

ROOT = Path(__file__).parents[3]
POINTS = ROOT / "tests" / "data" / "throughput_points.csv"
PROFILE = ROOT / "examples" / "property_insurer.yaml"
DEPLOYMENT = "gpt-6-luna@azure-openai-datazone-us"


def run(*words):
    return CliRunner().invoke(program, ["cost", *map(str, words)])


@pytest.fixture(scope="module")
def bill():
    result = run(PROFILE, "--deployment", DEPLOYMENT, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)["cost"][0]


def test_a_printed_bill_multiplies_out(bill):
    assert bill["known"]
    for line in bill["lines"]:
        product = line["quantity"] * line["unit_price"] * line["factor"]
        assert line["central"] == pytest.approx(product)
        assert line["amount"]["p10"] <= line["amount"]["p50"] <= line["amount"]["p90"]
    assert len(bill["dominant"]) == 2


def test_every_printed_line_has_source_and_date_or_is_the_organisations_own(bill):
    for line in bill["lines"]:
        assert (line["source"] is None) == (line["as_of"] is None)
    assert all(line["source"] for line in bill["lines"] if line["component"] == "usage")


def test_text_and_csv_carry_the_same_lines(bill):
    text = run(PROFILE, "--deployment", DEPLOYMENT)
    table = run(PROFILE, "--deployment", DEPLOYMENT, "--format", "csv")
    assert text.exit_code == table.exit_code == 0
    assert "x years" in text.output
    rows = list(csv.DictReader(io.StringIO(table.output)))
    assert [row["line"] for row in rows] == [line["line"] for line in bill["lines"]]


def test_an_unknown_deployment_is_refused():
    result = run(PROFILE, "--deployment", "gpt-6-lunar@nowhere")
    assert result.exit_code == 1
    assert "gpt-6-lunar@nowhere" in result.output


def test_accuracy_prints_the_fields_of_the_contract():
    result = run("accuracy", POINTS, "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.output)
    assert found["overall"]["points"] == 396
    assert {"by_model", "by_accelerator", "by_engine", "by_load"} <= set(found)


def test_accuracy_as_text_names_every_engine():
    result = run("accuracy", POINTS)
    for engine in ("vllm", "sglang", "trtllm", "llama.cpp"):
        assert f"  {engine} " in result.output


def test_a_points_file_without_a_column_is_refused(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text("model,value\nx,1\n", encoding="utf-8")
    result = run("accuracy", path)
    assert result.exit_code == 1
    assert "point_id" in result.output
