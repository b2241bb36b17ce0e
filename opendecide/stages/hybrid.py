"""A combination: each workload goes to the deployment that serves it best, if that pays.

Values are rated per workload on every factor; money is counted once, on the combined bill, whose
fixed parts come once per component. Every further component costs a stated overhead. All sets of
components among the best candidates are tried, so the assignment is exact for the values; the best
sets are then scored with the combined bill.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, islice
from typing import NamedTuple

import numpy as np

from opendecide.cost import Bill, combine
from opendecide.cost.order_statistics import median
from opendecide.measures.money import SMALLEST_COIN
from opendecide.measures.performance import Floats
from opendecide.measures.table import FROM_THE_BILL
from opendecide.measures.view import View, rule
from opendecide.model.criteria import Criteria, Factor
from opendecide.model.message import Message
from opendecide.model.model_facts import Model
from opendecide.model.recommendation import Assignment, Hybrid
from opendecide.stages.assessment import factors_of, kept, mean_value, rate_all, shares_of
from opendecide.stages.bills import cost_of
from opendecide.stages.component import Component, component
from opendecide.stages.costing import price
from opendecide.stages.division import Part, divided
from opendecide.stages.gates import Outcome
from opendecide.stages.gates.feasibility import compute
from opendecide.stages.gates.money_and_tests import budget
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
WINS_NEEDED = 0.5
"""A combination has to beat the best single deployment in at least half of the samples."""


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
class Combined:
    """The combination as a record, and its parts where it is the answer of the report."""

    told: Hybrid | None
    """None when there is nothing to choose."""
    components: tuple[Component, ...] = ()
    """The one with the greatest share first; empty where one deployment is the answer."""
    asked: tuple[Outcome, ...] = ()
    """What the gates ask of all parts together."""


def combination(found: Run, criteria: Criteria) -> Combined:
    """Return the best combination of deployments, and whether it is worth proposing.

    Args:
        found: What one pass of the pipeline found.
        criteria: What is judged.
    """
    case = found.case
    if not found.views:
        return Combined(None)
    leader = found.views[found.evaluation.order[0]]
    alone = standbys(found, dict.fromkeys(leader.serving, leader.deployment.id))
    if not case.profile.preferences.hybrid_allowed:
        return _none("hybrid.not_allowed", alone)
    division = divided(found, criteria)
    if division is None and len(case.needs) == 1:
        return _none("hybrid.one_workload", alone)
    whole, parts = (found, {}) if division is None else (division.found, division.parts)
    if not whole.views:
        whole, parts = found, {}
    table = _Table(whole, criteria)
    sets = table.best_sets(case.profile.preferences.max_components)
    others = sorted(sets[AT_FIRST_SIGHT:TRIED], key=table.roughly, reverse=True)
    likely = (*sets[:AT_FIRST_SIGHT], *others)
    feasible = (one for one in likely if table.feasible(one))
    scored = [table.scored(one) for one in islice(feasible, RESCORED)]
    if not scored:
        return _none("hybrid.single_better", alone)
    order = found.evaluation.order
    single = float(found.evaluation.mean[order[0]])
    chosen, samples, bill = max(scored, key=lambda one: (table.within(one), one.samples.mean()))
    overhead = table.overhead * (len({cell.view.deployment.id for cell in chosen.values()}) - 1)
    samples = samples - overhead
    gain = float(samples.mean()) - single
    wins = float((samples > found.evaluation.scores[order[0]]).mean())
    asked = tuple(budget(replace(next(iter(chosen.values())).view, bill=bill)))
    too_dear = any(one.kind == "excluded" for one in asked)
    proposed = gain > 0 and wins >= WINS_NEEDED and not too_dear
    ahead = float((samples > found.evaluation.scores.max(axis=0)).mean())
    components = [component(whole, view, parts) for view in table.components(chosen)]
    components.sort(key=lambda one: (-one.share, one.id))
    serves_more = sum(one.share for one in components) > _share(found, leader) + ROUNDING
    is_answer = proposed and (serves_more or ahead >= case.confidence_required)
    assigned = _assignments(whole, chosen, parts)
    serving = {need: cell.view.deployment.id for need, cell in chosen.items()}
    reason = "hybrid.too_dear" if too_dear else "hybrid.single_better"
    told = Hybrid(
        proposed=proposed,
        answer=is_answer,
        assignments=assigned,
        score=100 * float(samples.mean()),
        best_single=found.problem.deployments[order[0]],
        gain=100 * gain,
        ahead=ahead,
        overhead=100 * overhead,
        rule=_rules(whole, assigned) if proposed else (),
        cost=interval(bill.total) if bill is not None else None,
        parts=tuple(cost_of(one.view, closely=False) for one in components) if is_answer else (),
        reason=None if proposed else Message(code=reason),
        standby=_named(standbys(whole, serving), parts) if proposed else alone,
    )
    if not is_answer:
        return Combined(told)
    return Combined(told, tuple(components), asked)


def _none(code: str, alone: tuple[Assignment, ...]) -> Combined:
    return Combined(Hybrid(proposed=False, reason=Message(code=code), standby=alone))


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


class _Table:
    """Every workload at every candidate that may serve it."""

    def __init__(self, found: Run, criteria: Criteria) -> None:
        self.found = found
        self.case = found.case
        self.weights = np.ascontiguousarray(found.weights.samples.T)
        self.scales = scales_of(self.case, found.draws)
        self.factors = factors_of(criteria)
        self.mean: dict[str, float] = dict(
            zip(self.factors, found.weights.mean.tolist(), strict=True)
        )
        points = rule(self.case, "hybrid.overhead_points")
        self.overhead = points.range[1] / 100 if points is not None and points.range else 0.0
        self.tco = next(((n, one) for n, one in self.factors.items() if one.measure == "tco"), None)
        self.affordable = max(
            reference_middle(self.case) if self.case.ceiling is None else self.case.ceiling,
            SMALLEST_COIN,
        )
        self._known: dict[tuple[str, ...], Mapping[str, Floats | float]] = {}
        self.cells = {need.id: self._cells(need.id) for need in self.case.needs}

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
        components = len({cell.view.deployment.id for cell in chosen.values()})
        worth = sum(cell.worth for cell in chosen.values()) - self.overhead * (components - 1)
        middles = [cell.middle for cell in chosen.values()]
        if self.tco is None or None in middles:
            return worth
        name, factor = self.tco
        multiple = sum(one for one in middles if one is not None) / self.affordable
        return worth + self.mean[name] * float(self.scales.along(factor, np.array([multiple]))[0])

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
        """Tell whether machines at hand carry all that is put on them: each was asked alone."""
        alone = {cell.view.deployment.id for cell in chosen.values()}
        parts = self._places(chosen)
        if len(parts) == len(alone):
            return True
        shared = price([one for one in parts if one.at_hand], self.found.draws)
        return all(one.kind != "excluded" for view in shared for one in compute(view))

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

    def within(self, one: Scored) -> bool:
        """Tell whether an assignment stays within the ceiling, even one that is not strict.

        Beyond it a higher bill costs no more points, so points alone would spend it for nothing.
        """
        ceiling = self.case.ceiling
        return ceiling is None or (one.bill is not None and median(one.bill.total) <= ceiling)

    def scored(self, chosen: Mapping[str, Cell]) -> Scored:
        """Return an assignment with its score in every sample and the combined bill."""
        bill = self.bill(chosen)
        total: Floats = np.zeros(self.found.draws.samples)
        values = [self._values(cell) for cell in chosen.values()]
        anybody = next(iter(chosen.values())).view
        together = replace(anybody, bill=bill)
        served = sum(
            need.share * kept(chosen[need.id].view, need, self.found.draws)
            for need in self.case.needs
            if need.id in chosen
        )
        for weights, (name, factor) in zip(self.weights, self.factors.items(), strict=True):
            if factor.measure in FROM_THE_BILL:
                value = served * self._money(factor, together)
            else:
                value = sum(one[name] for one in values)
            total += weights * value
        return Scored(chosen, total, bill)

    def _money(self, factor: Factor, together: View) -> Floats | float:
        performance = FROM_THE_BILL[factor.measure](together, self.found.reference)
        valued = self.scales.value(factor, performance)
        return valued.mean if valued.samples is None else valued.samples
