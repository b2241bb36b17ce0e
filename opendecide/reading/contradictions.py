"""Fields that contradict each other, or that nothing reads because another one is missing."""

from collections.abc import Iterator
from typing import Any

from opendecide.model.own_evidence import OF_A_MACHINE
from opendecide.reading.documents import Said, Where
from opendecide.reading.faults import Found
from opendecide.reading.walking import at, is_number, items, texts
from opendecide.reading.words import _

ALL_ROLES = ("service", "hosting")
"""In which a country rule holds that names none."""


def contradictions(data: dict[str, Any]) -> Iterator[Found]:
    """Go through what a reader of the whole file would stumble over."""
    yield from _weeks(data)
    yield from _targets(data)
    yield from _country_rules(data)
    yield from _suites(data)
    yield from _unfinished_tests(data)
    yield from _two_prices(data)


def _weeks(data: dict[str, Any]) -> Iterator[Found]:
    path = ("organisation", "procurement_weeks")
    least, most = at(data, *path, "min"), at(data, *path, "max")
    if is_number(least) and is_number(most) and least > most:
        what = _("The shortest is {least} weeks, and the longest {most}.")
        what = what.format(least=f"{least:g}", most=f"{most:g}")
        yield Found((*path, "min"), Said(what, _("Turn them round."), "OD033"))


def _targets(data: dict[str, Any]) -> Iterator[Found]:
    for where, one in items(data, "workloads"):
        least, wanted = at(one, "quality", "minimum"), at(one, "quality", "target")
        if is_number(least) and is_number(wanted) and wanted < least:
            what = _("The target of {target} lies below the minimum of {least}.").format(
                target=f"{wanted:g}", least=f"{least:g}"
            )
            fix = _("The minimum is the least that will do, the target what would be enough.")
            yield Found((*where, "quality", "target"), Said(what, fix, "OD033"))


def _country_rules(data: dict[str, Any]) -> Iterator[Found]:
    """Find two rules on one country in one role that want different things of it."""
    wanted: dict[tuple[str, str], str] = {}
    for where, one in items(data, "jurisdiction", "country_policy"):
        country, stance = at(one, "country"), at(one, "stance")
        roles = at(one, "scope") if at(one, "scope") is not None else list(ALL_ROLES)
        if not isinstance(country, str) or not isinstance(stance, str):
            continue
        for role in (role for role in roles if isinstance(role, str)):
            before = wanted.setdefault((country, role), stance)
            if before != stance:
                what = _("{country} is {stance} here and {before} in another rule.").format(
                    country=country, stance=stance, before=before
                )
                yield Found((*where, "stance"), Said(what, _("Keep one of them."), "OD033"))
                break


def _suites(data: dict[str, Any]) -> Iterator[Found]:
    named = list(texts(data, "systems", "suites"))
    for where, word in named:
        if word == "none" and len(named) > 1:
            what = _("'none' stands beside others.")
            yield Found(where, Said(what, _("Keep either of them."), "OD033"))


def _unfinished_tests(data: dict[str, Any]) -> Iterator[Found]:
    """Find results of which one half is missing, so that nothing follows from the other."""
    for where, one in items(data, "evidence", "own_tests"):
        passed, tried = at(one, "passed"), at(one, "of")
        lacking = "of" if tried is None else "passed"
        if (passed is None) != (tried is None):
            what = _("The field '{name}' is missing: how many were right, of how many?")
            said = Said(what.format(name=lacking), _("Add it."), "OD020")
            yield Found(where, said, at_key=True)
        elif passed is None and isinstance(one, dict) and at(one, "finding") is None:
            what = _("The test says neither how many items were right nor what was found out.")
            fix = _("Add `passed` and `of`, or a `finding` in words.")
            yield Found(where, Said(what, fix, "OD020"), at_key=True)


def _two_prices(data: dict[str, Any]) -> Iterator[Found]:
    """Find a second amount for one price of one option.

    An hour is of a machine, not of a model: it may be told for several as long as it is the same.
    A server costs the same wherever it is to stand.
    """
    first: dict[tuple[str, str], tuple[Where, str, object]] = {}
    for where, one in items(data, "evidence", "quotes"):
        option, what = at(one, "option"), at(one, "what")
        if not isinstance(option, str) or not isinstance(what, str):
            continue
        priced = option.rpartition("@")[2] if what in OF_A_MACHINE else option
        priced = priced.rpartition(":")[2] if what == "machine_purchase" else priced
        price = (at(one, "amount"), at(one, "currency"))
        there, named, stated = first.setdefault((priced, what), (where, option, price))
        if there != where and (named == option or stated != price):
            said = _("'{what}' of '{word}' is quoted twice.").format(what=what, word=option)
            yield Found((*where, "what"), Said(said, _("Keep one of them."), "OD034"))
