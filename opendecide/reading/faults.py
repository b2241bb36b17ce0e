"""From what pydantic says to what a reader needs: place, field, fault, and what to do."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from opendecide.errors import Fault, InvalidFileError
from opendecide.reading.documents import Document, Said, Where, dotted
from opendecide.reading.suggestions import records_in
from opendecide.reading.wording import Complaint, not_a_number, not_a_truth, say
from opendecide.reading.words import _

R = TypeVar("R", bound=BaseModel)


class Found(NamedTuple):
    """A fault at a path of the data; `at_key` points at the name instead of the value."""

    path: Where
    said: Said
    at_key: bool = False


def validate(model: type[R], document: Document) -> R:
    """Turn the data of a document into a record.

    Raises:
        InvalidFileError: With every fault of the document, in the order of the file.
    """
    record, found = attempt(model, document.data)
    if record is None or found:
        raise InvalidFileError(place(document, found))
    return record


def attempt(model: type[R], data: Any) -> tuple[R | None, list[Found]]:
    """Validate some data; return the record, if there is one, and what is wrong with the data."""
    if not isinstance(data, dict):
        what = _("The file must hold fields, as `name: value`.")
        return None, [
            Found((), Said(what, _("Start from what 'opendecide init' writes."), "OD027"))
        ]
    record = None
    found: list[Found] = []
    try:
        record = model.model_validate(data)
    except ValidationError as error:
        found = list(_translate(error, model, data))
    said = {one.path for one in found}
    found += [one for one in _loose_values(model, data, ()) if one.path not in said]
    return record, found


def place(document: Document, found: Iterable[Found]) -> list[Fault]:
    """Give every fault its line and column."""
    faults = []
    for path, said, at_key in found:
        line, column = document.at(path, key=at_key)
        faults.append(Fault(document.name, line, column, dotted(path, document.data), *said))
    return sorted(set(faults))


def _translate(error: ValidationError, model: type[BaseModel], data: Any) -> Iterator[Found]:
    """Say each error of pydantic in our words, one per place in the file."""
    by_path: dict[Where, list[Any]] = {}
    for one in error.errors(include_url=False):
        path = _path_in(data, one["loc"], missing=one["type"] == "missing")
        by_path.setdefault(path, []).append(one)
    outer = {path[:depth] for path in by_path for depth in range(len(path))}
    for path, errors in by_path.items():
        # The branches of a union each complain; a deeper complaint is about what was written.
        about_the_whole = all(one["type"] not in ("missing", "extra_forbidden") for one in errors)
        if not (path in outer and about_the_whole):
            yield _told(path, errors, model, data)


def _told(path: Where, errors: list[Any], model: type[BaseModel], data: Any) -> Found:
    """Choose the error that tells most, and say it."""
    chosen = min(errors, key=_preference)
    expected = " ".join(
        str(one["ctx"]["expected"]) for one in errors if one["type"] == "literal_error"
    )
    complaint = Complaint(
        kind=chosen["type"],
        context=chosen.get("ctx", {}),
        path=path,
        value=_value_at(data, path),
        model=model,
        message=chosen["msg"],
        words=tuple(re.findall(r"'([^']*)'", expected)),
        kinds=frozenset(one["type"] for one in errors),
    )
    return Found(path, say(complaint), at_key=chosen["type"] == "extra_forbidden")


def _preference(error: Any) -> int:
    order = ("literal_error", "extra_forbidden", "missing", "string_pattern_mismatch", "model_type")
    kind = error["type"]
    return order.index(kind) if kind in order else len(order)


def _path_in(data: Any, loc: Sequence[str | int], *, missing: bool) -> Where:
    """Drop what is not in the file from a location: union tags, names of validators."""
    path: list[str | int] = []
    for position, part in enumerate(loc):
        inside = (isinstance(data, dict) and part in data) or (
            isinstance(data, list) and isinstance(part, int) and part < len(data)
        )
        if inside:
            data = data[part]
            path.append(part)
        elif missing and position == len(loc) - 1:
            path.append(part)
    return tuple(path)


def _value_at(data: Any, path: Where) -> Any:
    for part in path:
        if isinstance(data, dict):
            data = data.get(str(part))
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def _loose_values(annotation: Any, raw: Any, path: Where) -> Iterator[Found]:
    """Find words that would be read as truth values, and quoted numbers.

    Pydantic accepts `no` for false and "3" for 3. A reader of strict YAML does not expect that.
    """
    if isinstance(raw, list):
        for position, one in enumerate(raw):
            yield from _loose_values(annotation, one, (*path, position))
    elif isinstance(raw, dict):
        inner = _records(annotation)
        mapping = get_origin(annotation) is Mapping
        for key, one in raw.items():
            if mapping or not inner:
                parts = get_args(annotation)
                yield from _loose_values(parts[-1] if mapping else annotation, one, (*path, key))
                continue
            for record in inner:
                if (field := _annotations(record).get(key)) is not None:
                    yield from _loose_values(field, one, (*path, key))
    else:
        yield from _loose_value(_leaves(annotation), raw, path)


@cache
def _records(annotation: Any) -> tuple[type[BaseModel], ...]:
    return tuple(records_in(annotation))


@cache
def _annotations(record: type[BaseModel]) -> Mapping[str, Any]:
    """Return what each field may hold, by its name in a file."""
    return {info.alias or name: info.annotation for name, info in record.model_fields.items()}


def _loose_value(leaves: frozenset[Any], raw: Any, path: Where) -> Iterator[Found]:
    if str in leaves or raw is None:
        return
    number = int in leaves or float in leaves
    if bool in leaves and not number and not isinstance(raw, bool) and isinstance(raw, (int, str)):
        yield Found(path, not_a_truth(raw))
    elif number and bool not in leaves and isinstance(raw, bool):
        yield Found(path, not_a_number(raw))
    elif number and isinstance(raw, str) and re.fullmatch(r"\s*[-+.0-9eE_]+\s*", raw):
        said = not_a_number(raw)
        yield Found(path, said if "_" in raw else said._replace(fix=_("Remove the quotes.")))


@cache
def _leaves(annotation: Any) -> frozenset[Any]:
    """Return the plain types and literal words that an annotation mentions."""
    if get_origin(annotation) is Literal:
        return frozenset(type(word) for word in get_args(annotation))
    parts = get_args(annotation)
    return frozenset(leaf for part in parts for leaf in _leaves(part)) or frozenset({annotation})
