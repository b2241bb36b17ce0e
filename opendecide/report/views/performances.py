"""How a deployment does on a factor, as a level word or a figure with its unit."""

from opendecide.model.recommendation import FactorResult
from opendecide.report.speech import Speech

_SHARES = ("share", "probability", "(P90 - P50)")


def performance(speech: Speech, result: FactorResult) -> str:
    """Write a performance; unknown ones show what they may still be."""
    low, high = _written(speech, result, result.low), _written(speech, result, result.high)
    if result.performance is None:
        if low and high and low != high:
            return speech.say("not known ({low} to {high})", low=low, high=high)
        return speech.text("not known")
    middle = _written(speech, result, result.performance)
    unit = _unit(speech, result)
    return f"{middle}\u00a0{unit}".strip() if unit else middle


def _written(speech: Speech, result: FactorResult, value: str | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return speech.word("level", value)
    if _is_share(result):
        return speech.language.percent(value)
    return speech.language.number(value, figures=2)


def _is_share(result: FactorResult) -> bool:
    return (result.unit or "").startswith(_SHARES)


def _unit(speech: Speech, result: FactorResult) -> str:
    if result.unit is None or isinstance(result.performance, str) or _is_share(result):
        return ""
    return speech.word("unit", result.unit)
