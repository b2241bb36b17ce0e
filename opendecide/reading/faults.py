"""From what pydantic says to what a reader needs: place, field, fault, and what to do."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from opendecide.errors import Fault, InvalidFileError
from opendecide.reading.words import _
from opendecide.reading.yaml12 import Document, dotted

R = TypeVar("R", bound=BaseModel)
Where = tuple[str | int, ...]


class Said(NamedTuple):
    """What is wrong and what to do, before its place is known."""

    what: str
    fix: str
    code: str


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


def suggest(word: object, known: Iterable[str]) -> str:
    """Return `Did you mean 'x'?` for a mistyped word, or an empty text.

    Examples:
        >>> suggest("data_secrity", ["cost", "data_security"])
        "Did you mean 'data_security'?"
    """
    near = nearest(word, known)
    return _("Did you mean '{word}'?").format(word=near) if near else ""


def nearest(word: object, known: Iterable[str]) -> str | None:
    """Return the known word that is closest to a mistyped one, or None."""
    by_lower = {one.lower(): one for one in known}
    typed = str(word).lower().replace("-", "_").replace(" ", "_")
    if typed in by_lower:
        return by_lower[typed]
    near = difflib.get_close_matches(typed, by_lower, 1, 0.6)
    return by_lower[near[0]] if near else None


def one_of(words: Sequence[str]) -> str:
    """Return a short list of words for a message.

    Examples:
        >>> one_of(["a", "b"])
        'a, b'
    """
    most = 16
    shown = ", ".join(words[:most])
    return f"{shown}, …" if len(words) > most else shown


def _translate(error: ValidationError, model: type[BaseModel], data: Any) -> Iterator[Found]:
    """Say each error of pydantic in our words, one per place in the file."""
    by_path: dict[Where, list[tuple[Any, Where]]] = {}
    for one in error.errors(include_url=False):
        path = _path_in(data, one["loc"], missing=one["type"] == "missing")
        by_path.setdefault(path, []).append((one, path))
    for path, several in by_path.items():
        # The branches of a union each complain; a deeper complaint is about what was written.
        deeper = any(len(other) > len(path) and other[: len(path)] == path for other in by_path)
        whole = [one for one, _path in several if one["type"] not in ("missing", "extra_forbidden")]
        if deeper and whole and len(whole) == len(several):
            continue
        errors = [one for one, _path in several]
        chosen = min(errors, key=_preference)
        yield Found(
            path, _say(chosen, path, model, data, errors), chosen["type"] == "extra_forbidden"
        )


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


def _say(error: Any, path: Where, model: type[BaseModel], data: Any, errors: list[Any]) -> Said:
    kind, context = error["type"], error.get("ctx", {})
    value = _value_at(data, path)
    if {"tuple_type", "bool_parsing"} <= {one["type"] for one in errors}:
        what = _("'{value}' is neither true or false nor a list.").format(value=_short(value))
        return Said(what, _("Write true, false or [{value}].").format(value=_short(value)), "OD026")
    if kind == "missing":
        return _missing(path, model)
    if kind == "extra_forbidden":
        return _unknown_field(path, model)
    if kind == "literal_error":
        return _not_in_list(value, errors)
    if kind in ("model_type", "model_attributes_type"):
        return _not_a_record(context.get("class_name", ""), value)
    if value is None and not isinstance(error.get("input"), (dict, list)):
        what = _("The field is empty.")
        return Said(what, _("Give it a value, or leave the field out if it is not known."), "OD033")
    if kind.startswith(("int_", "float_", "finite_", "decimal_")):
        return _not_a_number(kind, value)
    if kind.startswith("bool_"):
        return _not_a_truth(value)
    if kind.startswith("date"):
        return Said(
            _("'{value}' is not a date.").format(value=_short(value)),
            _("Write it as 2026-11-22."),
            "OD025",
        )
    if kind.startswith(("greater_than", "less_than")):
        return _out_of_range(kind, context, value)
    return _of_another_kind(kind, context, value, error["msg"])


def _of_another_kind(kind: str, context: Mapping[str, Any], value: Any, message: str) -> Said:
    if kind == "string_type":
        what = _("'{value}' is not text.").format(value=_short(value))
        fix = _("Put it in quotes.") if isinstance(value, (int, float)) else _("Write one text.")
        return Said(what, fix, "OD024")
    if kind == "string_pattern_mismatch":
        return _wrong_form(str(context.get("pattern", "")), value)
    if kind in ("tuple_type", "list_type"):
        what = _("'{value}' is not a list.").format(value=_short(value))
        return Said(what, _("Write [{value}].").format(value=_short(value)), "OD026")
    if kind in ("mapping_type", "dict_type"):
        what = _("'{value}' is not a group of fields.").format(value=_short(value))
        return Said(what, _("Write one field per line, as `name: value`."), "OD027")
    if kind in ("too_short", "string_too_short"):
        least = context.get("min_length", 1)
        what = _("Too short: at least {least} needed.").format(least=least)
        return Said(what, _("Add what is missing."), "OD030")
    if kind in ("too_long", "string_too_long"):
        most = context.get("max_length", "?")
        what = _("Too long: at most {most} allowed.").format(most=most)
        return Said(what, _("Shorten it."), "OD030")
    if kind == "value_error":
        reason = str(context.get("error", message))
        return Said(_("This makes no sense: {reason}.").format(reason=_(reason)), "", "OD033")
    return Said(f"{message.rstrip('.')}.", "", "OD033")


def _missing(path: Where, model: type[BaseModel]) -> Said:
    name = str(path[-1])
    examples = {
        "organisation": "organisation: {name: City clinic, country: FR}",
        "name": "name: City clinic",
        "country": "country: FR",
        "workloads": "workloads: [{id: letters, task_type: summarisation}]",
        "id": "id: letters",
        "task_type": "task_type: summarisation",
        "amount": "{amount: 180000, currency: EUR}",
        "currency": "{amount: 180000, currency: EUR}",
        "as_of": "as_of: 2026-11-22",
        "grade": "grade: vendor",
    }
    what = _("The field '{name}' is missing.").format(name=name)
    if model.__name__ == "Profile" and name in examples:
        return Said(what, _("Add it, as {example}.").format(example=examples[name]), "OD020")
    if name in ("as_of", "grade", "source"):
        return Said(what, _("Every fact has source, as_of and grade."), "OD020")
    return Said(what, _("Add it."), "OD020")


def _unknown_field(path: Where, model: type[BaseModel]) -> Said:
    name = str(path[-1])
    what = _("There is no field '{name}' here.").format(name=name)
    names = sorted(fields_at(model, path[:-1]))
    homes = homes_of(name, model)
    if homes:
        return Said(what, _("It belongs under {homes}.").format(homes=one_of(homes)), "OD012")
    near = nearest(name, names)
    if near:
        return Said(what, _("Did you mean '{word}'?").format(word=near), "OD012")
    return Said(what, _("The fields here are: {names}.").format(names=one_of(names)), "OD012")


def _not_in_list(value: Any, errors: list[Any]) -> Said:
    words: list[str] = []
    for one in errors:
        if one["type"] == "literal_error":
            words += re.findall(r"'([^']*)'", str(one["ctx"]["expected"]))
    what = _("'{value}' is not one of the words allowed here.").format(value=_short(value))
    near = nearest(value, words)
    if near:
        return Said(what, _("Did you mean '{word}'?").format(word=near), "OD021")
    return Said(what, _("Choose one of: {words}.").format(words=one_of(words)), "OD021")


def _not_a_record(class_name: str, value: Any) -> Said:
    if class_name == "Money":
        what = _("Money is an amount with its currency.")
        return Said(what, _("Write {example}.").format(example=_as_money(value)), "OD031")
    if class_name == "Range":
        if isinstance(value, str):
            number = _as_number(value)
            what = _("'{value}' is not a figure.").format(value=_short(value))
            if number:
                return Said(what, _("Write {number}.").format(number=number), "OD032")
        what = _("'{value}' is not a figure.").format(value=_short(value))
        return Said(what, _("Write a number, [low, high] or [low, middle, high]."), "OD032")
    if class_name == "Fact":
        what = _("A fact needs its source and date.")
        example = f"{{value: {_short(value)}, source: …, as_of: 2026-11-22, grade: vendor}}"
        return Said(what, _("Write {example}.").format(example=example), "OD027")
    if value is None:
        return Said(_("The field is empty."), _("Fill it in, or leave the field out."), "OD027")
    what = _("'{value}' stands where fields are expected.").format(value=_short(value))
    return Said(
        what, _("Write `{{name: value}}`, or one field per line, indented.").format(), "OD027"
    )


def _not_a_number(kind: str, value: Any) -> Said:
    what = _("'{value}' is not a number.").format(value=_short(value))
    if kind == "int_from_float":
        whole = _("'{value}' is not a whole number.").format(value=_short(value))
        return Said(whole, _("Round it."), "OD022")
    number = _as_number(value)
    if number:
        return Said(what, _("Write {number}.").format(number=number), "OD022")
    return Said(what, _("Write digits only, as 1500 or 1.5."), "OD022")


def _not_a_truth(value: Any) -> Said:
    what = _("'{value}' is neither true nor false.").format(value=_short(value))
    lower = str(value).lower()
    if lower in ("yes", "y", "on", "oui", "1", "1.0", "true", "t"):
        return Said(what, _("Write {word}.").format(word="true"), "OD023")
    if lower in ("no", "n", "off", "non", "0", "0.0", "false", "f"):
        return Said(what, _("Write {word}.").format(word="false"), "OD023")
    return Said(what, _("Write true or false."), "OD023")


def _out_of_range(kind: str, context: Mapping[str, Any], value: Any) -> Said:
    limit = next(iter(context.values()))
    shown = f"{limit:g}" if isinstance(limit, (int, float)) else str(limit)
    texts = {
        "greater_than": _("{value} is too small: more than {limit} is needed."),
        "greater_than_equal": _("{value} is too small: the least is {limit}."),
        "less_than": _("{value} is too large: less than {limit} is needed."),
        "less_than_equal": _("{value} is too large: the most is {limit}."),
    }
    per_cent = (
        kind == "less_than_equal"
        and limit == 1
        and isinstance(value, (int, float))
        and 1 < value <= 100  # noqa: PLR2004 — a share written as a percentage
    )
    fix = (
        _("A share lies between 0 and 1: write {share}.").format(share=f"{value / 100:g}")
        if per_cent
        else ""
    )
    return Said(texts[kind].format(value=_short(value), limit=shown), fix, "OD028")


def _wrong_form(pattern: str, value: Any) -> Said:
    what = _("'{value}' has the wrong form.").format(value=_short(value))
    forms = {
        "^[A-Z]{3}$": _("Write the currency as three capital letters, as EUR."),
        "^[A-Z]{2}$": _("Write the country as two capital letters, as FR."),
        "^(EU|EEA|[A-Z]{2})$": _(
            "Write a country as two capital letters, as FR, or the group EU or EEA."
        ),
        "^[A-Za-z0-9_-]{1,64}$": _("Use up to 64 letters, digits, - and _."),
    }
    return Said(
        what, forms.get(pattern, _("It must match {pattern}.").format(pattern=pattern)), "OD029"
    )


def _short(value: Any) -> str:
    """Return a value for a message: never more than a few words."""
    most = 60
    text = (
        "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    )
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _as_number(value: Any) -> str | None:
    """Return the number that somebody meant by a text, or None.

    Examples:
        >>> _as_number("1,5"), _as_number("1 500"), _as_number("1.500,5"), _as_number("12 EUR")
        ('1.5', '1500', '1500.5', '12')
        >>> _as_number("many") is None
        True
    """
    match = re.fullmatch(
        r"\s*([-+]?[0-9][0-9 \u00a0\u202f'_.,]*)\s*(%|[^\d\s]+.{0,24})?\s*", str(value)
    )
    if not match:
        return None
    digits = re.sub(r"[ \u00a0\u202f'_]", "", match[1])
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", digits) and digits.count(",") > 1:
        digits = digits.replace(",", "")
    elif re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+(,\d+)?", digits) and (
        "," in digits or digits.count(".") > 1
    ):
        digits = digits.replace(".", "")
    digits = digits.rstrip(".,").replace(",", ".")
    try:
        number = float(digits)
    except ValueError:
        return None
    if match[2] == "%":
        return f"{number / 100:g}"
    return digits


def _as_money(value: Any) -> str:
    """Write what somebody gave as money in the form that is read.

    Examples:
        >>> _as_money("180000 EUR"), _as_money("180 000 €"), _as_money(5000)
        ('{amount: 180000, currency: EUR}', '{amount: 180000, currency: EUR}', '{amount: 5000, currency: EUR}')
    """
    signs = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
    text = str(value)
    currency = next((code for sign, code in signs.items() if sign in text), None)
    named = re.search(r"(?<![A-Za-z])([A-Za-z]{3})(?![A-Za-z])", text)
    if named:
        currency = named[1].upper()
    number = re.search(r"[0-9][0-9 \u00a0\u202f'_.,]*", text)
    amount = _as_number(number[0].strip()) if number else None
    return f"{{amount: {amount or 180000}, currency: {currency or 'EUR'}}}"


def _loose_values(annotation: Any, raw: Any, path: Where) -> Iterator[Found]:
    """Find words that would be read as truth values, and quoted numbers.

    Pydantic accepts `no` for false and "3" for 3. A reader of strict YAML does not expect that.
    """
    if isinstance(raw, list):
        for position, one in enumerate(raw):
            yield from _loose_values(annotation, one, (*path, position))
    elif isinstance(raw, dict):
        inner = records_in(annotation)
        mapping = get_origin(annotation) is Mapping
        for key, one in raw.items():
            if mapping or not inner:
                parts = get_args(annotation)
                yield from _loose_values(parts[-1] if mapping else annotation, one, (*path, key))
                continue
            for record in inner:
                for name, info in record.model_fields.items():
                    if key == (info.alias or name):
                        yield from _loose_values(info.annotation, one, (*path, key))
    else:
        yield from _loose_value(_leaves(annotation), raw, path)


def _loose_value(leaves: set[Any], raw: Any, path: Where) -> Iterator[Found]:
    if str in leaves or raw is None:
        return
    number = int in leaves or float in leaves
    if bool in leaves and not number and not isinstance(raw, bool) and isinstance(raw, (int, str)):
        yield Found(path, _not_a_truth(raw))
    elif number and bool not in leaves and isinstance(raw, bool):
        yield Found(path, _not_a_number("float_type", raw))
    elif number and isinstance(raw, str) and re.fullmatch(r"\s*[-+.0-9eE_]+\s*", raw):
        yield Found(path, _not_a_number("float_type", raw)._replace(fix=_("Remove the quotes.")))


def _leaves(annotation: Any) -> set[Any]:
    """Return the plain types and literal words that an annotation mentions."""
    if get_origin(annotation) is Literal:
        return {type(word) for word in get_args(annotation)}
    parts = get_args(annotation)
    return {leaf for part in parts for leaf in _leaves(part)} if parts else {annotation}


def records_in(annotation: Any) -> list[type[BaseModel]]:
    """Return every record class that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in records_in(part)]


