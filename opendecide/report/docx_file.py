"""A Word document for those who must edit it: the Markdown report in Word's headings and tables.

Needs the extra `docx`.
"""

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from opendecide.errors import InvalidInputError
from opendecide.model.recommendation import Recommendation
from opendecide.report.charts import draw
from opendecide.report.language import Language
from opendecide.report.markdown import render_markdown
from opendecide.report.view import view

_TABLE = "Light Grid Accent 1"
_LISTS = {"bullet_list_open": "List Bullet", "ordered_list_open": "List Number"}


def check() -> None:
    """Refuse to begin without what is needed.

    Raises:
        InvalidInputError: If python-docx is not installed.
    """
    try:
        import docx  # noqa: F401 — only to see whether it is there
        import markdown_it  # noqa: F401
    except ImportError as error:
        raise InvalidInputError(
            "DOCX needs the extra 'docx': pip install 'opendecide[docx]'"
        ) from error


def draws_charts() -> bool:
    """Tell whether charts can be drawn: Word takes no SVG from python-docx."""
    return find_spec("resvg_py") is not None


def render_docx(recommendation: Recommendation, language: Language) -> bytes:
    """Write every section of the Markdown report as a Word document.

    Raises:
        InvalidInputError: If python-docx is not installed.
    """
    check()
    from docx import Document
    from markdown_it import MarkdownIt

    seen = view(recommendation, language)
    charts = draw(seen) if draws_charts() else {}
    page = render_markdown(seen, {name: name for name in charts})
    writer = _Writer(Document(), charts)
    writer.write(MarkdownIt("commonmark").enable("table").parse(page))
    stream = BytesIO()
    writer.document.save(stream)
    return stream.getvalue()


class _Writer:
    """Writes the parts of a Markdown page into a document, in their order."""

    def __init__(self, document: Any, charts: Mapping[str, str]) -> None:
        self.document = document
        self.charts = charts

    def write(self, tokens: list[Any]) -> None:
        """Write headings, paragraphs, lists and tables."""
        styles: list[str] = []
        parts = iter(tokens)
        for token in parts:
            if token.type == "heading_open":
                level = int(token.tag[1:]) - 1
                self._words(self.document.add_heading(level=level), next(parts))
            elif token.type in _LISTS:
                styles.append(_LISTS[token.type])
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                styles.pop()
            elif token.type == "paragraph_open":
                self._paragraph(next(parts), styles)
            elif token.type == "table_open":
                self._table(parts)
            elif token.type in ("fence", "code_block"):
                self.document.add_paragraph(token.content.rstrip("\n"))

    def _paragraph(self, inline: Any, styles: list[str]) -> None:
        pictures = [one for one in inline.children if one.type == "image"]
        for one in pictures:
            self._picture(self.charts[one.attrs["src"]])
        if not pictures:
            style = styles[-1] if styles else None
            self._words(self.document.add_paragraph(style=style), inline)

    def _words(self, paragraph: Any, inline: Any) -> None:
        """Write running text; links to the web stay links, those inside the report are words."""
        bold, address = False, ""
        for one in inline.children:
            if one.type in ("strong_open", "strong_close"):
                bold = one.type == "strong_open"
            elif one.type == "link_open":
                address = one.attrs["href"] if one.attrs["href"].startswith("http") else ""
            elif one.type == "link_close":
                address = ""
            elif one.type in ("text", "code_inline", "softbreak", "hardbreak"):
                words = " " if one.type.endswith("break") else one.content
                _run(paragraph, words.replace("\u2060", ""), address).bold = bold or None

    def _table(self, parts: Iterator[Any]) -> None:
        rows: list[list[Any]] = []
        for token in parts:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(token)
        table = self.document.add_table(len(rows), len(rows[0]), style=_TABLE)
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, inline in zip(row.cells, cells, strict=True):
                self._words(cell.paragraphs[0], inline)

    def _picture(self, svg: str) -> None:
        from resvg_py import svg_to_bytes

        section = self.document.sections[0]
        wide = section.page_width - section.left_margin - section.right_margin
        image = bytes(svg_to_bytes(svg_string=svg, zoom=2))
        self.document.add_picture(BytesIO(image), width=wide)


def _run(paragraph: Any, words: str, address: str) -> Any:
    """Add words to a paragraph, as a link where they have an address."""
    run = paragraph.add_run(words)
    if address:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        held = OxmlElement("w:hyperlink")
        held.set(
            qn("r:id"),
            paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
        )
        paragraph._p.replace(run._r, held)  # noqa: SLF001 — python-docx has no way to add a link
        held.append(run._r)  # noqa: SLF001
    return run
