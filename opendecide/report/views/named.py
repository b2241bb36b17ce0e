"""Part of section 4: what became of the options that the profile names, today's way first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from opendecide.model.recommendation import CandidateSummary, RankedDeployment, ScreenedOut
from opendecide.report.brief import Brief
from opendecide.report.views.screening import alike, exclusion
from opendecide.report.words import KINDS

_FATES = (
    ("admissible", "passes the gates that need no bill and is outdone by others of its family"),
    ("partial", "serves a part of the workloads only"),
    (
        "unproven",
        (
            "waits for a fact: no gate says no, but that rests on something the catalogue does not"
            " know, while others are known to meet it"
        ),
    ),
)
"""What is said of the best off that is not ranked, from the best to the worst."""
_REASONS = 2
"""Told of what an option does not serve; section 4 has the rest."""
FATES = tuple(said for _status, said in _FATES)


class Answer(NamedTuple):
    """An option that the organisation named, and what became of it."""

    name: str
    answer: str


@dataclass(frozen=True, slots=True)
class Named:
    """Answers for every option that the profile names."""

    rows: tuple[Answer, ...]


def named(brief: Brief) -> Named:
    """Answer for the present way, and for what was tested or quoted."""
    profile = brief.recommendation.profile
    own = profile.get("evidence") or {}
    asked = [one.get("option") for part in ("own_tests", "quotes") for one in own.get(part) or ()]
    options = dict.fromkeys(str(one) for one in (_present(brief), *asked) if one)
    return Named(tuple(found for one in options if (found := _answer(brief, one)) is not None))


def present(brief: Brief) -> Answer | None:
    """Answer for what is in use today; None where the profile does not say, or describes it."""
    option = _present(brief)
    return None if option is None else _answer(brief, option)


def _present(brief: Brief) -> str | None:
    stated = (brief.recommendation.profile.get("preferences") or {}).get("current_option")
    return None if stated is None else str(stated)


def _answer(brief: Brief, option: str) -> Answer | None:
    """Say what became of an option; None where section 3 answers it by the profile's own words."""
    if any(one.id == option for one in brief.recommendation.considered):
        return None
    found = [one for one in brief.recommendation.candidates if _is(option, one)]
    return Answer(_called(brief, option, found), _fate(brief, found))


def _is(option: str, one: CandidateSummary) -> bool:
    model, _, place = one.id.partition("@")
    offer = place.partition(":")[0]
    return option in {one.id, model, offer, f"{model}@{offer}", one.family}


def _called(brief: Brief, option: str, found: Sequence[CandidateSummary]) -> str:
    names = brief.speech.names
    for kind_of in ("models", "offers"):
        if f"{kind_of}/{option}" in names:
            return names[f"{kind_of}/{option}"]
    if option in names:
        return brief.name(option)
    if any(one.family == option for one in found) or option in KINDS["family"]:
        return brief.speech.word("family", option)
    model, _, offer = option.partition("@")
    parts = (names.get(f"models/{model}", model), names.get(f"offers/{offer}", offer))
    return " — ".join(one for one in parts if one)


def _fate(brief: Brief, found: Sequence[CandidateSummary]) -> str:
    speech, ids = brief.speech, {one.id for one in found}
    ranked = [one for one in brief.recommendation.ranking if one.id in ids]
    if ranked:
        return _beside(brief, min(ranked, key=lambda one: one.rank))
    statuses = {one.status for one in found}
    for status, said in _FATES:
        if status in statuses:
            of_it = [one.id for one in found if one.status == status]
            left = _left_to_others(brief, of_it) if status == "partial" else ()
            return " ".join((f"{speech.text(said)}.", *left)) if left else speech.text(said)
    reasons = [one for one in brief.recommendation.screened_out if one.id in ids]
    groups = alike(reasons)
    if groups:
        return exclusion(brief, groups[0]).reason
    if found:
        return speech.text("excluded")
    return speech.text(
        "the catalogue has no deployment of it that could serve one of the workloads on the date"
        " of the decision"
    )


def _left_to_others(brief: Brief, ids: Sequence[str]) -> tuple[str, ...]:
    """Say which workloads the one that serves most leaves to others, and why."""
    speech = brief.speech
    against: dict[str, list[ScreenedOut]] = {one: [] for one in ids}
    for out in brief.recommendation.screened_out:
        if out.id in against and out.workload is not None:
            against[out.id].append(out)
    known = [found for found in against.values() if found]
    if not known:
        return ()
    least = min(known, key=lambda found: len({one.workload for one in found}))
    workloads = tuple(dict.fromkeys(str(one.workload) for one in least))
    left = speech.say("Not served: {workloads}.", workloads=speech.named(workloads))
    reasons = [exclusion(brief, group).reason for group in alike(least)[:_REASONS]]
    return (left, *reasons)


def _beside(brief: Brief, best: RankedDeployment) -> str:
    """Hold the best of an option against what comes first: a rank alone compares nothing."""
    speech, first = brief.speech, brief.leader
    if first is None or (first.id == best.id and brief.together is None):
        return speech.say("comes first: {name}", name=best.name)
    ahead = _points(brief, first) - best.score
    said = speech.say(
        "ranked {rank}: {name}; it scores {points} less than what comes first",
        rank=str(best.rank),
        name=best.name,
        points=speech.points(max(0.0, ahead)),
    )
    return speech.text("; ").join((said, *_dearer(brief, first, best)))


def _points(brief: Brief, first: RankedDeployment) -> float:
    together = brief.together
    if together is None or together.score is None:
        return first.score
    return together.score


def _dearer(brief: Brief, first: RankedDeployment, best: RankedDeployment) -> Iterator[str]:
    costs, together = brief.costs, brief.together
    own = costs.get(best.id)
    ahead = together.cost if together is not None else costs.get(first.id)
    if own is None or ahead is None or own.p50 is None or ahead.p50 is None:
        return
    money = brief.speech.language.money
    yield brief.speech.say(
        "it costs {own} over the horizon, what comes first {first}",
        own=money(own.p50, own.currency),
        first=money(ahead.p50, own.currency),
    )
