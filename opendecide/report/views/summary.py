"""Section 1: the page a director reads."""

from dataclasses import dataclass
from typing import NamedTuple

from opendecide.model.conditions import is_date, is_grave
from opendecide.model.recommendation import Hybrid, RankedDeployment, Verdict
from opendecide.report.brief import Brief
from opendecide.report.figures import Figure
from opendecide.report.views.board import board
from opendecide.report.views.chance import chance, likelihood, nearly_enough
from opendecide.report.views.combination import (
    better_together,
    dearest_part,
    parts_of,
    whole_cost,
)
from opendecide.report.views.dearer import against
from opendecide.report.views.flips import Change, changes, no_change
from opendecide.report.views.money import (
    Range,
    cost_range,
    of_the_model,
    paid_range,
    years,
)
from opendecide.report.views.named import present
from opendecide.report.views.next_step import next_step
from opendecide.report.views.reasons import reasons
from opendecide.report.views.transition import begun, due
from opendecide.report.views.ways_out import WayOut, ways_out

_FOR, _AGAINST, _FLIPS = 3, 2, 3
_CONDITIONS, _EQUIVALENT = 4, 3
_TOGETHER = {
    "recommended": "Recommended: a combination, {parts}.",
    "recommended_with_conditions": "Recommended with conditions: a combination, {parts}.",
    "too_close_to_call": ("Too close to call between a combination, {parts}, and {name} alone."),
    "insufficient_information": (
        "Insufficient information; ask first about a combination, {parts}."
    ),
}
"""Headlines where a combination is the answer, by verdict."""
_IF_A_TEST_AGREES = "Recommended only if a test bears it out: a combination, {parts}."
HEADLINES = (*_TOGETHER.values(), _IF_A_TEST_AGREES)
_DECIDING = frozenset({"quality.unlikely", "quality.together"})
"""Conditions by which a test decides over the answer."""


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
    places: str
    """Where the family has its best deployment, where it may stand in several kinds of place."""
    runner_up: str
    runner_up_family: str
    before_the_runner_up: int
    """Deployments of the leader's family that rank between the two."""
    score: Figure | None
    runner_up_score: Figure | None
    cost: Range | None
    runner_up_cost: Range | None
    paid: Range | None
    """What is paid over the horizon, where a ceiling is held against it."""
    runner_up_paid: Range | None
    horizon: str
    of_the_model: str
    """How little of the cost is for the model; empty where it is the larger part."""
    board: tuple[str, ...]
    """Where several decide: what each would choose, and what they have to settle."""
    present: str
    """What became of what is in use today; empty where the profile does not say."""
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    conditions: tuple[str, ...]
    more_conditions: int
    dates: tuple[str, ...]
    """What nobody can settle, only be ready for."""
    equivalent: tuple[str, ...]
    more_equivalent: int
    combination: str
    small: str
    """That planning would cost more than it does; empty where it would not."""
    start: str
    flips: tuple[Change, ...]
    no_change: str
    """What to say where none is listed."""
    ways_out: tuple[WayOut, ...]
    decisive: bool
    next_step: str
    next_date: str


def summary(brief: Brief) -> Summary:
    """Say the answer on one page."""
    verdict = brief.recommendation.verdict
    speech = brief.speech
    asked = [one for one in verdict.conditions if not is_date(one)]
    conditions = speech.once(asked)
    shown = max(_CONDITIONS, len(speech.once(one for one in asked if is_grave(one))))
    first, second = _first(brief), _second(brief)
    with_ceiling = _has_a_ceiling(brief)
    horizon = next((one.horizon_years for one in brief.recommendation.cost), None)
    return Summary(
        grade=_grade(brief),
        headline=_headline(brief, verdict),
        leader=first.name,
        leader_family=first.family,
        sureness=_sureness(brief, verdict),
        chance=_chance(brief, verdict),
        probability=_probability(brief, verdict),
        required=speech.language.percent(verdict.confidence_required),
        places=_places(brief, verdict),
        runner_up=second.name,
        runner_up_family=second.family,
        before_the_runner_up=_between(brief),
        score=first.score,
        runner_up_score=second.score,
        cost=first.cost,
        runner_up_cost=second.cost,
        paid=first.paid if with_ceiling else None,
        runner_up_paid=second.paid if with_ceiling else None,
        horizon=years(brief, horizon) if horizon is not None and first.name else "",
        of_the_model=_of_the_model(brief),
        board=board(brief),
        present=present(brief),
        reasons_for=reasons(brief, verdict.reasons_for, _FOR),
        reasons_against=against(brief, _AGAINST),
        conditions=conditions[:shown],
        more_conditions=max(0, len(conditions) - shown),
        dates=speech.once(one for one in verdict.conditions if is_date(one)),
        equivalent=tuple(_twin(brief, one) for one in verdict.equivalent[:_EQUIVALENT]),
        more_equivalent=max(0, len(verdict.equivalent) - _EQUIVALENT),
        combination=better_together(brief),
        small=_small(brief),
        start=begun(brief),
        flips=_changes(brief),
        no_change=no_change(brief),
        ways_out=ways_out(brief) if brief.recommendation.relief or not brief.leader else (),
        decisive=verdict.grade in {"recommended", "recommended_with_conditions"},
        next_step=next_step(brief, verdict),
        next_date=speech.language.day(due(brief)),
    )


def _changes(brief: Brief) -> tuple[Change, ...]:
    """Return the likeliest changes, with the likeliest of those that leave nothing acceptable."""
    told = changes(brief)
    first = told[:_FLIPS]
    gravest = next((one for one in told if one.nothing), None)
    if gravest is None or gravest in first:
        return first
    return (*first[:-1], gravest)


