"""From probabilities to one of five answers; a single winner only when the evidence carries it."""

from collections.abc import Mapping, Sequence

import numpy as np

from opendecide.model.conditions import by_gravity, is_date
from opendecide.model.message import Message, shared
from opendecide.model.recommendation import Verdict
from opendecide.stages.assessment import Problem
from opendecide.stages.contender import Contender
from opendecide.stages.evaluation import Evaluation
from opendecide.stages.gates import Outcome
from opendecide.stages.whereabouts import by_place, elsewhere

REASONS_FOR, REASONS_AGAINST = 3, 2
NO_REASON = 0.05
"""Points below which a criterion is no reason: reports show tenths."""
TWIN = 0.25
"""A deployment of the same family that beats its leader this often cannot be told from it."""
UNKNOWN_SHARE = 1 / 3
"""Share of weight resting on nothing but unknowns, above which there is not enough information.

With a third of it anywhere, no lead that the other two thirds give is safe; the leaders of the
examples rest on a fifth at most."""
NEARLY_FULL = 1 - 1e-9


def judge(
    confidence_required: float,
    problem: Problem,
    evaluation: Evaluation,
    contenders: Sequence[Contender],
    conditions: Mapping[str, tuple[Outcome, ...]],
) -> Verdict:
    """Return the verdict, its conditions and its reasons."""
    if not evaluation.order:
        return Verdict(grade="no_acceptable_deployment", confidence_required=confidence_required)
    leader = evaluation.order[0]
    first = contenders[leader]
    runner_up = evaluation.rival
    if runner_up is None and len(evaluation.order) > 1:
        other_place = elsewhere(evaluation, contenders)
        runner_up = evaluation.order[1] if other_place is None else other_place
    probability = float(evaluation.rank_probabilities[0, 0])
    objections = conditions.get(first.deployment.id, ())
    # What nobody knows comes first: it has to be asked before anything else is worth doing.
    silent = [one for one in objections if one.silent]
    others = (one for one in objections if not one.silent)
    asked = list(shared(one.reason for one in (*silent, *others)))
    asked += _of_unknowns(problem, evaluation, leader)
    asked += shared(
        Message(code="coverage.missing", values={"workload": one}) for one in first.not_served
    )
    unknown_weight = _unknown_weight(problem, evaluation, leader)
    if silent or unknown_weight > UNKNOWN_SHARE:
        grade = "insufficient_information"
    elif probability < confidence_required:
        grade = "too_close_to_call"
    elif asked:
        grade = "recommended_with_conditions"
    else:
        grade = "recommended"
    return Verdict(
        grade=grade,
        deployment=first.deployment.id,
        family=first.deployment.family,
        runner_up=None if runner_up is None else problem.deployments[runner_up],
        probability_best=probability,
        places=by_place(evaluation, contenders),
        confidence_required=confidence_required,
        conditions=tuple(asked),
        reasons_for=_reasons(problem, evaluation, leader, runner_up, favourable=True),
        reasons_against=_reasons(problem, evaluation, leader, runner_up, favourable=False),
        equivalent=_twins(problem, evaluation, contenders, leader),
    )


def in_order(verdict: Verdict) -> Verdict:
    """Put the gravest condition first; where all are dates to plan for, nothing is left open."""
    conditions = by_gravity(verdict.conditions)
    grade = verdict.grade
    if grade == "recommended_with_conditions" and all(map(is_date, conditions)):
        grade = "recommended"
    return verdict.model_copy(update={"grade": grade, "conditions": conditions})


def _of_unknowns(problem: Problem, evaluation: Evaluation, leader: int) -> list[Message]:
    """Say which unknowns carry the lead, when it vanishes with them at their worst."""
    if len(evaluation.leaders) < 2:  # noqa: PLR2004 — a lead needs somebody behind
        return []
    weights = evaluation.weights.mean
    lost = (problem.mean[leader] - problem.worst[leader]) * weights
    second = float(evaluation.mean[evaluation.leaders[1]])
    if float(evaluation.mean[leader]) - float(lost.sum()) >= second:
        return []
    found = []
    for column in np.argsort(-lost, kind="stable")[:REASONS_FOR]:
        if lost[column] > 0:
            name = problem.factors[column]
            missing = problem.ratings[leader][name].performance.missing
            found.append(
                Message(
                    code="unknown.decides",
                    values={"fact": missing[0] if missing else name, "factor": name},
                )
            )
    return found


def _unknown_weight(problem: Problem, evaluation: Evaluation, leader: int) -> float:
    """Return the share of the weight that rests on factors nobody knows anything about."""
    weights = evaluation.weights.mean
    return float(
        sum(
            weight
            for name, weight in zip(problem.factors, weights, strict=True)
            if not problem.ratings[leader][name].performance.known
        )
    )


def _reasons(
    problem: Problem,
    evaluation: Evaluation,
    leader: int,
    runner_up: int | None,
    *,
    favourable: bool,
) -> tuple[Message, ...]:
    """Return the criteria in which the leader gains or loses most against the runner-up."""
    if runner_up is None:
        return (Message(code="reason.only_family"),) if favourable else ()
    gap = 100 * (evaluation.contributions[leader] - evaluation.contributions[runner_up])
    totals: dict[str, float] = {}
    for name, points in zip(problem.factors, gap, strict=True):
        totals[name.split(".")[0]] = totals.get(name.split(".")[0], 0.0) + float(points)
    sign = 1 if favourable else -1
    ranked = sorted(totals.items(), key=lambda one: (-sign * one[1], one[0]))
    count = REASONS_FOR if favourable else REASONS_AGAINST
    found: list[Message] = []
    for criterion, points in ranked:
        if len(found) == count or sign * points <= NO_REASON:
            break
        factors = [
            (name, float(one))
            for name, one in zip(problem.factors, gap, strict=True)
            if name.startswith(f"{criterion}.")
        ]
        # A reader sees the middles: what caution alone turns round is no good reason to name.
        plain = [
            one
            for one in factors
            if sign * one[1] > 0 and sign * _apart(problem, leader, runner_up, one[0]) > 0
        ]
        if not plain:
            continue
        strongest = max(plain, key=lambda one: sign * one[1])
        found.append(
            Message(
                code="reason.contribution" if favourable else "reason.behind",
                values={
                    "criterion": criterion,
                    "factor": strongest[0],
                    "points": abs(points),
                    "runner_up": problem.deployments[runner_up],
                },
            )
        )
    return tuple(found)


def _apart(problem: Problem, leader: int, runner_up: int, name: str) -> float:
    """Return how far the middle value of the first lies above that of the runner-up."""
    (low, high), (least, most) = (
        problem.ratings[row][name].valued.ends for row in (leader, runner_up)
    )
    return float(low + high - least - most) / 2


def _twins(
    problem: Problem, evaluation: Evaluation, contenders: Sequence[Contender], leader: int
) -> tuple[str, ...]:
    family = contenders[leader].deployment.family
    return tuple(
        problem.deployments[row]
        for row in evaluation.order[1:]
        if contenders[row].deployment.family == family and evaluation.beats_leader[row] >= TWIN
    )[:8]
