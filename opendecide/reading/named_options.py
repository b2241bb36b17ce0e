"""What a profile names must be known: today's way is owed an answer, evidence must not be lost."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, get_args

from opendecide.model.offer_facts import Family
from opendecide.model.own_evidence import OF_A_MACHINE
from opendecide.reading.documents import Said, Where
from opendecide.reading.faults import Found
from opendecide.reading.suggestions import nearest
from opendecide.reading.walking import at, items
from opendecide.reading.words import _

_FIELD = ("preferences", "current_option")
_EVIDENCE = (("evidence", "own_tests"), ("evidence", "quotes"))
_NO_DEPLOYMENT = ("status_quo", "hybrid")
"""Families that no deployment of a catalogue belongs to: there is nothing to compare with."""


def strange(data: dict[str, Any], known: Callable[[], Collection[str]]) -> Iterator[Found]:
    """Find what is named and is no family, no entry of a catalogue and no option of the profile.

    Args:
        data: The profile.
        known: Returns the ids of all models and offers, and those of machines after a colon.
    """
    options = [one for _path, one in items(data, "options")]
    described = {name for one in options if isinstance(name := at(one, "id"), str)}
    word = at(data, *_FIELD)
    if isinstance(word, str):
        kinds = {name for one in options if at(one, "facts") and (name := at(one, "family"))}
        yield from _present(word, described | kinds, known)
    for part in _EVIDENCE:
        for path, one in items(data, *part):
            priced = at(one, "what") in OF_A_MACHINE
            yield from _named((*path, "option"), at(one, "option"), described, known, priced=priced)
    for path, one in items(data, "options"):
        yield from _named((*path, "deployment"), at(one, "deployment"), (), known)


def _named(
    path: Where,
    word: Any,
    described: Collection[str],
    known: Callable[[], Collection[str]],
    *,
    priced: bool = False,
) -> Iterator[Found]:
    if not isinstance(word, str) or word in described:
        return
    parts, ids = _parts(word, priced=priced), known()
    if not all(part in ids for part in parts):
        yield _unknown(path, word, parts, [*sorted(described), *sorted(ids)])


def _present(
    word: str, described: Collection[str], known: Callable[[], Collection[str]]
) -> Iterator[Found]:
    families = [one for one in get_args(Family) if one not in _NO_DEPLOYMENT]
    if word in described or word in families:
        return
    if word in _NO_DEPLOYMENT:
        yield _bare(_FIELD, word)
        return
    parts, ids = _parts(word), known()
    if not all(part in ids for part in parts):
        yield _unknown(_FIELD, word, parts, [*families, *sorted(described), *sorted(ids)])


def _parts(word: str, *, priced: bool = False) -> list[str]:
    """Take an option apart: its models, and its offer or whatever else stands alone.

    Its machine is the report's to find, unless it has a price of its own.
    """
    models, at_a_place, place = word.rpartition("@")
    offer, _, machine = place.partition(":")
    named = [*(models.split("+") if at_a_place else ()), offer]
    return [*named, f":{machine}"] if priced and machine else named


def _bare(path: Where, word: str) -> Found:
    what = _("'{word}' alone says nothing that could be compared.").format(word=word)
    fix = _(
        "Describe the present way under `options` (id, name, facts) and name that id, or name its"
        " family or deployment."
    )
    return Found(path, Said(what, fix, "OD035"))


def _unknown(path: Where, word: str, parts: Sequence[str], ids: Collection[str]) -> Found:
    what = _("No family, model, offer or deployment has the id '{word}'.").format(word=word)
    fix = _meant(word, parts, ids) or _(
        "See all with `opendecide catalog list`; describe anything else under `options` and name"
        " that id."
    )
    return Found(path, Said(what, fix, "OD035"))


def _meant(word: str, parts: Sequence[str], ids: Collection[str]) -> str:
    """Return a suggestion in which every unknown part has become the nearest known one."""
    meant = word
    for part in parts:
        if part not in ids:
            alike = [one for one in ids if one.startswith(":") == part.startswith(":")]
            near = nearest(part, alike)
            if near is None:
                return ""
            meant = meant.replace(part, near)
    return _("Did you mean '{word}'?").format(word=meant)
