"""Gates, applied before scoring: what is excluded, what is conditional, what is left to serve."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from opendecide.measures.view import View
from opendecide.stages.gates import AFTER_COST, BEFORE_COST, Outcome, ask
from opendecide.stages.proven import known_to_be_served, proven

Gate = Callable[[View], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Screened:
    """What the gates left of the candidates.

    Attributes:
        admissible: Deployments that serve one workload at least, with the workloads left to them.
        passed: Deployments that no gate before the bill excludes, with what they are known to
            serve.
        set_aside: Deployments that no gate excludes and that others of their kind outdo.
        waiting: Deployments that no gate excludes, and that leave a workload to others only
            because nobody knows whether they may serve it.
        excluded: The objections that excluded, by deployment, the ones for a single workload too.
        conditions: The objections that a fact or a test could still lift, by deployment.
        views: Every candidate by id.
    """

    admissible: tuple[View, ...]
    passed: tuple[View, ...]
    set_aside: tuple[View, ...]
    waiting: tuple[View, ...]
    excluded: dict[str, tuple[Outcome, ...]]
    conditions: dict[str, tuple[Outcome, ...]]
    views: dict[str, View]


def apply(view: View, gates: Sequence[Gate]) -> tuple[Outcome, ...]:
    """Return every objection of some gates to one deployment."""
    found: list[Outcome] = []
    for gate in gates:
        found += ask(gate, view)
    return tuple(found)


def sift(view: View, gates: Sequence[Gate]) -> View | None:
    """Return what a deployment may still serve; None as soon as it is shut out."""
    left = dict(view.serving)
    for gate in gates:
        for one in ask(gate, view):
            if one.kind == "excluded":
                if one.workload is None:
                    return None
                left.pop(one.workload, None)
        if not left:
            return None
    return view if len(left) == len(view.serving) else replace(view, serving=left)


def screen(
    views: Iterable[View],
    shortlist: Callable[[Sequence[View]], Sequence[View]],
    price: Callable[[Iterable[View]], tuple[View, ...]],
    affordable: Callable[[Sequence[View]], Sequence[View]],
) -> Screened:
    """Apply the ten gates: first those that need no bill, then the rest to what is left.

    Args:
        views: The candidates.
        shortlist: Picks those worth a bill.
        price: Adds the bills.
        affordable: Picks those to look at when all that seemed worth a bill are too dear.

    Returns:
        What is left, and every objection.
    """
    excluded: dict[str, list[Outcome]] = {}
    conditions: dict[str, list[Outcome]] = {}
    everything: dict[str, View] = {}

    def sift(view: View, gates: Sequence[Gate]) -> View | None:
        outcomes = apply(view, gates)
        name = view.deployment.id
        everything[name] = view
        against = [one for one in outcomes if one.kind == "excluded"]
        excluded.setdefault(name, []).extend(against)
        conditions.setdefault(name, []).extend(one for one in outcomes if one.kind != "excluded")
        lost = {one.workload for one in against}
        left = {need: model for need, model in view.serving.items() if need not in lost}
        if None in lost or not left:
            return None
        return view if len(left) == len(view.serving) else replace(view, serving=left)

    def looked_into(chosen: Iterable[View]) -> None:
        for view in price(chosen):
            shown.add(view.deployment.id)
            left = sift(view, AFTER_COST)
            if left is not None:
                second[view.deployment.id] = left

    first = [left for view in views if (left := sift(view, BEFORE_COST)) is not None]
    early = proven(first, conditions)
    known = early.kept
    shown: set[str] = set()
    second: dict[str, View] = {}
    looked_into(shortlist(known))
    wanted = known_to_be_served(known, conditions)
    if not second or known_to_be_served(second.values(), conditions) < wanted:
        # The most promising are too dear, or nobody can price them: a less promising one may do.
        looked_into(affordable([view for view in known if view.deployment.id not in shown]))
    left_over = {need for view in first for need in view.serving}
    left_over -= {need for view in second.values() for need in view.serving}
    if left_over:  # those known to serve it are all too dear: whoever may do comes back
        looked_into(shortlist([one for one in early.waiting if left_over & one.serving.keys()]))
    late = proven(tuple(second.values()), conditions)
    kept = {view.deployment.id for view in late.kept}
    waiting = {one.deployment.id: one for one in (*early.waiting, *late.waiting)}
    return Screened(
        admissible=late.kept,
        passed=known,
        set_aside=tuple(view for view in known if view.deployment.id not in shown),
        waiting=tuple(one for name, one in waiting.items() if name not in kept),
        excluded={name: tuple(found) for name, found in excluded.items() if found},
        conditions={
            view.deployment.id: tuple(
                one
                for one in conditions[view.deployment.id]
                if one.workload is None or one.workload in view.serving
            )
            for view in late.kept
        },
        views=everything,
    )
