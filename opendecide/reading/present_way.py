"""What is in use today, as a profile names it: an answer is owed to it, so it must be known."""

from collections.abc import Callable, Collection, Iterator
from typing import Any, get_args

from opendecide.model.offer_facts import Family
from opendecide.reading.documents import Said, Where
from opendecide.reading.faults import Found
from opendecide.reading.suggestions import suggest
from opendecide.reading.walking import at, items
from opendecide.reading.words import _

_FIELD = ("preferences", "current_option")
_NO_DEPLOYMENT = ("status_quo", "hybrid")
"""Families that no deployment of a catalogue belongs to: there is nothing to compare with."""


def strange(data: dict[str, Any], known: Callable[[], Collection[str]]) -> Iterator[Found]:
    """Find a present way that is no family, no entry of a catalogue and no option of the profile.

    Args:
        data: The profile.
        known: Returns the ids of all models and offers.
    """
    word = at(data, *_FIELD)
    if not isinstance(word, str):
        return
    described = {
        name
        for _path, one in items(data, "options")
        for name in (at(one, "id"), at(one, "family") if at(one, "facts") else None)
        if isinstance(name, str)
    }
    families = [one for one in get_args(Family) if one not in _NO_DEPLOYMENT]
    if word in described or word in families:
        return
    if word in _NO_DEPLOYMENT:
        yield _bare(_FIELD, word)
        return
    ids = known()
    if not all(part in ids for part in _parts(word)):
        yield _unknown(_FIELD, word, [*families, *sorted(described), *sorted(ids)])


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
    fix = suggest(word, ids) or _(
        "See all with `opendecide catalog list`; describe anything else under `options` and name"
        " that id."
    )
    return Found(path, Said(what, fix, "OD035"))
