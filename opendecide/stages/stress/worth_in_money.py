"""What knowing more is worth in money: by how much more the first could cost for as many points."""

from collections.abc import Sequence

import numpy as np

from opendecide.cost import Bill
from opendecide.cost.order_statistics import median
from opendecide.measures.money import yardstick
from opendecide.measures.performance import Floats
from opendecide.model.criteria import Criteria, Factor, factors_of
from opendecide.model.recommendation import Gap
from opendecide.stages.assessment.scales import Scales
from opendecide.stages.run import Run, scales_of

HALVINGS = 40
COST = "tco"


def in_money(found: Run, criteria: Criteria, gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """Return the gaps with the rise of the cost of the first that takes as many points.

    It is what money is worth to the organisation by its weights, and the most that it should pay
    for an answer. None where so many points are more than cost can take.

    Args:
        found: Today's pass.
        criteria: What is judged.
        gaps: What is not known, with its worth in points.
    """
    costs = [(n, one) for n, one in factors_of(criteria).items() if one.measure == COST]
    view = found.views[found.evaluation.order[0]] if found.evaluation.order else None
    if not costs or view is None or not isinstance(view.bill, Bill):
        return tuple(gaps)
    [(name, factor), *_] = costs
    weight = found.evaluation.weights.by_factor[name]
    unit = _middle(yardstick(view, found.reference))
    today = median(view.bill.total) / unit if unit > 0 else 0.0
    scales = scales_of(found.case, found.draws)

    def money(points: float) -> float | None:
        if weight <= 0 or today <= 0:
            return None
        rise = rise_for(points / (100 * weight), factor, scales, today)
        return None if rise is None else rise * unit

    return tuple(
        one.model_copy(update={"value_in_money": money(one.value_of_information)}) for one in gaps
    )


def rise_for(value: float, factor: Factor, scales: Scales, today: float) -> float | None:
    """Return how far a cost may rise until it has lost so much value; None where it never has."""
    wanted = _at(scales, factor, today) - value
    if wanted < 0 or value <= 0:
        return 0.0 if value <= 0 else None
    low = high = today
    while _at(scales, factor, high) > wanted:
        high *= 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _at(scales, factor, middle) > wanted else (low, middle)
    return high - today


def _at(scales: Scales, factor: Factor, cost: float) -> float:
    return float(scales.along(factor, np.array([cost]))[0])


def _middle(unit: Floats | float) -> float:
    return float(unit) if isinstance(unit, (int, float)) else median(unit)
