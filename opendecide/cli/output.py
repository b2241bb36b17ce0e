"""Where results go: standard output, or a file that is whole or not there at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Never

import click

from opendecide.errors import Fault, InvalidFileError
from opendecide.reading.rewriting import replace
from opendecide.reading.words import _, reason


def check_target(path: Path, asked: Path | None = None) -> None:
    """Refuse a file that cannot be written, before any work is done.

    Args:
        path: Where the result goes.
        asked: What is read for it, which no result may replace.

    Raises:
        InvalidFileError: If its folder is missing, it is a folder itself, or it is what is read.
    """
    with saved(path):
        is_folder, has_folder = path.is_dir(), path.absolute().parent.is_dir()
    if asked is not None and _is_the_same(path, asked):
        _refuse(path, _("This is the profile itself."), _("Choose another place."))
    if is_folder:
        _refuse(path, _("This is a folder."), _("Name a file inside it."))
    if not has_folder:
        _refuse(path, _("Its folder does not exist."), _("Make the folder first."))
    if not os.access(path if path.exists() else path.absolute().parent, os.W_OK):
        said = _("The file cannot be written: {reason}.").format(reason=_("permission denied"))
        _refuse(path, said, _("Choose another place."))


def _is_the_same(path: Path, asked: Path) -> bool:
    """Tell whether two paths are one file of text; a terminal or a pipe may be read and written."""
    return path.is_file() and asked.is_file() and path.samefile(asked)


@contextmanager
def saved(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into a fault.

    Raises:
        InvalidFileError: If the file cannot be written.
    """
    try:
        yield
    except OSError as error:
        _refuse(path, _("The file cannot be written: {reason}.").format(reason=reason(error)), "")


def write(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        InvalidFileError: If the disk refuses.
    """
    with saved(path):
        replace(path, content)


def show(text: str) -> None:
    """Print a result."""
    click.echo(text.rstrip("\n"))


def note(text: str) -> None:
    """Print a message that is no result."""
    click.echo(text, err=True)


def _refuse(path: Path, what: str, fix: str) -> Never:
    raise InvalidFileError([Fault(str(path), 0, 0, "", what, fix, "OD001")])
