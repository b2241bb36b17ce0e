"""Where replicas run: on what is free of the machines at hand, and on more of the same beside."""

from typing import NamedTuple

import numpy as np

from opendecide.cost.demand import Floats
from opendecide.cost.plan import RunPlan


class Placed(NamedTuple):
    """Machines for so many replicas; shape (years, s), or one figure for all of them."""

    replicas: Floats | float
    """At work or standing by."""
    machines: Floats | float
    """Of those at hand only the share that is free for this."""
    bought: Floats | float
    """Of these machines, the ones that are not there yet."""
    missing: Floats | float
    """Accelerators that the first year's peak takes beyond all there are; shape (s,)."""


def place(plan: RunPlan, ways: int, working: Floats | float, spare: float) -> Placed:
    """Place replicas that spread over so many accelerators each.

    A spare replica takes room that is there; nothing is bought for it beside machines at hand.
    """
    if plan.machines_available is None:
        replicas = working + spare
        machines = _machines(plan, ways, replicas)
        theirs = plan.already_owned or plan.mode == "cloud"
        return Placed(replicas, machines, 0.0 if theirs else machines, 0.0)
    room = max((plan.free_accelerators + 1e-9) // ways, 1.0)
    beyond = np.maximum(working - room, 0.0)
    there = 0.0 if plan.beside else plan.machines_available * plan.free_share
    inside = np.minimum(working + spare, room)
    if not plan.expandable:
        return Placed(inside, there, 0.0, first_year(beyond) * ways)
    # What the last year needs is ordered at the start, by the card and not by the whole machine.
    bought = np.max(np.atleast_2d(beyond), axis=0) * (ways / plan.machine.count)
    return Placed(inside + beyond, there + bought, bought, 0.0)


def further_accelerators(plan: RunPlan, placed: Placed) -> Floats | float | None:
    """Return those that are bought beside the machines of another model; None where it has none."""
    return first_year(placed.bought) * float(plan.machine.count) if plan.beside else None


def slots_free(plan: RunPlan, ways: int) -> float:
    """Return the share of one replica's places that other uses of its accelerators leave over."""
    if plan.machines_available is None:
        return 1.0
    return min(plan.free_accelerators / ways, 1.0)


def first_year(by_year: Floats | float) -> Floats | float:
    """Return the first year of a path, or the figure that holds for every year."""
    if isinstance(by_year, np.ndarray) and by_year.ndim > 1:
        return np.asarray(by_year[0])
    return by_year


def _machines(plan: RunPlan, ways: int, replicas: Floats | float) -> Floats | float:
    return np.ceil(replicas * (ways / plan.machine.count) - 1e-9)
