"""Trying a change where a combination is the answer: the combination is looked for anew each time.

While a point is searched, looked at are the best of today's table for each workload, and the best
alone. A score depends on no other deployment, so they come out as they would among all; but who
takes over may be somebody else. So all that a gate lets pass are asked before a change is believed.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from math import inf

import numpy as np

from opendecide.measures.draws import Draws
from opendecide.measures.view import View
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.model.robustness import WeightInterval
from opendecide.stages.assessment.evaluation import evaluate
from opendecide.stages.assessment.ratings import Problem
from opendecide.stages.favourites import elsewhere
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates import BEFORE_COST
from opendecide.stages.hybrid.combination import Choice, Option, choose, in_order
from opendecide.stages.hybrid.joint_lead import ROUNDING, Duty, lead_of
from opendecide.stages.hybrid.minimums import Minimums
from opendecide.stages.run import Run, place_of, promising, weigh
from opendecide.stages.screening.screen import fallen, sift_fewer
from opendecide.stages.stress.change import Change
from opendecide.stages.stress.glance import Guess
from opendecide.stages.stress.levers import Lever
from opendecide.stages.stress.levers.moves import TESTED
from opendecide.stages.stress.pinning import side
from opendecide.stages.stress.sketch import Rough, Sketch
from opendecide.stages.stress.standing import (
    LOST,
    NOBODY,
    SAFE,
    Standing,
    of_one,
    of_several,
)
from opendecide.stages.stress.trial import AMONG_ALL, PAST, Trial
from opendecide.stages.stress.weights_stability import weight_intervals
from opendecide.stages.weighing.voices import voices

OF_A_WORKLOAD = 3
"""How many of those best at a workload are looked at."""
ALONE = 3
"""How many are, of those that are best alone most often."""
SAMPLES = 512
"""Of a guess: where a bill passes the ceiling is seen by its median, which a few tell badly."""
GUESSED = 2
"""How many alone, and how many other combinations, a guess looks at."""
RIVALS = 4
BEHIND = -1e-9
"""A gap that says no more than that another leads."""


class JointTrial(Trial):
    """Tries changes of one case whose answer is a combination."""

    def __init__(
        self,
        today: Run,
        criteria: Criteria,
        change: Change,
        rows: Sequence[int],
        choice: Choice,
    ) -> None:
        super().__init__(today, criteria, change, rows)
        self.choice = choice
        self.ours = choice.best.kind
        named = [one.deployment for one in choice.assignments]
        self.front = frozenset(map(place_of, named))
        seen = [option.chosen.values() for option in choice.options]
        best = [cells[:OF_A_WORKLOAD] for cells in choice.table.cells.values()]
        self.pool |= {
            place_of(cell.view.deployment.id) for cells in (*seen, *best) for cell in cells
        }
        often = Counter(np.argmax(today.evaluation.scores, axis=0).tolist()).most_common(ALONE)
        self.pool |= {place_of(today.problem.deployments[row]) for row, _ in often}
        if choice.best.lead.reaches_more:  # they turn it where a lower minimum is enough
            self.pool |= {place_of(view.deployment.id) for view in choice.minimums.nearest}
            reached = choice.reached_only_by(choice.best)
            self.rests_on = frozenset(f"workloads.{one}.quality.minimum" for one in reached)
        self._all = _with_options(today.problem, choice)
        kinds = (*(one.kind for one in choice.options), *today.families)
        rows_left = list(range(len(kinds)))
        if choice.best.lead.reaches_more:  # then points decide only among those that reach as much
            rows_left = [n for n, one in enumerate(choice.options) if not _less(one, choice.best)]
        self.problem = _only(self._all, rows_left)
        self.kinds = tuple(kinds[row] for row in rows_left)

    @property
    def cost(self) -> float | None:
        """What today's combination is expected to cost; None where a part has no bill."""
        bill = self.choice.best.scored.bill
        return None if bill is None else bill.paid_spread.p50

    @cached_property
    def rivals(self) -> tuple[View, ...]:
        """Who could take over: the best alone, and of each workload the best of another family."""
        found = [self.today.views[self.today.evaluation.order[0]]]
        for need, cell in self.choice.best.chosen.items():
            others = [
                one.view
                for one in self.choice.table.cells[need]
                if one.view.deployment.family != cell.view.deployment.family
            ]
            found += others[:1]
        by_id = {view.deployment.id: view for view in found}
        used = self.choice.best.parts
        return tuple(view for name, view in by_id.items() if name not in used)[:RIVALS]

    def exact(
        self, setting: str, *, also: Collection[str] = (), bill_only: bool = False
    ) -> Standing | None:
        """Return who leads after a change, alone or together; see `Trial.exact`."""
        del bill_only  # what is cheaper now may be another assignment
        changed = self.change.roughly(setting)
        if changed is None:
            return None
        self.runs += 1
        only = None if self.everybody else {*self.pool, *also}
        return self._told(self._found(changed, only=only))

    def promising(self, setting: str, count: int) -> tuple[str, ...]:
        """Return nobody while a point is searched: more are asked before it is believed."""
        del setting, count
        return ()

    def needs(self, lever: Lever) -> int:
        """Return how many runs it usually takes; what is found is asked among all."""
        return super().needs(lever) + AMONG_ALL - bool(lever.choices)

    def chosen(self, lever: Lever, choice: str, also: Collection[str]) -> Standing | None:
        """Return who leads after a plain choice among all; see `Trial.chosen`."""
        setting = lever.setting(choice)
        if also:
            near = self.exact(setting, also=also)
            if near is None or near.places == self.front:
                return None
        return self.among_all(setting, opens=lever.opens(0))

    def turned(self, found: Standing) -> bool:
        """Tell whether other families serve the workloads; to lose one of them is that as well."""
        return found.kind != self.ours

    @property
    def may_be_several(self) -> bool:
        """Every answer is looked for alone and together: none comes in that no search saw."""
        return False

    def confirmed(
        self, lever: Lever, at: float, direction: int, found: Standing
    ) -> Standing | None:
        """Return who leads past a point among all; None where it is today's kind, or is before."""
        off, opens = direction * max(PAST * abs(at), side(lever, at)), lever.opens(direction)
        past = self.among_all(lever.setting(at + off), opens=opens)
        if past is None or not self.turned(past):
            return None
        if past.places == found.places:
            return past  # whom the search saw come up at this point
        before = self.among_all(lever.setting(at - off), opens=opens)
        return None if before is None or self.turned(before) else past

    def among_all(self, setting: str, *, opens: bool, limit: float = inf) -> Standing | None:
        """Return who leads among all; where no gate opens, among all who may lead then."""
        del limit  # a part of the work costs little nearly everywhere
        changed = self.change.exactly(setting)
        if changed is None:
            return None
        self.runs += AMONG_ALL
        if opens or self.everybody:
            return self._told(self._found(changed))
        left = self._left_by_gates(changed)
        weights = weigh(changed[0], self.criteria, self.today.draws)[0]
        heard = voices(changed[0], self.criteria, self.today.draws)
        short = promising(left, self.today.case, weights, heard, self.today.draws)
        places = {place_of(view.deployment.id) for view in short}
        found = self._found(changed, only={*self.pool, *places})
        if self._others_asked(left, found):
            found = self._found(changed, among=self.passing)
        return self._told(found)

    def _others_asked(self, left: Sequence[View], found: Run) -> bool:
        """Tell whether so much falls that others are asked: those dearer, and those not known."""
        kept = (*found.views, *found.partial)
        if set(fallen(left, kept)) - self._fallen_today:
            return True
        return not all(
            any(need.id in one.serving for one in left)
            for need in self.today.case.needs
            if any(need.id in one.serving for one in self.today.screened.passed)
        )

    @cached_property
    def _fallen_today(self) -> frozenset[str]:
        screened = self.today.screened
        return frozenset(fallen(screened.passed, screened.admissible))

    def _left_by_gates(self, changed: tuple[Profile, Catalog]) -> list[View]:
        """Return what the gates without a bill leave after a change, of those admitted today.

        They are today's views, so that a quick look at them is today's as well.
        """
        case, _ = complete(*changed, self.criteria, like=self.today.case)
        left = []
        for view in self.today.screened.passed:
            seen = elsewhere(view, case, changed[1])
            kept = sift_fewer(seen, BEFORE_COST, self.today.screened.scarce)
            if kept is not None:
                left.append(view.serving_only(kept.serving))
        return left

    def guess(self, setting: str, measures: frozenset[str] | None) -> Guess:
        """Return about how far today's combination would be ahead of today's others.

        One that loses a part of the work is of another kind, so that nothing else has to say so.
        """
        changed = self.change.roughly(setting)
        gap = SAFE if changed is None else self._ahead(changed, measures)
        return Guess(gap, keeps_it_all=True)

    def _ahead(self, changed: tuple[Profile, Catalog], measures: frozenset[str] | None) -> float:
        own, *others = self._sketch.after(changed, measures)
        alone, joint = others[: len(self._singles)], others[len(self._singles) :]
        best = self.choice.best
        overrun = _later(best, own)
        strict = changed[0].budget.hard and overrun > 0
        if own is None or strict or changed[0].preferences.max_components < len(best.parts):
            return LOST
        means = self.today.evaluation.mean
        points = float(best.scored.samples.mean()) + own.more
        left = [
            float(means[row]) + one.more
            for row, one in zip(self._singles, alone, strict=True)
            if one is not None
        ]
        duty, *duties = self._duties(changed if measures == TESTED else None)
        gaps = []
        if duty.falls_short(self.today.evaluation.order[0]):
            return LOST
        if left and not duty.reaches_more:
            if best.lead.reaches_more:  # what points did not decide they decide now
                return LOST if points < max(left) else points - max(left)
            gaps.append(best.lead.margin + points - max(left) - best.lead.gain)
        for option, one, theirs in zip(self._joint, joint, duties, strict=True):
            ahead = points - float(option.scored.samples.mean()) - (one.more if one else 0.0)
            if one is None or (duty.reaches_more and theirs.reached < duty.reached - ROUNDING):
                continue
            if theirs.reaches_more and theirs.reached > duty.reached + ROUNDING:
                return LOST
            gaps += _beside(ahead, overrun, _later(option, one))
        return min(gaps, default=SAFE)

    def _duties(self, changed: tuple[Profile, Catalog] | None) -> list[Duty]:
        """Return what today's combination, and the others, reach of the minimums after a change."""
        options = [self.choice.best, *self._joint]
        if changed is None:
            return [one.duty for one in options]
        case, _ = complete(*changed, self.criteria, like=self.today.case)
        models = case.catalog.models
        views = tuple(
            replace(view, serving={need: models[one.id] for need, one in view.serving.items()})
            for view in self.today.views
        )
        minimums = Minimums(
            replace(self.today, case=case, views=views), self.choice.minimums.wholes
        )
        share = {need.id: need.share for need in self.choice.whole.case.needs}

        def reached(one: Option) -> float:
            serving = {need: models[model.id] for need, model in one.serving.items()}
            return sum(share[need] for need in minimums.reached_by(serving))

        return [replace(one.duty, alone=minimums.alone, reached=reached(one)) for one in options]

    @cached_property
    def _singles(self) -> list[int]:
        """Rows of the best alone, one of each family."""
        first = {self.today.families[row]: row for row in reversed(self.rows)}
        return [row for row in self.rows if row in first.values()][:GUESSED]

    @cached_property
    def _joint(self) -> list[Option]:
        """The best combination of each other kind."""
        first = {one.kind: one for one in reversed(self.choice.options)}
        return [one for one in self.choice.options if one is first[one.kind]][1 : 1 + GUESSED]

    @cached_property
    def _sketch(self) -> Sketch:
        """Today's combination, the best alone, and other combinations, in this order."""
        whole, parts = self.choice.whole, self.choice.parts
        draws = Draws(self.today.draws.seed, min(SAMPLES, self.today.draws.samples))
        those = [{need: cell.view for need, cell in self.choice.best.chosen.items()}]
        for row in self._singles:
            view = self.today.views[row]
            served = {
                need.id: parts[need.id].workload if need.id in parts else need.id
                for need in whole.case.needs
            }
            those.append({
                need: replace(view, case=whole.case, serving={need: view.serving[stated]})
                for need, stated in served.items()
                if stated in view.serving
            })  # fmt: skip
        those += [{need: cell.view for need, cell in one.chosen.items()} for one in self._joint]
        return Sketch(whole, self.criteria, draws, those)

    @cached_property
    def lead(self) -> float:
        """How far today's combination is ahead."""
        return _gap(self.choice, self.ours)

    @cached_property
    def intervals(self) -> tuple[WeightInterval, ...]:
        """How far each weight may move, by mean scores: a hint where more than these is asked."""
        evaluation = evaluate(self.problem, self.kinds, self.today.weights)
        if self.kinds[evaluation.order[0]] != self.ours:
            return ()
        return weight_intervals(self.problem, evaluation, self.kinds)

    def _with_other_weights(self, setting: str) -> Standing | None:
        """Return who leads with other weights among today's options, whose values stay."""
        changed = self.change.roughly(setting)
        if changed is None:
            return None
        weights = weigh(changed[0], self.criteria, self.today.draws)[0]
        scores = self._all.scores(weights.samples)
        count = len(self.choice.options)
        alone = scores[count:]
        first = int(np.argmax(alone.mean(axis=1)))
        options = tuple(
            replace(
                one,
                scored=one.scored._replace(samples=samples),
                lead=lead_of(samples, alone, first, one.duty, one.lead.confidence),
            )
            for one, samples in zip(self.choice.options, scores[:count], strict=True)
        )
        return self._of(self.today, replace(self.choice, options=in_order(options)), first)

    def _told(self, found: Run) -> Standing | None:
        """Return who leads in a pass, alone or together."""
        if not found.views:
            return NOBODY
        choice = choose(found, self.criteria)
        if isinstance(choice, Message):
            return self._alone(found, found.evaluation.order[0], LOST)
        return self._of(found, choice, found.evaluation.order[0])

    def _of(self, found: Run, choice: Choice, first: int) -> Standing | None:
        gap = _gap(choice, self.ours)
        if choice.best.is_answer:
            return of_several(found, choice, gap, self.front)
        return self._alone(found, first, gap)

    def _alone(self, found: Run, row: int, gap: float) -> Standing | None:
        view = found.views[row]
        if self._by_silence(found, view.deployment.id):
            return None
        return of_one(found, view, gap)