def fields_at(model: type[BaseModel], path: Where) -> set[str]:
    """Return the names of the fields that may stand at a path.

    Examples:
        >>> from opendecide.model.profile import Profile
        >>> sorted(fields_at(Profile, ("workloads", 0, "tokens")))
        ['cached_share', 'input', 'output']
    """
    models = [model]
    for part in path:
        inner = [
            found
            for one in models
            for name, info in one.model_fields.items()
            if part in (name, info.alias)
            for found in records_in(info.annotation)
        ]
        models = inner or models
    return {info.alias or name for one in models for name, info in one.model_fields.items()}


def homes_of(name: str, model: type[BaseModel]) -> list[str]:
    """Return the dotted places of a record where a field of that name stands.

    Examples:
        >>> from opendecide.model.profile import Profile
        >>> homes_of("headcount", Profile)
        ['organisation.size']
    """
    homes: list[str] = []

    def visit(one: type[BaseModel], path: tuple[str, ...]) -> None:
        for field, info in one.model_fields.items():
            if field == name and path:
                homes.append(".".join(path))
            if len(path) < 3:  # noqa: PLR2004 — deeper places would surprise more than they help
                for inner in records_in(info.annotation):
                    visit(inner, (*path, info.alias or field))

    visit(model, ())
    return sorted(set(homes))
