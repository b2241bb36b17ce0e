"""TOPSIS: near the best of everything and far from the worst of everything."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.normalise import divide, normalise

_UNSIGNED = {None, "none", "vector", "l2", "euclidean"}
_POWERS = {
    "euclidean": 2.0,
    "manhattan": 1.0,
    "cityblock": 1.0,
    "taxicab": 1.0,
    "chebyshev": np.inf,
}


def topsis(
    matrix: Floats,
    weights: Floats,
    signs: Floats,
    /,
    *,
    normalization: str | None = "vector",
    metric: str | float = "euclidean",
) -> Outcome:
    """Score each alternative by its closeness to the ideal.

    The ideal joins the best weighted entries of all columns, the anti-ideal the worst. Where all
    alternatives are alike nobody is closer, and every closeness is 0.5.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        normalization: See `opendecide.mcda.normalise`; costs keep their direction under "vector"
            and "none", and their ideal is the lowest entry, as in the source.
        metric: "euclidean", "manhattan", "chebyshev", "sqeuclidean" or the power of a Minkowski
            distance.

    Returns:
        Closeness, shape (n,) or (s, n), from 0 to 1, higher is better; `ideal`, `anti_ideal`,
        `distance_to_ideal`, `distance_to_anti_ideal`.

    Source:
        Hwang & Yoon (1981), Multiple Attribute Decision Making.
    """
    upward = np.ones_like(signs)
    turned, sense = (upward, signs) if normalization in _UNSIGNED else (signs, upward)
    weighted = weights[..., None, :] * normalise(matrix, turned, normalization)
    ideal = (weighted * sense).max(axis=-2) * sense
    anti_ideal = (weighted * sense).min(axis=-2) * sense
    behind = distance(weighted, ideal, metric)
    ahead = distance(weighted, anti_ideal, metric)
    details = {
        "ideal": ideal,
        "anti_ideal": anti_ideal,
        "distance_to_ideal": behind,
        "distance_to_anti_ideal": ahead,
    }
    return divide(ahead, ahead + behind, otherwise=0.5), details


def distance(points: Floats, centre: Floats, metric: str | float) -> Floats:
    """Return the distance of each point, shape (..., n, m), from a centre, shape (..., m)."""
    gaps = np.abs(points - centre[..., None, :])
    if metric == "sqeuclidean":
        return np.asarray((gaps**2).sum(axis=-1))
    power = _POWERS.get(metric) if isinstance(metric, str) else float(metric)
    if power is None or not power > 0:
        raise InvalidInputError(
            f"metric: {metric!r} is not known; give euclidean, manhattan, chebyshev, sqeuclidean "
            "or a power above 0"
        )
    if np.isinf(power):
        return np.asarray(gaps.max(axis=-1))
    largest = gaps.max(axis=-1, keepdims=True)
    shares = divide(gaps, largest, otherwise=0.0)  # whose powers cannot overflow
    return np.asarray(largest[..., 0] * (shares**power).sum(axis=-1) ** (1 / power))
