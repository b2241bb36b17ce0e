"""Section 7: the bill of every short-listed deployment, and where running it oneself pays."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from opendecide.model.costs import CostLine, DeploymentCost, Interval
from opendecide.report.annex import Citation
from opendecide.report.brief import Brief
from opendecide.report.figures import Figure
from opendecide.report.sources import source
from opendecide.report.speech import Speech
from opendecide.report.views.combination import whole_cost
from opendecide.report.views.crossing import Crossing, crossing
from opendecide.report.views.money import (
    Range,
    cost_range,
    line_citations,
    money_range,
    paid_range,
    priciest,
    read,
    years,
)


class LineRow(NamedTuple):
    """Quantity × unit price × factor = amount."""

    label: str
    quantity: str
    unit_price: str
    factor: str
    """Years it is paid for, growth, falling prices and discounting included; of nothing, none."""
    amount: Figure
    low: str
    high: str
    source: str
    address: str
    as_of: str


class DeploymentBill(NamedTuple):
    """The bill of one deployment."""

    name: str
    total: Range | None
    horizon: str
    paid: Range | None
    """What is paid over the horizon, not discounted."""
    first_year: Range | None
    upfront: Range | None
    lines: tuple[LineRow, ...]
    added_up: str
    """The lines added up; nothing where there are none."""
    against_total: str
    """Why the middle of the total is something else."""
    dominant: str
    distrust: str
    note: str


@dataclass(frozen=True, slots=True)
class Bill:
    """The bills of the short list."""

    bills: tuple[DeploymentBill, ...]
    alone: str
    """What the break-even is about where a combination is the answer; empty where none is."""
    break_even: tuple[Crossing, ...]


def bill(brief: Brief) -> Bill:
    """Tell the costs of the short list, line by line."""
    return Bill(
        bills=(*_together(brief), *(_bill(brief, cost) for cost in brief.bills)),
        alone=_alone(brief) if brief.recommendation.break_even else "",
        break_even=tuple(crossing(brief, one) for one in brief.recommendation.break_even),
    )


def _alone(brief: Brief) -> str:
    """Say that a break-even is no statement on the combination."""
    if brief.together is None:
        return ""
    return brief.speech.text(
        "Worked out for deployments that stand alone, each with all the work that it can do, and"
        " not for the combination."
    )


def _together(brief: Brief) -> Iterator[DeploymentBill]:
    """Tell what the combination costs where it is the answer; its parts follow."""
    found, speech = brief.together, brief.speech
    if found is None:
        return
    horizon = next((one.horizon_years for one in found.parts), 0.0)
    yield DeploymentBill(
        name=speech.text("The combination"),
        total=whole_cost(brief, found),
        horizon=years(brief, horizon),
        paid=paid_range(brief, found.paid, speech.currency),
        first_year=_first_year(brief, found.first_year, speech.currency),
        upfront=_upfront(brief, found.upfront, speech.currency),
        lines=(),
        added_up="",
        against_total="",
        dominant="",
        distrust="",
        note=speech.text(
            "The parts follow, each for its share of the work alone; what several of them need is"
            " paid once and counted once in this total."
        ),
    )


def _first_year(
    brief: Brief,
    amount: Interval | None,
    currency: str,
    cited: tuple[Citation, ...] = (),
    dearest: tuple[str, ...] = (),
) -> Range | None:
    text = brief.speech.text
    if amount is None:
        return None
    what = text("Cost of the first year")
    how = text("The lines of the bill that fall into the first year.")
    return money_range(brief, amount, currency, what, how, cited, dearest)


def _upfront(
    brief: Brief,
    amount: Interval | None,
    currency: str,
    cited: tuple[Citation, ...] = (),
    dearest: tuple[str, ...] = (),
) -> Range | None:
    text = brief.speech.text
    if amount is None:
        return None
    what = text("Cash before the first use")
    how = text("The lines of the bill that are due before the first use.")
    return money_range(brief, amount, currency, what, how, cited, dearest)


def _bill(brief: Brief, cost: DeploymentCost) -> DeploymentBill:
    speech = brief.speech
    total = cost_range(brief, cost)
    cited, dearest = line_citations(brief, cost), priciest(brief, cost)
    return DeploymentBill(
        name=brief.payer(cost),
        total=total,
        horizon=years(brief, cost.horizon_years),
        paid=paid_range(brief, cost.paid, cost.currency),
        first_year=_first_year(brief, cost.first_year, cost.currency, cited, dearest),
        upfront=_upfront(brief, cost.upfront, cost.currency, cited, dearest),
        lines=tuple(
            _line(brief, line, label, cost.currency)
            for label, line in zip(line_labels(brief, cost), cost.lines, strict=True)
        ),
        added_up=speech.language.money(cost.added_up, cost.currency) if cost.lines else "",
        against_total=speech.against_total(cost.added_up, cost.p50 or 0.0, cost.currency)
        if cost.lines
        else "",
        dominant=_range(speech, cost),
        distrust=speech.distrusted(cost.distrust),
        note=speech.message(cost.note) if cost.note else "",
    )


def _range(speech: Speech, cost: DeploymentCost) -> str:
    """Say where the range comes from; nothing of a bill that was not looked at closely."""
    if cost.p10 is None or cost.p90 is None:
        return ""
    if not cost.dominant and not cost.years and cost.p10 < cost.p90:
        return ""
    return speech.range_from(cost.dominant, cost.p10, cost.p90)


def line_labels(brief: Brief, cost: DeploymentCost) -> Iterator[str]:
    """Say every line; two of the same thing are told apart by what they are for."""
    said = [brief.speech.message(line.label) for line in cost.lines]
    machines = [line.label.code for line in cost.lines if line.component == "hardware"]
    for label, line in zip(said, cost.lines, strict=True):
        whose = line.label.values.get("workload") or line.label.values.get("model")
        # Machines of two kinds are there for two models.
        alone = said.count(label) == 1 and machines.count(line.label.code) <= 1
        if alone or not whose:
            yield label
        else:
            yield brief.speech.say(
                "{what} ({whose})", what=label, whose=brief.speech.workload(str(whose))
            )


def _line(brief: Brief, line: CostLine, label: str, currency: str) -> LineRow:
    speech, language = brief.speech, brief.speech.language
    amount = line.quantity
    cited = brief.annex.by_id(line.source)
    return LineRow(
        label=label,
        quantity=""
        if amount is None
        else speech.measured(amount, line.unit, figures=None if line.counted else 3),
        unit_price=""
        if line.unit_price is None
        else language.money(line.unit_price, currency, figures=4),
        factor=language.number(line.factor, figures=3) if line.factor else "",
        amount=Figure(
            language.money(line.printed, currency),
            speech.text("Lines of the bill"),
            speech.text("Quantity × unit price × years, each at the middle of its range."),
            cited,
            read(brief, line),
        ),
        low=language.money(line.amount.p10, currency),
        high=language.money(line.amount.p90, currency),
        source="" if cited or not line.source else speech.source(source(line.source).name),
        address=source(line.source).address if line.source and not cited else "",
        as_of=_dated(speech, line),
    )


def _dated(speech: Speech, line: CostLine) -> str:
    """Write the day of a price, and whose it is where none of this operator is known."""
    day = speech.language.day(line.as_of) if line.as_of else ""
    whose = speech.text("another operator's price: of this one none is known")
    return f"{day}{speech.text('; ')}{whose}" if line.borrowed else day
