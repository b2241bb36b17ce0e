"""What a profile may name as an option: the models, offers and alternatives of the catalogue."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from opendecide.reading import layout, places, snapshot

if TYPE_CHECKING:
    from opendecide.model.catalog import Catalog

_PARTS = ("models", "offers", "alternatives")


def option_ids(folders: Sequence[Path] = ()) -> frozenset[str]:
    """Return the ids of the shipped catalogue, and of folders of one's own.

    Examples:
        >>> {"openai-api", "qwen3.6-27b"} <= option_ids()
        True
    """
    own = (entry.id for folder in folders for entry in _entries(folder))
    return _shipped() | frozenset(own)


def option_ids_in(catalog: "Catalog") -> frozenset[str]:
    """Return the same of a catalogue that is read already."""
    return frozenset(own for part in _PARTS for own in getattr(catalog, part))


def _entries(folder: Path) -> list[layout.Entry]:
    return [one for one in layout.catalog_entries(folder) if one.part in _PARTS]


def _shipped() -> frozenset[str]:
    kept = snapshot.load("catalog")
    if kept is None:
        return frozenset(entry.id for entry in _entries(places.CATALOG))
    data = json.loads(kept)
    return frozenset(one for part in _PARTS for one in data.get(part) or ())
