"""What each deployment of the short list costs, and for what."""

from opendecide.model.costs import DeploymentCost
from opendecide.report.brief import Brief
from opendecide.report.charts.colours import PALETTE, text_on
from opendecide.report.charts.scales import Scale, ticks
from opendecide.report.charts.shapes import (
    INK,
    QUIET,
    WIDTH,
    Box,
    Dot,
    Line,
    Picture,
    Shape,
    Text,
    breadth,
    lines,
    wrapped,
)
from opendecide.report.view import View
from opendecide.report.views.components import by_component, drawn, largest_first

_ROW, _LEFT, _RIGHT = 62.0, 230.0, 600.0
_CAPTION, _STEP = 48.0, 16.0
_OTHER = "other"


def costs(view: View) -> Picture | None:
    """Draw one stacked bar for each deployment, and under it the range of its total."""
    brief = view.brief
    bills = drawn(brief)
    if not bills:
        return None
    text, money, currency = brief.speech.text, brief.speech.language.money, bills[0].currency
    title = text("Cost of the short list, by component")
    names = _components(brief, bills)
    highest = max(max(cost.p90 or 0.0, sum(_bought(cost).values())) for cost in bills)
    marks = ticks(highest)
    scale = Scale(0, marks[-1], _LEFT, _RIGHT)
    explained = text(
        "Bar: the middle of each component. Line below: the range of the total, P10 to P90,"
        " with its middle as a dot; middles of parts need not add up to it."
    )
    if any(by_component(cost).keys() - _bought(cost).keys() for cost in bills):
        explained += " " + text("Credits are taken off the total, not off the bar.")
    caption = wrapped(explained, WIDTH - 40, size=12)
    shapes: list[Shape] = [Text(16, 26, title, size=16, bold=True)]
    shapes += [
        Text(16, _CAPTION + _STEP * place, row, size=12, fill=QUIET)
        for place, row in enumerate(caption)
    ]
    top = _CAPTION + _STEP * len(caption) + 12
    bottom = top + _ROW * len(bills)
    for mark in marks:
        at = scale.at(mark)
        shapes.append(Line(at, top - 8, at, bottom))
        shapes.append(Text(at, bottom + 16, money(mark, currency), "middle", 11, QUIET))
    for row, cost in enumerate(bills):
        shapes += _bar(brief, cost, names, scale, top + _ROW * row + _ROW / 2)
    key, height = _legend(names, bottom + 40)
    return Picture(
        title=title,
        description=brief.speech.text("; ").join(_said(brief, cost) for cost in bills),
        height=height,
        shapes=(*shapes, *key),
    )


def _components(brief: Brief, bills: tuple[DeploymentCost, ...]) -> dict[str, str]:
    """Name the largest components; the palette has no room for more."""
    bought = {name for cost in bills for name in _bought(cost)}
    ordered = [name for name in largest_first(bills) if name in bought]
    kept = ordered if len(ordered) <= len(PALETTE) else ordered[: len(PALETTE) - 1]
    chosen = {one: brief.speech.word("cost_part", one) for one in kept}
    return chosen if len(kept) == len(ordered) else chosen | {_OTHER: brief.speech.text("Other")}


def _bought(cost: DeploymentCost) -> dict[str, float]:
    """Return the components that money is paid for: what others pay has no length."""
    return {name: amount for name, amount in by_component(cost).items() if amount >= 0.0}


def _bar(
    brief: Brief, cost: DeploymentCost, names: dict[str, str], scale: Scale, middle: float
) -> list[Shape]:
    money = brief.speech.language.money
    shapes: list[Shape] = [*lines(brief.payer(cost), 16, middle, _LEFT - 30)]
    amounts = dict.fromkeys(names, 0.0)
    for name, amount in _bought(cost).items():
        amounts[name if name in names else _OTHER] += amount
    reached = 0.0
    for position, (_, amount) in enumerate(amounts.items()):
        start, end = scale.at(reached), scale.at(reached + amount)
        reached += amount
        if end - start < 1:
            continue
        colour = PALETTE[position]
        shapes.append(Box(start, middle - 16, end - start - 1, 24, colour))
        label = money(amount, cost.currency)
        if breadth(label, 11) + 8 < end - start:
            shapes.append(Text((start + end) / 2, middle, label, "middle", 11, text_on(colour)))
    low, high = scale.at(cost.p10 or 0.0), scale.at(cost.p90 or 0.0)
    edge, y = max(high, scale.at(reached)) + 8, middle + 18
    span = f"{money(cost.p10 or 0.0, cost.currency)}–{money(cost.p90 or 0.0, cost.currency)}"
    shapes += [
        Line(low, y, high, y, INK, 1.5),
        Line(low, y - 4, low, y + 4, INK, 1.5),
        Line(high, y - 4, high, y + 4, INK, 1.5),
        Dot(scale.at(cost.p50 or 0.0), y, INK, 4.5),
        Text(edge, middle + 1, money(cost.p50 or 0.0, cost.currency), bold=True, halo=True),
        Text(edge, y + 2, span, size=11, fill=QUIET, halo=True),
    ]
    return shapes


def _legend(names: dict[str, str], top: float) -> tuple[list[Shape], float]:
    shapes: list[Shape] = []
    x, y = 16.0, top
    for position, name in enumerate(names.values()):
        wide = breadth(name, 12) + 34
        if x + wide > WIDTH - 12:
            x, y = 16.0, y + 20
        shapes += [Box(x, y - 10, 12, 12, PALETTE[position]), Text(x + 17, y, name, size=12)]
        x += wide
    return shapes, y + 18


def _said(brief: Brief, cost: DeploymentCost) -> str:
    money = brief.speech.language.money
    parts = ", ".join(
        f"{brief.speech.message(line.label)} {money(line.printed, cost.currency)}"
        for line in cost.lines
    )
    total = money(cost.p50 or 0.0, cost.currency)
    return f"{brief.payer(cost)}{brief.speech.text(': ')}{total} ({parts})"
