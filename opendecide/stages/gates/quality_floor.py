"""Gate: task quality reaches the workload's minimum; public evidence alone excludes rarely."""

from collections.abc import Iterator
from dataclasses import replace

from opendecide.measures.case import Need
from opendecide.measures.quality import P90, common_shift, own_test, public_estimate, share_of
from opendecide.measures.view import View
from opendecide.model.plan import OWN_TEST_ITEMS
from opendecide.stages.gates.outcome import Outcome, message

GATE = "quality_floor"
HIGH = frozenset({"high", "critical"})


def quality_floor(view: View) -> Iterator[Outcome]:
    """Exclude on direct evidence only; anything less asks for a test of one's own."""
    for need in view.served_needs():
        found = _judge(view, need)
        if found is not None:
            yield found


def _judge(view: View, need: Need) -> Outcome | None:
    test = own_test(view.case, need, view.serving[need.id].id)
    if test is not None and test.passed is not None and test.of is not None:
        return _by_own_test(view, need, test.passed, test.of)
    return _by_public_evidence(view, need)


def _asks(view: View, need: Need, code: str, **values: object) -> Outcome:
    """Return the condition that an own test has to lift."""
    model = view.serving[need.id]
    return Outcome(
        gate=GATE,
        kind="conditional",
        workload=need.id,
        reason=message(code, workload=need.id, model=model.name, **_minimum(need), **values),
        fact=f"models/{model.id}/quality",
        cure=message("cure.run_test", workload=need.id, items=OWN_TEST_ITEMS, model=model.name),
    )


def _excludes(view: View, need: Need, code: str, fact: str, **values: object) -> Outcome:
    return Outcome(
        gate=GATE,
        kind="excluded",
        workload=need.id,
        reason=message(
            code, workload=need.id, model=view.serving[need.id].name, **_minimum(need), **values
        ),
        fact=fact,
        cure=message("cure.other_model"),
    )


def _minimum(need: Need) -> dict[str, float]:
    """Return the minimum, by a name that tells whether the organisation stated it."""
    return {"minimum" if need.quality_stated else "assumed": need.quality_minimum}


def _by_own_test(view: View, need: Need, passed: int, total: int) -> Outcome | None:
    """Judge by the organisation's own test: half an item is added to passed and failed alike."""
    share = (passed + 0.5) / (total + 1)
    spread = P90 * (share * (1 - share) / total) ** 0.5
    least = need.quality_minimum
    if share + spread < least:
        fact = f"own_tests/{view.serving[need.id].id}"
        values = {"passed": passed, "of": total, "result": passed / total}
        found = _excludes(view, need, "quality.own_test_below", fact, **values)
        # What passes here is counted as the organisation counts; the assumed minimum may not be.
        return found if need.quality_stated else replace(found, kind="conditional", cure=None)
    if share - spread < least:
        values = {"p10": share - spread, "p90": min(1.0, share + spread)}
        return _asks(view, need, "quality.test_needed", **values)
    return None


def _by_public_evidence(view: View, need: Need) -> Outcome | None:
    """Judge by public tests, with the difficulty of the organisation's own items drawn in."""
    model = view.serving[need.id]
    estimate = public_estimate(view.case, need, model)
    if estimate is None:
        return _asks(view, need, "quality.no_evidence")
    shift = common_shift(view.case, need)
    widened = estimate.widened(shift.spread)
    low, high = (share_of(widened.at(one) + shift.mean) for one in (-P90, P90))
    least = need.quality_minimum
    values = {"p10": low, "p90": high}
    if high < least and estimate.basis == "direct" and estimate.language_measured:
        return _excludes(view, need, "quality.below", f"models/{model.id}/quality", **values)
    if estimate.basis == "prior":
        return _asks(view, need, "quality.prior_only", **values)
    if estimate.unnamed:
        asked = _asks(view, need, "quality.language_unnamed", languages=estimate.unnamed)
        return replace(asked, fact=f"models/{model.id}/languages")
    if need.workload.criticality in HIGH:
        return _asks(view, need, "quality.required_own_test", **values)
    if low < least:
        return _asks(view, need, "quality.test_needed", **values)
    if not estimate.language_measured:
        return _asks(view, need, "quality.language_unmeasured")
    return None
