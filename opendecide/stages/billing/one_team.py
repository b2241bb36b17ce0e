"""The people around several models at one place: one team, for all that these serve."""

from collections.abc import Sequence
from dataclasses import replace

from opendecide.cost import Assumptions, Bill, combine
from opendecide.cost.demand import Floats, years_of_lots
from opendecide.cost.lines import common_lines
from opendecide.cost.lot_hours import at_work_on
from opendecide.cost.plan import Mode

OF_PEOPLE = frozenset(
    {
        "staff",
        "setup",
        "setup_adaptation",
        "evaluation",
        "validation",
        "guardrails",
        "migration",
        "known_migration",
        "exit",
        "software",
    }
)
"""Lines that are not for machines: what the team does, and what it works with."""


def run_by_one_team(
    bills: Sequence[Bill], mode: Mode, assumed: Assumptions, *, guarded: bool
) -> Bill:
    """Add the bills of models at one place, with people once and for the work of all models.

    A second model brings no second set-up, and what it serves is tested and watched like any other
    work. While anything goes on somebody is there, also where what the first model serves is done
    once.

    Args:
        bills: One for each model, the main model's first.
        mode: How they are run.
        assumed: Planning figures.
        guarded: Whether filters come with the service.
    """
    demands = [demand for bill in bills for demand in bill.demands]
    team = common_lines(
        assumed,
        mode,
        demands,
        accelerators=_in_service(bills, mode),
        guarded=guarded,
        at_work=_at_work(bills, years_of_lots(demands)),
    )
    machines = [
        replace(bill, lines=tuple(one for one in bill.lines if one.key not in OF_PEOPLE))
        for bill in bills
    ]
    together = combine(machines)
    return replace(together, lines=(*together.lines, *team))


def _at_work(bills: Sequence[Bill], lot_years: float | None) -> float | None:
    """Return how long the last of the machines is at work where all is done once."""
    if lot_years is None:
        return None
    capacities = [bill.capacity for bill in bills if bill.capacity is not None]
    return max((at_work_on(one, lot_years) for one in capacities), default=None)


def _in_service(bills: Sequence[Bill], mode: Mode) -> Floats | float:
    """Return the accelerators of all whose work goes on, or of all where none does.

    Those that a model shares with another count once. Each person has one device, whatever models
    are on it.
    """
    kept = [bill for bill in bills if any(not one.once for one in bill.demands)] or bills
    first, *others = (bill.capacity for bill in kept)
    count: Floats | float = 0.0 if first is None else first.accelerators
    for one in others:
        if one is not None and mode != "device":
            count = count + (one.accelerators if one.further is None else one.further)
    return count
