"""Messages in the language of the reader's terminal.

`speak` says where the translations lie and which one is wanted; without it, and for any text that
has no translation, the English text is used.
"""

import errno
import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

DOMAIN = "opendecide"
SOURCE = "en"
LOCALE = Path(__file__).parents[1] / "report" / "locale"


_ASKING = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def _(message: str) -> str:
    if not message:
        return ""
    asked = tuple(map(os.environ.get, _ASKING))
    return _catalogue(gettext.bindtextdomain(DOMAIN), asked).gettext(message)


@cache
def _catalogue(
    folder: str,
    asked: tuple[str | None, ...],  # noqa: ARG001 — what gettext reads in the environment
) -> gettext.NullTranslations:
    """Return the catalogue of the language that is asked for; finding it anew takes a while."""
    return gettext.translation(DOMAIN, folder, fallback=True)


def mark(message: str) -> str:
    """Mark a message for translation that is translated when it is shown."""
    return message


def languages() -> tuple[str, ...]:
    """Return the codes of the languages there are."""
    return tuple(
        sorted({SOURCE, *(one.name for one in LOCALE.iterdir() if one.name != "__pycache__")})
    )


def speak(code: str | None = None) -> None:
    """Use a language for the rest of the process; that of the environment when none is named.

    Click translates its own words from the domain that is current, so it is made ours.
    """
    if code is not None:
        os.environ["LANGUAGE"] = code
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


def spoken() -> str:
    """Return the code of the language in use; `LANGUAGE`, `LC_ALL`, `LC_MESSAGES`, `LANG` ask."""
    found = gettext.find(DOMAIN, str(LOCALE))
    return Path(found).parents[1].name if found else SOURCE


_REASONS: Mapping[int, str] = MappingProxyType(
    {
        errno.EACCES: mark("permission denied"),
        errno.EPERM: mark("permission denied"),
        errno.EROFS: mark("the disk is read-only"),
        errno.ENOSPC: mark("no space is left on the disk"),
        errno.EDQUOT: mark("no space is left on the disk"),
        errno.ENOTDIR: mark("a part of its path is no folder"),
        errno.ENAMETOOLONG: mark("its name is too long"),
        errno.ELOOP: mark("its links go round in a circle"),
        errno.EIO: mark("the disk does not answer"),
        errno.EISDIR: mark("it is a folder"),
        errno.ENOENT: mark("there is no such file"),
    }
)


def reason(error: OSError | ValueError) -> str:
    """Say why a file could not be used; the system would say it in its own language."""
    known = _REASONS.get(getattr(error, "errno", None) or 0)
    return _(known) if known else getattr(error, "strerror", None) or str(error)
