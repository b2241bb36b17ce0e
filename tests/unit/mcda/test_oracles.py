"""Known answers, published, analytic and cross-checked, all come out."""

import json
import runpy
from pathlib import Path

import pytest

from opendecide import mcda

FOLDER = Path(__file__).parents[2] / "oracles"
RUN = runpy.run_path(str(FOLDER / "run.py"))
CASES = list(RUN["cases"]([FOLDER]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_known_answer_comes_out(case):
    verdict = RUN["judge"](case)
    assert verdict.outcome == "passed", verdict.remarks


def test_every_listed_method_has_a_known_answer():
    known = {case["method"] for case in CASES}
    assert {*mcda.METHODS, *mcda.WEIGHTINGS} <= known


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"expected": {"scores": [0.5, 0.617, 0.4]}}, "failed"),
        ({"expected": {"scores": [0.5, 0.617]}}, "failed"),
        ({"expected": {"scores": [None, "617/1000", 0.5]}}, "passed"),
        ({"expected": {"unheard_of": 1}}, "unsupported"),
        ({"method": "unheard_of"}, "unsupported"),
        ({"params": {"normalization": "unheard_of"}}, "failed"),
        ({"params": {"normalization": "sum", "unheard_of": 1}}, "unsupported"),
        ({"method": "voi_normal", "params": {"means": [1, 2]}}, "unsupported"),
        ({"matrix": [[1, None], [2, 3]]}, "failed"),
        ({"weights": None, "tolerance": 0.0006}, "passed"),
    ],
)
def test_the_runner_tells_wrong_from_unsupported(change, outcome):
    case = next(case for case in CASES if case["id"] == "topsis-opricovic2004-minmax")
    assert RUN["judge"]({**case, **change}).outcome == outcome


def test_the_runner_sums_up_by_method():
    verdicts = [RUN["judge"](case) for case in CASES if case["method"] == "topsis"]
    wrong = RUN["Verdict"]("one", "topsis", "failed", ("scores: 1, expected 2",))
    lines = list(RUN["report"]([*verdicts, wrong]))
    assert lines[0] == f"topsis: {len(verdicts)}/1/0 passed/failed/unsupported"
    assert lines[1] == "failed: one: scores: 1, expected 2"


def test_a_file_may_hold_its_cases_by_name(tmp_path):
    (tmp_path / "one.json").write_text(json.dumps({"cases": CASES[:1]}), encoding="utf-8")
    assert list(RUN["cases"]([tmp_path])) == CASES[:1]
