"""`--set path=value`: changes to a profile or to the catalogue, made before anything is checked."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from operator import eq
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

from opendecide.errors import Fault, InvalidFileError
from opendecide.model.base import Record
from opendecide.model.catalog import Catalog
from opendecide.model.fact import Evidence, Fact
from opendecide.model.model_facts import Quality
from opendecide.model.preferences import Weights
from opendecide.model.workload import DataClass
from opendecide.reading.documents import Document, Place
from opendecide.reading.fact_checks import wrong_facts
from opendecide.reading.faults import attempt, place
from opendecide.reading.layout import Entry
from opendecide.reading.references import dangling
from opendecide.reading.suggestions import fields_at, one_of, records_in, suggest
from opendecide.reading.wording import not_a_number
from opendecide.reading.words import _
from opendecide.reading.yaml12 import MAX_DEPTH, parse_value

CATALOG_PREFIX = "catalog."
EACH = "*"
"""Stands for every entry of a list: `workloads.*.criticality=high`."""
_WEIGHTS = "preferences.weights."
_DIRECT = f"{_WEIGHTS}direct."
_CLASSES = "data.classes."
_NAMES = ("id", "model", "cloud", "scheme", "suite", "served_as", "task", "option", "name")
"""What the items of a list go by, the first that fits."""
_PRICES = {"price_input": "input", "price_output": "output", "price_cached": "cached"}
_TOKENS = "1M tokens"
"""What a price is for, where its row does not say."""
_SECTIONS = {"hosts": "offers", "community": "communities"}


class Setting(NamedTuple):
    """One change: a dotted path and the new value."""

    path: str
    value: Any
    text: str
    """As typed, for messages."""


def parse_setting(text: str) -> Setting:
    """Read `path.to.field=value`; the value is YAML.

    Raises:
        InvalidFileError: If there is no `=`, no path, or the value is not YAML.

    Examples:
        >>> parse_setting("budget.horizon_years=5")[:2]
        ('budget.horizon_years', 5)
        >>> parse_setting("preferences.weights.cost=30")[:2]
        ('preferences.weights.direct.cost', 30)
    """
    path, equals, value = text.partition("=")
    path = path.strip()
    if not equals or not path or not all(path.split(".")):
        raise _refused(text, "", _("A setting is path=value."), _("Write budget.horizon_years=5."))
    if path.count(".") >= MAX_DEPTH:
        what = _("Nested deeper than {most} levels.").format(most=MAX_DEPTH)
        raise _refused(text, "", what, _("Shorten the path."))
    try:
        read = parse_value(value)
    except InvalidFileError as error:
        raise InvalidFileError(
            fault._replace(file=f"--set {text}", line=0, field=path) for fault in error.faults
        ) from None
    word = path.removeprefix(_WEIGHTS)
    if path.startswith(_WEIGHTS) and word.split(".")[0] not in Weights.model_fields:
        path = _DIRECT + word
    return Setting(path, read, text)


def apply_to_profile(data: Mapping[str, Any], settings: Iterable[Setting]) -> dict[str, Any]:
    """Return the raw data of a profile with the settings made; those of the catalogue are left out.

    Raises:
        InvalidFileError: If a path leads through something that has no parts.
    """
    changed = dict(data)
    for setting in settings:
        if setting.path.startswith(CATALOG_PREFIX):
            continue
        rest = setting.path
        if rest.startswith(_DIRECT):
            changed = _weigh(changed, setting)
            continue
        if rest.startswith(_CLASSES):
            changed = _spelt_out(changed)
        changed = _put(changed, rest, setting)
    return changed


def _spelt_out(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data with an entry for each class that workloads name by its kind alone."""
    section, workloads = data.get("data") or {}, data.get("workloads")
    classes = section.get("classes", []) if isinstance(section, dict) else None
    if not isinstance(classes, list) or not isinstance(workloads, list):
        return data
    there = {one.get("id") for one in classes if isinstance(one, dict)}
    named = [one.get("data_classes") for one in workloads if isinstance(one, dict)]
    kinds = get_args(DataClass.model_fields["kind"].annotation)
    short = dict.fromkeys(
        word for one in named if isinstance(one, (list, tuple)) for word in one if word in kinds
    )
    more = [{"id": word, "kind": word} for word in short if word not in there]
    return {**data, "data": {**section, "classes": [*classes, *more]}}


