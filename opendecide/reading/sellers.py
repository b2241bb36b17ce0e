"""Where credits are spent and contracts are had: the offers of the catalogue, and operators."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendecide.model.means import CLOUD_NAMES
from opendecide.reading.plain_entries import plain_entries
from opendecide.reading.walking import at

if TYPE_CHECKING:
    from opendecide.model.catalog import Catalog


def sellers(folders: Sequence[Path] = ()) -> frozenset[str]:
    """Return the ids of all offers and of their operators, and the short names of clouds.

    Of the shipped catalogue, and of folders of one's own.

    Examples:
        >>> {"azure", "microsoft", "azure-gpu"} <= sellers()
        True
    """
    offers = plain_entries(("offers",), folders)
    return _named((name, at(one, "operator")) for name, one in offers)


def sellers_in(catalog: "Catalog") -> frozenset[str]:
    """Return the same of a catalogue that is read already."""
    return _named((one.id, one.operator) for one in catalog.offers.values())


def _named(offers: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    return frozenset(CLOUD_NAMES).union(*((str(name), str(by)) for name, by in offers))
