"""Gate: task quality reaches the workload's minimum; public evidence alone excludes rarely."""

from collections.abc import Iterator
from functools import partial
from math import exp

from opendecide.measures.case import Need
from opendecide.measures.quality import P90, common_shift, logit, own_test, public_estimate
from opendecide.measures.view import View
from opendecide.stages.gates.outcome import Outcome, message

GATE = "quality_floor"
HIGH = frozenset({"high", "critical"})
SUGGESTED_ITEMS = 60
"""Items of one's own that already outweigh any public evidence (quality model, section 5)."""


def quality_floor(view: View) -> Iterator[Outcome]:
    """Exclude on direct evidence only; anything less asks for a test of one's own."""
    for need in view.served_needs():
        question = (GATE, view.serving[need.id].id, need.id)
        found = view.case.once(question, partial(_judge, view, need))
        if found is not None:
            yield found


def _judge(view: View, need: Need) -> Outcome | None:
    case = view.case
    model = view.serving[need.id]
    fact = f"models/{model.id}/quality"
    cure = message("cure.run_test", workload=need.id, items=SUGGESTED_ITEMS, model=model.name)

    def conditional(code: str, **values: object) -> Outcome:
        return Outcome(
            gate=GATE,
            kind="conditional",
            workload=need.id,
            reason=message(code, workload=need.id, model=model.name, **values),
            fact=fact,
            cure=cure,
        )

    test = own_test(case, need, model.id)
    if test is not None and test.passed is not None and test.of is not None:
        share = (test.passed + 0.5) / (test.of + 1)
        spread = (share * (1 - share) / test.of) ** 0.5
        if share + P90 * spread < need.quality_minimum:
            return Outcome(
                gate=GATE,
                kind="excluded",
                workload=need.id,
                reason=message(
                    "quality.own_test_below",
                    workload=need.id,
                    model=model.name,
                    passed=test.passed,
                    of=test.of,
                    minimum=need.quality_minimum,
                ),
                fact=f"own_tests/{test.option}",
                cure=message("cure.other_model"),
            )
        if share - P90 * spread < need.quality_minimum:
            return conditional("quality.test_needed", minimum=need.quality_minimum)
        return None
    estimate = public_estimate(case, need, model)
    if estimate is None:
        return conditional("quality.no_evidence")
    shift = common_shift(case, need)
    spread = (estimate.spread**2 + shift.spread**2) ** 0.5
    centre = estimate.centre + shift.mean
    low, high = _share(centre - P90 * spread), _share(centre + P90 * spread)
    values = {"minimum": need.quality_minimum, "p10": low, "p90": high}
    if high < need.quality_minimum and estimate.basis == "direct" and estimate.language_measured:
        return Outcome(
            gate=GATE,
            kind="excluded",
            workload=need.id,
            reason=message("quality.below", workload=need.id, model=model.name, **values),
            fact=fact,
            cure=message("cure.other_model"),
            near_miss=centre > logit(need.quality_minimum) - 1,
        )
    if estimate.basis == "prior":
        return conditional("quality.prior_only", **values)
    if need.workload.criticality in HIGH:
        return conditional("quality.required_own_test", **values)
    if low < need.quality_minimum:
        return conditional("quality.test_needed", **values)
    if not estimate.language_measured:
        return conditional("quality.language_unmeasured", languages=", ".join(need.languages))
    return None


def _share(odds: float) -> float:
    return 1 / (1 + exp(-odds))
