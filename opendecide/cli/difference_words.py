"""What changed, in the words of the reader: names for ids, figures as a report writes them."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from opendecide.cli.differences import Difference, Fired, Former, Value
from opendecide.model.message import Message
from opendecide.model.recommendation import Recommendation
from opendecide.reading.words import _, mark
from opendecide.report.brief import brief
from opendecide.report.facts import subject
from opendecide.report.facts import value as fact_value
from opendecide.report.language import Language
from opendecide.report.speech import Speech
from opendecide.report.statements import label, said
from opendecide.report.views.flips import changes

Told = tuple[str, str, str]
"""What it is, how it was, how it is."""

NOTHING = "–"
_ANSWER: Mapping[str, str] = MappingProxyType(
    {
        "grade": mark("Verdict"),
        "family": mark("Family"),
        "deployment": mark("Deployment"),
        "combination": mark("Combination"),
        "runner_up": mark("Runner-up"),
        "probability_best": mark("Probability that the best answer is of this family"),
    }
)
_VERSION: Mapping[str, str] = MappingProxyType(
    {
        "version": mark("Version"),
        "catalog_date": mark("Date of the catalogue"),
        "decision_date": mark("Date of the decision"),
        "seed": mark("Seed"),
        "samples": mark("Samples"),
    }
)
_WORD = re.compile(r"[\w.+-]+")


class Words:
    """Says differences between two recommendations."""

    def __init__(self, before: Recommendation, after: Recommendation, language: Language) -> None:
        """Take the names of both: each may speak of what the other does not have."""
        self._records = (before, after)
        self._first = brief(before, language)
        last = brief(after, language).speech
        self.speech = Speech(
            language, last.currency, {**self._first.speech.names, **last.names}, last.units
        )
        self._ways: Mapping[str, Callable[[Difference], Told]] = {
            "answer": self._answer,
            "ranking": self._ranking,
            "cost": self._cost,
            "input": self._input,
            "weight": self._weight,
            "fact": self._fact,
            "price": self._price,
            "method": self._method,
            "version": self._version,
        }

    def told(self, one: Difference) -> Told:
        """Say what changed, how it was and how it is."""
        return self._ways[one.kind](one)

    def fired(self, one: Fired) -> str:
        """Say which announced change has come about."""
        flips = self._records[0].robustness.flips
        change = changes(self._first)[flips.index(one.flip)]
        sentence = _("Trigger: {what} {direction} {threshold} (now {now}); {then} was to lead.")
        if change.nothing:
            sentence = _(
                "Trigger: {what} {direction} {threshold} (now {now}); nothing acceptable was to be"
                " left."
            )
        return sentence.format(
            what=change.what,
            direction=change.direction,
            threshold=change.threshold,
            now=change.threshold
            if one.flip.direction == "becomes"
            else self._figure(one.now, self._number),
            then=change.then,
        )

    def former(self, one: Former) -> str:
        """Say what became of what was recommended."""
        name = self.speech.name(one.deployment)
        if one.reasons and one.status in ("excluded", "partial", "unproven"):
            said = " ".join(self.speech.message(reason) for reason in one.reasons)
            return _("{name} was recommended and is shut out: {reasons}").format(
                name=name, reasons=said
            )
        if one.score is not None and one.best is not None:
            sentence = _("{name} was recommended; it has {points} points now, the first {best}.")
            points, best = (
                self.speech.language.number(p, decimals=1) for p in (one.score, one.best)
            )
            return sentence.format(name=name, points=points, best=best)
        sentence = (
            _("{name} was recommended and is no candidate any more.")
            if one.status == "gone"
            else _("{name} was recommended; a quick look puts it behind others now.")
        )
        return sentence.format(name=name)

    def _pair(self, one: Difference, write: Callable[[float], str]) -> tuple[str, str]:
        return self._figure(one.before, write), self._figure(one.after, write)

    def _figure(self, value: Value, write: Callable[[float], str]) -> str:
        if value is None:
            return NOTHING
        if isinstance(value, tuple):
            return ", ".join(map(write, value))
        return value if isinstance(value, str) else write(value)

    def _number(self, value: float) -> str:
        return self.speech.language.number(value)

    def _answer(self, one: Difference) -> Told:
        say: Mapping[str, Callable[[str], str]] = {
            "grade": lambda word: self.speech.word("verdict", word),
            "family": lambda word: self.speech.word("family", word),
        }

        def written(value: object) -> str:
            if isinstance(value, float):
                return self.speech.language.percent(value)
            if isinstance(value, (list, tuple)):
                return " + ".join(map(self.speech.name, value)) or NOTHING
            return say.get(one.what, self.speech.name)(str(value)) if value else NOTHING

        return _(_ANSWER[one.what]), written(one.before), written(one.after)

    def _ranking(self, one: Difference) -> Told:
        return self.speech.word("family", one.what), *self._pair(one, self.speech.language.exact)

    def _cost(self, one: Difference) -> Told:
        def money(amount: float) -> str:
            return self.speech.language.money(amount, self.speech.currency)

        return self.speech.name(one.what), *self._pair(one, money)

    def _input(self, one: Difference) -> Told:
        key = one.what.rpartition(".")[2]
        named = self.speech.name(key) if key in self.speech.names else label(self.speech, key)
        return f"{one.what} ({named})", self._stated(key, one.before), self._stated(key, one.after)

    def _stated(self, key: str, value: Value) -> str:
        if value is None:
            return NOTHING
        if isinstance(value, str) and value in ("true", "false"):
            return said(self.speech, key, value == "true")
        parts = value.split(", ") if isinstance(value, str) else ()
        several = len(parts) > 1 and all(map(_WORD.fullmatch, parts))
        return said(self.speech, key, parts if several else value)

    def _weight(self, one: Difference) -> Told:
        def points(value: float) -> str:
            return self.speech.language.number(value, decimals=1)

        return self.speech.name(one.what), *self._pair(one, points)

    def _fact(self, one: Difference) -> Told:
        about = subject(one.what)

        def written(value: object) -> str:
            # Sources that disagree stand side by side; a price has such a sign of its own.
            parts = [str(value)] if about.path.startswith("serves") else str(value).split("; ")
            return " / ".join(fact_value(self.speech, about, part, None) for part in parts)

        return self.speech.fact(one.what), written(one.before), written(one.after)

    def _price(self, one: Difference) -> Told:
        deployment, code, *about = one.what.split(" ", 2)
        line = self.speech.message(Message(code=code))
        whose = f", {self.speech.workload(about[0])}" if about else ""

        def price(amount: float) -> str:
            return self.speech.language.price(amount, self.speech.currency)

        return f"{self.speech.name(deployment)}, {line}{whose}", *self._pair(one, price)

    def _method(self, one: Difference) -> Told:
        if one.what == "weights_origin":
            was, now = (self.speech.message(each.weights_origin) for each in self._records)
            return _("Weights"), was, now
        return self.speech.name(one.what), *self._pair(one, self._number)

    def _version(self, one: Difference) -> Told:
        return _(_VERSION[one.what]), *self._pair(one, self._number)
