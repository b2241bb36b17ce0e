"""About what given assignments are worth after a change: few samples, and only what it moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from opendecide.measures.draws import Draws
from opendecide.measures.view import View
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria, factors_of
from opendecide.model.profile import Profile
from opendecide.stages.billing.costing import price
from opendecide.stages.billing.reference import reference_total
from opendecide.stages.favourites import elsewhere
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates import AFTER_COST, BEFORE_COST
from opendecide.stages.hybrid.division import parted
from opendecide.stages.hybrid.joint_table import Cell, Table
from opendecide.stages.run import Run, weigh
from opendecide.stages.screening.screen import sift
from opendecide.stages.stress.glance import UNGATED

Serving = Mapping[str, View]
"""By workload, who serves it."""


@dataclass(frozen=True, slots=True)
class Rough:
    """An assignment after a change, against today.

    Attributes:
        more: What it gains in score, from -1 to 1.
        dearer: Its bill against the ceiling, as a multiple of what that is today.
    """

    more: float
    dearer: float


class Sketch:
    """Looks again at assignments of one pass."""

    def __init__(
        self, whole: Run, criteria: Criteria, draws: Draws, those: Sequence[Serving]
    ) -> None:
        self.whole, self.criteria, self.draws, self.those = whole, criteria, draws, those
        self._factors = factors_of(criteria)

    def after(
        self, changed: tuple[Profile, Catalog], measures: frozenset[str] | None
    ) -> list[Rough | None]:
        """Return the assignments after a change; None for one that a gate takes apart.

        Args:
            changed: Profile and catalogue after the change.
            measures: Those that it may move; all of them when absent.
        """
        profile, catalog = changed
        case, _ = complete(profile, catalog, self.criteria, like=self.whole.case)
        divided = parted(case)
        if divided is not None:
            case, _ = complete(divided[0], catalog, self.criteria, like=self.whole.case)
        moved = {
            name: one
            for name, one in self._factors.items()
            if measures is None or one.measure in measures
        }
        table = Table(
            replace(
                self.whole,
                case=case,
                draws=self.draws,
                reference=reference_total(case, self.draws),
                drawn=weigh(profile, self.criteria, self.draws)[0],
            ),
            moved,
        )
        gated = not (measures and measures <= UNGATED)
        known = case.needs and {need.id for need in case.needs}
        return [
            self._against(before, self._seen(table, those, catalog, gated=gated), table)
            if known and those.keys() <= known
            else None
            for those, before in zip(self.those, self._today, strict=True)
        ]

    @cached_property
    def _today(self) -> list[tuple[Table, Mapping[str, float], float]]:
        case = self.whole.case
        table = Table(
            replace(
                self.whole,
                draws=self.draws,
                reference=reference_total(case, self.draws),
                drawn=weigh(case.profile, self.criteria, self.draws)[0],
            ),
            self._factors,
        )
        return [(table, *self._worth(table, _cells(table, one))) for one in self.those]

    def _against(
        self,
        before: tuple[Table, Mapping[str, float], float],
        chosen: Mapping[str, Cell] | None,
        table: Table,
    ) -> Rough | None:
        if chosen is None:
            return None
        today, worth_then, bill_then = before
        worth, bill = self._worth(table, chosen)
        more = sum(
            table.mean[name] * worth[name] - today.mean[name] * worth_then[name] for name in worth
        )
        ceilings = [one.case.ceiling or 1.0 for one in (today, table)]
        return Rough(more, bill / bill_then * ceilings[0] / ceilings[1])

    def _worth(self, table: Table, chosen: Mapping[str, Cell]) -> tuple[Mapping[str, float], float]:
        """Return values by factor, and the bill at its median; 1 where a price lacks."""
        bill = table.bill(chosen)
        values = table.values_together(chosen, bill)
        means = {name: float(np.mean(one)) for name, one in values.items()}
        return means, 1.0 if bill is None else max(bill.paid_spread.p50, 1.0)

    def _seen(
        self, table: Table, serving: Serving, catalog: Catalog, *, gated: bool
    ) -> Mapping[str, Cell] | None:
        """Return an assignment as another case and other facts see it, where the gates let it."""
        seen = {need: elsewhere(view, table.case, catalog) for need, view in serving.items()}
        if gated and any(sift(view, BEFORE_COST) is None for view in seen.values()):
            return None
        chosen = _cells(table, seen)
        for part in table.components(chosen):
            left = sift(part, AFTER_COST)
            if left is None or len(left.serving) < len(part.serving):
                return None
        return chosen


def _cells(table: Table, serving: Serving) -> dict[str, Cell]:
    """Return each workload at its deployment, which has a bill for it alone, as in a table."""
    views = [replace(view.serving_only((need,)), bill=None) for need, view in serving.items()]
    billed = price(views, table.found.draws)
    return {need: Cell(view, 0.0) for need, view in zip(serving, billed, strict=True)}
