"""How much is lost by an alternative that turns out not to be the best."""

from dataclasses import dataclass

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda import checks
from opendecide.mcda.arrays import ArrayLike, Floats

_STEP_SCORES = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Regret:
    """Shortfalls against the best alternative of each sample.

    Attributes:
        expected: Shape (n,), the mean over all samples.
        maximum: Shape (n,), the worst sample.
        minimax: The row with the least maximum; the first of them, if several are equal.
    """

    expected: Floats
    maximum: Floats
    minimax: int


def regret(values: ArrayLike, weights: ArrayLike) -> Regret:
    """Return what each alternative's score falls short of the best score by.

    Regret is convex in the weights, so its maximum over a polytope of weights is exact if
    `weights` are the corners: `np.eye(m)` for all possible weights.

    Args:
        values: Shape (n, m), or (s, n, m) if they are uncertain too; more is better.
        weights: Shape (m,) or (s, m), each row scaled to sum to one.

    Examples:
        >>> regret([[1.0, 0.0], [0.0, 1.0], [0.7, 0.6]], np.eye(2)).maximum
        array([1. , 1. , 0.4])
    """
    tables = checks.numbers(values, name="values", dimensions=(2, 3))
    tables = tables.reshape(-1, *tables.shape[-2:])
    vectors = np.atleast_2d(checks.criterion_weights(weights, tables.shape[-1]))
    vectors = vectors / vectors.sum(axis=1, keepdims=True)
    samples = max(len(tables), len(vectors))
    if not {len(tables), len(vectors)} <= {1, samples}:
        raise InvalidInputError(
            f"weights: {len(vectors)} samples for {len(tables)} tables of values; give as many"
        )
    total = np.zeros(tables.shape[1])
    worst = np.zeros(tables.shape[1])
    step = max(1, _STEP_SCORES // tables.shape[1])
    for start in range(0, samples, step):
        some = tables[start : start + step] if len(tables) > 1 else tables
        rows = vectors[start : start + step] if len(vectors) > 1 else vectors
        scores = np.matmul(some, rows[:, :, np.newaxis])[:, :, 0]
        lost = scores.max(axis=1, keepdims=True) - scores
        total += lost.sum(axis=0)
        worst = np.maximum(worst, lost.max(axis=0))
    return Regret(expected=total / samples, maximum=worst, minimax=int(np.argmin(worst)))
