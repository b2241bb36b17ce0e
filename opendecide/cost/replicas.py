"""How many replicas keep the wait short: Erlang's formula over sequence slots."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from opendecide.cost.demand import Floats

LOAD_CAP = 0.85
"""For arrivals burstier than Poisson."""
WAIT_S = 1.0
WAIT_PROBABILITY = 0.01
_TINY = 1e-300
_LOADS = 160
_SERVICES = 24
_LEAST_LOAD = 1e-3
_LEAST_SERVICE_S = 0.05
_LOAD_STEP = math.log(256 * LOAD_CAP / _LEAST_LOAD) / (_LOADS - 1)
_SERVICE_STEP = math.log(2000.0 / _LEAST_SERVICE_S) / (_SERVICES - 1)
_CAP_RULES_ABOVE = 256
"""Slots from which the load cap alone decides."""


def waiting_probability(erlangs: float, slots: int, *, service_s: float, wait_s: float) -> float:
    """Return the probability that a request waits longer than `wait_s` for a slot.

    Erlang C from the Erlang B recursion, times the exponential tail of the wait.

    Examples:
        >>> round(waiting_probability(0.85 * 128, 128, service_s=12.2, wait_s=1.0), 3)
        0.01
    """
    if erlangs >= slots:
        return 1.0
    blocked = 1.0
    for slot in range(1, slots + 1):
        blocked = erlangs * blocked / (slot + erlangs * blocked)
    waits = slots * blocked / (slots - erlangs * (1.0 - blocked))
    return float(waits * np.exp(-(slots - erlangs) * wait_s / service_s))


def replicas(
    arrivals_per_s: Floats,
    service_s: Floats,
    slots_per_replica: Floats,
    *,
    growth: Floats | None = None,
    waited_for: bool = True,
) -> Floats | float:
    """Return the smallest number of replicas that keeps load and wait within limits.

    Args:
        arrivals_per_s: At the peak of the first year; shape (s,).
        service_s: Time one request holds a slot; shape (s,).
        slots_per_replica: Sequences decoded together; shape (s,).
        growth: Arrivals of each year over the first; shape (years, s) or (years, 1).
        waited_for: Whether somebody waits; otherwise a queue does no harm, and load alone counts.

    Returns:
        At least 1; shape (s,), or (years, s) with growth. A single 1.0 when one replica is enough
        in every year and sample.
    """
    erlangs = arrivals_per_s * service_s
    slots = slots_needed if waited_for else _slots_under_load
    rise = 1.0 if growth is None else max(float(growth.max()), 0.0)
    worst = slots(np.array([float(erlangs.max()) * rise]), np.array([float(service_s.max())]))
    # Only where one replica has fewer slots than the worst sample needs is there more to know.
    tight = np.flatnonzero(slots_per_replica < worst[0])
    if tight.size == 0:
        return 1.0
    loads = erlangs[tight]
    found = np.ones(erlangs.shape if growth is None else (len(growth), erlangs.size))
    if growth is not None:
        loads = loads * (growth if growth.shape[1] == 1 else growth[:, tight])
    needed = slots(loads, service_s[tight])
    found[..., tight] = np.maximum(np.ceil(needed / slots_per_replica[tight] - 1e-9), 1.0)
    return found


def slots_for(erlangs: Floats, service_s: Floats, *, waited_for: bool) -> Floats:
    """Return the slots that a load needs, the last of them in part."""
    return slots_needed(erlangs, service_s) if waited_for else _slots_under_load(erlangs, service_s)


def _slots_under_load(erlangs: Floats, _service_s: Floats) -> Floats:
    """Return the slots that keep load within its limit, however long the queue."""
    return np.asarray(np.maximum(erlangs, _LEAST_LOAD) / LOAD_CAP)


def slots_needed(erlangs: Floats, service_s: Floats) -> Floats:
    """Return the slots that keep load and wait within limits, interpolated from a table.

    Loads of shape (years, s) may share service times of shape (s,).
    """
    erlangs = np.maximum(erlangs, _LEAST_LOAD)
    capped = erlangs / LOAD_CAP
    if float(capped.min()) >= _CAP_RULES_ABOVE:
        return capped
    # Single precision: the table is good to a thousandth of a slot anyway, and it halves the time.
    rows, down = _place(erlangs / _LEAST_LOAD, _LOAD_STEP, _LOADS)
    columns, right = _place(service_s / _LEAST_SERVICE_S, _SERVICE_STEP, _SERVICES)
    rows *= _SERVICES
    rows += columns
    corner, lower, later, both = (part.take(rows) for part in _slot_table())
    both *= right
    both += lower
    both *= down
    later *= right
    corner += later
    corner += both
    corner[capped >= _CAP_RULES_ABOVE] = 0.0
    return np.maximum(capped, corner)


def _place(ratio: Floats, step: float, count: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return cell and place within the cell of a table that is even in the logarithm."""
    where = np.log(ratio.astype(np.float32))
    where *= np.float32(1.0 / step)
    np.clip(where, 0.0, count - 1.001, out=where)
    cell = where.astype(np.int32)
    where -= cell
    return cell, where


@lru_cache(maxsize=1)
def _slot_table() -> tuple[NDArray[np.float32], ...]:
    """Return the slots that each load and service time needs: a constant, computed once.

    As four flat tables: the value of a cell's corner, its rise with load, with time, and with both.
    """
    loads = _LEAST_LOAD * np.exp(_LOAD_STEP * np.arange(_LOADS))
    services = _LEAST_SERVICE_S * np.exp(_SERVICE_STEP * np.arange(_SERVICES))
    table = np.full((loads.size, services.size), np.nan)
    blocked = np.ones(loads.size)
    before = np.ones((loads.size, services.size))
    met = 0
    for slot in range(1, 2 * _CAP_RULES_ABOVE):
        blocked = loads * blocked / (slot + loads * blocked)
        # Loads rise: only those between what is met already and what is stable are worked out.
        rows = slice(met, int(np.searchsorted(loads, slot)))
        load, service = loads[rows], services[None, :]
        waits = slot * blocked[rows] / (slot - load * (1.0 - blocked[rows]))
        late = waits[:, None] * np.exp(-(slot - load)[:, None] * WAIT_S / service)
        enough = np.isnan(table[rows]) & (late <= WAIT_PROBABILITY)
        # Between two whole numbers of slots, along the logarithm of the probability.
        late = np.maximum(late, _TINY)
        earlier = np.log(before[rows])
        part = (earlier - np.log(WAIT_PROBABILITY)) / np.maximum(earlier - np.log(late), _TINY)
        table[rows][enough] = (slot - 1 + np.clip(part, 0.0, 1.0))[enough]
        before[rows] = late
        met += int((~np.isnan(table[rows]).any(axis=1)).sum())
        if met == loads.size:
            break
    by_load = np.zeros_like(table)
    by_time = np.zeros_like(table)
    by_both = np.zeros_like(table)
    by_load[:-1] = np.diff(table, axis=0)
    by_time[:, :-1] = np.diff(table, axis=1)
    by_both[:, :-1] = np.diff(by_load, axis=1)
    return tuple(part.ravel().astype(np.float32) for part in (table, by_load, by_time, by_both))
