"""How pay in a country compares with that of the country that the planning figure speaks of."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from opendecide.cost.currency import exchange_factor
from opendecide.cost.order_statistics import quantile
from opendecide.model.catalog import Catalog
from opendecide.model.fact import Fact
from opendecide.stages.filling.carried_over import rule_of, three

AT_AVERAGE_WAGE = "cost.salary_at_average_wage"
AT_PRICE_LEVEL = "cost.salary_at_price_level"
REFERENCE = "US"
"""The country that the planning figure speaks of: nothing is carried over there."""


class PayLevel(NamedTuple):
    """Pay in one country over that of the reference, by its wages or its prices."""

    times: float
    fact: Fact
    rule: str
    """The rule that says how well it stands in for what technical people cost."""
    origin: str


class PayOfOthers(NamedTuple):
    """Pay in countries that stand in for one of which neither wages nor prices are known."""

    low: float
    usual: float
    high: float
    """P10, P50 and P90 of these countries, over pay in the reference."""
    origin: str
    """`pay_at_same_currency` or `unknown_price_level`."""
    source: str
    as_of: date


def pay_level(catalog: Catalog, country: str) -> PayLevel | None:
    """Return pay by average wages, by prices where no wage is known; None where neither is."""
    return _wage_level(catalog, country) or _price_level(catalog, country)


def pay_of_others(catalog: Catalog, country: str) -> PayOfOthers | None:
    """Return pay where people are paid in the same currency; in all countries if nowhere else is.

    Who shares a currency shares a market more than anybody picked from the world does. No country
    counts for more than another: where wages and prices are unknown, the country is a small one.
    """
    here = catalog.countries.get(country)
    levels = {
        code: level for code in catalog.countries if (level := pay_level(catalog, code)) is not None
    }
    currency = None if here is None else here.currency
    near = [
        level
        for code, level in levels.items()
        if currency is not None and catalog.countries[code].currency == currency
    ]
    if near:
        return _of(catalog, near, "pay_at_same_currency")
    return _of(catalog, list(levels.values()), "unknown_price_level") if levels else None


def _of(catalog: Catalog, levels: Sequence[PayLevel], origin: str) -> PayOfOthers:
    pay = [one.times * three(rule_of(catalog, one.rule))[1] for one in levels]
    low, usual, high = quantile(np.array(pay), 0.1, 0.5, 0.9)
    [(source, _)] = Counter(one.fact.source for one in levels).most_common(1)
    return PayOfOthers(low, usual, high, origin, source, min(one.fact.as_of for one in levels))


def _wage_level(catalog: Catalog, country: str) -> PayLevel | None:
    """Compare average wages at today's exchange rates; None where a wage or a rate is not known."""
    here, there = (_wage(catalog, one) for one in (country, REFERENCE))
    if here is None or there is None:
        return None
    factor = exchange_factor(currency_of(here), currency_of(there), catalog.rates)
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


def currency_of(fact: Fact) -> str:
    """Return the currency of a figure whose unit is as `EUR/year`."""
    return (fact.unit or "")[:3]
