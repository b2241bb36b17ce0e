"""Closed forms that samples of weights must agree with."""

from dataclasses import dataclass

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda import checks
from opendecide.mcda.arrays import ArrayLike, Floats


@dataclass(frozen=True, slots=True, eq=False)
class DirichletMoments:
    """Moments and marginals of a Dirichlet distribution.

    Attributes:
        mean: Shape (m,).
        variance: Shape (m,).
        covariance: Shape (m, m).
        marginal: Shape (m, 2), the two parameters of each weight's beta distribution.
    """

    mean: Floats
    variance: Floats
    covariance: Floats
    marginal: Floats


def dirichlet_moments(alpha: ArrayLike) -> DirichletMoments:
    """Return the moments of a Dirichlet distribution with parameters alpha, shape (m,).

    Source:
        Kotz, Balakrishnan & Johnson (2000), Continuous Multivariate Distributions, volume 1,
        second edition, chapter 49.

    Examples:
        >>> dirichlet_moments([2, 3, 5]).mean
        array([0.2, 0.3, 0.5])
    """
    shapes = checks.numbers(alpha, name="alpha", dimensions=(1,))
    checks.refuse(shapes <= 0, shapes, name="alpha", cure="give parameters above 0")
    total = float(shapes.sum())
    mean = shapes / total
    covariance = (np.diag(mean) - np.outer(mean, mean)) / (total + 1)
    return DirichletMoments(
        mean=mean,
        variance=np.diag(covariance).copy(),
        covariance=covariance,
        marginal=np.column_stack([shapes, total - shapes]),
    )


def expected_sorted(criteria: int) -> Floats:
    """Return the means of the greatest to the least weight, uniform on the simplex, shape (m,).

    They are the rank-order centroid weights.

    Examples:
        >>> expected_sorted(4)
        array([0.52083333, 0.27083333, 0.14583333, 0.0625    ])
    """
    if criteria < 1:
        raise InvalidInputError(f"criteria: is {criteria}; give at least 1")
    reciprocals = 1 / np.arange(1, criteria + 1)
    sums: Floats = np.cumsum(reciprocals[::-1])[::-1]
    return sums / criteria
