"""Which admissible deployments are worth a full look: the best of each family and of all.

A quick score takes expected values from few samples and the cost from mid figures alone. It only
decides who is looked at closely; no figure of it reaches a report.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import inf, nan

import numpy as np

from opendecide.measures.case import TEXT, Case
from opendecide.measures.draws import Draws
from opendecide.measures.performance import Floats
from opendecide.measures.table import (
    FROM_THE_BILL,
    MEASURES,
    OF_THE_MACHINES,
    OF_THE_MODEL,
    OF_THE_OFFER,
    PER_WORKLOAD,
)
from opendecide.measures.view import View
from opendecide.model.criteria import Criteria, Factor, factors_of
from opendecide.model.machine_facts import Machine
from opendecide.model.model_facts import Model
from opendecide.stages.assessment.ratings import mean_value, shares_of
from opendecide.stages.assessment.scales import Scales
from opendecide.stages.billing.around import around
from opendecide.stages.billing.reference import held_against
from opendecide.stages.billing.sleeping import usually_awake
from opendecide.stages.candidates.own_options import own_options, stands_for
from opendecide.stages.gates.money_and_tests import limit_on_cost
from opendecide.stages.market.machine_choice import roughly
from opendecide.stages.market.price_rows import price_of_request, price_row
from opendecide.stages.market.purchases import purchase_of
from opendecide.stages.market.rentals import machine_at, rental_of
from opendecide.stages.market.seat_price import over_the_horizon, seat_price, seats_bought

PER_FAMILY = 8
OVERALL = 18
FOR_A_PART = 2
"""Of those that leave the same workloads to others, a half is enough: some go into combinations."""
CLOSE_PER_FAMILY = 32
CLOSE_OVERALL = 50
"""How many are looked at again with what model and offer decide together."""
PER_OPTION = 5
"""How many places of an option that the organisation asks about: a model may be had at many."""
CHEAPEST = 24
"""How many get a bill for being cheap alone: bills of hundreds would fill the memory."""
FAR_ABOVE = 2.0
"""Times a limit: a quick look is seldom off by more than a quarter."""
QUICK_SAMPLES = 128
HOURS_PER_DAY, HOURS_PER_YEAR = 24.0, 8766.0


def usage_cost(view: View) -> float | None:
    """Return the mid cost of use and machines over the horizon: less than the whole bill."""
    question = ("usage cost", *seen(view))
    return view.case.share(question, lambda part: _usage_cost(view.of(part)))


def seen(view: View) -> tuple[Hashable, ...]:
    """Return all of a deployment that a quick look sees besides its case."""
    served = [(need, model.id) for need, model in view.serving.items()]
    return (view.offer.id, view.model.id, view.deployment.machine, *served)


def _usage_cost(view: View) -> float | None:
    case = view.case
    years = case.profile.budget.horizon_years
    if view.by_machine:
        return _machines(view, years)
    if view.offer.access_mode == "seat":
        price = seat_price(view)
        if price is None or price.range is None:
            return None
        return over_the_horizon(case, seats_bought(view), price.range[1], price.fact.unit)
    total = 0.0
    for need in view.served_needs():
        model = view.serving[need.id]
        if price_row(case, view.offer, model, need) is None:
            return None  # no price is not a price of nothing
        one = price_of_request(case, view.offer, need, model)
        requests = need.expected_per_day * need.active_days_per_year
        requests *= 1.0 if need.once else years
        total += requests * (one or 0.0)
    return total


def _machines(view: View, years: float) -> float | None:
    case = view.case
    machine = case.catalog.machines.get((view.deployment.machine or "").removeprefix("assumed:"))
    if machine is None:
        return 0.0
    if rental_of(case, machine, view.offer.id) is not None:
        running = [(view.model, machine), *_companions_on_machines(view)]
        each = [_rent(view, model, on, years) for model, on in running]
        known = [one for one in each if one is not None]
        return sum(known) if len(known) == len(each) else None
    sized = roughly(case, view.model, machine)
    count = 1.0 if sized is None else sized.machines
    purchase = purchase_of(case, machine) if view.self_run else None
    if purchase is None or not isinstance(purchase.value, (int, float)):
        return None
    return case.convert(purchase.value * count, (purchase.unit or "USD")[:3])


def _companions_on_machines(view: View) -> Iterator[tuple[Model, Machine]]:
    """Go through the companions that get rented machines of their own: those that write text.

    What makes one job at a time takes little, and finds a place beside the main model.
    """
    beside = {one.id: one for one in view.serving.values() if one.id != view.model.id}
    for model in beside.values():
        if TEXT not in model.modalities:
            continue
        machine = machine_at(view.case, view.offer, model)
        if machine is not None:
            yield model, machine


def _rent(view: View, model: Model, machine: Machine, years: float) -> float | None:
    """Return what the machines of one model cost until the end; None where no price is known."""
    rental = rental_of(view.case, machine, view.offer.id)
    if rental is None:
        return None
    hourly = view.case.convert(rental.per_hour, rental.currency)
    return None if hourly is None else hourly * _hours(view, model, machine, years)


def _hours(view: View, model: Model, machine: Machine, years: float) -> float:
    """Return the hours that are paid until the end: for what is done once, only those of it."""
    case = view.case
    lots = [need.active_days_per_year for need in view.served_needs() if need.once]
    lot = roughly(case, model, machine, once=True) if lots else None
    spent = 0.0 if lot is None else HOURS_PER_DAY * max(lots) * lot.at_work
    if case.done_once and lot is not None:
        return spent
    goes_on = roughly(case, model, machine, once=False if lots else None)
    count = 1.0 if goes_on is None else goes_on.machines
    return spent + HOURS_PER_YEAR * usually_awake(view) * years * count


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
        The best of each family, of all, and of what the organisation asks about, by the quick
        score; sorted by id.
    """
    look = Look(case, criteria, weights, seed, people=True)
    dear = frozenset(view.deployment.id for view in views if _too_dear(view))
    first = look.all_alone(views)
    close = _best(views, first, dear, per_family=CLOSE_PER_FAMILY, overall=CLOSE_OVERALL)
    second = _closer(look, close, first)
    kept = {
        one.deployment.id: one
        for one in (
            *_best(_products(close, second), second, dear, per_family=PER_FAMILY, overall=OVERALL),
            *_asked_about(views, first, case),
        )
    }
    return tuple(kept[name] for name in sorted(kept))