def _weigh(data: dict[str, Any], setting: Setting) -> dict[str, Any]:
    """Give one criterion points: the weights become direct, whatever they were."""
    preferences = data.get("preferences") or {}
    groups = preferences.get("groups") if isinstance(preferences, dict) else None
    if isinstance(groups, list) and groups and all(map(_has_weights, groups)):
        what = _("Every group that decides has weights of its own, so these would count for none.")
        path = f"preferences.groups.{name_of(groups[0], 0)}.weights"
        fix = _("Change those of a group, as {path}={{method: direct, direct: {{cost: 30}}}}.")
        raise _refused(setting.text, setting.path, what, fix.format(path=path))
    weights = preferences.get("weights") if isinstance(preferences, dict) else None
    direct = weights.get("direct") if isinstance(weights, dict) else None
    points = {
        **(direct if isinstance(direct, dict) else {}),
        setting.path.removeprefix(_DIRECT): setting.value,
    }
    new = {"method": "direct", "direct": points}
    return {
        **data,
        "preferences": {**(preferences if isinstance(preferences, dict) else {}), "weights": new},
    }


def _has_weights(group: Any) -> bool:
    return isinstance(group, dict) and bool(group.get("weights"))


def _put(data: Any, rest: str, setting: Setting) -> Any:
    """Return a copy of the data with the value at the rest of the path."""
    if not rest:
        return setting.value
    if first_of(rest, [EACH]) and not data:
        what = _("There are no entries here yet.")
        before = setting.path.removesuffix(rest).rstrip(".")
        fix = _("Set all of them at once, as {path}=[{{…}}].").format(path=before)
        raise _refused(setting.text, setting.path, what, fix)
    if data is None:
        data = {}
    if isinstance(data, dict):
        key = first_of(rest, data) or rest.split(".", maxsplit=1)[0]
        return {**data, key: _put(data.get(key), rest[len(key) + 1 :], setting)}
    if isinstance(data, list) and first_of(rest, [EACH]):
        return [_put(one, rest[len(EACH) + 1 :], setting) for one in data]
    if isinstance(data, list):
        names = [name_of(one, position) for position, one in enumerate(data)]
        name = first_of(rest, [*names, *map(str, range(len(data)))])
        if name is None:
            what = _("There is no entry '{word}' here.").format(word=rest.split(".", maxsplit=1)[0])
            fix = suggest(rest.split(".", maxsplit=1)[0], names) or _("There are: {words}.").format(
                words=one_of(names)
            )
            raise _refused(setting.text, setting.path, what, fix)
        return [
            _put(one, rest[len(name) + 1 :], setting) if name in (own, str(position)) else one
            for position, (one, own) in enumerate(zip(data, names, strict=True))
        ]
    what = _("'{value}' has no field '{word}'.").format(
        value=data, word=rest.split(".", maxsplit=1)[0]
    )
    raise _refused(setting.text, setting.path, what, _("Shorten the path."))


def name_of(item: Any, position: int) -> str:
    """Return what an item of a list goes by; its place where it has no name."""
    if isinstance(item, dict):
        return next((str(item[name]) for name in _NAMES if item.get(name)), str(position))
    return str(position)


def section_of(word: str) -> str:
    """Return the part of the catalogue that a path calls so."""
    return _SECTIONS.get(word, word)


def price_field(word: str) -> str:
    """Return what the rows of an offer call a price; any other word as it is."""
    return _PRICES.get(word, word)


def first_of(rest: str, known: Iterable[str]) -> str | None:
    """Return the longest known word that the path begins with: ids may contain dots."""
    fitting = [word for word in known if word and (rest == word or rest.startswith(f"{word}."))]
    return max(fitting, key=len, default=None)


def _refused(text: str, path: str, what: str, fix: str) -> InvalidFileError:
    return InvalidFileError([Fault(f"--set {text}", 0, 0, path, what, fix, "OD046")])


def place_settings(
    faults: Iterable[Fault], settings: Sequence[Setting], before: Iterable[Fault]
) -> list[Fault]:
    """Say `--set …` in place of the file for every fault that the file did not have before."""
    old = set(before)
    return [
        one
        if one in old
        else one._replace(file=f"--set {_nearest(one.field, settings).text}", line=0, column=0)
        for one in faults
    ]


