"""The salary of a full-time year where nobody states one: a planning figure at local pay."""

import math
from typing import NamedTuple

from opendecide.cost.currency import exchange_factor
from opendecide.errors import InvalidInputError
from opendecide.model.catalog import Catalog
from opendecide.model.fact import Fact

RULE = "cost.salary_per_year"
AT_AVERAGE_WAGE = "cost.salary_at_average_wage"
AT_PRICE_LEVEL = "cost.salary_at_price_level"
AT_UNKNOWN_PRICE_LEVEL = "cost.salary_at_unknown_price_level"
REFERENCE = "US"
"""The country that the planning figure speaks of: nothing is carried over there."""


class UsualSalary(NamedTuple):
    """What a year is taken to cost, and how one came by it."""

    fact: Fact
    """In a currency a year, as the planning figure is."""
    origin: str
    """`planning_figure`, `average_wage`, `price_level` or `unknown_price_level`."""

    @property
    def currency(self) -> str:
        """The currency of the figure."""
        return _currency(self.fact)

    @property
    def middle(self) -> float:
        """Its P50."""
        return _three(self.fact)[1]


class PayLevel(NamedTuple):
    """How pay in a country compares with that of the country that the planning figure speaks of."""

    times: float
    fact: Fact
    rule: str
    """The rule that says how well it stands in for what technical people cost."""
    origin: str


def usual_salary(catalog: Catalog, country: str, persona: str) -> UsualSalary:
    """Return the planning figure for a year's salary, carried over to a country.

    Average wages stand in for the pay of technical people, prices where no wage is known. Both are
    guesses about people; so what was carried over is wider than the planning figure, and widest
    where neither is known.

    Raises:
        InvalidInputError: If the catalogue has no such rule, or one that is not a positive number.
    """
    flat = catalog.rules.get(f"{RULE}.{persona}") or _rule(catalog, RULE)
    if country == REFERENCE:
        return UsualSalary(flat, "planning_figure")
    level = _wage_level(catalog, country) or _price_level(catalog, country)
    if level is None:
        carried = _carried(flat, 1.0, _rule(catalog, AT_UNKNOWN_PRICE_LEVEL))
        return UsualSalary(carried, "unknown_price_level")
    source = level.fact.source
    where = f"{source}:{country}" if source in catalog.sources else source
    carried = _carried(flat, level.times, _rule(catalog, level.rule)).model_copy(
        update={
            "source": f"{flat.source} × {where}",
            "as_of": min(flat.as_of, level.fact.as_of),
        }
    )
    return UsualSalary(carried, level.origin)


def _wage_level(catalog: Catalog, country: str) -> PayLevel | None:
    """Compare average wages at today's exchange rates; None where a wage or a rate is not known."""
    here, there = (_wage(catalog, one) for one in (country, REFERENCE))
    if here is None or there is None:
        return None
    factor = exchange_factor(_currency(here), _currency(there), catalog.rates)
    if factor is None:
        return None
    times = _three(here)[1] * factor / _three(there)[1]
    return PayLevel(times, here, AT_AVERAGE_WAGE, "average_wage")


def _wage(catalog: Catalog, country: str) -> Fact | None:
    known = catalog.countries.get(country)
    return None if known is None else known.average_wage


def _price_level(catalog: Catalog, country: str) -> PayLevel | None:
    known = catalog.countries.get(country)
    if known is None or known.price_level is None:
        return None
    level = known.price_level
    return PayLevel(_three(level)[1], level, AT_PRICE_LEVEL, "price_level")


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


def _currency(fact: Fact) -> str:
    """Return the currency of a figure whose unit is as `EUR/year`."""
    return (fact.unit or "")[:3]


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
