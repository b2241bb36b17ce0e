"""A combination: each workload goes to the deployment that serves it best, if that pays.

Values are rated per workload on every factor; money is counted once, on the combined bill, whose
fixed parts come once per component. Every further component costs a stated overhead. All sets of
components among the best candidates are tried, so the assignment is exact for the values; the best
sets are then scored with the combined bill.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, islice
from typing import NamedTuple

import numpy as np

from opendecide.cost import Bill, combine
from opendecide.cost.order_statistics import median
from opendecide.measures.money import SMALLEST_COIN
from opendecide.measures.operability import people_needed
from opendecide.measures.performance import Floats
from opendecide.measures.table import FROM_THE_BILL
from opendecide.measures.view import View, rule
from opendecide.model.assignment import Assignment
from opendecide.model.criteria import Criteria, Factor
from opendecide.model.message import Message
from opendecide.model.model_facts import Model
from opendecide.model.recommendation import Hybrid
from opendecide.stages.assessment import factors_of, kept, mean_value, rate_all, shares_of
from opendecide.stages.bills import cost_of
from opendecide.stages.component import Component, component
from opendecide.stages.costing import price
from opendecide.stages.division import Part, divided
from opendecide.stages.gates import Outcome
from opendecide.stages.gates.feasibility import compute, enough_people
from opendecide.stages.gates.money_and_tests import budget
from opendecide.stages.joint_lead import JointLead, lead_of
from opendecide.stages.machines import own_machines
from opendecide.stages.outlook import interval
from opendecide.stages.proven import by_silence
from opendecide.stages.reference import reference_middle
from opendecide.stages.run import Run, scales_of
from opendecide.stages.standby import sensitive, standbys

CANDIDATES_PER_WORKLOAD = 8
RESCORED = 6
AT_FIRST_SIGHT = 3
"""Of these, the best by the scores of their cells; the others by their bills added up roughly."""
TRIED = 64
"""Sets of components whose bills are added up roughly, to see which of them to score."""
ROUNDING = 1e-9


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


class Scored(NamedTuple):
    """An assignment with its combined bill."""

    chosen: Mapping[str, Cell]
    samples: Floats
    """Scores, shape (s,), before the overhead of further components."""
    bill: Bill | None
    """None where a price lacks."""


@dataclass(frozen=True, slots=True)
class Option:
    """An assignment beside the best deployment alone."""

    scored: Scored
    lead: JointLead
    overrun: float
    """Its cost above the ceiling, strict or not, as a share of it; below zero within it."""
    too_dear: bool
    """Whether it is above a ceiling that is strict."""
    asked: tuple[Outcome, ...]
    """What the gates ask of all parts together."""

    @property
    def chosen(self) -> Mapping[str, Cell]:
        """Who serves what."""
        return self.scored.chosen

    @property
    def within(self) -> bool:
        """Whether it stays within the ceiling.

        Beyond it a higher bill costs no more points, so points alone would spend it for nothing.
        """
        return self.overrun <= 0

    @property
    def is_answer(self) -> bool:
        """Whether it is better than any deployment alone."""
        return self.lead.is_answer and not self.too_dear

    @property
    def parts(self) -> frozenset[str]:
        """The deployments."""
        return frozenset(cell.view.deployment.id for cell in self.chosen.values())

    @property
    def kind(self) -> str:
        """What counts as the same answer: the family that serves each workload."""
        served = (f"{need}:{cell.view.deployment.family}" for need, cell in self.chosen.items())
        return " ".join(sorted(served))


@dataclass(frozen=True, slots=True)
class Choice:
    """The combinations that were scored, and the pass in which they were."""

    whole: Run
    """The pass in which workloads may be divided."""
    parts: Mapping[str, Part]
    """What a divided workload's id stands for."""
    table: "Table"
    options: tuple[Option, ...]
    """The best first."""

    @property
    def best(self) -> Option:
        """The one that may be proposed."""
        return self.options[0]

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        """Who serves what in the best, with workloads called as the profile calls them."""
        return _assignments(self.whole, self.best.chosen, self.parts)

    def components(self) -> list[Component]:
        """Return the parts of the best, the one with the greatest share first."""
        views = self.table.components(self.best.chosen)
        found = [component(self.whole, view, self.parts) for view in views]
        return sorted(found, key=lambda one: (-one.share, one.id))


