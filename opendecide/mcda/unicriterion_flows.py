"""Flows of one criterion in n log n: sort once, then count and add up with prefix sums."""

import numpy as np

from opendecide.mcda.arrays import Floats
from opendecide.mcda.preference import Preference, degree

_CHUNK = 2**22  # differences held at a time by the gaussian, which has no shortcut


def flows(column: Floats, preference: Preference) -> tuple[Floats, Floats]:
    """Return the preference of each alternative over all others, and of all others over it.

    Args:
        column: Shape (n,), more is better.
        preference: The criterion's preference function.

    Returns:
        Two sums over the others, shape (n,) each, from 0 to n - 1.
    """
    slack = 1e-12 * float(np.abs(column).max())
    if preference.shape == "gaussian":
        return _pairwise(column, preference)
    order = np.argsort(column)
    ordered = column[order]
    leaving = _given(ordered, preference, slack)
    entering = _given(-ordered[::-1], preference, slack)[::-1]
    plus, minus = np.empty_like(column), np.empty_like(column)
    plus[order] = leaving
    minus[order] = entering
    return plus, minus


def _given(ordered: Floats, preference: Preference, slack: float) -> Floats:
    """Return the preference of each entry of an ascending column over all entries."""
    shape, q, p, _ = preference
    if shape == "linear" and p > q:
        return _ramped(ordered, q, p)
    if shape == "level":
        return (_below(ordered, q + slack) + _below(ordered, p + slack)) / 2
    return _below(ordered, (0.0 if shape == "usual" else q) + slack)


def _below(ordered: Floats, gap: float) -> Floats:
    """Count the entries that lie more than a gap below each entry."""
    return np.searchsorted(ordered, ordered - gap, side="left").astype(float)


def _ramped(ordered: Floats, q: float, p: float) -> Floats:
    """Sum a preference that rises linearly from 0 at a lead of q to 1 at a lead of p."""
    centred = ordered - ordered.mean()  # prefix sums of small numbers keep their digits
    sums = np.concatenate([[0.0], np.cumsum(centred)])
    whole = np.searchsorted(centred, centred - p, side="left")
    some = np.maximum(np.searchsorted(centred, centred - q, side="left"), whole)
    ramp = (some - whole) * (centred - q) - (sums[some] - sums[whole])
    result: Floats = whole + np.maximum(ramp, 0.0) / (p - q)
    return result


def _pairwise(column: Floats, preference: Preference) -> tuple[Floats, Floats]:
    """Sum over all pairs, a block of rows at a time."""
    rows = max(1, _CHUNK // len(column))
    plus, minus = np.empty_like(column), np.zeros_like(column)
    for start in range(0, len(column), rows):
        block = slice(start, start + rows)
        table = degree(preference, column[block, None] - column[None, :])
        plus[block] = table.sum(axis=1)
        minus += table.sum(axis=0)
    return plus, minus
