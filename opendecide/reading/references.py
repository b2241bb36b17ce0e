"""What entries of the catalogue refer to: other entries, sources, days."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from opendecide.errors import Fault
from opendecide.model.catalog import Catalog
from opendecide.reading import places
from opendecide.reading.documents import Said, Where
from opendecide.reading.faults import Found, place
from opendecide.reading.layout import Entry
from opendecide.reading.suggestions import suggest
from opendecide.reading.walking import items, texts
from opendecide.reading.words import _

REFERENCES: tuple[tuple[str, str, str | None, tuple[str, ...]], ...] = (
    ("models", "vendors", None, ("vendor",)),
    ("models", "communities", None, ("community",)),
    ("models", "licences", None, ("licence", "value")),
    ("models", "licences", None, ("licence", "any_of")),
    ("offers", "models", "serves", ("model",)),
    ("offers", "machines", None, ("machines",)),
    ("offers", "offers", None, ("tier_below",)),
    ("systems", "vendors", None, ("vendor",)),
    ("systems", "offers", None, ("offers",)),
    ("machines", "accelerators", None, ("accelerator",)),
    ("machines", "offers", "rentals", ("cloud",)),
)
"""Which part refers to which: in a field, or in a field of every item of a list."""


def dangling(entries: Iterable[Entry], catalog: Catalog) -> Iterator[Fault]:
    """Find references to entries that do not exist."""
    for entry in entries:
        data = entry.data
        if isinstance(data, dict):
            for path, part, word in _references(entry.part, data):
                known = getattr(catalog, part)
                if word not in known:
                    yield from unknown_at(entry, path, _SAID[part](), word, known)
            for path, word in _sources(data, ()):
                key = _key_of(word)
                if key is not None and key not in catalog.sources:
                    what = _("No source has the key '{word}'.")
                    yield from unknown_at(entry, path, what, key, catalog.sources)


_SCHEMES_OF_ADDRESSES = frozenset(
    ("http", "https", "ftp", "github", "pypi", "doi", "urn", "isbn", "file")
)
_SAID = {
    "vendors": lambda: _("No vendor has the id '{word}'."),
    "licences": lambda: _("No licence has the id '{word}'."),
    "communities": lambda: _("No community has the id '{word}'."),
    "models": lambda: _("No model has the id '{word}'."),
    "machines": lambda: _("No machine has the id '{word}'."),
    "accelerators": lambda: _("No accelerator has the id '{word}'."),
    "offers": lambda: _("No offer has the id '{word}'."),
}


def unknown_at(
    entry: Entry, path: Where, what: str, word: str, known: Iterable[str]
) -> list[Fault]:
    """Place a word that is no id of anything; `what` says so, with the word in it."""
    fix = suggest(word, known) or _("Add it, or correct the id.")
    said = Said(what.format(word=word), fix, "OD035")
    return place(entry.document, [Found((*entry.path, *path), said)])


def _references(part: str, data: Mapping[str, Any]) -> Iterator[tuple[Where, str, str]]:
    """Go through what an entry refers to: where, in which part, by which id."""
    for own, target, group, field in REFERENCES:
        if own != part:
            continue
        if group is None:
            found = texts(data, *field)
        else:
            found = (
                ((*where, *inner), word)
                for where, one in items(data, group)
                for inner, word in texts(one, *field)
            )
        for path, word in found:
            yield path, target, word


def _sources(data: Any, path: Where) -> Iterator[tuple[Where, str]]:
    """Go through every `source` inside an entry."""
    if isinstance(data, dict):
        for key, one in data.items():
            if key == "source" and isinstance(one, str):
                yield (*path, key), one
            elif isinstance(one, (dict, list)):
                yield from _sources(one, (*path, key))
    elif isinstance(data, list):
        for position, one in enumerate(data):
            yield from _sources(one, (*path, position))


def _key_of(source: str) -> str | None:
    """Return the key of the table of sources that a source begins with; None for an address.

    Examples:
        >>> _key_of("litellm:azure_ai/gpt-oss-120b"), _key_of("https://x.org"), _key_of("own notes")
        ('litellm', None, None)
    """
    head = source.partition(":")[0]
    return head if re.fullmatch(r"[a-z0-9_]+", head) and head not in _SCHEMES_OF_ADDRESSES else None


def in_the_future(entries: Iterable[Entry]) -> Iterator[Fault]:
    """Find facts that are dated after today."""
    limit = places.today().isoformat()
    for entry in entries:
        for path, day in _days(entry.data, ()):
            if day > limit:
                what = _("{day} lies in the future.").format(day=day)
                said = Said(what, _("Write the day that the source speaks of."), "OD037")
                yield from place(entry.document, [Found((*entry.path, *path), said)])


def _days(data: Any, path: Where) -> Iterator[tuple[Where, str]]:
    if isinstance(data, dict):
        for key, one in data.items():
            if key == "as_of" and isinstance(one, str):
                yield (*path, key), one
            else:
                yield from _days(one, (*path, key))
    elif isinstance(data, list):
        for position, one in enumerate(data):
            yield from _days(one, (*path, position))
