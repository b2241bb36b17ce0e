"""From a folder of YAML files to what is judged by."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from opendecide.errors import Fault, InvalidFileError
from opendecide.model.criteria import Criteria, Criterion
from opendecide.model.profile import PersonaId
from opendecide.reading import layout, places, snapshot
from opendecide.reading.faults import Found, Said, attempt, place, suggest
from opendecide.reading.words import _
from opendecide.reading.yaml12 import Document


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


def _check_part(name: str, data: Any) -> list[Found]:
    if name not in Criteria.model_fields:
        return []
    wrapped = isinstance(data, dict) and set(data) == {name}
    model = Criteria.model_fields[name].annotation
    entry = get_args(model)[0] if get_args(model) else None
    items = data[name] if wrapped else data
    if entry is None or not isinstance(items, list):
        return []
    prefix = (name,) if wrapped else ()
    found = []
    for position, one in enumerate(items):
        for path, said, at_key in attempt(entry, one)[1]:
            found.append(Found((*prefix, position, *path), said, at_key))
    counted = Counter(str(one.get("id")) for one in items if isinstance(one, dict))
    for position, one in enumerate(items):
        if isinstance(one, dict) and counted[str(one.get("id"))] > 1:
            counted[str(one.get("id"))] -= 1
            what = _("The id '{word}' is used twice.").format(word=one.get("id"))
            found.append(
                Found((*prefix, position), Said(what, _("Give each its own id."), "OD034"))
            )
    return found


def _check_criterion(data: dict[str, Any], name: str) -> list[Found]:
    found = []
    own = data.get("id")
    if isinstance(own, str) and own != name:
        what = _("The id is '{word}', the file {name}.yaml.").format(word=own, name=name)
        found.append(Found(("id",), Said(what, _("Name the file by its id."), "OD042")))
    found += _check_weight(data.get("weight"), ("weight",))
    factors = data.get("factors")
    seen: set[str] = set()
    for position, factor in enumerate(factors if isinstance(factors, list) else ()):
        if not isinstance(factor, dict):
            continue
        path = ("factors", position)
        if str(factor.get("id")) in seen:
            what = _("The id '{word}' is used twice.").format(word=factor.get("id"))
            found.append(Found((*path, "id"), Said(what, _("Give each its own id."), "OD034")))
        seen.add(str(factor.get("id")))
        found += _check_weight(factor.get("weight"), (*path, "weight"))
        found += _check_scale(factor, path)
    return found


def _check_weight(weight: Any, path: tuple[str | int, ...]) -> Iterator[Found]:
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


def _check_scale(factor: dict[str, Any], path: tuple[str | int, ...]) -> Iterator[Found]:
    levels, anchors = factor.get("levels"), factor.get("anchors")
    if factor.get("type") == "ordinal" and not levels:
        what = _("An ordinal factor needs levels.")
        yield Found(path, Said(what, _("Add `levels:`, worst to best."), "OD020"))
    if factor.get("type") == "number" and not anchors:
        what = _("A factor in numbers needs anchors.")
        yield Found(path, Said(what, _("Add `anchors: [{at: …, value: 0}, …]`."), "OD020"))
    if isinstance(levels, dict):
        values = [one.get("value") for one in levels.values() if isinstance(one, dict)]
        if all(_is_number(one) for one in values) and values != sorted(values):
            what = _("The levels do not run from worst to best.")
            yield Found((*path, "levels"), Said(what, _("Order them by value."), "OD045"))
    if isinstance(anchors, list):
        points = [one for one in anchors if isinstance(one, dict)]
        ats, values = [one.get("at") for one in points], [one.get("value") for one in points]
        if not all(_is_number(one) for one in (*ats, *values)):
            return
        if len(set(ats)) < len(ats) or ats != sorted(ats):
            what = _("The anchors do not run along 'at'.")
            yield Found(
                (*path, "anchors"), Said(what, _("Order them by 'at', each once."), "OD045")
            )
        elif values not in (sorted(values), sorted(values, reverse=True)):
            what = _("The values of the anchors go up and down.")
            yield Found((*path, "anchors"), Said(what, _("Let them run one way."), "OD045"))
        elif factor.get("direction", "max") == "max" and values != sorted(values):
            what = _("Higher is better, but the values of the anchors fall.")
            yield Found(
                (*path, "anchors"),
                Said(what, _("Turn them round, or add `direction: min`."), "OD045"),
            )
        if factor.get("interpolation") == "log" and any(one <= 0 for one in ats):
            what = _("A logarithm needs anchors above 0.")
            yield Found((*path, "anchors"), Said(what, _("Use `interpolation: linear`."), "OD045"))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
