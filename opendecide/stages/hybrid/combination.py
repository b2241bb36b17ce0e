"""A combination: each workload goes to the deployment that serves it best, if that pays.

It also does where no deployment alone will probably reach a minimum that was stated: points pay for
further components, and cannot pay for what the organisation said it needs (decision 0024).

Every further component costs a stated overhead. All sets of components among the best candidates
are tried, so the assignment is exact for the values; the best sets are then scored with the
combined bill.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from opendecide.cost import Bill
from opendecide.measures.view import View
from opendecide.model.assignment import Assignment
from opendecide.model.criteria import Criteria, factors_of
from opendecide.model.message import Message
from opendecide.model.model_facts import Model
from opendecide.model.recommendation import Hybrid, Rival
from opendecide.stages.findings.outlook import interval
from opendecide.stages.gates import Outcome
from opendecide.stages.gates.money_and_tests import budget
from opendecide.stages.hybrid.component import Component, component
from opendecide.stages.hybrid.division import Part, divided
from opendecide.stages.hybrid.joint_lead import ROUNDING, Duty, JointLead, lead_of
from opendecide.stages.hybrid.joint_table import Cell, Scored, Table
from opendecide.stages.hybrid.minimums import Minimums
from opendecide.stages.hybrid.standby import sensitive, standbys
from opendecide.stages.run import Run

RESCORED = 6
AT_FIRST_SIGHT = 3
"""Of these, the best by the scores of their cells; the others by their bills added up roughly."""
DIGITS = 9
"""To which shares of the work are told apart: they are sums."""


@dataclass(frozen=True, slots=True)
class Option:
    """An assignment beside the best deployment alone."""

    scored: Scored
    duty: Duty
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
    def serving(self) -> Mapping[str, Model]:
        """With which model."""
        return _serving(self.chosen)

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
    table: Table
    options: tuple[Option, ...]
    """The best first."""

    @property
    def minimums(self) -> Minimums:
        """Those stated, and who will probably reach them."""
        return self.table.minimums

    @property
    def best(self) -> Option:
        """The one that may be proposed."""
        return self.options[0]

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        """Who serves what in the best, with workloads called as the profile calls them."""
        return _assignments(self.whole, self.best.chosen, self.parts)

    def reached_only_by(self, option: Option) -> tuple[str, ...]:
        """Return the workloads whose stated minimum it probably reaches, and the best alone not.

        None where a deployment alone probably reaches as many of the minimums.
        """
        if not option.lead.reaches_more:
            return ()
        found, wholes = self.minimums.found, self.minimums.wholes
        alone = set(self.minimums.reached_by(found.views[found.evaluation.order[0]].serving))
        reached = {wholes.get(one, one) for one in self.minimums.reached_by(option.serving)} - alone
        return tuple(need.id for need in found.case.needs if need.id in reached)

    @property
    def rival(self) -> Rival | None:
        """The next best of another kind that does as much of the work, and may be paid."""
        best = self.best
        others = (
            one
            for one in self.options
            if one.kind != best.kind
            and one.chosen.keys() >= best.chosen.keys()
            and one.duty.reached >= best.duty.reached - ROUNDING
            and (one.within, one.too_dear) == (best.within, best.too_dear)
        )
        found = max(others, key=lambda one: float(one.scored.samples.mean()), default=None)
        if found is None:
            return None
        samples, bill = found.scored.samples, found.scored.bill
        return Rival(
            assignments=_assignments(self.whole, found.chosen, self.parts),
            score=100 * float(samples.mean()),
            ahead=float((samples > best.scored.samples).mean()),
            paid=None if bill is None else interval(bill.paid),
        )

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
    bill = best.scored.bill
    told = Hybrid(
        proposed=proposed,
        minimums=choice.reached_only_by(best),
        answer=best.is_answer,
        assignments=assigned,
        score=100 * float(best.scored.samples.mean()),
        best_single=leader.deployment.id,
        gain=100 * best.lead.gain,
        ahead=best.lead.ahead,
        overhead=100 * choice.table.taken_off(best.chosen),
        rule=_rules(choice.whole, assigned) if proposed else (),
        cost=interval(bill.total) if bill is not None else None,
        paid=interval(bill.paid) if bill is not None else None,
        reason=None if proposed else _reason(choice),
        rival=choice.rival if best.is_answer else None,
        standby=_named(standbys(choice.whole, serving), choice.parts) if proposed else alone,
    )
    if not best.is_answer:
        return Combined(told, choice=choice)
    return Combined(told, tuple(components), best.asked, choice)


def _reason(choice: Choice) -> Message:
    """Say why none is proposed, and what the one would cost that reaches what was stated."""
    if choice.best.too_dear:
        return Message(code="hybrid.too_dear")
    beyond = [
        (interval(one.scored.bill.paid).p50, one)
        for one in choice.options
        if one.lead.reaches_more and not one.within and one.scored.bill is not None
    ]
    if not beyond:
        return _alone(choice.whole)
    cost, option = min(beyond, key=lambda one: one[0])
    values = {"workload": list(choice.reached_only_by(option)), "cost": cost}
    return Message(code="hybrid.minimum_too_dear", values=values)


def _alone(found: Run) -> Message:
    """Say that nothing together does better than the best alone, for what that serves."""
    whole = len(found.views[0].serving) == len(found.case.needs)
    return Message(code="hybrid.single_better" if whole else "hybrid.no_more_served")


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
    if len({need for view in (*whole.views, *whole.partial) for need in view.serving}) == 1:
        return _alone(found)  # whoever serves it best does all that anybody does
    minimums = Minimums(found, {name: one.workload for name, one in parts.items()})
    table = Table(whole, factors_of(criteria), minimums)
    alone = frozenset(
        _bought(view.serving, dict.fromkeys(view.serving, view)) for view in whole.views
    )
    sets = [
        one
        for one in table.best_sets(case.profile.preferences.max_components)
        if _bought(_serving(one), {need: cell.view for need, cell in one.items()}) not in alone
    ]
    most = max(minimums.alone) + ROUNDING
    reaching = [one for one in sets if table.reached(one) > most]
    others = [one for one in sets if table.reached(one) <= most]
    likely = [*_rescored(table, reaching), *_rescored(table, others)]
    options = [_option(found, table, one) for one in likely]
    if not options:
        return _alone(found)
    return Choice(whole, parts, table, in_order(options))


def _serving(chosen: Mapping[str, Cell]) -> Mapping[str, Model]:
    return {need: cell.view.serving[need] for need, cell in chosen.items()}


def _bought(serving: Mapping[str, Model], views: Mapping[str, View]) -> frozenset[tuple[str, ...]]:
    """Return what is bought for each workload: of which offer, and with which model.

    Two deployments of one service that share a model stand for the same purchase there. On machines
    it matters which ones: each set of them is a purchase of its own.
    """
    return frozenset(
        (
            need,
            view.deployment.offer,
            view.deployment.id if view.by_machine else "",
            serving[need].id,
        )
        for need, view in views.items()
    )


def _rescored(table: Table, sets: Sequence[Mapping[str, Cell]]) -> Iterator[Mapping[str, Cell]]:
    """Return the best of some assignments, in the order of their cells, that are worth scoring."""
    others = sets[AT_FIRST_SIGHT:]
    order = np.argsort(-table.roughly(others), kind="stable")
    likely = (*sets[:AT_FIRST_SIGHT], *(others[place] for place in order.tolist()))
    return islice((one for one in likely if table.feasible(one)), RESCORED)


def in_order(options: Iterable[Option]) -> tuple[Option, ...]:
    """Return combinations with the best first: points count once they are within the ceiling.

    The best of those that reach more of the stated minimums comes before it where it is an answer.
    """
    best = sorted(
        options,
        key=lambda one: (not one.too_dear, one.within, one.scored.samples.mean()),
        reverse=True,
    )
    tops: dict[float, Option] = {}
    for one in best:
        if one.within is best[0].within:
            tops.setdefault(round(one.duty.reached, DIGITS), one)
    for _, top in sorted(tops.items(), key=lambda one: -one[0]):
        if top is best[0]:
            break
        if top.is_answer:
            return (top, *(one for one in best if one is not top))
    return tuple(best)


def _option(found: Run, table: Table, chosen: Mapping[str, Cell]) -> Option:
    """Return an assignment with its score, less what further components cost in oversight."""
    chosen, samples, bill = table.scored(chosen)
    samples = samples - table.taken_off(chosen)
    order, scores = found.evaluation.order, found.evaluation.scores
    more = sum(table.case.need(need).share for need in chosen) - _share(
        found, found.views[order[0]]
    )
    duty = Duty(
        reached=table.reached(chosen),
        alone=table.minimums.alone,
        serves_more=more > ROUNDING,
        serves_less=more < -ROUNDING,
    )
    serving = _serving(chosen)
    views = [cell.view for cell in chosen.values()]
    # Of a part that nobody can price the price is asked.
    first = next((one for one in views if not isinstance(one.bill, Bill)), views[0])
    asked = tuple(budget(replace(first, case=table.case, serving=serving, bill=bill)))
    return Option(
        scored=Scored(chosen, samples, bill),
        duty=duty,
        lead=lead_of(samples, scores, order[0], duty, found.case.confidence_required),
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
