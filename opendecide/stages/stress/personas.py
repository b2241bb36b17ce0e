"""Who would lead with the weights of another persona, everything else as it is."""

from collections.abc import Sequence

import numpy as np

from opendecide.model.criteria import Criteria
from opendecide.model.profile import Profile
from opendecide.model.recommendation import Message, PersonaLeader
from opendecide.stages.assessment import Problem
from opendecide.stages.weight_shifts import shift
from opendecide.stages.weights import WeightDraws, persona_weights


def persona_leaders(
    problem: Problem, criteria: Criteria, families: Sequence[str], profile: Profile
) -> tuple[PersonaLeader, ...]:
    """Return the leader under each persona's usual weights, on the expected values."""
    if not problem.deployments:
        return ()
    found = []
    for persona in criteria.personas:
        usual = WeightDraws(
            factors=problem.factors,
            samples=np.array([list(persona_weights(criteria, persona.id).values())]),
            origin=Message(code="weights.persona", values={"persona": persona.id}),
        )
        scores = problem.mean @ shift(usual, criteria, profile)[0].mean
        best = max(
            range(len(scores)),
            key=lambda row: (round(float(scores[row]), 12), _last(problem.deployments[row])),
        )
        found.append(
            PersonaLeader(
                persona=persona.id, deployment=problem.deployments[best], family=families[best]
            )
        )
    return tuple(found)


def _last(name: str) -> tuple[int, ...]:
    """Return a key that puts the first of equal names in front when the greatest is taken."""
    return tuple(-ord(letter) for letter in name)
