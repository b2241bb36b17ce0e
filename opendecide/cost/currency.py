"""Exchange at dated rates; a missing rate is an answer, not a guess."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from opendecide.model.catalog import ExchangeRate

PRICED_IN = ("USD", "EUR")
"""Currencies in which price lists and planning figures are kept."""


class Exchange(NamedTuple):
    """What one unit of a currency buys of another, and where that was read."""

    of: str
    into: str
    factor: float
    source: str
    as_of: date


def exchange_factor(source: str, target: str, rates: Mapping[str, ExchangeRate]) -> float | None:
    """Return how many units of `target` one unit of `source` buys, or None without a rate.

    Examples:
        >>> exchange_factor("USD", "USD", {})
        1.0
        >>> exchange_factor("USD", "EUR", {}) is None
        True
    """
    if source == target:
        return 1.0
    per_eur: list[float] = []
    for currency in (source, target):
        if currency == "EUR":
            per_eur.append(1.0)
        elif currency in rates:
            per_eur.append(rates[currency].per_eur)
        else:
            return None
    return per_eur[1] / per_eur[0]
