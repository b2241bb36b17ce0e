"""Changes that would make another deployment lead, in words."""

import json
from contextlib import suppress
from shlex import quote
from typing import NamedTuple

from opendecide.model.message import Message
from opendecide.model.robustness import Flip
from opendecide.report.brief import Brief
from opendecide.report.sentences import SENTENCES
from opendecide.report.statements import said, word
from opendecide.report.views.combination import part, place

_ADDED = frozenset({"flip.certification", "flip.country_operator", "flip.country_maker"})
_ENTRIES = _ADDED | {"flip.no_certification"}
"""Changes of one entry in a list: the whole list before and after would say less."""
_SHARES = frozenset(
    {
        "flip.share_of_volume",
        "flip.task_quality",
        "flip.quality_minimum",
        "flip.free_share",
        "flip.decline",
    }
)
"""Figures between nothing and all."""
PAST = 0.01
"""How far past a point its try goes, as a share of it: the leader differs there for certain."""
_GIVEN_UP = frozenset({"false", "null"})


class Change(NamedTuple):
    """One change, what it is today, and who would lead after it."""

    command: str
    """What to type to see it."""
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
    today, threshold = _ends(brief, flip)
    what, direction = speech.message(flip.label), speech.word("direction", flip.direction)
    then = _then(brief, flip)
    condition = _condition(flip, today, threshold)
    return Change(
        command=f"--set {quote(_beyond(flip))}",
        what=what,
        today=today,
        threshold=threshold,
        direction=direction,
        then=then,
        then_family=speech.word("family", flip.then_family) if flip.then_family else "",
        distance=""
        if flip.distance_sd is None
        else speech.language.number(flip.distance_sd, decimals=1),
        sentence=speech.say(
            "{condition}: {then} leads.", condition=speech.message(condition), then=then
        )
        if condition
        else speech.say(
            "{what} {direction} {threshold} (today {today}): {then} leads.",
            what=what,
            direction=direction,
            threshold=threshold,
            today=today,
            then=then,
        ),
    )


def _then(brief: Brief, flip: Flip) -> str:
    """Name who leads then, with the workloads that it leaves and today's leader serves."""
    if flip.then_assignments:
        return _together(brief, flip)
    name, said = brief.name(flip.then), brief.recommendation
    if brief.together is not None:
        return _instead(brief, flip)
    today = next((one for one in said.ranking if one.id == said.verdict.deployment), None)
    left = [one for one in flip.not_served if today is None or one not in today.not_served]
    if not left:
        return name
    return brief.speech.say(
        "{name} (without {workloads}, which another would have to serve)",
        name=name,
        workloads=brief.speech.named(left),
    )


def _together(brief: Brief, flip: Flip) -> str:
    """Name what another combination does otherwise than today's; all of it where none is today."""
    say, today = brief.speech.say, brief.together
    known = {} if today is None else {place(one): one.deployment for one in today.assignments}
    moved = [one for one in flip.then_assignments if known.get(place(one)) != one.deployment]
    told = [part(brief, one) for one in moved]
    if len(moved) < len(flip.then_assignments):
        told.append(brief.speech.text("the rest as today"))
    return say("another combination ({parts})", parts=brief.speech.language.listed(told))


def _instead(brief: Brief, flip: Flip) -> str:
    """Name the deployment that serves alone then, with what the combination serves beside it."""
    served = () if brief.together is None else {one.workload for one in brief.together.assignments}
    left = [one for one in flip.not_served if one in served]
    name = brief.name(flip.then)
    if not left:
        return brief.speech.say("{name} alone", name=name)
    return brief.speech.say(
        "{name} alone (without {workloads})", name=name, workloads=brief.speech.named(left)
    )


def no_change(brief: Brief) -> str:
    """Say that nothing was found which changes the answer, or that nobody looked for it."""
    text = brief.speech.text
    if not brief.recommendation.robustness.searched:
        return text("Not looked for in this run: changes are searched without --fast.")
    return text(
        "No single change of a weight or fact within its plausible range was found that changes the"
        " answer."
    )


def _beyond(flip: Flip) -> str:
    """Return the setting after which another leads: a little past the point, where it has one."""
    if not isinstance(flip.threshold, float):
        return f"{flip.path}={flip.threshold}"
    past = 1 + (PAST if flip.direction == "above" else -PAST)
    return f"{flip.path}={flip.threshold * past:.4g}"


def _ends(brief: Brief, flip: Flip) -> tuple[str, str]:
    """Write what holds today and what would hold; of a list, whether the entry is in it."""
    if flip.label.code in _ENTRIES:
        ends = (flip.label.code not in _ADDED, flip.label.code in _ADDED)
        return brief.speech.value(ends[0]), brief.speech.value(ends[1])
    return _written(brief, flip, flip.today), _written(brief, flip, flip.threshold)


def _condition(flip: Flip, today: str, threshold: str) -> Message | None:
    """Return a choice as a condition; None for a figure."""
    kind = "given_up" if flip.threshold in _GIVEN_UP else "choice"
    code = f"{kind}.{flip.label.code.partition('.')[2]}"
    values = {**flip.label.values, "today": today, "level": threshold}
    return Message(code=code, values=values) if code in SENTENCES else None


def _written(brief: Brief, flip: Flip, value: float | str | None) -> str:
    if value is None:
        return brief.speech.text("not stated")
    if isinstance(value, float) and flip.label.code in _SHARES:
        return brief.speech.language.percent(value)
    if isinstance(value, str):
        with suppress(ValueError):
            return said(brief.speech, flip.path.rpartition(".")[2], json.loads(value))
        key = flip.path.rpartition(".")[2]
        if value.startswith("["):
            return said(brief.speech, key, value.strip("[]").replace(" ", "").split(","))
        return word(brief.speech, key, value)
    return brief.speech.value(value, "number")
