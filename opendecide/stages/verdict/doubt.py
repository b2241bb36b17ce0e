"""An answer that will probably miss the minimum is not recommended before a test says otherwise."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from opendecide.measures.case import Need
from opendecide.measures.quality import EVEN, chance_of_missing, probably_reached
from opendecide.measures.view import View
from opendecide.model.message import Message
from opendecide.model.model_facts import Model
from opendecide.model.plan import OWN_TEST_ITEMS
from opendecide.model.recommendation import Verdict
from opendecide.stages.hybrid.combination import Combined
from opendecide.stages.hybrid.minimums import probably_missed
from opendecide.stages.run import Run
from opendecide.stages.screening.proven import by_silence

DECIDING = frozenset({"quality.unlikely", "quality.together"})
"""Conditions by which a test decides over the answer, so that it comes before anything else."""
TELLS_WHY = frozenset({"quality.language_unnamed", "quality.language_unmeasured"})
"""Conditions that name what is doubtful: they stay beside the doubt, which does not say it."""


@dataclass(frozen=True, slots=True)
class Served:
    """A workload of the profile, and what serves it in the answer."""

    need: Need
    model: Model
    chance: float | None
    """Of missing the minimum; None where nothing is known."""


def doubt(verdict: Verdict, found: Run, combined: Combined) -> Verdict:
    """Say first where the answer is more likely than not to miss the minimum of a workload.

    Where the organisation stated the minimum, nobody can recommend what probably misses it: a test
    has to decide. A minimum assumed here is a judgement of this project (decision 0003), so there
    the recommendation stands, on that condition. So it does where a combination is the answer
    because no deployment alone will probably reach what was stated: that is no more than probable.

    Args:
        verdict: The answer.
        found: Today's pass.
        combined: The combination, whose parts are asked about where it is the answer.
    """
    if verdict.deployment is None or verdict.grade == "no_acceptable_deployment":
        return verdict
    together = bool(combined.components)
    serving = [*(_of_parts(found, combined) if together else _of_leader(found))]
    doubted = [one for one in serving if (one.chance or 0.0) > EVEN]
    reached = _only_together(found, combined, serving)
    said = [_said(found, combined, one) for one in doubted]
    if not said and not reached:
        return verdict
    tested = {str(one.values["workload"]) for one in (*said, *reached)}
    others = besides(verdict.conditions, tested)
    grade = verdict.grade
    if any(found.case.bars[one.need.id].stated for one in doubted):
        grade = "insufficient_information"
    elif grade == "recommended":
        grade = "recommended_with_conditions"
    conditions = (*said, *reached, *others)
    return verdict.model_copy(update={"grade": grade, "conditions": conditions})


def _of_leader(found: Run) -> Iterator[Served]:
    """Yield what the best deployment alone serves."""
    leader = found.views[found.evaluation.order[0]]
    for need in leader.served_needs():
        yield _served(found, need, leader.serving[need.id])


def _of_parts(found: Run, combined: Combined) -> Iterator[Served]:
    """Yield what every part serves; a divided workload once for each model it is divided among."""
    parts = {} if combined.choice is None else combined.choice.parts
    seen: set[tuple[str, str]] = set()
    for one in combined.components:
        for name, model in one.view.serving.items():
            workload = parts[name].workload if name in parts else name
            if (workload, model.id) not in seen:
                seen.add((workload, model.id))
                yield _served(found, found.case.need(workload), model)


def _served(found: Run, need: Need, model: Model) -> Served:
    return Served(need, model, chance_of_missing(found.case, need, model))


def _only_together(found: Run, combined: Combined, serving: Iterable[Served]) -> list[Message]:
    """Return what a combination rests on that is the answer for the minimums it reaches."""
    told = combined.told
    if told is None or not combined.components:
        return []
    alone = found.views[found.evaluation.order[0]]
    return [
        Message(
            code="quality.together",
            values={
                "workload": one.need.id,
                "model": one.model.name,
                "chance": 1 - (one.chance or 0.0),
                "minimum": found.case.bars[one.need.id].minimum,
                "items": OWN_TEST_ITEMS,
            }
            | _better_alone(found, alone, one.need, told.gain or 0.0),
        )
        for one in serving
        if one.need.id in told.minimums
    ]


def _better_alone(found: Run, alone: View, need: Need, gain: float) -> dict[str, object]:
    """Return whom to test as well: who would score higher if it passed against expectation."""
    missed = probably_missed(found, alone)
    if gain >= 0 or [one.id for one in missed if found.case.bars[one.id].stated] != [need.id]:
        return {}
    return {"alone": alone.deployment.id, "model_alone": alone.serving[need.id].name}


def besides(conditions: Iterable[Message], doubted: Collection[str]) -> Iterator[Message]:
    """Leave out what asks of the same workloads for a test as well, and tells nothing else."""
    for one in conditions:
        about = one.values.get("workload")
        if one.code in TELLS_WHY or not one.code.startswith("quality.") or about is None:
            yield one
            continue
        named = about if isinstance(about, (list, tuple)) else [about]
        left = [name for name in named if name not in doubted]
        if left:
            yield Message(
                code=one.code, values={**one.values, "workload": left if left[1:] else left[0]}
            )


def _said(found: Run, combined: Combined, served: Served) -> Message:
    need, bar = served.need, found.case.bars[served.need.id]
    values: dict[str, object] = {
        "workload": need.id,
        "model": served.model.name,
        "chance": served.chance,
        "minimum" if bar.stated else "assumed": bar.minimum,
        "items": OWN_TEST_ITEMS,
    }
    together = bool(combined.components)
    other = None if together else _likely(found, need)
    part = _for_this_alone(found, combined, need)
    if other is not None:
        values["other"] = other.deployment.id
    elif part is not None:
        of_all = any(_reaches(found, view, need) for view in found.views)
        values["instead" if together or of_all else "part"] = part.deployment.id
    return Message(code="quality.unlikely", values=values)


def _likely(found: Run, need: Need) -> View | None:
    """Return the best ranked that will probably reach the minimum, and every other one stated."""
    for row in found.evaluation.order:
        view = found.views[row]
        if _reaches(found, view, need) and not any(
            found.case.bars[one.id].stated for one in probably_missed(found, view)
        ):
            return view
    return None


def _for_this_alone(found: Run, combined: Combined, need: Need) -> View | None:
    """Return who will probably reach the minimum, though it does not do for all of the work.

    The best for that workload among those that a combination is made of; where none is looked for,
    the likeliest of those known to pass the gates.
    """
    if combined.choice is not None:
        wholes = combined.choice.minimums.wholes
        for name, cells in combined.choice.table.cells.items():
            for cell in cells:
                here = wholes.get(name, name) == need.id
                if here and probably_reached(found.case, need, cell.view.serving[name]):
                    return cell.view
    asked = found.screened.conditions
    those = [
        view
        for view in (*found.views, *found.partial)
        if _reaches(found, view, need) and not by_silence(view, asked.get(view.deployment.id, ()))
    ]
    return min(
        those,
        key=lambda one: (
            chance_of_missing(found.case, need, one.serving[need.id]),
            -len(one.serving),
            one.deployment.id,
        ),
        default=None,
    )


def _reaches(found: Run, view: View, need: Need) -> bool:
    return need.id in view.serving and probably_reached(found.case, need, view.serving[need.id])
