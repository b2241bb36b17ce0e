"""Plain text for terminals and pipes: columns, paragraphs, and words that nobody knows."""

from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import Never

from opendecide.errors import Fault, InvalidFileError
from opendecide.reading.words import _

WIDTH = 100


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Line up rows of texts.

    Examples:
        >>> print(columns([("a", "one"), ("long", "two")]))
        a     one
        long  two
    """
    if not rows:
        return ""
    widths = [
        max(len(row[at]) for row in rows if at < len(row)) for at in range(max(map(len, rows)))
    ]
    lines = (
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=False))
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def paragraph(text: str, indent: int = 0) -> str:
    """Break a text into lines.

    Examples:
        >>> paragraph("short", 2)
        '  short'
    """
    return fill(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent)


def unknown_word(word: str, known: Iterable[str]) -> Never:
    """Refuse a word that nothing goes by, with a suggestion.

    Raises:
        InvalidFileError: Always.
    """
    from opendecide.reading.suggestions import nearest

    names = sorted(set(known))
    parts = (one for one in names if word.lower() in one.split("_"))
    near = next(parts, None) or nearest(word, names)
    what = _("Nothing is called '{word}'.").format(word=word)
    fix = _("Did you mean '{word}'?").format(word=near) if near else ""
    raise InvalidFileError([Fault("opendecide", 0, 0, "", what, fix, "OD035")])
