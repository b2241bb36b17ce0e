"""Where the cheaper of two ways changes sides: the leader against the best of the other kind."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from opendecide.cost import Assumptions, Bill, Demand, DoesNotFit, Unpriced
from opendecide.cost.break_even import break_even
from opendecide.cost.staircase import Staircase
from opendecide.measures.case import Case, Need
from opendecide.measures.quality import own_test
from opendecide.measures.view import View
from opendecide.model.costs import BreakEven, Interval, VolumeCurve, VolumePoint
from opendecide.model.message import Message
from opendecide.model.model_facts import Model
from opendecide.stages.billing.costing import bill_of
from opendecide.stages.findings.citation import source_text
from opendecide.stages.run import Run
from opendecide.stages.screening.shortlist import usage_cost

EQUAL_WITHIN = 0.02
"""Share of items by which a model may do worse and still do the job equally well."""
FROM_ABOVE = frozenset({"accelerator_price", "staff"})
"""What must fall below the crossing for the challenger to cost less."""
ORDER = ("device", "onprem", "tenancy", "dedicated", "api", "seat")
"""From what one runs most oneself to what one runs least."""


class Crossover(NamedTuple):
    """Every break-even, and the curves it was read off."""

    break_even: tuple[BreakEven, ...] = ()
    curve: VolumeCurve | None = None


def crossover(found: Run, named: View | None = None) -> Crossover:
    """Compare the leader, or a named deployment, with the best deployment of the other kind.

    What is paid by the machine stands against what is paid by use. Where the gates leave only one
    of the two, the leader's model stands against itself run the other way, though excluded, and
    else own machines against rented ones. Both serve the same workloads.
    """
    leader = _leader(found, named)
    pair = None if leader is None else _pair(found, leader)
    if leader is None or pair is None:
        return Crossover()
    own, other = pair
    case = found.case
    shared = [need for need in case.needs if need.id in own.serving]
    if not isinstance(leader.bill, Bill):
        return Crossover()
    demands = [one for one in leader.bill.demands if one.workload in own.serving]
    result = break_even(
        lambda some, assumed: _bill(own, some, assumed),
        lambda some, assumed: _bill(other, some, assumed),
        demands,
        leader.bill.assumed,
        equivalent=equivalent(case, shared, own, other),
    )
    if isinstance(result, Unpriced | DoesNotFit):
        return Crossover()
    names = {"deployment": own.deployment.id, "against": other.deployment.id}
    admitted = {view.deployment.id for view in (*found.views, *found.partial)}
    excluded = next((one for one in names.values() if one not in admitted), None)
    return Crossover(
        tuple(
            BreakEven(
                **names,
                quantity=one.quantity,
                unit=one.unit,
                p10=one.p10,
                p50=one.p50,
                p90=one.p90,
                within_reach=one.within_reach,
                today=one.today,
                excluded=excluded,
                direction="below" if one.quantity in FROM_ABOVE else "above",
                stands_for=Message(code=f"cost.{one.line}") if one.line else None,
                source=None if one.source is None else source_text(case, one.source),
                as_of=one.as_of,
                withheld=Message(code=f"cost.{one.withheld}") if one.withheld else None,
            )
            for one in result.crossings
        ),
        _curve(result.staircase, names, leader.bill.currency),
    )


def _leader(found: Run, named: View | None) -> View | None:
    """Return whom the other is set against; the leader's own pair counts for both of its sides."""
    ranked = [found.views[row] for row in found.evaluation.order]
    first = ranked[0] if ranked and isinstance(ranked[0].bill, Bill) else None
    if named is None or first is None:
        return first if named is None else named
    pair = _pair(found, first) or ()
    return first if named.deployment.id in {one.deployment.id for one in pair} else named


