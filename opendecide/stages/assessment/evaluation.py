"""Scores, ranks and their probabilities; ids come back to rows and columns here.

The choice that is put to a board is between ways of running AI. So probabilities of rank are those
of the best deployment of each family against the best of the others; within a family, near twins
(the same weights at another host) are compared with their leader and listed beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from opendecide import mcda
from opendecide.measures.performance import Floats
from opendecide.stages.assessment.ratings import Problem
from opendecide.stages.weighing.weights import WeightDraws

MAJORITY_UNKNOWN = 0.5
BEHIND_ALL = 2.0
"""What is taken from a score, from 0 to 1, so that it lies below every other."""
TOLD_APART = 2.0
"""Standard errors by which two chances must differ before the samples tell which is greater."""


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The ranking as arrays; what only a report tells is worked out when it is asked for.

    Attributes:
        order: Rows from best to worst mean score; ties by id.
        scores: Shape (n, s), from 0 to 1.
        leaders: Rows that lead their family, best first.
        weights: As drawn.
        mean: Shape (n,), mean scores.
        problem: What was scored.
    """

    order: tuple[int, ...]
    scores: Floats
    leaders: tuple[int, ...]
    weights: WeightDraws
    mean: Floats
    problem: Problem

    @cached_property
    def contributions(self) -> Floats:
        """Mean weighted values, shape (n, m); rows sum to the mean scores."""
        return self.problem.contributions(self.weights.samples)

    @cached_property
    def rank_probabilities(self) -> Floats:
        """Share of samples in which leader i takes rank j, shape (f, f).

        Where its bill breaks a hard ceiling a leader comes after all that can be paid.
        """
        rows = list(self.leaders)
        scores = self.scores[rows]
        for place, row in enumerate(rows):
            if row in self.problem.barred:
                scores[place] -= BEHIND_ALL * self.problem.barred[row]
        return rank_probabilities(scores)

    @cached_property
    def rival(self) -> int | None:
        """The leader of the other family that is most likely to be best; None without another.

        A family with the second mean score may hardly ever be best. Chances that the samples do
        not tell apart, such as none at all, are equal: then the higher mean score decides.
        """
        if len(self.leaders) < 2:  # noqa: PLR2004 — a rival is somebody else
            return None
        chances = self.rank_probabilities[1:, 0]
        greatest = float(chances.max())
        error = TOLD_APART * (2 * greatest * (1 - greatest) / self.scores.shape[1]) ** 0.5
        return self.leaders[1 + int(np.argmax(chances >= greatest - error))]

    @cached_property
    def beats_leader(self) -> Floats:
        """Probability of scoring above the leader of all, shape (n,)."""
        if not self.order:
            return self.mean
        return np.asarray((self.scores > self.scores[self.order[0]]).mean(axis=1))


def without_unknown_factors(problem: Problem, weights: WeightDraws) -> WeightDraws:
    """Take the weight from factors that are not known for most deployments (`exclude_factor`)."""
    unknown = np.array(
        [
            sum(not row[name].performance.known for row in problem.ratings)
            for name in problem.factors
        ]
    )
    keep = unknown <= MAJORITY_UNKNOWN * len(problem.deployments)
    if keep.all() or not keep.any():
        return weights
    samples = weights.samples * keep
    return WeightDraws(
        factors=weights.factors,
        samples=samples / samples.sum(axis=1, keepdims=True),
        origin=weights.origin,
        consistency_ratio=weights.consistency_ratio,
    )


def evaluate(problem: Problem, families: Sequence[str], weights: WeightDraws) -> Evaluation:
    """Score and rank.

    Args:
        problem: Values of all deployments.
        families: The family of each row.
        weights: Draws of the factor weights.

    Returns:
        Scores, ranking and probabilities.
    """
    scores = problem.scores(weights.samples)
    means = scores.mean(axis=1)
    order = tuple(
        sorted(
            range(len(means)),
            key=lambda row: (-round(float(means[row]), 12), problem.deployments[row]),
        )
    )
    first: dict[str, int] = {}
    for row in order:
        first.setdefault(families[row], row)
    return Evaluation(
        order=order,
        scores=scores,
        leaders=tuple(first.values()),
        weights=weights,
        mean=means,
        problem=problem,
    )


def rank_probabilities(scores: Floats) -> Floats:
    """Return the share of samples in which row i takes rank j; ties share the better rank."""
    if not len(scores):
        return np.zeros((0, 0))
    one_weight = np.ones((scores.shape[1], 1))
    return np.asarray(mcda.acceptability(scores.T[:, :, np.newaxis], one_weight).rank)


def by_criterion(problem: Problem, row: Floats) -> Mapping[str, float]:
    """Return contributions in points of score, summed by criterion."""
    found: dict[str, float] = {}
    for name, points in zip(problem.factors, row, strict=True):
        criterion = name.split(".")[0]
        found[criterion] = found.get(criterion, 0.0) + 100 * float(points)
    return found
