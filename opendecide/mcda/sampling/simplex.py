"""Weights drawn from the whole simplex: uniformly, or around a centre."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda import checks
from opendecide.mcda.arrays import ArrayLike, Floats

_STEP = 4096  # rows that stay in the second-level cache between drawing and scaling
_SEQUENCES = ("random", "sobol")


def uniform(
    criteria: int, samples: int, rng: np.random.Generator, *, sequence: str = "random"
) -> Floats:
    """Draw weights uniformly from all possible ones: exponentials divided by their sum.

    Args:
        criteria: The number m of criteria.
        samples: The number s of samples.
        rng: The source of chance.
        sequence: "random", or "sobol" for a scrambled Sobol' sequence, whose means converge
            faster than independent draws.

    Returns:
        Shape (s, m); every row is non-negative and sums to 1.

    Source:
        Devroye (1986), Non-Uniform Random Variate Generation, chapter XI, section 4.1.
    """
    if _is_sobol(sequence):
        return scale_rows(-np.log1p(-sobol_points(criteria, samples, rng)))
    drawn = np.empty((samples, criteria))
    for start in range(0, samples, _STEP):
        rows = drawn[start : start + _STEP]
        rng.standard_exponential(out=rows)
        scale_rows(rows)
    return drawn


def dirichlet(  # noqa: PLR0913  # the three options belong to one distribution
    criteria: int,
    samples: int,
    rng: np.random.Generator,
    *,
    centre: ArrayLike,
    concentration: float,
    sequence: str = "random",
) -> Floats:
    """Draw weights around a centre, the closer to it the higher the concentration.

    Args:
        criteria: The number m of criteria.
        samples: The number s of samples.
        rng: The source of chance.
        centre: Shape (m,), the mean, up to scale; where it is 0, so are the weights.
        concentration: The sum of the Dirichlet parameters, above 0; a weight w then has the
            standard deviation sqrt(w (1 - w) / (concentration + 1)).
        sequence: "random" or "sobol".

    Returns:
        Shape (s, m); every row is non-negative and sums to 1.
    """
    if not (np.isfinite(concentration) and concentration > 0):
        raise InvalidInputError(f"concentration: is {concentration:g}; give a number above 0")
    shares = checks.criterion_weights(np.atleast_1d(np.asarray(centre)), criteria)
    if shares.ndim != 1:
        raise InvalidInputError(f"centre: has shape {shares.shape}; give one number per criterion")
    shares = shares / float(shares.sum())
    shapes = shares * concentration
    if _is_sobol(sequence):
        from scipy.special import gammaincinv

        parts = np.zeros((samples, criteria))
        points = sobol_points(criteria, samples, rng)
        kept = shapes > 0
        parts[:, kept] = gammaincinv(shapes[kept], points[:, kept])
    else:
        parts = rng.standard_gamma(shapes, size=(samples, criteria))
    lost = np.flatnonzero(parts.sum(axis=1) == 0)
    # Below any representable gamma the distribution is all but one of its corners.
    parts[lost, rng.choice(criteria, size=lost.size, p=shares)] = 1.0
    return scale_rows(parts)


def scale_rows(parts: Floats) -> Floats:
    """Divide each row by its sum, in place, and return the table."""
    parts /= (parts @ np.ones(parts.shape[1]))[:, np.newaxis]
    return parts


def sobol_points(dimensions: int, samples: int, rng: np.random.Generator) -> Floats:
    """Return the first points of a scrambled Sobol' sequence, shape (samples, dimensions)."""
    from scipy.stats import qmc

    engine = qmc.Sobol(dimensions, scramble=True, rng=rng)
    points: Floats = engine.random_base2(max(samples - 1, 0).bit_length())[:samples]
    return np.clip(points, 2.0**-54, 1 - 2.0**-53)


def _is_sobol(sequence: str) -> bool:
    """Tell which of the two sequences is meant, and refuse any other."""
    if sequence not in _SEQUENCES:
        raise InvalidInputError(f"sequence: no sequence is called {sequence!r}; give random, sobol")
    return sequence == "sobol"
