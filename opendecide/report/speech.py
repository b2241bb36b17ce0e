"""Messages become sentences in the reader's language."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import ceil, floor, log10
from string import Formatter
from typing import Any

from opendecide.model.base import Record
from opendecide.model.message import Message, shared
from opendecide.model.recommendation import Recommendation
from opendecide.report.language import Language
from opendecide.report.rounding import significant
from opendecide.report.sentences import PLURALS, SENTENCES
from opendecide.report.sources import source
from opendecide.report.spans import Span
from opendecide.report.unit_words import UNITS
from opendecide.report.words import KINDS, english

_FORMATTER = Formatter()
_ESTIMATE = re.compile(r"^estimate from (?P<number>\d+) public test results \((?P<basis>\w+)\)$")
_IN_WORDS = re.compile(r"(\d+) (GB|cores)\b")
"""What the name of a machine says in a unit."""
_KINDS = {
    "workload": "workload",
    "host": "place",
    "here": "place",
    "there": "place",
    "below": "place",
    "machine": "machine",
}
"""Kinds of values that a template need not name."""
_TENTHS, _ROUNDING = 10, 1e-9
"""People are asked for in tenths of a full-time equivalent, never too few."""
_FEW = 2
"""Workloads that are named one by one even where they are all there are."""
_FIGURES, _ROUGH_FIGURES = 3, 2
_ROUGH = frozenset({"FTE", "weeks", "person-days"})
"""Units in which nobody knows better than roughly."""
_THOUSANDS = {"k": 1_000.0, "m": 1_000_000.0}


@dataclass(frozen=True, slots=True)
class Speech:
    """Says words and messages in one language.

    Attributes:
        language: The language of the reader.
        currency: The currency of amounts that do not name theirs.
        names: Names by id: deployments, criteria and factors; catalogue entries by `kind/id`.
        units: Units that stand for another one with this organisation.
        workloads: Ids of everything that the organisation wants to use it for.
    """

    language: Language
    currency: str = "EUR"
    names: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    workloads: tuple[str, ...] = ()

    def text(self, message: str) -> str:
        """Translate a sentence of the templates and views."""
        return self.language.text(message)

    def say(self, message: str, **values: str) -> str:
        """Translate a sentence of the templates and views, and put words in their places."""
        return self.language.say(message, **values)

    def word(self, kind: str, word: str) -> str:
        """Say what an id of some kind is called."""
        return self.text(english(kind, word))

    def measured(self, number: float, unit: str | None, *, figures: int | None = None) -> str:
        """Say a number with its unit, in the form that goes with the number as it is written."""
        written = self.rounded(number, figures)
        forms = UNITS.get(unit or "")
        if forms is None:
            return f"{written}\u00a0{self.word('unit', unit)}" if unit else written
        shown = number if figures is None else significant(number, figures)[0]
        return self.counted_in(forms, written, shown)

    def rounded(self, number: float, figures: int | None) -> str:
        """Write a number with so many significant figures, or as it was given."""
        if figures is None:
            return self.language.exact(number)
        return self.language.number(number, figures=figures)

    def unit(self, unit: str) -> str:
        """Say a unit alone, as on an axis."""
        forms = UNITS.get(unit)
        said = self.language.counted(*forms, 2) if forms else self.word("unit", unit)
        return said.replace("{number}", "").strip()

    def counted_in(self, forms: tuple[str, str], written: str, number: float) -> str:
        """Say a written number in the form for one or for many, and never break before its unit."""
        form = self.language.counted(*forms, self.grammatical(number))
        before, _, after = form.partition("{number}")
        if not after.startswith(" "):
            return form.format(number=written)
        return self.language.joined(f"{before}{written}\u00a0", after[1:])

    def grammatical(self, number: float) -> int:
        """Return 1 where the language wants the form for one, else 2."""
        return 1 if self.language.locale.plural_form(abs(number)) == "one" else 2

    def name(self, identifier: str) -> str:
        """Say the name of a deployment (never translated), a criterion or a factor."""
        return self.text(self.names.get(identifier, identifier.replace("_", " ")))

    @staticmethod
    def workload(identifier: str) -> str:
        """Say what a workload is called: its id as words.

        They are the organisation's own, even where they are those of a task as well.
        """
        return identifier.replace("_", " ")

    def component(self, name: str) -> str:
        """Say what a bill hangs on: an input of one workload, or a planning figure."""
        workload, _, field = name.partition(".")
        if not field:
            return self.word("component", name)
        return self.say(
            "{what} ({whose})", what=self.word("component", field), whose=self.workload(workload)
        )

    def range_from(self, inputs: Sequence[str], low: float, high: float) -> str:
        """Say what the range of a total comes from, or why nothing is named."""
        if inputs:
            named = self.language.listed(map(self.component, inputs))
            return self.say("The range comes mostly from: {components}.", components=named)
        if low < high:
            return self.text("No single figure accounts for the range.")
        if high == 0:
            return self.text("There is no range: it costs nothing.")
        return self.text("There is no range: no figure in it is uncertain.")

    def against_total(self, added_up: float, middle: float, currency: str) -> str:
        """Say what the lines of a bill add up to, and why the middle of its total is not that."""
        lines, total = (self.language.money(one, currency) for one in (added_up, middle))
        if lines == total:
            return ""
        if added_up >= middle:
            return self.say(
                "The lines add up to {lines}; the middle of all samples together (P50) is {total}.",
                lines=lines,
                total=total,
            )
        return self.say(
            "The lines add up to {lines}; the middle of all samples together (P50) is {total},"
            " which is more: costs can rise further above their middle than fall below it, and"
            " what fewer than half of the samples need counts as zero in its line.",
            lines=lines,
            total=total,
        )

    def distrusted(self, codes: Iterable[str]) -> str:
        """Say what in a bill is to be distrusted; nothing where it is all as good as usual."""
        said = self.text("; ").join(self.word("distrust", code) for code in codes)
        return self.say("To be distrusted here: {what}.", what=said) if said else ""

    def named(self, workloads: Sequence[str]) -> str:
        """Name workloads as part of a sentence, or say that it is true of all of many."""
        if len(workloads) > _FEW and set(self.workloads) <= set(workloads):
            return self.text("all workloads")
        quoted = (self.say("“{workload}”", workload=self.workload(one)) for one in workloads)
        form = self.language.counted(
            "the workload {names}", "the workloads {names}", len(workloads)
        )
        return self.language.filled(form, {"names": self.language.listed(quoted)})

    def once(self, messages: Iterable[Message]) -> tuple[str, ...]:
        """Say messages, and those once that read alike but for whom they are about."""
        return tuple(map(self.message, shared(messages, self.message)))

    def message(self, message: Message) -> str:
        """Say a message; a code without a sentence is shown with its values."""
        values = message.values
        if message.code in PLURALS:
            one, many, counted = PLURALS[message.code]
            number = int(values.get(counted) or 0)
            return self._filled(self.language.counted(one, many, number), values)
        templates = SENTENCES.get(message.code)
        if templates is None:
            return self._unworded(message)
        chosen = next((one for one in templates if _known(one, values)), templates[-1])
        return self._filled(self.text(chosen), values)

    def _unworded(self, message: Message) -> str:
        said = (f"{key}: {self.value(value)}" for key, value in sorted(message.values.items()))
        return "; ".join((message.code, *said))

    def _filled(self, template: str, values: Mapping[str, Any]) -> str:
        said = ""
        currency = str(values.get("currency") or self.currency)
        for literal, key, stated, _ in _pieces(template):
            said += literal
            if key is not None:
                kind = stated or _KINDS.get(key, "")
                if kind == "beyond":
                    kind = self._beyond(values[key], values["ceiling"], currency)
                word = self.value(values.get(key), kind, currency=currency)
                said = self.language.joined(said, word)
        return said

    def _beyond(self, amount: float, ceiling: Any, currency: str) -> str:
        """Return how to write an amount above a ceiling, so that it never reads as that ceiling."""
        written = {self.value(one, "money", currency=currency) for one in (amount, ceiling)}
        return "money" if len(written) > 1 else "exceeding"

    def value(self, value: Any, kind: str = "", *, currency: str | None = None) -> str:
        """Say one value of a message."""
        if isinstance(value, Span):
            return self._span(value, kind, currency)
        if kind == "regions":
            words = [value] if isinstance(value, str) else value
            return self.language.either(map(self.country, words))
        if kind == "named":
            return self.named([value] if isinstance(value, str) else tuple(value))
        if isinstance(value, (list, tuple, set, frozenset)):
            items = sorted(value) if isinstance(value, (set, frozenset)) else value
            return self.language.listed(self.value(one, kind, currency=currency) for one in items)
        if isinstance(value, Mapping) and {"amount", "currency"} <= value.keys():
            return self._figure(float(value["amount"]), kind or "price", str(value["currency"]))
        if isinstance(value, date):
            return self.language.day(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self._figure(float(value), kind, currency or self.currency)
        if value is None:
            return self.text("not known")
        if isinstance(value, bool):
            return self.text("yes") if value else self.text("no")
        return self._worded(str(value), kind)

    def _span(self, span: Span, kind: str, currency: str | None) -> str:
        low = self.value(span.low, kind, currency=currency)
        if span.high is None:
            return self.say("{low} or more", low=low)
        high = self.value(span.high, kind, currency=currency)
        if low == high:
            return low
        if kind in UNITS and isinstance(span.low, (int, float)):
            low = self.rounded(span.low, _figures(kind))  # the unit once, after the greater
        return self.say("{low} to {high}", low=low, high=high)

    def _figure(self, value: float, kind: str, currency: str) -> str:
        write: dict[str, Callable[[], str]] = {
            "money": lambda: self.language.money(value, currency),
            "exceeding": lambda: self.language.money(_raised(value), currency, figures=_FIGURES),
            "price": lambda: self.language.price(value, currency),
            "percent": lambda: self.language.percent(value),
            "hundredths": lambda: self.language.percent(value / 100, decimals=_decimals(value)),
            "points": lambda: self.points(value),
            "rough": lambda: self.language.number(value, figures=2),
            "about_s": lambda: self.measured(value, "s", figures=2),
            "people": lambda: self.measured(_tenths_up(value), "FTE"),
            "": lambda: self.language.exact(value),
        }
        if kind in UNITS:
            return self.measured(value, kind, figures=_figures(kind))
        return write.get(kind, lambda: self.language.number(value))()

    def points(self, value: float) -> str:
        """Say a difference in points of score."""
        shown = round(abs(value), 1)
        return self.counted_in(UNITS["points"], self.language.number(shown, decimals=1), shown)

    def _worded(self, value: str, kind: str) -> str:
        say: dict[str, Callable[[str], str]] = {
            "": str,
            "item": self.text,
            "need": self.need,
            "country": self.country,
            "tongue": self.language.tongue,
            "day": self._day,
            "criterion": self.name,
            "factor": self.name,
            "deployment": self.name,
            "fact": self.fact,
            "component": self.component,
            "source": self._read,
            "machine": self.machine,
            "place": self.text,
            "field": str,
            "workload": self.workload,
        }
        return say[kind](value) if kind in say else self.word(kind, value)

    def machine(self, identifier: str) -> str:
        """Say the name of a machine; what stands before a colon says whose it is."""
        bare = identifier.rpartition(":")[2]
        return self.in_units(self.names.get(f"machines/{bare}", bare))

    def in_units(self, name: str) -> str:
        """Say the units in the name of a machine as everywhere: `24 GB`, `10 cores`."""
        return _IN_WORDS.sub(lambda found: self.measured(float(found[1]), found[2]), name)

    def need(self, feature: str) -> str:
        """Say what a workload asks for, as the profile writes it: `context>=32k`."""
        name, sign, bound = feature.partition(">=")
        if not sign:
            return self.word("level", feature)
        if name == "context":
            return self.say("a context of at least {number} tokens", number=self._tokens(bound))
        what, least = self.word("level", name), self.word("level", bound)
        return self.say("{what} (at least: {least})", what=what, least=least)

    def _tokens(self, written: str) -> str:
        """Say a number of tokens as people write it: `32k`."""
        number, unit = written[:-1], written[-1:].lower()
        if unit in _THOUSANDS and number.isdecimal():
            return self.language.exact(float(number) * _THOUSANDS[unit])
        return self.language.exact(float(written)) if written.isdecimal() else written

    def _day(self, value: str) -> str:
        try:
            return self.language.day(date.fromisoformat(value))
        except ValueError:
            return value

    def source(self, name: str) -> str:
        """Say a source that is a judgement or an estimate; a title or an address stays as it is."""
        if found := _ESTIMATE.match(name):
            number, basis = int(found["number"]), self.word("basis", found["basis"])
            if not number:
                return self.say("estimate without a public test result ({basis})", basis=basis)
            form = self.language.counted(
                "estimate from {number} public test result",
                "estimate from {number} public test results",
                number,
            )
            return f"{form.format(number=number)} ({basis})"
        time, paid, salary = name.partition("; salary: ")
        if paid:
            return self.say(
                "{time}; salary: {salary}", time=self.source(time), salary=self.source(salary)
            )
        judged, after, whom = name.partition(", after ")
        if after and judged in KINDS["source"] and whom in KINDS["source"]:
            return self.say(
                "{judged}, after {whom}", judged=self.source(judged), whom=self.source(whom)
            )
        if after and judged in KINDS["source"]:
            return self.say("{judged}, after “{whom}”", judged=self.source(judged), whom=whom)
        if " × " in name:
            return " × ".join(self.source(part) for part in name.split(" × "))
        return self.word("source", name) if name in KINDS["source"] else name

    def _read(self, text: str) -> str:
        """Say where something was read, short; the annex and the bills have the address."""
        return self.source(source(text).name)

    def country(self, code: str) -> str:
        """Say the name of a country or of a group of countries."""
        if code == "EEA":
            return self.text("European Economic Area")
        if code == "adequate":
            return self.text("a country with an adequacy decision")
        return self.language.country(code)

    def fact(self, identifier: str) -> str:
        """Say which fact an id stands for: what it tells, and of whom."""
        from opendecide.report.facts import of_whom  # they speak of each other

        return of_whom(self, identifier) if "/" in identifier else self.name(identifier)


def _figures(unit: str) -> int:
    return _ROUGH_FIGURES if unit in _ROUGH else _FIGURES


def _raised(amount: float) -> float:
    """Round up to three figures: what exceeds a ceiling never reads as if it kept to it."""
    step = 10.0 ** (floor(log10(amount)) - _FIGURES + 1) if amount > 0 else 1.0
    return step * ceil(amount / step - _ROUNDING)


def _tenths_up(people: float) -> float:
    return ceil(_TENTHS * people - _ROUNDING) / _TENTHS


def _decimals(percent: float) -> int:
    return len(f"{percent:.4f}".rstrip("0").partition(".")[2])


@cache
def _pieces(template: str) -> tuple[tuple[str, str | None, str | None, str | None], ...]:
    """Return a sentence in pieces; a few hundred sentences are said thousands of times."""
    return tuple(_FORMATTER.parse(template))


@cache
def placeholders(template: str) -> frozenset[tuple[str, str]]:
    """Return the names and kinds of the values in a template."""
    return frozenset((key, kind or "") for _, key, kind, _ in _pieces(template) if key)


def _known(template: str, values: Mapping[str, Any]) -> bool:
    return all(values.get(key) is not None for key, _ in placeholders(template))


def messages(part: object) -> Iterator[Message]:
    """Find every message inside a record."""
    if isinstance(part, Message):
        yield part
    elif isinstance(part, Record):
        for name in type(part).model_fields:
            yield from messages(getattr(part, name))
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from messages(value)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from messages(value)


def unworded(recommendation: Recommendation) -> tuple[str, ...]:
    """Return what no sentence says: unknown codes, and known ones that lack a value.

    For tests: a report shows such a message with its bare code instead of failing.
    """
    faults: set[str] = set()
    for message in messages(recommendation):
        templates = PLURALS.get(message.code, ())[:1] or SENTENCES.get(message.code, ())
        if not templates:
            faults.add(message.code)
        elif not any(_known(one, message.values) for one in templates):
            missing = sorted(
                key for key, _ in placeholders(templates[-1]) if message.values.get(key) is None
            )
            faults.add(f"{message.code}: {', '.join(missing)}")
    return tuple(sorted(faults))
