"""Weights of which only an order is known, complete or partial."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda import checks
from opendecide.mcda.arrays import ArrayLike, Floats, Ints
from opendecide.mcda.sampling.simplex import dirichlet, uniform


def ordered(  # noqa: PLR0913  # the four options belong to one order
    criteria: int,
    samples: int,
    rng: np.random.Generator,
    *,
    ranks: ArrayLike | None = None,
    centre: ArrayLike | None = None,
    concentration: float = 10.0,
    sequence: str = "random",
) -> Floats:
    """Draw weights that respect an order of importance, uniformly among all that do.

    Criteria of equal rank are in no order among themselves, but all above the next rank. With a
    centre, those of the last rank are not spread uniformly but around its proportions, while the
    others are uniform among all weights above each of them: "these three first, the rest much as
    usual".

    Args:
        criteria: The number m of criteria.
        samples: The number s of samples.
        rng: The source of chance.
        ranks: Shape (m,), 1 for the most important; 1 to m in order if None.
        centre: Shape (m,), the usual weights, of which those of the last rank count.
        concentration: How close the last rank stays to the centre, as in `simplex.dirichlet`.
        sequence: "random", or "sobol" for the uniform part.

    Returns:
        Shape (s, m); every row is non-negative and sums to 1.

    Source:
        The vertices of the ordered simplex, and its centre, the rank-order centroid: Barron &
        Barrett (1996), Decision quality using ranked attribute weights, Management Science
        42(11), 1515-1523.

    Examples:
        >>> weights = ordered(3, 1000, np.random.default_rng(0), ranks=[2, 1, 2])
        >>> bool((weights[:, 1] >= weights[:, [0, 2]].max(axis=1)).all())
        True
    """
    places = _ranks(ranks, criteria)
    order = np.argsort(places, kind="stable")
    drawn = np.empty((samples, criteria))
    if centre is None:
        drawn[:, order] = uniform(criteria, samples, rng, sequence=sequence) @ _vertices(criteria)
        loose = places
    else:
        last = np.flatnonzero(places == places.max())
        first = order[: criteria - last.size]
        usual = checks.criterion_weights(np.atleast_1d(np.asarray(centre)), criteria)[last]
        rest = dirichlet(last.size, samples, rng, centre=usual, concentration=concentration)
        drawn[:, first], drawn[:, last] = _above(rest, first.size, rng, sequence)
        loose = places[first]
    for place in np.unique(loose):
        tied = np.flatnonzero(places == place)
        if tied.size > 1:
            drawn[:, tied] = rng.permuted(drawn[:, tied], axis=1)
    return drawn


def _above(
    rest: Floats, first: int, rng: np.random.Generator, sequence: str
) -> tuple[Floats, Floats]:
    """Draw decreasing weights above the greatest of some proportions, and scale those along."""
    shares = uniform(first + 1, len(rest), rng, sequence=sequence)
    greatest = rest.max(axis=1)
    scale = shares[:, -1] / (first * greatest + 1)
    top = shares[:, :first] @ _vertices(first)
    return top + (scale * greatest)[:, np.newaxis], rest * scale[:, np.newaxis]


def _vertices(criteria: int) -> Floats:
    """Return the corners of the ordered simplex: 1, then a half twice, then a third thrice ..."""
    vertices: Floats = np.tril(np.ones((criteria, criteria)))
    return vertices / np.arange(1, criteria + 1)[:, np.newaxis]


def _ranks(ranks: ArrayLike | None, criteria: int) -> Ints:
    """Return one rank per criterion."""
    if ranks is None:
        return np.arange(criteria)
    given = checks.per_criterion(ranks, criteria, name="ranks")
    if np.ndim(ranks) == 0:
        raise InvalidInputError("ranks: a single number; give one rank per criterion, 1 the first")
    return np.unique(given, return_inverse=True)[1].astype(np.int64)
