"""The notebook of the examples runs from top to bottom, and an answer shows itself in it."""

from pathlib import Path

import nbformat
import pandas as pd
import polars as pl
import pytest
from nbclient import NotebookClient

import opendecide as od

NOTEBOOK = Path(__file__).parents[2] / "examples" / "first_decision.ipynb"


@pytest.fixture(scope="module")
def answer():
    profile = od.Profile.model_validate(
        {
            "organisation": {"name": "Evil <script>x</script>", "country": "FR"},
            "workloads": [{"id": "drafts", "task_type": "chat_assistant"}],
        }
    )
    return od.recommend(profile, samples=64, stress=False)


def test_the_notebook_is_kept_without_outputs():
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    code = [one for one in cells if one.cell_type == "code"]
    assert len(code) > 4
    assert not any(one.outputs or one.execution_count for one in code)


def test_the_notebook_runs(tmp_path):
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    ).execute()
    shown = [out for one in notebook.cells for out in one.get("outputs", ())]
    assert "error" not in {one.output_type for one in shown}
    assert any("Clinique du Lac" in one.get("data", {}).get("text/html", "") for one in shown)
    assert (tmp_path / "first_decision.html").stat().st_size > 0


def test_an_answer_shows_its_summary_and_no_page_inside_a_page(answer):
    shown = answer._repr_html_()
    assert answer.ranking[0].name in shown
    assert not [one for one in ("<script", "<style", "<html", " id=") if one in shown]
    assert len(shown) < 10_000


def test_an_answer_in_markdown_is_its_summary(answer):
    shown = answer._repr_markdown_()
    assert shown.startswith("# AI deployment for Evil")
    assert "<script>" not in shown
    assert len(shown) < len(answer.to_markdown()) / 10


def test_an_answer_is_short_in_a_console(answer):
    assert repr(answer).startswith(f"<Answer {answer.verdict.grade}: ")
    assert len(repr(answer)) < 120


@pytest.mark.parametrize("library", [pd, pl], ids=["pandas", "polars"])
def test_the_ranking_is_a_table_for_others(answer, library):
    frame = library.DataFrame(answer.ranking_frame())
    assert frame.shape[0] == len(answer.ranking)
    assert list(frame["id"]) == [one.id for one in answer.ranking]
    points = [name for name in frame.columns if name.startswith("points_")]
    assert len(points) == len(answer.criteria)
    summed = sum(frame[name][0] for name in points)
    assert summed == pytest.approx(answer.ranking[0].score)
