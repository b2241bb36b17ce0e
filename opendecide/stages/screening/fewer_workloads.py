"""Fewer workloads: what a deployment may still serve where all together are too much for it.

A machine that is too small for two workloads may carry one, and a team that cannot run three may
run two. What others can serve as well goes first, so that what only this one may serve is kept.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from opendecide.measures.view import View
from opendecide.stages.gates import Outcome

Again = Callable[[View], tuple[View, tuple[Outcome, ...]]]
"""Puts some gates to fewer workloads, with their bill where the gates read one."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """What some gates leave of a deployment.

    Attributes:
        left: The deployment with the workloads left to it; None where it is shut out.
        against: The objections that exclude, from the whole deployment or from a workload.
        conditions: The objections that a fact or a test could still lift.
    """

    left: View | None
    against: tuple[Outcome, ...]
    conditions: tuple[Outcome, ...]


def sifted(view: View, outcomes: Sequence[Outcome], scarce: Sequence[str], again: Again) -> Sifted:
    """Return what a deployment may serve, fewer workloads where all together are too much.

    Args:
        view: The deployment.
        outcomes: The objections of some gates to it.
        scarce: The workloads, the one that fewest others may serve first.
        again: Asks the same gates of fewer workloads.
    """
    left = _left(view, outcomes)
    against = tuple([one for one in outcomes if one.kind == "excluded"])
    conditions = tuple([one for one in outcomes if one.kind != "excluded"])
    if left is not None:
        return Sifted(left, against, conditions)
    lost = {one.workload for one in against if one.workload is not None}
    whole = [one for one in against if one.workload is None]
    able = [need for need in scarce if need in view.serving and need not in lost]
    if not able or not whole or not all(one.of_the_load for one in whole):
        return Sifted(None, against, conditions)
    for needs in fewer(able) if len(able) == len(view.serving) else (able, *fewer(able)):
        narrow, found = again(replace(view, bill=None).serving_only(needs))
        left = _left(narrow, found)
        if left is not None:
            dropped = [need for need in view.serving if need not in lost and need not in needs]
            return Sifted(
                left,
                (
                    *(one for one in against if one.workload is not None),
                    *(replace(one, workload=need) for need in dropped for one in whole),
                    *(one for one in found if one.kind == "excluded" and one.workload in needs),
                ),
                tuple(one for one in found if one.kind != "excluded"),
            )
    return Sifted(None, against, conditions)


def fewer(needs: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Return smaller sets of workloads: any one dropped, then more at the end, then each alone.

    What is too much may be any one of them. Not every set, so that many workloads do not take a
    bill for each of their subsets.

    Examples:
        >>> list(fewer(["a", "b", "c"]))
        [('a', 'b'), ('a', 'c'), ('b', 'c'), ('a',), ('b',), ('c',)]
    """
    one_dropped = (tuple(one for one in needs if one != need) for need in reversed(needs))
    at_the_end = (tuple(needs[:count]) for count in range(len(needs) - 1, 0, -1))
    yield from filter(None, dict.fromkeys((*one_dropped, *at_the_end, *((one,) for one in needs))))


def scarcest(
    shares: Mapping[str, float], asked: Iterable[tuple[View, Sequence[Outcome]]]
) -> tuple[str, ...]:
    """Return the workloads, the one that may be served in fewest ways first.

    Among those with as many ways, the one with the larger share of the decision. A way is a model
    somewhere, whatever runs beside it. Whoever all together are too much for is not counted: which
    part is left to it is what the order decides.

    Args:
        shares: Of the decision, by workload.
        asked: The candidates, with the objections that need no bill.
    """
    ways: dict[str, set[tuple[str | None, ...]]] = {need: set() for need in shares}
    for view, outcomes in asked:
        lost = {one.workload for one in outcomes if one.kind == "excluded"}
        if None in lost:
            continue
        for need, model in view.serving.items():
            if need not in lost:
                ways[need].add((view.offer.id, view.deployment.machine, model.id))
    return tuple(sorted(shares, key=lambda one: (len(ways[one]), -shares[one], one)))


def _left(view: View, outcomes: Iterable[Outcome]) -> View | None:
    lost = {one.workload for one in outcomes if one.kind == "excluded"}
    left = [need for need in view.serving if need not in lost]
    if None in lost or not left:
        return None
    return view.serving_only(left)
