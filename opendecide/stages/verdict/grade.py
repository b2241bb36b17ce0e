"""From probabilities to one of five answers; a single winner only when the evidence carries it."""

from collections.abc import Mapping, Sequence

import numpy as np

from opendecide.model.conditions import by_gravity, is_date
from opendecide.model.message import Message, shared
from opendecide.model.recommendation import Verdict
from opendecide.stages.assessment.contender import Contender
from opendecide.stages.assessment.evaluation import Evaluation
from opendecide.stages.assessment.ratings import Problem
from opendecide.stages.findings.reasons import reasons
from opendecide.stages.gates import Outcome
from opendecide.stages.verdict.whereabouts import by_place, elsewhere

UNKNOWNS = 3
"""Unknown facts that are named where the lead rests on them."""
TWIN = 0.25
"""A deployment of the same family that beats its leader this often cannot be told from it."""
UNKNOWN_SHARE = 1 / 3
"""Share of weight resting on nothing but unknowns, above which there is not enough information.

With a third of it anywhere, no lead that the other two thirds give is safe; the leaders of the
examples rest on a fifth at most."""


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
    undecided = [one for one in objections if one.undecided]
    others = (one for one in objections if not one.undecided)
    asked = list(shared(one.reason for one in (*undecided, *others)))
    asked += _of_unknowns(problem, evaluation, leader)
    asked += shared(
        Message(code="coverage.missing", values={"workload": one}) for one in first.not_served
    )
    unknown_weight = _unknown_weight(problem, evaluation, leader)
    if undecided or unknown_weight > UNKNOWN_SHARE:
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
        reasons_for=reasons(problem, evaluation, leader, runner_up, favourable=True),
        reasons_against=reasons(problem, evaluation, leader, runner_up, favourable=False),
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
    for column in np.argsort(-lost, kind="stable")[:UNKNOWNS]:
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


def _twins(
    problem: Problem, evaluation: Evaluation, contenders: Sequence[Contender], leader: int
) -> tuple[str, ...]:
    family = contenders[leader].deployment.family
    return tuple(
        problem.deployments[row]
        for row in evaluation.order[1:]
        if contenders[row].deployment.family == family and evaluation.beats_leader[row] >= TWIN
    )[:8]
