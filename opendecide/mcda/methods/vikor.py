"""VIKOR: the compromise between the largest group benefit and the smallest individual regret."""

import numpy as np

from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.checks import share
from opendecide.mcda.normalise import divide

_ROUNDING = 1e-12  # relative: a smaller spread is rounding, and stretching it would invent a rank


def vikor(matrix: Floats, weights: Floats, signs: Floats, /, *, v: float = 0.5) -> Outcome:
    """Score each alternative by its regret Q, and name the set of compromise solutions.

    A constant column adds no regret; if S or R is the same for all alternatives, its part of Q
    is 0.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        v: Weight of the group benefit S against the regret R, from 0 to 1.

    Returns:
        Q, shape (n,) or (s, n), from 0 to 1, lower is better. For one weight vector also `S`, `R`,
        `Q`, the two conditions `acceptable_advantage` and `acceptable_stability`, and
        `compromise_set`, the rows of the compromise solutions in ascending order.

    Source:
        Opricovic & Tzeng (2004), Compromise solution by MCDM methods, European Journal of
        Operational Research 156(2).
    """
    balance = share(v, name="v")
    oriented = matrix * signs
    best = oriented.max(axis=0)
    gaps = divide(best - oriented, best - oriented.min(axis=0), otherwise=0.0)
    terms = weights[..., None, :] * gaps
    total, largest = terms.sum(axis=-1), terms.max(axis=-1)
    regret = balance * _stretch(total) + (1 - balance) * _stretch(largest)
    if weights.ndim > 1:
        return regret, {}
    advantage, stability, compromise = _compromise(regret, total, largest)
    details = {
        "S": total,
        "R": largest,
        "Q": regret,
        "acceptable_advantage": advantage,
        "acceptable_stability": stability,
        "compromise_set": compromise,
    }
    return regret, details


def _stretch(values: Floats) -> Floats:
    """Map the smallest of the last axis to 0 and the largest to 1."""
    low = values.min(axis=-1, keepdims=True)
    span = values.max(axis=-1, keepdims=True) - low
    steady = span <= _ROUNDING * np.abs(values).max(axis=-1, keepdims=True)
    return np.asarray(divide(values - low, np.where(steady, 0.0, span), otherwise=0.0) * ~steady)


def _compromise(regret: Floats, total: Floats, largest: Floats) -> tuple[bool, bool, list[int]]:
    """Check the two acceptance conditions and return the compromise set."""
    order = np.argsort(regret, kind="stable")
    enough = 1 / max(len(regret) - 1, 1)
    lead = regret[order] - regret[order[0]]
    second = float(lead[1]) if len(order) > 1 else np.inf
    advantage = second >= enough - _ROUNDING
    first = order[lead <= _ROUNDING]
    stability = any(
        bool((values[first] <= values.min() + _ROUNDING * np.abs(values).max()).any())
        for values in (total, largest)
    )
    if not advantage:
        members = order[lead < enough - _ROUNDING]
    elif not stability:
        members = order[lead <= second + _ROUNDING]
    else:
        members = first
    return advantage, stability, sorted(int(row) for row in members)
