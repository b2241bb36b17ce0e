"""The same organisation seen as another kind: one answer, wherever a report asks.

All that follows from the kind follows it: usual weights where the organisation states none of its
own, and what is taken for granted where the profile is silent. What it states stays.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from opendecide.measures.draws import Draws
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria
from opendecide.model.profile import Profile
from opendecide.model.robustness import Flip, PersonaLeader
from opendecide.stages.assessment.ratings import Problem
from opendecide.stages.favourites import favourites
from opendecide.stages.run import Run, place_of, weigh
from opendecide.stages.stress.change import Change
from opendecide.stages.stress.places import best_by_place, first_of
from opendecide.stages.stress.trial import mean_scores

FAVOURITES, RANKED = 4, 8
"""How many places are looked at for each kind, besides those that lead their family today: of all
that pass its gates those that look best by its weights, and of today's ranking, where what they
cost is known."""


def other_kinds(today: Run, criteria: Criteria, change: Change) -> tuple[PersonaLeader, ...]:
    """Return who would lead if the organisation were of each other kind.

    Args:
        today: Today's pass.
        criteria: What is judged.
        change: What `--set` would make of the profile.
    """
    if today.leader is None:
        return ()
    return tuple(_found(today, criteria, change))


def _found(today: Run, criteria: Criteria, change: Change) -> Iterator[PersonaLeader]:
    for persona in _others(criteria, today.case.profile):
        changed = change.roughly(f"organisation.persona={persona}")
        if changed is not None:
            # Figures and weights of another kind are asked for once, and would fill the memory.
            with today.draws.briefly("planning", "weights"):
                yield _leading(today, criteria, persona, changed)


def _leading(
    today: Run, criteria: Criteria, persona: str, changed: tuple[Profile, Catalog]
) -> PersonaLeader:
    """Return who leads an organisation of one kind, and what is lost by staying."""
    names = [today.problem.deployments[row] for row in today.evaluation.leaders]
    own = place_of(names[0])
    worth = favourites(today, criteria, changed, today.screened.everybody, FAVOURITES)
    places = {*map(place_of, names), *worth, *_best_of_ranking(today, criteria, changed[0])}
    best, contenders, _ = best_by_place(today, criteria, *changed, places)
    if not best:  # none of these may do it: see who of all may
        best, contenders, _ = best_by_place(today, criteria, *changed, None)
    first = first_of(best)
    leader = None if first is None else contenders[first]
    return PersonaLeader(
        persona=persona,
        deployment=first,
        name=None if leader is None else leader.deployment.name,
        family=None if leader is None else leader.deployment.family,
        not_served=() if leader is None else leader.not_served,
        regret=None
        if first is None or own not in best
        else best[place_of(first)][1] - best[own][1],
    )


def _best_of_ranking(today: Run, criteria: Criteria, profile: Profile) -> tuple[str, ...]:
    """Return the places that are best by other weights, were everything worth what it is today."""
    scores = today.problem.mean @ weigh(profile, criteria, today.draws)[0].mean
    order = np.argsort(-scores, kind="stable")
    found = dict.fromkeys(place_of(today.problem.deployments[row]) for row in order)
    return tuple(found)[:RANKED]


def as_confirmed(
    kinds: Sequence[PersonaLeader], found: Sequence[Flip]
) -> tuple[PersonaLeader, ...]:
    """Return who leads organisations of other kinds, as the pipeline found them where it was asked.

    Args:
        kinds: Those looked for among few.
        found: The changes.
    """
    leaders = {
        one.threshold: {
            "deployment": one.then,
            "family": one.then_family,
            "not_served": one.not_served,
        }
        for one in found
        if one.path == "organisation.persona" and not one.then_assignments
    }
    return tuple(
        one
        if leaders.get(one.persona, {}).get("deployment", one.deployment) == one.deployment
        else one.model_copy(update={**leaders[one.persona], "name": None, "regret": None})
        for one in kinds
    )


def by_weights_alone(
    problem: Problem, families: Sequence[str], profile: Profile, criteria: Criteria, draws: Draws
) -> tuple[PersonaLeader, ...]:
    """Return the same where nothing but the weights follows from the kind of organisation."""
    if not problem.deployments:
        return ()
    found = []
    for persona in _others(criteria, profile):
        kind = profile.organisation.model_copy(update={"persona": persona})
        seen = profile.model_copy(update={"organisation": kind})
        scores = mean_scores(problem, weigh(seen, criteria, draws)[0])
        rows = range(len(problem.deployments))
        best = min(rows, key=lambda row: (-round(float(scores[row]), 12), problem.deployments[row]))
        name = problem.deployments[best]
        found.append(PersonaLeader(persona=persona, deployment=name, family=families[best]))
    return tuple(found)


def _others(criteria: Criteria, profile: Profile) -> list[str]:
    return [one.id for one in criteria.personas if one.id != profile.organisation.persona]
