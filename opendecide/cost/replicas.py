"""How many replicas keep the wait short: Erlang's formula over sequence slots."""

from functools import lru_cache

import numpy as np

from opendecide.cost.demand import Floats
from opendecide.cost.speed import Numbers

LOAD_CAP = 0.85
"""For arrivals burstier than Poisson."""
WAIT_S = 1.0
WAIT_PROBABILITY = 0.01
_TINY = 1e-300
_CAP_RULES_ABOVE = 256
"""Slots from which the load cap alone decides."""


def waiting_probability(erlangs: float, slots: int, *, service_s: float, wait_s: float) -> float:
    """Return the probability that a request waits longer than `wait_s` for a slot.

    Erlang C from the Erlang B recursion, times the exponential tail of the wait.

    Examples:
        >>> round(waiting_probability(0.85 * 128, 128, service_s=30.0, wait_s=1.0), 3)
        0.011
    """
    if erlangs >= slots:
        return 1.0
    blocked = 1.0
    for slot in range(1, slots + 1):
        blocked = erlangs * blocked / (slot + erlangs * blocked)
    waits = slots * blocked / (slots - erlangs * (1.0 - blocked))
    return float(waits * np.exp(-(slots - erlangs) * wait_s / service_s))


def replicas(arrivals_per_s: Numbers, service_s: Numbers, slots_per_replica: Numbers) -> Floats:
    """Return the smallest number of replicas that keeps load and wait within limits.

    Args:
        arrivals_per_s: At the peak.
        service_s: Time one request holds a slot.
        slots_per_replica: Sequences decoded together.

    Returns:
        At least 1; what broadcasts, broadcasts.
    """
    erlangs = np.asarray(arrivals_per_s * np.asarray(service_s), dtype=float)
    needed = slots_needed(erlangs, np.asarray(service_s, dtype=float))
    return np.maximum(np.ceil(needed / slots_per_replica - 1e-9), 1.0)


def slots_needed(erlangs: Floats, service_s: Floats) -> Floats:
    """Return the slots that keep load and wait within limits, interpolated from a table."""
    capped = erlangs / LOAD_CAP
    if not np.any(capped < _CAP_RULES_ABOVE):
        return capped
    loads, services, table = _slot_table()
    rows = np.interp(np.log(np.maximum(erlangs, loads[0])), np.log(loads), np.arange(loads.size))
    columns = np.interp(
        np.log(np.clip(service_s, services[0], services[-1])),
        np.log(services),
        np.arange(services.size),
    )
    row = np.minimum(rows.astype(int), loads.size - 2)
    column = np.minimum(columns.astype(int), services.size - 2)
    down, right = rows - row, columns - column
    flat, width = table.ravel(), services.size
    corner = row * width + column
    top = flat[corner] * (1 - right) + flat[corner + 1] * right
    bottom = flat[corner + width] * (1 - right) + flat[corner + width + 1] * right
    return np.maximum(
        capped, np.where(capped < _CAP_RULES_ABOVE, top * (1 - down) + bottom * down, 0)
    )


@lru_cache(maxsize=1)
def _slot_table() -> tuple[Floats, Floats, Floats]:
    """Return loads, service times and the slots they need (a constant, computed once)."""
    loads = np.geomspace(1e-3, _CAP_RULES_ABOVE * LOAD_CAP, 160)
    services = np.geomspace(0.05, 2000.0, 24)
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
    return loads, services, table
