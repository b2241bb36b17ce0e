"""How a deployment does on a factor, in words that carry its unit and its sense."""

from collections.abc import Callable

from opendecide.model.recommendation import FactorResult
from opendecide.report import unit_words
from opendecide.report.rounding import significant
from opendecide.report.speech import Speech, placeholders

_FIGURES = 2
_HOURS_FROM_MINUTES = 120
_NEXT_TO_NOTHING = 0.005
_ALMOST = 0.95
_ROUGH = 0.25
"""Share of its scale over which a performance may lie, from which on it is called uncertain."""
_RESPONSE = "wanted / expected 95th percentile of the response time"
_NAMES = frozenset({"region.guaranteed"})
"""Remarks that name what a level leaves open: no sentence of their own."""
_NOTHING = {"FTE": unit_words.NOBODY_MISSING, "share of the need": unit_words.NOTHING_MISSING}
_WORDS_AT_THE_ENDS = frozenset({*unit_words.BEYOND_THE_WAY, *_NOTHING, _RESPONSE, "months"})
"""Units that say some of their figures in words of their own."""


def performance(speech: Speech, result: FactorResult) -> str:
    """Write a performance; what is not known shows what it may still be."""
    low, high = result.low, result.high
    if result.performance is None or not result.known:
        if low is None or high is None or low == high:
            return speech.text("not known")
        bare = _figure_alone(speech, result, low)
        if bare:
            return speech.say(
                "not known: from {low} to {high}", low=bare, high=_written(speech, result, high)
            )
        return speech.say(
            "not known: from “{low}” to “{high}”",
            low=_written(speech, result, low),
            high=_written(speech, result, high),
        )
    return _written(speech, result, result.performance)


def with_caution(speech: Speech, result: FactorResult) -> str:
    """Write a performance, with its range where that is wide: it counts with caution then.

    Wherever a performance is told, it is told so: a middle beside a score that follows from the low
    end would look like a contradiction, and a figure over all workloads hides the weakest.
    """
    said = _with_its_range(speech, result)
    if result.note is None:
        return said
    if result.note.code in _NAMES:
        return speech.say("{figure} ({note})", figure=said, note=speech.message(result.note))
    return speech.say("{figure}; {note}", figure=said, note=speech.message(result.note))


def _with_its_range(speech: Speech, result: FactorResult) -> str:
    said = performance(speech, result)
    if not is_rough(result) or result.low is None or result.high is None:
        return said
    ends = [_written(speech, result, one) for one in (result.low, result.high)]
    if ends[0] == ends[1]:
        return said
    bare = [_figure_alone(speech, result, one) for one in (result.low, result.high)]
    low, high = ends if "" in bare else bare
    return speech.say(
        "{middle} (from {low} to {high}, counted with caution)", middle=said, low=low, high=high
    )


def _figure_alone(speech: Speech, result: FactorResult, value: str | float) -> str:
    """Write the figure without its unit, which stands beside the middle; nothing for a word.

    A middle that is a word, as of who reaches the target, leaves it to the ends to say of what.
    """
    unit = speech.units.get(result.unit or "", result.unit or "")
    forms = unit_words.PERFORMANCES.get(unit)
    if isinstance(value, str):
        return ""
    if unit.startswith(unit_words.MONEY):
        return _written(speech, result, value)
    if unit == "min/month":
        return _down(speech, value)
    if unit == "months":
        return speech.measured(value, unit, figures=_FIGURES) if value else ""
    if unit in unit_words.BEYOND_THE_WAY:
        if not 0 < value < 1:
            return speech.text(unit_words.AT_THE_ENDS[value > 0])
        share = speech.language.percent(value)
        said = isinstance(result.performance, float) and 0 < result.performance < 1
        return share if said else speech.say("{share} of the way", share=share)
    words = unit in _WORDS_AT_THE_ENDS and unit not in _NOTHING
    if forms is None or words:
        return ""
    [name, *others] = [name for name, _kind in placeholders(forms[0])]
    return "" if others else _figures(speech, value)[name]()


def is_rough(result: FactorResult) -> bool:
    """Tell whether a known performance may lie over a wide part of its scale."""
    known = result.known and result.performance is not None
    return known and result.value_high - result.value_low > _ROUGH


def _written(speech: Speech, result: FactorResult, value: str | float) -> str:
    if isinstance(value, str):
        return speech.word("level", value)
    if result.unit == "months" and value == 0:
        return speech.text(unit_words.ANY_TIME)
    unit = speech.units.get(result.unit or "", result.unit or "")
    if unit.startswith(unit_words.MONEY):
        return speech.language.money(value, unit.removeprefix(unit_words.MONEY))
    if unit in unit_words.BEYOND_THE_WAY and not 0 < value < 1:
        below, reached = unit_words.BEYOND_THE_WAY[unit]
        return speech.text(below if value <= 0 else reached)
    if unit in _NOTHING and value < _NEXT_TO_NOTHING:
        return speech.text(_NOTHING[unit])
    if unit == "min/month" and value > _HOURS_FROM_MINUTES:
        hours = value / 60
        shown = significant(hours, _FIGURES)[0]
        return speech.counted_in(unit_words.DOWN_IN_HOURS, _two_figures(speech, hours), shown)
    if unit == _RESPONSE and 0 < value < 1:
        if value > _ALMOST:
            return speech.text(unit_words.A_LITTLE_SLOW)
        return speech.say(unit_words.TOO_SLOW, number=_two_figures(speech, 1 / value))
    forms = unit_words.PERFORMANCES.get(unit)
    if forms is None:
        return speech.measured(value, unit, figures=_FIGURES)
    language = speech.language
    text = language.counted(*forms, speech.grammatical(significant(value, _FIGURES)[0]))
    ways = _figures(speech, value)
    return text.replace("{number} ", "{number}\u00a0").format(
        **{name: ways[name]() for name, _kind in placeholders(text)}
    )


def _down(speech: Speech, minutes: float) -> str:
    """Write how long a service is down, in hours where that is long."""
    if minutes > _HOURS_FROM_MINUTES:
        return speech.measured(minutes / 60, "hours", figures=_FIGURES)
    return speech.measured(minutes, "minutes", figures=_FIGURES)


def _figures(speech: Speech, value: float) -> dict[str, Callable[[], str]]:
    """Return how a figure is written, by its place in a form."""
    language = speech.language
    return {
        "number": lambda: _two_figures(speech, value),
        "percent": lambda: language.percent(value),
        "tenths": lambda: language.number(10 * value, decimals=0),
        "twelfths": lambda: language.number(12 * value, decimals=0),
    }


def _two_figures(speech: Speech, value: float) -> str:
    return speech.language.number(value, figures=_FIGURES)
