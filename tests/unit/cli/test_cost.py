"""`opendecide cost` prints bills that can be multiplied out, and the model's own errors."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from opendecide.cli import program
from opendecide.cli.bills import as_csv, as_text, crossings_as_text
from opendecide.model.costs import BreakEven

ROOT = Path(__file__).parents[3]
POINTS = ROOT / "tests" / "data" / "throughput_points.csv"
PROFILE = ROOT / "examples" / "property_insurer.yaml"
DEPLOYMENT = "gpt-6-luna@azure-openai-datazone-us"


def run(*words, lang="en"):
    return CliRunner().invoke(program, ["--lang", lang, "cost", *map(str, words)])


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


def printed_lines(text):
    """Read the lines of a printed bill back, as somebody with a pocket calculator would."""
    found = []
    for line in text.splitlines():
        cells = re.split(r"  +", line.strip())
        if line.startswith("  ") and len(cells) == 10:
            figures = [float(cells[at].replace(",", "")) for at in (1, 3, 4, 5)]
            found.append((cells[0], *figures, cells[9]))
    return found


@pytest.mark.parametrize(
    ("profile", "deployment"),
    [("property_insurer", "gpt-6-luna@azure-openai-datazone-us"),
     ("property_insurer", "qwen3.6-35b-a3b@azure-gpu"),
     ("clinic", "granite-4.0-h-small@own-premises"), ("illustrator", "stable-diffusion-xl@end-user-device"),
     ("machine_builder", "gpt-6-astra@chatgpt-business")],
)  # fmt: skip
def test_the_printed_lines_of_every_family_multiply_out_by_hand(profile, deployment):
    result = run(ROOT / "examples" / f"{profile}.yaml", "--deployment", deployment)
    assert result.exit_code == 0, result.output
    lines = printed_lines(result.output)
    assert lines
    for label, quantity, unit_price, years, amount, source in lines:
        assert quantity * unit_price * years == pytest.approx(amount, rel=2e-3), label
        assert re.search(r"20\d\d-\d\d-\d\d", source), label
    total = next(line for line in result.output.splitlines() if line.startswith("  total"))
    printed = float(re.split(r"  +", total.strip())[1].replace(",", ""))
    assert sum(line[4] for line in lines) == pytest.approx(printed, rel=0.06)


def test_the_break_even_stands_below_the_bills():
    result = run(PROFILE, "--format", "json")
    found = json.loads(result.output)["break_even"]
    assert {"volume", "utilisation", "accelerator_price", "staff", "api_price"} == {
        one["quantity"] for one in found
    }
    assert {one["direction"] for one in found} == {"above", "below"}


@pytest.mark.parametrize(
    ("deployment", "side"),
    [(DEPLOYMENT, "against"), ("qwen3.6-35b-a3b@azure-gpu", "deployment")],
)  # fmt: skip
def test_a_named_deployment_is_set_against_the_best_of_the_other_kind(deployment, side):
    result = run(PROFILE, "--deployment", deployment, "--format", "json")
    found = json.loads(result.output)["break_even"]
    assert {"volume", "api_price"} <= {one["quantity"] for one in found}
    assert {one[side].partition(":")[0] for one in found} == {deployment}
    text = run(PROFILE, "--deployment", deployment).output
    assert "break-even: " in text


def test_a_crossing_below_all_that_is_looked_at_is_no_figure(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    found = BreakEven(
        deployment="own", against="service", quantity="volume", unit="token/day", p10=0.0, p50=0.0,
        p90=9000.0, within_reach=True, today=55_000.0,
    )  # fmt: skip
    text = crossings_as_text([found])
    assert re.search(r"volume +above +always +always +9,000 +55,000", text)
    assert "always: at every volume looked at, from the smallest on" in text


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


def test_no_cell_of_a_bill_starts_a_formula(bill):
    line = {**bill["lines"][0], "source": "=HYPERLINK(1)", "workload": "-letters"}
    (row,) = csv.DictReader(io.StringIO(as_csv([{**bill, "lines": [line]}])))
    assert row["source"] == "'=HYPERLINK(1)"
    assert row["workload"] == "'-letters"


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "To be distrusted here: the speed of the model, guessed from its size alone"),
     ("fr", "À prendre ici avec réserve : la vitesse du modèle, devinée d’après sa seule taille")],
)  # fmt: skip
def test_a_bill_for_a_guessed_model_says_what_to_distrust(lang, said):
    profile = ROOT / "examples" / "machine_builder.yaml"
    result = run(profile, "--deployment", "granite-code-34b@azure-gpu", lang=lang)
    assert result.exit_code == 0, result.output
    assert said in re.sub("\u00a0|\u202f", " ", result.output)


def test_what_dominates_a_bill_is_said_in_words():
    text = run(PROFILE, "--deployment", DEPLOYMENT).output
    said = next(line for line in text.splitlines() if "The range comes mostly from" in line)
    assert "_" not in said


def test_a_bill_of_nothing_says_why_nothing_dominates_it(bill, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    nothing = {**bill, "lines": [], "dominant": [], "p10": 0.0, "p50": 0.0, "p90": 0.0}
    assert "There is no range: it costs nothing." in as_text(nothing)


def test_the_medians_of_lines_are_said_not_to_add_up():
    text = run(PROFILE, "--deployment", DEPLOYMENT).output
    assert "so that the lines need not add up to it" in text


def test_a_bill_without_anything_to_distrust_says_nothing_of_it():
    assert "distrusted" not in run(PROFILE, "--deployment", DEPLOYMENT).output


def test_where_nobody_passes_it_is_said_that_nothing_is_billed():
    nobody = ("--set", "budget.ceiling={amount: 1, currency: USD}", "--set", "budget.hard=true")
    assert run(PROFILE, *nobody).output.startswith("No deployment passes every gate, so nothing is")
    data = run(PROFILE, *nobody, "--format", "json")
    assert json.loads(data.output) == {"cost": [], "break_even": []}


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


TWO_PLACES = """
organisation: {name: Bank, country: DE, persona: regulated_enterprise}
data:
  classes:
    - {id: files, kind: financial, minimum_locus: own_premises, minimum_retention_level: stays_inside}
    - {id: pages, kind: public}
