"""A printed change, typed as it is printed: on one side of the point the answer stays, not beyond."""

import json

import pytest
from click.testing import CliRunner

from opendecide.cli import program

SAMPLES = "128"
SIDE = 0.01
PROFILE = """
organisation: {name: Clinic, country: FR, persona: regulated_enterprise}
workloads:
  - {id: letters, task_type: summarisation, volume: {requests_per_day: 1500}, data_classes: [health]}
preferences: {groups: [{name: Management}]}
"""
BOARD = """
name: Medical board
weight: 2
weights: {method: direct, direct: {service_quality: 50, data_security: 30}}
"""
FINANCE = """
name: Finance
weights: {method: direct, direct: {cost: 80, operability: 15}}
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clinic")
    for name, text in (("profile", PROFILE), ("board", BOARD), ("finance", FINANCE)):
        (folder / f"{name}.yaml").write_text(text)
    return folder


def recommend(files, *arguments):
    weights = [str(files / f"{name}.yaml") for name in ("board", "finance")]
    done = CliRunner().invoke(
        program,
        [
            *("recommend", str(files / "profile.yaml"), "--format", "json", "--samples", SAMPLES),
            *("--weights", weights[0], "--weights", weights[1]),
            *arguments,
        ],
    )
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def answer(files):
    return recommend(files)


def test_the_leader_changes_where_the_report_says_so(files, answer):
    today = answer["verdict"]
    flips = answer["robustness"]["flips"]
    voices = [one for one in flips if one["path"].startswith("preferences.groups.")]
    assert voices, "no group's say decides"
    for one in {flip["path"]: flip for flip in (*voices, *flips[:2])}.values():
        path, at = one["path"], one["threshold"]
        if one["direction"] == "becomes":
            then = recommend(files, "--fast", "--set", f"{path}={at}")["verdict"]
            assert then["deployment"] != today["deployment"], path
            continue
        side = SIDE if one["direction"] == "above" else -SIDE
        near, far = (
            recommend(files, "--fast", "--set", f"{path}={at * (1 + sign * side)}")["verdict"]
            for sign in (-1, 1)
        )
        assert near["family"] == today["family"], path
        assert far["family"] != today["family"], path


def test_groups_of_files_stand_in_the_answer_and_in_its_profile(answer):
    names = [one["name"] for one in answer["deciders"]["groups"]]
    assert names == ["Management", "Medical board", "Finance"]
    assert [one["name"] for one in answer["profile"]["preferences"]["groups"]] == names
    assert sum(one["share"] for one in answer["deciders"]["groups"]) == pytest.approx(1)
