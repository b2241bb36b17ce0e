"""Section 3: the long list, by family."""

from collections import Counter
from dataclasses import dataclass

from opendecide.model.recommendation import CandidateSummary, Considered
from opendecide.report.brief import Brief


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One family of the long list."""

    family: str
    considered: str
    ranked: str
    excluded: str
    best: str
    labels: str


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One option that the organisation considered."""

    name: str
    answer: str
    score: str
    chance: str
    why: str


@dataclass(frozen=True, slots=True)
class Options:
    """The long list, and the options that the organisation named."""

    considered: str
    families: tuple[FamilyRow, ...]
    own: tuple[OwnRow, ...]


def options(brief: Brief) -> Options:
    """Count the candidates of every family and name the best of each."""
    candidates = brief.recommendation.candidates
    families = dict.fromkeys(one.family for one in _best_first(candidates))
    return Options(
        considered=str(len(candidates)),
        families=tuple(
            _row(brief, family, tuple(one for one in candidates if one.family == family))
            for family in families
        ),
        own=tuple(_own(brief, one) for one in brief.recommendation.considered),
    )


def _own(brief: Brief, option: Considered) -> OwnRow:
    """Answer one option by name."""
    speech = brief.speech
    answer = speech.word("considered", option.status)
    if option.rank is not None:
        answer = speech.say("place {rank}", rank=str(option.rank))
    said = [speech.message(one) for one in (*option.reasons, *option.findings)]
    return OwnRow(
        name=option.name,
        answer=answer,
        score="–" if option.score is None else speech.language.number(option.score, decimals=1),
        chance="–" if option.beats_leader is None else speech.language.percent(option.beats_leader),
        why=" ".join([*said, *([option.note] if option.note else [])]),
    )


def _best_first(candidates: tuple[CandidateSummary, ...]) -> list[CandidateSummary]:
    return sorted(candidates, key=lambda one: (-_score(one), one.family, one.id))


def _score(candidate: CandidateSummary) -> float:
    return -1.0 if candidate.score is None else candidate.score


def _row(brief: Brief, family: str, members: tuple[CandidateSummary, ...]) -> FamilyRow:
    speech = brief.speech
    statuses = Counter(one.status for one in members)
    best = _best_first(members)[0]
    return FamilyRow(
        family=speech.word("family", family),
        considered=str(len(members)),
        ranked=str(statuses["ranked"]),
        excluded=str(statuses["excluded"]),
        best=best.name if best.score is not None else "–",
        labels=speech.language.listed(speech.word("label", one) for one in best.labels),
    )
