"""What each choice would cost in a bad course of events, against the best choice there."""

from collections.abc import Mapping

import numpy as np

from opendecide.stages.assessment import Problem
from opendecide.stages.evaluation import Evaluation

BAD = 0.95
"""One course of events in twenty is worse: the very worst of thousands of draws is an accident."""


def regrets(problem: Problem, evaluation: Evaluation) -> Mapping[str, float]:
    """Return the regret of the leader of each family, in points of score."""
    if not evaluation.order:
        return {}
    best = evaluation.scores.max(axis=0)
    return {
        problem.deployments[row]: 100 * float(np.quantile(best - evaluation.scores[row], BAD))
        for row in evaluation.leaders
    }


def leads_with_worst_unknowns(problem: Problem, evaluation: Evaluation) -> bool | None:
    """Tell whether the leader stays first when all that is unknown about it turns out worst."""
    if len(evaluation.leaders) < 2:  # noqa: PLR2004 — a lead needs somebody behind
        return None
    first, second = evaluation.leaders[:2]
    lost = (problem.mean[first] - problem.worst[first]) @ evaluation.weights.mean
    return bool(evaluation.mean[first] - lost >= evaluation.mean[second])
