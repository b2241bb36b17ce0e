"""The commands: exit codes, results on stdout, messages on stderr, and no traceback for a user's fault."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from opendecide import __version__
from opendecide.cli import COMMANDS, program
from opendecide.cli.init import PERSONAS
from opendecide.reading.codes import CODES
from opendecide.reading.profile import load_profile

EXAMPLES = Path(__file__).parents[3] / "examples"
CLINIC = str(EXAMPLES / "clinic.yaml")


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")


def run(*arguments):
    done = CliRunner().invoke(program, arguments)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_the_formats_are_those_of_the_report():
    from opendecide.cli import recommend
    from opendecide.report import render

    assert recommend.FORMATS == render.FORMATS


def test_help_lists_every_command():
    done = run("--help")
    assert done.exit_code == 0
    for name in COMMANDS:
        assert f"  {name}" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    done = run(name, "--help")
    assert done.exit_code == 0
    assert "Usage:" in done.stdout


def test_the_version_is_that_of_the_package():
    assert __version__ in run("--version").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["recomend"],
        ["recommend"],
        ["recommend", CLINIC, "--seed", "x"],
        ["recommend", CLINIC, "--samples", "3"],
        ["recommend", CLINIC, "-o", "report.xyz"],
        ["recommend", CLINIC, "--format", "xyz"],
        ["schema", "nothing"],
        ["init", "--persona", "king"],
        ["validate"],
        ["--nothing"],
    ],
)
def test_wrong_usage_exits_with_2(arguments):
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Usage:" in done.stderr
    assert done.stdout == ""


def test_a_valid_profile_is_said_to_be_so():
    done = run("validate", CLINIC)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{CLINIC}: no fault found\n"


def test_every_fault_of_every_file_is_reported(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("organisation: {name: X, country: XX}\nbuget: {}\n")
    done = run("validate", str(tmp_path / "a.yaml"), CLINIC, str(tmp_path / "b.yaml"))
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 6
    assert (
        "a.yaml:2:1: buget: There is no field 'buget' here. Did you mean 'budget'? [OD012]"
        in done.stderr
    )


def test_a_change_is_checked_in_every_profile_without_a_recommendation():
    lab = str(EXAMPLES / "enzyme_lab.yaml")
    done = run("validate", CLINIC, lab, "--set", "budget.horizon_years=5")
    assert (done.exit_code, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 2
    change = "workloads.discharge_letters.criticality=low"
    done = run("validate", CLINIC, lab, "--set", change)
    assert (done.exit_code, done.stdout) == (1, f"{CLINIC}: no fault found\n")
    assert done.stderr.startswith(f"{lab} --set {change}: workloads.discharge_letters.criticality:")
    assert "There is no entry 'discharge_letters' here." in done.stderr


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("budget.horizon_years=-5", f"{CLINIC} --set budget.horizon_years=-5: budget.horizon"),
        ("catalog.models.gpt-oss-12b.context_tokens=9", "Did you mean 'gpt-oss-120b'?"),
        ("budget.horizon_years", "A setting is path=value."),
    ],
)
def test_a_change_that_does_not_fit_is_a_fault(change, fault):
    done = run("validate", CLINIC, "--set", change)
    assert done.exit_code == 1
    assert fault in done.stderr
    assert run("validate", CLINIC).exit_code == 0


@pytest.mark.parametrize("persona", PERSONAS)
def test_what_init_writes_is_valid(tmp_path, persona):
    target = tmp_path / "x.yaml"
    done = run("init", "--persona", persona, "-o", str(target))
    assert (done.exit_code, done.stdout) == (0, "")
    assert load_profile(target).organisation.persona == persona
    assert (tmp_path / "profile.schema.json").is_file()
    lines = target.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=./profile.schema.json"
    assert lines[1] == "# $schema: ./profile.schema.json"


def test_init_in_french_writes_the_schema_that_an_editor_shows_in_french(tmp_path):
    done = run("init", "--lang", "fr", "-o", str(tmp_path / "x.yaml"))
    assert done.exit_code == 0
    written = json.loads((tmp_path / "profile.schema.json").read_bytes())
    printed = json.loads(run("schema", "profile", "--lang", "fr").stdout)
    assert written == printed
    assert printed["title"] == "Une organisation, pour opendecide"
    budget = printed["$defs"]["Budget"]["properties"]
    assert budget["horizon_years"]["description"].startswith("Années sur lesquelles")
    assert load_profile(tmp_path / "x.yaml").language == "fr"


def test_what_init_leaves_commented_is_valid_too(tmp_path):
    import re

    text = run("init").stdout
    body = text[text.index("organisation:") :]
    full = re.sub(r"(?m)^( *)# (?=( *)[a-z_]+:|  classes|    - )", r"\1", body)
    target = tmp_path / "x.yaml"
    target.write_text(full, encoding="utf-8")
    profile = load_profile(target)
    assert profile.budget.ceiling is not None
    assert profile.evidence.own_tests
    assert profile.preferences.weights.ranking


def test_init_never_overwrites(tmp_path):
    target = tmp_path / "x.yaml"
    target.write_text("mine")
    done = run("init", "-o", str(target))
    assert done.exit_code == 1
    assert target.read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["x.yaml"]


@pytest.mark.parametrize("command", [("init",), ("schema", "profile")], ids=" ".join)
def test_a_dash_is_standard_output(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    assert run(*command, "-o", "-").stdout == run(*command).stdout != ""
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["profile", "criterion", "catalog", "recommendation"])
def test_schemas_are_printed_and_written(tmp_path, kind):
    printed = json.loads(run("schema", kind).stdout)
    assert run("schema", kind, "-o", str(tmp_path / "x.json")).exit_code == 0
    assert json.loads((tmp_path / "x.json").read_bytes()) == printed


def test_the_catalogue_is_listed_and_shown():
    done = run("catalog", "list", "--part", "models")
    assert done.exit_code == 0
    assert any(line.startswith("gpt-oss-120b") for line in done.stdout.splitlines())
    shown = run("catalog", "show", "gpt-oss-120b").stdout
    assert "parameters_total" in shown
    assert "gpt_oss_readme" in shown
    assert "Served by:" in shown


def test_prices_of_one_offer_are_told_apart_by_their_region():
    shown = run("catalog", "show", "gpt-6-luna").stdout.splitlines()
    prices = [one.split("1M tokens")[1].split("  ")[0] for one in shown if "openai-bedrock" in one]
    assert sorted(prices) == [" (EU)", " (US)", " (global)"]


def test_the_catalogue_shows_by_name_which_languages_a_maker_names():
    shown = run("catalog", "show", "lucie-7b").stdout
    assert "French, English, Italian, German and Spanish" in shown


def test_the_catalogue_lists_what_is_retired():
    assert any("retired from" in line for line in run("catalog", "list").stdout.splitlines())


def test_the_catalogue_can_be_checked():
    done = run("catalog", "check")
    assert done.exit_code == 0
    assert "unverified" in done.stdout


def test_a_setting_shows_in_the_catalogue():
    done = run(
        "catalog", "show", "gpt-oss-120b", "--set", "catalog.models.gpt-oss-120b.context_tokens=9"
    )
    assert "own test" in done.stdout


def test_criteria_are_listed_and_shown():
    listed = run("criteria", "list").stdout
    assert listed.startswith("code_access")
    assert (
        "How" in run("criteria", "show", "cost").stdout
        or "tco" in run("criteria", "show", "cost").stdout
    )
    assert run("criteria", "show", "tco").stdout == run("criteria", "show", "cost.tco").stdout


@pytest.mark.parametrize(
    "word",
    [
        "cost",
        "cost.tco",
        "tco",
        "processing_place",
        "open_weights_api",
        "regulated_enterprise",
        "too_close_to_call",
        "open_source_ai",
        "own_tenancy",
        "vendor",
        "OD012",
        "od012",
    ],
)
def test_words_are_explained(word):
    done = run("explain", word)
    assert done.exit_code == 0
    assert len(done.stdout) > 20


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code):
    assert run("explain", code).stdout.startswith(code)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["explain", "processing_plac"], "Did you mean 'processing_place'?"),
        (["criteria", "show", "csot"], "Did you mean 'cost'?"),
        (["catalog", "show", "gpt-oss-12b"], "Did you mean 'gpt-oss-120b'?"),
        (["catalog", "list", "zzzz"], "Nothing is called 'zzzz'."),
        (
            ["recommend", "nothing.yaml"],
            "nothing.yaml: There is no such file. Check the path. [OD001]",
        ),
        (["recommend", CLINIC, "--set", "budget"], "A setting is path=value."),
        (["recommend", CLINIC, "--set", "buget.x=1"], "Did you mean 'budget'?"),
        (["recommend", CLINIC, "--criteria", "nowhere"], "There is no such folder."),
        (["recommend", CLINIC, "--catalog", "nowhere"], "There is no such folder."),
        (["recommend", CLINIC, "-o", "nowhere/report.md"], "Its folder does not exist."),
        (["schema", "profile", "-o", "nowhere/x.json"], "Its folder does not exist."),
    ],
)
def test_a_fault_of_the_input_exits_with_1_and_a_message(arguments, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.exit_code == 1
    assert said in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_broken_profile_leaves_no_file(tmp_path):
    broken = tmp_path / "x.yaml"
    broken.write_text("organisation: {name: X}\n")
    target = tmp_path / "report.md"
    done = run("recommend", str(broken), "-o", str(target))
    assert done.exit_code == 1
    assert not target.exists()
    assert not (tmp_path / "report_files").exists()


def test_a_broken_profile_leaves_an_old_report_as_it_was(tmp_path):
    target = tmp_path / "report.md"
    target.write_text("old")
    assert run("recommend", CLINIC, "--set", "language=de", "-o", str(target)).exit_code == 1
    assert target.read_text() == "old"


def test_a_report_is_written_with_its_files_and_the_verdict_is_printed(tmp_path):
    target = tmp_path / "report.md"
    done = run("recommend", CLINIC, "--fast", "-o", str(target))
    assert done.exit_code == 0, done.stderr
    assert target.read_text(encoding="utf-8").startswith("#")
    assert len(done.stdout.splitlines()) <= 25
    for heading in (
        "Probability that the best answer is of this family: ",
        "Runner-up: ",
        "Cost over ",
        "Next step, by ",
    ):
        assert f"\n{heading}" in done.stdout
    assert done.stdout.endswith(f"Report: {target}\n")
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_json_goes_to_stdout_and_is_the_same_twice():
    first, second = (run("recommend", CLINIC, "--fast", "--format", "json") for _time in range(2))
    assert first.exit_code == 0, first.stderr
    assert json.loads(first.stdout)["schema"] == "opendecide/recommendation/1"
    assert first.stdout == second.stdout


def test_no_traceback_in_a_process_of_its_own(tmp_path):
    binary = tmp_path / "x.yaml"
    binary.write_bytes(bytes(range(256)) * 99)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "opendecide",
            "recommend",
            str(binary),
            "-o",
            str(tmp_path / "r.md"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["x.yaml"]


THREADS = """
import os, sys
from opendecide.cli import main
sys.argv = ["opendecide", "--version"]
try:
    main()
finally:
    print(os.environ.get("OPENBLAS_NUM_THREADS"), "numpy" in sys.modules)
"""


def test_a_report_does_not_tell_how_many_processors_made_it():
    """Sums that threads share have other last digits; set before numpy is loaded, or not heard."""
    environment = {name: one for name, one in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    command = [sys.executable, "-c", THREADS]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.splitlines()[-1] == "1 False"