def _gap(choice: Choice, ours: str) -> float:
    """Return how far a kind of combination is from giving way, below zero where it has."""
    best = choice.best
    own = next((one for one in choice.options if one.kind == ours), None)
    if own is None or own.too_dear:
        return LOST
    gap = min([own.lead.margin, *_beside_others(choice, own)])
    leads = own is best and best.is_answer
    return max(gap, 0.0) if leads else min(gap, BEHIND)


def _beside_others(choice: Choice, own: Option) -> Iterator[float]:
    """Return how far others of another kind are from its place: in points, or from the ceiling.

    Whoever is within the ceiling comes before those beyond it, whatever their points.
    """
    for one in choice.options:
        if one.kind != own.kind:
            if own.lead.reaches_more and _less(one, own):
                continue  # points do not bring it there
            if one.is_answer and _less(own, one):
                yield LOST
            ahead = float(own.scored.samples.mean() - one.scored.samples.mean())
            yield from _beside(ahead, own.overrun, one.overrun)


def _less(one: Option, other: Option) -> bool:
    """Tell whether one reaches stated minimums for less of the work than another."""
    return one.duty.reached < other.duty.reached - ROUNDING


def _beside(ahead: float, own: float, other: float) -> Iterator[float]:
    """Return how far another is from the place of one's own, in points or from the ceiling."""
    if own <= 0:
        yield max(ahead, other)
    elif other <= 0:
        yield min(ahead, -own)
    else:
        yield ahead


