"""Sobol' indices: which uncertain inputs the variance of a result comes from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import Floats
from opendecide.mcda.sampling.simplex import sobol_points

Quantile = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True, eq=False)
class SobolIndices:
    """Shares of variance; all zero if the result never varies.

    Attributes:
        variance: The variance of the result.
        first: Shape (d,), the share that knowing one input alone would remove.
        total: Shape (d,), the share that would stay if only that input were unknown.
        second: By pair of inputs (i, j), i before j, the share of their interaction.
    """

    variance: float
    first: Floats
    total: Floats
    second: Mapping[tuple[int, int], float]


def sobol_indices(
    function: Callable[[Floats], Floats],
    inputs: Sequence[tuple[float, float] | Quantile],
    rng: np.random.Generator,
    *,
    samples: int = 1 << 14,
) -> SobolIndices:
    """Estimate first-order, total and second-order indices of independent inputs.

    Estimates are kept from 0 to 1, and total indices at least as large as first-order ones. Inputs
    that depend on each other cannot be stated here, since the shares would not add up.

    Args:
        function: Takes inputs of shape (k, d) and returns results of shape (k,).
        inputs: Per input the limits between which it is uniform, or its quantile function, from
            shape (k,) to shape (k,).
        rng: The source of chance.
        samples: The base points, a power of two; the function sees samples * (2 d + 2) rows.

    Source:
        Saltelli et al. (2010), Variance based sensitivity analysis of model output. Design and
        estimator for the total sensitivity index, Computer Physics Communications 181(2), 259-270.

    Examples:
        >>> additive = sobol_indices(
        ...     lambda x: x @ np.array([1.0, 2.0]), [(0, 1), (0, 1)], np.random.default_rng(0)
        ... )
        >>> additive.first.round(2)
        array([0.2, 0.8])
    """
    count = len(inputs)
    if count == 0 or samples < 1 or samples & (samples - 1):
        raise InvalidInputError(
            f"samples: {samples} base points for {count} inputs; give a power of two, and an input"
        )
    points = sobol_points(2 * count, samples, rng)
    base = _place(points[:, :count], inputs)
    fresh = _place(points[:, count:], inputs)
    results_base, results_fresh = _results(function, base), _results(function, fresh)
    both = np.concatenate([results_base, results_fresh])
    centre, variance = float(both.mean()), float(both.var())
    results_base, results_fresh = results_base - centre, results_fresh - centre
    one_fresh = np.empty((count, samples))
    one_base = np.empty((count, samples))
    for column in range(count):
        mixed = base.copy()
        mixed[:, column] = fresh[:, column]
        one_fresh[column] = _results(function, mixed) - centre
        mixed = fresh.copy()
        mixed[:, column] = base[:, column]
        one_base[column] = _results(function, mixed) - centre
    pairs = tuple(combinations(range(count), 2))
    if variance <= (np.finfo(float).eps * max(1.0, abs(centre))) ** 2:
        nothing = np.zeros(count)
        return SobolIndices(
            0.0, nothing, nothing.copy(), MappingProxyType(dict.fromkeys(pairs, 0.0))
        )
    raw = (one_fresh - results_base) @ results_fresh / samples / variance
    total = ((one_fresh - results_base) ** 2).mean(axis=1) / 2 / variance
    first = np.clip(raw, 0.0, 1.0)
    product = float(np.mean(results_base * results_fresh))
    second = {}
    for one, two in pairs:
        closed = (float(np.mean(one_base[one] * one_fresh[two])) - product) / variance
        second[one, two] = min(max(closed - float(raw[one] + raw[two]), 0.0), 1.0)
    return SobolIndices(
        variance=variance,
        first=first,
        total=np.clip(total, first, 1.0),
        second=MappingProxyType(second),
    )


def _place(points: Floats, inputs: Sequence[tuple[float, float] | Quantile]) -> Floats:
    """Turn points of the unit cube into inputs."""
    placed = np.empty_like(points)
    for column, source in enumerate(inputs):
        if callable(source):
            placed[:, column] = source(points[:, column])
        else:
            low, high = source
            placed[:, column] = low + (high - low) * points[:, column]
    return placed


def _results(function: Callable[[Floats], Floats], inputs: Floats) -> Floats:
    """Return one finite result per row of inputs."""
    results = np.asarray(function(inputs), dtype=float)
    if results.shape != (len(inputs),) or not np.isfinite(results).all():
        raise InvalidInputError(
            f"function: returned shape {results.shape} for {len(inputs)} rows, or a number that is "
            "not finite; return one finite number per row"
        )
    return results
