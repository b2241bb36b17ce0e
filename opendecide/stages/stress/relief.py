"""Who would come in if one gate were lifted."""

from collections.abc import Sequence

from opendecide.measures.view import View
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria
from opendecide.model.profile import Profile
from opendecide.stages.completion import complete
from opendecide.stages.gates import BEFORE_COST
from opendecide.stages.run import Run, place_of
from opendecide.stages.screening import sift
from opendecide.stages.shortlist import Look
from opendecide.stages.stress.favourites import elsewhere

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
    leader = today.views[today.evaluation.order[0]]
    return _promising(today, criteria, _by_one_gate(today, gate), leader)


def newcomers_after(
    today: Run, criteria: Criteria, gate: str, changed: tuple[Profile, Catalog]
) -> tuple[str, ...]:
    """Return the same where the change that opens the gate also moves what they are worth.

    Args:
        today: Today's pass.
        criteria: What is judged.
        gate: The gate's id.
        changed: Profile and catalogue after the change.
    """
    case, _ = complete(*changed, criteria)
    seen = [elsewhere(view, case, changed[1]) for view in _by_one_gate(today, gate)]
    able = [view for view in seen if sift(view, BEFORE_COST) is not None]
    leader = elsewhere(today.views[today.evaluation.order[0]], case, changed[1])
    return _promising(today, criteria, able, leader)


def _by_one_gate(today: Run, gate: str) -> list[View]:
    """Return those whom nothing but one gate shuts out."""
    return [
        today.screened.views[name]
        for name, objections in today.screened.excluded.items()
        if all(one.gate == gate for one in objections)
    ]


def _promising(
    today: Run, criteria: Criteria, those: Sequence[View], leader: View
) -> tuple[str, ...]:
    """Return the places of those that a quick look finds about as good as who leads."""
    names = today.evaluation.weights
    weights = dict(zip(names.factors, names.mean.tolist(), strict=True))
    look = Look(leader.case, criteria, weights, today.draws.seed)
    first = {view.deployment.id: look.alone(view) for view in those}
    close = sorted(those, key=lambda one: (-first[one.deployment.id], one.deployment.id))[:CLOSE]
    enough = look.alone(leader) + look.together(leader) - MARGIN
    kept = dict.fromkeys(
        place_of(view.deployment.id)
        for view in close
        if first[view.deployment.id] + look.together(view) >= enough
    )
    return tuple(kept)[:NEWCOMERS]
