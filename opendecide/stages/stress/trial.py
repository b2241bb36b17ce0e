"""Trying a change: a quick guess to find it, and the pipeline itself to believe it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from math import inf

import numpy as np

from opendecide.cost import Bill
from opendecide.cost.run_bill import PROVIDED
from opendecide.measures.performance import Floats
from opendecide.measures.quality import middle_share
from opendecide.measures.table import FROM_THE_BILL
from opendecide.measures.view import View
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria, factors_of
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.model.robustness import WeightInterval
from opendecide.stages.assessment.evaluation import without_unknown_factors
from opendecide.stages.assessment.ratings import Problem, assess, rate
from opendecide.stages.assessment.scales import Valued
from opendecide.stages.favourites import CLOSER, elsewhere, favourites
from opendecide.stages.filling.completion import complete
from opendecide.stages.filling.planning_figures import planning
from opendecide.stages.gates import BEFORE_COST
from opendecide.stages.gates.money_and_tests import BUDGET, limit_beside_others
from opendecide.stages.hybrid.combination import choose
from opendecide.stages.newcomers import let_in_by_less, newcomers_after
from opendecide.stages.run import Run, assessed, place_of, promising, scales_of, weigh
from opendecide.stages.screening.proven import lacks_a_price_alone
from opendecide.stages.screening.screen import sift_fewer
from opendecide.stages.screening.shortlist import Look, within_reach
from opendecide.stages.screening.soft_ceiling import keepers
from opendecide.stages.stress.change import Change
from opendecide.stages.stress.glance import UNMOVED, Glance, Guess
from opendecide.stages.stress.levers.lever import Lever
from opendecide.stages.stress.pinning import side
from opendecide.stages.stress.standing import (
    LOST,
    NOBODY,
    SAFE,
    Standing,
    of_one,
    of_several,
    standing,
)
from opendecide.stages.stress.weights_stability import weight_intervals
from opendecide.stages.weighing.voices import voices
from opendecide.stages.weighing.weights import WeightDraws

SIBLINGS = 4
SOONER = frozenset({"ceiling", "quality"})
"""Figures that, as they rise, put somebody in front before whom the search looked at."""
REWEIGHED = frozenset({"weight", "voice"})
"""Changes that move weights alone; values stay as they are."""
A_SEARCH = 4
"""How often a figure is usually asked about: no search begins with less than that left."""
NEWCOMERS, AFTER_A_CHOICE = 8, 24
"""How many who are not in front today are looked at when a figure shuts the front out, and when a
plain choice does: that is asked once, a figure many times."""
LIKELY = 3
"""Of those, how many say in which families whoever takes over is."""
AMONG_ALL = 2
"""As many runs as looking among all takes the time of."""
STRONGER = 3
"""How many models of today's family that are better at a workload are looked at as it asks more."""
KEPT = 160
"""Loads whose machines are remembered from one pass to the next: half a megabyte each."""
PAST = 0.01
"""How far off a point all are asked, as a share of it: a report tries a change as far past it."""


def mean_scores(problem: Problem, weights: WeightDraws) -> Floats:
    """Return the mean score of every row, shape (n,)."""
    means = problem.fixed @ weights.mean
    columns = np.ascontiguousarray(weights.samples.T)
    for (row, column), values in problem.moving.items():
        means[row] += float(columns[column] @ values) / len(values)
    return np.asarray(means)


def _contribution(valued: Valued, weights: Floats) -> float:
    """Return the mean weighted value of one entry."""
    if valued.samples is None:
        return valued.mean * float(weights.mean())
    return float(weights @ valued.samples) / len(weights)


def places_of(
    looked: Iterable[str], among: Iterable[View], families: Collection[str | None] | None = None
) -> frozenset[str]:
    """Return where the models of some places are had, in some families if not in all."""
    models = {place.partition("@")[0] for place in looked}
    found = (
        place_of(one.deployment.id)
        for one in among
        if families is None or one.deployment.family in families
    )
    return frozenset(place for place in found if place.partition("@")[0] in models)


