"""Section 7, after the bills: by year, by unit, in other circumstances, and how it follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, isclose
from typing import NamedTuple

from opendecide.model.costs import (
    CostLine,
    DeploymentCost,
    Energy,
    Interval,
    Scenario,
    UnitCost,
    YearlyCost,
)
from opendecide.report.brief import Brief
from opendecide.report.views.bill import line_labels
from opendecide.report.views.crossing import written


class YearRow(NamedTuple):
    """One component in every year."""

    component: str
    amounts: tuple[str, ...]
    total: str


class UnitRow(NamedTuple):
    """What one unit of work costs and consumes."""

    name: str
    tokens: str
    tokens_full: str
    requests: str
    requests_full: str
    kwh: str
    carbon: str


class WorkloadRow(NamedTuple):
    """What a unit of one workload costs at a service that does other work as well."""

    name: str
    workload: str
    price: str


class ScenarioRow(NamedTuple):
    """The total over the horizon if something were different."""

    label: str
    total: str
    per_unit: str
    budget: str


class Prospect(NamedTuple):
    """What one deployment costs by year and in other circumstances."""

    name: str
    years: tuple[YearRow, ...]
    scenarios: tuple[ScenarioRow, ...]


class Worked(NamedTuple):
    """How the figures of one deployment follow from the organisation's own."""

    name: str
    workings: tuple[str, ...]
    products: tuple[str, ...]
    """Quantity × unit price × factor = amount, line by line."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The short list, looked at from other sides."""

    numbers: tuple[str, ...]
    """Of the years, as headings."""
    prospects: tuple[Prospect, ...]
    worked: tuple[Worked, ...]
    """The leader, and what it is set against; of a combination its parts, and the best alone."""
    units: tuple[UnitRow, ...]
    workloads: tuple[WorkloadRow, ...]
    """In their own units, where a bill is for several kinds of work."""
    unknown_energy: bool
    """Whether a range stands in for machines that nobody knows."""
    withheld: str
    """Why no side is said to cost less; empty when it is said."""
    excluded: str
    """Which side of the break-even a gate excludes; empty when both may be used."""
    stale: bool
    """Whether a price is older than the profile allows."""


def outlook(brief: Brief) -> Outlook:
    """Tell the costs of the short list from other sides."""
    costs = [one for one in brief.bills if one.known and one.years]
    looked_at = _looked_at(brief, costs)
    longest = max((len(row.years) for one in costs for row in one.years), default=0)
    reasons = {
        brief.speech.message(one.withheld)
        for one in brief.recommendation.break_even
        if one.withheld is not None
    }
    return Outlook(
        numbers=tuple(
            brief.speech.say("Year {number}", number=str(year + 1)) for year in range(longest)
        ),
        prospects=(*_whole(brief), *(_prospect(brief, one) for one in looked_at)),
        worked=tuple(_worked(brief, one) for one in looked_at),
        units=tuple(_units(brief, one) for one in costs),
        workloads=tuple(row for one in costs for row in _workloads(brief, one)),
        unknown_energy=any(one.energy is not None and not one.energy.known for one in costs),
        withheld=" ".join(sorted(reasons)),
        excluded=next(
            (brief.name(one.excluded) for one in brief.recommendation.break_even if one.excluded),
            "",
        ),
        stale=any(line.stale for one in costs for line in one.lines),
    )


def _whole(brief: Brief) -> Iterator[Prospect]:
    """Tell what a combination costs by year; its parts are tried in other circumstances."""
    found, speech = brief.together, brief.speech
    if found is not None and found.years:
        rows = _by_year(brief, found.years, speech.currency)
        yield Prospect(name=speech.text("The combination"), years=rows, scenarios=())


def _prospect(brief: Brief, cost: DeploymentCost) -> Prospect:
    return Prospect(
        name=brief.payer(cost),
        years=_by_year(brief, cost.years, cost.currency),
        scenarios=tuple(_scenario(brief, cost, one) for one in cost.scenarios),
    )


def _by_year(brief: Brief, years: Sequence[YearlyCost], currency: str) -> tuple[YearRow, ...]:
    """Write every component by year, and their sum."""
    money = brief.speech.language.money
    rows = [
        YearRow(
            component=brief.speech.word("cost_part", one.component),
            amounts=tuple(money(amount, currency) for amount in one.years),
            total=money(sum(one.years), currency),
        )
        for one in years
    ]
    sums = [sum(amounts) for amounts in zip(*(one.years for one in years), strict=True)]
    whole = YearRow(
        component=brief.speech.text("Total"),
        amounts=tuple(money(one, currency) for one in sums),
        total=money(sum(sums), currency),
    )
    return (*rows, whole)


def _looked_at(brief: Brief, costs: Sequence[DeploymentCost]) -> Sequence[DeploymentCost]:
    """Return the leader and what the break-even sets it against, else the runner-up.

    Of a combination return the parts, and the best deployment alone.
    """
    if brief.together is not None:
        bought = {one.deployment for one in brief.together.parts}
        parts = [one for one in costs if one.deployment in bought]
        alone = [one for one in costs if one.deployment not in bought]
        return [*parts, *alone[:1]]
    against = {one.against for one in brief.recommendation.break_even}
    against |= {one.deployment for one in brief.recommendation.break_even}
    others = sorted(costs[1:], key=lambda one: one.deployment not in against)
    return [*costs[:1], *others[:1]]


