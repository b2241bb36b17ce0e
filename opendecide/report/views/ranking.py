"""Section 6: scores, the chance of every rank, and where the points come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from opendecide.model.recommendation import Hybrid, RankedDeployment
from opendecide.report.brief import Brief, Described
from opendecide.report.figures import Figure
from opendecide.report.views.chance import likelihood
from opendecide.report.views.comparison import result_of
from opendecide.report.views.performances import with_caution
from opendecide.report.views.summary import joint_score, score

_SHOWN = 12


class ScoreRow(NamedTuple):
    """One deployment of the ranking."""

    rank: str
    name: str
    family: str
    score: Figure
    interval: str
    beats_leader: str


class ContributionRow(NamedTuple):
    """The points of one criterion across the short list."""

    criterion: str
    points: tuple[Figure, ...]
    difference: str
    """Between the first and the runner-up; empty where a combination is the first."""


class ChanceRow(NamedTuple):
    """The chances of one family leader to take each rank."""

    name: str
    chances: tuple[Figure, ...]


class Portrait(NamedTuple):
    """Strengths and weaknesses of one deployment of the short list."""

    name: str
    family: str
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking."""

    alone: str
    """What it is about where a combination is the answer; empty where none is."""
    rows: tuple[ScoreRow, ...]
    hidden: int
    columns: tuple[str, ...]
    contributions: tuple[ContributionRow, ...]
    apart: bool
    """Whether first and runner-up both stand here, so that a difference says something."""
    counted: tuple[str, ...]
    """The share of the work that counts for each; empty where it is all of it for every one."""
    taken_off: tuple[str, ...]
    """What running several deployments costs in points; empty where none is a combination."""
    totals: tuple[Figure, ...]
    ranks: tuple[str, ...]
    chances: tuple[ChanceRow, ...]
    portraits: tuple[Portrait, ...]


def ranking(brief: Brief) -> Ranking:
    """Tell the ranking and where its points come from."""
    ranked = brief.recommendation.ranking
    shown = _shown(brief)
    chancy = [one for one in ranked if one.rank_probabilities]
    columns = max((len(one.rank_probabilities) for one in chancy), default=0)
    joint = _joint(brief)
    return Ranking(
        alone=_alone(brief),
        rows=tuple(_row(brief, one) for one in shown),
        hidden=_ranked_in_all(brief) - len(shown),
        columns=(
            *([brief.speech.text("The combination")] if joint else ()),
            *(one.name for one in brief.shortlist),
        ),
        contributions=tuple(_contribution(brief, one.id) for one in brief.criteria),
        apart=_pair(brief) is not None,
        counted=_counted(brief),
        taken_off=(signed(brief, -(joint.overhead or 0.0)), *("–" for _ in brief.shortlist))
        if joint
        else (),
        totals=(
            *([joint_score(brief, joint)] if joint else ()),
            *(score(brief, one.id) for one in brief.shortlist),
        ),
        ranks=tuple(str(position + 1) for position in range(columns)),
        chances=tuple(_chances(brief, one) for one in chancy),
        portraits=tuple(_portrait(brief, one) for one in brief.compared),
    )


def _joint(brief: Brief) -> Hybrid | None:
    """Return the combination that is the answer, where its points are told by criterion."""
    return brief.together if brief.together is not None and brief.together.contributions else None


def _alone(brief: Brief) -> str:
    """Say who is in a ranking where a combination is the answer."""
    if brief.together is None:
        return ""
    return brief.speech.say(
        "Ranks and their chances are about deployments that stand alone. The combination scores"
        " {score} and has no rank among them.",
        score=joint_score(brief, brief.together).text,
    )


def _ranked_in_all(brief: Brief) -> int:
    """Return how many were ranked; those far down are told by their scores alone."""
    told = {one.id for one in brief.recommendation.ranking}
    scored = {one.id for one in brief.recommendation.candidates if one.score is not None}
    return len(told | scored)


