"""What a profile may name as an option: models, offers and alternatives, and machines at offers."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from opendecide.reading.plain_entries import plain_entries

if TYPE_CHECKING:
    from opendecide.model.catalog import Catalog

_PARTS = ("models", "offers", "alternatives")


def option_ids(folders: Sequence[Path] = ()) -> frozenset[str]:
    """Return the ids of the shipped catalogue, and of folders of one's own; machines after a colon.

    Examples:
        >>> {"openai-api", "qwen3.6-27b"} <= option_ids()
        True
    """
    machines = (f":{own}" for own, _ in plain_entries(("machines",), folders))
    return frozenset((*(own for own, _ in plain_entries(_PARTS, folders)), *machines))


def option_ids_in(catalog: "Catalog") -> frozenset[str]:
    """Return the same of a catalogue that is read already."""
    named = (own for part in _PARTS for own in getattr(catalog, part))
    return frozenset((*named, *(f":{own}" for own in catalog.machines)))
