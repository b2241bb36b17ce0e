"""What each place is worth under another profile or other facts."""

from collections.abc import Collection, Mapping
from typing import NamedTuple, Self

from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria
from opendecide.model.profile import Profile
from opendecide.stages.assessment.contender import Contender
from opendecide.stages.run import Run, assessed, place_of
from opendecide.stages.stress.trial import mean_scores


class Places(NamedTuple):
    """What some places are worth.

    Attributes:
        best: By model and offer: the deployment and its points.
        contenders: Who they are, and what each leaves to others; by id.
        served: How many workloads each of them serves at most: all do, where one does.
    """

    best: dict[str, tuple[str, float]]
    contenders: dict[str, Contender]
    served: int

    def beside(self, others: Self) -> Self:
        """Return these with others; whoever serves more leaves no room for who serves a part."""
        if self.served != others.served:
            return max(self, others, key=lambda one: one.served)
        return self._replace(
            best=others.best | self.best, contenders=others.contenders | self.contenders
        )


def best_by_place(  # noqa: PLR0913 — all that a pass depends on
    today: Run,
    criteria: Criteria,
    profile: Profile,
    catalog: Catalog,
    places: Collection[str] | None,
    *,
    among: Collection[str] | None = None,
) -> Places:
    """Run the pipeline for some places, or for all: their best deployments, and who they are.

    Args:
        today: Today's pass, whose samples are kept.
        criteria: What is judged.
        profile: What the organisation wants and has then.
        catalog: The facts then.
        places: Models and offers to look at; the whole catalogue when absent.
        among: Of the whole catalogue, those that may pass; all of them when absent.
    """
    if today.case.on_missing_data == "exclude_factor":
        places = among = None  # which factors are left out depends on everybody
    found = assessed(profile, criteria, catalog, today.draws, only=places, among=among)
    points = (100 * mean_scores(found.problem, found.weights)).tolist()
    best: dict[str, tuple[str, float]] = {}
    # Nobody takes over because no fact says whether it may, unless that is how it is today.
    waiting = frozenset() if today.leader in today.unproven else found.unproven
    if places is None and waiting.issuperset(found.problem.deployments):
        waiting = frozenset()  # of all that there is nobody else is left: the verdict says so
    for name, score in sorted(zip(found.problem.deployments, points, strict=True)):
        if name in waiting:
            continue
        place = place_of(name)
        if place not in best or score > best[place][1]:
            best[place] = (name, score)
    served = max((len(view.serving) for view in found.views), default=0)
    return Places(best, {one.deployment.id: one for one in found.contenders}, served)


def first_of(best: Mapping[str, tuple[str, float]]) -> str | None:
    """Return who leads; None when nobody passes every gate."""
    first = min(best.values(), key=lambda one: (-one[1], one[0]), default=None)
    return None if first is None else first[0]
