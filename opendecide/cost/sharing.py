"""Models that make one job at a time beside another model, on machines rented for that one.

What both keep busy at the peak adds up, and a machine that stands by does so for both. Jobs go to
whichever accelerator is free, so that each model takes the same share of all of them, and slows the
other down by it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from opendecide.cost.capacity import Capacity, MediaCapacity, Shared
from opendecide.cost.demand import Floats
from opendecide.cost.load import SECONDS_PER_DAY
from opendecide.cost.order_statistics import median
from opendecide.cost.placing import first_year
from opendecide.cost.provided import Provided
from opendecide.cost.replicas import slots_for


class Together(NamedTuple):
    """A model, and those that run on its machines."""

    main: Provided
    others: tuple[Provided, ...]
    """The first of them pays for what all take beyond the machines of the main model."""


class _Work(NamedTuple):
    """Accelerators that one model takes."""

    at_caps: Floats
    """At the peak of each year with room for a short wait, the last of them in part; (years, s)."""
    busy: Floats
    """At the peak of the first year, without that room; shape (s,)."""
    spare: float
    """Standing by."""


def share(main: Provided, others: Sequence[Provided], count: int) -> Together:
    """Return models on the same machines, with the machines and the time that this takes.

    Args:
        main: With room left in the memory of its accelerators for the others.
        others: Each sized for itself, one job at a time on an accelerator.
        count: Accelerators of one machine.
    """
    own, theirs = _work(main), [_work(one) for one in others]
    ways = main.capacity.accelerators_per_replica
    there = np.ceil(np.asarray(main.replicas) * (ways / count) - 1e-9) * count
    spare = max(own.spare, *(one.spare for one in theirs))
    needed = own.at_caps + sum(one.at_caps for one in theirs) + spare
    more = np.maximum(np.ceil((needed - there) / count - 1e-9), 0.0)
    working = np.maximum(_first(there + more * count) - spare, 1.0)
    busy = own.busy + sum(one.busy for one in theirs)
    placed = []
    for place, (one, work) in enumerate(zip(others, theirs, strict=True)):
        paid = more if place == 0 else np.zeros_like(more)
        shared = Shared(
            at_work=median(_first(work.at_caps)),
            main_at_work=median(_first(own.at_caps)),
            spare=spare,
            there=median(_first(there)),
            more=median(_first(paid)),
        )
        capacity = replace(
            _slowed_jobs(_one_job_at_a_time(one), (busy - work.busy) / working),
            accelerators=_first(paid) * count,
            further=_first(paid) * count,
            shared=shared,
        )
        placed.append(replace(one, capacity=capacity, machines=paid, bought=0.0))
    slowed = _slowed(main.capacity, (busy - own.busy) / working)
    return Together(replace(main, capacity=slowed), tuple(placed))


def _one_job_at_a_time(provided: Provided) -> MediaCapacity:
    """Return what a guest can do; a model that decodes wants all memory left for its cache."""
    if not isinstance(provided.capacity, MediaCapacity):
        raise TypeError("only models that make one job at a time share machines of another")
    return provided.capacity


def _work(provided: Provided) -> _Work:
    capacity = provided.capacity
    if isinstance(capacity, MediaCapacity):
        peak = sum(
            one.seconds_per_day / SECONDS_PER_DAY * one.peak_factor for one in capacity.works
        )
        busy = np.asarray(peak)
        at_caps = np.atleast_2d(busy * provided.growth) / capacity.load_cap
        return _Work(at_caps, busy, capacity.spare)
    load, point, ways = capacity.load, capacity.point, capacity.accelerators_per_replica
    together = load.peak_per_s * point.held_s
    slots = slots_for(
        np.atleast_2d(together * provided.growth), point.held_s, waited_for=load.interactive
    )
    return _Work(
        at_caps=slots / point.batch * ways,
        busy=np.asarray(together / point.batch * ways),
        spare=float(ways) if load.interactive else 0.0,
    )


def _slowed(capacity: Capacity | MediaCapacity, taken: Floats) -> Capacity | MediaCapacity:
    """Return what a model's machines can do where others take a share of the time of each."""
    if isinstance(capacity, MediaCapacity):
        return _slowed_jobs(capacity, taken)
    point, left = capacity.point, 1.0 - taken
    slower = replace(
        point,
        times=replace(point.times, losses=point.times.losses * left),
        token_time_s=point.token_time_s / left,
    )
    return replace(capacity, point=slower)


def _slowed_jobs(capacity: MediaCapacity, taken: Floats) -> MediaCapacity:
    return replace(capacity, p95_s=capacity.p95_s / (1.0 - taken))


def _first(by_year: Floats) -> Floats:
    return np.asarray(first_year(by_year))
