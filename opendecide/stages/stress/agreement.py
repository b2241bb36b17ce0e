"""Whether unlike ways of adding up agree with the ranking; they warn, they never pick."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from opendecide import mcda
from opendecide.mcda.comparison import kendall
from opendecide.measures.performance import Floats
from opendecide.model.message import Message
from opendecide.model.recommendation import Verdict
from opendecide.model.robustness import MethodLeader
from opendecide.stages.assessment.evaluation import Evaluation
from opendecide.stages.assessment.ratings import Problem

ROWS = 12
INDIFFERENCE, PREFERENCE, VETO = 0.05, 0.2, 0.9
"""On the scale of values: no difference, a clear one, and one that nothing else makes up for."""
MAJORITY = 0.5
ADDS_UP = frozenset({"wsm", "spotis"})
"""Between fixed ends both rank by the weighted sum of the values, as the report does: that they
agree with it says nothing, so they have no vote."""


def _plain(_factors: int) -> dict[str, Any]:
    return {}


METHODS: Mapping[str, Any] = MappingProxyType(
    {
        "wsm": _plain,
        "topsis": lambda _m: {"normalization": None},
        "vikor": _plain,
        "promethee": lambda m: {
            "functions": "linear",
            "q": [INDIFFERENCE] * m,
            "p": [PREFERENCE] * m,
        },
        "electre3": lambda m: {
            "q": [INDIFFERENCE] * m,
            "p": [PREFERENCE] * m,
            "v": [VETO] * m,
        },
        "spotis": lambda m: {"bounds": [[0.0, 1.0]] * m},
        "mabac": _plain,
        "edas": _plain,
    }
)
"""By method of `mcda`: its options for values between 0 and 1.

Additive (wsm, spotis), by distance (topsis), by regret (vikor), by pairs (promethee, electre3), by
distance from the average (mabac, edas).
"""


def method_agreement(problem: Problem, evaluation: Evaluation) -> tuple[MethodLeader, ...]:
    """Return who leads under each method and how far it agrees with the ranking of the report.

    The rows are the leaders of the families: what the report ranks. With fewer than three of them
    the best rows of all stand in.
    """
    rows = list(evaluation.leaders)
    if len(rows) < 3:  # noqa: PLR2004 — two rows always agree or disagree entirely
        rows = list(evaluation.order[:ROWS])
    if len(rows) < 2:  # noqa: PLR2004 — a ranking needs two
        return ()
    weights = evaluation.weights.mean
    used = np.flatnonzero(weights > 0)
    matrix = np.clip(problem.mean[rows][:, used], 0.0, 1.0)
    scores = evaluation.mean[rows]
    found = []
    for method, options in METHODS.items():
        ranks = _ranks(method, matrix, weights[used], options(len(used)))
        if ranks is None:
            continue
        # Among equals the one that the report ranks first: a tie contradicts nobody.
        best = min(range(len(rows)), key=lambda row: (int(ranks[row]), -float(scores[row])))
        tau = kendall(-scores, ranks.astype(float))
        found.append(
            MethodLeader(
                method=method,
                leader=problem.deployments[rows[best]],
                agreement=0.0 if tau is None else tau,
            )
        )
    return tuple(found)


def _ranks(
    method: str, matrix: Floats, weights: Floats, options: Mapping[str, Any]
) -> np.ndarray | None:
    """Return the ranks under a method; None where it is not defined for these values."""
    from opendecide.errors import InvalidInputError

    try:
        return mcda.aggregate(method, matrix, weights, **options).ranks
    except InvalidInputError:
        return None


def heed(
    verdict: Verdict,
    methods: Sequence[MethodLeader],
    problem: Problem,
    evaluation: Evaluation,
    families: Sequence[str],
) -> Verdict:
    """Lower a verdict whose family is first under fewer than half of the methods unlike its own.

    A verdict is about families: which of two siblings a method prefers casts no doubt on it.
    """
    unlike = [one for one in methods if one.method not in ADDS_UP]
    if not unlike or verdict.deployment is None:
        return verdict
    family = dict(zip(problem.deployments, families, strict=True))
    others = [one.leader for one in unlike if family[one.leader] != family[verdict.deployment]]
    agreeing = len(unlike) - len(others)
    if agreeing >= MAJORITY * len(unlike):
        return verdict
    rival = max(sorted(set(others)), key=others.count)
    values: dict[str, Any] = {
        "leads": agreeing,
        "of": len(unlike),
        "family": family[verdict.deployment],
    }
    code = "methods.scatter"
    if others.count(rival) > MAJORITY * len(others):
        code = "methods.disagree"
        values["other"] = rival
        values["factor"] = _sore_point(problem, evaluation, verdict.deployment, rival)
    said = Message(code=code, values=values)
    grade = verdict.grade
    if grade == "recommended":
        grade = "recommended_with_conditions"
    return verdict.model_copy(update={"grade": grade, "conditions": (*verdict.conditions, said)})


def _sore_point(problem: Problem, evaluation: Evaluation, leader: str, rival: str) -> str:
    """Return the factor on which the leader is furthest behind: sums make up for it elsewhere."""
    first, second = (problem.deployments.index(one) for one in (leader, rival))
    behind = evaluation.weights.mean * (problem.mean[second] - problem.mean[first])
    return problem.factors[int(np.argmax(behind))]