def _shown(brief: Brief) -> tuple[RankedDeployment, ...]:
    """Return the first of the ranking, and every family leader further down."""
    ranked = brief.recommendation.ranking
    leaders = (one for one in ranked[_SHOWN:] if one.family_leader or one.current)
    return (*ranked[:_SHOWN], *leaders)


def _row(brief: Brief, one: RankedDeployment) -> ScoreRow:
    language = brief.speech.language
    return ScoreRow(
        rank=str(one.rank),
        name=one.name,
        family=brief.speech.word("family", one.family),
        score=score(brief, one.id),
        interval=f"{language.number(one.score_interval.p10, decimals=1)}"
        f"–{language.number(one.score_interval.p90, decimals=1)}",
        beats_leader="–"
        if one.beats_leader is None or one is brief.leader
        else likelihood(language, one.beats_leader, brief.recommendation.provenance.samples),
    )


def _contribution(brief: Brief, criterion: str) -> ContributionRow:
    joint, pair = _joint(brief), _pair(brief)
    difference = ""
    if pair is not None:
        first, second = (one.contributions.get(criterion, 0.0) for one in pair)
        difference = signed(brief, first - second)
    return ContributionRow(
        criterion=brief.speech.name(criterion),
        points=(
            *([_points(brief, criterion, joint.contributions, brief.parts)] if joint else ()),
            *(_points(brief, criterion, one.contributions, [one]) for one in brief.shortlist),
        ),
        difference=difference,
    )


def _pair(brief: Brief) -> tuple[RankedDeployment, RankedDeployment] | None:
    """Return the first and the runner-up; a combination has no points of its own by criterion."""
    if brief.leader is None or brief.runner_up is None or brief.together is not None:
        return None
    return brief.leader, brief.runner_up


def _counted(brief: Brief) -> tuple[str, ...]:
    """Say for how much of the work each of the short list is given points."""
    joint = _joint(brief)
    shares = [one.counted for one in (*([joint] if joint else ()), *brief.shortlist)]
    if all(one == 1 for one in shares):
        return ()
    return tuple(brief.speech.language.percent(one, decimals=1) for one in shares)


def signed(brief: Brief, apart: float) -> str:
    """Write a difference with its sign."""
    written = brief.speech.language.number(abs(apart), decimals=1)
    sign = "+" if apart > 0 else "−"
    return written if float(f"{apart:.1f}") == 0 else sign + written


def _points(
    brief: Brief, criterion: str, points: Mapping[str, float], whose: Iterable[Described]
) -> Figure:
    text = next(text for text in brief.criteria if text.id == criterion)
    results = (result_of(one, criterion, factor) for one in whose for factor in text.factors)
    facts = (fact for result in results if result for fact in result.evidence)
    return Figure(
        brief.speech.language.number(points.get(criterion, 0.0), decimals=1),
        brief.speech.say("Points from “{criterion}”", criterion=brief.speech.name(criterion)),
        brief.speech.text("100 × sum over the criterion's factors of weight × value."),
        brief.annex.cite(facts),
    )


def _chances(brief: Brief, one: RankedDeployment) -> ChanceRow:
    return ChanceRow(
        one.name,
        tuple(
            Figure(
                likelihood(brief.speech.language, share, brief.recommendation.provenance.samples),
                brief.speech.text("Rank probabilities"),
                brief.speech.text(
                    "Share of the samples in which the best deployment of the family takes"
                    " the rank."
                ),
                brief.annex.citations,
            )
            for share in one.rank_probabilities
        ),
    )


def points(brief: Brief, one: Described, factors: Iterable[str]) -> tuple[str, ...]:
    """Name factors with what the deployment does on them."""
    return tuple(
        brief.speech.say(
            "{factor} ({performance})",
            factor=brief.speech.name(factor),
            performance=with_caution(brief.speech, one.factors[factor]),
        )
        for factor in factors
        if factor in one.factors
    )


def _portrait(brief: Brief, one: Described) -> Portrait:
    speech = brief.speech
    return Portrait(
        name=brief.title(one),
        family=speech.word("family", one.family),
        strengths=points(brief, one, one.strengths),
        weaknesses=points(brief, one, one.weaknesses),
        conditions=speech.once(one.conditions),
    )
