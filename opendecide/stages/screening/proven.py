"""Who is known to do what is asked comes before those of whom nobody knows it.

A gate that lacks a fact leaves a deployment in, under a condition. Were it then rated like the
others, silence would carry it past those that documented a no, and past those whose yes is dearer
(decision 0017). So a workload that somebody is known to serve is left to such deployments.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from opendecide.measures.view import View
from opendecide.stages.gates import Outcome


@dataclass(frozen=True, slots=True)
class Proven:
    """Deployments by what is known of them.

    Attributes:
        kept: With the workloads that they are known to serve, or that nobody is known to serve.
            Where all of the work is served by silence only, those that serve it so stay whole.
        waiting: Those that lost a workload to others, as they came.
    """

    kept: tuple[View, ...]
    waiting: tuple[View, ...]


def proven(views: Sequence[View], conditions: Mapping[str, Iterable[Outcome]]) -> Proven:
    """Leave each workload to those known to serve it, where there are any.

    Args:
        views: Deployments that no gate excludes.
        conditions: What the gates asked of each, by id.
    """
    known = known_to_be_served(views, conditions)
    left = {
        view.deployment.id: view.serving.keys()
        - (known & by_silence(view, conditions.get(view.deployment.id, ())))
        for view in views
    }
    all_served = any(_whole(view, left[view.deployment.id]) for view in views)
    kept, waiting = [], []
    for view in views:
        needs = left[view.deployment.id]
        if len(needs) == len(view.serving) or (not all_served and _whole(view, view.serving)):
            kept.append(view)
            continue
        waiting.append(view)
        if needs:
            kept.append(view.serving_only(needs))
    return Proven(tuple(kept), tuple(waiting))


def _whole(view: View, needs: Collection[str]) -> bool:
    """Tell whether some workloads are all there are."""
    return len(needs) == len(view.case.needs)


def known_to_be_served(
    views: Iterable[View], conditions: Mapping[str, Iterable[Outcome]]
) -> frozenset[str]:
    """Return the workloads that somebody is known to serve."""
    return frozenset(
        need
        for view in views
        for need in view.serving.keys() - by_silence(view, conditions.get(view.deployment.id, ()))
    )


def by_silence(view: View, conditions: Iterable[Outcome]) -> frozenset[str]:
    """Return the workloads that a deployment may serve only because a fact is not known."""
    silent = {one.workload for one in conditions if one.silent}
    return frozenset(need for need in view.serving if None in silent or need in silent)
