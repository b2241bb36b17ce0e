"""Every gate asked, those that read the bill as well: so that a way out that is named is one.

What a gate without a bill shuts out gets no bill, and nobody knows whether it would be too dear or
too slow. Whoever is told to lift the one objection has to be told the others too.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from opendecide.measures.view import View
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.gates import AFTER_COST, BEFORE_COST, Gate, Outcome, apply
from opendecide.stages.gates.feasibility import NO_DEVICE, NO_MACHINE, NOT_NAMED, TOO_LARGE
from opendecide.stages.run import Run, by_offer, place_of

NOTHING_THERE = frozenset({NO_MACHINE, NO_DEVICE, NOT_NAMED})
ASKED = 96
"""How many get a bill for the sake of a way out: a reader is told of three kinds of them."""


def objections(today: Run, name: str) -> tuple[Outcome, ...] | None:
    """Return all that excludes a deployment; None where no machine at all would hold it.

    Where none may be had it is looked at on one that could be, for whoever allows one to be bought.

    Args:
        today: Today's pass.
        name: Of an excluded deployment.
    """
    view = today.screened.views[name]
    known = today.screened.excluded.get(name, ())
    if view.self_run and view.deployment.machine is None:
        there = _imagined(today).get(place_of(name))
        if there is None:
            return None
        without = [one for one in known if one.reason.code in NOTHING_THERE]
        known = (*without, *_excluding(there, BEFORE_COST))
        return _exactly(known, _excluding(price([there], today.draws)[0], AFTER_COST))
    passed = today.case.once("passed", lambda: {one.deployment.id for one in today.screened.passed})
    if name in passed or not view.serving:
        return known
    bill = price([replace(view, bill=None)], today.draws)[0]
    return _exactly(known, _excluding(bill, AFTER_COST))


def _exactly(known: Sequence[Outcome], by_bill: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Return both kinds of objections; the memory of the weights alone gives way to that in use."""
    exact = any(one.reason.code == TOO_LARGE for one in by_bill)
    kept = [one for one in known if not (exact and one.reason.code == TOO_LARGE)]
    return (*kept, *by_bill)


def _excluding(view: View, gates: Sequence[Gate]) -> tuple[Outcome, ...]:
    return tuple(one for one in apply(view, gates) if one.kind == "excluded")


def _imagined(today: Run) -> Mapping[str, View]:
    """Return what has no machine today on machines and devices that could be bought, by place."""
    return today.case.once("imagined", lambda: _on_machines(today))


def _on_machines(today: Run) -> Mapping[str, View]:
    case = replace(today.case, may_buy=True, may_equip=True)
    bare = [
        place_of(name)
        for name, view in today.screened.views.items()
        if view.self_run and view.deployment.machine is None
    ]
    found = candidates(case, by_offer(bare))
    return {
        place_of(view.deployment.id): view
        for view in found
        if view.deployment.machine is not None and place_of(view.deployment.id) in bare
    }


def least_barred(today: Run) -> Mapping[str, tuple[Outcome, ...]]:
    """Return all that excludes the deployments with the fewest objections, by id: asked once.

    Of each kind of objections the first, then the second: hundreds of hosts fall by one kind.
    """
    found: Mapping[str, tuple[Outcome, ...]] = today.case.once(
        "least barred", lambda: _least_barred(today)
    )
    return found


def _least_barred(today: Run) -> Mapping[str, tuple[Outcome, ...]]:
    alike: Counter[frozenset[tuple[str, str]]] = Counter()
    order: dict[str, tuple[int, int, str]] = {}
    for name in sorted(today.screened.excluded):
        barred = today.screened.excluded[name]
        kinds = frozenset((one.gate, one.reason.code) for one in barred)
        order[name] = (len(kinds), alike[kinds], name)
        alike[kinds] += 1
    fewest = sorted(order, key=lambda name: order[name])
    told = {name: objections(today, name) for name in fewest[:ASKED]}
    return {name: found for name, found in told.items() if found is not None}
