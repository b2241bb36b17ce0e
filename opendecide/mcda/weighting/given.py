"""Weights given in numbers: direct rating and swing."""

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Details, Floats
from opendecide.mcda.checks import numbers, refuse


def direct(judgements: ArrayLike) -> tuple[Floats, Details]:
    """Scale numbers given to the criteria so that they sum to one.

    Args:
        judgements: Shape (m,), none negative, at least one above 0.

    Returns:
        Weights, shape (m,).

    Examples:
        >>> direct([100, 60, 40])[0]
        array([0.5, 0.3, 0.2])
    """
    points = numbers(judgements, name="judgements", dimensions=(1,))
    return scaled(points), {}


def swing(judgements: ArrayLike) -> tuple[Floats, Details]:
    """Scale swing points: how much the change from worst to best is worth, 100 for the largest.

    Points above 100, or no criterion with 100, are scaled all the same and told in `largest`.

    Args:
        judgements: Shape (m,), in points, none negative, at least one above 0.

    Returns:
        Weights, shape (m,); `largest`, the points of the most important swing.

    Source:
        von Winterfeldt & Edwards (1986), Decision Analysis and Behavioral Research.
    """
    points = numbers(judgements, name="judgements", dimensions=(1,))
    return scaled(points), {"largest": float(points.max())}


def scaled(points: Floats) -> Floats:
    """Divide points by their sum."""
    refuse(points < 0, points, name="judgements", cure="give 0 or more")
    total = float(points.sum())
    if total == 0:
        raise InvalidInputError("judgements: all are zero; give at least one criterion some points")
    return points / total
