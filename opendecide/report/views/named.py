"""Part of section 3: what became of the options that the organisation named, today's way first."""

from collections.abc import Iterator
from typing import NamedTuple

from opendecide.model.recommendation import Considered, RankedDeployment
from opendecide.report.brief import Brief
from opendecide.report.words import KINDS


class NamedRow(NamedTuple):
    """An option that the organisation named, and what became of it."""

    name: str
    answer: str
    score: str
    chance: str
    why: str


def named(brief: Brief) -> tuple[NamedRow, ...]:
    """Answer each option by name."""
    return tuple(_row(brief, one) for one in brief.recommendation.considered)


def present(brief: Brief) -> str:
    """Answer for what is in use today, in one line; empty where the profile does not say."""
    today = (brief.recommendation.profile.get("preferences") or {}).get("current_option")
    found = next((one for one in brief.recommendation.considered if one.id == today), None)
    if today is None or found is None:
        return ""
    row = _row(brief, found)
    said = ". ".join(part.rstrip(".") for part in (row.answer, row.why) if part)
    return brief.speech.say("{name}: {answer}.", name=row.name, answer=said)


def _row(brief: Brief, option: Considered) -> NamedRow:
    speech = brief.speech
    said = [*_beside(brief, option), *map(speech.message, option.reasons)]
    if option.not_served:
        left = speech.say("Not served: {workloads}.", workloads=speech.named(option.not_served))
        said.insert(0, left)
    said += [speech.message(one) for one in option.findings]
    return NamedRow(
        name=_called(brief, option),
        answer=_answer(brief, option),
        score="–" if option.score is None else speech.language.number(option.score, decimals=1),
        chance=_chance(brief, option),
        why=" ".join([*said, *([option.note] if option.note else [])]),
    )


def _chance(brief: Brief, option: Considered) -> str:
    """Say how often it beats the first; of a combination only points are known."""
    if option.beats_leader is None or brief.together is not None:
        return "–"
    return brief.speech.language.percent(option.beats_leader)


def _called(brief: Brief, option: Considered) -> str:
    word = option.name in KINDS["family"]
    return brief.speech.word("family", option.name) if word else option.name


def _answer(brief: Brief, option: Considered) -> str:
    speech, best = brief.speech, brief.ranked.get(option.deployment or "")
    if option.rank is None:
        return speech.word("considered", option.status)
    if best is None:
        return speech.say("place {rank}", rank=str(option.rank))
    if _first(brief, best):
        return speech.say("comes first: {name}", name=best.name)
    return speech.say("place {rank}: {name}", rank=str(option.rank), name=best.name)


def _first(brief: Brief, best: RankedDeployment) -> bool:
    return brief.together is None and brief.leader is not None and brief.leader.id == best.id


def _beside(brief: Brief, option: Considered) -> Iterator[str]:
    """Hold an option against what comes first: a rank alone compares nothing."""
    speech, together, first = brief.speech, brief.together, brief.leader
    best = brief.ranked.get(option.deployment or "")
    if option.score is None or first is None or (best is not None and _first(brief, best)):
        return
    ahead = first.score if together is None or together.score is None else together.score
    if ahead >= option.score:
        yield speech.say(
            "It scores {points} less than what comes first.",
            points=speech.points(ahead - option.score),
        )
    own = None if best is None else brief.costs.get(best.id)
    theirs = together.cost if together is not None else brief.costs.get(first.id)
    if own is None or theirs is None or own.p50 is None or theirs.p50 is None:
        return
    money = speech.language.money
    yield speech.say(
        "It costs {own} over the horizon, what comes first {first}.",
        own=money(own.p50, own.currency),
        first=money(theirs.p50, own.currency),
    )
