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
        words = seen.brief.speech.say(
            "Probability of being the best: {words}", words=front.sureness
        )
        document.add_paragraph(f"{words}, {front.probability.text}")
    if front.cost:
        said = seen.brief.speech.say("Cost over {horizon}, P50 (P10 to P90)", horizon=front.horizon)
        colon = language.text(": ")
        low, high = front.cost.low.text, front.cost.high.text
        document.add_paragraph(f"{said}{colon}{front.cost.middle.text} ({low} – {high})")
    for title, said_lines in (
        ("What speaks for it", front.reasons_for),
        ("What speaks against it", front.reasons_against),
        ("Conditions", front.conditions),
        ("What would change the answer", [one.sentence for one in front.flips]),
    ):
        if said_lines:
            document.add_heading(language.text(title), level=2)
            for one in said_lines:
                document.add_paragraph(one, style="List Bullet")
    document.add_paragraph(front.next_step)


def _tables(document: Any, seen: View) -> None:
    language = seen.brief.speech.language
    text = language.text
    pictures = draw(seen)
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
        (text("Number"), text("Fact"), text("Value"), text("Source"), text("Date")),
        (
            (row.label, f"{group.heading}{text(': ')}{row.fact}", row.value, row.source, row.as_of)
            for group in seen.evidence.groups
            for row in group.rows
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
