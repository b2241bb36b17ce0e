"""How many people it takes: by the workloads, by who uses them, and by the devices they run on."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import numpy as np

from opendecide.cost.demand import Floats

CARE: Mapping[str, float] = MappingProxyType(
    {"low": 0.8, "medium": 1.0, "high": 1.3, "critical": 1.6}
)
"""By criticality; judgement, as in `rules/staffing`."""
FURTHER = 0.15
"""What each further workload adds to the first: who runs and tests one knows most of the next."""


def care_together(cares: Iterable[float]) -> float:
    """Return the factor for several workloads: that of the worst, and a little for each other.

    Examples:
        >>> care_together([1.0])
        1.0
        >>> round(care_together([1.0, 1.6]), 2)
        1.84
    """
    found = tuple(cares)
    return max(found, default=1.0) * (1 + FURTHER * max(len(found) - 1, 0))


WORKING_DAYS = 220.0
"""Of one full-time year."""
USUAL_HEADCOUNT = 300
"""The size that the planning figures of people around a service are meant for."""
GROWTH_WITH_SIZE = 1 / 3
"""Eight times the people ask for twice the work: accounts and questions grow with them, integration
and tests hardly; judgement, between the days a year of an office of ten and a council of 900."""
GROWS_WITH_SIZE = frozenset(
    {
        *(f"{what}_{kind}" for what in ("fte", "setup") for kind in ("api", "seats", "managed")),
        "fte_evaluation",
        "fte_guardrails",
        "fte_application",
        "setup_application",
        "migration",
    }
)
"""Planning figures of people that size moves; who runs machines is as busy in a small house."""


def size_factor(headcount: float) -> float:
    """Return how many times the usual people an organisation of this size takes.

    Examples:
        >>> size_factor(300), round(size_factor(2400), 2), round(size_factor(9), 2)
        (1.0, 2.0, 0.31)
    """
    return float((max(headcount, 1.0) / USUAL_HEADCOUNT) ** GROWTH_WITH_SIZE)


def as_of_few(devices: Floats | float, few: Floats | float, scale: Floats | float) -> Floats:
    """Return how many devices of a small fleet take as much of somebody's time as so many.

    The first take a time each; from about as many as one person cares for by hand, tools take over
    and the time grows with a power of their number. It has no step, and more never take less.

    Args:
        devices: How many there are.
        few: How many one person cares for without tools.
        scale: The power; beyond 1 nothing is gained by number, and nothing is lost.

    Examples:
        >>> [round(float(as_of_few(n, 242, 0.5)), 1) for n in (1, 10, 5000)]
        [1.0, 9.9, 1768.6]
    """
    power = np.minimum(scale, 1.0)
    return np.asarray(few * ((1.0 + devices / few) ** power - 1.0) / power)
