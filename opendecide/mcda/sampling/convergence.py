"""Whether chains of samples have forgotten where they started."""

from dataclasses import dataclass

import numpy as np

from opendecide.mcda.arrays import Floats

_FEWEST_DRAWS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Convergence:
    """How far chains can be trusted, per criterion.

    Attributes:
        r_hat: Shape (m,), spread of all chains over spread within chains, halves taken apart;
            near 1 when they agree.
        effective_samples: Shape (m,), as many independent draws would be worth the same.
    """

    r_hat: Floats
    effective_samples: Floats


def convergence(chains: Floats) -> Convergence:
    """Judge chains by split R-hat and effective sample size.

    Args:
        chains: Shape (c, k, m): c chains of k draws. A criterion that never moves counts as
            converged. With fewer than four draws per chain, draws are taken as independent.

    Source:
        Gelman et al. (2013), Bayesian Data Analysis, third edition, sections 11.4 and 11.5.

    Examples:
        >>> chains = np.random.default_rng(0).random((8, 100, 1))
        >>> convergence(chains).r_hat.round(1)
        array([1.])
    """
    count, draws, criteria = chains.shape
    if draws < _FEWEST_DRAWS:
        return Convergence(np.ones(criteria), np.full(criteria, float(count * draws)))
    half = draws // 2
    halves = np.concatenate([chains[:, :half], chains[:, draws - half :]])
    within = halves.var(axis=1, ddof=1).mean(axis=0)
    between = halves.mean(axis=1).var(axis=0, ddof=1)
    total = within * (half - 1) / half + between
    moving = within > np.finfo(float).eps ** 2
    safe = np.where(moving, within, 1.0)
    stuck = ~moving & (between > np.finfo(float).eps)
    r_hat = np.where(moving, np.sqrt(total / safe), np.where(stuck, np.inf, 1.0))
    size = 2 * count * half
    times = [
        _correlation_time(halves[:, :, criterion], float(total[criterion]))
        if moving[criterion]
        else 1.0
        for criterion in range(criteria)
    ]
    return Convergence(r_hat=r_hat, effective_samples=np.minimum(size / np.array(times), size))


def _correlation_time(chains: Floats, total: float) -> float:
    """Return how many draws one independent draw is worth: 1 + 2 * the sum of autocorrelations."""
    draws = chains.shape[1]
    summed = 1.0
    previous = np.inf
    for lag in range(1, draws - 1, 2):
        pair = 0.0
        for step in (lag, lag + 1):
            jumps = chains[:, step:] - chains[:, :-step]
            pair += 1 - float(np.mean(jumps**2)) / (2 * total)
        if pair < 0:
            break
        previous = min(previous, pair)
        summed += 2 * previous
    return summed
