"""Trade-offs between two swings: what each answer says about weights, and which pair tells most.

Arrays only: m swings, s samples of their weights. An answer says how the worth of one swing stands
to that of another; people are unsure by about a third, so an answer makes samples less likely and
excludes none.
"""

from collections.abc import Collection, Sequence
from itertools import combinations
from typing import Literal

import numpy as np

from opendecide import mcda
from opendecide.measures.performance import Floats

Said = Literal[">>", ">", "=", "<", "<<"]
ANSWERS: tuple[Said, ...] = (">>", ">", "=", "<", "<<")
Judgement = tuple[int, int, Said]
"""Two swings by their places, and how the first stands to the second."""

CLEARLY, ALIKE = 3.0, 1.25
"""Above the first ratio people say `clearly`; below the second they cannot tell."""
NOISE = 0.35
"""Standard deviation of the logarithm of a ratio that somebody has in mind."""
CONCENTRATION = 12.0
"""A persona is only a first guess here: 17 % then has a standard deviation of 10 points."""
SAMPLES = 4000
LEAST_GAIN = 0.02
"""Once the best pair would remove less than this share of the variance, asking on is a burden."""

_EDGES = np.log([CLEARLY, ALIKE, 1 / ALIKE, 1 / CLEARLY])


def prior(shares: Floats, seed: int = 0) -> Floats:
    """Draw weights of the swings around a persona's.

    Args:
        shares: Shape (m,), the persona's weights, above 0.
        seed: Of the generator.

    Returns:
        Shape (s, m); every row sums to 1.
    """
    rng = np.random.Generator(np.random.SFC64([seed, 11]))
    centre = shares / shares.sum()
    return mcda.weight_samples(
        "dirichlet", len(shares), SAMPLES, rng, centre=centre, concentration=CONCENTRATION
    )


def likelihood(weights: Floats, first: int, second: int) -> Floats:
    """Return how likely each answer is for each sample, shape (5, s); columns sum to 1."""
    from scipy.special import ndtr

    tiny = np.finfo(float).tiny
    ratio = np.log(np.maximum(weights[:, first], tiny) / np.maximum(weights[:, second], tiny))
    above = ndtr((ratio[None, :] - _EDGES[:, None]) / NOISE)
    full = np.concatenate([np.zeros_like(above[:1]), above, np.ones_like(above[:1])])
    return np.asarray(np.diff(full, axis=0))


def mass(weights: Floats, judgements: Sequence[Judgement]) -> Floats:
    """Return what each sample counts after some judgements, shape (s,), summing to 1."""
    found = np.ones(len(weights))
    for first, second, said in judgements:
        found *= likelihood(weights, first, second)[ANSWERS.index(said)]
    total = float(found.sum())
    # Answers that contradict each other leave nothing; then they are worth nothing.
    return found / total if total > 0 else np.full(len(weights), 1 / len(weights))


def spread(weights: Floats, counts: Floats) -> float:
    """Return the variance of all weights together."""
    mean = counts @ weights
    return float((counts @ (weights - mean) ** 2).sum())


def next_pair(
    weights: Floats, judgements: Sequence[Judgement], asked: Collection[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return the pair whose answer is expected to remove most variance; None when little is left.

    Examples:
        >>> next_pair(prior(np.array([0.8, 0.1, 0.1])), (), {(0, 1), (0, 2)})
        (1, 2)
    """
    counts = mass(weights, judgements)
    today = spread(weights, counts)
    gains: dict[tuple[int, int], float] = {}
    for first, second in combinations(range(weights.shape[1]), 2):
        if (first, second) in asked:
            continue
        left = 0.0
        for likely in likelihood(weights, first, second):
            share = counts * likely
            chance = float(share.sum())
            if chance > 0:
                left += chance * spread(weights, share / chance)
        gains[first, second] = today - left
    best = max(gains, key=lambda one: gains[one], default=None)
    return best if best is not None and gains[best] > LEAST_GAIN * today else None


def points(weights: Floats, judgements: Sequence[Judgement]) -> tuple[int, ...]:
    """Return what the swings are worth after the judgements: 100 points for the largest."""
    mean = mass(weights, judgements) @ weights
    return tuple(max(1, round(100 * float(one / mean.max()))) for one in mean)