@dataclass(frozen=True, slots=True)
class Combined:
    """The combination as a record, and its parts where it is the answer of the report."""

    told: Hybrid | None
    """None when there is nothing to choose."""
    components: tuple[Component, ...] = ()
    """The one with the greatest share first; empty where one deployment is the answer."""
    asked: tuple[Outcome, ...] = ()
    """What the gates ask of all parts together."""
    choice: Choice | None = None
    """None where there is nothing to divide."""


def combination(found: Run, criteria: Criteria) -> Combined:
    """Return the best combination of deployments, and whether it is worth proposing.

    Args:
        found: What one pass of the pipeline found.
        criteria: What is judged.
    """
    if not found.views:
        return Combined(None)
    leader = found.views[found.evaluation.order[0]]
    alone = standbys(found, dict.fromkeys(leader.serving, leader.deployment.id))
    choice = choose(found, criteria)
    if isinstance(choice, Message):
        return Combined(Hybrid(proposed=False, reason=choice, standby=alone))
    best, components = choice.best, choice.components()
    proposed = best.lead.proposed and not best.too_dear
    assigned = choice.assignments
    serving = {need: cell.view.deployment.id for need, cell in best.chosen.items()}
    reason = "hybrid.too_dear" if best.too_dear else "hybrid.single_better"
    bill = best.scored.bill
    told = Hybrid(
        proposed=proposed,
        answer=best.is_answer,
        assignments=assigned,
        score=100 * float(best.scored.samples.mean()),
        best_single=leader.deployment.id,
        gain=100 * best.lead.gain,
        ahead=best.lead.ahead,
        overhead=100 * choice.table.taken_off(best.chosen),
        rule=_rules(choice.whole, assigned) if proposed else (),
        cost=interval(bill.total) if bill is not None else None,
        parts=tuple(cost_of(one.view, closely=False) for one in components)
        if best.is_answer
        else (),
        reason=None if proposed else Message(code=reason),
        standby=_named(standbys(choice.whole, serving), choice.parts) if proposed else alone,
    )
    if not best.is_answer:
        return Combined(told, choice=choice)
    return Combined(told, tuple(components), best.asked, choice)


def choose(found: Run, criteria: Criteria) -> Choice | Message:
    """Return the best combinations beside the best deployment alone, or why there is none.

    Args:
        found: What one pass of the pipeline found, with somebody in it.
        criteria: What is judged.
    """
    case = found.case
    if not case.profile.preferences.hybrid_allowed:
        return Message(code="hybrid.not_allowed")
    division = divided(found, criteria)
    if division is None and len(case.needs) == 1:
        return Message(code="hybrid.one_workload")
    whole, parts = (found, {}) if division is None else (division.found, division.parts)
    if not whole.views:
        whole, parts = found, {}
    table = Table(whole, factors_of(criteria))
    sets = table.best_sets(case.profile.preferences.max_components)
    others = sorted(sets[AT_FIRST_SIGHT:TRIED], key=table.roughly, reverse=True)
    likely = (*sets[:AT_FIRST_SIGHT], *others)
    feasible = (one for one in likely if table.feasible(one))
    options = [_option(found, table, one) for one in islice(feasible, RESCORED)]
    if not options:
        return Message(code="hybrid.single_better")
    return Choice(whole, parts, table, in_order(options))


def in_order(options: Iterable[Option]) -> tuple[Option, ...]:
    """Return combinations with the best first: points count once they are within the ceiling."""
    return tuple(
        sorted(options, key=lambda one: (one.within, one.scored.samples.mean()), reverse=True)
    )