def _pair(found: Run, leader: View) -> tuple[View, View] | None:
    """Return the leader and the best of the other kind, the more self-run of the two first."""
    ranked = [found.views[row] for row in found.evaluation.order]
    in_part = sorted(found.partial, key=lambda one: _other_models(leader, one))
    priced = [view for view in (*ranked, *in_part) if isinstance(view.bill, Bill)]
    # Who leaves out a part of the work costs less for it, and that is no break-even.
    able = [
        view
        for view in priced
        if view.deployment.id != leader.deployment.id
        and leader.serving.keys() == view.serving.keys()
    ]
    rival = (
        next((one for one in able if one.by_machine is not leader.by_machine), None)
        or _same_model_elsewhere(found, leader)
        or next((one for one in able if _own_against_rented(leader, one)), None)
    )
    if rival is None:
        return None
    first, second = sorted((leader, rival), key=lambda one: ORDER.index(one.offer.access_mode))
    return first, second


def _other_models(leader: View, other: View) -> int:
    """Return how many workloads another model serves: the same one needs no test of quality."""
    return sum(leader.serving.get(need) is not model for need, model in other.serving.items())


def _own_against_rented(leader: View, other: View) -> bool:
    return leader.self_run and other.own_site is not leader.own_site


def _same_model_elsewhere(found: Run, leader: View) -> View | None:
    """Return the leader's model run the other way, though a gate excludes it: for the figures.

    The quality is the same, so the comparison stands on its own; the cheapest place is taken.
    """
    same = {need: model.id for need, model in leader.serving.items()}
    places = []
    for view in found.screened.views.values():
        if view.by_machine is leader.by_machine or not view.serving:
            continue
        if {need: model.id for need, model in view.serving.items()} != same:
            continue
        if view.self_run and view.offer.access_mode != "tenancy":
            continue
        cost = usage_cost(view)
        if cost:
            places.append((cost, view.deployment.id, view))
    return min(places, key=lambda one: one[:2])[2] if places else None


def _bill(
    view: View, demands: Sequence[Demand], assumed: Assumptions
) -> Bill | Unpriced | DoesNotFit:
    return bill_of(view, {one.workload: one for one in demands}, assumed)


def equivalent(case: Case, needs: Sequence[Need], own: View, other: View) -> bool | None:
    """Return whether both do the job equally well; None when nobody tested it.

    The same model is the same quality. Otherwise both need a test of the organisation's own: what
    is run oneself may do worse by two items in a hundred, or must reach the stated minimum.
    """
    answers = [_equal(case, need, own.serving[need.id], other.serving[need.id]) for need in needs]
    if False in answers:
        return False
    return None if None in answers else True


def _equal(case: Case, need: Need, own: Model, other: Model) -> bool | None:
    if own.id == other.id:
        return True
    shares = [_passed(case, need, one.id) for one in (own, other)]
    if shares[0] is None or shares[1] is None:
        return None
    bar = case.bars[need.id]
    enough = bar.stated and shares[0] >= bar.minimum
    return enough or shares[0] >= shares[1] - EQUAL_WITHIN


def _passed(case: Case, need: Need, model: str) -> float | None:
    test = own_test(case, need, model)
    if test is None or test.passed is None or not test.of:
        return None
    return test.passed / test.of


def _curve(stairs: Staircase, names: dict[str, str], currency: str) -> VolumeCurve | None:
    """Return quantiles of both totals along the volume; None where nothing is asked for today."""
    if stairs.today == 0:
        return None
    points = []
    for at in range(len(stairs.volumes)):
        against = _interval(stairs.other[at])
        if against is not None:
            points.append(
                VolumePoint(
                    volume=float(stairs.volumes[at]),
                    deployment=_interval(stairs.own[at]),
                    against=against,
                )
            )
    return VolumeCurve(
        **names,
        currency=currency,
        unit=stairs.unit,
        today=stairs.today,
        points=tuple(points),
    )


def _interval(samples: np.ndarray) -> Interval | None:
    """Return the quantiles; None where the machines are too few in one sample of ten."""
    ordered = np.sort(samples)
    low, mid, high = (
        float(ordered[round(share * (ordered.size - 1))]) for share in (0.1, 0.5, 0.9)
    )
    return Interval(p10=low, p50=mid, p90=high) if np.isfinite(high) else None
