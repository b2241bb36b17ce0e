"""All of it together: how firm an answer is."""

from collections.abc import Sequence

from opendecide.model.criteria import Criteria
from opendecide.model.profile import Profile
from opendecide.model.recommendation import MethodLeader, Robustness
from opendecide.stages.assessment import Problem
from opendecide.stages.evaluation import Evaluation
from opendecide.stages.stress.personas import persona_leaders
from opendecide.stages.stress.regret import leads_with_worst_unknowns, regrets
from opendecide.stages.stress.weights_stability import weight_intervals


def robustness(  # noqa: PLR0913 — what was found, and who asked
    problem: Problem,
    evaluation: Evaluation,
    families: Sequence[str],
    *,
    profile: Profile,
    criteria: Criteria,
    methods: tuple[MethodLeader, ...],
) -> Robustness:
    """Return what the assessed values alone say about the firmness of the answer.

    Args:
        problem: Values of all deployments.
        evaluation: Scores and ranks.
        families: The family of each row.
        profile: Who asks.
        criteria: What is judged.
        methods: Who leads under other methods.
    """
    return Robustness(
        weight_intervals=weight_intervals(problem, evaluation, families),
        personas=persona_leaders(problem, criteria, families, profile),
        method_agreement=methods,
        regret=regrets(problem, evaluation),
        leads_with_worst_unknowns=leads_with_worst_unknowns(problem, evaluation),
    )