workloads:
  - {id: loans, task_type: extraction, languages: [en], volume: {requests_per_day: 20000}, data_classes: [files]}
  - {id: bot, task_type: chat_assistant, languages: [en], volume: {requests_per_day: 9000}, data_classes: [pages],
     quality: {minimum: 0.8, target: 0.95}, availability_minimum: 99.9}
team: {ml_fte: 4, ops_fte: 4, ml_level: advanced, delivery_fte: 4}
hardware: {accelerators: [{model: h100, count: 2, memory_gb: 80}], expandable: false}
obligations: {on_prem_only: [files]}
"""


def test_the_bills_of_a_combination_that_is_the_answer_come_first(tmp_path):
    profile = tmp_path / "bank.yaml"
    profile.write_text(TWO_PLACES, encoding="utf-8")
    found = json.loads(run(profile, "--format", "json").output)
    whole = found["combination"]
    parts = [one["deployment"] for one in whole["parts"]]
    assert sorted(parts) == sorted({one["deployment"] for one in whole["assignments"]})
    assert max(one["p50"] for one in whole["parts"]) < whole["p50"]
    assert whole["p50"] < sum(one["p90"] for one in whole["parts"])
    printed = run(profile).output
    heads = [printed.index(f"{one}, its share of the combination") for one in parts]
    assert max(heads) < printed.index("The combination: EUR")
    assert printed.index("The combination: EUR") < printed.index(
        f"\n{found['cost'][0]['deployment']}:"
    )
    rows = list(csv.DictReader(io.StringIO(run(profile, "--format", "csv").output)))
    assert rows[0]["deployment"] == parts[0]
    assert {one["part_of"] for one in rows} == {"combination", ""}


def test_where_one_deployment_is_the_answer_no_combination_is_billed():
    assert "combination" not in json.loads(run(PROFILE, "--format", "json").output)


def test_machines_are_named_and_what_nothing_is_bought_of_has_no_line():
    # A model for speech finds room on the machines of the main one: there are none of its own.
    printed = run(ROOT / "examples" / "clinic.yaml").output
    machines = [one for one in printed.splitlines() if "achines" in one and "20" in one]
    assert any(" x NVIDIA" in one for one in machines)
    for label, quantity, *_others in printed_lines(printed):
        assert quantity > 0, label
