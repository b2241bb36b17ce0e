"""The facts of a catalogue entry, in the words of the reader."""

from collections.abc import Iterator, Mapping
from typing import Any

from opendecide.model.catalog import Catalog
from opendecide.report import facts, statements
from opendecide.report.entry_words import ENTRY
from opendecide.report.fact_words import FACTS
from opendecide.report.language import Language
from opendecide.report.speech import Speech

Row = tuple[str, str, str, str]
"""Path, what it is called, its value, its evidence."""

_EVIDENCE = ("source", "as_of", "grade")
_ASIDE = (*_EVIDENCE, "note", "undated", "also")
_DAYS = frozenset({"quality_as_of", "from_date", "retires"})
_NAMED_BY = ("model", "scheme", "cloud", "suite")
_AS_WRITTEN = (
    *("id", "name", "served_as", "instance", "scope", "attribution", "clause", "cure"),
    *("currency", "generation", "offers", "machines", "vendor", "operator", "accelerator"),
    "community",
)
"""What people or machines named, and ids of other entries: no words to translate."""


class Entries:
    """Says what the catalogue holds."""

    def __init__(self, catalog: Catalog, language: Language) -> None:
        """Take the names of models and offers, which facts speak of."""
        parts = {part: getattr(catalog, part) for part in ("models", "offers", "vendors")}
        names = {
            f"{part}/{own}": language.text(one.name)
            for part, entries in parts.items()
            for own, one in entries.items()
        }
        self.speech = Speech(language, names=names)

    def rows(self, data: Any, path: str = "") -> Iterator[Row]:
        """Go through the facts inside an entry."""
        if isinstance(data, Mapping) and {"p10", "p50", "p90"} <= data.keys():
            yield path, self._called(path), self._quality(data), ""
        elif isinstance(data, Mapping) and {"source", "as_of"} <= data.keys():
            yield path, self._called(path), self._fact(data, path), self.evidence(data)
        elif isinstance(data, Mapping):
            for key, one in data.items():
                yield from self.rows(one, f"{path}.{key}" if path else str(key))
        elif isinstance(data, list) and any(isinstance(one, Mapping) for one in data):
            for place, one in enumerate(data):
                yield from self.rows(one, f"{path}.{_name_of(one) or place}")
        else:
            yield path, self._called(path), self._value(data, path), ""

    def evidence(self, fact: Mapping[str, Any]) -> str:
        """Say grade, date and source."""
        grade = self.speech.word("grade", str(fact["grade"])) if fact.get("grade") else ""
        day = self.speech.value(str(fact["as_of"]), "day")
        return ", ".join(one for one in (grade, day, self.speech.source(fact["source"])) if one)

    def price(self, served: Any) -> str:
        """Say what an offer asks for a model, and where."""
        language, currency = self.speech.language, served.currency or "USD"
        amounts = [one for one in (served.input, served.output) if one is not None]
        said = " / ".join(language.price(one, currency) for one in amounts)
        where = f" ({self._value(served.region, 'region')})" if served.region else ""
        return f"{said}, {self.speech.word('entry', served.unit)}{where}"

    def _called(self, path: str) -> str:
        head, *rest = path.split(".")
        last = rest[-1] if rest and not rest[-1].isdigit() else head
        if path in FACTS or (head in ("quality", "attestations", "serves") and rest):
            return facts.told(self.speech, facts.Subject("", "", path))
        known = next((one for one in (last, head) if one in ENTRY), None)
        return self.speech.word("entry", known) if known else ""

    def _fact(self, fact: Mapping[str, Any], path: str) -> str:
        rest = {key: one for key, one in fact.items() if key not in _ASIDE and one is not None}
        unit = rest.pop("unit", None) if {"value", "low", "high"} & rest.keys() else None
        about = facts.Subject("", "", path)
        if rest.keys() == {"any_of"}:
            return facts.value(self.speech, about, " | ".join(map(_plain, rest["any_of"])), unit)
        if rest.keys() <= {"value", "low", "high"}:
            known = _plain(rest["value"]) if "value" in rest else ""
            if {"low", "high"} <= rest.keys():
                known = f"{known} [{rest['low']}, {rest['high']}]".strip()
            return facts.value(self.speech, about, known, unit) if known else ""
        return self._listed(rest)

    def _listed(self, fields: Mapping[str, Any]) -> str:
        colon = self.speech.text(": ")
        said = (
            f"{self.speech.word('entry', key)}{colon}{self._value(one, key)}"
            for key, one in fields.items()
            if one is not None and key not in _NAMED_BY
        )
        return self.speech.text("; ").join(said)

    def _quality(self, estimate: Mapping[str, Any]) -> str:
        percent = self.speech.language.percent
        span = self.speech.say(
            "{low} to {high}", low=percent(estimate["p10"]), high=percent(estimate["p90"])
        )
        basis = self.speech.word("basis", str(estimate.get("basis", "")))
        return f"{percent(estimate['p50'])} ({span}), {basis}"

    def _value(self, data: Any, path: str) -> str:
        key = path.rpartition(".")[2]
        if key in _AS_WRITTEN:
            return _plain(data)
        if key == "long":
            return f"({self._listed(data)})"
        if isinstance(data, str) and not data.replace("_", "").isalnum():
            return self.speech.value(data, "day") if key in _DAYS else data
        if isinstance(data, str) and key == "family":
            return self.speech.word("family", data)
        return statements.said(self.speech, key, data)


def _plain(value: Any) -> str:
    """Write a value as the facts of a recommendation do."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "none"
    return str(value)


def _name_of(item: Any) -> str:
    """Return what an item of a list goes by."""
    if not isinstance(item, Mapping):
        return ""
    if {"task", "language"} <= item.keys():
        return f"{item['task']}.{item['language']}"
    return next((str(item[key]) for key in _NAMED_BY if key in item), "")
