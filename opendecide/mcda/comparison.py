"""Compare rankings: how far do two of them, or two methods, agree?"""

from collections.abc import Callable, Mapping

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats
from opendecide.mcda.checks import numbers
from opendecide.mcda.normalise import divide


def average_ranks(values: Floats) -> Floats:
    """Rank values from the lowest, ties at their mean rank.

    Examples:
        >>> average_ranks(np.array([3.0, 1.0, 3.0]))
        array([2.5, 1. , 2.5])
    """
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    means: Floats = (last - (counts - 1) / 2)[inverse]
    return means


def spearman(first: ArrayLike, second: ArrayLike) -> float | None:
    """Return Spearman's rank correlation, ties at their mean rank.

    Returns:
        From -1 to 1; None if a ranking is one single tie, for which it is undefined.

    Source:
        Spearman (1904), The proof and measurement of association between two things.
    """
    pair = _pair(first, second)
    ranks = np.array([average_ranks(ranking) for ranking in pair])
    centred = ranks - ranks.mean(axis=1, keepdims=True)
    spread = float(np.sqrt((centred[0] ** 2).sum() * (centred[1] ** 2).sum()))
    return float(centred[0] @ centred[1]) / spread if spread > 0 else None


def kendall(first: ArrayLike, second: ArrayLike) -> float | None:
    """Return Kendall's tau-b, which corrects for ties.

    Returns:
        From -1 to 1; None if a ranking is one single tie, for which it is undefined.

    Source:
        Kendall (1945), The treatment of ties in ranking problems, Biometrika 33.
    """
    return _concordance(*_pair(first, second), np.ones(np.shape(first)))


def weighted_kendall(first: ArrayLike, second: ArrayLike) -> float | None:
    """Return a tau that counts exchanges near the top more, by one over the rank.

    A pair weighs 1/r + 1/s, where r and s are the places of its members, averaged over both
    rankings as reference.

    Source:
        Vigna (2015), A weighted correlation index for rankings with ties, WWW 2015.
    """
    pair = _pair(first, second)
    both = [_concordance(*pair, 1 / average_ranks(reference)) for reference in pair]
    return None if both[0] is None or both[1] is None else (both[0] + both[1]) / 2


def weighted_spearman(first: ArrayLike, second: ArrayLike) -> float:
    """Return the rank correlation r_w, which counts differences near the top more.

    Args:
        first: Ranks, shape (n,), 1 is best, at least two.
        second: Likewise.

    Source:
        Pinto da Costa & Soares (2005), A weighted rank measure of correlation, Australian & New
        Zealand Journal of Statistics 47(4).
    """
    one, other = _pair(first, second)
    count = len(one)
    weight = (count - one + 1) + (count - other + 1)
    whole = count**4 + count**3 - count**2 - count
    return 1 - 6 * float(((one - other) ** 2 * weight).sum()) / whole


def ws(first: ArrayLike, second: ArrayLike) -> float:
    """Return the coefficient WS, in which the top of the first ranking counts most.

    Args:
        first: The reference, ranks, shape (n,), 1 is best, at least two.
        second: The ranking under test; WS is not symmetric.

    Source:
        Salabun & Urbaniak (2020), A new coefficient of rankings similarity in decision-making
        problems, ICCS 2020.
    """
    one, other = _pair(first, second)
    furthest = np.maximum(np.abs(one - 1), np.abs(one - len(one)))
    terms = divide(2.0**-one * np.abs(one - other), furthest, otherwise=0.0)
    return 1 - float(terms.sum())


def agreement(
    rankings: Mapping[str, ArrayLike],
    measure: Callable[[ArrayLike, ArrayLike], float | None] = kendall,
) -> dict[tuple[str, str], float | None]:
    """Compare the rankings of several methods, each with each.

    Args:
        rankings: Ranks, shape (n,), by the method's name.
        measure: How to compare two of them.

    Returns:
        The measure of each ordered pair of different names.

    Examples:
        >>> agreement({"wsm": [1, 2, 3], "topsis": [1, 3, 2]})[("wsm", "topsis")]
        0.333
    """
    return {
        (one, other): measure(rankings[one], rankings[other])
        for one in rankings
        for other in rankings
        if one != other
    }


def _pair(first: ArrayLike, second: ArrayLike) -> tuple[Floats, Floats]:
    one = numbers(first, name="first ranking", dimensions=(1,))
    other = numbers(second, name="second ranking", dimensions=(1,))
    if one.shape != other.shape or len(one) < 2:  # noqa: PLR2004 - one entry has no order
        raise InvalidInputError(
            f"rankings: {len(one)} and {len(other)} entries; give the same number, at least two"
        )
    return one, other


def _concordance(one: Floats, other: Floats, importance: Floats) -> float | None:
    """Sum agreeing minus opposing pairs, each with the sum of its members' importance."""
    weight = importance[:, None] + importance[None, :]
    left = np.sign(one[:, None] - one[None, :])
    right = np.sign(other[:, None] - other[None, :])
    whole = float((left**2 * weight).sum()) * float((right**2 * weight).sum())
    return float((left * right * weight).sum()) / whole**0.5 if whole > 0 else None
