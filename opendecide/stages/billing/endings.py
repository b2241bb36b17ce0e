"""When the models of a deployment are known to end at its offer, as a bill counts it."""

from collections.abc import Mapping
from dataclasses import replace

from opendecide.cost import Assumptions, Demand
from opendecide.cost.demand import DAYS_PER_YEAR
from opendecide.measures.lifetime import keeps_its_copy, retirement
from opendecide.measures.view import View

LASTING = frozenset({"seat"})
"""Where the vendor puts another model into the same product, and nobody has to move."""


def until_the_end(
    view: View, demands: Mapping[str, Demand], assumed: Assumptions
) -> Mapping[str, Demand]:
    """Return the demands with the years from first use until the model that serves each ends."""
    if view.offer.access_mode in LASTING or keeps_its_copy(view):
        return demands
    start = min(need.go_live for need in view.case.needs)
    found = dict(demands)
    for name, model in view.serving.items():
        end = retirement(view, model)
        if end is not None and end[0] > start:
            years = (end[0] - start).days / DAYS_PER_YEAR
            found[name] = _ending(demands[name], years, assumed)
    return found


def _ending(demand: Demand, years: float, assumed: Assumptions) -> Demand:
    """Return a workload whose model ends: one object for all bills, which share what follows."""
    # The demand is kept beside the result, so that its id stays its own.
    found, _ = assumed.once(
        ("ending", id(demand), years), lambda: (replace(demand, model_ends=years), demand)
    )
    return found
