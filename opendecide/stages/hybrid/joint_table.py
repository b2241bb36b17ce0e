"""Every workload at every candidate that may serve it, and what given assignments are worth.

Values are rated per workload on every factor; money is counted once, on the combined bill, whose
fixed parts come once per component.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

import numpy as np

from opendecide.cost import Bill, combine
from opendecide.measures.money import SMALLEST_COIN
from opendecide.measures.operability import people_needed
from opendecide.measures.performance import Floats
from opendecide.measures.table import FROM_THE_BILL
from opendecide.measures.view import View, rule
from opendecide.model.criteria import Factor
from opendecide.model.model_facts import Model
from opendecide.stages.assessment.ratings import kept, mean_value, rate_all, shares_of
from opendecide.stages.billing.costing import price, together
from opendecide.stages.billing.reference import reference_middle
from opendecide.stages.gates.feasibility import compute, enough_people
from opendecide.stages.gates.money_and_tests import limit_on_cost, out_of_proportion
from opendecide.stages.hybrid.joint_lead import ROUNDING
from opendecide.stages.hybrid.minimums import Minimums
from opendecide.stages.market.machines import own_machines
from opendecide.stages.run import Run, scales_of
from opendecide.stages.screening.proven import by_silence
from opendecide.stages.screening.shortlist import usage_cost

CANDIDATES_PER_WORKLOAD = 8
"""And as many who will probably reach a stated minimum, where not all of these will."""
FRUGAL_PER_WORKLOAD = 3
"""Besides, those best where money counts in full: a workload of little weight takes little of the
score, and may take all of the money."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One workload at one deployment."""

    view: View
    """The deployment, serving this workload alone."""
    score: float
    """Weighted value with the money of this cell alone; decides the assignment."""
    worth: float = 0.0
    """Weighted value without money."""
    middle: float | None = None
    """Its bill at the median; None where a price lacks."""
    reaches: bool = True
    """Whether it will probably reach the minimum, where one was stated."""


class Scored(NamedTuple):
    """An assignment with its combined bill."""

    chosen: Mapping[str, Cell]
    samples: Floats
    """Scores, shape (s,), before the overhead of further components."""
    bill: Bill | None
    """None where a price lacks."""


