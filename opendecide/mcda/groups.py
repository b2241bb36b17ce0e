"""Weights of a group: averaged, member by member, and how far the members agree."""

from typing import NamedTuple

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats
from opendecide.mcda.checks import criterion_weights, numbers, refuse
from opendecide.mcda.comparison import average_ranks


class GroupWeights(NamedTuple):
    """What a group says about the criteria.

    Attributes:
        average: Shape (m,), summing to 1.
        per_member: Shape (k, m), each row summing to 1.
        agreement: Kendall's W of the members' rankings, from 0 to 1; None for a single member, a
            single criterion, or members who rank nothing.
    """

    average: Floats
    per_member: Floats
    agreement: float | None


def group_weights(
    members: ArrayLike, *, influence: ArrayLike | None = None, mean: str = "arithmetic"
) -> GroupWeights:
    """Combine the weights of k members.

    A low agreement says that the average is nobody's view: then look at each member's ranking.

    Args:
        members: Shape (k, m), one row per member, none negative.
        influence: Shape (k,), how much each member counts; the same for all if None.
        mean: "arithmetic" or "geometric".

    Returns:
        The average, each member's weights and their agreement.

    Examples:
        >>> group_weights([[3, 1], [1, 1]]).average
        array([0.625, 0.375])
    """
    table = numbers(members, name="members", dimensions=(2,))
    each = criterion_weights(table, table.shape[1])
    each = each / each.sum(axis=1, keepdims=True)
    voices = np.ones(len(each)) if influence is None else criterion_weights(influence, len(each))
    voices = voices / voices.sum()
    if mean == "arithmetic":
        average = voices @ each
    elif mean == "geometric":
        refuse(each <= 0, each, name="members", cure="a geometric mean takes weights above 0")
        average = np.exp(voices @ np.log(each))
    else:
        raise InvalidInputError(f"mean: {mean!r} is not known; give arithmetic or geometric")
    return GroupWeights(average / average.sum(), each, kendall_w(each))


def kendall_w(ratings: ArrayLike) -> float | None:
    """Return Kendall's coefficient of concordance, corrected for ties.

    Args:
        ratings: Shape (k, m), one row of ratings or ranks per member.

    Returns:
        From 0 (no agreement) to 1 (all rank alike); None where it is undefined.

    Source:
        Kendall & Babington Smith (1939), The problem of m rankings, Annals of Mathematical
        Statistics 10(3).

    Examples:
        >>> kendall_w([[1, 2, 3], [1, 2, 3]])
        1.0
    """
    table = numbers(ratings, name="ratings", dimensions=(2,))
    judges, items = table.shape
    ranks = np.array([average_ranks(row) for row in table])
    totals = ranks.sum(axis=0)
    spread = float(((totals - totals.mean()) ** 2).sum())
    counts = [np.unique(row, return_counts=True)[1].astype(float) for row in table]
    ties = sum(float((count**3 - count).sum()) for count in counts)
    whole = judges**2 * (items**3 - items) - judges * ties
    return 12 * spread / whole if judges > 1 and whole > 0 else None
