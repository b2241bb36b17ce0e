"""Where results go: standard output, or a file that is whole or not there at all."""

from collections.abc import Mapping
from pathlib import Path

import click

from opendecide.errors import Fault, InvalidFileError
from opendecide.reading.snapshot import replace
from opendecide.reading.words import _


def check_target(path: Path) -> None:
    """Refuse a file that cannot be written, before any work is done.

    Raises:
        InvalidFileError: If its folder is missing or it is a folder itself.
    """
    if path.is_dir():
        _refuse(path, _("This is a folder."), _("Name a file inside it."))
    if not path.absolute().parent.is_dir():
        _refuse(path, _("Its folder does not exist."), _("Make the folder first."))


def write(path: Path, content: bytes, beside: Mapping[str, bytes] | None = None) -> None:
    """Write a file, after the files that it refers to, so that it is never without them.

    Raises:
        InvalidFileError: If the disk refuses.
    """
    try:
        for name, part in sorted((beside or {}).items()):
            target = path.parent / name
            target.parent.mkdir(parents=True, exist_ok=True)
            replace(target, part)
        replace(path, content)
    except OSError as error:
        reason = error.strerror or str(error)
        _refuse(path, _("The file cannot be written: {reason}.").format(reason=reason), "")


def show(text: str) -> None:
    """Print a result."""
    click.echo(text.rstrip("\n"))


def note(text: str) -> None:
    """Print a message that is no result."""
    click.echo(text, err=True)


def _refuse(path: Path, what: str, fix: str) -> None:
    raise InvalidFileError([Fault(str(path), 0, 0, "", what, fix, "OD001")])
