"""Weights in files of their own: joined to the profile, every fault with its line."""

import pytest

from opendecide.errors import InvalidFileError
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import parse_setting

PROFILE = """
organisation: {name: Clinic, country: FR}
workloads: [{id: letters, task_type: summarisation}]
preferences:
  groups: [{name: Management}]
"""
BOARD = """name: Board
weight: 2
weights: {method: direct, direct: {cost: 40}}
"""


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    (tmp_path / "profile.yaml").write_text(PROFILE)
    (tmp_path / "board.yaml").write_text(BOARD)
    return tmp_path


def test_a_group_in_a_file_counts_as_one_in_the_profile():
    groups = load_profile("profile.yaml", weights=["board.yaml"]).preferences.groups
    assert [(one.name, one.weight) for one in groups] == [("Management", 1), ("Board", 2)]
    assert groups[1].weights.direct == {"cost": 40}


def test_set_reaches_a_group_by_its_name():
    made = [parse_setting("preferences.groups.Board.weight=5")]
    profile = load_profile("profile.yaml", weights=["board.yaml"], settings=made)
    assert profile.preferences.groups[1].weight == 5


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("cost", "cots", "bad.yaml:3:36: weights.direct.cots: No criterion has this id."),
        ("Board", "Management", "bad.yaml:1:7: name: Two groups are called 'Management'."),
        ("weight: 2", "weight: -2", "bad.yaml:2:9: weight: "),
        ("name: Board", "persona: startup", "bad.yaml:1:1: name: "),
    ],
)
def test_a_fault_is_told_with_its_line(files, old, new, told):
    (files / "bad.yaml").write_text(BOARD.replace(old, new))
    with pytest.raises(InvalidFileError) as caught:
        load_profile("profile.yaml", weights=["bad.yaml"])
    [fault] = caught.value.faults
    assert str(fault).startswith(told)
