"""Changes that would make another deployment lead, in words."""

import json
from contextlib import suppress
from typing import NamedTuple

from opendecide.model.recommendation import Flip
from opendecide.report.brief import Brief
from opendecide.report.statements import said, word


class Change(NamedTuple):
    """One change, what it is today, and who would lead after it."""

    path: str
    what: str
    today: str
    threshold: str
    direction: str
    then: str
    then_family: str
    distance: str
    sentence: str


def changes(brief: Brief) -> tuple[Change, ...]:
    """Tell every change of the robustness part, in its order."""
    return tuple(_told(brief, flip) for flip in brief.recommendation.robustness.flips)


def _told(brief: Brief, flip: Flip) -> Change:
    speech = brief.speech
    what = speech.message(flip.label)
    threshold = _written(brief, flip, flip.threshold)
    direction = speech.word("direction", flip.direction)
    return Change(
        path=flip.path,
        what=what,
        today=_written(brief, flip, flip.today),
        threshold=threshold,
        direction=direction,
        then=brief.name(flip.then),
        then_family=speech.word("family", flip.then_family) if flip.then_family else "",
        distance=""
        if flip.distance_sd is None
        else speech.language.number(flip.distance_sd, decimals=1),
        sentence=speech.say(
            "{what} {direction} {threshold} (today {today}): {then} leads.",
            what=what,
            direction=direction,
            threshold=threshold,
            today=_written(brief, flip, flip.today),
            then=brief.name(flip.then),
        ),
    )


def _written(brief: Brief, flip: Flip, value: float | str | None) -> str:
    if isinstance(value, float) and ".weights." in flip.path and 0 <= value <= 1:
        return brief.speech.language.percent(value)
    if isinstance(value, str):
        with suppress(ValueError):
            return said(brief.speech, flip.path.rpartition(".")[2], json.loads(value))
        key = flip.path.rpartition(".")[2]
        if value.startswith("["):
            return said(brief.speech, key, value.strip("[]").replace(" ", "").split(","))
        return word(brief.speech, key, value)
    return brief.speech.value(value, "number")
