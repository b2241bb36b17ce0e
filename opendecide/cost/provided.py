"""The machines that carry a load, as the lines of a bill need them."""

from dataclasses import dataclass

import numpy as np

from opendecide.cost.capacity import Capacity, MediaCapacity
from opendecide.cost.demand import Floats
from opendecide.cost.plan import RunPlan


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
    at_work: float | None = None
    """Years that they are needed where all is done once; None where something goes on."""

    def lent(self, plan: RunPlan) -> bool:
        """Tell whether all are at hand, and go back to other uses once there is no work."""
        return plan.machines_available is not None and not np.any(self.bought)

    def while_at_work(self, of_each_year: Floats | float) -> Floats | float:
        """Return a figure of each year for as long as there is work."""
        if self.at_work is None:
            return of_each_year
        return np.asarray(of_each_year * self.at_work * (np.asarray(self.growth) > 0))

    def kwh_at_work(self) -> Floats:
        """Return what the meter counts for as long as there is work; shape as `kwh_by_year`."""
        if self.at_work is None:
            return self.kwh_by_year()
        return np.asarray(self.capacity.kwh_metered * (np.asarray(self.growth) > 0))

    def kwh_by_year(self) -> Floats:
        """Return what the meter counts; shape (years, s) or (1, s) when no year differs."""
        if isinstance(self.capacity, MediaCapacity):
            return self.capacity.kwh_by_year
        per_replica = np.asarray(self.capacity.accelerators) / np.maximum(
            self.capacity.replicas, 1.0
        )
        busy = self.capacity.busy_share(self.growth, self.replicas)
        return self.capacity.kwh_per_year(busy, per_replica * self.replicas)
