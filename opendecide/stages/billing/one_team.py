"""The people around several models at one place: one team, for all that these serve."""

from collections.abc import Sequence
from dataclasses import replace

from opendecide.cost import Assumptions, Bill, combine
from opendecide.cost.bill import SHARED
from opendecide.cost.demand import Floats
from opendecide.cost.lines import common_lines
from opendecide.cost.plan import Mode

OF_PEOPLE = frozenset({*SHARED, "validation", "setup_adaptation"})
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
    team = common_lines(
        assumed,
        mode,
        [demand for bill in bills for demand in bill.demands],
        accelerators=_in_service(bills),
        guarded=guarded,
    )
    machines = [
        replace(bill, lines=tuple(one for one in bill.lines if one.key not in OF_PEOPLE))
        for bill in bills
    ]
    together = combine(machines)
    return replace(together, lines=(*together.lines, *team))


def _in_service(bills: Sequence[Bill]) -> Floats | float:
    """Return the accelerators of the first whose work goes on, or of the first of all."""
    kept = [bill for bill in bills if any(not one.once for one in bill.demands)]
    first = (kept or bills)[0]
    return 0.0 if first.capacity is None else first.capacity.accelerators
