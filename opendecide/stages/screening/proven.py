"""Who is known to do what is asked comes before those of whom nobody knows it.

A gate that lacks a fact leaves a deployment in, under a condition. Were it then rated like the
others, silence would carry it past those that documented a no, and past those whose yes is dearer
(decision 0017). So a workload that somebody is known to serve is left to such deployments, and
where nobody is, to those that hold what is mandatory, whatever else is not known of them (decision
0041). Among these it is left to those that will probably reach its stated minimum of quality, where
there are any (decision 0035).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from opendecide.measures.view import View
from opendecide.stages.gates import Outcome
from opendecide.stages.gates.certifications import GATE as CERTIFICATIONS
from opendecide.stages.gates.money_and_tests import BUDGET

Conditions = Mapping[str, Iterable[Outcome]]
Open = Callable[[View, Iterable[Outcome]], frozenset[str]]
"""Tells which of its workloads a deployment may turn out not to do for."""


@dataclass(frozen=True, slots=True)
class Proven:
    """Deployments by what is known of them.

    Attributes:
        kept: With the workloads that they are known to serve, or that nobody is known to serve.
            Where all of the work is served by silence only, those that serve it so stay whole,
            and the same is asked among them: who serves a part settles nothing between two others.
        waiting: Those that lost a workload to others, as they came.
    """

    kept: tuple[View, ...]
    waiting: tuple[View, ...]


def proven(views: Sequence[View], conditions: Conditions) -> Proven:
    """Leave each workload to those known to serve it, and to serve it well enough, if any are.

    Args:
        views: Deployments that no gate excludes.
        conditions: What the gates asked of each, by id.
    """
    known = _left_to_others(views, conditions, by_silence)
    attested = _left_to_others(known.kept, conditions, unattested)
    likely = _left_to_others(attested.kept, conditions, unlikely)
    return Proven(likely.kept, (*known.waiting, *attested.waiting, *likely.waiting))


def _left_to_others(views: Sequence[View], conditions: Conditions, still_open: Open) -> Proven:
    """Leave each workload to those for whom it is not open, where there are any."""
    left = _settled_of(views, conditions, still_open)
    together = _whole_all_the_same(views, conditions, left, still_open)
    kept, waiting = [], []
    for view in views:
        needs = left[view.deployment.id]
        if len(needs) == len(view.serving) or view.deployment.id in together:
            kept.append(view)
            continue
        waiting.append(view)
        if needs:
            kept.append(view.serving_only(needs))
    return Proven(tuple(kept), tuple(waiting))


def _settled_of(
    views: Sequence[View], conditions: Conditions, still_open: Open
) -> dict[str, Collection[str]]:
    """Return what each serves for certain, or nobody does, by deployment."""
    settled = _settled(views, conditions, still_open)
    return {
        view.deployment.id: view.serving.keys()
        - (settled & still_open(view, conditions.get(view.deployment.id, ())))
        for view in views
    }


def _whole_all_the_same(
    views: Sequence[View],
    conditions: Conditions,
    left: Mapping[str, Collection[str]],
    still_open: Open,
) -> frozenset[str]:
    """Return who serves all of the work, though it is open; nobody where somebody else does."""
    if any(_whole(view, left[view.deployment.id]) for view in views):
        return frozenset()
    whole = [view for view in views if _whole(view, view.serving)]
    among = _settled_of(whole, conditions, still_open)
    best = [view for view in whole if _whole(view, among[view.deployment.id])]
    return frozenset(view.deployment.id for view in best or whole)


def _whole(view: View, needs: Collection[str]) -> bool:
    """Tell whether some workloads are all there are."""
    return len(needs) == len(view.case.needs)


def known_to_be_served(views: Iterable[View], conditions: Conditions) -> frozenset[str]:
    """Return the workloads that somebody is known to serve."""
    return _settled(views, conditions, by_silence)


def _settled(views: Iterable[View], conditions: Conditions, still_open: Open) -> frozenset[str]:
    return frozenset(
        need
        for view in views
        for need in view.serving.keys() - still_open(view, conditions.get(view.deployment.id, ()))
    )


def by_silence(view: View, conditions: Iterable[Outcome]) -> frozenset[str]:
    """Return the workloads that a deployment may serve only because a fact is not known."""
    return _of(view, {one.workload for one in conditions if one.silent})


def unattested(view: View, conditions: Iterable[Outcome]) -> frozenset[str]:
    """Return those for which nobody knows whether what is mandatory is held."""
    silent = (one for one in conditions if one.silent and one.gate == CERTIFICATIONS)
    return _of(view, {one.workload for one in silent})


def lacks_a_price_alone(conditions: Iterable[Outcome]) -> bool:
    """Tell whether no gate shuts, and nothing but a price has to be asked for."""
    return not any(
        one.kind == "excluded" or (one.silent and one.gate != BUDGET) for one in conditions
    )


def _of(view: View, open_for: Collection[str | None]) -> frozenset[str]:
    return frozenset(need for need in view.serving if None in open_for or need in open_for)


def unlikely(view: View, conditions: Iterable[Outcome]) -> frozenset[str]:
    """Return the workloads whose stated minimum a deployment will probably miss."""
    missed = {one.workload for one in conditions if one.unlikely}
    return frozenset(need for need in view.serving if need in missed)
