"""In which days a lot of work is done where machines are others': from first use to the deadline.

Who has machines lets them work, and is through when they are; who pays by the hour or the token
takes as many as the deadline asks for.
"""

from collections.abc import Mapping

from opendecide.cost import Assumptions, Demand
from opendecide.cost.demand import DAYS_PER_YEAR
from opendecide.measures.case import Need
from opendecide.measures.view import View
from opendecide.stages.assessment.ratings import in_general

DAYS_PER_WEEK = 7.0
OWN = frozenset({"onprem", "device"})
"""Ways to run models on machines of one's own."""
Bounds = tuple[float, float]
"""Days at the soonest first use (P10) and at the expected one (P50)."""


def lots_with_a_deadline(view: View) -> tuple[Need, ...]:
    """Return what is done once and has a day of its own by which it must be done."""
    dated = view.case.once(
        ("lots with a deadline",),
        lambda: frozenset(
            need.id for need in view.case.needs if need.once and need.workload.deadline is not None
        ),
    )
    return tuple(need for need in view.served_needs() if need.id in dated) if dated else ()


def days_left(view: View, need: Need) -> Bounds | None:
    """Return the days from first use to the deadline, at the soonest and as expected.

    None where nobody knows when it can be used; less than nothing where that is too late by itself.
    """
    expected = in_general(view, "time_to_production")
    if need.workload.deadline is None or expected.low is None or expected.mid is None:
        return None
    days = float((need.workload.deadline - view.case.decision_date).days)
    return days - DAYS_PER_WEEK * expected.low, days - DAYS_PER_WEEK * expected.mid


def in_the_days_left(
    view: View, demands: Mapping[str, Demand], assumed: Assumptions
) -> Mapping[str, Demand]:
    """Return the demands with each lot done between first use and its deadline.

    Where first use is expected too late for it the lot keeps the days of a year: a gate says that
    it is late.
    """
    lots = lots_with_a_deadline(view)
    if not lots or view.offer.access_mode in OWN:
        return demands
    paced = dict(demands)
    for need in lots:
        left = days_left(view, need)
        if left is not None and left[1] >= 1.0:
            paced[need.id] = _within(demands[need.id], min(left[1], DAYS_PER_YEAR), assumed)
    return paced


def _within(demand: Demand, days: float, assumed: Assumptions) -> Demand:
    """Return a lot in so many days: one object for all bills, which share what follows from it."""
    # The demand is kept beside the result, so that its id stays its own.
    found, _ = assumed.once(("within", id(demand), days), lambda: (demand.within(days), demand))
    return found
