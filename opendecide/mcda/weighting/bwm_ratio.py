"""The non-linear best-worst model: the smallest largest deviation of ratios, and its weights."""

import numpy as np

from opendecide.mcda.arrays import Floats

_SLACK = 1e-10  # relative room that linear programming needs around the optimal deviation


def largest_deviation(over: Floats, under: Floats, best: int, worst: int) -> float:
    """Return the smallest xi with all |w_best/w_j - a| and |w_j/w_worst - a| at most xi.

    With w_worst = 1, a deviation is possible if an interval for w_best is not empty; it grows
    with xi, so halving finds the least.

    Args:
        over: Best to others, shape (m,).
        under: Others to worst, shape (m,).
        best: The index of the best criterion.
        worst: The index of the worst.
    """
    middle = np.ones(len(over), dtype=bool)
    middle[[best, worst]] = False
    direct = over[worst]

    def possible(xi: float) -> bool:
        low = np.maximum(over[middle] - xi, 0.0) * np.maximum(under[middle] - xi, 0.0)
        high = (over[middle] + xi) * (under[middle] + xi)
        return bool(
            max(direct - xi, low.max(initial=0.0)) <= min(direct + xi, high.min(initial=np.inf))
        )

    small, large = 0.0, float(max(over.max(), under.max()) ** 2)
    if possible(small):
        return small
    for _ in range(200):
        half = (small + large) / 2
        small, large = (small, half) if possible(half) else (half, large)
    return large


def weight_intervals(over: Floats, under: Floats, best: int, worst: int, xi: float) -> Floats:
    """Return the smallest and largest weight of each criterion at a deviation xi.

    Returns:
        Shape (m, 2); the weights of one solution sum to 1, the ends of intervals need not.
    """
    from scipy.optimize import linprog

    count = len(over)
    room = xi + _SLACK * max(float(over.max()), 1.0)
    rows = []
    for criterion in range(count):
        if criterion != best:
            rows += _within(count, best, criterion, over[criterion], room)
        if criterion != worst:
            rows += _within(count, criterion, worst, under[criterion], room)
    intervals = np.zeros((count, 2))
    if not rows:
        return np.ones((count, 2)) / count
    for criterion in range(count):
        for end, sign in ((0, 1.0), (1, -1.0)):
            found = linprog(
                sign * np.eye(count)[criterion],
                A_ub=np.array(rows),
                b_ub=np.zeros(len(rows)),
                A_eq=np.ones((1, count)),
                b_eq=[1.0],
                method="highs",
            )
            intervals[criterion, end] = found.x[criterion]
    return intervals


def _within(count: int, upper: int, lower: int, ratio: float, room: float) -> list[Floats]:
    """Return rows for w_upper / w_lower within room of a ratio."""
    most, least = np.zeros(count), np.zeros(count)
    most[upper] += 1
    most[lower] -= ratio + room
    least[upper] -= 1
    least[lower] += ratio - room
    return [most, least]
