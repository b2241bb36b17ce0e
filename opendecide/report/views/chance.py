"""Chances in words."""

from math import floor

from opendecide.report.language import Language

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


def likelihood(language: Language, probability: float, samples: int) -> str:
    """Write a chance found by sampling: one that never or always came up is not 0 or 100 %."""
    smallest = 1 / (2 * samples)
    return language.percent(min(max(probability, smallest), 1 - smallest))


def nearly_enough(language: Language, probability: float, required: float, samples: int) -> str:
    """Write a chance beside the one that is asked for: what falls short never reads as enough."""
    written = likelihood(language, probability, samples)
    if probability < required and written == language.percent(required):
        return language.percent(floor(1000 * probability) / 1000, decimals=1)
    return written


CHANCES = tuple(words for _, words in _WORDS)
