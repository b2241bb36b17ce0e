"""What the accelerators of the catalogue are called: a profile may name those at hand freely."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendecide.model.machine_facts import meant_by
from opendecide.reading.documents import Said, Where
from opendecide.reading.faults import Found
from opendecide.reading.plain_entries import plain_entries
from opendecide.reading.suggestions import suggest
from opendecide.reading.walking import at, items
from opendecide.reading.words import _

if TYPE_CHECKING:
    from opendecide.model.catalog import Catalog

_PART = "accelerators"


def cards(folders: Sequence[Path] = ()) -> Mapping[str, str]:
    """Return the names of all accelerators by id: the shipped ones, and those of folders.

    Examples:
        >>> cards()["h200"]
        'NVIDIA H200 SXM'
    """
    return {card: str(at(one, "name")) for card, one in plain_entries((_PART,), folders)}


def cards_in(catalog: "Catalog") -> Mapping[str, str]:
    """Return the same of a catalogue that is read already."""
    return {one.id: one.name for one in catalog.accelerators.values()}


def not_a_card(data: dict[str, Any], known: Callable[[], Mapping[str, str]]) -> Iterator[Found]:
    """Find names of accelerators and chips at hand that look mistyped.

    Of a name that nobody knows the memory tells what stands in for it. Without one nothing runs
    there, but it may be that there is such a machine.

    Args:
        data: The profile.
        known: Returns the names of all accelerators by id.
    """
    stated: list[tuple[Where, Any, str]] = [
        (path, one, "model") for path, one in items(data, "hardware", _PART)
    ]
    stated.append((("hardware", "devices"), at(data, "hardware", "devices"), "accelerator"))
    for path, one, field in stated:
        word = at(one, field)
        if not isinstance(word, str) or at(one, "memory_gb") is not None:
            continue
        names = known()
        nearest = "" if meant_by(word, names) else suggest(word, names)
        if nearest:
            what = _("No accelerator is called '{word}'.").format(word=word)
            other = _("Otherwise give its memory_gb: the slowest of that memory stands in for it.")
            yield Found((*path, field), Said(what, f"{nearest} {other}", "OD035"))
