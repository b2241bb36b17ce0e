"""PROMETHEE I and II: flows of preference given and received."""

from collections.abc import Sequence

import numpy as np

from opendecide.mcda.arrays import ArrayLike, Floats, Outcome
from opendecide.mcda.preference import Preference, degree, preferences
from opendecide.mcda.unicriterion_flows import flows

_ROUNDING = 1e-12
_MOST_PAIRS = 1000  # beyond so many alternatives, tables of all pairs are left out


def promethee(  # noqa: PLR0913 - the thresholds are the method's own parameters
    matrix: Floats,
    weights: Floats,
    signs: Floats,
    /,
    *,
    functions: str | Sequence[str] = "usual",
    q: ArrayLike = 0.0,
    p: ArrayLike = 0.0,
    s: ArrayLike = 0.0,
) -> Outcome:
    """Score each alternative by its net flow; the two flows alone give a partial order.

    The flows are exact and take n log n for all shapes but the gaussian, which takes all pairs.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,) or (s, m), scaled to sum 1.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        functions: A shape for all criteria or one each: "usual", "u-shape" (q), "v-shape" (p),
            "level" (q, p), "linear" (q, p) or "gaussian" (s).
        q: Indifference thresholds, shape (m,), in the unit of the criterion.
        p: Preference thresholds.
        s: Inflection points.

    Returns:
        Net flow phi of PROMETHEE II, shape (n,) or (s, n), from -1 to 1, higher is better. Also
        `phi_plus`, `phi_minus` and `phi`; for one weight vector and up to 1,000 alternatives
        `preference_indices` (n, n) and, for PROMETHEE I, `prefers` (n, n) and `incomparable`.

    Source:
        Brans & Vincke (1985), A preference ranking organisation method, Management Science 31(6).
    """
    oriented = np.ascontiguousarray((matrix * signs).T)
    chosen = preferences(functions, q, p, s, len(signs))
    sums = np.array([flows(column, one) for column, one in zip(oriented, chosen, strict=True)])
    shares = weights / weights.sum(axis=-1, keepdims=True) / max(len(matrix) - 1, 1)
    plus, minus = shares @ sums[:, 0], shares @ sums[:, 1]
    net = shares @ (sums[:, 0] - sums[:, 1])
    details = {"phi_plus": plus, "phi_minus": minus, "phi": net}
    if weights.ndim == 1 and len(matrix) <= _MOST_PAIRS:
        ahead, apart = partial_order(plus, minus)
        table = preference_indices(oriented, weights / weights.sum(), chosen)
        details |= {"preference_indices": table, "prefers": ahead, "incomparable": apart}
    return net, details


def preference_indices(oriented: Floats, weights: Floats, chosen: Sequence[Preference]) -> Floats:
    """Return the weighted preference of each alternative over each other, shape (n, n)."""
    table = np.zeros((oriented.shape[1], oriented.shape[1]))
    for column, weight, preference in zip(oriented, weights, chosen, strict=True):
        slack = _ROUNDING * float(np.abs(column).max())
        table += weight * degree(preference, column[:, None] - column[None, :], slack)
    return table


def partial_order(plus: Floats, minus: Floats) -> tuple[np.ndarray, np.ndarray]:
    """Return PROMETHEE I: whether a is preferred to b, and whether they are incomparable."""
    stronger = plus[:, None] > plus[None, :] + _ROUNDING
    weaker = minus[:, None] < minus[None, :] - _ROUNDING
    prefers = (stronger & ~weaker.T) | (weaker & ~stronger.T)
    incomparable = (stronger & weaker.T) | (stronger.T & weaker)
    return prefers, incomparable
