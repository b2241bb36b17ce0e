"""Figures of one place carried over to another, and how much less sure they are there."""

import math

from opendecide.errors import InvalidInputError
from opendecide.model.catalog import Catalog
from opendecide.model.fact import Fact


def carried(flat: Fact, level: float, stand_in: Fact) -> Fact:
    """Scale a figure, and add the spread of what carries it over to its own.

    Both are independent and log-normal to either side, so their spreads add as squares.
    """
    low, middle, high = three(flat)
    least, usual, most = three(stand_in)
    centre = middle * level * usual
    below = math.hypot(math.log(middle / low), math.log(usual / least))
    above = math.hypot(math.log(high / middle), math.log(most / usual))
    return flat.model_copy(
        update={
            "low": centre * math.exp(-below),
            "value": centre,
            "high": centre * math.exp(above),
        }
    )


def three(fact: Fact) -> tuple[float, float, float]:
    """Return P10, P50 and P90 of a positive figure; a point is all three."""
    low, middle, high = fact.low, fact.value, fact.high
    if middle is None and low is not None and high is not None:
        middle = (low + high) / 2
    if isinstance(middle, bool) or not isinstance(middle, int | float):
        raise InvalidInputError(
            "a salary, a price or what scales it must be a number, not {value}", value=middle
        )
    found = (
        float(middle if low is None else low),
        float(middle),
        float(middle if high is None else high),
    )
    if min(found) <= 0:
        raise InvalidInputError(
            "a salary, a price or what scales it must be above 0, not {value}",
            value=f"{min(found):g}",
        )
    return found


def rule_of(catalog: Catalog, name: str) -> Fact:
    """Return a rule that every bill needs."""
    found = catalog.rules.get(name)
    if found is None:
        raise InvalidInputError("the catalogue has no rule {name}; every bill needs it", name=name)
    return found
