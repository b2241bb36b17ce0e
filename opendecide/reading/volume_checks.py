"""Volumes that are said in several ways at once, by halves, and volumes of nothing."""

from collections.abc import Iterator
from typing import Any

from opendecide.model.workload import VOLUMES
from opendecide.reading.documents import Said
from opendecide.reading.faults import Found
from opendecide.reading.walking import at, is_number, items
from opendecide.reading.words import _

TOGETHER = frozenset({"requests_per_day", "users"})
"""Requests of so many people: the people tell how many seats and devices are needed."""
OF_A_USER = ("requests_per_user_per_day", "share_active")
"""What requests follow from where people are all that is stated."""
WITHOUT_WORDS = frozenset({"transcription", "image", "video"})
"""Tasks that are paid by the minute or by the piece."""
OF_A_REQUEST = ("input", "output")
"""The tokens of a request: an answer takes a question, and a question is for an answer."""


def volume_faults(data: dict[str, Any]) -> Iterator[Found]:
    """Go through the volume of each workload."""
    for where, workload in items(data, "workloads"):
        volume = at(workload, "volume")
        if isinstance(volume, dict):
            for name, said in _faults(volume):
                yield Found((*where, "volume", name), said, at_key=True)
        tokens = at(workload, "tokens")
        wordless = at(workload, "task_type") in WITHOUT_WORDS
        nothing = isinstance(tokens, dict) and all(
            _is_nothing(tokens.get(one)) for one in OF_A_REQUEST
        )
        if nothing and not wordless:
            yield Found((*where, "tokens", "input"), _nothing("tokens"), at_key=True)
    multiplier = at(data, "scenarios", "volume_multiplier")
    if _is_nothing(multiplier):
        yield Found(("scenarios", "volume_multiplier"), _nothing("volume_multiplier"), at_key=True)


def _faults(volume: dict[str, Any]) -> Iterator[tuple[str, Said]]:
    ways = [name for name in VOLUMES if volume.get(name) is not None]
    again = next((one for one in ways[1:] if {ways[0], one} != TOGETHER), None)
    if again is not None:
        yield again, _twice(ways[0], again)
    elif set(ways) == TOGETHER:
        more = next((name for name in OF_A_USER if volume.get(name) is not None), None)
        if more is not None:
            yield more, _twice(ways[0], more)
    of_nobody = next((one for one in OF_A_USER if volume.get(one) is not None), None)
    if of_nobody is not None and "users" not in ways:
        what = _("'{word}' is read with 'users' alone, and there are none.").format(word=of_nobody)
        yield of_nobody, Said(what, _("Say how many people may use it."), "OD044")
    nothing = next((one for one in (*ways, *OF_A_USER) if _is_nothing(volume.get(one))), None)
    if nothing is not None:
        yield nothing, _nothing(nothing)


def _nothing(word: str) -> Said:
    what = _("Nothing is to be done: '{word}' is zero.").format(word=word)
    return Said(what, _("State how much there is, or leave out the workload."), "OD033")


def _twice(first: str, other: str) -> Said:
    what = _("'{word}' already says how much there is, and '{other}' says it again.").format(
        word=first, other=other
    )
    fix = _("Keep one of them; what comes in another way is a workload of its own.")
    return Said(what, fix, "OD033")


def _is_nothing(figure: Any) -> bool:
    """Tell whether a figure, however it is written, is zero and no more."""
    if isinstance(figure, dict):
        figure = list(figure.values())
    figures = figure if isinstance(figure, list) else [figure]
    return bool(figures) and all(is_number(one) and one == 0 for one in figures)
