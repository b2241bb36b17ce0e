"""Entries of a catalogue as plain data: for checks that need a few words of it and no records."""

import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from opendecide.reading import layout, places, snapshot


def plain_entries(
    parts: Collection[str], folders: Sequence[Path] = ()
) -> Iterator[tuple[str, Any]]:
    """Go through the ids and the data of some parts, shipped ones first, then those of folders.

    Args:
        parts: Of the catalogue, as `offers`.
        folders: Of one's own.
    """
    kept = snapshot.load("catalog")
    if kept is None:
        folders = (places.CATALOG, *folders)
    else:
        data = json.loads(kept)
        for part in parts:
            yield from (data.get(part) or {}).items()
    for folder in folders:
        for entry in layout.catalog_entries(folder):
            if entry.part in parts:
                yield entry.id, entry.data
