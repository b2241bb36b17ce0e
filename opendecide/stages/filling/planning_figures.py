"""The planning figures of a case, drawn once and shared by all its bills."""

from dataclasses import replace

from opendecide.cost import Assumptions, assumptions
from opendecide.cost.care import GROWS_WITH_SIZE, WORKING_DAYS, size_factor
from opendecide.cost.order_statistics import median
from opendecide.measures.case import Case
from opendecide.measures.draws import Draws
from opendecide.measures.performance import Floats
from opendecide.model.fact import Fact
from opendecide.stages.filling import local_energy
from opendecide.stages.filling.demand import figure
from opendecide.stages.filling.salary import RULE, usual_salary


def planning(case: Case, draws: Draws) -> Assumptions:
    """Draw every planning figure once; the organisation's own figures replace them."""
    return case.once(("planning", draws.seed, draws.samples), lambda: _shared(case, draws))


def pay_of_a_day(case: Case, draws: Draws) -> float:
    """Return what a day of one person's work costs: below that, planning costs more than doing."""
    return median(planning(case, draws)["salary_per_year"]) / WORKING_DAYS


def _shared(case: Case, draws: Draws) -> Assumptions:
    """Return the planning of another case with the same draws where nothing of it differs.

    What bills share hangs on it, machines sized for a load too, so nothing that a bill reads but
    prices may differ. The facts are kept beside it, so that their ids stay theirs.
    """
    catalog, scenarios = case.catalog, case.profile.scenarios
    facts = (
        catalog.rules,
        catalog.rates,
        catalog.countries,
        catalog.models,
        catalog.machines,
        catalog.accelerators,
    )
    question = (
        "planning",
        *(id(one) for one in facts),
        case.currency,
        case.discount_rate,
        case.crew.loaded_cost,
        case.profile.hardware.site.electricity_per_kwh,
        case.profile.hardware.site.grid_kg_per_kwh,
        case.profile.budget.horizon_years,
        case.profile.organisation.persona,
        case.profile.organisation.country,
        case.headcount,
        scenarios.price_decline_per_year,
        scenarios.retirement_forced_migrations_per_year,
    )
    if question not in draws.memo:
        draws.memo[question] = (_planning(case, draws), facts)
    found: Assumptions = draws.memo[question][0]
    return found


def _planning(case: Case, draws: Draws) -> Assumptions:
    organisation, rules = case.profile.organisation, case.catalog.rules
    overrides: dict[str, Floats | float] = {"discount_rate": case.discount_rate}
    if case.crew.loaded_cost is None:
        usual = usual_salary(case.catalog, organisation.country, organisation.persona)
        rules = {**rules, f"{RULE}.{organisation.persona}": usual.fact}
    else:
        overrides["salary_per_year"] = case.crew.loaded_cost
    rules = {**rules, **_local_energy(case, overrides)}
    scenarios = case.profile.scenarios
    if scenarios.price_decline_per_year is not None:
        overrides["api_price_decline"] = figure(
            case, "scenarios.price_decline_per_year", scenarios.price_decline_per_year, draws
        )
    if scenarios.retirement_forced_migrations_per_year is not None:
        rate = scenarios.retirement_forced_migrations_per_year
        overrides |= {"migrations_per_year_api": rate, "migrations_per_year_seats": rate}
    found = assumptions(
        rules,
        overrides,
        draws.of,
        currency=case.currency,
        rates=case.catalog.rates,
        horizon_years=case.profile.budget.horizon_years,
        persona=organisation.persona,
    )
    size = size_factor(case.headcount)
    sized = {name: found.values[name] * size for name in GROWS_WITH_SIZE}
    return replace(found, values={**found.values, **sized})


def _local_energy(case: Case, overrides: dict[str, Floats | float]) -> dict[str, Fact]:
    """Return price and carbon of electricity at the own site, and set those that are stated."""
    site, organisation = case.profile.hardware.site, case.profile.organisation
    where = (case.catalog, organisation.country, organisation.persona)
    stated = site.electricity_per_kwh
    price = None if stated is None else case.convert(stated.amount, stated.currency)
    found: dict[str, Fact] = {}
    if price is None:
        name = f"{local_energy.PRICE}.{organisation.persona}"
        found[name] = local_energy.electricity_price(*where).fact
    else:
        overrides["price_per_kwh"] = price
    if site.grid_kg_per_kwh is None:
        name = f"{local_energy.GRID}.{organisation.persona}"
        found[name] = local_energy.grid_carbon(*where).fact
    else:
        overrides["site_grid_kg_per_kwh"] = site.grid_kg_per_kwh
    return found
