"""Recommendations that come back as JSON: whole they are read, altered they are told field by field."""

import json
from pathlib import Path

import pytest

from opendecide.errors import InvalidFileError
from opendecide.reading.recommendation import load_recommendation

WRITTEN = Path(__file__).parents[2] / "data" / "recommendation.json"


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def refused(text):
        (tmp_path / "x.json").write_text(text, encoding="utf-8")
        with pytest.raises(InvalidFileError) as caught:
            load_recommendation("x.json")
        return [str(one) for one in caught.value.faults]

    return refused


def altered(**changes):
    plain = json.loads(WRITTEN.read_text(encoding="utf-8"))
    for path, value in changes.items():
        *way, last = path.split("__")
        part = plain
        for step in way:
            part = part[step]
        if value is None:
            del part[last]
        else:
            part[last] = value
    return json.dumps(plain)


def test_a_mark_of_the_byte_order_changes_nothing(tmp_path):
    file = tmp_path / "x.json"
    file.write_text(WRITTEN.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load_recommendation(file) == load_recommendation(WRITTEN)


def test_every_altered_field_is_told(refused):
    text = altered(provenance__seed="0", provenance__samples=0, verdict__grade="splendid")
    samples, seed, grade = refused(text)
    assert samples == "x.json: provenance.samples: 0 is too small: the least is 1. [OD028]"
    assert seed == "x.json: provenance.seed: '0' is not a number. Remove the quotes. [OD022]"
    assert grade.startswith("x.json: verdict.grade: 'splendid' is not one of the words")


def test_a_field_that_was_taken_out_is_told(refused):
    (said,) = refused(altered(verdict__grade=None))
    assert said == "x.json: verdict.grade: The field 'grade' is missing. Add it. [OD020]"


@pytest.mark.parametrize("seed", [-1, 2**63])
@pytest.mark.parametrize("samples", [-1, 10**9])
def test_what_could_not_be_computed_again_is_refused(refused, seed, samples):
    assert len(refused(altered(provenance__seed=seed, provenance__samples=samples))) == 2


@pytest.mark.parametrize("figure", ["NaN", "-Infinity", "1e999", "9" * 400])
def test_a_figure_that_is_none_is_refused(refused, figure):
    (said,) = refused(altered(profile={"x": "@"}).replace('"@"', figure))
    assert said.startswith("x.json: This is no recommendation.")


def test_a_file_that_breaks_off_is_told_where(refused):
    (said,) = refused(altered()[:200])
    assert said.startswith("x.json:1:199: ")
    assert "the JSON cannot be read from here on" in said


def test_another_version_of_the_schema_is_called_so(refused):
    (said,) = refused(altered(schema="opendecide/recommendation/99"))
    assert said.startswith(
        "x.json: The recommendation is of another version: opendecide/recommendation/99."
    )
