"""From bytes to text, and what is wrong with text that is no YAML."""

import re
from typing import Never

import yaml

from opendecide.reading.documents import Said, refuse
from opendecide.reading.words import _

MAX_BYTES = 1_000_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


def decode(content: bytes, name: str) -> str:
    """Return the text of a file, or refuse what is no text."""
    if len(content) > MAX_BYTES:
        what, fix = _("The file is larger than 1 MB."), _("Keep only what the schema asks for.")
        refuse(name, (1, 1), Said(what, fix, "OD002"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        at = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        refuse(name, at, Said(_("The file is not UTF-8 text."), _("Save it as UTF-8."), "OD003"))
    bad = _CONTROL.search(text)
    if bad:
        before_bad = text[: bad.start()]
        at = before_bad.count("\n") + 1, bad.start() - before_bad.rfind("\n")
        what = _("The character {code} cannot stand in a text file.")
        said = what.format(code=f"U+{ord(bad[0]):04X}")
        refuse(name, at, Said(said, _("Remove it, or save the file as UTF-8."), "OD004"))
    return text


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
