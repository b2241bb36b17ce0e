"""One recommendation, any format: what `Recommendation.to_markdown` and the command line call."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from opendecide.errors import InvalidInputError
from opendecide.model.recommendation import Recommendation
from opendecide.reading.words import _
from opendecide.report import own_templates
from opendecide.report.language import Language, language

if TYPE_CHECKING:
    from jinja2 import BaseLoader

    from opendecide.report.live import PersonaWeights

SUFFIXES = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".csv": "csv",
    ".pdf": "pdf",
    ".docx": "docx",
}
FORMATS = ("md", "html", "json", "csv", "madr", "pdf", "docx")


class Rendering(NamedTuple):
    """A rendered report.

    Attributes:
        content: Text, or bytes for PDF and DOCX.
        files: What belongs beside it, by name relative to the folder of the report.
    """

    content: str | bytes
    files: Mapping[str, str] = MappingProxyType({})


def check_extra(format: str) -> str:  # noqa: A002 — the word of the command line
    """Refuse a format whose extra is missing, before any work is done; say what will lack.

    Raises:
        InvalidInputError: If an extra is missing.
    """
    if format == "pdf":
        from opendecide.report import pdf

        pdf.check()
    if format == "docx":
        from opendecide.report import docx_file

        docx_file.check()
        if not docx_file.draws_charts():
            return _("The Word document has no charts: pip install 'opendecide[docx]' draws them.")
    return ""


def render(  # noqa: PLR0913 — what to write, and how
    recommendation: Recommendation,
    format: str = "md",  # noqa: A002 — the word of the command line
    lang: str | None = None,
    *,
    stem: str | None = "report",
    templates: Path | None = None,
    persona_weights: "PersonaWeights | None" = None,
) -> Rendering:
    """Write a recommendation in one format.

    Args:
        recommendation: What to write.
        format: One of `FORMATS`.
        lang: Language of the reader; the recommendation's own, else English, when not given.
        stem: Name of the report without its ending; files beside it go to `{stem}_files/`. None
            where there is no place beside it, so that it has no charts to link to.
        templates: A folder of templates that replace the shipped ones of the same name.
        persona_weights: For the sliders of the HTML report.

    Raises:
        InvalidInputError: If the format or the language is not known, or an extra is missing.
    """
    reader = language(lang or recommendation.language)
    if format == "json":
        from opendecide.report.json_file import render_json

        return Rendering(render_json(recommendation))
    if format == "csv":
        from opendecide.report.csv_files import render_csv

        tables = render_csv(recommendation, reader)
        names = () if stem is None else ("bill", "evidence")
        beside = {f"{stem}_files/{name}.csv": tables[name] for name in names}
        return Rendering(tables["ranking"], beside)
    if format in {"md", "madr"}:
        return _markdown(recommendation, reader, format, stem, templates)
    if format in {"html", "pdf"}:
        from opendecide.report.html_page import render_html

        with own_templates.told(templates):
            page = render_html(recommendation, reader, persona_weights or {}, _loader(templates))
        if format == "html":
            return Rendering(page)
        from opendecide.report.pdf import render_pdf

        return Rendering(render_pdf(page))
    if format == "docx":
        from opendecide.report.docx_file import render_docx

        return Rendering(render_docx(recommendation, reader))
    raise InvalidInputError(
        "'{word}' is no format; choose one of: {known}", word=format, known=", ".join(FORMATS)
    )


def _markdown(
    recommendation: Recommendation,
    reader: Language,
    format: str,  # noqa: A002 — the word of the command line
    stem: str | None,
    templates: Path | None,
) -> Rendering:
    from opendecide.report.charts import draw
    from opendecide.report.markdown import render_markdown
    from opendecide.report.view import view

    seen = view(recommendation, reader)
    if format == "madr":
        with own_templates.told(templates):
            return Rendering(render_markdown(seen, {}, "madr.md.j2", _loader(templates)))
    charts = {} if stem is None else draw(seen)
    paths = {name: f"{_address(stem or '')}_files/{name}.svg" for name in charts}
    files = {f"{stem}_files/{name}.svg": svg for name, svg in charts.items()}
    with own_templates.told(templates):
        return Rendering(render_markdown(seen, paths, loader=_loader(templates)), files)


def _address(stem: str) -> str:
    """Quote a file name for a Markdown link."""
    from urllib.parse import quote

    return quote(os.fsencode(stem))


def _loader(templates: Path | None) -> "BaseLoader | None":
    return None if templates is None else own_templates.loader(templates)


def save(  # noqa: PLR0913 — what to write, where, and how
    recommendation: Recommendation,
    path: str | os.PathLike[str],
    format: str | None = None,  # noqa: A002 — the word of the command line
    lang: str | None = None,
    *,
    templates: Path | None = None,
    persona_weights: "PersonaWeights | None" = None,
) -> tuple[Path, ...]:
    """Write a report to a file, and what belongs beside it; either all of it appears or nothing.

    Args:
        recommendation: What to write.
        path: Where to; its ending decides the format when none is given.
        format: One of `FORMATS`.
        lang: Language of the reader.
        templates: A folder of own templates.
        persona_weights: For the sliders of the HTML report.

    Returns:
        The files written, the report last.
    """
    target = Path(path)
    chosen = format or SUFFIXES.get(target.suffix.lower())
    if chosen is None:
        known = ", ".join(SUFFIXES)
        raise InvalidInputError(
            "{file}: no format ends like this; name one, or end in {known}",
            file=target,
            known=known,
        )
    made = render(
        recommendation,
        chosen,
        lang,
        stem=target.stem,
        templates=templates,
        persona_weights=persona_weights,
    )
    contents: dict[Path, bytes] = {
        target.parent / name: text.encode() for name, text in made.files.items()
    }
    contents[target] = made.content if isinstance(made.content, bytes) else made.content.encode()
    return _write_all(contents)


def _write_all(contents: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write every file beside its place first, and move them there when all are written."""
    waiting: list[tuple[str, Path]] = []
    made: list[Path] = []
    try:
        for named, content in contents.items():
            path = Path(os.path.realpath(named))  # a link stays a link
            if path.exists() and not path.is_file():
                path.write_bytes(content)  # a device or a pipe is written to, never replaced
                continue
            if not path.parent.is_dir():
                path.parent.mkdir(parents=True)
                made.append(path.parent)
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            waiting.append((name, path))
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            os.chmod(name, 0o666 & ~_umask())  # noqa: PTH101 — a name, not a path, is at hand
        for name, path in waiting:
            os.replace(name, path)  # noqa: PTH105 — a name, not a path, is at hand
    except BaseException:  # an interruption leaves nothing half-written, either
        for name, _ in waiting:
            Path(name).unlink(missing_ok=True)
        for folder in made:
            with suppress(OSError):  # what was moved into it already stays
                folder.rmdir()
        raise
    return tuple(contents)


def _umask() -> int:
    """Return the mask for new files; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
