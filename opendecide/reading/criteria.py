"""From a folder of YAML files to what is judged by."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args, get_origin

from pydantic import ValidationError

from opendecide.errors import Fault, InvalidFileError
from opendecide.model.criteria import Criteria, Criterion, Defaults
from opendecide.model.model_facts import TaskType
from opendecide.model.organisation import PersonaId
from opendecide.model.workload import DataKind
from opendecide.reading import layout, places, snapshot
from opendecide.reading.documents import Document, Said, Where
from opendecide.reading.faults import Found, attempt, place
from opendecide.reading.suggestions import records_in, suggest
from opendecide.reading.walking import at, is_number, items
from opendecide.reading.words import _


def load_criteria(folder: str | Path | None = None) -> Criteria:
    """Read the criteria: the shipped ones, or those of a folder of one's own.

    A folder of one's own needs criterion files only; gates, personas, families, labels and
    defaults are the shipped ones where it has none.

    Raises:
        InvalidFileError: With every fault of every file.
    """
    if folder is not None:
        return _from_folder(Path(folder))
    kept = snapshot.load("criteria")
    if kept is not None:
        try:
            return Criteria.model_validate_json(kept)
        except ValidationError:
            pass  # the files say better what is wrong
    criteria = _from_folder(places.shipped_criteria())
    if kept is None:
        snapshot.refresh("criteria")
    return criteria


def _from_folder(folder: Path) -> Criteria:
    documents = layout.read_all(layout.criteria_files(folder))
    shipped = places.shipped_criteria()
    if folder.resolve() != shipped.resolve():
        own = {layout.stem(document) for document in documents}
        documents += layout.read_all(
            path
            for path in layout.yaml_files(shipped)
            if path.stem in layout.CRITERIA_PARTS and path.stem not in own
        )
    faults = list(_check(documents))
    if faults:
        raise InvalidFileError(faults)
    data = layout.criteria_data(documents)
    return Criteria.model_validate({key: data[key] for key in data if key in Criteria.model_fields})


def _check(documents: Sequence[Document]) -> Iterator[Fault]:
    ids: dict[str, str] = {}
    yield from _weightless(documents)
    for document in documents:
        name = layout.stem(document)
        if name in layout.CRITERIA_PARTS:
            yield from place(document, _check_part(name, document.data))
            continue
        found = attempt(Criterion, document.data)[1]
        if isinstance(document.data, dict):
            own = document.data.get("id")
            found += _check_criterion(document.data, name)
            if isinstance(own, str) and own in ids:
                what = _("The id '{word}' is used twice; first in {file}.")
                said = Said(
                    what.format(word=own, file=ids[own]), _("Give each its own id."), "OD034"
                )
                found.append(Found(("id",), said))
            ids.setdefault(str(own), document.name)
        yield from place(document, found)


def _weightless(documents: Sequence[Document]) -> Iterator[Fault]:
    """Find personas for whom no criterion has weight: nothing could be told apart."""
    criteria = [one for one in documents if layout.stem(one) not in layout.CRITERIA_PARTS]
    blocks = [at(one.data, "weight") for one in criteria]
    stated = [one for one in blocks if isinstance(one, dict)]
    for persona in get_args(PersonaId):
        points = [one.get(persona, one.get("default")) for one in stated]
        if points and all(is_number(one) and one == 0 for one in points):
            what = _("The weights of all criteria are 0 for {word}.").format(word=persona)
            said = Said(what, _("Give one of them weight."), "OD036")
            yield from place(criteria[0], [Found(("weight",), said)])


def _check_part(name: str, data: Any) -> Iterator[Found]:
    """Check a file that holds a list of entries, or one record."""
    if name not in Criteria.model_fields:
        return
    annotation = Criteria.model_fields[name].annotation
    record = records_in(annotation)[0]
    wrapped = isinstance(data, dict) and set(data) == {name}
    prefix: Where = (name,) if wrapped else ()
    content = data[name] if wrapped else data
    if not isinstance(content, list) or get_origin(annotation) is not tuple:
        for path, said, at_key in attempt(record, content)[1]:
            yield Found((*prefix, *path), said, at_key)
        if record is Defaults:
            yield from _undefined(content, prefix)
        return
    seen: set[str] = set()
    for position, one in enumerate(content):
        for path, said, at_key in attempt(record, one)[1]:
            yield Found((*prefix, position, *path), said, at_key)
        own = at(one, "id")
        if isinstance(own, str) and own in seen:
            what = _("The id '{word}' is used twice.").format(word=own)
            said = Said(what, _("Give each its own id."), "OD034")
            yield Found((*prefix, position, "id"), said)
        seen.add(str(own))


DEFINED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"data_kinds": get_args(DataKind), "personas": get_args(PersonaId), "tasks": get_args(TaskType)}
)
"""What a profile may name, so that defaults of one's own have to say what is usual for each."""


