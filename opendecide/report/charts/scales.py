"""From figures to positions, and round numbers for the ticks."""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import NamedTuple


class Scale(NamedTuple):
    """A linear or logarithmic axis between two positions."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """Return the position of a value, inside the axis."""
        low, high, here = self.low, self.high, min(max(value, self.low), self.high)
        if self.log:
            low, high, here = log10(low), log10(high), log10(here)
        return self.start + (self.end - self.start) * (here - low) / ((high - low) or 1.0)


def ticks(high: float, most: int = 5) -> tuple[float, ...]:
    """Return round numbers from 0 to just above a value.

    Examples:
        >>> ticks(730000.0)
        (0.0, 200000.0, 400000.0, 600000.0, 800000.0)
    """
    if high <= 0:
        return (0.0, 1.0)
    rough = high / most
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
    return tuple(round(step * position, 9) for position in range(ceil(high / step - 1e-9) + 1))


def decades(values: Sequence[float]) -> tuple[float, ...]:
    """Return the powers of ten around positive values."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return tuple(10.0**power for power in range(low, max(high, low + 1) + 1))