def _option(found: Run, table: "Table", chosen: Mapping[str, Cell]) -> Option:
    """Return an assignment with its score, less what further components cost in oversight."""
    chosen, samples, bill = table.scored(chosen)
    samples = samples - table.taken_off(chosen)
    order, scores = found.evaluation.order, found.evaluation.scores
    share = sum(table.case.need(need).share for need in chosen)
    asked = tuple(budget(replace(next(iter(chosen.values())).view, bill=bill)))
    return Option(
        scored=Scored(chosen, samples, bill),
        lead=lead_of(
            samples,
            scores,
            order[0],
            serves_more=share > _share(found, found.views[order[0]]) + ROUNDING,
            confidence=found.case.confidence_required,
        ),
        overrun=table.overrun(bill),
        too_dear=any(one.kind == "excluded" for one in asked),
        asked=asked,
    )


def _share(found: Run, view: View) -> float:
    return sum(found.case.need(need).share for need in view.serving)


def _assignments(
    whole: Run, chosen: Mapping[str, Cell], parts: Mapping[str, Part]
) -> tuple[Assignment, ...]:
    """Return who serves what; the parts of a workload as one where they stay together."""
    made = [
        Assignment(
            workload=need.id,
            deployment=chosen[need.id].view.deployment.id,
            model=chosen[need.id].view.serving[need.id].id,
        )
        for need in whole.case.needs
        if need.id in chosen
    ]
    return _named(made, parts)


def _named(made: Sequence[Assignment], parts: Mapping[str, Part]) -> tuple[Assignment, ...]:
    """Say of which workload, and of which of its data, each part is."""
    places: dict[str, set[str]] = {}
    pieces: dict[str, int] = {}
    for piece in parts.values():
        pieces[piece.workload] = pieces.get(piece.workload, 0) + 1
    for one in made:
        if one.workload in parts:
            places.setdefault(parts[one.workload].workload, set()).add(one.deployment)
    served = [parts[one.workload].workload for one in made if one.workload in parts]
    found: dict[tuple[str, str | None], Assignment] = {}
    for one in made:
        part = parts.get(one.workload)
        if part is not None:
            whole = part.workload
            together = len(places[whole]) == 1 and served.count(whole) == pieces[whole]
            data_class = None if together else part.data_class
            one = one.model_copy(update={"workload": whole, "data_class": data_class})  # noqa: PLW2901 — the same, by its own name
        found.setdefault((one.workload, one.data_class), one)
    return tuple(found.values())


def _rules(whole: Run, assigned: Sequence[Assignment]) -> tuple[Message, ...]:
    """Return where everything goes, what has no place, and what happens when a place is down."""
    rules = []
    for one in assigned:
        values = {"workload": one.workload, "deployment": one.deployment}
        if one.data_class is not None:
            values["data_class"] = one.data_class
        code = "hybrid.route" if one.data_class is None else "hybrid.route_class"
        rules.append(Message(code=code, values=values))
    served = {one.workload for one in assigned}
    stated = {one.id for one in whole.case.profile.workloads}
    rules += [
        Message(code="hybrid.none_here", values={"workload": name})
        for name in sorted(stated)
        if not any(name == one or name.startswith(f"{one[:40]}-") for one in served)
    ]
    if any(sensitive(need) for need in whole.case.needs):
        rules.append(Message(code="hybrid.fail_closed"))
    return tuple(rules)


