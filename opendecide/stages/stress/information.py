"""What it would be worth to know more before choosing, and who could say."""

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from opendecide import mcda
from opendecide.measures.performance import Performance
from opendecide.model.message import Message
from opendecide.model.recommendation import WORTH_KNOWING, Gap, Verdict
from opendecide.stages.assessment.evaluation import Evaluation
from opendecide.stages.assessment.ratings import Problem
from opendecide.stages.findings.records import WHO
from opendecide.stages.stress.settling import settled_by

LEADERS = 6
FACTS = 10
SAMPLES = 1024
"""Enough for a value in tenths of a point; the ranking itself takes all samples."""
ANSWERS = 3
OF_A_DEPLOYMENT = frozenset({"cost", "quality"})
LEAST = WORTH_KNOWING


def wide_gaps(
    problem: Problem, evaluation: Evaluation, stale: Collection[str] = ()
) -> tuple[Gap, ...]:
    """Return the figures that are known roughly, by what knowing them exactly would be worth.

    The expected value of partial perfect information on the choice among the leaders of the
    families, in points: how much better the choice would be on average, were the figure known.

    Args:
        problem: Values of all deployments.
        evaluation: Scores and ranks.
        stale: Ids of facts that are older than the profile allows.
    """
    leaders = list(evaluation.leaders[:LEADERS])
    if len(leaders) < 2:  # noqa: PLR2004 — without a choice nothing is worth knowing
        return ()
    candidates = sorted(
        _candidates(problem, evaluation, leaders), key=lambda one: (-one[0], one[1], one[2])
    )
    chosen: dict[str, tuple[int, int]] = {}
    for _, row, column in candidates:
        performance = problem.ratings[row][problem.factors[column]].performance
        chosen.setdefault(performance.key, (row, column))
        if len(chosen) == FACTS:
            break
    if not chosen:
        return ()
    scores = evaluation.scores[leaders][:, :SAMPLES].T[:, :, np.newaxis]
    found = mcda.information(
        scores, [1.0], {key: problem.moving[entry][:SAMPLES] for key, entry in chosen.items()}
    )
    gaps = []
    for key, (row, column) in chosen.items():
        worth = 100 * found.evppi[key]
        if worth >= LEAST:
            performance = problem.ratings[row][problem.factors[column]].performance
            gaps.append(_gap(performance, problem.deployments[row], worth, stale))
    return tuple(gaps)


def _candidates(
    problem: Problem, evaluation: Evaluation, leaders: Sequence[int]
) -> Iterator[tuple[float, int, int]]:
    """Go through the figures that move, with how far each moves the score."""
    weights = evaluation.weights.mean
    for row in leaders:
        for column, name in enumerate(problem.factors):
            performance = problem.ratings[row][name].performance
            values = problem.moving.get((row, column))
            if values is not None and not performance.missing and performance.known:
                pull = float(weights[column]) * float(values.std())
                if pull > 0:
                    yield pull, row, column


def _gap(performance: Performance, deployment: str, worth: float, stale: Collection[str]) -> Gap:
    fact = performance.evidence[0] if performance.evidence else performance.key
    old = any(one == fact or one.startswith(f"{fact}.") for one in stale)
    if fact.startswith("cost/"):
        label, who = Message(code="gap.cost", values={"deployment": deployment}), "finance"
    elif "/quality" in fact:
        label, who = Message(code="gap.quality", values={"deployment": deployment}), "own_test"
    else:
        label = Message(code="gap.fact", values={"fact": fact})
        who = WHO.get(fact.partition("/")[0], "organisation")
    return Gap(
        fact=fact,
        label=label,
        deployments=(deployment,),
        value_of_information=worth,
        who=who,
        kind="old" if old else "wide",
    )


def by_value(*gaps: Gap) -> tuple[Gap, ...]:
    """Return gaps, the most valuable first, each fact once, with what would settle it."""
    first: dict[str, Gap] = {}
    for one in sorted(gaps, key=lambda gap: (-gap.value_of_information, gap.fact)):
        first.setdefault(one.fact, one)
    return tuple(one.model_copy(update={"settled_by": settled_by(one)}) for one in first.values())


def ask(verdict: Verdict, gaps: Sequence[Gap], *, at_a_gate: bool) -> Verdict:
    """Name the answers that would help most, when there is too little information to decide.

    Args:
        verdict: The verdict.
        gaps: What is not known, the most valuable first.
        at_a_gate: What is missing is whether the first may be chosen at all: its conditions ask.
    """
    if verdict.grade != "insufficient_information" or at_a_gate:
        return verdict
    wanted = tuple(_wanted(one) for one in gaps[:ANSWERS] if one.value_of_information >= LEAST)
    return verdict.model_copy(update={"conditions": (*wanted, *verdict.conditions)})


def _wanted(gap: Gap) -> Message:
    """Ask for an answer by what is not known: a cost and a quality are those of a deployment."""
    kind = gap.label.code.partition(".")[2]
    if kind in OF_A_DEPLOYMENT:
        return Message(code=f"answer.{kind}", values={**gap.label.values, "who": gap.who})
    return Message(code="answer.wanted", values={"fact": gap.fact, "who": gap.who})
