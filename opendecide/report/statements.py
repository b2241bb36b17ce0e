"""Fields of a profile in words: what one is called, and its value as a reader would say it."""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from opendecide.model.field_names import FIELDS
from opendecide.report.speech import Speech
from opendecide.report.words import KINDS

_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_ID = re.compile(r"^[a-z0-9]+(_[a-z0-9]+)+$")
_TITLES = ("id", "scheme", "country", "model", "name", "option", "criterion", "a")
"""Fields that name a thing among its like; its other fields follow in brackets."""
_SHARES = frozenset(
    {
        "confidence_required",
        "discount_rate",
        "foreign_transfer_ground_lost",
        "free_share",
        "growth_per_year",
        "minimum",
        "price_decline_per_year",
        "share_active",
        "share_of_volume",
        "target",
        "cached_share",
    }
)
_UNITS: Mapping[str, str] = MappingProxyType(
    {
        "horizon_years": "years",
        "lead_time_weeks": "weeks",
        "memory_gb": "GB",
        "p95_seconds": "s",
        "power_kw_free": "kW",
        "procurement_weeks": "weeks",
    }
)
_COUNTRIES = frozenset({"country", "home", "markets", "regions", "region_only"})
_LANGUAGES = frozenset({"working_languages", "languages"})
_SCHEMES = frozenset({"scheme", "certifications", "agreements"})


def label(speech: Speech, path: str) -> str:
    """Say what a field is called."""
    key = path.rpartition(".")[2]
    return speech.word("field", key) if key in FIELDS else speech.text(key.replace("_", " "))


def said(speech: Speech, key: str, value: Any) -> str:
    """Say the value of a field."""
    if value is None:
        return speech.text("not stated")
    if isinstance(value, bool):
        return speech.value(value)
    if isinstance(value, Mapping):
        return _grouped(speech, key, value)
    if isinstance(value, (list, tuple)):
        return _listed(speech, key, value)
    if isinstance(value, (int, float)):
        return number(speech, key, float(value))
    return word(speech, key, str(value))


def number(speech: Speech, key: str, value: float) -> str:
    """Say a number with the unit of its field."""
    language = speech.language
    if key in _SHARES:
        return speech.value(100 * value, "hundredths")
    if key == "availability_minimum":
        return speech.value(value, "hundredths")
    if key.endswith("_fte"):
        return speech.measured(value, "FTE")
    if key == "peak_factor":
        return speech.say("{number} times the mean", number=language.exact(value))
    return speech.measured(value, _UNITS.get(key))


def word(speech: Speech, key: str, value: str) -> str:
    """Say a word of a field; text that the organisation wrote itself stays as it is."""
    write: dict[bool, Callable[[str], str]] = {
        value in KINDS["persona"]: lambda one: speech.word("persona", one),
        key == "persona": lambda one: speech.word("persona", one),
        key == "kind": lambda one: speech.word("data", one),
        key == "openness_minimum": lambda one: speech.word("level", one),
        key in _COUNTRIES: lambda one: (
            speech.word("stated", one) if "_" in one else speech.country(one)
        ),
        key in _LANGUAGES: speech.language.tongue,
        key in _SCHEMES or value in KINDS["scheme"]: lambda one: speech.word("scheme", one),
        _DAY.match(value) is not None: lambda one: speech.value(one, "day"),
    }
    if True in write:
        return write[True](value)
    kinds = ("offers", "models", "accelerators")
    for known in (value, *(f"{kind}/{value}" for kind in kinds)):
        if known in speech.names:
            return speech.name(known)
    return speech.word("stated", value) if _ID.match(value) or value.isalnum() else value


def _grouped(speech: Speech, key: str, value: Mapping[str, Any]) -> str:
    if value.keys() == {"amount", "currency"}:
        return speech.language.price(float(value["amount"]), str(value["currency"]))
    if value.keys() == {"min", "max"}:
        high = number(speech, key, float(value["max"]))
        low = speech.language.exact(float(value["min"]))
        return speech.say("{low} to {high}", low=low, high=high)
    title = next((one for one in _TITLES if value.get(one)), None)
    rest = _phrases(speech, {one: what for one, what in value.items() if one != title})
    if title is None:
        return speech.text("; ").join(rest) or speech.text("none")
    name = word(speech, title, str(value[title]))
    return f"{name} ({speech.text('; ').join(rest)})" if rest else name


def value_alone(what: Mapping[str, Any]) -> bool:
    """Tell whether a group of fields is one value: an amount of money, or a span."""
    return what.keys() in ({"amount", "currency"}, {"min", "max"})


def _listed(speech: Speech, key: str, value: Iterable[Any]) -> str:
    items = list(value)
    if not items:
        return speech.text("none")
    numbers = [one for one in items if isinstance(one, (int, float)) and not isinstance(one, bool)]
    if len(numbers) == len(items) > 1:
        high = number(speech, key, float(items[-1]))
        low = (
            number(speech, key, float(items[0])) if "%" in high else speech.language.exact(items[0])
        )
        return speech.say("{low} to {high}", low=low, high=high)
    if any(isinstance(one, Mapping) for one in items):
        return speech.text("; ").join(said(speech, key, one) for one in items)
    return speech.language.listed(said(speech, key, one) for one in items)


def _phrases(speech: Speech, value: Mapping[str, Any]) -> list[str]:
    colon = speech.text(": ")
    found = []
    for key, what in value.items():
        if what in (None, {}) or (what in ((), []) and key != "accelerators"):
            continue
        words, name = said(speech, key, what), label(speech, key)
        plain = not isinstance(what, Mapping) or value_alone(what)
        found.append(f"{name}{colon}{words}" if plain else f"{name} ({words})")
    return found


def phrases(speech: Speech, value: Any) -> tuple[str, ...]:
    """Say every field of one part of the profile."""
    return (
        tuple(_phrases(speech, value)) if isinstance(value, Mapping) else (said(speech, "", value),)
    )