def _nearest(field: str, settings: Sequence[Setting]) -> Setting:
    """Return the setting whose path goes furthest along the name of a field."""
    words = field.split(".")

    def shared(one: Setting) -> int:
        return sum(takewhile(bool, map(eq, words, one.path.split("."))))

    return max(settings, key=shared)


def apply_to_catalog(catalog: Catalog, settings: Iterable[Setting]) -> Catalog:
    """Return the catalogue with the settings made.

    Changes facts as `catalog.models.<id>.context_tokens=32000`, all input prices of an offer as
    `catalog.offers.<id>.price_input=2.5`, that of one model with its id before `price_input`.

    Raises:
        InvalidFileError: If there is no such entry or field, or the value does not fit.
    """
    for setting in settings:
        if setting.path.startswith(CATALOG_PREFIX):
            catalog = _set_in_catalog(catalog, setting)
    return catalog


def _set_in_catalog(catalog: Catalog, setting: Setting) -> Catalog:
    section, _dot, rest = setting.path.removeprefix(CATALOG_PREFIX).partition(".")
    section = section_of(section)
    sections = [name for name in Catalog.model_fields if name != "as_of"]
    if section not in sections:
        what = _("The catalogue has no part '{word}'.").format(word=section)
        fix = suggest(section, sections) or _("There are: {words}.").format(words=one_of(sections))
        raise _refused(setting.text, setting.path, what, fix)
    entries: Mapping[str, Record] = getattr(catalog, section)
    own = first_of(rest, entries)
    if own is None:
        word = rest.split(".")[0]
        what = _("There is no entry '{word}' here.").format(word=rest)
        raise _refused(setting.text, setting.path, what, suggest(word, entries))
    if rest == own and not isinstance(entries[own], Fact):
        what = _("'{word}' is a whole entry.").format(word=own)
        names = sorted(type(entries[own]).model_fields)
        fix = _("The fields here are: {names}.").format(names=one_of(names))
        raise _refused(setting.text, setting.path, what, fix)
    entry = entries[own]
    day = catalog.as_of.isoformat()
    data = entry.model_dump(mode="json", exclude_unset=True)
    changed = _change(type(entry), data, rest[len(own) + 1 :], setting, day)
    record, found = attempt(type(entry), changed)
    if record is not None:
        found += wrong_facts(record)
    document = Document(f"--set {setting.text}", changed, Place(0, 0))
    faults = place(document, found)
    if not faults:
        faults = list(dangling([Entry(section, own, changed, document)], catalog))
    if record is None or faults:
        raise InvalidFileError(faults)
    return catalog.model_copy(update={section: MappingProxyType({**entries, own: record})})


def _change(model: type[Record], data: Any, rest: str, setting: Setting, day: str) -> Any:
    """Return a copy of the data of one record with the new value in it."""
    if model is Fact and (not rest or rest == "value"):
        return _new_fact(data or {}, setting, day)
    if not rest:
        return setting.value
    if issubclass(model, Evidence) and rest in Evidence.model_fields:
        what = _("What is set has its source in the setting itself.")
        raise _refused(setting.text, setting.path, what, _("Set the value."))
    names = fields_at(model, ())
    served = data.get("serves") if isinstance(data, dict) else None
    if served and (word := rest.rpartition(".")[2]) in _PRICES:
        return {**data, "serves": _new_prices(served, rest, _PRICES[word], setting, day)}
    name = first_of(rest, names)
    if name is None:
        word = rest.split(".", maxsplit=1)[0]
        what = _("There is no field '{name}' here.").format(name=word)
        fix = suggest(word, names) or _("The fields here are: {names}.").format(
            names=one_of(sorted(names))
        )
        raise _refused(setting.text, setting.path, what, fix)
    rest = rest[len(name) + 1 :]
    inner = records_in(model.model_fields[name].annotation)
    old = data.get(name)
    changed = {**data, name: _change_field(inner, old, rest, setting, day)}
    if model is Quality and name == "p50":
        changed |= _ends_around(setting.value, data)
    if "source" in changed and not inner:
        changed |= {"source": f"--set {setting.text}", "grade": "own_test", "as_of": day}
    return changed


