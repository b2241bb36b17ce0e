"""What one deployment takes, in the unit of a measure."""

from collections.abc import Iterator
from datetime import date

from opendecide.cost.order_statistics import quantile
from opendecide.measures.case import Case
from opendecide.measures.performance import Performance
from opendecide.measures.view import View
from opendecide.model.criteria import Criteria, Factor
from opendecide.stages.assessment.ratings import rate
from opendecide.stages.run import Run, scales_of

Span = tuple[float, float, float]
"""P10, P50 and P90."""


def span_of(found: Run, row: int, measure: str) -> Span | None:
    """Return P10, P50 and P90 of a measure in its own unit; None when it is not known."""
    for name, _ in _measured(found.case.criteria, measure):
        return _span(found.problem.ratings[row][name].performance)
    return None


def span_at(found: Run, view: View, measure: str) -> Span | None:
    """Return the same for what is no row of the ranking, such as a part of a combination."""
    for _, factor in _measured(found.case.criteria, measure):
        scales = scales_of(view.case, found.draws)
        return _span(rate(view, factor, scales, found.draws, found.reference).performance)
    return None


def usual_day(case: Case, weeks: Span | None) -> date | None:
    """Return the day in the middle of a span of weeks from the decision."""
    return None if weeks is None else case.day_after(weeks[1])


def _measured(criteria: Criteria, measure: str) -> Iterator[tuple[str, Factor]]:
    for criterion in criteria.criteria:
        for factor in criterion.factors:
            if factor.measure == measure:
                yield f"{criterion.id}.{factor.id}", factor


def _span(shown: Performance) -> Span | None:
    if shown.samples is not None:
        low, mid, high = quantile(shown.samples, 0.1, 0.5, 0.9)
        return low, mid, high
    if None in (shown.low, shown.mid, shown.high):
        return None
    return (shown.low or 0.0, shown.mid or 0.0, shown.high or 0.0)
