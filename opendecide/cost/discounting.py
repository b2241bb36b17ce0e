"""Money over time: present value, growth and falling prices."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MONTHS = 12


def year_lengths(horizon_years: float) -> Floats:
    """Return how much of each year lies inside the horizon; shape (years,).

    Examples:
        >>> year_lengths(2.5)
        array([1. , 1. , 0.5])
    """
    years = max(1, math.ceil(horizon_years - 1e-9))
    return np.asarray(np.minimum(1.0, horizon_years - np.arange(years)))


def present_value_of_years(discount_rate: Floats, horizon_years: float) -> Floats:
    """Return what one unit of money a year, paid monthly, is worth today; shape (years, s).

    Month m is discounted by (1 + r)^(m/12); a broken last year counts its share of months.

    Examples:
        >>> present_value_of_years(np.array([0.0]), 2.5)
        array([[1. ],
               [1. ],
               [0.5]])
    """
    lengths = year_lengths(horizon_years)
    monthly = (1.0 + discount_rate) ** (-1.0 / MONTHS)
    factors = np.empty((lengths.size, discount_rate.size))
    for year, length in enumerate(lengths):
        whole = np.zeros(discount_rate.size)
        for month in range(math.ceil(length * MONTHS - 1e-9)):
            share = min(1.0, float(length) * MONTHS - month)
            whole += share * monthly ** (year * MONTHS + month)
        factors[year] = whole / MONTHS
    return factors


def compound(rate_per_year: Floats | float, years: int) -> Floats:
    """Return (1 + rate)^year for each year from 0; shape (years, s) or (years, 1).

    Examples:
        >>> compound(0.5, 3).ravel()
        array([1.  , 1.5 , 2.25])
    """
    base = 1.0 + np.atleast_1d(np.asarray(rate_per_year, dtype=float))
    return base[None, :] ** np.arange(years)[:, None]
