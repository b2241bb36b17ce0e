"""Electricity where the organisation's own machines stand: what it costs, and the carbon in it."""

import json
from typing import NamedTuple

from opendecide.cost.currency import exchange_factor
from opendecide.model.catalog import Catalog
from opendecide.model.fact import Fact
from opendecide.model.profile import Profile
from opendecide.stages.filling.carried_over import carried, rule_of, three
from opendecide.stages.filling.filled_in import FilledIn

PRICE = "cost.price_per_kwh"
PRICE_AT_NATIONAL_AVERAGE = "cost.price_per_kwh_at_national_average"
GRID = "cost.site_grid_kg_per_kwh"
GRID_AT_NATIONAL_AVERAGE = "cost.grid_at_national_average"
SHOWN_FIGURES = 2
EURO = "EUR"
"""What every exchange rate is against."""


class LocalFigure(NamedTuple):
    """A figure as it is taken to be at one organisation, and how one came by it."""

    fact: Fact
    origin: str
    """`national_price`, `national_grid`, or `no_national_figure`."""


def electricity_price(catalog: Catalog, country: str, persona: str) -> LocalFigure:
    """Return what a kilowatt-hour costs in a country; the general range where nobody said.

    What one firm pays is not what firms pay on average, so that it is wider than the figure of the
    country.
    """
    known = catalog.countries.get(country)
    national = None if known is None else known.electricity_price
    if national is None or exchange_factor(_currency(national), EURO, catalog.rates) is None:
        return LocalFigure(_general(catalog, PRICE, persona), "no_national_figure")
    return _national(catalog, country, national, PRICE_AT_NATIONAL_AVERAGE, "national_price")


def grid_carbon(catalog: Catalog, country: str, persona: str) -> LocalFigure:
    """Return the carbon of a kilowatt-hour in a country; the general range where nobody said."""
    known = catalog.countries.get(country)
    national = None if known is None else known.grid_carbon
    if national is None:
        return LocalFigure(_general(catalog, GRID, persona), "no_national_figure")
    return _national(catalog, country, national, GRID_AT_NATIONAL_AVERAGE, "national_grid")


def take_energy(profile: Profile, catalog: Catalog, currency: str, said: FilledIn) -> None:
    """Note what electricity at the own site is taken to cost and to emit where nobody said."""
    site, organisation = profile.hardware.site, profile.organisation
    where = (organisation.country, organisation.persona)
    stated = site.electricity_per_kwh
    if stated is None or exchange_factor(stated.currency, currency, catalog.rates) is None:
        price = electricity_price(catalog, *where)
        factor = exchange_factor(_currency(price.fact), currency, catalog.rates)
        if factor is not None:
            amount = _shown(three(price.fact)[1] * factor)
            value = json.dumps({"amount": amount, "currency": currency})
            said.take("hardware.site.electricity_per_kwh", value, price.origin)
    if site.grid_kg_per_kwh is None:
        carbon = grid_carbon(catalog, *where)
        said.take("hardware.site.grid_kg_per_kwh", _shown(three(carbon.fact)[1]), carbon.origin)


def _general(catalog: Catalog, rule: str, persona: str) -> Fact:
    return catalog.rules.get(f"{rule}.{persona}") or rule_of(catalog, rule)


def _national(
    catalog: Catalog, country: str, national: Fact, spread: str, origin: str
) -> LocalFigure:
    """Widen a country's average by how far one site may be from it, and say whose it is."""
    source = national.source
    where = f"{source}:{country}" if source in catalog.sources else source
    found = carried(national, 1.0, rule_of(catalog, spread))
    return LocalFigure(found.model_copy(update={"source": where}), origin)


def _currency(price: Fact) -> str:
    """Return the currency of a price whose unit is as `EUR/kWh`."""
    return (price.unit or "")[:3]


def _shown(figure: float) -> float:
    return float(f"{figure:.{SHOWN_FIGURES}g}")
