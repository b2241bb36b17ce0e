"""The machines that carry a load, as the lines of a bill need them."""

from dataclasses import dataclass

from opendecide.cost.bill import Capacity
from opendecide.cost.demand import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """Machines for a load."""

    capacity: Capacity
    machines_by_year: Floats
    """Billed on average in each year; shape (years, s)."""
    machines_at_most: Floats
    """In the busiest year; shape (s,)."""
    kwh_by_year: Floats
    """From the meter; shape (years, s)."""
    charged_share: float
    """Of owned machines, what this use has to carry."""
    drawn: dict[str, Floats]
    weak: tuple[str, ...]
