"""One recommendation in every format: the same figures in all, and one clear line without an extra."""

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest

from opendecide.errors import InvalidInputError
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.language import language
from opendecide.report.render import check_extra, render, save
from opendecide.report.view import view

ROOT = Path(__file__).parents[3]
PROFILE = ROOT / "examples" / "illustrator.yaml"


@pytest.fixture(scope="module")
def found():
    return recommend(load_profile(PROFILE), samples=128, stress=False)


@pytest.fixture(scope="module", params=["en", "fr"])
def seen(request, found):
    return view(found, language(request.param))


def front_figures(seen):
    """Return what the first page says in figures: chance, scores and cost."""
    front = seen.summary
    ranges = [one for one in (front.cost, front.runner_up_cost) if one is not None]
    costs = [one for each in ranges for one in (each.middle, each.low, each.high)]
    figures = [front.probability, front.score, *costs]
    assert len(figures) >= 5
    return {one.text for one in figures}


def plain(page):
    """Return Markdown as a reader sees it."""
    return page.replace("\\", "")


def without_tags(page):
    """Return HTML as a reader sees it."""
    return re.sub(r"<[^>]+>", "", page).replace("&lt;", "<").replace("&gt;", ">")


def code(seen):
    return seen.brief.speech.language.code


@pytest.mark.parametrize(("form", "shown"), [("md", plain), ("html", without_tags)])
def test_a_page_has_the_figures_of_the_view(seen, found, form, shown):
    page = shown(render(found, form, lang=code(seen)).content)
    assert all(one in page for one in front_figures(seen))
    assert all(row.score.text in page for row in seen.ranking.rows)
    assert all(line.amount.text in page for bill in seen.bill.bills for line in bill.lines)


def test_the_decision_record_has_the_figures_of_the_first_page(seen, found):
    page = plain(render(found, "madr", lang=code(seen)).content)
    costs = [seen.summary.cost.middle, seen.summary.cost.low, seen.summary.cost.high]
    assert all(one.text in page for one in [seen.summary.probability, *costs])


def test_the_word_document_has_the_figures_of_the_view(seen, found):
    docx = pytest.importorskip("docx", reason="DOCX is an extra: pip install 'opendecide[docx]'")
    document = docx.Document(io.BytesIO(render(found, "docx", lang=code(seen)).content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = " ".join([*(one.text for one in document.paragraphs), *cells])
    assert all(one in text for one in front_figures(seen))
    assert all(row.score.text in text for row in seen.ranking.rows)
    assert all(line.amount.text in text for bill in seen.bill.bills for line in bill.lines)


def test_the_word_document_has_every_section_of_the_report_and_its_first_page(seen, found):
    docx = pytest.importorskip("docx", reason="DOCX is an extra: pip install 'opendecide[docx]'")
    document = docx.Document(io.BytesIO(render(found, "docx", lang=code(seen)).content))
    headings = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]
    page = render(found, "md", lang=code(seen)).content
    assert headings == [
        plain(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", one))
        for one in re.findall(r"^##+ (.*)$", page, re.MULTILINE)
    ]
    assert seen.summary.runner_up in " ".join(
        cell.text for table in document.tables[:3] for row in table.rows for cell in row.cells
    )
    assert len(document.inline_shapes) == len(re.findall(r"^!\[", page, re.MULTILINE))


def test_a_word_document_without_charts_says_so_before_it_is_made(monkeypatch):
    pytest.importorskip("docx", reason="DOCX is an extra: pip install 'opendecide[docx]'")
    assert check_extra("docx") == ""
    monkeypatch.setattr("opendecide.report.docx_file.draws_charts", lambda: False)
    assert "no charts" in check_extra("docx")


def test_every_line_of_the_bill_in_csv_can_be_told_from_the_others(found):
    rows = list(csv.DictReader(io.StringIO(render(found, "csv").files["report_files/bill.csv"])))
    named = [(row["deployment"], row["label"]) for row in rows]
    assert len(named) == len(set(named)) > 0
    assert list(rows[0])[-1] == "label"


def test_json_and_csv_have_the_figures_that_the_page_rounds(seen, found):
    speech = seen.brief.speech
    ranking = json.loads(render(found, "json").content)["ranking"]
    table = list(csv.DictReader(io.StringIO(render(found, "csv").content)))
    assert [one["score"] for one in ranking] == [float(row["score"]) for row in table]
    written = {
        row["name"]: speech.language.number(float(row["score"]), decimals=1) for row in table
    }
    shown = {row.name: row.score.text for row in view(found, language("en")).ranking.rows}
    english = {name: f"{float(row['score']):.1f}" for row in table for name in [row["name"]]}
    assert len(written) == len(table)
    assert shown.items() <= english.items()


def test_the_bill_in_csv_is_the_bill_of_the_page(found):
    beside = render(found, "csv").files["report_files/bill.csv"]
    english = language("en")
    amounts = {
        english.money(float(row["central"]), row["currency"])
        for row in csv.DictReader(io.StringIO(beside))
    }
    seen = view(found, english)
    assert {line.amount.text for bill in seen.bill.bills for line in bill.lines} <= amounts


@pytest.mark.parametrize(("form", "module"), [("pdf", "weasyprint"), ("docx", "docx")])
def test_a_missing_extra_is_one_clear_line_and_leaves_no_file(
    found, tmp_path, monkeypatch, form, module
):
    monkeypatch.setitem(sys.modules, module, None)  # what importing then raises is an ImportError
    with pytest.raises(InvalidInputError, match=rf"pip install 'opendecide\[{form}\]'") as error:
        save(found, tmp_path / f"report.{form}")
    assert "\n" not in str(error.value)
    assert not list(tmp_path.iterdir())
