"""How many replicas keep the wait short: Erlang's formula over sequence slots."""

import math
from functools import lru_cache

import numpy as np

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
) -> Floats | float:
    """Return the smallest number of replicas that keeps load and wait within limits.

    Args:
        arrivals_per_s: At the peak of the first year; shape (s,).
        service_s: Time one request holds a slot; shape (s,).
        slots_per_replica: Sequences decoded together; shape (s,).
        growth: Arrivals of each year over the first; shape (years, s) or (years, 1).

    Returns:
        At least 1; shape (s,), or (years, s) with growth. A single 1.0 when one replica is enough
        in every year and sample.
    """
    erlangs = arrivals_per_s * service_s
    rise = 1.0 if growth is None else max(float(growth.max()), 0.0)
    worst = slots_needed(
        np.array([float(erlangs.max()) * rise]), np.array([float(service_s.max())])
    )
    # Only where one replica has fewer slots than the worst sample needs is there more to know.
    tight = np.flatnonzero(slots_per_replica < worst[0])
    if tight.size == 0:
        return 1.0
    loads = erlangs[tight]
    found = np.ones(erlangs.shape if growth is None else (len(growth), erlangs.size))
    if growth is not None:
        loads = loads * (growth if growth.shape[1] == 1 else growth[:, tight])
    needed = slots_needed(loads, service_s[tight])
    found[..., tight] = np.maximum(np.ceil(needed / slots_per_replica[tight] - 1e-9), 1.0)
    return found


def slots_needed(erlangs: Floats, service_s: Floats) -> Floats:
    """Return the slots that keep load and wait within limits, interpolated from a table.

    Loads of shape (years, s) may share service times of shape (s,).
    """
    erlangs = np.maximum(erlangs, _LEAST_LOAD)
    capped = erlangs / LOAD_CAP
    if float(capped.min()) >= _CAP_RULES_ABOVE:
        return capped
    table = _slot_table()
    rows = np.clip(np.log(erlangs / _LEAST_LOAD) / _LOAD_STEP, 0.0, _LOADS - 1.001)
    columns = np.clip(np.log(service_s / _LEAST_SERVICE_S) / _SERVICE_STEP, 0.0, _SERVICES - 1.001)
    row, column = rows.astype(np.intp), columns.astype(np.intp)
    down, right = rows - row, columns - column
    corner = row * _SERVICES + column
    top = table[corner] * (1 - right) + table[corner + 1] * right
    bottom = table[corner + _SERVICES] * (1 - right) + table[corner + _SERVICES + 1] * right
    tabled = top * (1 - down) + bottom * down
    return np.maximum(capped, np.where(capped < _CAP_RULES_ABOVE, tabled, 0.0))


@lru_cache(maxsize=1)
def _slot_table() -> Floats:
    """Return the slots that each load and service time needs (a constant, computed once)."""
    loads = _LEAST_LOAD * np.exp(_LOAD_STEP * np.arange(_LOADS))
    services = _LEAST_SERVICE_S * np.exp(_SERVICE_STEP * np.arange(_SERVICES))
    table = np.full((loads.size, services.size), np.nan)
    blocked = np.ones(loads.size)
    before = np.ones((loads.size, services.size))
    for slot in range(1, 2 * _CAP_RULES_ABOVE):
        blocked = loads * blocked / (slot + loads * blocked)
        stable = loads < slot
        waits = np.where(stable, slot * blocked / (slot - loads * (1.0 - blocked)), 1.0)
        tail = np.exp(-np.maximum(slot - loads, 0.0)[:, None] * WAIT_S / services[None, :])
        late = np.where(stable[:, None], waits[:, None] * tail, 1.0)
        enough = np.isnan(table) & (late <= WAIT_PROBABILITY)
        # Between two whole numbers of slots, along the logarithm of the probability.
        late = np.maximum(late, _TINY)
        drop = np.log(before) - np.log(late)
        part = (np.log(before) - np.log(WAIT_PROBABILITY)) / np.maximum(drop, _TINY)
        table[enough] = (slot - 1 + np.clip(part, 0.0, 1.0))[enough]
        before = late
        if not np.isnan(table).any():
            break
    return table.ravel()
