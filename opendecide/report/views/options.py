"""Section 3: the long list, by family."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from opendecide.model.recommendation import CandidateSummary
from opendecide.report.brief import Brief
from opendecide.report.views.named import NamedRow, named

_OPENNESS = ("open_source_ai", "open_weights", "source_available", "proprietary")


class FamilyRow(NamedTuple):
    """One family of the long list; the five counts add up to what was considered."""

    family: str
    considered: str
    excluded: str
    partial: str
    unproven: str
    outdone: str
    ranked: str
    best: str
    labels: str


@dataclass(frozen=True, slots=True)
class Options:
    """The long list, and the options that the organisation named."""

    considered: str
    outdone: bool
    partial: bool
    unproven: bool
    families: tuple[FamilyRow, ...]
    own: tuple[NamedRow, ...]
    unrated: str
    not_covered: str
    """Which kinds of service the catalogue has none of."""


def options(brief: Brief) -> Options:
    """Count what became of the candidates of every family, and name the best of each."""
    candidates = brief.recommendation.candidates
    families = dict.fromkeys(one.family for one in _best_first(candidates))
    statuses = {one.status for one in candidates}
    return Options(
        considered=brief.speech.language.number(len(candidates), decimals=0),
        outdone="admissible" in statuses,
        partial="partial" in statuses,
        unproven="unproven" in statuses,
        families=tuple(
            _row(brief, family, tuple(one for one in candidates if one.family == family))
            for family in families
        ),
        own=named(brief),
        unrated=_unrated(brief),
        not_covered=_not_covered(brief),
    )


def _unrated(brief: Brief) -> str:
    """Name the places near home that nothing could be worked out for."""
    names = brief.recommendation.unrated
    if not names:
        return ""
    return brief.speech.say(
        "Not rated, because the catalogue knows none of their models or none of their prices:"
        " {names}. A quote or a list of models, added to the catalogue, puts them into the"
        " comparison.",
        names=brief.speech.language.listed(map(brief.speech.text, names)),
    )


def _not_covered(brief: Brief) -> str:
    """Name the kinds of service for these tasks that the catalogue has no entry of."""
    speech = brief.speech
    kinds = [
        speech.say(
            "{kind} (for example {examples})",
            kind=speech.text(one.kind),
            examples=speech.language.listed(one.examples),
        )
        for one in brief.recommendation.not_covered
    ]
    if not kinds:
        return ""
    return speech.say(
        "Not in the catalogue: {kinds}. Add one with --catalog if it is an option.",
        kinds=speech.text("; ").join(kinds),
    )


def _best_first(candidates: tuple[CandidateSummary, ...]) -> list[CandidateSummary]:
    return sorted(candidates, key=lambda one: (-_score(one), one.family, one.id))


def _score(candidate: CandidateSummary) -> float:
    return -1.0 if candidate.score is None else candidate.score


def _row(brief: Brief, family: str, members: tuple[CandidateSummary, ...]) -> FamilyRow:
    speech = brief.speech
    statuses = Counter(one.status for one in members)
    outdone = sum(one.status == "admissible" and one.score is None for one in members)
    left_out = statuses["excluded"] + statuses["partial"] + statuses["unproven"] + outdone
    best = _best_first(members)[0]
    return FamilyRow(
        family=speech.word("family", family),
        considered=str(len(members)),
        excluded=str(statuses["excluded"]),
        partial=str(statuses["partial"]),
        unproven=str(statuses["unproven"]),
        outdone=str(outdone),
        ranked=str(len(members) - left_out),
        best=best.name if best.score is not None else "–",
        labels=_openness(brief, best) if best.score is not None else "",
    )


def _openness(brief: Brief, one: CandidateSummary) -> str:
    """Say how open a model is, with its class of the Model Openness Framework."""
    speech = brief.speech
    kind = next((label for label in _OPENNESS if label in one.labels), None)
    classes = [label for label in one.labels if label.startswith("mof_class")]
    known = [label for label in (kind, *classes) if label]
    return ", ".join(speech.word("label", label) for label in known)
