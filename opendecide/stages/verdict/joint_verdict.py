"""The verdict where a combination is the answer: of all its parts, not of one of them."""

from collections.abc import Iterator

from opendecide.cost import Bill
from opendecide.cost.order_statistics import median
from opendecide.model.message import Message, shared
from opendecide.model.recommendation import Verdict
from opendecide.stages.hybrid.combination import Combined
from opendecide.stages.hybrid.component import joint_family
from opendecide.stages.run import Run


def at_a_gate(found: Run, combined: Combined) -> bool:
    """Tell whether what is missing is if the answer may be chosen at all: its conditions ask.

    Args:
        found: Today's pass.
        combined: The combination, where it is the answer.
    """
    parts = [*(one for part in combined.components for one in part.conditions), *combined.asked]
    alone = found.screened.conditions.get(found.leader or "", ())
    asked = parts if combined.components else alone
    return any(one.undecided for one in asked)


def of_combination(alone: Verdict, combined: Combined, found: Run) -> Verdict:
    """Return the verdict on a combination; that on the best deployment alone where it is none.

    Args:
        alone: The verdict on the best deployment alone.
        combined: The combination.
        found: Today's pass.
    """
    told, parts = combined.told, combined.components
    if told is None or not parts:
        return alone
    objections = [*(one for part in parts for one in part.conditions), *combined.asked]
    served = {workload for part in parts for workload in part.workloads}
    missing = [
        Message(code="coverage.missing", values={"workload": need.id})
        for need in found.case.needs
        if need.id not in served
    ]
    # What nobody knows comes first: it has to be asked before anything else is worth doing.
    objections.sort(key=lambda one: not one.undecided)
    asked = shared([*(one.reason for one in objections), *missing])
    # Where points do not decide, how often it scores higher says nothing of how sure it is.
    ahead = None if told.minimums else told.ahead or 0.0
    grade = alone.grade
    if any(one.undecided for one in objections):
        grade = "insufficient_information"
    if grade != "insufficient_information":
        grade = "recommended_with_conditions" if asked else "recommended"
        if ahead is not None and ahead < alone.confidence_required:
            grade = "too_close_to_call"
    return Verdict(
        grade=grade,
        deployment=parts[0].id,
        combination=tuple(one.id for one in parts),
        family=joint_family(one.view for one in parts),
        runner_up=told.best_single,
        probability_best=ahead,
        confidence_required=alone.confidence_required,
        conditions=asked,
        reasons_for=tuple(_for(combined, found, served)),
        reasons_against=tuple(_against(combined, found)),
    )


def _for(combined: Combined, found: Run, served: set[str]) -> Iterator[Message]:
    told, leader = combined.told, found.views[found.evaluation.order[0]]
    if told is None:
        return
    for need in found.case.needs:
        if need.id in served and need.id not in leader.serving:
            told_of = {"workload": need.id, "deployment": leader.deployment.id}
            yield Message(code="reason.serves_more", values=told_of)
    if told.minimums:
        said = {"workload": list(told.minimums), "deployment": leader.deployment.id}
        yield Message(code="reason.minimums", values=said)
    if not told.minimums or (told.gain or 0.0) > 0:
        yield Message(
            code="reason.together",
            values={"gain": told.gain or 0.0, "deployment": leader.deployment.id},
        )


def _against(combined: Combined, found: Run) -> Iterator[Message]:
    told, leader = combined.told, found.views[found.evaluation.order[0]]
    if told is None:
        return
    alone = {"deployment": leader.deployment.id}
    if told.minimums and (told.gain or 0.0) < 0:
        yield Message(code="reason.fewer_points", values={"lost": -(told.gain or 0.0), **alone})
    bill = leader.bill
    if told.cost is not None and isinstance(bill, Bill):
        more = told.cost.p50 - median(bill.total)
        if more > 0:
            yield Message(code="reason.dearer", values={"more": more, **alone})
    yield Message(
        code="reason.several_places",
        values={"number": len(combined.components), "taken_off": told.overhead or 0.0},
    )