def _undefined(defaults: Any, path: Where) -> Iterator[Found]:
    """Find kinds of data, personas and tasks of which the defaults say nothing."""
    for table, names in DEFINED.items():
        said = at(defaults, table)
        for name in names if isinstance(said, dict) else ():
            if name not in said:
                what = _("Nothing is said of '{word}'.").format(word=name)
                yield Found((*path, table), Said(what, _("Add it."), "OD020"), at_key=True)


def _check_criterion(data: dict[str, Any], name: str) -> Iterator[Found]:
    own = data.get("id")
    if isinstance(own, str) and own != name:
        what = _("The id is '{word}', the file {name}.yaml.").format(word=own, name=name)
        yield Found(("id",), Said(what, _("Name the file by its id."), "OD042"))
    yield from _check_weight(data.get("weight"), ("weight",))
    seen: set[str] = set()
    for path, factor in items(data, "factors"):
        if not isinstance(factor, dict):
            continue
        own = str(factor.get("id"))
        if own in seen:
            what = _("The id '{word}' is used twice.").format(word=own)
            yield Found((*path, "id"), Said(what, _("Give each its own id."), "OD034"))
        seen.add(own)
        yield from _check_weight(factor.get("weight"), (*path, "weight"))
        yield from _check_levels(factor, path)
        yield from _check_anchors(factor, path)


def _check_weight(weight: Any, path: Where) -> Iterator[Found]:
    """Check that every persona has a weight, and nobody else."""
    if not isinstance(weight, dict):
        return
    known = ("default", *get_args(PersonaId))
    for key in weight:
        if key not in known:
            what = _("'{word}' is no persona.").format(word=key)
            fix = suggest(key, known) or _("Use 'default' or the id of a persona.")
            yield Found((*path, key), Said(what, fix, "OD035"), at_key=True)
    missing = [one for one in get_args(PersonaId) if one not in weight]
    if missing and "default" not in weight:
        what = _("There is no weight for {word}.").format(word=missing[0])
        yield Found(path, Said(what, _("Add it, or a 'default'."), "OD020"))


def _check_levels(factor: dict[str, Any], path: Where) -> Iterator[Found]:
    levels = factor.get("levels")
    if factor.get("type") == "ordinal" and not levels:
        what = _("An ordinal factor needs levels.")
        yield Found(path, Said(what, _("Add `levels:`, worst to best."), "OD020"))
    values = [at(one, "value") for one in levels.values()] if isinstance(levels, dict) else []
    numbers = [one for one in values if is_number(one)]
    if numbers != sorted(numbers):
        what = _("The levels do not run from worst to best.")
        yield Found((*path, "levels"), Said(what, _("Order them by value."), "OD045"))


def _check_anchors(factor: dict[str, Any], path: Where) -> Iterator[Found]:
    if factor.get("type") == "number" and not factor.get("anchors"):
        what = _("A factor in numbers needs anchors.")
        yield Found(path, Said(what, _("Add `anchors: [{at: …, value: 0}, …]`."), "OD020"))
    for field in ("anchors", "anchors_without_budget"):
        points = [(at(one, "at"), at(one, "value")) for _path, one in items(factor, field)]
        if points and all(is_number(one) for point in points for one in point):
            said = _anchor_fault(points, factor)
            if said:
                yield Found((*path, field), said)


def _anchor_fault(points: Sequence[tuple[float, float]], factor: dict[str, Any]) -> Said | None:
    """Say what is wrong with anchors that are numbers, or None."""
    if len(points) == 1:
        what = _("One anchor makes no scale: everything would be worth the same.")
        return Said(what, _("Give the worst and the best."), "OD045")
    ats, values = [one for one, _value in points], [value for _at, value in points]
    better_up = factor.get("direction", "max") == "max"
    if any(later <= earlier for earlier, later in pairwise(ats)):
        what = _("The anchors do not run along 'at'.")
        return Said(what, _("Order them by 'at', each once."), "OD045")
    if values not in (sorted(values), sorted(values, reverse=True)):
        what = _("The values of the anchors go up and down.")
        return Said(what, _("Let them run one way."), "OD045")
    if values != sorted(values, reverse=not better_up):
        what = _("The values of the anchors run against the direction.")
        return Said(what, _("Turn them round, or correct `direction`."), "OD045")
    if factor.get("interpolation") == "log" and ats[0] <= 0:
        what = _("A logarithm needs anchors above 0.")
        return Said(what, _("Use `interpolation: linear`."), "OD045")
    return None
