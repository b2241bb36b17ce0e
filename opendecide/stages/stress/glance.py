"""A quick look at those who may lead after a change: few samples, and what it does not move stays.

It only says where to look: the pipeline has to agree.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from opendecide.measures.case import Case
from opendecide.measures.draws import Draws
from opendecide.measures.performance import Floats
from opendecide.measures.table import FROM_THE_BILL
from opendecide.measures.view import View
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria, factors_of
from opendecide.model.profile import Profile
from opendecide.stages.assessment.ratings import rate_all, shares_of
from opendecide.stages.billing.costing import price
from opendecide.stages.billing.reference import reference_total
from opendecide.stages.favourites import elsewhere
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates import AFTER_COST, BEFORE_COST
from opendecide.stages.gates.quality_floor import unlikely_for
from opendecide.stages.run import Run, scales_of, weigh
from opendecide.stages.screening.screen import sift, sift_fewer
from opendecide.stages.stress.standing import SAFE, standing

COARSE = 64
"""Samples."""
UNGATED = frozenset({*FROM_THE_BILL, "latency_headroom"})
"""Measures whose causes no gate before the bill reads."""


class Guess(NamedTuple):
    """What a quick look says of today's answer after a change."""

    gap: float
    """As in `Standing.gap`."""
    keeps_it_all: bool
    """Whether somebody of today's family still does all of today's work: who is best at what is
    left of it may be whoever leads today."""


UNMOVED = Guess(SAFE, keeps_it_all=True)


class Glance:
    """Looks again at the rows of one pass that may lead."""

    def __init__(self, today: Run, criteria: Criteria, rows: Sequence[int]) -> None:
        self.today, self.criteria, self.rows = today, criteria, tuple(rows)
        self.ours = today.families[today.evaluation.order[0]]
        self._factors = factors_of(criteria)
        self._coarse = Draws(today.draws.seed, COARSE)
        self._nothing = np.zeros(COARSE)
        self._before: dict[int, tuple[Floats, float]] = {}

    def after(self, profile: Profile, catalog: Catalog, measures: frozenset[str] | None) -> Guess:
        """Return about how far today's family is ahead after a change, and whether it does it all.

        Args:
            profile: After the change.
            catalog: After the change.
            measures: Those that it may move; all of them when absent.
        """
        case, _ = complete(profile, catalog, self.criteria, like=self.today.case)
        draws = self._coarse
        scales = scales_of(case, draws)
        billed = measures is None or bool(measures & FROM_THE_BILL.keys())
        left = self.views(case, catalog)
        if catalog is not self.today.case.catalog:
            left = {row: view for row, view in left.items() if self._touched(row, view)}
        still = [row for row in self.rows if row not in left]
        gated = not (measures and measures <= UNGATED)
        left = self.left(left, draws, before=gated, after=billed)
        if still and len(self.today.views[0].serving) == len(case.needs):
            left = {row: one for row, one in left.items() if len(one.serving) == len(case.needs)}
        reference = reference_total(case, draws) if billed else self._nothing
        weights = self.today.weights.mean
        if measures is None:
            weights = weigh(profile, self.criteria, self.today.draws)[0].mean
        columns = [
            (column, name)
            for column, (name, factor) in enumerate(self._factors.items())
            if weights[column] > 0 and (measures is None or factor.measure in measures)
        ]
        moved = {name: self._factors[name] for _, name in columns}
        scores = [float(self.today.problem.mean[row] @ weights) for row in still]
        for row, view in left.items():
            before, served_before = self._values_before(row)
            # What no workload decides counts for all that is served, so it shrinks with that.
            after = before * (shares_of(view, draws).total / served_before)
            ratings = rate_all(view, moved, scales, draws, reference)
            for column, name in columns:
                after[column] = ratings[name].valued.mean
            scores.append(float((self.today.problem.mean[row] + after - before) @ weights))
        rows = [*still, *left]
        found = standing(
            np.array(scores),
            [self.today.problem.deployments[row] for row in rows],
            [self.today.families[row] for row in rows],
            self.ours,
        )
        return Guess(found.gap, self._keep_it_all(still, left))

    def _keep_it_all(self, still: Collection[int], left: Mapping[int, View]) -> bool:
        """Tell whether somebody of today's family is left who does all of today's work."""
        served = self.today.views[self.today.evaluation.order[0]].serving.keys()
        ours = (one for row, one in left.items() if self.today.families[row] == self.ours)
        return any(self.today.families[row] == self.ours for row in still) or any(
            served <= one.serving.keys() for one in ours
        )

    def left(
        self, views: Mapping[int, View], draws: Draws, *, before: bool = True, after: bool = True
    ) -> dict[int, View]:
        """Return what the gates leave, with bills: where somebody serves all, only such."""
        scarce = self.today.screened.scarce

        def priced(some: Iterable[View]) -> tuple[View, ...]:
            return price(some, draws)

        left, most = dict(views), len(self.today.case.needs)
        if before:
            asked = {row: sift_fewer(one, BEFORE_COST, scarce) for row, one in left.items()}
            left = {row: one for row, one in asked.items() if one is not None}
        if after:
            billed = dict(zip(left, priced(left.values()), strict=True))
            asked = {row: sift(one, AFTER_COST) for row, one in billed.items()}
            if not any(one is not None and len(one.serving) == most for one in asked.values()):
                asked = {
                    row: sift_fewer(one, AFTER_COST, scarce, priced) for row, one in billed.items()
                }
            left = {row: one for row, one in asked.items() if one is not None}
        whole = {row: one for row, one in left.items() if len(one.serving) == most}
        left = whole or left
        likely = {row: one for row, one in left.items() if not unlikely_for(one)}
        return likely or left

    def _touched(self, row: int, view: View) -> bool:
        """Tell whether a fact of the catalogue that moved belongs to one of the rows."""
        before = self.today.views[row]
        return (
            view.offer is not before.offer
            or any(view.serving[need] is not model for need, model in before.serving.items())
            or (view.by_machine and view.case.catalog.machines is not before.case.catalog.machines)
        )

    def views(self, case: Case, catalog: Catalog) -> dict[int, View]:
        """Return the rows that may lead as another case and other facts see them, before gates."""
        found = {}
        for row in self.rows:
            one = self.today.screened.views[self.today.problem.deployments[row]]
            found[row] = elsewhere(one, case, catalog)
        return found

    def _values_before(self, row: int) -> tuple[Floats, float]:
        """Return today's values and what is served, from as few samples as a guess takes."""
        if row not in self._before:
            case, draws = self.today.case, self._coarse
            [view] = price([self.today.views[row]], draws)
            reference = reference_total(case, draws)
            ratings = rate_all(view, self._factors, scales_of(case, draws), draws, reference)
            values = np.array([one.valued.mean for one in ratings.values()])
            self._before[row] = (values, shares_of(view, draws).total)
        return self._before[row]