def _small(brief: Brief) -> str:
    plan = brief.recommendation.plan
    if plan is None or not plan.small:
        return ""
    return brief.speech.text(
        "All of it costs less a year than a day of one person's work: try it instead of planning"
        " it, and stay as you are if that is easier."
    )


def _between(brief: Brief) -> int:
    """Return how many rank between the first and a runner-up of another family."""
    first, second = brief.leader, brief.runner_up
    if brief.together is not None or first is None or second is None:
        return 0
    return 0 if first.family == second.family else second.rank - first.rank - 1


class _Answer(NamedTuple):
    """One column of the first page."""

    name: str = ""
    family: str = ""
    score: Figure | None = None
    cost: Range | None = None
    paid: Range | None = None


def _first(brief: Brief) -> _Answer:
    """Return what is chosen: a combination, or one deployment."""
    found, speech = brief.together, brief.speech
    if found is None:
        return _one(brief, brief.leader)
    return _Answer(
        name=" + ".join(dict.fromkeys(brief.name(one.deployment) for one in found.assignments)),
        family=speech.text("Combination of deployments"),
        score=joint_score(brief, found),
        cost=whole_cost(brief, found),
        paid=paid_range(brief, found.paid, speech.currency),
    )


def joint_score(brief: Brief, found: Hybrid) -> Figure:
    """Write the score of a combination, with its origin."""
    speech = brief.speech
    return Figure(
        speech.language.number(found.score or 0.0, decimals=1),
        speech.text("Score"),
        speech.text(
            "100 × sum over the factors of weight × value, each workload by who serves it and"
            " money by the common bill; the mean over all samples."
        ),
        brief.annex.citations,
    )


def _of_the_model(brief: Brief) -> str:
    """Say it of what is chosen, and of a combination which part takes most of the cost."""
    if brief.together is not None:
        said = (of_the_model(brief, brief.together.years), dearest_part(brief, brief.together))
        return " ".join(one for one in said if one)
    cost = None if brief.leader is None else brief.costs.get(brief.leader.id)
    return "" if cost is None else of_the_model(brief, cost.years)


def _has_a_ceiling(brief: Brief) -> bool:
    budget = brief.recommendation.profile.get("budget") or {}
    return bool(budget.get("ceiling") or budget.get("monthly_cap"))


def _second(brief: Brief) -> _Answer:
    """Return what comes next: beside a combination, the best deployment alone."""
    return _one(brief, brief.leader if brief.together else brief.runner_up)


def _one(brief: Brief, one: RankedDeployment | None) -> _Answer:
    if one is None:
        return _Answer()
    cost = brief.costs.get(one.id)
    return _Answer(
        name=one.name,
        family=brief.speech.word("family", one.family),
        score=score(brief, one.id),
        cost=cost_range(brief, cost),
        paid=None if cost is None else paid_range(brief, cost.paid, cost.currency),
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


def _grade(brief: Brief) -> str:
    """Say the verdict in a word or two; where nobody serves everything, that it is for a part."""
    speech, verdict = brief.speech, brief.recommendation.verdict
    grade = speech.word("verdict", verdict.grade)
    if brief.together is None and brief.leader is not None and brief.leader.not_served:
        return speech.say("For a part of the work: {grade}", grade=grade)
    return grade


def _headline(brief: Brief, verdict: Verdict) -> str:
    speech, leader, runner_up = brief.speech, brief.leader, brief.runner_up
    say = speech.say
    tested = verdict.grade == "recommended_with_conditions" and any(
        one.code in _DECIDING for one in verdict.conditions
    )
    if brief.together is not None and verdict.grade in _TOGETHER:
        return say(
            _IF_A_TEST_AGREES if tested else _TOGETHER[verdict.grade],
            parts=parts_of(brief, brief.together),
            name=leader.name if leader else "",
        )
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
        if tested:
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
    if verdict.probability_best is None:
        return ""  # points do not decide
    if brief.together is not None:
        return brief.speech.say(
            "Probability that no deployment alone does better: {words}",
            words=_sureness(brief, verdict),
        )
    return brief.speech.say(
        "Probability that the best answer is of this family ({family}): {words}",
        family=brief.speech.word("family", verdict.family),
        words=_sureness(brief, verdict),
    )


def _places(brief: Brief, verdict: Verdict) -> str:
    """Say where within the family: a board decides that as well."""
    samples = brief.recommendation.provenance.samples
    said = (
        f"{brief.speech.word('whereabouts', place)}"
        f" {likelihood(brief.speech.language, share, samples)}"
        for place, share in verdict.places.items()
    )
    return brief.speech.language.listed(said)


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
        nearly_enough(
            brief.speech.language,
            verdict.probability_best,
            verdict.confidence_required,
            brief.recommendation.provenance.samples,
        ),
        of_what(brief),
        brief.speech.text(
            "Share of the samples in which no deployment alone scores higher; facts and weights"
            " are drawn together."
        )
        if brief.together is not None
        else brief.speech.text(
            "Share of the samples in which no deployment of another family scores higher;"
            " facts and weights are drawn together."
        ),
        brief.annex.citations,
    )


def of_what(brief: Brief) -> str:
    """Say what the probability of the verdict is the probability of."""
    if brief.together is not None:
        return brief.speech.text("Probability that no deployment alone does better")
    return brief.speech.text("Probability that the best answer is of this family")
