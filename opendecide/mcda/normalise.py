"""Normalisations: bring the columns of a matrix to one scale, taken from the data.

All but `none` and `negate-then-none` depend on the set of alternatives, so adding one may swap
two others; fixed value functions (`opendecide.mcda.value`) do not. A column that cannot tell the
alternatives apart gets one and the same number for all of them, never NaN.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import Floats
from opendecide.mcda.checks import positive, refuse

Normalisation = Callable[[Floats, Floats], Floats]


def divide(numerators: Floats, denominators: Floats, *, otherwise: float) -> Floats:
    """Divide, with one documented number wherever the denominator is zero."""
    zero = denominators == 0
    quotient: Floats = numerators / np.where(zero, 1.0, denominators)
    return np.where(zero, otherwise, quotient)


def _none(matrix: Floats, signs: Floats) -> Floats:
    """Leave benefits as they are and negate costs."""
    return matrix * signs


def _minmax(matrix: Floats, signs: Floats) -> Floats:
    """Map each column's worst to 0 and its best to 1; a constant column is 1 everywhere."""
    oriented = matrix * signs
    low = oriented.min(axis=0)
    return divide(oriented - low, oriented.max(axis=0) - low, otherwise=1.0)


def _max(matrix: Floats, signs: Floats) -> Floats:
    """Divide by the column's largest entry; a cost is one minus that."""
    positive(matrix, why="normalisation by the maximum", zero=True)
    shares = divide(matrix, matrix.max(axis=0), otherwise=0.0)
    return np.where(signs > 0, shares, 1 - shares)


def _sum(matrix: Floats, signs: Floats) -> Floats:
    """Divide by the column's sum; a cost is replaced by its reciprocal first."""
    return shares(reciprocals(matrix, signs))


def _vector(matrix: Floats, signs: Floats) -> Floats:
    """Divide by the column's Euclidean length; a cost is one minus that."""
    parts = divide(matrix, lengths(matrix), otherwise=0.0)
    return np.where(signs > 0, parts, 1 - parts)


def _linear(matrix: Floats, signs: Floats) -> Floats:
    """Divide benefits by the column's largest entry, and its smallest entry by each cost."""
    positive(matrix, why="linear normalisation", columns=signs < 0)
    positive(matrix, why="linear normalisation", columns=signs > 0, zero=True)
    costs = matrix.min(axis=0) / np.where(signs < 0, matrix, 1.0)
    return np.where(signs > 0, divide(matrix, matrix.max(axis=0), otherwise=1.0), costs)


def _nonlinear(matrix: Floats, signs: Floats) -> Floats:
    """Square the linear ratios of benefits and cube those of costs."""
    ratios = _linear(matrix, signs)
    return np.where(signs > 0, ratios**2, ratios**3)


def _logarithmic(matrix: Floats, signs: Floats) -> Floats:
    """Divide logarithms by that of the column's product; (1 - that) / (n - 1) for costs."""
    positive(matrix, why="logarithmic normalisation")
    logs = np.log(matrix)
    totals = logs.sum(axis=0)
    refuse(totals == 0, totals, name="logarithm of the product of column", cure="scale the column")
    parts = logs / totals
    return np.asarray(np.where(signs > 0, parts, (1 - parts) / max(len(matrix) - 1, 1)))


def _enhanced_accuracy(matrix: Floats, signs: Floats) -> Floats:
    """Take one minus each entry's share of the column's total distance from its best entry."""
    oriented = matrix * signs
    gaps = oriented.max(axis=0) - oriented
    return 1 - divide(gaps, gaps.sum(axis=0), otherwise=0.0)


def _zscore(matrix: Floats, signs: Floats) -> Floats:
    """Subtract the mean and divide by the standard deviation (of n); a constant column is 0."""
    oriented = matrix * signs
    spread = np.where(np.ptp(oriented, axis=0) == 0, 0.0, oriented.std(axis=0))
    return divide(oriented - oriented.mean(axis=0), spread, otherwise=0.0)


def _lai_hwang(matrix: Floats, signs: Floats) -> Floats:
    """Divide by the column's range, with a minus for costs; a constant column is 0."""
    return divide(matrix * signs, np.ptp(matrix, axis=0), otherwise=0.0)