class Table:
    """Every workload at every candidate that may serve it."""

    def __init__(
        self, found: Run, factors: Mapping[str, Factor], minimums: Minimums | None = None
    ) -> None:
        """Take what may serve.

        Args:
            found: The pass; workloads may be divided in it.
            factors: What is rated.
            minimums: Those stated; None where assignments are given and none is looked for.
        """
        self.found = found
        self.minimums = minimums or Minimums(found, {})
        self.case = found.case
        self.scales = scales_of(self.case, found.draws)
        self.factors = factors
        self.mean = found.weights.by_factor
        points = rule(self.case, "hybrid.overhead_points")
        self.overhead = points.range[1] / 100 if points is not None and points.range else 0.0
        self.tco = next(((n, one) for n, one in self.factors.items() if one.measure == "tco"), None)
        self.affordable = max(
            reference_middle(self.case) if self.case.ceiling is None else self.case.ceiling,
            SMALLEST_COIN,
        )
        self._known: dict[tuple[str, ...], Mapping[str, Floats | float]] = {}

    @cached_property
    def cells(self) -> Mapping[str, Sequence[Cell]]:
        """By workload, the best candidates for it: who reaches its minimum first, then the best."""
        return {need.id: self._cells(need.id) for need in self.case.needs}

    @cached_property
    def _weights(self) -> Mapping[str, Floats]:
        weights = self.found.weights
        columns = np.ascontiguousarray(weights.samples.T)
        return dict(zip(weights.factors, columns, strict=True))

    def _cells(self, workload: str) -> list[Cell]:
        conditions = self.found.screened.conditions
        alone = [
            view.serving_only((workload,))
            for view in (*self.found.views, *self.found.partial)
            if workload in view.serving
        ]
        # A combination rests on those known to serve their part, where there are any.
        known = [
            view for view in alone if not by_silence(view, conditions.get(view.deployment.id, ()))
        ]
        alone = known or alone
        without_bill = [(self._without_bill(view), view) for view in alone]
        without_bill.sort(key=lambda one: (-one[0], one[1].deployment.id))
        cells = self._best(workload, without_bill, CANDIDATES_PER_WORKLOAD)
        cells += self._frugal(workload, without_bill, cells)
        if not all(cell.reaches for cell in cells):
            those = [one for one in without_bill if self._reaches(workload, one[1])]
            reaching = self._best(workload, those, CANDIDATES_PER_WORKLOAD)
            named = {cell.view.deployment.id for cell in cells}
            cells += [cell for cell in reaching if cell.view.deployment.id not in named]
            cells += self._frugal(workload, those, cells)
        return sorted(cells, key=lambda one: (not one.reaches, -one.score))

    def _frugal(
        self,
        workload: str,
        without_bill: Sequence[tuple[float, View]],
        cells: Sequence[Cell],
    ) -> list[Cell]:
        """Return those that look best where what their use costs counts for the whole decision.

        Of each model one: at all its places it is about as good, and costs about as much.
        """
        if self.tco is None:
            return []
        named = {cell.view.deployment.id for cell in cells}
        others = [one for one in without_bill if one[1].deployment.id not in named]
        costs = [usage_cost(view) for _, view in others]
        known = [(one, cost) for one, cost in zip(others, costs, strict=True) if cost is not None]
        money = self._in_full([cost for _, cost in known])
        full = {
            view.deployment.id: value + more
            for ((value, view), _), more in zip(known, money, strict=True)
        }
        priced = [one for one, _ in known]
        priced.sort(key=lambda one: (-full[one[1].deployment.id], one[1].deployment.id))
        best: dict[str, tuple[float, View]] = {}
        for one in priced:
            best.setdefault(one[1].serving[workload].id, one)
        return [self._cell(workload, *one) for one in [*best.values()][:FRUGAL_PER_WORKLOAD]]

    def _in_full(self, amounts: Sequence[float]) -> Floats:
        """Return what amounts of money are worth where they count for the whole decision."""
        if self.tco is None:
            return np.zeros(len(amounts))
        name, factor = self.tco
        return self.mean[name] * self.scales.along(factor, np.array(amounts) / self.affordable)

    def _reaches(self, workload: str, view: View) -> bool:
        return self.minimums.reaches(workload, view.serving[workload])

    def _best(
        self, workload: str, without_bill: Sequence[tuple[float, View]], most: int
    ) -> list[Cell]:
        """Return the best with their bills, of candidates in the order of what they are without."""
        at_most = self._at_most * self.case.need(workload).share + ROUNDING
        cells: list[Cell] = []
        for value, view in without_bill:
            if len(cells) == most and value + at_most < cells[-1].score:
                break  # not even the best bill would bring this one or the next among the best
            cells.append(self._cell(workload, value, view))
            cells.sort(key=lambda one: (-one.score, one.view.deployment.id))
            cells = cells[:most]
        return cells

    def _cell(self, workload: str, value: float, view: View) -> Cell:
        """Return a candidate with its bill, from its value without."""
        [billed] = price([view], self.found.draws)
        middle = billed.bill.paid_spread.p50 if isinstance(billed.bill, Bill) else None
        score, reaches = value + self._of_bill(billed), self._reaches(workload, billed)
        return Cell(billed, score, value, middle, reaches)

    def reached(self, chosen: Mapping[str, Cell]) -> float:
        """Return how much of the work an assignment serves with its stated minimum reached."""
        serving = {need: cell.view.serving[need] for need, cell in chosen.items()}
        return sum(self.case.need(one).share for one in self.minimums.reached_by(serving))

    @cached_property
    def _at_most(self) -> float:
        """What the best possible bill adds to the value of the whole decision."""
        return sum(
            self.mean[name] for name, one in self.factors.items() if one.measure in FROM_THE_BILL
        )

    def _without_bill(self, view: View) -> float:
        shares = shares_of(view, self.found.draws)
        return sum(
            self.mean[name] * mean_value(view, shares, factor, self.scales, self.found.draws)
            for name, factor in self.factors.items()
            if factor.measure not in FROM_THE_BILL
        )

    def _of_bill(self, view: View) -> float:
        found = self.found
        shares = shares_of(view, found.draws)
        return sum(
            self.mean[name]
            * mean_value(view, shares, factor, self.scales, found.draws, found.reference)
            for name, factor in self.factors.items()
            if factor.measure in FROM_THE_BILL
        )

    def _values(self, cell: Cell) -> Mapping[str, Floats | float]:
        """Return values by factor; what is not this workload's share counts 0."""
        question = (cell.view.deployment.id, *cell.view.serving)
        if question not in self._known:
            found, reference = self.found, self.found.reference
            ratings = rate_all(cell.view, self.factors, self.scales, found.draws, reference)
            self._known[question] = {
                name: one.valued.mean if one.valued.samples is None else one.valued.samples
                for name, one in ratings.items()
            }
        return self._known[question]

    def best_sets(self, most: int) -> list[dict[str, Cell]]:
        """Return the best assignments with two components or more, best first."""
        candidates = sorted(
            {cell.view.deployment.id for cells in self.cells.values() for cell in cells}
        )
        found: dict[tuple[str, ...], tuple[float, dict[str, Cell]]] = {}
        for size in range(2, min(most, len(self.case.needs)) + 1):
            for members in combinations(candidates, size):
                ways: Iterable[dict[str, Cell]] = (_first_of(members, self.cells),)
                if size == 2:  # noqa: PLR2004 — a pair
                    ways = (self._as_a_pair(one, members) for one in self._either_way(members))
                for way in ways:
                    used = {cell.view.deployment.id for cell in way.values()}
                    if len(used) == size:
                        score = sum(cell.score for cell in way.values())
                        who = tuple(cell.view.deployment.id for cell in way.values())
                        found[who] = (score - self.overhead * (size - 1), way)
        ordered = sorted(found.items(), key=lambda one: (-one[1][0], one[0]))
        return [chosen for _, (_, chosen) in ordered]

    def _either_way(self, members: Collection[str]) -> Iterator[dict[str, Cell]]:
        """Yield who of a pair serves what, by the money of each workload alone, and without money.

        A machine that is there for one workload serves another for little more, while by itself
        each of them would have to pay for all of it.
        """
        yield _first_of(members, self.cells)
        yield _first_of(members, self._without_money)

    @cached_property
    def _without_money(self) -> Mapping[str, Sequence[Cell]]:
        """The same candidates, in the order of what they are worth without money."""
        return {
            need: sorted(cells, key=lambda one: (not one.reaches, -one.worth))
            for need, cells in self.cells.items()
        }

    def _as_a_pair(self, chosen: dict[str, Cell], members: Sequence[str]) -> dict[str, Cell]:
        """Give the one that is best nowhere the workload where that costs least."""
        used = {cell.view.deployment.id for cell in chosen.values()}
        losses = [
            (chosen[need].reaches and not cell.reaches, chosen[need].score - cell.score, need, cell)
            for need, cells in self.cells.items()
            for cell in cells
            if len(used) == 1 and cell.view.deployment.id in set(members) - used
        ]
        if not losses or len(chosen) == 1:
            return chosen
        *_, need, cell = min(losses, key=lambda one: one[:3])
        return chosen | {need: cell}

    def roughly(self, sets: Sequence[Mapping[str, Cell]]) -> Floats:
        """Return about the scores of assignments: the bills at their medians, machines once.

        Money counts for the whole decision there, while a cell has only its workload's share of it,
        so that a dear component looks better by itself than it is beside a cheap one. What all
        together would hardly pass the gate on money for comes behind what does.
        """
        worth = [sum(cell.worth for cell in one.values()) - self.taken_off(one) for one in sets]
        bills = [[cell.middle for cell in one.values()] for one in sets]
        known = np.array([None not in middles for middles in bills], dtype=bool)
        amounts = [_paid_together(one.values()) for one in sets]
        beyond = known & (np.array(amounts) > self._limit)
        return np.array(worth) + known * self._in_full(amounts) - beyond

    @property
    def _limit(self) -> float:
        """What all together may cost before the gate on money shuts it out."""
        if self.case.ceiling is not None:
            return limit_on_cost(self.case)
        return out_of_proportion(self.found.views[0]) * self.affordable

    def taken_off(self, chosen: Mapping[str, Cell]) -> float:
        """Return what running more than one deployment costs in value."""
        return self.overhead * (len({cell.view.deployment.id for cell in chosen.values()}) - 1)

    def components(self, chosen: Mapping[str, Cell]) -> list[View]:
        """Return the parts of an assignment, each with the bill for all that it serves there."""
        serving: dict[str, dict[str, Model]] = {}
        first: dict[str, View] = {}
        for need, cell in chosen.items():
            first.setdefault(cell.view.deployment.id, cell.view)
            served = serving.setdefault(cell.view.deployment.id, {})
            served[need] = cell.view.serving[need]
        views = [replace(first[name], serving=serving[name]) for name in first]
        return list(price(views, self.found.draws))

    def bill(self, chosen: Mapping[str, Cell]) -> Bill | None:
        """Return the combined bill, the fixed parts once per component; None when a price lacks."""
        at: dict[str, list[View]] = {}
        for view in price(self._places(chosen), self.found.draws):
            if not isinstance(view.bill, Bill):
                return None
            at.setdefault(view.offer.id, []).append(view)
        return combine([together(views, self.found.draws) for views in at.values()])

    def feasible(self, chosen: Mapping[str, Cell]) -> bool:
        """Tell whether machines at hand and people carry all that is put on them.

        Each part was asked alone.
        """
        if not self._people_there(chosen):
            return False
        alone = {cell.view.deployment.id for cell in chosen.values()}
        parts = self._places(chosen)
        if len(parts) == len(alone):
            return True
        shared = price([one for one in parts if one.at_hand], self.found.draws)
        return all(one.kind != "excluded" for view in shared for one in compute(view))

    def _people_there(self, chosen: Mapping[str, Cell]) -> bool:
        """Tell whether the people are there for all that the organisation runs itself."""
        at: dict[str, View] = {}
        for need, cell in chosen.items():
            view = cell.view
            if view.self_run and view.offer.access_mode != "device":
                first = at.get(view.offer.id, replace(view, serving={}))
                serving = {**first.serving, need: view.serving[need]}
                at[view.offer.id] = replace(first, serving=serving)
        needed = [people_needed(view) for view in at.values()]
        total = sum(one.mid for one in needed if one is not None)
        return all(enough_people(view, total) for view in at.values())

    def _places(self, chosen: Mapping[str, Cell]) -> list[View]:
        """Return what is paid for: a service once, whichever of its models are used.

        Of machines at hand one pool is, whichever models are on it.
        """
        owned = own_machines(self.case)
        found: dict[tuple[str, str], View] = {}
        for need, cell in chosen.items():
            view, machine = cell.view, cell.view.deployment.machine or ""
            apart = view.by_machine and machine not in owned
            place = (view.offer.id, view.deployment.id if apart else machine)
            first = found.get(place, replace(view, serving={}))
            found[place] = replace(first, serving={**first.serving, need: view.serving[need]})
        return list(found.values())

    def overrun(self, bill: Bill | None) -> float:
        """Return how far a combined bill is above the ceiling, even one that is not strict."""
        ceiling = self.case.ceiling
        if ceiling is None:
            return -1.0
        return 1.0 if bill is None else bill.paid_spread.p50 / max(ceiling, SMALLEST_COIN) - 1

    def scored(self, chosen: Mapping[str, Cell]) -> Scored:
        """Return an assignment with its score in every sample and the combined bill."""
        bill = self.bill(chosen)
        total: Floats = np.zeros(self.found.draws.samples)
        values = self.values_together(chosen, bill)
        for name, weights in self._weights.items():
            total += weights * values[name]
        return Scored(chosen, total, bill)

    def values_together(
        self, chosen: Mapping[str, Cell], bill: Bill | None
    ) -> dict[str, Floats | float]:
        """Return the values of an assignment by factor, money by the combined bill."""
        values = [self._values(cell) for cell in chosen.values()]
        anybody = next(iter(chosen.values())).view
        together = replace(anybody, bill=bill)
        served = self.served(chosen)
        return {
            name: served * self._money(factor, together)
            if factor.measure in FROM_THE_BILL
            else sum(one[name] for one in values)
            for name, factor in self.factors.items()
        }

    def served(self, chosen: Mapping[str, Cell]) -> float:
        """Return the share of the work that counts: served, less what may fail its floor."""
        return sum(
            need.share * kept(chosen[need.id].view, need, self.found.draws)
            for need in self.case.needs
            if need.id in chosen
        )

    def _money(self, factor: Factor, together: View) -> Floats | float:
        performance = FROM_THE_BILL[factor.measure](together, self.found.reference)
        valued = self.scales.value(factor, performance)
        return valued.mean if valued.samples is None else valued.samples


def _first_of(members: Collection[str], cells: Mapping[str, Sequence[Cell]]) -> dict[str, Cell]:
    """Return for each workload the first candidate that is one of some deployments."""
    found = {}
    for need, those in cells.items():
        first = next((one for one in those if one.view.deployment.id in members), None)
        if first is not None:
            found[need] = first
    return found


def _paid_together(cells: Iterable[Cell]) -> float:
    """Return about what an assignment costs: of machines that serve several the dearest bill."""
    machines: dict[str, float] = {}
    total = 0.0
    for one in cells:
        name, middle = one.view.deployment.id, one.middle or 0.0
        if one.view.by_machine:
            machines[name] = max(machines.get(name, 0.0), middle)
        else:
            total += middle
    return total + sum(machines.values())