def seats_once(
    views: Sequence[View], case: Case, criteria: Criteria, weights: dict[str, float], seed: int
) -> Sequence[View]:
    """Return chosen deployments as a short list has them: of each seat product its best model.

    Args:
        views: Deployments that passed the gates without a bill.
        case: The case.
        criteria: What is judged.
        weights: Mean weight by factor id.
        seed: Of the quick samples.
    """
    seats = [view for view in views if view.offer.access_mode == "seat"]
    if len(seats) == len({view.offer.id for view in seats}):
        return views
    look = Look(case, criteria, weights, seed, people=True)
    return _products(views, _closer(look, seats, look.all_alone(seats)))


def _closer(look: "Look", views: Sequence[View], alone: Mapping[str, float]) -> dict[str, float]:
    """Return quick scores with what model and offer decide together, by deployment."""
    return {one.deployment.id: alone[one.deployment.id] + look.together(one) for one in views}


def _asked_about(views: Sequence[View], scores: Mapping[str, float], case: Case) -> Iterator[View]:
    """Go through the best of what the organisation itself named, tested or was quoted."""
    for option in own_options(case.profile):
        meant = _products([view for view in views if stands_for(view, option)], scores)
        meant.sort(key=lambda one: (-scores[one.deployment.id], one.deployment.id))
        yield from meant[:PER_OPTION]


def affordable(views: Sequence[View], ceiling: float | None) -> tuple[View, ...]:
    """Return those to look at when the best are too dear: whose use and machines cost least.

    Only those where these alone stay within the ceiling, if there is one.
    """
    if ceiling is None:
        return tuple(views[:CHEAPEST])
    costs = {
        view.deployment.id: inf if (cost := usage_cost(view)) is None else cost for view in views
    }
    fitting = [view for view in views if costs[view.deployment.id] <= ceiling]
    fitting.sort(key=lambda one: (costs[one.deployment.id], one.deployment.id))
    return tuple(fitting[:CHEAPEST])


