"""What stands around use and machines on a bill, in the middle: enough for a quick look."""

from opendecide.cost import Demand, Kind
from opendecide.cost.lines import common_lines, kept_running
from opendecide.cost.order_statistics import median
from opendecide.measures.draws import Draws
from opendecide.measures.operability import needs_application
from opendecide.measures.view import View
from opendecide.stages.billing.costing import application_of, covered_lines
from opendecide.stages.billing.filters import guarded
from opendecide.stages.billing.machine_bill import MODES
from opendecide.stages.filling.demand import demand_of
from opendecide.stages.filling.planning_figures import planning
from opendecide.stages.market.quotes import KINDS

_FEW = Draws(seed=0, samples=64)
"""For the middle of each line, which few samples tell well enough."""


def around(view: View) -> float:
    """Return what people, tests, software and an application cost over the horizon.

    Where somebody runs machines it is most of many bills, so whoever leaves it out takes a dearer
    machine for a much dearer deployment.
    """
    mode = view.offer.access_mode
    kind: Kind = MODES[mode] if view.by_machine else KINDS.get(mode, "api")
    question = ("around", kind, guarded(view), needs_application(view), *view.serving)
    return view.case.once(question, lambda: _around(view, kind))


def _around(view: View, kind: Kind) -> float:
    case = view.case
    assumed = planning(case, _FEW)
    demands: dict[str, Demand] = {
        need.id: demand_of(case, need, _FEW) for need in view.served_needs()
    }
    served = tuple(demands.values())
    lines = common_lines(assumed, kind, served, guarded=guarded(view), at_work=kept_running(kind))
    if needs_application(view):
        lines = (*lines, *application_of(view, demands, assumed))
    return sum(median(one.amount) for one in covered_lines(view, lines))
