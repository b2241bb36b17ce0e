"""What each deployment of the short list costs, and for what."""

from opendecide.model.costs import DeploymentCost
from opendecide.model.message import Message
from opendecide.report.brief import Brief
from opendecide.report.charts.colours import PALETTE, text_on
from opendecide.report.charts.scales import Scale, ticks
from opendecide.report.charts.shapes import (
    INK,
    QUIET,
    WIDTH,
    Box,
    Line,
    Picture,
    Shape,
    Text,
    breadth,
    lines,
)
from opendecide.report.view import View

_TOP, _ROW, _LEFT, _RIGHT = 60.0, 58.0, 230.0, 630.0
_OTHER = "other"


def costs(view: View) -> Picture | None:
    """Draw one stacked bar for each deployment, with the range of its total."""
    brief = view.brief
    bills = [
        cost
        for cost in (brief.costs.get(one.id) for one in brief.shortlist)
        if cost is not None and cost.known and cost.p90 is not None and cost.lines
    ]
    if not bills:
        return None
    names = _components(brief, bills)
    highest = max(max(cost.p90 or 0.0, _sum(cost)) for cost in bills)
    marks = ticks(highest)
    scale = Scale(0, marks[-1], _LEFT, _RIGHT)
    bottom = _TOP + _ROW * len(bills)
    money = brief.speech.language.money
    currency = bills[0].currency
    shapes: list[Shape] = [
        Text(16, 26, brief.speech.text("Cost of the short list, by component"), size=16, bold=True)
    ]
    for mark in marks:
        at = scale.at(mark)
        shapes.append(Line(at, _TOP - 8, at, bottom))
        shapes.append(Text(at, bottom + 16, money(mark, currency), "middle", 11, QUIET))
    for row, cost in enumerate(bills):
        shapes += _bar(brief, cost, names, scale, _TOP + _ROW * row + _ROW / 2)
    key, height = _legend(names, bottom + 40)
    return Picture(
        title=brief.speech.text("Cost of the short list, by component"),
        description="; ".join(_said(brief, cost) for cost in bills),
        height=height,
        shapes=(*shapes, *key),
    )


def _components(brief: Brief, bills: list[DeploymentCost]) -> dict[str, str]:
    """Name the largest components; the palette has no room for more."""
    totals: dict[str, float] = {}
    names: dict[str, str] = {}
    for cost in bills:
        for line in cost.lines:
            totals[line.component] = totals.get(line.component, 0.0) + line.amount.p50
            names.setdefault(line.component, brief.speech.message(_bare(line.label)))
    ordered = sorted(totals, key=lambda one: (-totals[one], one))
    kept = ordered if len(ordered) <= len(PALETTE) else ordered[: len(PALETTE) - 1]
    chosen = {one: names[one] for one in kept}
    return chosen if len(kept) == len(ordered) else chosen | {_OTHER: brief.speech.text("Other")}


def _bare(label: Message) -> Message:
    """Return the label without the model it speaks of: one colour serves every model."""
    return Message(code=label.code)


def _bar(
    brief: Brief, cost: DeploymentCost, names: dict[str, str], scale: Scale, middle: float
) -> list[Shape]:
    money = brief.speech.language.money
    shapes: list[Shape] = [*lines(brief.name(cost.deployment), 16, middle, _LEFT - 30)]
    amounts = dict.fromkeys(names, 0.0)
    for line in cost.lines:
        amounts[line.component if line.component in names else _OTHER] += line.amount.p50
    reached = 0.0
    for position, (_, amount) in enumerate(amounts.items()):
        start, end = scale.at(reached), scale.at(reached + amount)
        reached += amount
        if end - start < 1:
            continue
        colour = PALETTE[position]
        shapes.append(Box(start, middle - 12, end - start - 1, 24, colour))
        label = money(amount, cost.currency)
        if breadth(label, 11) + 8 < end - start:
            shapes.append(Text((start + end) / 2, middle + 4, label, "middle", 11, text_on(colour)))
    low, high = scale.at(cost.p10 or 0.0), scale.at(cost.p90 or 0.0)
    edge = max(high, scale.at(reached))
    shapes += [
        Line(low, middle + 18, high, middle + 18, INK, 1.5),
        Line(low, middle + 15, low, middle + 21, INK, 1.5),
        Line(high, middle + 15, high, middle + 21, INK, 1.5),
        Text(edge + 6, middle + 5, money(cost.p50 or 0.0, cost.currency), bold=True, halo=True),
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


def _sum(cost: DeploymentCost) -> float:
    return sum(line.amount.p50 for line in cost.lines)


def _said(brief: Brief, cost: DeploymentCost) -> str:
    money = brief.speech.language.money
    parts = ", ".join(
        f"{brief.speech.message(line.label)} {money(line.amount.p50, cost.currency)}"
        for line in cost.lines
    )
    total = money(cost.p50 or 0.0, cost.currency)
    return f"{brief.name(cost.deployment)}: {total} ({parts})"
