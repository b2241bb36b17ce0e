"""Every error this library raises on purpose."""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class OpendecideError(Exception):
    """The base of every error raised on purpose; the command line turns it into one message.

    A message with values, as `OpendecideError("{file}: no such folder", file=path)`, can be said
    in another language.

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
        return said.format(**self.values) if self.values else said


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
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        said = ": ".join(part for part in (where, self.field, self.what) if part)
        return f"{said} {self.fix} [{self.code}]" if self.fix else f"{said} [{self.code}]"


class InvalidFileError(InvalidInputError):
    """Files that cannot be used, with every fault found in them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))
