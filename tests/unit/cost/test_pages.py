"""The pages about costs say what the shipped catalogue gives."""

import runpy
from pathlib import Path

import pytest

from opendecide.model.fact import Evidence

TESTS = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["cost_page", "second_sources_page"])
def test_the_tables_are_current(name):
    made = runpy.run_path(str(TESTS / f"{name}.py"))
    written = made["PAGE"].read_text(encoding="utf-8")
    assert made["page"]() == written, f"run: python tests/{name}.py --write"


@pytest.mark.parametrize(
    ("notes", "found"),
    [(["confirmed", "agrees"], "yes"), ([None], "no"), (["not confirmed"], "no"),
     (["layers confirmed; heads not confirmed"], "part")],
)  # fmt: skip
def test_a_note_says_what_is_confirmed(notes, found):
    made = runpy.run_path(str(TESTS / "second_sources_page.py"))
    evidence = [
        Evidence(source="somewhere", as_of="2026-11-22", grade="secondary", note=note)
        for note in notes
    ]
    assert made["confirmed"](evidence) == found
