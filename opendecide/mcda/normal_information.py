"""Values of information when the payoffs of actions are independent and normal."""

from dataclasses import dataclass

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda import checks
from opendecide.mcda.arrays import ArrayLike, Floats

_REACH = 10.0  # standard deviations; beyond, less than 1e-22 is left
_NODES = 4001


@dataclass(frozen=True, slots=True, eq=False)
class NormalInformation:
    """Values of information, in the unit of the payoffs.

    Attributes:
        expected_value: The greatest mean.
        evpi: The expected gain from knowing all payoffs.
        evppi: Shape (n,), the expected gain from knowing one of them.
        probability_best: Shape (n,), how likely each is the greatest.
        evsi: The expected gain from observing payoffs with noise; None without observations.
    """

    expected_value: float
    evpi: float
    evppi: Floats
    probability_best: Floats
    evsi: float | None = None


def normal_information(
    means: ArrayLike, sds: ArrayLike, *, observation_sds: ArrayLike | None = None
) -> NormalInformation:
    """Compute values of information for independent normal payoffs.

    Args:
        means: Shape (n,), at least two.
        sds: Shape (n,), standard deviations of 0 or more.
        observation_sds: Shape (n,), the standard error of one observation of each payoff; gives
            `evsi`. For the mean of k observations divide by the square root of k.

    Source:
        The unit normal loss integral of Raiffa & Schlaifer (1961), Applied Statistical Decision
        Theory.

    Examples:
        >>> result = normal_information([12, 10], [3, 4])
        >>> round(result.evpi, 6), result.evppi.round(6)
        (1.152194, array([0.453359, 0.791186]))
    """
    centres = checks.numbers(means, name="means", dimensions=(1,))
    spreads = checks.per_criterion(sds, len(centres), name="sds")
    checks.refuse(spreads < 0, spreads, name="sds", cure="give 0 or more")
    if len(centres) == 1:
        raise InvalidInputError("means: a single action leaves nothing to choose; give two or more")
    greatest = float(centres.max())
    partial = np.zeros(len(centres))
    for action in range(len(centres)):
        other = float(np.delete(centres, action).max())
        partial[action] = _loss(abs(other - centres[action]), spreads[action])
    evsi = None
    if observation_sds is not None:
        noise = checks.per_criterion(observation_sds, len(centres), name="observation_sds")
        checks.refuse(noise < 0, noise, name="observation_sds", cure="give 0 or more")
        spread = np.hypot(spreads, noise)
        # How much the mean itself is expected to move once the observation is in.
        learnt = spreads**2 / np.where(spread > 0, spread, 1.0)
        evsi = _expected_maximum(centres, learnt) - greatest
    return NormalInformation(
        expected_value=greatest,
        evpi=_expected_maximum(centres, spreads) - greatest,
        evppi=partial,
        probability_best=_probability_best(centres, spreads),
        evsi=evsi,
    )


def _loss(gap: float, spread: float) -> float:
    """Return E[max(0, Z - gap)] for a normal Z with mean 0: what crossing the gap gains."""
    from scipy.special import ndtr

    if spread == 0:
        return max(-gap, 0.0)
    ratio = gap / spread
    density = np.exp(-(ratio**2) / 2) / np.sqrt(2 * np.pi)
    return float(spread * density - gap * ndtr(-ratio))


def _expected_maximum(means: Floats, sds: Floats) -> float:
    """Return the mean of the greatest of independent normal numbers."""
    if len(means) == 2:  # noqa: PLR2004  # two have a closed form
        gap = abs(float(means[0] - means[1]))
        return float(means.max()) + _loss(gap, float(np.hypot(*sds)))
    shares = [_integral(means, sds, action, mean=True) for action in range(len(means))]
    return float(sum(shares))


def _probability_best(means: Floats, sds: Floats) -> Floats:
    """Return how likely each number is the greatest; certain ties are shared equally."""
    from scipy.special import ndtr

    if len(means) == 2 and sds.any():  # noqa: PLR2004  # two have a closed form
        first = float(ndtr((means[0] - means[1]) / np.hypot(*sds)))
        return np.array([first, 1 - first])
    return np.array([_integral(means, sds, action, mean=False) for action in range(len(means))])


def _integral(means: Floats, sds: Floats, action: int, *, mean: bool) -> float:
    """Integrate 1, or the payoff, over the cases in which an action is the best."""
    from scipy.special import ndtr

    if sds[action] == 0:
        points, density = means[[action]], np.ones(1)
    else:
        standard = np.linspace(-_REACH, _REACH, _NODES)
        points = means[action] + sds[action] * standard
        density = np.exp(-(standard**2) / 2) / np.sqrt(2 * np.pi) * (standard[1] - standard[0])
    for other in range(len(means)):
        if other == action:
            continue
        if sds[other] > 0:
            density = density * ndtr((points - means[other]) / sds[other])
        else:
            # Among certain payoffs that are level, the first takes the case.
            ahead = points > means[other] if other < action else points >= means[other]
            density = density * ahead
    return float(density @ (points if mean else np.ones_like(points)))
