"""Section 1: the page a director reads."""

from dataclasses import dataclass

from opendecide.model.recommendation import Verdict
from opendecide.report.brief import Brief
from opendecide.report.figures import Figure
from opendecide.report.views.chance import chance, likelihood
from opendecide.report.views.combination import better_together
from opendecide.report.views.flips import Change, changes
from opendecide.report.views.money import Range, cost_range, years
from opendecide.report.views.next_step import due, next_step
from opendecide.report.views.reasons import reasons
from opendecide.report.views.ways_out import WayOut, ways_out

_FOR, _AGAINST, _FLIPS = 3, 2, 3
_CONDITIONS, _EQUIVALENT = 4, 3


@dataclass(frozen=True, slots=True)
class Summary:
    """The executive summary."""

    grade: str
    headline: str
    leader: str
    leader_family: str
    sureness: str
    chance: str
    probability: Figure | None
    required: str
    runner_up: str
    runner_up_family: str
    before_the_runner_up: int
    """Deployments of the leader's family that rank between the two."""
    score: Figure | None
    runner_up_score: Figure | None
    cost: Range | None
    runner_up_cost: Range | None
    horizon: str
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    conditions: tuple[str, ...]
    more_conditions: int
    equivalent: tuple[str, ...]
    more_equivalent: int
    combination: str
    flips: tuple[Change, ...]
    ways_out: tuple[WayOut, ...]
    decisive: bool
    next_step: str
    next_date: str


def summary(brief: Brief) -> Summary:
    """Say the answer on one page."""
    verdict = brief.recommendation.verdict
    speech, leader, runner_up = brief.speech, brief.leader, brief.runner_up
    cost = brief.costs.get(leader.id) if leader else None
    conditions = speech.once(verdict.conditions)
    other_cost = brief.costs.get(runner_up.id) if runner_up else None
    return Summary(
        grade=speech.word("verdict", verdict.grade),
        headline=_headline(brief, verdict),
        leader=leader.name if leader else "",
        leader_family=speech.word("family", leader.family) if leader else "",
        sureness=_sureness(brief, verdict),
        chance=_chance(brief, verdict),
        probability=_probability(brief, verdict),
        required=speech.language.percent(verdict.confidence_required),
        runner_up=runner_up.name if runner_up else "",
        runner_up_family=speech.word("family", runner_up.family) if runner_up else "",
        before_the_runner_up=runner_up.rank - leader.rank - 1 if leader and runner_up else 0,
        score=score(brief, leader.id) if leader else None,
        runner_up_score=score(brief, runner_up.id) if runner_up else None,
        cost=cost_range(brief, cost),
        runner_up_cost=cost_range(brief, other_cost),
        horizon=years(brief, cost.horizon_years) if cost else "",
        reasons_for=reasons(brief, verdict.reasons_for[:_FOR]),
        reasons_against=reasons(brief, verdict.reasons_against[:_AGAINST]),
        conditions=conditions[:_CONDITIONS],
        more_conditions=max(0, len(conditions) - _CONDITIONS),
        equivalent=tuple(_twin(brief, one) for one in verdict.equivalent[:_EQUIVALENT]),
        more_equivalent=max(0, len(verdict.equivalent) - _EQUIVALENT),
        combination=better_together(brief),
        flips=changes(brief)[:_FLIPS],
        ways_out=() if brief.leader else ways_out(brief),
        decisive=verdict.grade in {"recommended", "recommended_with_conditions"},
        next_step=next_step(brief, verdict),
        next_date=speech.language.day(due(brief)),
    )


def score(brief: Brief, deployment: str) -> Figure:
    """Write the score of a ranked deployment, with its origin."""
    one = brief.ranked[deployment]
    cited = brief.annex.cite(fact for factor in one.factors.values() for fact in factor.evidence)
    return Figure(
        brief.speech.language.number(one.score, decimals=1),
        brief.speech.text("Score"),
        brief.speech.text(
            "100 × sum over the factors of weight × value; the mean over all samples."
        ),
        cited,
    )


def _headline(brief: Brief, verdict: Verdict) -> str:
    speech, leader, runner_up = brief.speech, brief.leader, brief.runner_up
    say = speech.say
    if verdict.grade == "insufficient_information":
        if leader:
            return say("Insufficient information; ask first about: {name}.", name=leader.name)
        return say("Insufficient information: the missing facts decide.")
    if leader and leader.not_served:
        return say(
            "Nothing acceptable serves everything; best for the rest: {name}, without {workloads}.",
            name=leader.name,
            workloads=speech.language.listed(
                say("“{workload}”", workload=speech.workload(one)) for one in leader.not_served
            ),
        )
    if verdict.grade == "recommended" and leader:
        return say("Recommended: {name}.", name=leader.name)
    if verdict.grade == "recommended_with_conditions" and leader:
        if verdict.conditions and verdict.conditions[0].code == "quality.unlikely":
            return say("Recommended only if a test bears it out: {name}.", name=leader.name)
        return say("Recommended with conditions: {name}.", name=leader.name)
    if verdict.grade == "too_close_to_call" and leader and runner_up:
        return say(
            "Too close to call between {first} and {second}.",
            first=leader.name,
            second=runner_up.name,
        )
    if verdict.grade == "no_acceptable_deployment":
        return say("No acceptable deployment: no candidate passes every gate.")
    return say("{grade}.", grade=speech.word("verdict", verdict.grade))


def _sureness(brief: Brief, verdict: Verdict) -> str:
    if verdict.probability_best is None:
        return ""
    return brief.speech.text(chance(verdict.probability_best))


def _chance(brief: Brief, verdict: Verdict) -> str:
    """Say whose chance it is: families compete, the deployments of one do not."""
    # How far it is ahead says nothing where it is not known whether it may be chosen.
    if verdict.family is None or verdict.grade == "insufficient_information":
        return ""
    return brief.speech.say(
        "Probability that the best answer is of this family ({family}): {words}",
        family=brief.speech.word("family", verdict.family),
        words=_sureness(brief, verdict),
    )


def _twin(brief: Brief, deployment: str) -> str:
    """Name a deployment of the same family, and how often it scores higher than the first."""
    ranked, name = brief.ranked.get(deployment), brief.name(deployment)
    if ranked is None or ranked.beats_leader is None:
        return name
    return brief.speech.say(
        "{name} (scores higher in {share} of the samples)",
        name=name,
        share=likelihood(
            brief.speech.language, ranked.beats_leader, brief.recommendation.provenance.samples
        ),
    )


def _probability(brief: Brief, verdict: Verdict) -> Figure | None:
    if verdict.probability_best is None or verdict.grade == "insufficient_information":
        return None
    return Figure(
        likelihood(
            brief.speech.language,
            verdict.probability_best,
            brief.recommendation.provenance.samples,
        ),
        brief.speech.text("Probability that the best answer is of this family"),
        brief.speech.text(
            "Share of the samples in which no deployment of another family scores higher;"
            " facts and weights are drawn together."
        ),
        brief.annex.citations,
    )