def _there_as_well(looked: Iterable[str], among: Iterable[View]) -> frozenset[str]:
    """Return what else is had where some places are."""
    offers = {place.rpartition("@")[2] for place in looked}
    return frozenset(place_of(one.deployment.id) for one in among if one.offer.id in offers)


class Trial:
    """Tries changes of one case."""

    def __init__(self, today: Run, criteria: Criteria, change: Change, rows: Sequence[int]) -> None:
        self.today, self.criteria, self.change = today, criteria, change
        self.ours = today.families[today.evaluation.order[0]]
        self.rows = tuple(rows)
        self.problem = today.problem
        """The values of all that may lead, by row."""
        self.kinds = today.families
        """What counts as the same answer, by row."""
        self.pool = {place_of(today.problem.deployments[row]) for row in rows}
        self.front = frozenset(place_of(today.problem.deployments[row]) for row in rows[:1])
        # They shut out whoever is far above a soft ceiling and does no more.
        for keeps in keepers(today.views, today.screened.conditions)[:1]:
            self.pool.add(place_of(keeps.deployment.id))
        self.rests_on: frozenset[str] = frozenset()
        """Paths of figures that today's answer would not be the answer without, were they lower."""
        self.runs = 0
        """How often the pipeline itself was asked."""
        self._factors = factors_of(criteria)
        self.glance = Glance(today, criteria, self.rows)
        self._today_means = today.evaluation.mean
        self._extras: dict[str, Problem | None] = {}
        self._reweighed: dict[str, Standing | None] = {}
        self._outdone = frozenset(one.deployment.id for one in today.screened.passed) - frozenset(
            (
                *(one.deployment.id for one in today.screened.set_aside),
                *today.problem.deployments,
            )
        )

    def exact(
        self, setting: str, *, also: Collection[str] = (), bill_only: bool = False
    ) -> Standing | None:
        """Return who leads after a change, by the pipeline with today's seed and samples.

        Args:
            setting: As `--set` takes it.
            also: Places to look at instead of those that may lead today; the leader stays.
            bill_only: Nothing but the bill can move: the other values are today's, to the digit.
        """
        changed = self.change.roughly(setting)
        if changed is None:
            return None
        if bill_only and not self.everybody:
            self.runs += 1
            with self._a_pass():
                return self._rebilled(*changed)
        only: Collection[str] | None = {*self.front, *also}
        if not also:
            only = {*self.pool, *self.siblings}
        if self.everybody:
            only = None
        return self._counted(self._told(self._found(changed, only=only)), 1)

    def _counted(self, found: Standing | None, runs: int) -> Standing | None:
        """Count what an answer took: whom no gate lets pass nobody rates, which is most of it."""
        self.runs += runs - (found == NOBODY)
        return found

    def needs(self, lever: Lever) -> int:
        """Return how many runs it usually takes to find where a lever turns the answer."""
        if lever.kind in REWEIGHED:
            return 0  # values stay as they are
        return 1 if lever.choices else A_SEARCH

    def chosen(self, lever: Lever, choice: str, also: Collection[str]) -> Standing | None:
        """Return who leads after a plain choice.

        Args:
            lever: What is chosen.
            choice: What it becomes.
            also: Places that it lets in; without any, those that look best then are looked at.
        """
        setting = lever.setting(choice)
        if lever.frees == BUDGET:  # many of those too dear today were never looked at closely
            return self.among_all(setting, opens=False)
        best = tuple(also) or self.promising(setting, AFTER_A_CHOICE)
        looked = {*best, *self._hosts(best), *self.pool}
        found = self.alone_or_together(setting, looked)
        # Who leads these for want of a fact alone stands behind others who are known to pass.
        # Whom a choice lets in a quick look may misjudge: of them too all are asked.
        # So they are where whoever leads is far above a soft ceiling: somebody may keep to it.
        turns = found is not None and found.places != self.front
        if (
            found is None
            or self.falls_short(found)
            or self._too_dear(found, best)
            or (turns and (lever.frees is not None or self._beyond_a_wish(found)))
        ):
            return self.among_all(setting, opens=lever.opens(0))
        if not turns:
            return found
        # Whoever leads then may do so with another model there, and with that one elsewhere: among
        # many a quick look may have passed these over for a bill. The same question once more, so
        # that no other goes unasked for it.
        passed = self.today.screened.passed
        for beside in (_there_as_well, partial(places_of, families={found.family})):
            others = beside(found.places, passed)
            if not others <= found.places:
                self.runs -= 1
                again = self.exact(setting, also=found.places | others)
                if again is None or again.leader is None:
                    return again
                if again.places != found.places:
                    # By how little, a quick look at all may see otherwise: so all are asked.
                    return self.among_all(setting, opens=lever.opens(0))
        return found

    def alone_or_together(self, setting: str, places: Collection[str]) -> Standing | None:
        """Return who leads some places after a choice: together where that is the answer then.

        Where today's leader stays first there is nothing to tell, and nobody is combined.
        """
        changed = self.change.roughly(setting)
        if changed is None:
            return None
        among = None if self.everybody else {*self.front, *places}
        found = self._found(changed, among=among)
        first = self._told(found)
        if (
            first is not None
            and first.leader
            and first.places != self.front
            and not first.served_by
        ):
            first = self._answer(found) or first
        return self._counted(first, 1)

    def together(self, setting: str, also: Collection[str]) -> Standing | None:
        """Return who leads those that may, and some places besides: together where that pays."""
        changed = self.change.roughly(setting)
        if changed is None:
            return None
        only = None if self.everybody else {*self.pool, *self.siblings, *self._for_parts, *also}
        return self._counted(self._answer(self._found(changed, only=only)), 1)

    @property
    def may_be_several(self) -> bool:
        """Tell whether several together may come to lead before a point where one alone does."""
        profile = self.today.case.profile
        return 1 not in (len(profile.workloads), profile.preferences.max_components)

    @cached_property
    def _for_parts(self) -> frozenset[str]:
        """Places of those that leave work to others today: of each family the best for each part.

        Alone they are never the answer while somebody does it all, so no search looks at them.
        """
        today = self.today
        look = Look(today.case, self.criteria, today.weights.by_factor, today.draws.seed)
        best: dict[tuple[str, str], tuple[float, str]] = {}
        for view in today.partial:
            place, family = place_of(view.deployment.id), view.deployment.family
            for need in view.serving:
                found = (-look.alone(view.serving_only((need,))), place)
                best[need, family] = min(found, best.get((need, family), found))
        return frozenset(place for _, place in best.values())

    @cached_property
    def without_its_model(self) -> tuple[str, ...]:
        """Places of the best of each family that does without the leader's model.

        What is said of a model moves the best of other families too, where these have it.
        """
        today, order = self.today, self.today.evaluation.order
        model = today.views[order[0]].model.id
        best: dict[str, str] = {}
        for row in order:
            view = today.views[row]
            if model not in {one.id for one in view.serving.values()}:
                best.setdefault(today.families[row], place_of(view.deployment.id))
        return tuple(best.values())

    def _hosts(self, best: Sequence[str]) -> frozenset[str]:
        """Return where else the models that look best are, in the families that look best.

        A quick look knows no bill, and at one place a model may cost half of what it does at
        another.
        """
        passed = self.today.screened.passed
        family = {place_of(one.deployment.id): one.deployment.family for one in passed}
        families = {family[place] for place in best[:LIKELY] if place in family}
        return places_of(best, passed, families)

    def confirmed(
        self, lever: Lever, at: float, direction: int, found: Standing
    ) -> Standing | None:
        """Return who leads past a point; None where it is today's kind, or is before it.

        Where another already leads a little before a ceiling or a minimum that rises, it is that
        one.

        The search looked at the best places of today; past the point others of the same models may
        be the best. Where nobody alone does all of the work any more, several together may: so all
        are asked. So they are of a ceiling that falls, and where all of today's family is out: then
        somebody may lead whom the search had no reason to look at. And so they are of
        other weights where which factors count depends on who is there.
        """
        lower_bar = lever.kind == "quality" and direction < 0  # whoever waited may come in
        if lower_bar or (lever.kind in SOONER and direction > 0):
            # Somebody may come in a little before, at another cost than whom the search knew, or
            # be left there of another family with a model that reaches more.
            sooner = lever.setting(at * (1 - direction * PAST))
            before = self.among_all(sooner, opens=lever.opens(direction))
            if before is not None and self.turned(before):
                return before
        without = found.gap == LOST or (lever.kind == "ceiling" and direction < 0) or lower_bar
        factors_move = lever.kind in REWEIGHED and self.everybody
        if not without and not factors_move and not self.falls_short(found):
            if lever.kind in REWEIGHED:
                return found
            looked = {*self.pool, *self.siblings, *found.places}
            beyond = lever.setting(at + direction * side(lever, at))
            others = self._other_places(looked, found) | self._best_then(beyond, looked, found)
            if not others:
                return found
            past = self.exact(beyond, also=looked | others)
            return None if past is None or not self.turned(past) else past
        off, opens = direction * max(PAST * abs(at), side(lever, at)), lever.opens(direction)
        past = self.among_all(lever.setting(at + off), opens=opens)
        if past is None or not self.turned(past):
            return None
        if lower_bar or (past.places == found.places and not factors_move):
            return past  # whom the search saw come up at this point, or has to look for anew
        # Whoever leads past the point, does it lead before it already?
        those = (*self.pool, *self.siblings, *past.places)
        before = self.exact(lever.setting(at - off), also=those)
        return None if before is None or self.turned(before) else past

    def among_all(self, setting: str, *, opens: bool, limit: float = inf) -> Standing | None:
        """Return who leads among all after a change, alone or together.

        Args:
            setting: As `--set` takes it.
            opens: Whether it may let somebody in whom a gate that reads no bill shuts out today.
            limit: What may be spent then, where nothing else changes: of those whom a quick look
                finds far above it no bill is made.
        """
        changed = self.change.exactly(setting)
        if changed is None:
            return None
        among = None if opens or self.everybody else self.passing
        if among is not None and limit < inf:
            those = (*self.today.screened.passed, *self.today.screened.waiting)
            near = within_reach(those, limit)
            among = frozenset(place_of(view.deployment.id) for view in near)
        return self._counted(self._answer(self._found(changed, among=among)), AMONG_ALL)

    @property
    def cost(self) -> float | None:
        """What today's answer is expected to cost over the horizon; None where it has no bill."""
        bill = self.today.views[self.today.evaluation.order[0]].bill
        return bill.paid_spread.p50 if isinstance(bill, Bill) else None

    @property
    def everybody(self) -> bool:
        """Tell whether which factors count depends on all deployments."""
        return self.today.case.on_missing_data == "exclude_factor"

    @cached_property
    def passing(self) -> frozenset[str]:
        """Places that no gate before the bill shuts out, or that wait for a fact."""
        screened = self.today.screened
        those = (*screened.passed, *screened.waiting)
        return frozenset(place_of(view.deployment.id) for view in those)

    def _other_places(self, looked: Collection[str], found: Standing) -> frozenset[str]:
        """Return where else on today's short list the models looked at are, in a new family.

        And where in any family that of who takes over is: a fact of it moves all of them.
        """
        listed, of_all = self.today.views, set(self.today.families)
        same = places_of(looked, listed, {found.family})
        return (same | places_of(found.places, listed, of_all)) - set(looked)

    def _best_then(self, setting: str, looked: Collection[str], found: Standing) -> frozenset[str]:
        """Return who else looks best after a change, of the family that takes over and of today's.

        With more work a cheaper model may be the best of either.
        """
        changed = self.change.roughly(setting)
        if changed is None:
            return frozenset()
        today, catalog = self.today, changed[1]
        case, _ = complete(*changed, self.criteria, like=today.case)
        look = Look(case, self.criteria, today.weights.by_factor, today.draws.seed)
        best: set[str] = set()
        for family in {found.family, self.ours}:
            passed = (one for one in today.screened.passed if one.deployment.family == family)
            kin = [elsewhere(one, case, catalog) for one in passed]
            kin.sort(key=lambda one: (-look.alone(one), one.deployment.id))
            close = kin[: CLOSER * LIKELY]
            close.sort(key=lambda one: (-look.alone(one) - look.together(one), one.deployment.id))
            best |= {place_of(one.deployment.id) for one in close[:LIKELY]}
        return frozenset(best - set(looked))

    def falls_short(self, found: Standing) -> bool:
        """Tell whether nobody alone is left who serves what is served today."""
        leader = self.today.views[self.today.evaluation.order[0]]
        left = any(need in leader.serving for need in found.not_served)
        return found.leader is None or left or bool(found.assignments)

    def turned(self, found: Standing) -> bool:
        """Tell whether an answer is of another kind than today's, or another that does less."""
        another = found.places != self.front
        return found.kind != self.ours or (another and self.falls_short(found))

    def is_main(self, found: Standing) -> bool:
        """Tell whether today's leader is the main part of a combination."""
        return found.leader is not None and place_of(found.leader) in self.front

    def _too_dear(self, found: Standing, best: Collection[str]) -> bool:
        """Tell whether the best of today's family fell to their bill: a cheaper one may do."""
        passed = self.today.screened.passed
        ours = {place_of(one.deployment.id) for one in passed if one.deployment.family == self.ours}
        return found.gap == LOST and bool(ours & set(best))

    def _beyond_a_wish(self, found: Standing) -> bool:
        """Tell whether who leads is shut out as soon as anybody keeps to a soft ceiling."""
        return found.cost is not None and found.cost > limit_beside_others(self.today.case)

    def _found(
        self,
        changed: tuple[Profile, Catalog],
        *,
        only: Collection[str] | None = None,
        among: Collection[str] | None = None,
    ) -> Run:
        """Return the pass after a change, with today's seed and samples."""
        profile, catalog = changed
        draws = self.today.draws
        with self._a_pass():
            return assessed(profile, self.criteria, catalog, draws, only=only, among=among)

    @contextmanager
    def _a_pass(self) -> Iterator[None]:
        """Forget at the end what a pass drew, and sized beyond a measure: it fills the memory."""
        draws = self.today.draws
        with draws.briefly("planning", "demand"):
            yield
        planning(self.today.case, draws).forget(PROVIDED, KEPT)

    def _told(self, found: Run) -> Standing | None:
        """Return who leads in a pass: several together where nobody alone serves everything."""
        most = max((len(view.serving) for view in found.views), default=0)
        in_part = 0 < most < len(found.case.needs)
        return self._answer(found) if in_part else self._best_alone(found)

    def _answer(self, found: Run) -> Standing | None:
        """Return the answer of a pass: several together where that pays."""
        choice = choose(found, self.criteria) if found.views else None
        if choice is None or isinstance(choice, Message) or not choice.best.is_answer:
            return self._best_alone(found)
        return of_several(found, choice, LOST, self.front)

    def _best_alone(self, found: Run) -> Standing | None:
        """Return which deployment leads in a pass."""
        first = self._standing(
            mean_scores(found.problem, found.weights),
            found.problem.deployments,
            found.families,
        )
        if first.leader is None:
            return first
        leader = next(one for one in found.views if one.deployment.id == first.leader)
        return None if self._by_silence(found, first.leader) else of_one(found, leader, first.gap)

    def _by_silence(self, found: Run, leader: str) -> bool:
        """Tell whether somebody comes to lead only because no fact says whether it may.

        Where nothing but a price is missing it may, and it is told that this has to be asked for.
        """
        more = not lacks_a_price_alone(found.screened.conditions.get(leader, ()))
        return more and leader in found.unproven and self.today.leader not in self.today.unproven

    def _rebilled(self, profile: Profile, catalog: Catalog) -> Standing | None:
        today = self.today
        case, _ = complete(profile, catalog, self.criteria, like=self.today.case)
        left = self.glance.left(self.glance.views(case, catalog), today.draws)
        if any(
            view.serving.keys() != today.views[row].serving.keys() for row, view in left.items()
        ):
            return self._told(self._found((profile, catalog), only={*self.pool, *self.siblings}))
        scales = scales_of(case, today.draws)
        weights = today.weights.samples
        scores = []
        for row, view in left.items():
            score = float(self._today_means[row])
            for column, name in enumerate(today.problem.factors):
                if self._factors[name].measure in FROM_THE_BILL:
                    rating = rate(view, self._factors[name], scales, today.draws, today.reference)
                    after = _contribution(rating.valued, weights[:, column])
                    before = _contribution(
                        today.problem.ratings[row][name].valued, weights[:, column]
                    )
                    score += after - before
            scores.append(score)
        return self._standing(
            np.array(scores),
            [today.problem.deployments[row] for row in left],
            [today.families[row] for row in left],
        )

    def reweighed(self, setting: str) -> Standing | None:
        """Return who leads with other weights: as the pipeline finds it, values stay as they are.

        Other weights put others on the short list, so it is drawn up anew.
        """
        if setting not in self._reweighed:
            self._reweighed[setting] = self._with_other_weights(setting)
        return self._reweighed[setting]

    def _with_other_weights(self, setting: str) -> Standing | None:
        changed = self.change.roughly(setting)
        if changed is None:
            return None
        today = self.today
        weights = weigh(changed[0], self.criteria, today.draws)[0]
        heard = voices(changed[0], self.criteria, today.draws)
        kept = promising(today.screened.passed, today.case, weights, heard, today.draws)
        rows = {name: row for row, name in enumerate(today.problem.deployments)}
        known = [rows[one.deployment.id] for one in kept if one.deployment.id in rows]
        known += [row for row in self._looked_at_besides if row not in known]
        if today.case.on_missing_data == "exclude_factor":
            weights = without_unknown_factors(today.problem, weights)
        means = mean_scores(today.problem, weights)[known].tolist()
        names = [today.problem.deployments[row] for row in known]
        families = [today.families[row] for row in known]
        for view in kept:
            entry = self._extra(view) if view.deployment.id not in rows else None
            if entry is not None:
                means.append(float(mean_scores(entry, weights)[0]))
                names.append(view.deployment.id)
                families.append(view.deployment.family)
        return self._standing(np.array(means), names, families)

    @cached_property
    def _looked_at_besides(self) -> Sequence[int]:
        """The rows that are looked at whatever the weights: all, where the best are too dear.

        Others are looked at then, for what they cost, and would be again.
        """
        today = self.today
        kept = promising(today.screened.passed, today.case, today.weights, today.heard, today.draws)
        listed = {one.deployment.id for one in kept}
        rows = range(len(today.problem.deployments))
        return rows if any(today.problem.deployments[row] not in listed for row in rows) else ()

    def _extra(self, view: View) -> Problem | None:
        """Return the values of a deployment that today's short list leaves out."""
        name = view.deployment.id
        if name in self._outdone:
            return None
        if name not in self._extras:
            case, draws = self.today.case, self.today.draws
            self._extras[name] = None
            [billed] = self.glance.left({0: view}, draws, before=False).values() or (None,)
            if billed is not None and len(billed.serving) >= len(self.today.views[0].serving):
                scales = scales_of(case, draws)
                self._extras[name] = assess(
                    [billed], self.criteria, scales, draws, self.today.reference
                )
        return self._extras[name]

    def let_in(self, gate: str, setting: str) -> tuple[str, ...]:
        """Return the places that a change lets in, and that may lead then: once for a change."""
        changed = self.change.roughly(setting)
        if changed is None:
            return ()
        question = ("let in", gate, setting)
        found: tuple[str, ...] = self.today.case.once(
            question, lambda: newcomers_after(self.today, self.criteria, gate, changed)
        )
        return found

    def waiting_for(self, workload: str, setting: str) -> Mapping[str, float]:
        """Return the places that a lower minimum lets in, with what they will probably reach."""
        changed = self.change.roughly(setting)
        if changed is None:
            return {}
        return let_in_by_less(self.today, self.criteria, workload, changed)

    def stronger_kin(self, lever: Lever) -> Mapping[str, float]:
        """Return places of today's family that reach a higher minimum than who leads, and which.

        They have fewer points, and keep the family in the lead where the minimum rises.
        """
        today = self.today
        need = today.case.need(str(lever.label.values["workload"]))
        leader = today.views[today.evaluation.order[0]]
        if need.id not in leader.serving:
            return {}
        look = Look(today.case, self.criteria, today.weights.by_factor, today.draws.seed)
        best: dict[str, tuple[float, float, str]] = {}
        for view in today.screened.passed:
            if view.deployment.family == self.ours and need.id in view.serving:
                model, place = view.serving[need.id], place_of(view.deployment.id)
                share = middle_share(today.case, need, model) or 0.0
                this = (-share, -look.alone(view), place)
                best[model.id] = min(this, best.get(model.id, this))
        least = middle_share(today.case, need, leader.serving[need.id]) or 0.0
        found = sorted(best.values())[:STRONGER]
        return {place: -less for less, _, place in found if -less > least}

    def promising(self, setting: str, count: int) -> tuple[str, ...]:
        """Return the places that look best after a change, of those today admits.

        They are those that a quick look finds, and those that a full look finds best today.
        """
        changed = self.change.roughly(setting)
        if changed is None:
            return ()
        today = self.today
        found = favourites(today, self.criteria, changed, today.screened.passed, count)
        case, _ = complete(*changed, self.criteria, like=today.case)
        first = (today.views[row] for row in today.evaluation.order[:NEWCOMERS])
        best = (
            place_of(view.deployment.id)
            for view in first
            if sift_fewer(elsewhere(view, case, changed[1]), BEFORE_COST, today.screened.scarce)
        )
        return tuple(dict.fromkeys((*found, *best)))

    def guess(self, setting: str, measures: frozenset[str] | None) -> Guess:
        """Return about how far today's family would be ahead, and whether it does all of the work.

        Args:
            setting: As `--set` takes it.
            measures: Those that it may move; all of them when absent.
        """
        changed = self.change.roughly(setting)
        return UNMOVED if changed is None else self.glance.after(*changed, measures)

    def _standing(
        self, scores: Floats, deployments: Sequence[str], families: Sequence[str]
    ) -> Standing:
        return standing(scores, deployments, families, self.ours)

    @cached_property
    def lead(self) -> float:
        """How far today's family is ahead."""
        scores, order = self._today_means, self.today.evaluation.order
        others = [row for row in order if self.today.families[row] != self.ours]
        return float(scores[order[0]] - scores[others[0]]) if others else SAFE

    @cached_property
    def intervals(self) -> tuple[WeightInterval, ...]:
        """How far each weight may move."""
        return weight_intervals(self.today.problem, self.today.evaluation, self.today.families)

    @cached_property
    def siblings(self) -> frozenset[str]:
        """Places of today's family with the rivals' models, and the best with yet others."""
        today = self.today
        look = Look(today.case, self.criteria, today.weights.by_factor, today.draws.seed)
        ours = [row for row in self.rows if today.families[row] == self.ours]
        models = {today.views[row].model.id for row in ours}
        rivals = {today.views[row].model.id for row in self.rows} - models
        found: dict[str, str] = {}
        for view in sorted(
            (one for one in today.screened.passed if one.deployment.family == self.ours),
            key=lambda one: (-look.alone(one), one.deployment.id),
        ):
            if view.model.id not in models:
                found.setdefault(view.model.id, place_of(view.deployment.id))
        first = [name for name in found if name in rivals]
        others = [name for name in found if name not in rivals]
        return frozenset(found[name] for name in (*first, *others)[:SIBLINGS])
