"""Which countries there are."""

import json
from functools import cache

from opendecide.reading import places, snapshot
from opendecide.reading.yaml12 import read


@cache
def country_codes() -> frozenset[str]:
    """Return the ISO 3166 codes of the shipped table; empty when there is no table.

    Examples:
        >>> {"FR", "NO"} <= country_codes()
        True
    """
    kept = snapshot.load("countries")
    if kept is not None:
        return frozenset(json.loads(kept))
    table = places.CATALOG / "countries.yaml"
    if not table.is_file():
        return frozenset()
    codes = frozenset(places.countries_in(read(table).data))
    snapshot.refresh("countries")
    return codes
