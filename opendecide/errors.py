"""Every error this library raises on purpose."""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from unicodedata import category

_UNSEEN = ("Cc", "Cf", "Co", "Cn", "Zl", "Zp")
"""Characters that move the cursor, turn the writing round or cannot be seen at all."""
_MOST = 500


class OpendecideError(Exception):
    """The base of every error raised on purpose; the command line turns it into one message.

    A message with values, as `OpendecideError("{file}: no such folder", file=path)`, can be said
    in another language; so can an error among its values.

    Examples:
        >>> print(OpendecideError("{file}: no such folder", file="x"))
        x: no such folder
    """

    def __init__(self, message: str = "", **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
        self.message = message
        self.values = values

    def said(self, translate: Callable[[str], str]) -> str:
        """Return the message in another language."""
        said = translate(self.message)
        values = {
            name: value.said(translate) if isinstance(value, OpendecideError) else value
            for name, value in self.values.items()
        }
        return said.format(**values) if values else said


class InvalidInputError(OpendecideError, ValueError):
    """A value that makes no sense: the message names where it stands and what to do."""


class Fault(NamedTuple):
    """One thing that is wrong in one file: where, what, and what to do about it.

    Sorting faults puts them in the order of the file.
    """

    file: str
    line: int
    """From 1; 0 when the fault has no place in a file (there is none, or it came by `--set`)."""
    column: int
    field: str
    """Dotted name, as `workloads.letters.volume`; empty for a fault of the whole file."""
    what: str
    fix: str
    code: str
    """Stable: `opendecide explain OD012` says more."""

    def __str__(self) -> str:
        """Return `file:line:column: field: what. fix [code]`."""
        file = _visible(self.file)
        field, what, fix = (_visible(_short(one)) for one in (self.field, self.what, self.fix))
        where = f"{file}:{self.line}:{self.column}" if self.line else file
        said = ": ".join(part for part in (where, field, what) if part)
        return f"{said} {fix} [{self.code}]" if fix else f"{said} [{self.code}]"


class InvalidFileError(InvalidInputError):
    """Files that cannot be used, with every fault found in them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def _visible(text: str) -> str:
    """Keep what was quoted from a file from breaking the line, or from steering the terminal."""
    if text.isprintable():
        return text
    return "".join(
        one.encode("unicode_escape").decode() if category(one) in _UNSEEN else one for one in text
    )