def _later(option: Option, after: Rough | None) -> float:
    """Return how far a combination is above the ceiling after a change."""
    return option.overrun if after is None else (1 + option.overrun) * after.dearer - 1


def _only(problem: Problem, rows: Sequence[int]) -> Problem:
    """Return the values of some of the rows."""
    place = {row: place for place, row in enumerate(rows)}
    return replace(
        problem,
        deployments=tuple(problem.deployments[row] for row in rows),
        fixed=problem.fixed[list(rows)],
        moving={(place[r], c): one for (r, c), one in problem.moving.items() if r in place},
        mean=problem.mean[list(rows)],
        worst=problem.worst[list(rows)],
    )


def _with_options(problem: Problem, choice: Choice) -> Problem:
    """Return the values of today's combinations, and below them those of deployments alone.

    Weights add up to one, so what oversight of further parts costs is taken off every value.
    """
    count, shape = len(choice.options), (len(choice.options), len(problem.factors))
    fixed, mean = np.zeros(shape), np.zeros(shape)
    moving = {(row + count, column): one for (row, column), one in problem.moving.items()}
    for row, option in enumerate(choice.options):
        values = choice.table.values_together(option.chosen, option.scored.bill)
        off = choice.table.taken_off(option.chosen)
        for column, name in enumerate(problem.factors):
            value = values[name]
            mean[row, column] = float(np.mean(value)) - off
            if isinstance(value, np.ndarray):
                moving[row, column] = value - off
            else:
                fixed[row, column] = value - off
    together = tuple(" + ".join(sorted(one.parts)) for one in choice.options)
    return Problem(
        deployments=(*together, *problem.deployments),
        factors=problem.factors,
        fixed=np.vstack([fixed, problem.fixed]),
        moving=moving,
        mean=np.vstack([mean, problem.mean]),
        worst=np.vstack([mean, problem.worst]),
        ratings=(),
    )
