"""Which currencies the catalogue has an exchange rate for."""

from collections.abc import Sequence
from pathlib import Path

from opendecide.reading import places
from opendecide.reading.yaml12 import read

BASE = "EUR"
"""The currency that every rate is from."""


def rated(folders: Sequence[Path] = ()) -> frozenset[str]:
    """Return the currencies that money can be stated in: shipped rates, and those of own folders.

    Examples:
        >>> {"EUR", "USD", "XOF"} <= rated()
        True
    """
    tables = [one / "rates.yaml" for one in (places.CATALOG, *folders)]
    return frozenset({BASE}).union(*(read(one).data or () for one in tables if one.is_file()))
