"""Weights that name nothing, weigh nothing, or are given in another way than they are read."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from opendecide.reading.documents import Said, Where
from opendecide.reading.faults import Found
from opendecide.reading.suggestions import nearest, one_of
from opendecide.reading.walking import at, is_number, items, texts
from opendecide.reading.words import _

if TYPE_CHECKING:
    from opendecide.model.criteria import Criteria

WAYS = ("direct", "ranking", "swing", "pairwise")


def weight_faults(data: Any, criteria: "Criteria | None") -> Iterator[Found]:
    """Go through the weights of the profile and of each group, and what other fields weigh."""
    blocks: list[tuple[Where, Any]] = [
        (("preferences", "weights"), at(data, "preferences", "weights"))
    ]
    groups = list(items(data, "preferences", "groups"))
    blocks += [((*where, "weights"), at(group, "weights")) for where, group in groups]
    blocks = [(where, block) for where, block in blocks if isinstance(block, dict)]
    others = list(items(data, "obligations", "other"))
    options = list(items(data, "options"))
    if blocks or others or options:
        ids = weighable(criteria)
        for where, one in options:
            facts = at(one, "facts")
            for word in facts if isinstance(facts, dict) else ():
                yield from _named((*where, "facts", word), word, ids)
        for where, one in others:
            for inner, word in texts(one, "factor"):
                yield from _named((*where, *inner), word, ids)
        for where, block in blocks:
            yield from block_faults(where, block, ids)
    yield from _names(groups)
    if _all_zero(at(group, "weight") for _where, group in groups):
        what = _("The weights of the groups sum to zero.")
        yield Found(("preferences", "groups"), Said(what, _("Give one of them weight."), "OD036"))


def block_faults(where: Where, block: Any, ids: Sequence[str]) -> Iterator[Found]:
    """Go through one block of weights."""
    yield from _way(where, block)
    yield from _direct(where, block, ids)
    yield from _ranking(where, block, ids)
    yield from _swing(where, block, ids)
    yield from _pairwise(where, block, ids)


def _names(groups: Sequence[tuple[Where, Any]]) -> Iterator[Found]:
    """Find two groups of one name: results and `--set` go by it."""
    seen: set[str] = set()
    for where, group in groups:
        name = at(group, "name")
        if isinstance(name, str) and name in seen:
            what = _("Two groups are called '{word}'.").format(word=name)
            yield Found((*where, "name"), Said(what, _("Give each its own name."), "OD034"))
        if isinstance(name, str):
            seen.add(name)


def weighable(criteria: "Criteria | None") -> list[str]:
    """Return the ids of criteria and factors; of the shipped ones when there are no others."""
    if criteria is None:
        from opendecide.reading.criteria import load_criteria

        criteria = load_criteria()
    return [
        *(one.id for one in criteria.criteria),
        *(f"{one.id}.{factor.id}" for one in criteria.criteria for factor in one.factors),
    ]


def _all_zero(values: Iterator[Any] | Sequence[Any]) -> bool:
    found = list(values)
    return bool(found) and all(is_number(one) and one == 0 for one in found)


def _way(path: Where, block: Any) -> Iterator[Found]:
    """Find a method without its figures, and figures without their method."""
    method = block.get("method", "persona_default")
    if method in WAYS and not block.get(method):
        what = _("The method is {method}, but '{method}' is empty.").format(method=method)
        yield Found((*path, "method"), Said(what, _("Fill it in."), "OD044"))
    given = [way for way in WAYS if block.get(way)]
    unread = next((way for way in given if way != method), None)
    if unread is not None:
        what = _("'{way}' is filled in, but the method is not {way}.").format(way=unread)
        fix = _("Add `method: {way}`.").format(way=unread)
        if method != "persona_default":
            fix = _("Leave '{way}' out, or write `method: {way}`.").format(way=unread)
        yield Found((*path, unread), Said(what, fix, "OD044"), at_key=True)


def _direct(path: Where, block: Any, ids: Sequence[str]) -> Iterator[Found]:
    direct = block.get("direct")
    if isinstance(direct, dict):
        for word in direct:
            if word not in ids:
                fix = _fix(word, ids)
                said = Said(_("No criterion has this id."), fix, "OD035")
                yield Found((*path, "direct", word), said, at_key=True)
        others = {word.partition(".")[0] for word in ids} - direct.keys()
        if not others and _all_zero(list(direct.values())):
            said = Said(_("The weights sum to zero."), _("Give one of them weight."), "OD036")
            yield Found((*path, "direct"), said)


def _ranking(path: Where, block: Any, ids: Sequence[str]) -> Iterator[Found]:
    seen: set[str] = set()
    for where, one in items(block, "ranking"):
        for inner, word in texts({"": one}, ""):
            yield from _named((*path, *where, *inner[1:]), word, ids)
            yield from _again(seen, word, (*path, *where))


def _again(seen: set[str], word: str, where: Where) -> Iterator[Found]:
    """Find a second place or second points for one criterion."""
    if word in seen:
        what = _("'{word}' is ranked twice.").format(word=word)
        yield Found(where, Said(what, _("Keep one of them."), "OD034"))
    seen.add(word)


def _swing(path: Where, block: Any, ids: Sequence[str]) -> Iterator[Found]:
    entries, seen = list(items(block, "swing")), set[str]()
    for where, one in entries:
        for inner, word in texts(one, "criterion"):
            yield from _named((*path, *where, *inner), word, ids)
            yield from _again(seen, word, (*path, *where, *inner))
    if _all_zero([at(one, "points") for _where, one in entries]):
        said = Said(_("The weights sum to zero."), _("Give one of them points."), "OD036")
        yield Found((*path, "swing"), said)


def _pairwise(path: Where, block: Any, ids: Sequence[str]) -> Iterator[Found]:
    compared: set[frozenset[str]] = set()
    for where, one in items(block, "pairwise"):
        for side in ("a", "b"):
            for inner, word in texts(one, side):
                yield from _named((*path, *where, *inner), word, ids)
        if at(one, "a") is not None and at(one, "a") == at(one, "b"):
            what = _("'{word}' is compared with itself.").format(word=at(one, "a"))
            yield Found((*path, *where), Said(what, _("Name two different ones."), "OD033"))
            continue
        pair = frozenset(word for side in ("a", "b") for _inner, word in texts(one, side))
        if pair in compared:
            what = _("{words} are compared twice.").format(words=one_of(sorted(pair)))
            yield Found((*path, *where), Said(what, _("Keep one of them."), "OD034"))
        compared.add(pair)


def _named(path: Where, word: str, ids: Sequence[str]) -> Iterator[Found]:
    if word not in ids:
        what = _("No criterion or factor is called '{word}'.").format(word=word)
        yield Found(path, Said(what, _fix(word, ids), "OD035"))


def _fix(word: str, ids: Sequence[str]) -> str:
    """Suggest the factor of that short name, else the nearest id, else list the criteria."""
    by_tail = [one for one in ids if one.endswith(f".{word}")]
    near = by_tail[0] if by_tail else nearest(word, ids)
    if near:
        return _("Did you mean '{word}'?").format(word=near)
    names = one_of([one for one in ids if "." not in one])
    return _("The criteria are: {words}.").format(words=names)
