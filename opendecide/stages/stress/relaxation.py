"""The least set of requirements to relax that lets something in, found by the gates themselves.

Requirements are tried one by one, then in pairs and threes, each as far as it goes; a set that lets
somebody in is then taken back step by step as far as it still does, and run through the pipeline.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from math import inf

from opendecide.measures.view import View
from opendecide.model.criteria import Criteria
from opendecide.model.relief import Relief
from opendecide.stages.billing.costing import price
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates import AFTER_COST, BEFORE_COST, apply
from opendecide.stages.hybrid.combination import Combined
from opendecide.stages.run import Run, place_of, run
from opendecide.stages.screening.proven import by_silence
from opendecide.stages.screening.screen import sift_fewer
from opendecide.stages.screening.shortlist import Look
from opendecide.stages.stress.change import Change
from opendecide.stages.stress.requirements import Yielding, requirements, together
from opendecide.stages.stress.to_the_end import least_barred

MOST = 3
"""Requirements that are relaxed together: a longer list is another profile."""
SHOWN = 2
"""Sets shown of those that serve every workload, and of those that serve a part."""
Wanted = Callable[[View], bool]
ENTRIES = ("scheme", "country", "item")
"""What an entry of a list is called: without one of them the others stand."""
CLOSE = 8
"""How many of those let in get a bill, before a set of requirements is given up."""


def reliefs(
    today: Run, criteria: Criteria, change: Change, combined: Combined
) -> tuple[Relief, ...]:
    """Return the least sets of requirements to relax; none when not needed.

    Those that serve every workload come first. What lets in somebody for a part of the work comes
    after them, where it asks for fewer requirements; alone where nothing serves everything. Where
    a part is answered today, those come first that serve what nobody does.

    Args:
        today: Today's pass.
        criteria: What is judged.
        change: What `--set` would make of the profile.
        combined: The combination, where it is today's answer.
    """
    needs = frozenset(need.id for need in today.case.needs)
    served = _served_by_anybody(today)
    answered = served if combined.components else _served_by_the_leader(today)
    if answered >= needs:
        return ()
    search = _Search(today, criteria, change, needs)
    whole = search.smallest(lambda view: len(view.serving) == len(needs), SHOWN)
    if answered:
        unserved = needs - served
        if not unserved:
            return whole
        of_these = _Search(today, criteria, change, unserved)
        rest = of_these.smallest(lambda view: unserved <= view.serving.keys(), 1)
        return (*(one for one in rest if one.not_served), *whole)
    most = len(whole[0].relaxed) - 1 if whole else MOST
    return (
        *whole,
        *(one for one in search.smallest(lambda _view: True, SHOWN, most) if one.not_served),
    )


def _served_by_anybody(today: Run) -> frozenset[str]:
    return frozenset(need for view in (*today.views, *today.partial) for need in view.serving)


def _served_by_the_leader(today: Run) -> frozenset[str]:
    return frozenset(
        need for row in today.evaluation.order[:1] for need in today.views[row].serving
    )


def _open(view: View) -> bool:
    """Tell whether a deployment that the gates let pass owes that to a fact nobody knows."""
    return bool(by_silence(view, apply(view, (*BEFORE_COST, *AFTER_COST))))


def _which(one: Yielding) -> str:
    """Return which requirement gives way: of a list each entry by itself, of a scale any step."""
    label = one.relaxed.label
    entry = [str(label.values[name]) for name in ENTRIES if name in label.values]
    return " ".join((one.relaxed.path, label.code, *entry))


def _settings(chosen: Sequence[Yielding]) -> list[str]:
    """Return what `--set` takes for all of them at once, each path once."""
    return list(dict.fromkeys(one.setting for one in together(chosen)))


class _Search:
    """Tries sets of requirements on those that nothing else excludes."""

    def __init__(
        self, today: Run, criteria: Criteria, change: Change, wanted: Collection[str]
    ) -> None:
        self.today, self.criteria, self.change = today, criteria, change
        self.by_path: dict[str, list[Yielding]] = {}
        for one in requirements(today, wanted):
            self.by_path.setdefault(_which(one), []).append(one)
        self.gates = {
            name: gates
            for name, objections in today.screened.excluded.items()
            if (
                gates := frozenset(
                    one.gate for one in objections if one.workload is None or one.workload in wanted
                )
            )
        }
        """What stands between a deployment and the work that is wanted of it."""
        self.entries = {
            name: frozenset(
                str(one.reason.values[entry])
                for one in today.screened.excluded[name]
                for entry in ENTRIES
                if entry in one.reason.values
            )
            for name in self.gates
        }
        """Which entries of lists that is, by deployment."""
        look = Look(today.case, criteria, today.weights.by_factor, today.draws.seed)
        self.in_order = sorted(
            self.gates, key=lambda one: (-look.alone(today.screened.views[one]), one)
        )
        """Those excluded, the most promising first."""
        self.cheapest = sorted(self.in_order, key=self._cost)
        """The same, those with the lowest bill first."""

    def _cost(self, name: str) -> float:
        """Return the expected cost that the budget gate objects to, first or behind others.

        The least barred have a bill; others have none yet.
        """
        known = self.today.screened.excluded[name]
        costs = [
            float(one.reason.values["p50"])
            for one in (*known, *least_barred(self.today).get(name, ()))
            if one.reason.code == "budget.above"
        ]
        return min(costs, default=inf)

    def smallest(self, wanted: Wanted, shown: int, most: int = MOST) -> tuple[Relief, ...]:
        """Return the smallest sets that let in somebody who is wanted."""
        for count in range(1, most + 1):
            found = [one for paths in self.sets(count) if (one := self.least(paths, wanted))]
            if found:
                found.sort(key=lambda chosen: sum(one.steps for one in chosen))
                tried = (self._run(chosen, wanted) for chosen in found[:shown])
                return tuple(one for one in tried if one is not None)
        return ()

    def sets(self, count: int) -> Iterator[tuple[str, ...]]:
        """Return sets of requirements whose gates are all that excludes somebody."""
        wanted = set(self.gates.values())
        for paths in combinations(self.by_path, count):
            gates = {self.by_path[one][0].gate for one in paths}
            if not any(one <= gates for one in wanted):
                continue
            if len({one.split()[0] for one in paths}) == count or self._of_one_list(paths):
                yield paths

    def _of_one_list(self, paths: Sequence[str]) -> bool:
        """Tell whether what shares a path are entries of a list that somebody lacks together."""
        shared = [
            self.by_path[one][0]
            for one in paths
            if sum(other.split()[0] == one.split()[0] for other in paths) > 1
        ]
        lacking = {
            str(one.relaxed.label.values[name])
            for one in shared
            for name in ENTRIES
            if name in one.relaxed.label.values
        }
        gates = {self.by_path[one][0].gate for one in paths}
        return len(lacking) == len(shared) and any(
            lacking <= self.entries[name] for name, those in self.gates.items() if those <= gates
        )

    def least(self, paths: Sequence[str], wanted: Wanted) -> list[Yielding] | None:
        """Return the least steps along some requirements that let somebody in who is wanted.

        What is taken back first is taken back furthest, and may leave the others nowhere to go: so
        each is once the first.
        """
        if not self._lets_in([self.by_path[one][-1] for one in paths], wanted):
            return None
        places = range(len(paths))
        tried = (self._taken_back(paths, (*places[n:], *places[:n]), wanted) for n in places)
        return min(tried, key=lambda chosen: sum(one.steps for one in chosen))

    def _taken_back(
        self, paths: Sequence[str], order: Sequence[int], wanted: Wanted
    ) -> list[Yielding]:
        chosen = [self.by_path[one][-1] for one in paths]
        for place in order:
            for milder in self.by_path[paths[place]]:
                tried = [*chosen[:place], milder, *chosen[place + 1 :]]
                if milder is chosen[place] or self._lets_in(tried, wanted):
                    chosen = tried
                    break
        return chosen

    def _lets_in(self, chosen: Sequence[Yielding], wanted: Wanted) -> bool:
        """Return whether the gates let one of the most promising pass, its bill included."""
        profile = self.change.all_of(_settings(chosen))
        if profile is None:
            return False
        today = self.today
        case, _ = complete(profile, today.case.catalog, self.criteria, like=today.case)
        gates = {one.gate for one in chosen}
        # What is let by today stays so: nothing becomes stricter.
        before = [one for one in BEFORE_COST if one.__name__ in gates]
        looked_at = 0
        for name in self.cheapest if "budget" in gates else self.in_order:
            if not self.gates[name] <= gates:
                continue
            seen = replace(today.screened.views[name], case=case, bill=None)
            passed = sift_fewer(seen, before, today.screened.scarce)
            if passed is None or not wanted(passed):
                continue
            [billed] = price([passed], today.draws)
            left = sift_fewer(
                billed, AFTER_COST, today.screened.scarce, lambda some: price(some, today.draws)
            )
            if left is not None and wanted(left) and not _open(left):
                return True
            looked_at += 1
            if looked_at == CLOSE:
                return False
        return False

    def _run(self, chosen: Sequence[Yielding], wanted: Wanted) -> Relief | None:
        """Run the pipeline with the requirements relaxed: how many it admits, and who leads.

        None where nobody who is wanted passes after all.
        """
        today = self.today
        profile = self.change.all_of(_settings(chosen)) or today.case.profile
        among = self._may_pass({one.gate for one in chosen})
        found = run(profile, self.criteria, today.case.catalog, today.draws, among=among)
        best = next((row for row in found.evaluation.order if wanted(found.views[row])), None)
        if best is None:
            return None
        contender = found.contenders[best]
        return Relief(
            relaxed=tuple(one.relaxed for one in together(chosen)),
            deployment=contender.deployment.id,
            name=contender.deployment.name,
            family=contender.deployment.family,
            score=100 * float(found.evaluation.mean[best]),
            admitted=len(found.screened.passed),
            serves=contender.serves,
            not_served=contender.not_served,
        )

    def _may_pass(self, gates: Collection[str]) -> set[str]:
        """Return the places that no other gate shuts: elsewhere nothing becomes less strict."""
        found = set()
        needs = {need.id for need in self.today.case.needs}
        for name in self.today.screened.views:
            objections = self.today.screened.excluded.get(name, ())
            lost = {one.workload for one in objections if one.gate not in gates}
            if None not in lost and needs - lost:
                found.add(place_of(name))
        return found
