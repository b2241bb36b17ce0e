"""The salary of a full-time year where nobody states one: a planning figure at local prices."""

import math
from typing import NamedTuple

from opendecide.errors import InvalidInputError
from opendecide.model.catalog import Catalog
from opendecide.model.fact import Fact

RULE = "cost.salary_per_year"
AT_PRICE_LEVEL = "cost.salary_at_price_level"
AT_UNKNOWN_PRICE_LEVEL = "cost.salary_at_unknown_price_level"
REFERENCE_LEVEL = 1.0
"""Of the country that price levels and the planning figure speak of: nothing is carried over."""


class UsualSalary(NamedTuple):
    """What a year is taken to cost, and how one came by it."""

    fact: Fact
    """In a currency a year, as the planning figure is."""
    origin: str
    """`planning_figure`, `price_level` or `unknown_price_level`."""

    @property
    def currency(self) -> str:
        """The currency of the figure."""
        return (self.fact.unit or "")[:3]

    @property
    def middle(self) -> float:
        """Its P50."""
        return _three(self.fact)[1]


def usual_salary(catalog: Catalog, country: str, persona: str) -> UsualSalary:
    """Return the planning figure for a year's salary, carried over to a country.

    Prices stand in for pay, which is a guess about people; so what was carried over is wider than
    the planning figure, and wider still where the price level is not known.

    Raises:
        InvalidInputError: If the catalogue has no such rule, or one that is not a positive number.
    """
    flat = catalog.rules.get(f"{RULE}.{persona}") or _rule(catalog, RULE)
    home = catalog.countries.get(country)
    level = None if home is None else home.price_level
    if level is None:
        carried = _carried(flat, REFERENCE_LEVEL, _rule(catalog, AT_UNKNOWN_PRICE_LEVEL))
        return UsualSalary(carried, "unknown_price_level")
    times = _three(level)[1]
    if times == REFERENCE_LEVEL:
        return UsualSalary(flat, "planning_figure")
    where = f"{level.source}:{country}" if level.source in catalog.sources else level.source
    carried = _carried(flat, times, _rule(catalog, AT_PRICE_LEVEL)).model_copy(
        update={
            "source": f"{flat.source} × {where}",
            "as_of": min(flat.as_of, level.as_of),
        }
    )
    return UsualSalary(carried, "price_level")


def _carried(flat: Fact, level: float, stand_in: Fact) -> Fact:
    """Scale a planning figure, and add the spread of what carries it over to its own.

    Both are independent and log-normal to either side, so their spreads add as squares.
    """
    low, middle, high = _three(flat)
    least, usual, most = _three(stand_in)
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


def _three(fact: Fact) -> tuple[float, float, float]:
    """Return P10, P50 and P90 of a positive figure; a point is all three."""
    low, middle, high = fact.low, fact.value, fact.high
    if middle is None and low is not None and high is not None:
        middle = (low + high) / 2
    if isinstance(middle, bool) or not isinstance(middle, int | float):
        raise InvalidInputError(
            "a salary and what scales it must be numbers, not {value}", value=middle
        )
    found = (
        float(middle if low is None else low),
        float(middle),
        float(middle if high is None else high),
    )
    if min(found) <= 0:
        raise InvalidInputError(
            "a salary and what scales it must be above 0, not {value}", value=f"{min(found):g}"
        )
    return found


def _rule(catalog: Catalog, name: str) -> Fact:
    found = catalog.rules.get(name)
    if found is None:
        raise InvalidInputError("the catalogue has no rule {name}; every bill needs it", name=name)
    return found
