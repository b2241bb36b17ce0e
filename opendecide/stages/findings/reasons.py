"""What speaks for the first and against it: beside the runner-up, and taken by itself.

What nobody knows of a deployment never speaks for it. It speaks against it where the runner-up's
is known; where neither is known, the two are not compared.
"""

from collections.abc import Iterator

import numpy as np

from opendecide.measures.performance import Floats
from opendecide.model.message import Message
from opendecide.stages.assessment.evaluation import Evaluation
from opendecide.stages.assessment.ratings import Problem

WEIGHTY = 0.5
"""Points of score below which a difference is no reason by itself."""
NO_REASON = 0.05
"""Points below which a difference is none at all: reports show tenths."""
EXTREMES = 4
_APART = {True: "reason.contribution", False: "reason.behind"}
_ALONE = {True: "reason.strong", False: "reason.weak"}


def reasons(
    problem: Problem,
    evaluation: Evaluation,
    leader: int,
    runner_up: int | None,
    *,
    favourable: bool,
) -> tuple[Message, ...]:
    """Return what the leader gains or loses by, the strongest first; no factor is named twice.

    Beside the runner-up every criterion speaks once, with the factor that says most, and then the
    factors that are left. Who is nearly like the runner-up is still strong or weak by itself: such
    points come before differences that nobody would choose by.
    """
    ahead = list(_beside(problem, evaluation, leader, runner_up, favourable=favourable))
    only = [Message(code="reason.only_family")] if favourable and runner_up is None else []
    ends = extremes(problem, evaluation.weights.mean, leader)[0 if favourable else 1]
    otherwise = {
        one.values["factor"]
        for one in _beside(problem, evaluation, leader, runner_up, favourable=not favourable)
    }
    alone = [
        Message(code=_ALONE[favourable], values={"factor": name})
        for name in ends
        if name not in otherwise
    ]
    weighty = [one for one in ahead if one.values["points"] >= WEIGHTY]
    slight = [one for one in ahead if one.values["points"] < WEIGHTY]
    by_factor: dict[str, Message] = {}
    for one in (*weighty, *alone, *slight):
        by_factor.setdefault(str(one.values["factor"]), one)
    return (*only, *by_factor.values())


def extremes(
    problem: Problem, weights: Floats, row: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the factors that lift a deployment most above the middle, and pull it down most.

    Nobody is strong by what is not known; it can be a weakness.
    """
    pull = weights * (problem.mean[row] - 0.5)
    order = np.argsort(-pull, kind="stable")
    strong = [problem.factors[one] for one in order if pull[one] > 0]
    weak = tuple(problem.factors[one] for one in order[::-1][:EXTREMES] if pull[one] < 0)
    return tuple(one for one in strong if _known(problem, row, one))[:EXTREMES], weak


def _beside(
    problem: Problem,
    evaluation: Evaluation,
    leader: int,
    runner_up: int | None,
    *,
    favourable: bool,
) -> Iterator[Message]:
    """Go through the differences: what criteria gain or lose, then what is left of factors."""
    if runner_up is None:
        return
    sign = 1 if favourable else -1
    gap = sign * 100 * (evaluation.contributions[leader] - evaluation.contributions[runner_up])
    points = {
        name: one
        for name, one in zip(problem.factors, gap.tolist(), strict=True)
        if _known(problem, leader, name) or (not favourable and _known(problem, runner_up, name))
    }
    totals: dict[str, float] = {}
    for name, one in points.items():
        criterion = name.partition(".")[0]
        totals[criterion] = totals.get(criterion, 0.0) + one
    # A reader sees the middles: what caution alone turns round is no good reason to name.
    plain = [
        name
        for name in sorted(points, key=lambda name: (-points[name], name))
        if points[name] > 0 and sign * _apart(problem, leader, runner_up, name) > 0
    ]
    strongest = {name.partition(".")[0]: name for name in reversed(plain)}
    first = sorted(strongest, key=lambda criterion: (-totals[criterion], criterion))
    told = [(strongest[one], totals[one]) for one in first if totals[one] > NO_REASON]
    named = {name for name, _ in told}
    told += [(one, points[one]) for one in plain if one not in named and points[one] > NO_REASON]
    for name, much in told:
        yield Message(
            code=_APART[favourable],
            values={
                "criterion": name.partition(".")[0],
                "factor": name,
                "points": much,
                "runner_up": problem.deployments[runner_up],
            },
        )


def _known(problem: Problem, row: int, name: str) -> bool:
    """Tell whether a reader is given one answer, and no list of what may be."""
    return problem.ratings[row][name].performance.settled


def _apart(problem: Problem, leader: int, runner_up: int, name: str) -> float:
    """Return how far the middle value of the first lies above that of the runner-up."""
    (low, high), (least, most) = (
        problem.ratings[row][name].valued.ends for row in (leader, runner_up)
    )
    return float(low + high - least - most) / 2
