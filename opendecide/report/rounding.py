"""Rounding, done once and nowhere else: to so many significant figures."""

from math import floor, isfinite, log10


def significant(value: float, figures: int) -> tuple[float, int]:
    """Round to so many significant figures.

    Returns:
        The rounded value, and how many decimals are needed to write it.

    Examples:
        >>> significant(123456.0, 2)
        (120000.0, 0)
        >>> significant(0.01234, 2)
        (0.012, 3)
        >>> significant(3.999, 2)
        (4.0, 0)
    """
    if value == 0 or not isfinite(value):
        return value, 0
    decimals = figures - 1 - floor(log10(abs(value)))
    rounded = round(value, decimals)
    if rounded == round(rounded):
        return rounded, 0
    return rounded, _needed(rounded, max(0, decimals))


def _needed(value: float, most: int) -> int:
    """Return the fewest decimals that write the value without loss."""
    return next((digits for digits in range(most) if round(value, digits) == value), most)
