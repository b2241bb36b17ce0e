"""PDF from the printed HTML page; needs the extra `pdf`."""

from opendecide.errors import InvalidInputError
from opendecide.report.compiled import TEMPLATES


def check() -> None:
    """Refuse to begin without what is needed.

    Raises:
        InvalidInputError: If weasyprint, or Pango below it, is not installed.
    """
    try:
        import weasyprint  # noqa: F401 — only to see whether it is there
    except (ImportError, OSError) as error:  # without Pango the import itself raises OSError
        raise InvalidInputError(
            "PDF needs the extra 'pdf' and the Pango library: pip install 'opendecide[pdf]'; "
            "or write HTML and print it from a browser"
        ) from error


def render_pdf(page: str) -> bytes:
    """Turn the HTML page into a PDF.

    Raises:
        InvalidInputError: If weasyprint, or Pango below it, is not installed.
    """
    check()
    from weasyprint import CSS, HTML

    paper = CSS(string=(TEMPLATES / "html" / "pdf.css").read_text(encoding="utf-8"))
    return bytes(HTML(string=page).write_pdf(stylesheets=[paper]))
