"""Who leads after a change: one deployment, several together, or nobody at all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from opendecide.cost import Bill
from opendecide.measures.performance import Floats
from opendecide.measures.view import View
from opendecide.model.assignment import Assignment
from opendecide.stages.hybrid.combination import Choice
from opendecide.stages.hybrid.component import joint_family
from opendecide.stages.hybrid.minimums import probably_missed
from opendecide.stages.run import Run, place_of
from opendecide.stages.screening.proven import by_silence, lacks_a_price_alone

LOST, SAFE = -1.0, 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Who leads after a change.

    Attributes:
        gap: Best score of today's family minus the best of all others; -1 when that family is
            shut out, 1 when all others are.
        leader: The deployment that leads; None where nothing acceptable is left.
        family: Its family.
        not_served: The workloads that it leaves to others; nobody serves all then.
        unserved: Those of them that nobody in the pass serves.
        doubted: Whether it is more likely than not to miss a minimum.
        assignments: Who serves what where a combination leads; its main part is the leader.
        served_by: The families that serve its workloads.
        cost: What it is expected to cost over the horizon; None where it has no bill.
        on_request: Whether its price is not known and has to be asked for.
    """

    gap: float
    leader: str | None
    family: str | None
    not_served: tuple[str, ...] = ()
    unserved: tuple[str, ...] = ()
    doubted: bool = False
    assignments: tuple[Assignment, ...] = ()
    served_by: str = ""
    cost: float | None = None
    on_request: bool = False

    @property
    def kind(self) -> str:
        """What counts as the same answer: the family, or those that serve each workload."""
        return self.served_by or self.family or ""

    @property
    def places(self) -> frozenset[str]:
        """Models and offers of all that is in use."""
        named = {one.deployment for one in self.assignments}
        if self.leader is not None:
            named = named or {self.leader}
        return frozenset(map(place_of, named))


NOBODY = Standing(LOST, None, None)
"""No gate lets anybody pass: of all changes the one that an organisation has to know of first."""


def standing(
    scores: Floats, deployments: Sequence[str], families: Sequence[str], ours: str
) -> Standing:
    """Return who leads by mean scores."""
    if not len(scores):
        return NOBODY
    order = sorted(range(len(scores)), key=lambda i: (-round(float(scores[i]), 12), deployments[i]))
    best = order[0]
    own = max((float(scores[i]) for i in order if families[i] == ours), default=None)
    other = max((float(scores[i]) for i in order if families[i] != ours), default=None)
    gap = LOST if own is None else SAFE if other is None else own - other
    return Standing(gap, deployments[best], families[best])


def of_one(found: Run, view: View, gap: float) -> Standing:
    """Return the standing of a deployment that leads a pass alone."""
    left = tuple(need.id for need in found.case.needs if need.id not in view.serving)
    served = {need for one in (*found.views, *found.partial) for need in one.serving}
    return Standing(
        gap,
        view.deployment.id,
        view.deployment.family,
        left,
        tuple(need for need in left if need not in served),
        doubted=bool(probably_missed(found, view)),
        cost=view.bill.paid_spread.p50 if isinstance(view.bill, Bill) else None,
        on_request=view.deployment.id in found.unproven
        and lacks_a_price_alone(found.screened.conditions[view.deployment.id]),
    )


def of_several(found: Run, choice: Choice, gap: float, front: Collection[str]) -> Standing | None:
    """Return the standing of a combination; None where a part is new and known by silence only.

    Args:
        found: The pass.
        choice: Its combinations.
        gap: How far today's answer is ahead.
        front: Models and offers of today's answer.
    """
    cells = choice.best.chosen.items()
    new = [cell.view for _, cell in cells if place_of(cell.view.deployment.id) not in front]
    conditions = choice.whole.screened.conditions
    if any(by_silence(view, conditions.get(view.deployment.id, ())) for view in new):
        return None  # nobody takes over because no fact says whether it may
    shares: dict[str, float] = {}
    for need, cell in cells:
        name, share = cell.view.deployment.id, choice.whole.case.need(need).share
        shares[name] = shares.get(name, 0.0) + share
    served = {one.workload for one in choice.assignments}
    bill = choice.best.scored.bill
    return Standing(
        gap,
        min(shares, key=lambda one: (-shares[one], one)),
        joint_family(cell.view for _, cell in cells),
        not_served=tuple(need.id for need in found.case.needs if need.id not in served),
        doubted=any(probably_missed(choice.whole, view) for view in new),
        assignments=choice.assignments,
        served_by=choice.best.kind,
        cost=None if bill is None else bill.paid_spread.p50,
    )
