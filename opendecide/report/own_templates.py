"""Templates of one's own: found before the shipped ones, and told by file and line when they fail.

They run in a sandbox: a folder that somebody else made can lay out a report, not reach the machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from opendecide.errors import Fault, InvalidFileError, OpendecideError
from opendecide.reading.layout import check_folder
from opendecide.reading.words import _

if TYPE_CHECKING:
    from jinja2 import BaseLoader

PARTS = ("markdown", "html")
CODE = "OD049"


def names() -> tuple[str, ...]:
    """Return the names of the shipped templates: those that a folder can replace."""
    from opendecide.report.compiled import TEMPLATES

    return tuple(sorted(one.name for part in PARTS for one in (TEMPLATES / part).glob("*.j2")))


def check(folder: Path) -> None:
    """Refuse a folder that lays out nothing.

    Raises:
        InvalidFileError: If there is no such folder, or nothing in it replaces a template.
    """
    check_folder(folder)
    if not any((folder / name).is_file() for name in names()):
        what = _("No template in this folder replaces a shipped one.")
        fix = _("They are called: {words}.").format(words=", ".join(names()))
        raise InvalidFileError([Fault(str(folder), 0, 0, "", what, fix, CODE)])


def loader(folder: Path) -> "BaseLoader":
    """Return what finds a template in the folder, else among the shipped ones.

    Raises:
        InvalidFileError: If there is no such folder, or nothing in it replaces a template.
    """
    from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader

    check(folder)
    shipped = (PackageLoader("opendecide", f"report/templates/{one}") for one in PARTS)
    return ChoiceLoader([FileSystemLoader(folder), *shipped])


@contextmanager
def told(folder: Path | None) -> Iterator[None]:
    """Turn whatever goes wrong in a template of the folder into a fault with its line.

    Raises:
        InvalidFileError: If a template of the folder fails.
    """
    try:
        yield
    except OpendecideError:
        raise  # it says already what is wrong
    except Exception as error:
        place = None if folder is None else _place(error, folder)
        if place is None:
            raise
        file, line = place
        what = _("The template fails: {reason}.").format(reason=str(error).rstrip("."))
        raise InvalidFileError([Fault(file, line, 1, "", what, "", CODE)]) from error


def _place(error: Exception, folder: Path) -> tuple[str, int] | None:
    """Return file and line of the template that failed, if it lies in the folder."""
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError) and error.filename:
        found = [(error.filename, error.lineno)]
    else:
        found = list(_lines(error.__traceback__))
    inside = folder.resolve()
    ours = [one for one in found if Path(one[0]).resolve().is_relative_to(inside)]
    return ours[-1] if ours else None


def _lines(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