def _worked(brief: Brief, cost: DeploymentCost) -> Worked:
    return Worked(
        name=brief.payer(cost),
        workings=tuple(brief.speech.message(one) for one in cost.workings),
        products=tuple(
            _product(brief, line, label, cost.currency)
            for label, line in zip(line_labels(brief, cost), cost.lines, strict=True)
            if line.central and line.quantity is not None
        ),
    )


def _product(brief: Brief, line: CostLine, label: str, currency: str) -> str:
    """Write a line so that it can be multiplied out; four figures leave a fraction of a percent."""
    speech, language = brief.speech, brief.speech.language
    product = speech.say(
        "{line}: {quantity} × {price} × {factor} = {amount}",
        line=label,
        quantity=speech.measured(line.quantity or 0.0, line.unit, figures=4),
        price=language.money(line.unit_price or 0.0, currency, figures=4),
        factor=language.number(line.factor or 0.0, figures=4),
        amount=language.money(line.printed, currency, figures=4),
    )
    middle = language.money(line.amount.p50, currency)
    if language.money(line.printed, currency) == middle:
        return product
    return speech.say(
        "{product}; drawn together, the middle is {middle}", product=product, middle=middle
    )


def _scenario(brief: Brief, cost: DeploymentCost, one: Scenario) -> ScenarioRow:
    speech = brief.speech
    if one.total is None:
        return ScenarioRow(speech.word("scenario", one.id), speech.text("not possible"), "–", "–")
    unit = speech.word("cost_per", cost.units[0].unit) if cost.units else ""
    price = None if one.per_unit is None else speech.language.money(one.per_unit, cost.currency)
    return ScenarioRow(
        label=speech.word("scenario", one.id),
        total=_span(brief, one.total, cost.currency),
        per_unit="–" if price is None else f"{price} / {unit}",
        budget="–"
        if brief.is_part(cost)
        else _months(brief, one.budget_months, 12 * cost.horizon_years),
    )


def _months(brief: Brief, months: Interval | None, horizon: float) -> str:
    """Say when the budget is used up."""
    speech = brief.speech
    if months is None:
        return speech.text("no ceiling stated")
    if months.p50 >= horizon:
        return speech.text("lasts to the end")
    return speech.say(
        "used up in month {number}",
        number=speech.language.number(floor(months.p50) + 1, decimals=0),
    )


def _span(brief: Brief, interval: Interval, currency: str) -> str:
    low, mid, high = (
        brief.speech.language.money(one, currency)
        for one in (interval.p10, interval.p50, interval.p90)
    )
    return f"{mid} ({low}–{high})"


def _units(brief: Brief, cost: DeploymentCost) -> UnitRow:
    by_unit = {one.unit: one for one in cost.units if one.workload is None}
    tokens, requests = by_unit.get("Mtok"), by_unit.get("thousand requests")
    return UnitRow(
        name=brief.payer(cost),
        tokens=_provisioned(brief, tokens, cost.currency),
        tokens_full=_full_load(brief, tokens, cost.currency),
        requests=_provisioned(brief, requests, cost.currency),
        requests_full=_full_load(brief, requests, cost.currency),
        kwh=_energy(brief, cost.energy, "kWh"),
        carbon=_energy(brief, cost.energy, "kg"),
    )


def _workloads(brief: Brief, cost: DeploymentCost) -> Iterator[WorkloadRow]:
    for one in cost.units:
        if one.workload is not None and one.full_load is not None:
            unit = brief.speech.word("cost_per", one.unit)
            price = _span(brief, one.full_load, cost.currency)
            if isclose(one.full_load.p10, one.full_load.p90):  # a price list has no range
                price = brief.speech.language.money(one.full_load.p50, cost.currency)
            yield WorkloadRow(
                name=brief.payer(cost),
                workload=brief.speech.workload(one.workload),
                price=f"{price} / {unit}",
            )


def _provisioned(brief: Brief, one: UnitCost | None, currency: str) -> str:
    if one is None or one.provisioned is None:
        return "–"
    return _span(brief, one.provisioned, currency)


def _full_load(brief: Brief, one: UnitCost | None, currency: str) -> str:
    return "–" if one is None or one.full_load is None else _span(brief, one.full_load, currency)


def _energy(brief: Brief, energy: Energy | None, unit: str) -> str:
    if energy is None:
        return "–"
    interval = energy.kwh if unit == "kWh" else energy.kgco2e
    low, mid, high = (
        brief.speech.language.number(one, figures=2)
        for one in (interval.p10, interval.p50, interval.p90)
    )
    full = ""
    if unit == "kWh" and energy.full_load_kwh is not None:
        at = written(brief.speech, energy.full_load_kwh, "kWh")
        full = brief.speech.text("; ") + brief.speech.say("{figure} at full load", figure=at)
    return f"{mid} ({low}–{high}){full}" if energy.known else f"{low}–{high}"
