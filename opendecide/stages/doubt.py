"""A leader that will probably miss the minimum is not recommended before a test says otherwise."""

from collections.abc import Collection, Iterable, Iterator

from opendecide.measures.case import Need
from opendecide.measures.quality import sample_quality
from opendecide.measures.view import View
from opendecide.model.message import Message
from opendecide.model.plan import OWN_TEST_ITEMS
from opendecide.model.recommendation import Verdict
from opendecide.stages.run import Run

EVEN = 0.5
"""Chance of missing a minimum above which missing it is what has to be expected."""
TELLS_WHY = "quality.language_unnamed"
"""The condition that names what is doubtful: it stays beside the doubt, which does not say it."""


def doubt(verdict: Verdict, found: Run) -> Verdict:
    """Say first where the leader is more likely than not to miss the minimum of a workload.

    Where the organisation stated the minimum, nobody can recommend what probably misses it: a test
    has to decide. A minimum assumed here is a judgement of this project (decision 0003), so there
    the recommendation stands, on that condition.
    """
    if verdict.deployment is None or verdict.grade == "no_acceptable_deployment":
        return verdict
    views = {view.deployment.id: view for view in (*found.partial, *found.views)}
    leader = views.get(verdict.deployment)
    if leader is None:  # part of a combination, found where a workload was divided
        return verdict
    doubted = probably_missed(found, leader)
    if not doubted:
        return verdict
    said = tuple(_said(found, leader, need) for need in doubted)
    others = _besides(verdict.conditions, {need.id for need in doubted})
    grade = verdict.grade
    if any(need.quality_stated for need in doubted):
        grade = "insufficient_information"
    elif grade == "recommended":
        grade = "recommended_with_conditions"
    return verdict.model_copy(update={"grade": grade, "conditions": (*said, *others)})


def probably_missed(found: Run, view: View) -> list[Need]:
    """Return the workloads whose minimum a deployment is more likely than not to miss."""
    return [need for need in view.served_needs() if (_chance(found, view, need) or 0.0) > EVEN]


def _besides(conditions: Iterable[Message], doubted: Collection[str]) -> Iterator[Message]:
    """Leave out what asks of the same workloads for a test as well, and tells nothing else."""
    for one in conditions:
        about = one.values.get("workload")
        if one.code == TELLS_WHY or not one.code.startswith("quality.") or about is None:
            yield one
            continue
        named = about if isinstance(about, (list, tuple)) else [about]
        left = [name for name in named if name not in doubted]
        if left:
            yield Message(
                code=one.code, values={**one.values, "workload": left if left[1:] else left[0]}
            )


def _chance(found: Run, view: View, need: Need) -> float | None:
    """Return how likely a deployment misses a minimum; None where nothing is known of its quality.

    Then a condition of its own asks for a test.
    """
    samples = sample_quality(found.case, need, view.serving[need.id], found.draws)
    return None if samples is None else float((samples < need.quality_minimum).mean())


def _said(found: Run, leader: View, need: Need) -> Message:
    values: dict[str, object] = {
        "workload": need.id,
        "model": leader.serving[need.id].name,
        "chance": _chance(found, leader, need),
        "minimum" if need.quality_stated else "assumed": need.quality_minimum,
        "items": OWN_TEST_ITEMS,
    }
    other = _likely(found, need)
    if other is not None:
        values["other"] = other.deployment.id
    return Message(code="quality.unlikely", values=values)


def _likely(found: Run, need: Need) -> View | None:
    """Return the best ranked that will probably reach the minimum."""
    for row in found.evaluation.order:
        view = found.views[row]
        if need.id in view.serving:
            chance = _chance(found, view, need)
            if chance is not None and chance <= EVEN:
                return view
    return None
