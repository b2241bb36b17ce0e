"""The machines that carry a load, as the lines of a bill need them."""

from dataclasses import dataclass

import numpy as np

from opendecide.cost.capacity import Capacity, MediaCapacity
from opendecide.cost.demand import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Provided:
    """Machines for a load; a figure that holds for all years and samples is a single number."""

    capacity: Capacity | MediaCapacity
    machines: Floats | float
    """Billed on average in each year, of those at hand the free share; shape (years, s)."""
    bought: Floats | float
    """Of these, what has to be bought; shape (years, s), or (s,) where it is ordered at once."""
    replicas: Floats | float
    """At work or standing by in each year; shape (years, s)."""
    growth: Floats | float
    """Load of each year's busiest hour over that of the first; shape (years, s) or (years, 1)."""
    speed_inputs: tuple[str, ...]
    weak: tuple[str, ...]
    paid: Floats | float = 1.0
    """Of their hours, the share for which no machine kept for other work has time."""

    def in_years_of_work(self, of_each_year: Floats | float) -> Floats | float:
        """Return a figure of each year, nothing of those in which all the work is done already."""
        working = np.asarray(self.growth) > 0
        return of_each_year if working.all() else np.asarray(of_each_year * working)

    def kwh_by_year(self) -> Floats:
        """Return what the meter counts; shape (years, s) or (1, s) when no year differs."""
        if isinstance(self.capacity, MediaCapacity):
            return self.capacity.kwh_by_year
        per_replica = np.asarray(self.capacity.accelerators) / np.maximum(
            self.capacity.replicas, 1.0
        )
        busy = self.capacity.busy_share(self.growth, self.replicas)
        return self.capacity.kwh_per_year(busy, per_replica * self.replicas)