def _ends_around(middle: Any, data: Any) -> dict[str, float]:
    """Return the ends of an estimate as far from its new middle as from the old one.

    Otherwise no middle beyond them could be tried.
    """
    known = isinstance(data, dict) and {"p10", "p50", "p90"} <= data.keys()
    if not known or not _is_number(middle):
        return {}
    return {name: min(1.0, max(0.0, middle + data[name] - data["p50"])) for name in ("p10", "p90")}


def _change_field(inner: Sequence[Any], old: Any, rest: str, setting: Setting, day: str) -> Any:
    if not inner:
        return setting.value if not rest else _put(old, rest, setting)
    model = inner[0]
    if isinstance(old, list) and rest:
        names = [name_of(one, position) for position, one in enumerate(old)]
        name = first_of(rest, names)
        if name is None:
            what = _("There is no entry '{word}' here.").format(word=rest.split(".", maxsplit=1)[0])
            raise _refused(
                setting.text,
                setting.path,
                what,
                _("There are: {words}.").format(words=one_of(names)),
            )
        return [
            _change(model, one, rest[len(name) + 1 :], setting, day) if own == name else one
            for one, own in zip(old, names, strict=True)
        ]
    if isinstance(old, dict) and (own := first_of(rest, old)) and own not in fields_at(model, ()):
        return {**old, own: _change(model, old[own], rest[len(own) + 1 :], setting, day)}
    return _change(model, old if old is not None else {}, rest, setting, day)


def _new_prices(served: list[Any], rest: str, field: str, setting: Setting, day: str) -> list[Any]:
    model = rest.rpartition(".")[0].removeprefix("serves.")
    models = [str(one.get("model")) for one in served]
    if model and model not in models:
        what = _("The offer does not serve '{word}'.").format(word=model)
        raise _refused(setting.text, setting.path, what, suggest(model, models))
    meant = _rows_meant(served, model, field)
    if not meant:
        what = _("No such price is listed here by the million tokens.")
        rows = [f"serves.{one.get('model')}.{name}" for one in served for name in _listed(one)]
        raise _refused(setting.text, setting.path, what, _listing(rows))
    evidence = {"source": f"--set {setting.text}", "grade": "own_test", "as_of": day}
    return [
        {**one, field: setting.value, **evidence, **_whatever_the_length(one, field, setting)}
        if one in meant
        else one
        for one in served
    ]


def _rows_meant(served: Sequence[Any], model: str, field: str) -> list[Any]:
    """Return the rows of a price list that a new price is for.

    Those by the million tokens that have one; of a model that is named and has none, those of its
    own unit, as of speech by the minute.
    """
    rows = [one for one in served if not model or one.get("model") == model]
    by_tokens = [one for one in rows if one.get("unit", _TOKENS) == _TOKENS]
    if not model:
        return [one for one in by_tokens if _listed(one)]
    if by_tokens:
        return by_tokens
    return [one for one in rows if field in _listed(one)]


def _listed(row: Mapping[str, Any]) -> list[str]:
    """Return the prices that a row of a price list has."""
    return [name for name in _PRICES.values() if row.get(name) is not None]


def _listing(rows: Sequence[str]) -> str:
    return _("There are: {words}.").format(words=one_of(list(dict.fromkeys(rows)))) if rows else ""


def _whatever_the_length(row: Mapping[str, Any], field: str, setting: Setting) -> dict[str, Any]:
    """Return the prices of requests with long inputs, with the new one: it holds for all."""
    long = row.get("long")
    return {"long": {**long, field: setting.value}} if long else {}


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _new_fact(old: Mapping[str, Any], setting: Setting, day: str) -> dict[str, Any]:
    """Return a fact with the new value: a point, or an interval for two or three numbers."""
    value, before = setting.value, old.get("value")
    if _is_number(before) and isinstance(value, (str, bool, dict)):
        said = not_a_number(value)
        raise _refused(setting.text, setting.path, said.what, said.fix)
    fact: dict[str, Any] = {"source": f"--set {setting.text}", "as_of": day, "grade": "own_test"}
    if old.get("unit"):
        fact["unit"] = old["unit"]
    numbers = isinstance(value, list) and all(map(_is_number, value))
    if numbers and len(value) == 2:  # noqa: PLR2004 — low and high
        return {**fact, "low": value[0], "high": value[1]}
    if numbers and len(value) == 3:  # noqa: PLR2004 — low, middle and high
        return {**fact, "low": value[0], "value": value[1], "high": value[2]}
    return {**fact, "value": value}
