"""Values by criterion: what a deployment is worth on each heading, whatever the heading weighs."""

from collections.abc import Mapping

import numpy as np

from opendecide.measures.performance import Floats
from opendecide.stages.assessment.evaluation import Evaluation
from opendecide.stages.assessment.ratings import Problem


def columns_of(problem: Problem) -> Mapping[str, list[int]]:
    """Return the columns of each criterion, in order."""
    found: dict[str, list[int]] = {}
    for column, name in enumerate(problem.factors):
        found.setdefault(name.partition(".")[0], []).append(column)
    return found


def by_criterion(
    problem: Problem, evaluation: Evaluation
) -> tuple[tuple[str, ...], Floats, Floats]:
    """Return the criteria that weigh something, the values of each row on them, and their weights.

    Value times weight is the mean contribution, so that rows add up to the scores of the ranking.
    """
    names, values, weights = [], [], []
    mean = evaluation.weights.mean
    for name, columns in columns_of(problem).items():
        weight = float(mean[columns].sum())
        if weight > 0:
            names.append(name)
            weights.append(weight)
            values.append(evaluation.contributions[:, columns].sum(axis=1) / weight)
    shape = (len(names), len(problem.deployments))
    return tuple(names), np.array(values).reshape(shape).T, np.array(weights)
