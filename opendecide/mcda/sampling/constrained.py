"""Weights drawn uniformly from what intervals and linear constraints leave open."""

from dataclasses import dataclass

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats
from opendecide.mcda.sampling.convergence import Convergence, convergence
from opendecide.mcda.sampling.polytope import Linear, Polytope, constrain, extremes, flatten
from opendecide.mcda.sampling.simplex import uniform

_PILOT = 4096
_WORTHWHILE = 0.01  # share of accepted draws below which rejection gives way to a chain
_CHAINS = 256
_ROUNDS = 3
_CONVERGED = 1.05
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class ConstrainedSample:
    """Weights, and how far to trust that they are uniform.

    Attributes:
        weights: Shape (s, m).
        exact: Whether the draws are independent and exactly uniform.
        convergence: The state of the chains, if they are not exact.
    """

    weights: Floats
    exact: bool
    convergence: Convergence | None


def constrained(  # noqa: PLR0913  # the four options belong to one set of weights
    criteria: int,
    samples: int,
    rng: np.random.Generator,
    *,
    lower: ArrayLike = 0.0,
    upper: ArrayLike = 1.0,
    at_most: Linear | None = None,
    equal: Linear | None = None,
) -> ConstrainedSample:
    """Draw weights uniformly from a polytope, and say how well that worked.

    Draws from the smaller of the two simplices that lower and upper limits span are rejected if
    they miss a constraint: independent and exactly uniform. Where fewer than one in a hundred
    would do, or equalities are given, hit-and-run chains take over.

    Args:
        criteria: The number m of criteria.
        samples: The number s of samples.
        rng: The source of chance.
        lower: Shape (m,) or one number, the least weights.
        upper: Shape (m,) or one number, the greatest weights.
        at_most: A table (q, m) and limits (q,): table @ weights <= limits.
        equal: A table (e, m) and targets (e,): table @ weights = targets.

    Raises:
        InvalidInputError: If no weights meet all constraints.

    Source:
        Smith (1984), Efficient Monte Carlo procedures for generating points uniformly distributed
        over bounded regions, Operations Research 32(6), 1296-1308.
    """
    polytope = constrain(criteria, lower=lower, upper=upper, at_most=at_most, equal=equal)
    if equal is None:
        drawn = _by_rejection(polytope, samples, rng)
        if drawn is not None:
            return ConstrainedSample(drawn, exact=True, convergence=None)
    return _by_chains(polytope, samples, rng)


def constrained_weights(  # noqa: PLR0913  # the same options
    criteria: int,
    samples: int,
    rng: np.random.Generator,
    *,
    lower: ArrayLike = 0.0,
    upper: ArrayLike = 1.0,
    at_most: Linear | None = None,
    equal: Linear | None = None,
) -> Floats:
    """Draw as `constrained` does, and refuse chains that have not converged.

    Raises:
        InvalidInputError: If no weights meet all constraints, or split R-hat stays above 1.05.
    """
    result = constrained(
        criteria, samples, rng, lower=lower, upper=upper, at_most=at_most, equal=equal
    )
    state = result.convergence
    if state is not None and float(state.r_hat.max()) > _CONVERGED:
        raise InvalidInputError(
            f"constraints: the chains have not converged (split R-hat {state.r_hat.max():.2f}); "
            "ask for more samples or widen the narrowest constraint"
        )
    return result.weights


def _by_rejection(polytope: Polytope, samples: int, rng: np.random.Generator) -> Floats | None:
    """Return independent uniform draws, or None if too few would be accepted."""
    criteria = polytope.normals.shape[1]
    lower, upper = -polytope.bounds[:criteria], polytope.bounds[criteria : 2 * criteria]
    above, below = 1 - float(lower.sum()), float(upper.sum()) - 1
    if above < 0 or below < 0:
        raise InvalidInputError(
            f"constraints: lower limits sum to {lower.sum():g} and upper limits to "
            f"{upper.sum():g}; weights that sum to 1 need at most 1 and at least 1"
        )
    kept: list[Floats] = []
    found = tried = 0
    while found < samples:
        # Upright from the lower limits, or upside down from the upper ones: the smaller contains
        # all that is allowed.
        spread = uniform(criteria, _PILOT, rng)
        points = lower + above * spread if above <= below else upper - below * spread
        inside = (points @ polytope.normals.T <= polytope.bounds + _ROUNDING).all(axis=1)
        kept.append(np.clip(points[inside], lower, upper))
        found += int(inside.sum())
        tried += _PILOT
        if found < _WORTHWHILE * tried:
            return None
    return np.concatenate(kept)[:samples] if kept else np.zeros((0, criteria))


def _by_chains(polytope: Polytope, samples: int, rng: np.random.Generator) -> ConstrainedSample:
    """Return hit-and-run draws from many chains that start near the corners."""
    corners = extremes(polytope)
    flat, basis = flatten(polytope, corners)
    centre = corners.mean(axis=0)
    if basis.shape[1] == 0:
        return ConstrainedSample(np.tile(centre, (samples, 1)), exact=True, convergence=None)
    spread = np.cov((corners - centre) @ basis, rowvar=False).reshape(basis.shape[1], -1)
    ridge = 1e-6 * float(np.trace(spread)) * np.eye(len(spread))
    shape: Floats = basis @ np.linalg.cholesky(spread + ridge)
    chains = min(_CHAINS, max(2, samples // 8))
    draws = max(1, -(-samples // chains))
    starts = corners[rng.integers(len(corners), size=chains)]
    state = 0.1 * centre + 0.9 * starts
    thinning = 2 * basis.shape[1]
    state = _hit_and_run(flat, state, shape, 10 * thinning, rng)
    for _ in range(_ROUNDS):
        taken = np.empty((chains, draws, len(centre)))
        for draw in range(draws):
            state = _hit_and_run(flat, state, shape, thinning, rng)
            taken[:, draw] = state
        judged = convergence(taken)
        if float(judged.r_hat.max()) <= _CONVERGED:
            break
        thinning *= 4
    weights = np.maximum(taken.swapaxes(0, 1).reshape(-1, len(centre))[:samples], 0.0)
    return ConstrainedSample(weights, exact=False, convergence=judged)


def _hit_and_run(
    polytope: Polytope, state: Floats, shape: Floats, steps: int, rng: np.random.Generator
) -> Floats:
    """Move each chain to a uniform point of a random line through it, so many times."""
    for _ in range(steps):
        directions = rng.standard_normal((len(state), shape.shape[1])) @ shape.T
        slack = np.maximum(polytope.bounds - state @ polytope.normals.T, 0.0)
        rates = directions @ polytope.normals.T
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = slack / rates
        ahead = np.where(rates > 0, reach, np.inf).min(axis=1)
        behind = np.where(rates < 0, reach, -np.inf).max(axis=1)
        step = behind + (ahead - behind) * rng.random(len(state))
        state = state + step[:, np.newaxis] * directions
    return state