def _zavadskas_turskis(matrix: Floats, signs: Floats) -> Floats:
    """Take one minus the distance from the column's best entry, relative to that entry."""
    positive(matrix, why="Zavadskas-Turskis normalisation")
    best = (matrix * signs).max(axis=0) * signs
    return np.asarray(1 - np.abs(best - matrix) / best)


def _reciprocal(matrix: Floats, signs: Floats) -> Floats:
    """Replace costs by their reciprocals and leave benefits alone."""
    return reciprocals(matrix, signs)


def _average(matrix: Floats, signs: Floats) -> Floats:
    """Divide by the column's mean; a cost is replaced by its reciprocal first."""
    ready = reciprocals(matrix, signs)
    positive(ready, why="normalisation by the average", zero=True)
    return divide(ready, ready.mean(axis=0), otherwise=1.0)


NORMALISATIONS: Mapping[str, Normalisation] = MappingProxyType(
    {
        "none": _none,
        "minmax": _minmax,
        "max": _max,
        "sum": _sum,
        "vector": _vector,
        "linear": _linear,
        "nonlinear": _nonlinear,
        "logarithmic": _logarithmic,
        "enhanced_accuracy": _enhanced_accuracy,
        "zscore": _zscore,
        "lai_hwang": _lai_hwang,
        "zavadskas_turskis": _zavadskas_turskis,
        "reciprocal": _reciprocal,
        "average": _average,
    }
)

_ALSO_KNOWN_AS = {
    "min_max": "minmax",
    "rescaling": "minmax",
    "l2": "vector",
    "euclidean": "vector",
    "linear_sum": "sum",
    "linear_max": "max",
    "linear_ratio": "linear",
    "linear_minmax": "minmax",
    "log": "logarithmic",
    "z_score": "zscore",
    "standardization": "zscore",
    "standard": "zscore",
    "raw": "none",
    "identity": "none",
    "null": "none",
    "mean": "average",
}


def lengths(matrix: Floats) -> Floats:
    """Return the Euclidean length of each column, shape (m,)."""
    return np.asarray(np.sqrt((matrix**2).sum(axis=0)))


def shares(matrix: Floats) -> Floats:
    """Divide each column by its sum; a column of zeros stays zero."""
    positive(matrix, why="normalisation by the sum", zero=True)
    return divide(matrix, matrix.sum(axis=0), otherwise=0.0)


def reciprocals(matrix: Floats, signs: Floats) -> Floats:
    """Replace the entries of every cost column by their reciprocals."""
    costs = signs < 0
    positive(matrix, why="the reciprocal of a cost", columns=costs)
    return np.where(costs, 1 / np.where(costs, matrix, 1.0), matrix)


def normalise(matrix: Floats, signs: Floats, normalization: str | None) -> Floats:
    """Normalise a matrix so that more is better in every column.

    Args:
        matrix: Shape (n, m), as `checks.decision_matrix` lets it through.
        signs: Shape (m,), +1 for a benefit and -1 for a cost.
        normalization: A key of `NORMALISATIONS`; or `reciprocal-then-` or `negate-then-` before
            one, which turns costs into benefits first.

    Returns:
        Shape (n, m).

    Raises:
        InvalidInputError: If the name is unknown or the normalisation cannot take the entries.

    Examples:
        >>> normalise(np.array([[2.0, 10.0], [4.0, 5.0]]), np.array([1.0, -1.0]), "linear")
        array([[0.5, 0.5],
               [1. , 1. ]])
    """
    name = "none" if normalization is None else normalization.lower().replace("-", "_")
    name = name.removesuffix("_normalization")
    before, then, after = name.partition("_then_")
    if then:
        turn = {"reciprocal": reciprocals, "invert": reciprocals, "negate": _none}.get(before)
        if turn is not None:
            return normalise(turn(matrix, signs), np.ones_like(signs), after)
    found = NORMALISATIONS.get(_ALSO_KNOWN_AS.get(name, name))
    if found is None:
        raise InvalidInputError(
            f"normalization: {normalization!r} is not known; "
            f"give one of {', '.join(NORMALISATIONS)}"
        )
    return found(matrix, signs)
