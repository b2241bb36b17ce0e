"""The salary of a full-time year where nobody states one: a planning figure at local pay."""

from typing import NamedTuple

from opendecide.cost.currency import exchange_factor
from opendecide.model.catalog import Catalog
from opendecide.model.fact import Fact
from opendecide.stages.carried_over import carried, rule_of, three

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
        return three(self.fact)[1]


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
    flat = catalog.rules.get(f"{RULE}.{persona}") or rule_of(catalog, RULE)
    if country == REFERENCE:
        return UsualSalary(flat, "planning_figure")
    level = _wage_level(catalog, country) or _price_level(catalog, country)
    if level is None:
        local = carried(flat, 1.0, rule_of(catalog, AT_UNKNOWN_PRICE_LEVEL))
        return UsualSalary(local, "unknown_price_level")
    source = level.fact.source
    where = f"{source}:{country}" if source in catalog.sources else source
    local = carried(flat, level.times, rule_of(catalog, level.rule)).model_copy(
        update={
            "source": f"{flat.source} × {where}",
            "as_of": min(flat.as_of, level.fact.as_of),
        }
    )
    return UsualSalary(local, level.origin)


def _wage_level(catalog: Catalog, country: str) -> PayLevel | None:
    """Compare average wages at today's exchange rates; None where a wage or a rate is not known."""
    here, there = (_wage(catalog, one) for one in (country, REFERENCE))
    if here is None or there is None:
        return None
    factor = exchange_factor(_currency(here), _currency(there), catalog.rates)
    if factor is None:
        return None
    times = three(here)[1] * factor / three(there)[1]
    return PayLevel(times, here, AT_AVERAGE_WAGE, "average_wage")


def _wage(catalog: Catalog, country: str) -> Fact | None:
    known = catalog.countries.get(country)
    return None if known is None else known.average_wage


def _price_level(catalog: Catalog, country: str) -> PayLevel | None:
    known = catalog.countries.get(country)
    if known is None or known.price_level is None:
        return None
    level = known.price_level
    return PayLevel(three(level)[1], level, AT_PRICE_LEVEL, "price_level")


def _currency(fact: Fact) -> str:
    """Return the currency of a figure whose unit is as `EUR/year`."""
    return (fact.unit or "")[:3]
