"""Who would come in if one gate were lifted."""

from opendecide.model.criteria import Criteria
from opendecide.stages.run import Run, place_of
from opendecide.stages.shortlist import Look

NEWCOMERS, CLOSE = 8, 24
MARGIN = 0.03
"""A quick look is that wrong at times: who falls further short of the leader would not lead."""


def newcomers(today: Run, criteria: Criteria, gate: str) -> tuple[str, ...]:
    """Return the most promising of those whom one gate alone shuts out.

    Args:
        today: Today's pass.
        criteria: What is judged.
        gate: The gate's id.
    """
    question = ("newcomers", gate)
    found: tuple[str, ...] = today.case.once(question, lambda: _newcomers(today, criteria, gate))
    return found


def _newcomers(today: Run, criteria: Criteria, gate: str) -> tuple[str, ...]:
    names = today.evaluation.weights
    weights = dict(zip(names.factors, names.mean.tolist(), strict=True))
    look = Look(today.case, criteria, weights, today.draws.seed)
    alone = [
        today.screened.views[name]
        for name, objections in today.screened.excluded.items()
        if all(one.gate == gate for one in objections)
    ]
    scored = sorted((-look.alone(view), view.deployment.id) for view in alone)[:CLOSE]
    leader = today.views[today.evaluation.order[0]]
    enough = look.alone(leader) + look.together(leader) - MARGIN
    kept: dict[str, None] = {}
    for score, name in scored:
        if look.together(today.screened.views[name]) - score >= enough:
            kept.setdefault(place_of(name))
        if len(kept) == NEWCOMERS:
            break
    return tuple(kept)
