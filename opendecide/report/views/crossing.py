"""One break-even as a row: where it lies, where things stand today, and what that means."""

from typing import NamedTuple

from opendecide.model.costs import BreakEven
from opendecide.report.brief import Brief
from opendecide.report.language import Language
from opendecide.report.rounding import significant
from opendecide.report.sources import source
from opendecide.report.speech import Speech
from opendecide.report.unit_words import UNITS

_FIGURES = 2
_LARGE = (
    (1e9, ("{number} billion", "{number} billion")),
    (1e6, ("{number} million", "{number} million")),
)
LARGE = tuple(forms for _, forms in _LARGE)
"""How large numbers are written, whatever they count."""


class Crossing(NamedTuple):
    """Where one deployment starts to cost less than another."""

    deployment: str
    against: str
    quantity: str
    side: str
    """Above or below the figure."""
    today: str
    middle: str
    span: str
    """P10–P90."""
    remark: str
    source: str
    """Where the price of today was read."""
    address: str
    as_of: str


def crossing(brief: Brief, one: BreakEven) -> Crossing:
    """Tell one break-even; a quantile that no sample reaches is said to be out of reach."""
    speech = brief.speech
    read = source(one.source or "")
    return Crossing(
        deployment=brief.name(one.deployment),
        against=brief.name(one.against),
        quantity=what(speech, one),
        side=speech.text("above") if one.direction == "above" else speech.text("below"),
        today="–" if one.today is None else written(speech, one.today, one.unit),
        middle=beyond(speech, one, one.p50) or written(speech, one.p50, one.unit),
        span=_span(speech, one),
        remark=_remark(speech, one),
        source=speech.source(read.name),
        address=read.address,
        as_of=speech.language.day(one.as_of) if one.as_of else "",
    )


def what(speech: Speech, one: BreakEven) -> str:
    """Say what a figure is of: of which machine, or of which price where a whole list moves."""
    word = speech.word("crossing", one.quantity)
    _, _, machine = one.deployment.partition(":")
    if machine and one.unit.endswith("/machine"):
        return speech.say("{what} ({machine})", what=word, machine=speech.machine(machine))
    if one.stands_for is None:
        return word
    return speech.say(
        "{what} ({line}; the other prices move along)",
        what=word,
        line=speech.message(one.stands_for),
    )


def beyond(speech: Speech, one: BreakEven, value: float | None) -> str | None:
    """Say of a quantile that it is never or always reached; None where it is a figure."""
    if value is None:
        return speech.text("never")
    return speech.text("always") if value == 0 and one.direction == "above" else None


def _remark(speech: Speech, one: BreakEven) -> str:
    if not one.within_reach:
        return speech.text("Out of reach, however large or small it becomes.")
    if one.p50 is None:
        return speech.text("Reached in fewer than half of the samples.")
    if one.quantity == "volume" and one.p50 == 0:
        return speech.text("At every volume looked at, from the smallest on.")
    if one.today is None:
        return ""
    already = one.today > one.p50 if one.direction == "above" else one.today < one.p50
    return speech.text("Today it is already there.") if already else ""


def _span(speech: Speech, one: BreakEven) -> str:
    """Write both ends, and the unit once after the last that is a figure."""
    quantiles = (one.p10, one.p90)
    said = [beyond(speech, one, value) for value in quantiles]
    ends = [
        word or bare(speech, value, one.unit) for word, value in zip(said, quantiles, strict=True)
    ]
    last = 0 if said[1] else 1
    alike = ends[0] == ends[1]
    ends[last] = said[last] or written(speech, quantiles[last], one.unit)
    return ends[last] if alike else "–".join(ends)


def written(speech: Speech, value: float | None, unit: str) -> str:
    """Write a figure of a break-even in its own unit."""
    figure = bare(speech, value, unit)
    if value is None:
        return figure
    if unit in UNITS and unit != "1":
        return speech.counted_in(UNITS[unit], figure, significant(value, _FIGURES)[0])
    said = per(speech, unit)
    return speech.language.joined(f"{figure}{said[:1]}", said[1:])


def bare(speech: Speech, value: float | None, unit: str) -> str:
    """Write the figure without what it is a figure of."""
    language = speech.language
    if value is None:
        return speech.text("never")
    if unit == "1":
        return language.percent(value)
    currency, _, per = unit.partition("/")
    if per and currency.isupper():
        return language.money(value, currency)
    return grouped(language, value)


def per(speech: Speech, unit: str) -> str:
    """Write what a figure is a figure of."""
    if unit == "1":
        return ""
    currency, _, per = unit.partition("/")
    if per and currency.isupper():
        return f" / {speech.word('cost_per', per)}"
    return f"\u00a0{speech.unit(unit)}"


def grouped(language: Language, value: float) -> str:
    """Write a number with two significant figures, in millions or billions where it is large."""
    for size, forms in _LARGE:
        if value >= size:
            shown = significant(value / size, _FIGURES)[0]
            one = language.locale.plural_form(shown) == "one"
            form = language.counted(*forms, 1 if one else 2)
            written = language.number(value / size, figures=_FIGURES)
            return form.replace(" ", "\u00a0").format(number=written)
    return language.number(value, figures=_FIGURES)
