"""What each error of pydantic means to somebody who wrote YAML, and what to do about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from opendecide.reading.amounts import as_money, as_number
from opendecide.reading.documents import Said, Where
from opendecide.reading.suggestions import fields_at, homes_of, nearest, one_of
from opendecide.reading.words import _

_SLIP = 0.9
"""Likeness of two words that differ by a slip, as a forgotten plural: it counts before a home."""
_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "organisation": "organisation: {name: City clinic, country: FR}",
        "name": "name: City clinic",
        "country": "country: FR",
        "workloads": "workloads: [{id: letters, task_type: summarisation}]",
        "id": "id: letters",
        "task_type": "task_type: summarisation",
        "amount": "{amount: 180000, currency: EUR}",
        "currency": "{amount: 180000, currency: EUR}",
    }
)
"""How the required fields of a profile are written."""

_EVIDENCE = frozenset(("as_of", "grade", "source"))
_TRUE = frozenset(("yes", "y", "on", "oui", "ja", "sí", "1", "1.0", "true", "t"))
_FALSE = frozenset(("no", "n", "off", "non", "nein", "0", "0.0", "false", "f"))
_WHOLE = 100
_LETTERS_OF_A_CODE = 2
_MORE_THAN_A_SLIP = 2
"""From here a share was probably meant as a percentage."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One error of pydantic, with what stands in the file at its place."""

    kind: str
    context: Mapping[str, Any]
    path: Where
    value: Any
    model: type[BaseModel]
    message: str
    words: tuple[str, ...] = ()
    """The words that would have been allowed, over all branches of a union."""
    kinds: frozenset[str] = frozenset()
    """The errors of all branches of a union at this place."""

    @property
    def shown(self) -> str:
        """The value as it may stand in a message."""
        return short(self.value)


def say(complaint: Complaint) -> Said:
    """Say what is wrong and what to do."""
    if {"tuple_type", "bool_parsing"} <= complaint.kinds:
        if str(complaint.value).lower() in _TRUE | _FALSE:
            return not_a_truth(complaint.value)
        what = _("'{value}' is neither true or false nor a list.")
        fix = _("Write true, false or [{value}].")
        return _said(what, fix, "OD026", complaint)
    for beginning, sayer in _SAYERS.items():
        if complaint.kind.startswith(beginning):
            return sayer(complaint)
    return Said(f"{complaint.message.rstrip('.')}.", "", "OD033")


