"""How a yearly payment moves over the horizon, and what one unit of it is worth today."""

from dataclasses import dataclass

import numpy as np

from opendecide.cost.demand import Floats


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
