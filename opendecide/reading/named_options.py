"""What a profile names must be known: today's way is owed an answer, evidence must not be lost."""

from collections.abc import Callable, Collection, Iterator
from typing import Any, get_args

from opendecide.model.offer_facts import Family
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
        known: Returns the ids of all models and offers.
    """
    options = [one for _path, one in items(data, "options")]
    described = {name for one in options if isinstance(name := at(one, "id"), str)}
    word = at(data, *_FIELD)
    if isinstance(word, str):
        kinds = {name for one in options if at(one, "facts") and (name := at(one, "family"))}
        yield from _present(word, described | kinds, known)
    for part in _EVIDENCE:
        for path, one in items(data, *part):
            yield from _named((*path, "option"), at(one, "option"), described, known)
    for path, one in items(data, "options"):
        yield from _named((*path, "deployment"), at(one, "deployment"), (), known)


def _named(
    path: Where, word: Any, described: Collection[str], known: Callable[[], Collection[str]]
) -> Iterator[Found]:
    if isinstance(word, str) and word not in described and not _known(word, ids := known()):
        yield _unknown(path, word, [*sorted(described), *sorted(ids)])


def _present(
    word: str, described: Collection[str], known: Callable[[], Collection[str]]
) -> Iterator[Found]:
    families = [one for one in get_args(Family) if one not in _NO_DEPLOYMENT]
    if word in described or word in families:
        return
    if word in _NO_DEPLOYMENT:
        yield _bare(_FIELD, word)
        return
    ids = known()
    if not _known(word, ids):
        yield _unknown(_FIELD, word, [*families, *sorted(described), *sorted(ids)])


def _known(word: str, ids: Collection[str]) -> bool:
    return all(part in ids for part in _parts(word))


def _parts(word: str) -> list[str]:
    """Take a deployment apart: its models and its offer; the machine is the report's to find."""
    models, _at, place = word.partition("@")
    return [*models.split("+"), *([place.partition(":")[0]] if place else [])]


def _bare(path: Where, word: str) -> Found:
    what = _("'{word}' alone says nothing that could be compared.").format(word=word)
    fix = _(
        "Describe the present way under `options` (id, name, facts) and name that id, or name its"
        " family or deployment."
    )
    return Found(path, Said(what, fix, "OD035"))


def _unknown(path: Where, word: str, ids: Collection[str]) -> Found:
    what = _("No family, model, offer or deployment has the id '{word}'.").format(word=word)
    fix = _meant(word, ids) or _(
        "See all with `opendecide catalog list`; describe anything else under `options` and name"
        " that id."
    )
    return Found(path, Said(what, fix, "OD035"))


def _meant(word: str, ids: Collection[str]) -> str:
    """Return a suggestion in which every unknown part has become the nearest known one."""
    meant = word
    for part in _parts(word):
        if part not in ids:
            near = nearest(part, ids)
            if near is None:
                return ""
            meant = meant.replace(part, near)
    return _("Did you mean '{word}'?").format(word=meant)
