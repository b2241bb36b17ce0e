"""What one deployment takes, in the unit of a measure."""

import numpy as np

from opendecide.stages.run import Run


def span_of(found: Run, row: int, measure: str) -> tuple[float, float, float] | None:
    """Return P10, P50 and P90 of a measure in its own unit; None when it is not known."""
    for criterion in found.case.criteria.criteria:
        for factor in criterion.factors:
            if factor.measure == measure:
                shown = found.problem.ratings[row][f"{criterion.id}.{factor.id}"].performance
                if shown.samples is not None:
                    low, mid, high = np.quantile(shown.samples, [0.1, 0.5, 0.9])
                    return float(low), float(mid), float(high)
                if None not in (shown.low, shown.mid, shown.high):
                    return (shown.low or 0.0, shown.mid or 0.0, shown.high or 0.0)
    return None
