"""Machines rented for a lot of work: the hours that it takes, and no more.

Its requests are all there when it begins, so that no machine waits for one, and a machine is given
back when it is through. As many are rented together as keep the days that the lot may take; where
nobody waits none stands by. Loading a model takes minutes, which are not counted; a host that
switches machines off by itself is paid until it does.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from opendecide.cost.assumptions import Assumptions
from opendecide.cost.capacity import Capacity, MediaCapacity
from opendecide.cost.demand import (
    HOURS_PER_YEAR,
    Demand,
    Floats,
    years_at_work,
    years_of_lots,
)
from opendecide.cost.order_statistics import median
from opendecide.cost.placing import first_year
from opendecide.cost.plan import RENTED, RunPlan
from opendecide.cost.provided import Provided
from opendecide.cost.replicas import LOAD_CAP


def lots_by_the_hour(plan: RunPlan, demands: Sequence[Demand]) -> tuple[Demand, ...]:
    """Return what is done once, where machines can be given back after it."""
    if plan.mode not in RENTED or plan.reserved:
        return ()
    return tuple(one for one in demands if one.once)


def every_day(demands: Sequence[Demand], assumed: Assumptions) -> tuple[Demand, ...]:
    """Return lots as if they went on, by which machines are counted as for any other work."""
    # The demands are kept beside the result, so that their ids stay theirs.
    found, _ = assumed.once(
        ("every day", *(id(one) for one in demands)),
        lambda: (tuple(replace(one, lot_years=None) for one in demands), tuple(demands)),
    )
    return found


def for_its_hours(provided: Provided, plan: RunPlan) -> Provided:
    """Return the machines of a lot, on for as long as it takes them."""
    capacity = provided.capacity
    replicas = np.asarray(capacity.replicas)
    standing_by = replicas / np.maximum(replicas - capacity.spare, 1.0)
    # A machine is paid whole, and all of it works.
    share = capacity.accelerators_per_replica / plan.machine.count
    machines = np.asarray(first_year(provided.machines))
    hours = _busy_hours(capacity) * share * standing_by
    hours = hours + machines * (plan.sleeps_after_hours or 0.0)
    awake = hours / (HOURS_PER_YEAR * machines)
    return replace(provided, capacity=replace(capacity, awake=awake, given_back=True))


def until_done(provided: Provided, plan: RunPlan, demands: Sequence[Demand]) -> Provided:
    """Return machines with how long they are needed, where all that they do is done once."""
    lot_years = years_of_lots(demands)
    if lot_years is None:
        return provided
    capacity = provided.capacity
    at_work = at_work_on(capacity, lot_years)
    found = replace(provided, at_work=at_work)
    return replace(found, capacity=replace(capacity, awake=at_work)) if found.lent(plan) else found


def at_work_on(capacity: Capacity | MediaCapacity, lot_years: float) -> float:
    """Return how long machines are at work on lots that may take so long, in years."""
    share = capacity.awake if capacity.given_back else capacity.utilisation
    return years_at_work(lot_years, median(np.asarray(share)))


def beside_what_is_kept(
    plan: RunPlan, lot: Provided, kept: Provided, lots: Sequence[Demand]
) -> Provided:
    """Return the machines of a lot without the hours that machines kept for other work have left.

    They have time at night and between the calls, up to the load that any machine may have, as long
    as they are on; those that stand by are left alone.
    """
    years = max(one.lot_years or 0.0 for one in lots)
    capacity = kept.capacity
    ways = capacity.accelerators_per_replica
    paid = np.asarray(first_year(kept.machines)) * plan.machine.count
    working = paid - capacity.spare * ways
    usable = LOAD_CAP * working * capacity.awake * HOURS_PER_YEAR
    left = np.maximum(usable - _busy_hours(capacity) * ways, 0.0) * years
    taken = np.asarray(lot.capacity.accelerators) * lot.capacity.awake * HOURS_PER_YEAR
    return replace(lot, paid=np.maximum(1.0 - left / taken, 0.0))


def _busy_hours(capacity: Capacity | MediaCapacity) -> Floats:
    """Return the hours of one replica that all the work takes without a pause."""
    there = np.maximum(np.asarray(capacity.replicas), 1.0)
    return np.asarray(capacity.utilisation * there * HOURS_PER_YEAR)
