"""Going through plain data that may still be wrong in any way."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeGuard

from opendecide.reading.documents import Said, Where
from opendecide.reading.faults import Found
from opendecide.reading.suggestions import one_of, suggest
from opendecide.reading.words import _


def items(data: Any, *path: str) -> Iterator[tuple[Where, Any]]:
    """Go through the items of a list somewhere in the data, with the path of each."""
    found = at(data, *path)
    if isinstance(found, list):
        for position, one in enumerate(found):
            yield (*path, position), one


def at(data: Any, *path: str) -> Any:
    """Return what stands at a path of keys, or None."""
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None
    return data


def texts(data: Any, *path: str) -> Iterator[tuple[Where, str]]:
    """Go through the texts at a path: one text, or the items of a list."""
    found = at(data, *path)
    if isinstance(found, str):
        yield path, found
    elif isinstance(found, list):
        for position, one in enumerate(found):
            if isinstance(one, str):
                yield (*path, position), one


def is_number(value: Any) -> TypeGuard[float]:
    """Say whether a value is a number, and no truth value."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def unknown(
    path: tuple[str | int, ...], word: str, ids: Sequence[str], what: str
) -> Iterator[Found]:
    """Find a word that is no id of anything; `what` says so, with the word in it."""
    if word not in ids:
        fix = suggest(word, ids) or _("There are: {words}.").format(
            words=one_of(list(dict.fromkeys(ids)))
        )
        yield Found(path, Said(what.format(word=word), fix, "OD035"))
