"""A Word document for those who must edit it; needs the extra `docx`."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from opendecide.errors import InvalidInputError
from opendecide.model.recommendation import Recommendation
from opendecide.report.charts import draw
from opendecide.report.language import Language
from opendecide.report.sections import heading
from opendecide.report.view import View, view


def render_docx(recommendation: Recommendation, language: Language) -> bytes:
    """Write summary, comparison, ranking, bill, gaps, plan and sources as a Word document.

    Raises:
        InvalidInputError: If python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError as error:
        raise InvalidInputError(
            "DOCX needs the extra 'docx': pip install 'opendecide[docx]'"
        ) from error
    seen = view(recommendation, language)
    document = Document()
    document.add_heading(seen.decision.title, level=0)
    _summary(document, seen)
    _tables(document, seen)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _summary(document: Any, seen: View) -> None:
    language, front = seen.brief.speech.language, seen.summary
    document.add_heading(heading(language, 1), level=1)
    document.add_paragraph(front.headline).runs[0].bold = True
    if front.probability:
        document.add_paragraph(f"{front.chance}, {front.probability.text}")
    if front.cost:
        say = seen.brief.speech.say
        said = say("Cost over {horizon}, order of magnitude", horizon=front.horizon)
        span = say(
            "{middle} ({low} to {high})",
            middle=front.cost.middle.text,
            low=front.cost.low.text,
            high=front.cost.high.text,
        )
        document.add_paragraph(f"{said}{language.text(': ')}{span}")
    for title, said_lines in (
        ("What speaks for it", front.reasons_for),
        ("What speaks against it", front.reasons_against),
        ("Conditions", front.conditions),
        ("Dates to plan for", front.dates),
        (
            "What stands in the way",
            [f"{one.sentence} {one.cure}".strip() for one in front.ways_out],
        ),
        (
            "What would change the answer",
            [*([front.alone] if front.alone else []), *(one.sentence for one in front.flips)],
        ),
    ):
        if said_lines:
            document.add_heading(language.text(title), level=2)
            for one in said_lines:
                document.add_paragraph(one, style="List Bullet")
    if front.start:
        document.add_paragraph(f"{language.text('Start with')}{language.text(': ')}{front.start}")
    step = seen.brief.speech.say("Next step, by {date}", date=front.next_date)
    document.add_paragraph(f"{step}{language.text(': ')}{front.next_step}")


def _tables(document: Any, seen: View) -> None:
    language = seen.brief.speech.language
    text = language.text
    pictures = draw(seen)
    _comparison(document, seen)
    document.add_heading(heading(language, 6), level=1)
    _picture(document, pictures.get("contributions"))
    _table(
        document,
        (text("Rank"), text("Deployment"), text("Family"), text("Score"), "P10–P90"),
        (
            (row.rank, row.name, row.family, row.score.text, row.interval)
            for row in seen.ranking.rows
        ),
    )
    document.add_heading(heading(language, 7), level=1)
    _picture(document, pictures.get("costs"))
    for one in seen.bill.bills:
        document.add_heading(one.name, level=2)
        _table(
            document,
            (text("Line"), text("Quantity"), text("Unit price"), text("Amount")),
            ((row.label, row.quantity, row.unit_price, row.amount.text) for row in one.lines),
        )
    document.add_heading(heading(language, 12), level=1)
    _table(
        document,
        (text("Missing or weak fact"), text("State"), text("Worth"), text("Who can say")),
        ((row.what, row.kind, row.worth, row.who) for row in seen.gaps.rows),
    )
    document.add_heading(heading(language, 15), level=1)
    _table(
        document,
        (
            text("Number"),
            text("About"),
            text("What it says"),
            text("Source"),
            text("Date"),
        ),
        (
            (row.labels, group.heading, text("; ").join(row.says), row.source, row.as_of)
            for group in seen.evidence.groups
            for row in group.lines
        ),
    )


def _comparison(document: Any, seen: View) -> None:
    """Write every factor of the short list, the five headline criteria first."""
    language = seen.brief.speech.language
    document.add_heading(heading(language, 5), level=1)
    _table(
        document,
        (language.text("Criterion"), language.text("Factor"), *seen.comparison.columns),
        (
            (criterion.name, factor.name, *(cell.text for cell in factor.cells))
            for criterion in (*seen.comparison.headline, *seen.comparison.further)
            for factor in criterion.factors
        ),
    )


def _table(document: Any, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    table = document.add_table(rows=1, cols=len(head), style="Light Grid Accent 1")
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        cell.text = words
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def _picture(document: Any, svg: str | None) -> None:
    """Word takes no SVG from python-docx; without resvg the tables carry the numbers alone."""
    if svg is None:
        return
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        return
    image = bytes(svg_to_bytes(svg_string=svg, zoom=2))
    document.add_picture(BytesIO(image), width=document.sections[0].page_width * 3 // 4)
