"""Every broken profile in tests/invalid says what its first lines promise, and nothing else."""

from pathlib import Path

import pytest

from opendecide.errors import InvalidFileError
from opendecide.reading.codes import CODES
from opendecide.reading.profile import load_profile

FOLDER = Path(__file__).parents[2] / "invalid"
FILES = sorted(FOLDER.glob("*.yaml"))
assert len(FILES) > 100, f"{FOLDER} has too few files"


def expected(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# expect: ") for line in lines if line.startswith("# expect: ")]


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.chdir(FOLDER)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_profile_is_told_where_what_and_what_to_do(path):
    with pytest.raises(InvalidFileError) as caught:
        load_profile(path.name)
    assert [str(fault) for fault in caught.value.faults] == expected(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_fault_has_a_code_that_can_be_explained(path):
    with pytest.raises(InvalidFileError) as caught:
        load_profile(path.name)
    assert {fault.code for fault in caught.value.faults} <= set(CODES)


def test_faults_come_in_the_order_of_the_file():
    with pytest.raises(InvalidFileError) as caught:
        load_profile("many_faults_at_once.yaml")
    places = [(fault.line, fault.column) for fault in caught.value.faults]
    assert places == sorted(places)
    assert len(places) > 3
