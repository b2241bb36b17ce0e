"""How a yearly payment moves over the horizon, and what one unit of it is worth today."""

from dataclasses import dataclass

import numpy as np

from opendecide.cost.demand import Floats

_NEXT_TO_NOTHING = 1e-9
"""What stands for a first year of nothing before years of something."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Multiples of the first year's payment."""

    path: Floats
    """Shape (years, s) or (years, 1)."""
    worth: Floats
    """Present value of one unit of the first year, over the horizon; shape (s,)."""


def trend(path: Floats, present: Floats) -> Trend:
    """Return a trend from its yearly multiples and the present value of one unit a year.

    Examples:
        >>> trend(np.array([[1.0], [0.5]]), np.array([[0.9], [0.8]])).worth
        array([1.3])
    """
    if path.shape[1] == 1:
        return Trend(path, np.asarray(path[:, 0] @ present))
    return Trend(path, np.einsum("ys,ys->s", path, present))


def since_first_year(by_year: Floats, prices: Floats, present: Floats) -> tuple[Floats, Trend]:
    """Return the first year's quantity, and the trend that has later years' in it.

    Args:
        by_year: Quantity of each year; shape (years, s).
        prices: Multiples of the first year's price; shape (years, s) or (years, 1).
        present: Present value of one unit a year; shape (years, s).

    Examples:
        >>> same = np.ones((2, 1))
        >>> first, later = since_first_year(np.array([[2.0], [3.0]]), same, same)
        >>> first, first * later.worth
        (array([2.]), array([5.]))
    """
    least = _NEXT_TO_NOTHING * by_year.any(axis=0)
    first = np.maximum(by_year[0], least)
    return first, trend(prices * by_year / np.where(first > 0, first, 1.0), present)


def bought_by_year(
    quantity: Floats | float, prices: Trend, present: Floats
) -> tuple[Floats | float, Trend]:
    """Return the first year's quantity, and the trend that has later years' in it if they differ.

    Args:
        quantity: Of each year; shape (years, s) or (years, 1), or one row or figure for all years.
        prices: The trend of what one of it costs.
        present: Present value of one unit a year; shape (years, s).
    """
    if not isinstance(quantity, np.ndarray) or quantity.ndim == 0:
        return float(quantity), prices
    if quantity.ndim == 1:
        return quantity, prices
    if bool((quantity == quantity[0]).all()):
        return quantity[0].copy() if quantity.shape[1] > 1 else float(quantity[0, 0]), prices
    return since_first_year(quantity, prices.path, present)
