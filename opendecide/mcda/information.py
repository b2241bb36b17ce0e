"""What it would be worth to know more before choosing."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda import checks
from opendecide.mcda.arrays import ArrayLike, Floats
from opendecide.mcda.conditional_means import conditional_means

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Information:
    """Values of information, in the unit of the scores.

    Attributes:
        expected_value: The mean score of the best choice without knowing more.
        best: That choice, a row; the first of them, if several are equal.
        evpi: The expected gain from knowing everything.
        evppi: The expected gain from knowing one group, by its name; never above `evpi`, and never
            below that of a group whose members it contains.
        evsi: The expected gain from an imperfect signal; None without one.
    """

    expected_value: float
    best: int
    evpi: float
    evppi: Mapping[str, float]
    evsi: float | None = None


def information(
    values: ArrayLike, weights: ArrayLike, groups: Mapping[str, ArrayLike] | None = None
) -> Information:
    """Estimate expected values of perfect and partial perfect information from samples.

    Partial information needs the mean score of each alternative given what a group of facts turns
    out to be. It is a mean over equal samples where a group takes few different values, and a
    regression on splines of its facts otherwise.

    Args:
        values: Shape (s, n, m), or (n, m) if only the weights are uncertain; more is better.
        weights: Shape (m,) or (s, m), each row scaled to sum to one.
        groups: By name, the sampled facts of a group: shape (s,), or (s, k) for k facts.

    Raises:
        InvalidInputError: If a number is not finite, or the numbers of samples differ.

    Source:
        Strong, Oakley & Brennan (2014), Estimating multiparameter partial expected value of
        perfect information from a probabilistic sensitivity analysis sample, Medical Decision
        Making 34(3), 311-326.

    Examples:
        >>> states = np.array([[[-70.0], [0.0]], [[50.0], [0.0]]])
        >>> information(states, [1.0], {"state": [0, 1]}).evppi["state"]
        25.0
    """
    scores = _scores(values, weights)
    shares = np.full(len(scores), 1 / len(scores))
    facts = {}
    for name, group in (groups or {}).items():
        sampled = checks.numbers(group, name=f"groups: {name}", dimensions=(1, 2))
        if len(sampled) != len(scores):
            raise InvalidInputError(
                f"groups: {name} has {len(sampled)} samples, the scores {len(scores)}; give as many"
            )
        facts[name] = sampled.reshape(len(sampled), -1)
    return _information(scores, shares, facts)


def discrete_information(
    payoffs: ArrayLike,
    probabilities: ArrayLike,
    *,
    likelihood: ArrayLike | None = None,
    groups: Mapping[str, ArrayLike] | None = None,
) -> Information:
    """Compute exact values of information over finitely many states of the world.

    Args:
        payoffs: Shape (k, n), one row per state, one column per action.
        probabilities: Shape (k,), of the states, summing to one.
        likelihood: Shape (k, q), the probability of each signal in each state; gives `evsi`.
        groups: By name, what a variable is in each state: shape (k,), or (k, v) for v variables.
            States with several variables are their combinations.

    Source:
        Raiffa & Schlaifer (1961), Applied Statistical Decision Theory, chapter 4.

    Examples:
        >>> wildcat = [[-70, 0], [50, 0], [200, 0]]
        >>> seismic = [[0.6, 0.3, 0.1], [0.3, 0.4, 0.3], [0.1, 0.4, 0.5]]
        >>> result = discrete_information(wildcat, [0.5, 0.3, 0.2], likelihood=seismic)
        >>> round(result.evpi, 9), round(result.evsi, 9)
        (35.0, 12.5)
    """
    table = checks.numbers(payoffs, name="payoffs", dimensions=(2,))
    shares = _distribution(probabilities, len(table), "probabilities")
    facts = {}
    for name, group in (groups or {}).items():
        known = np.asarray(group).reshape(len(table), -1)
        facts[name] = np.column_stack(
            [np.unique(column, return_inverse=True)[1].astype(float) for column in known.T]
        )
    result = _information(table, shares, facts, states=True)
    if likelihood is None:
        return result
    signals = checks.numbers(likelihood, name="likelihood", dimensions=(2,))
    if len(signals) != len(table):
        raise InvalidInputError(
            f"likelihood: {len(signals)} rows for {len(table)} states; give one row per state"
        )
    for state, row in enumerate(signals):
        _distribution(row, len(row), f"likelihood: row {state}")
    # The probability of a signal cancels: joint payoffs already carry it.
    joint = (signals * shares[:, np.newaxis]).T @ table
    gain = float(joint.max(axis=1).sum()) - result.expected_value
    return Information(
        result.expected_value,
        result.best,
        result.evpi,
        result.evppi,
        evsi=min(max(gain, 0.0), result.evpi),
    )


def _scores(values: ArrayLike, weights: ArrayLike) -> Floats:
    """Return the score of each alternative in each sample, shape (s, n)."""
    tables = checks.numbers(values, name="values", dimensions=(2, 3))
    tables = tables.reshape(-1, *tables.shape[-2:])
    vectors = np.atleast_2d(checks.criterion_weights(weights, tables.shape[-1]))
    vectors = vectors / vectors.sum(axis=1, keepdims=True)
    if len(tables) != len(vectors) and 1 not in (len(tables), len(vectors)):
        raise InvalidInputError(
            f"weights: {len(vectors)} samples for {len(tables)} tables of values; give as many"
        )
    scores: Floats = np.matmul(tables, vectors[:, :, np.newaxis])[:, :, 0]
    return scores


def _information(
    scores: Floats, shares: Floats, facts: Mapping[str, Floats], *, states: bool = False
) -> Information:
    """Return the values of information of weighted samples or states."""
    means = shares @ scores
    best = int(np.argmax(means))
    # The gain over the present choice, rather than two large means and their difference.
    gains = scores - scores[:, [best]]
    evpi = float(shares @ gains.max(axis=1))
    partial = {}
    for name, known in facts.items():
        expected = conditional_means(gains, known, shares, states=states)
        expected -= expected[:, [best]]
        partial[name] = min(max(float(shares @ expected.max(axis=1)), 0.0), evpi)
    columns = {name: {column.tobytes() for column in known.T} for name, known in facts.items()}
    whole = {
        name: max(gain for other, gain in partial.items() if columns[other] <= columns[name])
        for name in partial
    }
    return Information(float(means[best]), best, evpi, MappingProxyType(whole))


def _distribution(probabilities: ArrayLike, count: int, name: str) -> Floats:
    """Return probabilities that are not negative and sum to one."""
    shares = checks.numbers(probabilities, name=name, dimensions=(1,))
    if len(shares) != count or (shares < 0).any() or abs(float(shares.sum()) - 1) > _ROUNDING:
        raise InvalidInputError(
            f"{name}: {len(shares)} numbers that sum to {shares.sum():g}; give {count} of 0 or "
            "more that sum to 1"
        )
    return shares
