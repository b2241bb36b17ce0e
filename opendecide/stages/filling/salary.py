"""The salary of a full-time year where nobody states one: a planning figure at local pay."""

from typing import NamedTuple

from opendecide.model.catalog import Catalog
from opendecide.model.fact import Fact
from opendecide.stages.filling.carried_over import carried, rule_of, three
from opendecide.stages.filling.pay_levels import REFERENCE, currency_of, pay_level, pay_of_others

RULE = "cost.salary_per_year"
AT_UNKNOWN_PRICE_LEVEL = "cost.salary_at_unknown_price_level"


class UsualSalary(NamedTuple):
    """What a year is taken to cost, and how one came by it."""

    fact: Fact
    """In a currency a year, as the planning figure is."""
    origin: str
    """`planning_figure`, `average_wage`, `price_level`, `pay_at_same_currency` or
    `unknown_price_level`."""

    @property
    def currency(self) -> str:
        """The currency of the figure."""
        return currency_of(self.fact)

    @property
    def middle(self) -> float:
        """Its P50."""
        return three(self.fact)[1]


def usual_salary(catalog: Catalog, country: str, persona: str) -> UsualSalary:
    """Return the planning figure for a year's salary, carried over to a country.

    Average wages stand in for the pay of technical people, prices where no wage is known, and other
    countries where no price is. All are guesses about people; so what was carried over is wider
    than the planning figure, and widest where nothing is known of the country.

    Raises:
        InvalidInputError: If the catalogue has no such rule, or one that is not a positive number.
    """
    flat = catalog.rules.get(f"{RULE}.{persona}") or rule_of(catalog, RULE)
    if country == REFERENCE:
        return UsualSalary(flat, "planning_figure")
    level = pay_level(catalog, country)
    if level is None:
        return _as_in_other_countries(catalog, country, flat)
    source = level.fact.source
    where = f"{source}:{country}" if source in catalog.sources else source
    local = carried(flat, level.times, rule_of(catalog, level.rule)).model_copy(
        update={
            "source": f"{flat.source} × {where}",
            "as_of": min(flat.as_of, level.fact.as_of),
        }
    )
    return UsualSalary(local, level.origin)


def _as_in_other_countries(catalog: Catalog, country: str, flat: Fact) -> UsualSalary:
    """Carry the figure over to the middle of other countries, and add how far these are apart."""
    single = rule_of(catalog, AT_UNKNOWN_PRICE_LEVEL)
    others = pay_of_others(catalog, country)
    if others is None:
        return UsualSalary(carried(flat, 1.0, single), "unknown_price_level")
    among = flat.model_copy(update={"low": others.low, "value": others.usual, "high": others.high})
    local = carried(carried(flat, 1.0, among), 1.0, single).model_copy(
        update={
            "source": f"{flat.source} × {others.source}",
            "as_of": min(flat.as_of, others.as_of),
        }
    )
    return UsualSalary(local, others.origin)
