"""What the short list costs by component: what the chart draws, as figures."""

from collections.abc import Iterable
from typing import NamedTuple

from opendecide.model.costs import DeploymentCost
from opendecide.report.brief import Brief


class ComponentRow(NamedTuple):
    """One component, and its middle in the bill of every deployment."""

    name: str
    amounts: tuple[str, ...]


class Components(NamedTuple):
    """The components of all bills, the largest first."""

    deployments: tuple[str, ...]
    rows: tuple[ComponentRow, ...]


def drawn(brief: Brief) -> tuple[DeploymentCost, ...]:
    """Return the bills of the short list whose every price is known."""
    return tuple(cost for cost in brief.bills if cost.known and cost.p90 is not None and cost.lines)


def by_component(bill: DeploymentCost) -> dict[str, float]:
    """Add up the middles of the lines of each component."""
    found: dict[str, float] = {}
    for line in bill.lines:
        found[line.component] = found.get(line.component, 0.0) + line.printed
    return found


def largest_first(bills: Iterable[DeploymentCost]) -> tuple[str, ...]:
    """Return the components by what they cost in all bills together."""
    totals: dict[str, float] = {}
    for bill in bills:
        for name, amount in by_component(bill).items():
            totals[name] = totals.get(name, 0.0) + amount
    return tuple(sorted(totals, key=lambda one: (-totals[one], one)))


def components(brief: Brief) -> Components:
    """Tell what every component costs in every bill of the short list."""
    bills = drawn(brief)
    sums = [by_component(one) for one in bills]
    money = brief.speech.language.money
    return Components(
        deployments=tuple(map(brief.payer, bills)),
        rows=tuple(
            ComponentRow(
                brief.speech.word("cost_part", name),
                tuple(
                    money(found[name], bill.currency) if name in found else "–"
                    for found, bill in zip(sums, bills, strict=True)
                ),
            )
            for name in largest_first(bills)
        ),
    )
