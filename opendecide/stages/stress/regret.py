"""What each choice would cost in a bad course of events, against the best choice there."""

from collections.abc import Mapping

from opendecide.cost.order_statistics import quantile
from opendecide.measures.performance import Floats
from opendecide.stages.assessment.evaluation import Evaluation
from opendecide.stages.assessment.ratings import Problem

BAD = 0.95
"""One course of events in twenty is worse: the very worst of thousands of draws is an accident."""


def regrets(problem: Problem, evaluation: Evaluation) -> Mapping[str, float]:
    """Return the regret of the leader of each family, in points of score."""
    if not evaluation.order:
        return {}
    best = evaluation.scores.max(axis=0)
    return {
        problem.deployments[row]: 100 * quantile(best - evaluation.scores[row], BAD)[0]
        for row in evaluation.leaders
    }


def leads_with_worst_unknowns(problem: Problem, evaluation: Evaluation) -> bool | None:
    """Tell whether the leader stays first whatever nobody knows about it or the others.

    What is unknown counts near its worst already, of everybody: so the leader is taken at its worst
    and each leader of another family at the best that its unknowns leave possible.
    """
    if len(evaluation.leaders) < 2:  # noqa: PLR2004 — a lead needs somebody behind
        return None
    first, *others = evaluation.leaders
    weights = evaluation.weights.mean
    lost = (problem.mean[first] - problem.worst[first]) @ weights
    least = float(evaluation.mean[first] - lost)
    return all(
        least >= float(evaluation.mean[row]) + _hoped_for(problem, weights, row) for row in others
    )


def _hoped_for(problem: Problem, weights: Floats, row: int) -> float:
    """Return what the unknowns of a row would add at their best."""
    return sum(
        float(weight) * max(0.0, rating.valued.ends[1] - rating.valued.mean)
        for weight, rating in zip(weights, problem.ratings[row].values(), strict=True)
        if not rating.performance.known or rating.performance.missing
    )