def short(value: Any) -> str:
    """Return a value for a message: never more than a few words.

    Examples:
        >>> short(None), short(True), short("a  b"), short([1, {"a": 2}])
        ('null', 'true', 'a b', '[1, {a: 2}]')
    """
    most = 60
    text = " ".join(_flow(value).split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _flow(value: Any) -> str:
    """Write a value as YAML does, on one line."""
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(_flow(one) for one in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(one)}' for key, one in value.items())}}}"
    return str(value)


def _said(what: str, fix: str, code: str, complaint: Complaint) -> Said:
    """Fill the value into both texts."""
    return Said(what.format(value=complaint.shown), fix.format(value=complaint.shown), code)


def _missing(complaint: Complaint) -> Said:
    name = str(complaint.path[-1])
    what = _("The field '{name}' is missing.").format(name=name)
    if complaint.model.__name__ == "Profile" and name in _EXAMPLES:
        return Said(what, _("Add it, as {example}.").format(example=_EXAMPLES[name]), "OD020")
    if name in _EVIDENCE and fields_at(complaint.model, complaint.path[:-1]) >= _EVIDENCE:
        return Said(what, _("Every fact has source, as_of and grade."), "OD020")
    return Said(what, _("Add it."), "OD020")


def _unknown_field(complaint: Complaint) -> Said:
    name = str(complaint.path[-1])
    what = _("There is no field '{name}' here.").format(name=name)
    if name.isdecimal() and complaint.value is None:  # {ops_fte: 0,5} is two fields
        return Said(
            what, _("Write a decimal point, as 0.5: a comma begins another field."), "OD012"
        )
    names = sorted(fields_at(complaint.model, complaint.path[:-1]))
    homes = homes_of(name, complaint.model)
    slip = nearest(name, names, least=_SLIP)
    if homes and slip:
        fix = _("Did you mean '{word}'? '{name}' stands under {homes}.")
        return Said(what, fix.format(word=slip, name=name, homes=one_of(homes)), "OD012")
    if homes:
        return Said(what, _("It belongs under {homes}.").format(homes=one_of(homes)), "OD012")
    near = nearest(name, names)
    if near and _per(near) == _per(name):  # another unit is another figure
        return Said(what, _("Did you mean '{word}'?").format(word=near), "OD012")
    if " " in name:
        fix = _("Put quotes around a text with a comma inside {…}: '…, {name}'.")
        return Said(what, fix.replace("{name}", name), "OD012")
    return Said(what, _("The fields here are: {names}.").format(names=one_of(names)), "OD012")


def _not_in_list(complaint: Complaint) -> Said:
    what = _("'{value}' is not one of the words allowed here.").format(value=complaint.shown)
    near = nearest(complaint.value, complaint.words)
    if "string_pattern_mismatch" in complaint.kinds and len(complaint.shown) == _LETTERS_OF_A_CODE:
        near = complaint.shown.upper()
    if near:
        return Said(what, _("Did you mean '{word}'?").format(word=near), "OD021")
    return Said(what, _("Choose one of: {words}.").format(words=one_of(complaint.words)), "OD021")


def _not_a_record(complaint: Complaint) -> Said:
    name = complaint.context.get("class_name", "")
    if name == "Money":
        fix = _("Write {example}.").format(example=as_money(complaint.value))
        return Said(_("Money is an amount with its currency."), fix, "OD031")
    if name == "Range":
        return _not_a_figure(complaint)
    if name == "Fact":
        example = f"{{value: {complaint.shown}, source: …, as_of: 2026-11-22, grade: vendor}}"
        fix = _("Write {example}.").format(example=example)
        return Said(_("A fact needs its source and date."), fix, "OD027")
    if complaint.value is None:
        return Said(_("The field is empty."), _("Fill it in, or leave the field out."), "OD027")
    what = _("'{value}' stands where fields are expected.").format(value=complaint.shown)
    return Said(what, _("Write `name: value`, one field per line, indented."), "OD027")


def _not_a_figure(complaint: Complaint) -> Said:
    what = _("'{value}' is not a figure.").format(value=complaint.shown)
    number = as_number(complaint.value) if isinstance(complaint.value, str) else None
    if number:
        return Said(what, _("Write {number}.").format(number=number), "OD032")
    return Said(what, _("Write a number, [low, high] or [low, middle, high]."), "OD032")


def _empty_or(sayer: Callable[[Complaint], Said]) -> Callable[[Complaint], Said]:
    """Say first whether there is a value at all."""

    def say_empty(complaint: Complaint) -> Said:
        if complaint.value is None:
            fix = _("Give it a value, or leave the field out if it is not known.")
            return Said(_("The field is empty."), fix, "OD033")
        return sayer(complaint)

    return say_empty


def _not_a_number(complaint: Complaint) -> Said:
    if complaint.kind == "int_from_float":
        return _said(_("'{value}' is not a whole number."), _("Round it."), "OD022", complaint)
    return not_a_number(complaint.value)


def not_a_number(value: Any) -> Said:
    """Say that a number is expected, and which one was probably meant."""
    what = _("'{value}' is not a number.").format(value=short(value))
    number = as_number(value)
    if number:
        return Said(what, _("Write {number}.").format(number=number), "OD022")
    return Said(what, _("Write digits only, as 1500 or 1.5."), "OD022")


def not_a_truth(value: Any) -> Said:
    """Say that true or false is expected, and which one was probably meant."""
    what = _("'{value}' is neither true nor false.").format(value=short(value))
    lower = str(value).lower()
    for words, meant in ((_TRUE, "true"), (_FALSE, "false")):
        if lower in words:
            return Said(what, _("Write {word}.").format(word=meant), "OD023")
    return Said(what, _("Write true or false."), "OD023")


def _out_of_range(complaint: Complaint) -> Said:
    limit, value = next(iter(complaint.context.values())), complaint.value
    texts = {
        "greater_than": _("{value} is too small: more than {limit} is needed."),
        "greater_than_equal": _("{value} is too small: the least is {limit}."),
        "less_than": _("{value} is too large: less than {limit} is needed."),
        "less_than_equal": _("{value} is too large: the most is {limit}."),
    }
    shown = f"{limit:g}" if isinstance(limit, (int, float)) else str(limit)
    what = texts[complaint.kind].format(value=complaint.shown, limit=shown)
    if limit == 1 and isinstance(value, (int, float)) and _MORE_THAN_A_SLIP <= value <= _WHOLE:
        share = f"{value / _WHOLE:g}"
        return Said(
            what, _("A share lies between 0 and 1: write {share}.").format(share=share), "OD028"
        )
    return Said(what, "", "OD028")


def _per(name: str) -> str:
    """Return the unit that the name of a figure is per, as `day` of `requests_per_day`."""
    return name.rpartition("_per_")[2] if "_per_" in name else ""


def _wrong_form(complaint: Complaint) -> Said:
    pattern = str(complaint.context.get("pattern", ""))
    forms = {
        "^[A-Z]{3}$": _("Write the currency as three capital letters, as EUR."),
        "^[A-Z]{2}$": _("Write the country as two capital letters, as FR."),
        "^(EU|EEA|[A-Z]{2})$": _("Write two capital letters, as FR, or the group EU or EEA."),
        "^([a-z]{2}|multi|any)$": _("Use the two letters of ISO 639, as fr, or multi or any."),
        "^[A-Za-z0-9_-]{1,64}$": _("Use up to 64 letters, digits, - and _."),
    }
    what = _("'{value}' has the wrong form.").format(value=complaint.shown)
    other = _("It must match {pattern}.").format(pattern=pattern)
    return Said(what, forms.get(pattern, other), "OD029")


def _not_text(complaint: Complaint) -> Said:
    quotable = isinstance(complaint.value, (int, float))
    fix = _("Put it in quotes.") if quotable else _("Write one text.")
    return _said(_("'{value}' is not text."), fix, "OD024", complaint)


def _not_a_date(complaint: Complaint) -> Said:
    return _said(_("'{value}' is not a date."), _("Write it as 2026-11-22."), "OD025", complaint)


def _not_a_list(complaint: Complaint) -> Said:
    if isinstance(complaint.value, (dict, list)):
        what = _("Fields stand where a list is expected.")
        fix = _("Write […], or one item per line with a dash before it.")
        return Said(what, fix, "OD026")
    return _said(_("'{value}' is not a list."), _("Write [{value}]."), "OD026", complaint)


def _not_a_group(complaint: Complaint) -> Said:
    fix = _("Write one field per line, as `name: value`.")
    return _said(_("'{value}' is not a group of fields."), fix, "OD027", complaint)


def _too_short(complaint: Complaint) -> Said:
    least = complaint.context.get("min_length", 1)
    what = _("Too short: at least {least} needed.").format(least=least)
    return Said(what, _("Add what is missing."), "OD030")


def _too_long(complaint: Complaint) -> Said:
    most = complaint.context.get("max_length", "?")
    what = _("Too long: at most {most} allowed.").format(most=most)
    return Said(what, _("Shorten it."), "OD030")


def _senseless(complaint: Complaint) -> Said:
    reason = str(complaint.context.get("error", complaint.message))
    return Said(_("This makes no sense: {reason}.").format(reason=_(reason)), "", "OD033")


_SAYERS: Mapping[str, Callable[[Complaint], Said]] = MappingProxyType(
    {
        "missing": _missing,
        "extra_forbidden": _unknown_field,
        "literal_error": _empty_or(_not_in_list),
        "model_": _not_a_record,
        "string_type": _empty_or(_not_text),
        "string_pattern_mismatch": _wrong_form,
        "string_too_short": _too_short,
        "string_too_long": _too_long,
        "int_": _empty_or(_not_a_number),
        "float_": _empty_or(_not_a_number),
        "finite_": _empty_or(_not_a_number),
        "bool_": _empty_or(lambda one: not_a_truth(one.value)),
        "date": _empty_or(_not_a_date),
        "tuple_type": _empty_or(_not_a_list),
        "list_type": _empty_or(_not_a_list),
        "mapping_type": _empty_or(_not_a_group),
        "dict_type": _empty_or(_not_a_group),
        "too_short": _too_short,
        "too_long": _too_long,
        "greater_than": _out_of_range,
        "less_than": _out_of_range,
        "value_error": _senseless,
    }
)
"""By how the type of the error begins; the first that fits."""