def within_reach(views: Iterable[View], limit: float) -> Iterator[View]:
    """Return those that may do a part of the work for less than far above a limit.

    A quick look at use, machines and people is enough to make no bill of the others.
    """
    for view in views:
        parts = (view.serving_only((need,)) for need in view.serving)
        if any((usage_cost(one) or 0.0) + around(one) <= FAR_ABOVE * limit for one in parts):
            yield view


def _products(views: Sequence[View], scores: Mapping[str, float]) -> list[View]:
    """Return each seat product once, with its best model: whoever has the seat picks the model."""
    seats: dict[tuple[str, tuple[str, ...]], View] = {}
    sold = [view for view in views if view.offer.access_mode == "seat"]
    for view in sorted(sold, key=lambda one: (-scores[one.deployment.id], one.deployment.id)):
        seats.setdefault((view.offer.id, tuple(sorted(view.serving))), view)
    best = {view.deployment.id for view in seats.values()}
    return [
        view
        for view in views
        if view.offer.access_mode != "seat" or view.deployment.id in best or view.deployment.current
    ]


def _too_dear(view: View) -> bool:
    """Tell whether use and machines alone are above what the gate lets pass."""
    cost = usage_cost(view)
    return cost is not None and cost > limit_on_cost(view.case)


def _best(
    views: Sequence[View],
    scores: Mapping[str, float],
    dear: Collection[str],
    *,
    per_family: int,
    overall: int,
) -> list[View]:
    """Return the best of each family and of those that serve the same, and the present way.

    Who serves a part has less of a score than who serves all, and may be what a combination needs.
    Who is too dear takes no place of those of its family that are not.
    """
    taken: dict[str, int] = {}
    alike: dict[tuple[str, ...], int] = {}
    kept: list[View] = []
    most = max((len(view.serving) for view in views), default=0)
    within_means = {view.deployment.family for view in views if view.deployment.id not in dear}
    ordered = sorted(views, key=lambda one: (-scores[one.deployment.id], one.deployment.id))
    for view in ordered:
        family = view.deployment.family
        if view.deployment.id in dear and family in within_means and not view.deployment.current:
            continue
        taken[family] = taken.get(family, 0) + 1
        served = tuple(sorted(view.serving))
        alike[served] = alike.get(served, 0) + 1
        enough = overall if len(served) == most else overall // FOR_A_PART
        if alike[served] <= enough or taken[family] <= per_family or view.deployment.current:
            kept.append(view)
    return kept


@lru_cache(maxsize=1)
def _quick(seed: int) -> Draws:
    """Return the quick samples of a seed: whatever is looked at, they are the same."""
    return Draws(seed, QUICK_SAMPLES)


