"""From a file to bytes, from bytes to text, and what is wrong with text that is no YAML."""

import re
from pathlib import Path
from typing import Never

import yaml

from opendecide.reading.documents import Said, refuse
from opendecide.reading.words import _, reason

MAX_BYTES = 1_000_000
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
"""Control characters, and those that turn the writing round so that it reads as what it is not."""


def content_of(path: str | Path, name: str, most: int) -> bytes:
    """Return the bytes of a file: one more than the most at the end, since some never end."""
    try:
        with Path(path).open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        refuse(name, (0, 0), Said(_("There is no such file."), _("Check the path."), "OD001"))
    except IsADirectoryError:
        refuse(name, (0, 0), Said(_("This is a folder."), _("Name a file inside it."), "OD001"))
    except (OSError, ValueError) as error:
        what = _("The file cannot be opened: {reason}.").format(reason=reason(error))
        refuse(name, (0, 0), Said(what, "", "OD001"))


def unicode_of(content: bytes, name: str, most: int) -> str:
    """Return the text of some bytes, whether or not they begin with a mark of their order."""
    if len(content) > most:
        what = _("The file is larger than {most} MB.").format(most=most // 1_000_000)
        refuse(name, (1, 1), Said(what, _("Keep only what is asked for."), "OD002"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        at = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        refuse(name, at, Said(_("The file is not UTF-8 text."), _("Save it as UTF-8."), "OD003"))


def decode(content: bytes, name: str) -> str:
    """Return the text of a YAML file, or refuse what is no text."""
    text = unicode_of(content, name, MAX_BYTES)
    bad = _UNFIT.search(text)
    if bad:
        before = text[: bad.start()]
        at = before.count("\n") + 1, bad.start() - before.rfind("\n")
        refuse(name, at, _unfit(bad[0]))
    return text


def unfit(text: str) -> Said | None:
    """Say which character of a text cannot stand in it: quotes let any be written by number."""
    bad = _UNFIT.search(text)
    return None if bad is None else _unfit(bad[0])


def _unfit(character: str) -> Said:
    what = _("The character {code} cannot stand in a text file.")
    fix = _("Remove it, or save the file as UTF-8.")
    return Said(what.format(code=f"U+{ord(character):04X}"), fix, "OD004")


def refuse_syntax(error: yaml.MarkedYAMLError, text: str, name: str) -> Never:
    """Say where the parser stopped, and what usually helps."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    start = lines[line] if line < len(lines) else ""
    indentation = start[: len(start) - len(start.lstrip())]
    if "\t" in indentation:
        what, fix = _("A tab stands in the indentation."), _("Indent with spaces.")
        refuse(name, (line + 1, indentation.index("\t") + 1), Said(what, fix, "OD007"))
    problem = error.problem or "?"
    reason = ", ".join(_(part) for part in (error.context, problem) if part)
    what = _("The YAML cannot be read: {reason}.").format(reason=reason)
    refuse(name, (line + 1, column + 1), Said(what, _syntax_hint(problem), "OD006"))


def _syntax_hint(problem: str) -> str:
    hints = {
        "mapping values are not allowed": _(
            "Quote a text that contains a colon, and check the indentation."
        ),
        "could not find expected ':'": _("Put a colon and a space between field and value."),
        "cannot start any token": _("Quote a text that begins with a special character."),
        "did not find expected ',' or": _("Close the bracket, and put a comma between items."),
        "block sequence entries are not allowed": _("Begin a list on a line of its own."),
        "unknown directive name": _("Quote a text that begins with %."),
        "did not find expected '-' indicator": _("Indent all items of a list alike."),
        "did not find expected key": _(
            "Indent all fields of a group alike, and close every quote."
        ),
        "found unexpected end of stream": _("Close the quote or bracket that is still open."),
    }
    return next((hint for words, hint in hints.items() if words in problem), "")
