"""Quantiles of samples: as numpy has them, without its checks, which cost more than sorting."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from opendecide.cost.demand import Floats

_HALF = 0.5


def quantile(samples: "Floats", *shares: float) -> tuple[float, ...]:
    """Return quantiles of samples, interpolated linearly.

    Args:
        samples: Shape (s,), all of them numbers.
        *shares: From 0 to 1.

    Examples:
        >>> quantile(np.linspace(0.0, 100.0, 101), 0.1, 0.5)
        (10.0, 50.0)
    """
    last = len(samples) - 1
    places = [last * share for share in shares]
    ordered = np.sort(samples)
    return tuple(
        _between(float(ordered[int(place)]), float(ordered[min(int(place) + 1, last)]), place % 1.0)
        for place in places
    )


def _between(low: float, high: float, share: float) -> float:
    """Interpolate from the nearer end, as numpy does, so that the last digit is the same."""
    step = high - low
    return low + step * share if share < _HALF else high - step * (1 - share)


def median(samples: "Floats | float") -> float:
    """Return the median of samples; one figure for all samples is its own.

    Examples:
        >>> median(np.array([3.0, 1.0, 2.0])), median(4.0)
        (2.0, 4.0)
    """
    if not isinstance(samples, np.ndarray) or samples.ndim == 0:
        return float(samples)
    middle = len(samples) // 2
    if len(samples) % 2:
        return float(np.partition(samples, middle)[middle])
    ordered = np.partition(samples, [middle - 1, middle])
    return float((ordered[middle - 1] + ordered[middle]) / 2)


def median_reaches(samples: "Floats", bound: float) -> bool:
    """Tell whether the median of samples is at least a bound: to count is quicker than to sort.

    Examples:
        >>> median_reaches(np.array([3.0, 1.0, 2.0]), 2.0)
        True
        >>> median_reaches(np.array([0.0, 3.0]), 2.0)
        False
    """
    twice = 2 * int(np.count_nonzero(samples >= bound))
    # Half of them on either side: the median lies between the two in the middle.
    return twice > len(samples) if twice != len(samples) else median(samples) >= bound
