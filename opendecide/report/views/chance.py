"""Chances in words."""

_WORDS = (
    (0.95, "almost certain"),
    (0.85, "very likely"),
    (0.70, "likely"),
    (0.50, "more likely than not"),
    (0.30, "possible, but less likely than not"),
    (0.00, "unlikely"),
)


def chance(probability: float) -> str:
    """Return the English words for a probability.

    Examples:
        >>> chance(0.72)
        'likely'
    """
    return next(words for least, words in _WORDS if probability >= least)


CHANCES = tuple(words for _, words in _WORDS)
