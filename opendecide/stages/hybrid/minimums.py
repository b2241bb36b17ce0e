"""Who will probably reach the minimum of quality of a workload, as far as is known."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from opendecide.measures.case import Need
from opendecide.measures.quality import EVEN, chance_of_missing, probably_reached
from opendecide.measures.view import View
from opendecide.model.model_facts import Model
from opendecide.stages.run import Run


def probably_missed(found: Run, view: View) -> list[Need]:
    """Return the workloads whose minimum a deployment is more likely than not to miss."""
    return [
        need
        for need in view.served_needs()
        if (chance_of_missing(found.case, need, view.serving[need.id]) or 0.0) > EVEN
    ]


class Minimums:
    """The minimums that an organisation stated; one assumed by this project is a judgement.

    A part of a divided workload is asked about as the whole: its items are the same.
    """

    def __init__(self, found: Run, wholes: Mapping[str, str]) -> None:
        """Take what a pass says of its workloads.

        Args:
            found: The pass in which no workload is divided.
            wholes: The workload that a part is of, by the part's id.
        """
        self.found, self.wholes = found, wholes
        self._stated = {one.id: one for one in found.case.needs if found.case.bars[one.id].stated}

    def of(self, workload: str) -> Need | None:
        """Return the workload as the profile has it, where its minimum is stated."""
        return self._stated.get(self.wholes.get(workload, workload))

    def reaches(self, workload: str, model: Model) -> bool:
        """Tell whether a model is known to reach it more likely than not; so is any with none."""
        need = self.of(workload)
        return need is None or probably_reached(self.found.case, need, model)

    def reached_by(self, serving: Mapping[str, Model]) -> Iterator[str]:
        """Yield those served whose stated minimum is probably reached."""
        for workload, model in serving.items():
            if self.of(workload) is not None and self.reaches(workload, model):
                yield workload

    @cached_property
    def alone(self) -> tuple[float, ...]:
        """Of every deployment alone, how much of the work has its stated minimum reached."""
        share = {need.id: need.share for need in self.found.case.needs}
        return tuple(
            sum(share[one] for one in self.reached_by(view.serving)) if self._stated else 0.0
            for view in self.found.views
        )

    @property
    def nearest(self) -> list[View]:
        """Return of those alone, for each stated minimum, the likeliest to reach it."""
        found = []
        for need in self._stated.values():
            chances = [
                (chance_of_missing(self.found.case, need, view.serving[need.id]), view)
                for view in self.found.views
                if need.id in view.serving
            ]
            known = [one for one in chances if one[0] is not None]
            found += [view for _, view in sorted(known, key=lambda one: one[0] or 0.0)[:1]]
        return found
