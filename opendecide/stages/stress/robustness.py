"""All of it together: how firm an answer is."""

from collections.abc import Sequence

from opendecide.model.robustness import MethodLeader, Robustness
from opendecide.stages.assessment.evaluation import Evaluation
from opendecide.stages.assessment.ratings import Problem
from opendecide.stages.stress.regret import leads_with_worst_unknowns, regrets
from opendecide.stages.stress.weights_stability import weight_intervals


def robustness(
    problem: Problem,
    evaluation: Evaluation,
    families: Sequence[str],
    *,
    methods: tuple[MethodLeader, ...],
) -> Robustness:
    """Return what the assessed values alone say about the firmness of the answer.

    Args:
        problem: Values of all deployments.
        evaluation: Scores and ranks.
        families: The family of each row.
        methods: Who leads under other methods.
    """
    return Robustness(
        weight_intervals=weight_intervals(problem, evaluation, families),
        method_agreement=methods,
        regret=regrets(problem, evaluation),
        leads_with_worst_unknowns=leads_with_worst_unknowns(problem, evaluation),
    )
