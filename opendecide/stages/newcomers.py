"""Who would come in if one gate were lifted."""

from collections.abc import Collection, Sequence
from math import inf

from opendecide.measures.case import Case
from opendecide.measures.quality import middle_share
from opendecide.measures.view import View
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria
from opendecide.model.profile import Profile
from opendecide.stages.favourites import elsewhere
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates import BEFORE_COST
from opendecide.stages.gates.money_and_tests import BUDGET, limit_on_cost
from opendecide.stages.gates.quality_floor import GATE as QUALITY_FLOOR
from opendecide.stages.gates.quality_floor import unlikely_for
from opendecide.stages.run import Run, place_of
from opendecide.stages.screening.screen import sift
from opendecide.stages.screening.shortlist import Look

NEWCOMERS, CLOSE = 8, 24
MARGIN = 0.03
"""A quick look is that wrong at times: who falls further short of the leader would not lead."""
OF_WHAT_IS_LEFT = 3
"""How many are looked at besides of those that do work which who leads leaves to others: alone they
may be worth less than the leader, and beside it they add to it."""
TOO_DEAR = frozenset({"budget.above", "budget.others_within"})


def newcomers(today: Run, criteria: Criteria, gate: str) -> tuple[str, ...]:
    """Return the most promising of those whom one gate alone shuts out.

    Args:
        today: Today's pass.
        criteria: What is judged.
        gate: The gate's id, or the code of one of its reasons.
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
    case, _ = complete(*changed, criteria, like=today.case)
    seen = [elsewhere(view, case, changed[1]) for view in _by_one_gate(today, gate)]
    able = [
        view
        for view in seen
        if sift(view, BEFORE_COST) is not None and not _too_dear(today, case, view)
    ]
    leader = elsewhere(today.views[today.evaluation.order[0]], case, changed[1])
    found = _promising(today, criteria, able, leader)
    if gate != BUDGET or not able:
        return found
    costs = shut_out_by_cost(today, {place_of(one.deployment.id) for one in able})
    # Whoever costs least comes in first: a part of the work may be all that it is wanted for, and
    # of one model the place that asks least for it.
    cheapest = sorted(costs, key=lambda one: (costs[one], one))
    of_each: dict[str, str] = {}
    for one in cheapest:
        of_each.setdefault(_models(one), one)
    known = {_models(one) for one in found}
    first = [one for models, one in of_each.items() if models in known]
    return tuple(dict.fromkeys((*cheapest[:1], *found, *first)))


def let_in_by_less(
    today: Run, criteria: Criteria, workload: str, changed: tuple[Profile, Catalog]
) -> dict[str, float]:
    """Return the most promising of those that will probably, or surely, miss a minimum alone.

    Args:
        today: Today's pass.
        criteria: What is judged.
        workload: The one whose minimum it is.
        changed: Profile and catalogue with a minimum that nobody misses.

    Returns:
        What each will probably reach, by place.
    """
    case, _ = complete(*changed, criteria, like=today.case)
    need = today.case.need(workload)
    waiting = (view for view in today.screened.waiting if unlikely_for(view) == {workload})
    those = (*waiting, *_by_one_gate(today, QUALITY_FLOOR))
    seen = [elsewhere(view, case, changed[1]) for view in those]
    able = [view for view in seen if sift(view, BEFORE_COST) is not None]
    leader = elsewhere(today.views[today.evaluation.order[0]], case, changed[1])
    middle = {
        place_of(view.deployment.id): middle_share(today.case, need, view.serving[workload])
        for view in those
        if workload in view.serving
    }
    # Whoever misses it by least comes in first, with fewer points than others further down.
    able.sort(key=lambda one: -(middle.get(place_of(one.deployment.id)) or 0.0))
    nearest = _promising(today, criteria, able[:CLOSE], leader)
    found = dict.fromkeys((*nearest, *_promising(today, criteria, able, leader)))
    # Each of their models in every family that has it: elsewhere it may cost half.
    models = {_models(place) for place in found}
    look = Look(leader.case, criteria, today.evaluation.weights.by_factor, today.draws.seed)
    kin: dict[tuple[str, str], tuple[float, str]] = {}
    for view in able:
        place = place_of(view.deployment.id)
        if _models(place) in models:
            question, this = (_models(place), view.deployment.family), (-look.alone(view), place)
            kin[question] = min(this, kin.get(question, this))
    found |= dict.fromkeys(place for _, place in sorted(kin.values()))
    return {place: share for place in found if (share := middle.get(place)) is not None}


def _models(place: str) -> str:
    return place.rpartition("@")[0]


def shut_out_by_cost(today: Run, places: Collection[str]) -> dict[str, float]:
    """Return what those cost whom nothing but the ceiling shuts out: of each place the least."""
    found: dict[str, float] = {}
    for name, objections in today.screened.excluded.items():
        place = place_of(name)
        if place in places and all(one.reason.code in TOO_DEAR for one in objections):
            cost = min(float(one.reason.values["p50"]) for one in objections)
            found[place] = min(found.get(place, cost), cost)
    return found


def _too_dear(today: Run, case: Case, view: View) -> bool:
    """Tell whether what a deployment costs today is above the ceiling of another case as well."""
    limit = limit_on_cost(case)
    return any(
        one.reason.code in TOO_DEAR and float(one.reason.values["p50"]) > limit
        for one in today.screened.excluded[view.deployment.id]
    )


def _by_one_gate(today: Run, gate: str) -> list[View]:
    """Return those whom nothing but one gate, or one reason of a gate, shuts out."""
    return [
        today.screened.views[name]
        for name, objections in today.screened.excluded.items()
        if all(gate in (one.gate, one.reason.code) for one in objections)
    ]


def _promising(
    today: Run, criteria: Criteria, those: Sequence[View], leader: View
) -> tuple[str, ...]:
    """Return the places of those that a quick look finds about as good as who leads."""
    weights = today.evaluation.weights.by_factor
    look = Look(leader.case, criteria, weights, today.draws.seed)
    first = look.all_alone(those)
    ordered = sorted(those, key=lambda one: (-first[one.deployment.id], one.deployment.id))
    best = {view.deployment.family: view for view in reversed(ordered)}.values()
    close = list({one.deployment.id: one for one in (*ordered[:CLOSE], *best)}.values())
    enough = look.alone(leader) + look.together(leader) - MARGIN
    if today.leader in today.unproven:
        enough = -inf  # whoever is known to do the work comes before who may do it, at any score
    second = {one.deployment.id: first[one.deployment.id] + look.together(one) for one in close}
    close.sort(key=lambda one: (-second[one.deployment.id], one.deployment.id))
    able = [view for view in close if second[view.deployment.id] >= enough]
    kept = dict.fromkeys(place_of(view.deployment.id) for view in able)
    # Of each family the best: one that looks worse may cost less, and come in before the others.
    families = {view.deployment.family: place_of(view.deployment.id) for view in reversed(able)}
    left = {need.id for need in today.case.needs} - leader.serving.keys()
    beside = [view for view in close if left & view.serving.keys()] if left else []
    others = dict.fromkeys(place_of(view.deployment.id) for view in beside[:OF_WHAT_IS_LEFT])
    return tuple(dict.fromkeys((*tuple(kept)[:NEWCOMERS], *sorted(families.values()), *others)))
