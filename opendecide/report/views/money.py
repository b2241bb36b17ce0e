"""The cost of one deployment as a range with its origin."""

from collections.abc import Sequence
from typing import NamedTuple

from opendecide.model.costs import OF_THE_MODEL, CostLine, DeploymentCost, Interval, YearlyCost
from opendecide.report.annex import Citation
from opendecide.report.brief import Brief
from opendecide.report.figures import Figure
from opendecide.report.sources import source


class Range(NamedTuple):
    """P50 with P10 and P90."""

    middle: Figure
    low: Figure
    high: Figure
    said: str
    """All three in one phrase; one figure where they read the same."""


def cost_range(brief: Brief, cost: DeploymentCost | None) -> Range | None:
    """Return the cost over the horizon, or None when it is not known."""
    if cost is None or not cost.known or cost.p10 is None or cost.p50 is None or cost.p90 is None:
        return None
    interval = Interval(p10=cost.p10, p50=cost.p50, p90=cost.p90)
    return money_range(
        brief,
        interval,
        cost.currency,
        brief.speech.text("Cost over the horizon"),
        brief.speech.text(
            "Sum of the lines of the bill in section 7, each drawn in every sample;"
            " P10, P50 and P90 of the sum."
        ),
        line_citations(brief, cost),
        priciest(brief, cost),
    )


def of_the_model(brief: Brief, years: Sequence[YearlyCost]) -> str:
    """Say how much of a cost is for the model, where most of it is for the work around it.

    Expected amounts, since those of the components add up.
    """
    whole = sum(sum(one.years) for one in years)
    model = sum(sum(one.years) for one in years if one.component in OF_THE_MODEL)
    if whole <= 0 or model > whole / 2:
        return ""
    return brief.speech.say(
        "Of what the first one is expected to cost, {share} pays for the model or its machines; the"
        " rest is mostly people's time, for set-up, running and tests (section 7, cost by year).",
        share=brief.speech.language.percent(max(0.0, model / whole)),
    )


def paid_range(brief: Brief, paid: Interval | None, currency: str) -> Range | None:
    """Return what is paid over the horizon, or None when it is not known."""
    if paid is None:
        return None
    return money_range(
        brief,
        paid,
        currency,
        brief.speech.text("Paid over the horizon"),
        brief.speech.text(
            "Sum of all payments over the horizon as they fall due, not discounted; a ceiling is"
            " held against it."
        ),
    )


def priciest(brief: Brief, cost: DeploymentCost) -> tuple[str, ...]:
    """Say where the price of the dearest line was read; nothing where its fact is cited."""
    dearest = max(cost.lines, key=lambda one: one.amount.p50, default=None)
    if dearest is None:
        return ()
    return tuple(brief.speech.say("dearest line, {line}", line=one) for one in read(brief, dearest))


def read(brief: Brief, line: CostLine) -> tuple[str, ...]:
    """Say source, date and grade of the price of a line; nothing where its fact is cited."""
    if not line.source or brief.annex.by_id(line.source):
        return ()
    speech = brief.speech
    parts = (
        speech.source(source(line.source).name),
        speech.language.day(line.as_of) if line.as_of else "",
        speech.word("grade", line.grade) if line.grade else "",
    )
    found = " · ".join(one for one in parts if one)
    return (f"{speech.message(line.label)}{speech.text(': ')}{found}",)


def line_citations(brief: Brief, cost: DeploymentCost) -> tuple[Citation, ...]:
    """Return the facts that the lines of a bill rest on."""
    found = (one for line in cost.lines for one in brief.annex.by_id(line.source))
    return tuple({one.label: one for one in found}.values())


def money_range(  # noqa: PLR0913 — an interval, and the parts of its figures
    brief: Brief,
    interval: Interval,
    currency: str,
    label: str,
    formula: str,
    citations: tuple[Citation, ...] = (),
    read_in: tuple[str, ...] = (),
) -> Range:
    """Write an interval of money with two significant figures."""

    def written(amount: float) -> Figure:
        return Figure(
            brief.speech.language.money(amount, currency), label, formula, citations, read_in
        )

    middle, low, high = map(written, (interval.p50, interval.p10, interval.p90))
    said = middle.text
    if not low.text == middle.text == high.text:
        said = brief.speech.say(
            "{middle} ({low} to {high})", middle=middle.text, low=low.text, high=high.text
        )
    return Range(middle, low, high, said)


def years(brief: Brief, horizon: float) -> str:
    """Write the length of the horizon."""
    return brief.speech.measured(horizon, "years")