class Table:
    """Every workload at every candidate that may serve it."""

    def __init__(self, found: Run, factors: Mapping[str, Factor]) -> None:
        self.found = found
        self.case = found.case
        self.scales = scales_of(self.case, found.draws)
        self.factors = factors
        names = found.weights.factors
        self.mean: dict[str, float] = dict(zip(names, found.weights.mean.tolist(), strict=True))
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
        """By workload, the best candidates for it, the best first."""
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
        at_most = self._at_most * self.case.need(workload).share + ROUNDING
        cells: list[Cell] = []
        for value, view in without_bill:
            if len(cells) == CANDIDATES_PER_WORKLOAD and value + at_most < cells[-1].score:
                break  # not even the best bill would bring this one or the next among the best
            [billed] = price([view], self.found.draws)
            middle = median(billed.bill.total) if isinstance(billed.bill, Bill) else None
            cells.append(Cell(billed, value + self._of_bill(billed), value, middle))
            cells.sort(key=lambda one: (-one.score, one.view.deployment.id))
            cells = cells[:CANDIDATES_PER_WORKLOAD]
        return cells

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
                chosen = {
                    need: next(cell for cell in cells if cell.view.deployment.id in members)
                    for need, cells in self.cells.items()
                    if any(cell.view.deployment.id in members for cell in cells)
                }
                if size == 2:  # noqa: PLR2004 — a pair
                    chosen = self._as_a_pair(chosen, members)
                used = tuple(sorted({cell.view.deployment.id for cell in chosen.values()}))
                if len(used) == size:
                    score = sum(cell.score for cell in chosen.values())
                    found[used] = (score - self.overhead * (size - 1), chosen)
        ordered = sorted(found.items(), key=lambda one: (-one[1][0], one[0]))
        return [chosen for _, (_, chosen) in ordered]

    def _as_a_pair(self, chosen: dict[str, Cell], members: Sequence[str]) -> dict[str, Cell]:
        """Give the one that is best nowhere the workload where that costs least."""
        used = {cell.view.deployment.id for cell in chosen.values()}
        losses = [
            (chosen[need].score - cell.score, need, cell)
            for need, cells in self.cells.items()
            for cell in cells
            if len(used) == 1 and cell.view.deployment.id in set(members) - used
        ]
        if not losses or len(chosen) == 1:
            return chosen
        _, need, cell = min(losses, key=lambda one: one[:2])
        return chosen | {need: cell}

    def roughly(self, chosen: Mapping[str, Cell]) -> float:
        """Return about the score of an assignment: the bills at their medians, added up.

        Money counts for the whole decision there, while a cell has only its workload's share of it,
        so that a dear component looks better by itself than it is beside a cheap one.
        """
        worth = sum(cell.worth for cell in chosen.values()) - self.taken_off(chosen)
        middles = [cell.middle for cell in chosen.values()]
        if self.tco is None or None in middles:
            return worth
        name, factor = self.tco
        multiple = sum(one for one in middles if one is not None) / self.affordable
        return worth + self.mean[name] * float(self.scales.along(factor, np.array([multiple]))[0])

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
        at: dict[str, list[Bill]] = {}
        for view in self._places(chosen):
            [billed] = price([view], self.found.draws)
            if not isinstance(billed.bill, Bill):
                return None
            at.setdefault(view.offer.id, []).append(billed.bill)
        # Two models at one place are run, set up and watched over by one team.
        return combine([combine(bills, one_team=True) for bills in at.values()])

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
        """Return what has to run: of machines at hand one pool, whichever models are on it."""
        owned = own_machines(self.case)
        found: dict[tuple[str, str], View] = {}
        for need, cell in chosen.items():
            view, machine = cell.view, cell.view.deployment.machine or ""
            place = (view.offer.id, machine if machine in owned else view.deployment.id)
            first = found.get(place, replace(view, serving={}))
            found[place] = replace(first, serving={**first.serving, need: view.serving[need]})
        return list(found.values())

    def overrun(self, bill: Bill | None) -> float:
        """Return how far a combined bill is above the ceiling, even one that is not strict."""
        ceiling = self.case.ceiling
        if ceiling is None:
            return -1.0
        return 1.0 if bill is None else median(bill.total) / max(ceiling, SMALLEST_COIN) - 1

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
        served = sum(
            need.share * kept(chosen[need.id].view, need, self.found.draws)
            for need in self.case.needs
            if need.id in chosen
        )
        return {
            name: served * self._money(factor, together)
            if factor.measure in FROM_THE_BILL
            else sum(one[name] for one in values)
            for name, factor in self.factors.items()
        }

    def _money(self, factor: Factor, together: View) -> Floats | float:
        performance = FROM_THE_BILL[factor.measure](together, self.found.reference)
        valued = self.scales.value(factor, performance)
        return valued.mean if valued.samples is None else valued.samples
