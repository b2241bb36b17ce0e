"""Today's way is owed an answer and evidence must not be lost: a word that names nothing is a fault."""

import pytest
from click.testing import CliRunner

from opendecide.cli import program
from opendecide.errors import InvalidFileError
from opendecide.reading.option_ids import option_ids
from opendecide.reading.profile import load_profile

PROFILE = """\
organisation: {name: Bakery, country: FR}
workloads: [{id: letters, task_type: summarisation}]
preferences: {current_option: "%s"}
options:
  - {id: by-hand, family: status_quo, facts: {cost.tco: {value: 1, source: own, as_of: 2026-01-01, grade: own_test}}}
  - {id: old-tool}
"""


@pytest.fixture
def using(tmp_path, monkeypatch):
    def write(word):
        path = tmp_path / "bakery.yaml"
        path.write_text(PROFILE % word, encoding="utf-8")
        return path

    monkeypatch.setenv("LANGUAGE", "en")
    return write


@pytest.mark.parametrize(
    "word",
    [
        "assistant_seats",
        "openai-api",
        "qwen3.6-27b",
        "gpt-6-luna@openai-api",
        "stable-diffusion-xl+qwen3.6-27b@own-premises:l40s-x2",
        "by-hand",
        "old-tool",
        "status_quo",
    ],
)
def test_a_family_an_entry_a_deployment_and_an_own_option_are_known(using, word):
    found = load_profile(using(word), options=option_ids)
    assert found.preferences.current_option == word


@pytest.mark.parametrize(
    ("word", "near"),
    [("assistant_seat", "assistant_seats"), ("openai-apy", "openai-api"), ("by-hands", "by-hand")],
)
def test_an_unknown_present_way_is_a_fault_with_what_was_meant(using, word, near):
    with pytest.raises(InvalidFileError) as caught:
        load_profile(using(word), options=option_ids)
    [fault] = caught.value.faults
    assert (fault.line, fault.field, fault.code) == (3, "preferences.current_option", "OD035")
    assert fault.fix == f"Did you mean '{near}'?"


def test_a_combination_is_no_single_way_of_working(using):
    with pytest.raises(InvalidFileError) as caught:
        load_profile(using("hybrid"), options=option_ids)
    [fault] = caught.value.faults
    assert "nothing that could be compared" in fault.what
    assert "`options`" in fault.fix


def test_validate_refuses_it_and_says_where_to_look(using):
    found = CliRunner().invoke(program, ["validate", str(using("nonsense-xyz"))])
    assert found.exit_code == 1
    assert "opendecide catalog list" in found.output


EVIDENCE = """\
organisation: {name: Bakery, country: FR}
workloads: [{id: letters, task_type: summarisation}]
evidence:
  own_tests: [{option: mistral-larg-3, passed: 3, of: 4}, {option: ours, finding: slow}]
  quotes:
    - {option: openai-apy, what: price_input, amount: 1}
    - {option: "azure-gpu:h100-x11", what: machine_per_hour, amount: 1}
options: [{id: ours}, {id: theirs, deployment: qwen3.6-27b@own-premise}]
"""


def test_evidence_for_nothing_is_a_fault_rather_than_lost(tmp_path):
    path = tmp_path / "bakery.yaml"
    path.write_text(EVIDENCE, encoding="utf-8")
    with pytest.raises(InvalidFileError) as caught:
        load_profile(path, options=option_ids)
    assert [(fault.line, fault.field, fault.fix) for fault in caught.value.faults] == [
        (4, "evidence.own_tests.0.option", "Did you mean 'mistral-large-3'?"),
        (6, "evidence.quotes.0.option", "Did you mean 'openai-api'?"),
        (7, "evidence.quotes.1.option", "Did you mean 'azure-gpu:h100-x1'?"),
        (8, "options.theirs.deployment", "Did you mean 'qwen3.6-27b@own-premises'?"),
    ]
