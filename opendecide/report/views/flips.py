"""Changes after which another deployment would lead, or nothing acceptable be left, in words."""

import json
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from shlex import quote
from typing import NamedTuple

from opendecide.model.message import Message
from opendecide.model.robustness import Flip
from opendecide.report.brief import Brief
from opendecide.report.sentences import SENTENCES
from opendecide.report.statements import said, word
from opendecide.report.views.combination import moved, otherwise

_ADDED = frozenset({"flip.certification", "flip.country_operator", "flip.country_maker"})
_ENTRIES = _ADDED | {"flip.no_certification", "flip.own_machines"}
"""Changes of a list that are about whether something is in it: all of it would say less."""
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
    """One change, what it is today, and who would lead after it, if anybody."""

    command: str
    """What to type to see it."""
    what: str
    today: str
    threshold: str
    direction: str
    then: str
    then_family: str
    sooner: str
    """From where on today's leader is part of a combination only; empty where it is alone."""
    distance: str
    sentence: str
    nothing: bool
    """Whether nothing acceptable is left after it."""


def changes(brief: Brief) -> tuple[Change, ...]:
    """Tell every change of the robustness part, in its order."""
    return tuple(_told(brief, flip) for flip in brief.recommendation.robustness.flips)


def _told(brief: Brief, flip: Flip) -> Change:
    speech = brief.speech
    today, threshold = _ends(brief, flip)
    what, direction = speech.message(flip.label), speech.word("direction", flip.direction)
    then = _then(brief, flip)
    condition = _condition(flip, today, threshold)
    change = (
        speech.message(condition)
        if condition
        else speech.say(
            "{what} {direction} {threshold} (today {today})",
            what=what,
            direction=direction,
            threshold=threshold,
            today=today,
        )
    )
    sooner = _sooner(brief, flip, direction)
    if flip.then is None:
        sentence = _nothing(brief, change)
    elif flip.on_request:
        sentence = speech.say(
            "{change}: {then} is left, whose price has to be asked for.", change=change, then=then
        )
    else:
        sentence = speech.say("{change}: {then} leads.", change=change, then=then)
    return Change(
        command=f"--set {quote(_beyond(flip))}",
        what=what,
        today=today,
        threshold=threshold,
        direction=direction,
        then=then,
        then_family=speech.word("family", flip.then_family) if flip.then_family else "",
        sooner=sooner,
        distance=""
        if flip.distance_sd is None
        else speech.language.number(flip.distance_sd, decimals=1),
        sentence=f"{sentence} {sooner}".rstrip(),
        nothing=flip.then is None,
    )


def _sooner(brief: Brief, flip: Flip, direction: str) -> str:
    """Say from where on today's leader is part of a combination only."""
    if flip.together_from is None:
        return ""
    rest = brief.speech.text("the rest as today")
    return brief.speech.say(
        "Before that, as soon as it {direction} {threshold}, what leads today is only part of the"
        " answer, a combination ({parts}).",
        direction=direction,
        threshold=_written(brief, flip, flip.together_from),
        parts=otherwise(brief, flip.together_assignments, (), rest),
    )


def _nothing(brief: Brief, change: str) -> str:
    """Say that nothing acceptable is left: of what leads today everybody knows that it falls."""
    say = brief.speech.say
    if brief.together is not None:
        return say(
            "{change}: nothing acceptable is left; this combination falls, and every deployment"
            " alone with it.",
            change=change,
        )
    return say("{change}: nothing acceptable is left.", change=change)


def _then(brief: Brief, flip: Flip) -> str:
    """Name who leads then, with the workloads that it leaves and today's leader serves."""
    if flip.then is None:
        return brief.speech.text("nothing acceptable is left")
    if flip.then_assignments:
        return _together(brief, flip)
    if brief.together is not None:
        return _instead(brief, flip)
    name, left = brief.name(flip.then), _no_longer_served(brief, flip)
    if not left:
        return name
    say, named = brief.speech.say, brief.speech.named
    nobody = [one for one in left if one in flip.unserved]
    if nobody == left:
        return say(
            "{name} (without {workloads}, which nothing acceptable serves then)",
            name=name,
            workloads=named(left),
        )
    if nobody:
        return say(
            "{name} (without {workloads}; nothing acceptable serves {nobody} then)",
            name=name,
            workloads=named(left),
            nobody=named(nobody),
        )
    return say(
        "{name} (without {workloads}, which another would have to serve)",
        name=name,
        workloads=named(left),
    )


def _together(brief: Brief, flip: Flip) -> str:
    """Name what another combination does otherwise than today's; all of it where none is today."""
    say, today = brief.speech.say, brief.together
    usual = () if today is None else today.assignments
    who = otherwise(brief, flip.then_assignments, usual, brief.speech.text("the rest as today"))
    if today is None:
        name = say("a combination ({parts})", parts=who)
    elif moved(flip.then_assignments, usual):
        name = say("another combination ({parts})", parts=who)
    else:
        name = brief.speech.text("what is left of today's combination")
    left = _no_longer_served(brief, flip)
    if not left:
        return name
    return say("{name}, without {workloads}", name=name, workloads=brief.speech.named(left))


def _no_longer_served(brief: Brief, flip: Flip) -> list[str]:
    """Return the workloads that today's answer serves, and that nobody acceptable serves then."""
    if brief.together is not None:
        served = {one.workload for one in brief.together.assignments}
        return [one for one in flip.not_served if one in served]
    return _left_besides(brief, flip.not_served)


def _left_besides(brief: Brief, not_served: Sequence[str]) -> list[str]:
    """Return the workloads left to others that today's leader serves."""
    missing = () if brief.leader is None else brief.leader.not_served
    return [one for one in not_served if one not in missing]


def less(brief: Brief, name: str, not_served: Sequence[str]) -> str:
    """Name who leads in other circumstances, with what it leaves and today's leader serves."""
    left = _left_besides(brief, not_served)
    if not left:
        return name
    return brief.speech.say(
        "{name} (without {workloads})", name=name, workloads=brief.speech.named(left)
    )


def _instead(brief: Brief, flip: Flip) -> str:
    """Name the deployment that serves alone then, with what the combination serves beside it."""
    name, left = brief.name(flip.then), _no_longer_served(brief, flip)
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
    rounded = Decimal(f"{flip.threshold * past:.4g}")
    return f"{flip.path}={rounded:f}"


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
