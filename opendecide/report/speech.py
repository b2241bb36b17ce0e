"""Messages become sentences in the reader's language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from string import Formatter
from typing import Any

from opendecide.model.base import Record
from opendecide.model.recommendation import Message, Recommendation
from opendecide.report.language import Language
from opendecide.report.sentences import PLURALS, SENTENCES
from opendecide.report.words import english

_FORMATTER = Formatter()


@dataclass(frozen=True, slots=True)
class Speech:
    """Says words and messages in one language.

    Attributes:
        language: The language of the reader.
        currency: The currency of amounts that do not name theirs.
        names: Names by id: deployments, criteria and factors.
    """

    language: Language
    currency: str = "EUR"
    names: Mapping[str, str] = field(default_factory=dict)

    def text(self, message: str) -> str:
        """Translate a sentence of the templates and views."""
        return self.language.text(message)

    def say(self, message: str, **values: str) -> str:
        """Translate a sentence of the templates and views, and put words in their places."""
        return self.text(message).format_map(values)

    def word(self, kind: str, word: str) -> str:
        """Say what an id of some kind is called."""
        return self.text(english(kind, word))

    def name(self, identifier: str) -> str:
        """Say the name of a deployment (never translated), a criterion or a factor."""
        return self.text(self.names.get(identifier, identifier.replace("_", " ")))

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
        said: list[str] = []
        currency = str(values.get("currency") or self.currency)
        for literal, key, kind, _ in _pieces(template):
            said.append(literal)
            if key is not None:
                said.append(self.value(values.get(key), kind or "", currency=currency))
        return "".join(said)

    def value(self, value: Any, kind: str = "", *, currency: str | None = None) -> str:
        """Say one value of a message."""
        if isinstance(value, (list, tuple, set, frozenset)):
            items = sorted(value) if isinstance(value, (set, frozenset)) else value
            return self.language.listed(self.value(one, kind, currency=currency) for one in items)
        if isinstance(value, Mapping) and {"amount", "currency"} <= value.keys():
            return self._figure(float(value["amount"]), kind or "price", str(value["currency"]))
        if isinstance(value, date):
            return self.language.day(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self._figure(float(value), kind, currency or self.currency)
        words = {None: "not known", True: "yes", False: "no"}
        if value is None or isinstance(value, bool):
            return self.text(words[value])
        return self._worded(str(value), kind)

    def _figure(self, value: float, kind: str, currency: str) -> str:
        write: dict[str, Callable[[], str]] = {
            "money": lambda: self.language.money(value, currency),
            "price": lambda: self.language.price(value, currency),
            "percent": lambda: self.language.percent(value),
            "hundredths": lambda: self.language.percent(value / 100, decimals=_decimals(value)),
            "points": lambda: self.points(value),
            "": lambda: self.language.exact(value),
        }
        return write.get(kind, lambda: self.language.number(value))()

    def points(self, value: float) -> str:
        """Say a difference in points of score."""
        written = self.language.number(abs(value), decimals=1)
        return self.text("{number} points").replace("{number}", written)

    def _worded(self, value: str, kind: str) -> str:
        say: dict[str, Callable[[str], str]] = {
            "": str,
            "item": self.text,
            "country": self.country,
            "day": self._day,
            "criterion": self.name,
            "factor": self.name,
            "deployment": self.name,
            "fact": self.fact,
            "field": str,
        }
        return say[kind](value) if kind in say else self.word(kind, value)

    def _day(self, value: str) -> str:
        try:
            return self.language.day(date.fromisoformat(value))
        except ValueError:
            return value

    def country(self, code: str) -> str:
        """Say the name of a country or of a group of countries."""
        if code == "EEA":
            return self.text("European Economic Area")
        return self.language.country(code)

    def fact(self, identifier: str) -> str:
        """Say which fact an id stands for: what it tells, and of whom.

        An id is `kind/entry/path.to.field`; the entry's own name is never translated.
        """
        if identifier in self.names:
            return self.name(identifier)
        _, _, rest = identifier.partition("/")
        entry, _, path = rest.rpartition("/")
        told = self.text((path or identifier).rsplit(".", 1)[-1].replace("_", " "))
        return f"{told} ({entry})" if entry else told


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
