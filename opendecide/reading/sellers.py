"""Where credits are spent and contracts are had: the offers of the catalogue, and operators."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendecide.model.means import CLOUD_NAMES
from opendecide.reading import layout, places, snapshot

if TYPE_CHECKING:
    from opendecide.model.catalog import Catalog


def sellers(folders: Sequence[Path] = ()) -> frozenset[str]:
    """Return the ids of all offers and of their operators, and the short names of clouds.

    Of the shipped catalogue, and of folders of one's own.

    Examples:
        >>> {"azure", "microsoft", "azure-gpu"} <= sellers()
        True
    """
    offers = (*_shipped(), *(offer for folder in folders for offer in _offers(folder)))
    return _named((one.get("id"), one.get("operator")) for one in offers)


def sellers_in(catalog: "Catalog") -> frozenset[str]:
    """Return the same of a catalogue that is read already."""
    return _named((one.id, one.operator) for one in catalog.offers.values())


def _named(offers: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    return frozenset(CLOUD_NAMES).union(*((str(name), str(by)) for name, by in offers))


def _shipped() -> Iterable[Any]:
    kept = snapshot.load("catalog")
    offers = None if kept is None else json.loads(kept).get("offers")
    return _offers(places.CATALOG) if not isinstance(offers, dict) else offers.values()


def _offers(folder: Path) -> Iterator[Any]:
    for entry in layout.catalog_entries(folder):
        if entry.part == "offers" and isinstance(entry.data, dict):
            yield entry.data