class Look:
    """Quick scores: what depends on the model or the offer alone is worked out once for each."""

    def __init__(
        self,
        case: Case,
        criteria: Criteria,
        weights: Mapping[str, float],
        seed: int,
        *,
        people: bool = False,
    ) -> None:
        """Prepare to look.

        Args:
            case: The case.
            criteria: What is judged.
            weights: Mean weight by factor id.
            seed: Of the quick samples.
            people: Whether what stands around use and machines counts too. A search that looks for
                those who come to lead where money no longer matters leaves it out.
        """
        self.case, self.people = case, people
        self.draws = _quick(seed)
        self.scales = Scales(self.draws, case.on_missing_data, budgeted=case.ceiling is not None)
        self.reference = held_against(case)
        factors = factors_of(criteria)
        self.tco = next(
            ((name, one) for name, one in factors.items() if one.measure == "tco"), None
        )
        self.of_model = {n: one for n, one in factors.items() if one.measure in OF_THE_MODEL}
        self.of_offer = {n: one for n, one in factors.items() if one.measure in OF_THE_OFFER}
        # Nobody has sized the machines yet, or written a bill.
        apart = OF_THE_MODEL | OF_THE_OFFER | OF_THE_MACHINES | FROM_THE_BILL.keys()
        self.of_both = {name: one for name, one in factors.items() if one.measure not in apart}
        self._weights_alone = np.array([weights[one] for one in (*self.of_model, *self.of_offer)])
        self._weight_of_price = 0.0 if self.tco is None else weights[self.tco[0]]
        self._weights_both = np.array([weights[one] for one in self.of_both])

    def alone(self, view: View) -> float:
        """Return the weighted value of model, offer and price, each looked at on its own."""
        return float(self._scores(np.array([self._row(view)]))[0])

    def all_alone(self, views: Sequence[View]) -> dict[str, float]:
        """Return the same of several, by id; with other weights they are looked up together.

        Args:
            views: Of one case.
        """
        if not views:
            return {}

        def gathered() -> tuple[Sequence[View], Floats]:
            return views, np.array([self._row(view) for view in views])

        if isinstance(views, tuple):
            # A search asks of the same one again and again. It is kept, so its id stays its own.
            question = ("quick rows", self.people, self.scales.kind, id(views))
            _, rows = views[0].case.once(question, gathered)
        else:
            _, rows = gathered()
        scores = self._scores(rows).tolist()
        return {view.deployment.id: one for view, one in zip(views, scores, strict=True)}

    def _scores(self, rows: Floats) -> Floats:
        """Return the weighted values of rows, shape (n,): what use costs is valued last.

        So another ceiling, which values are held against, leaves the rows as they are.
        """
        scores: Floats = (rows[:, :-1] * self._weights_alone).sum(axis=1)
        if self.tco is not None:
            costs = rows[:, -1]
            known = ~np.isnan(costs)
            multiples = costs[known] / max(self.reference, 1e-9)
            worth = self.scales.along(self.tco[1], multiples)
            scores[known] += self._weight_of_price * worth
        return scores

    def _row(self, view: View) -> list[float]:
        """Return the values of model and offer, and what use costs; NaN where nobody knows it.

        Each piece is worked out once for all deployments that have it, in all cases where it is the
        same.
        """
        case, kind = view.case, self.scales.kind
        served = tuple([(need, model.id) for need, model in view.serving.items()])
        of_model = case.share(
            ("quick model", kind, view.model.id, served),
            lambda part: self._values(self.of_model, view.of(part)),
        )
        share = case.share(("quick share", kind, served), lambda part: self._share(view.of(part)))
        of_offer = case.share(
            ("quick offer", kind, view.offer.id), lambda part: self._of_offer(view.of(part))
        )
        return [*of_model, *[share * one for one in of_offer], self._cost(view, served)]

    def _cost(self, view: View, served: tuple[tuple[str, str], ...]) -> float:
        """Return the cost of use, and of what stands around it if that counts; NaN if unknown."""
        cost = usage_cost(view)
        if cost is None:
            return nan
        if not self.people:
            return cost
        return cost + view.case.share(
            ("quick around", view.offer.id, served), lambda part: around(view.of(part))
        )

    def _share(self, view: View) -> float:
        """Return the share of the decision that is served, less the chance of failing a floor."""
        return shares_of(view, self.draws).total

    def _of_offer(self, view: View) -> tuple[float, ...]:
        """Return the values of the offer where it serves everything."""
        [need, *_] = view.served_needs()
        return tuple(
            self.scales.value(
                factor,
                PER_WORKLOAD[factor.measure](view, need, self.draws)
                if factor.measure in PER_WORKLOAD
                else MEASURES[factor.measure](view),
            ).mean
            for factor in self.of_offer.values()
        )

    def together(self, view: View) -> float:
        """Return the weighted value of what model and offer decide together."""
        question = ("quick both", self.scales.kind, *seen(view))
        found = view.case.share(question, lambda part: self._together(view.of(part)))
        return float(found @ self._weights_both)

    def _together(self, view: View) -> Floats:
        return np.array(self._values(self.of_both, view))

    def _values(self, factors: Mapping[str, Factor], view: View) -> tuple[float, ...]:
        shares = shares_of(view, self.draws)
        return tuple(
            mean_value(view, shares, one, self.scales, self.draws) for one in factors.values()
        )
