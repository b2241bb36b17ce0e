"""Which admissible deployments are worth a full look: the best of each family and of all.

A quick score takes expected values from few samples and the cost from mid figures alone. It only
decides who is looked at closely; no figure of it reaches a report.
"""

from collections.abc import Sequence
from functools import partial

import numpy as np

from opendecide.measures.case import Case
from opendecide.measures.draws import Draws
from opendecide.measures.table import FROM_THE_BILL, OF_THE_MODEL, OF_THE_OFFER
from opendecide.measures.view import View
from opendecide.model.criteria import Criteria, Factor
from opendecide.stages.assessment import factors_of, rate
from opendecide.stages.candidates import rental_of
from opendecide.stages.costing import price_row, seats_needed
from opendecide.stages.scales import Scales

PER_FAMILY = 4
OVERALL = 24
QUICK_SAMPLES = 32
HOURS_PER_YEAR = 8766.0
REPLICAS = 2
"""An interactive service on own machines runs one spare, so two at least."""
LATER = frozenset({"latency_headroom"})
"""Needs the machines, which nobody has sized yet."""


def usage_cost(view: View) -> float | None:
    """Return the mid cost of use and machines over the horizon: less than the whole bill."""
    case = view.case
    years = case.profile.budget.horizon_years
    if view.self_run:
        return _machines(view, years)
    if view.offer.access_mode == "seat":
        price = view.of_offer("seat_price_month")
        if price is None or price.range is None:
            return None
        seats = float(
            np.median(seats_needed(case, sum(n.requests_per_day.mid for n in case.needs)))
        )
        monthly = case.convert(price.range[1] * seats, (price.fact.unit or "")[:3])
        return None if monthly is None else monthly * 12 * years
    total = 0.0
    for need in view.served_needs():
        row = case.once(
            ("price_row", view.offer.id, view.serving[need.id].id),
            partial(price_row, case, view.offer, view.serving[need.id]),
        )
        if row is None or row.unit != "1M tokens":
            continue
        millions = need.requests_per_day.mid * need.active_days_per_year * years / 1e6
        cached = need.cached_share.mid if row.cached is not None else 0.0
        amount = millions * (
            need.input_tokens.mid * ((row.input or 0) * (1 - cached) + (row.cached or 0) * cached)
            + need.output_tokens.mid * (row.output or 0)
        )
        total += case.convert(amount, row.currency) or 0.0
    return total


def _machines(view: View, years: float) -> float | None:
    case = view.case
    machine = case.catalog.machines.get((view.deployment.machine or "").removeprefix("assumed:"))
    if machine is None:
        return 0.0
    rental = rental_of(case, machine, view.offer.id)
    if rental is not None:
        hourly = case.convert(rental.per_hour, rental.currency)
        return None if hourly is None else hourly * HOURS_PER_YEAR * years * REPLICAS
    purchase = machine.purchase
    if purchase is None or not isinstance(purchase.value, (int, float)):
        return None
    return case.convert(purchase.value, (purchase.unit or "USD")[:3])


def shortlist(
    views: Sequence[View], case: Case, criteria: Criteria, weights: dict[str, float], seed: int
) -> tuple[View, ...]:
    """Return the deployments worth a full look.

    Args:
        views: Deployments that passed the gates without a bill.
        case: The case.
        criteria: What is judged.
        weights: Mean weight by factor id.
        seed: Of the quick samples.

    Returns:
        The best of each family and the best of all by the quick score, by id.
    """
    draws = Draws(seed, QUICK_SAMPLES)
    scales = Scales(draws, case.on_missing_data, budgeted=case.ceiling is not None)
    nothing = np.zeros(QUICK_SAMPLES)
    factors = {
        name: factor
        for name, factor in factors_of(criteria).items()
        if factor.measure not in FROM_THE_BILL and factor.measure not in LATER
    }
    of_model = {name: one for name, one in factors.items() if one.measure in OF_THE_MODEL}
    of_offer = {name: one for name, one in factors.items() if one.measure in OF_THE_OFFER}
    of_both = {
        name: one for name, one in factors.items() if name not in of_model and name not in of_offer
    }
    reference = case.ceiling or _reference(case)
    tco_name, tco = next(
        ((name, one) for name, one in factors_of(criteria).items() if one.measure == "tco"),
        ("", None),
    )
    scored: list[tuple[float, View]] = []
    for view in views:
        served = tuple((need, model.id) for need, model in view.serving.items())
        score = 0.0
        for shared, question in (
            (of_model, ("quick model", view.model.id, served)),
            (of_offer, ("quick offer", view.offer.id, tuple(view.serving))),
            (of_both, None),
        ):

            def weighted(shared: dict[str, Factor] = shared, view: View = view) -> float:
                return sum(
                    weights[name] * rate(view, factor, scales, draws, nothing).valued.mean
                    for name, factor in shared.items()
                )

            score += weighted() if question is None else case.once(question, weighted)
        score += weights.get(tco_name, 0.0) * _cheapness(view, tco, scales, reference)
        scored.append((score, view))
    scored.sort(key=lambda one: (-one[0], one[1].deployment.id))
    taken: dict[str, int] = {}
    kept: list[View] = []
    for place, (_, view) in enumerate(scored):
        family = view.deployment.family
        taken[family] = taken.get(family, 0) + 1
        if place < OVERALL or taken[family] <= PER_FAMILY or view.deployment.current:
            kept.append(view)
    return tuple(sorted(kept, key=lambda one: one.deployment.id))


def _cheapness(view: View, tco: Factor | None, scales: Scales, reference: float) -> float:
    cost = usage_cost(view)
    if tco is None or cost is None:
        return 0.0
    return float(scales.along(tco, np.array([cost / max(reference, 1e-9)]))[0])


def _reference(case: Case) -> float:
    """Return the mid cost of the reference basket's tokens, as a yardstick for the quick look."""
    millions = sum(
        need.requests_per_day.mid
        * need.active_days_per_year
        * (2 * need.input_tokens.mid + 10 * need.output_tokens.mid)
        for need in case.needs
    )
    return max(1.0, millions / 1e6 * case.profile.budget.horizon_years)
