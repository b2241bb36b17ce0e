"""Gate: task quality reaches the workload's minimum; public evidence alone excludes rarely.

What will probably miss a minimum that was stated stays in, and stands back for what will probably
reach it (decision 0035).
"""

from collections.abc import Iterator
from dataclasses import replace

from opendecide.measures.case import Need
from opendecide.measures.quality import (
    P90,
    PublicEstimate,
    chance_of_missing,
    common_shift,
    contradicted,
    own_test,
    probably_reached,
    public_estimate,
    share_of,
)
from opendecide.measures.view import View
from opendecide.model.plan import OWN_TEST_ITEMS
from opendecide.stages.gates.outcome import Outcome, message

GATE = "quality_floor"
SURE = 0.95
"""Chance of missing a stated minimum above which a test is not worth its time."""
HIGH = frozenset({"high", "critical"})


def quality_floor(view: View) -> Iterator[Outcome]:
    """Exclude on direct evidence, or without a chance; anything less asks for an own test."""
    unlikely = unlikely_for(view)
    for need in view.served_needs():
        for one in _judge(view, need):
            passes_hardly = need.id in unlikely and one.kind == "conditional"
            yield replace(one, unlikely=True) if passes_hardly else one


def unlikely_for(view: View) -> frozenset[str]:
    """Return the workloads whose stated minimum a deployment is not known to reach probably.

    A minimum that is assumed is a judgement of this project: nobody stands back for it.
    """
    return frozenset(
        need.id
        for need in view.served_needs()
        if view.case.bars[need.id].stated
        and (
            _nothing_told(view, need)
            or not probably_reached(view.case, need, view.serving[need.id])
        )
    )


def _nothing_told(view: View, need: Need) -> bool:
    """Tell whether own tests of others leave nothing of what is public on an untested model."""
    untested = own_test(view.case, need, view.serving[need.id].id) is None
    return untested and contradicted(view.case, need)


def _judge(view: View, need: Need) -> Iterator[Outcome]:
    test = own_test(view.case, need, view.serving[need.id].id)
    if test is not None and test.passed is not None and test.of is not None:
        found = _by_own_test(view, need, test.passed, test.of)
        if found is not None:
            yield found
        return
    estimate = public_estimate(view.case, need, view.serving[need.id])
    if estimate is None:
        yield _asks(view, need, "quality.no_evidence")
        return
    found = _by_public_evidence(view, need, estimate)
    if view.case.bars[need.id].stated and _nothing_told(view, need):
        yield _asks(view, need, "quality.contradicted")
    if found is not None:
        yield found
    if found is None or found.kind != "excluded":
        yield from _languages(view, need, estimate)


def _languages(view: View, need: Need, estimate: PublicEstimate) -> Iterator[Outcome]:
    """Name the languages in which nobody measured the model, whatever else is asked.

    Where the figure of other European languages stands in for one, and the maker does not leave it
    out, that is no more than the usual case: it is left to `_by_public_evidence`.
    """
    if estimate.unnamed:
        asked = _asks(view, need, "quality.language_unnamed", languages=estimate.unnamed)
        yield replace(asked, fact=f"models/{view.serving[need.id].id}/languages")
    if estimate.unmeasured:
        yield _asks(view, need, "quality.language_unmeasured", languages=estimate.unmeasured)


def _asks(view: View, need: Need, code: str, **values: object) -> Outcome:
    """Return the condition that an own test has to lift."""
    model = view.serving[need.id]
    return Outcome(
        gate=GATE,
        kind="conditional",
        workload=need.id,
        reason=message(code, workload=need.id, model=model.name, **_minimum(view, need), **values),
        fact=f"models/{model.id}/quality",
        cure=message("cure.run_test", workload=need.id, items=OWN_TEST_ITEMS, model=model.name),
    )


def _excludes(view: View, need: Need, code: str, fact: str, **values: object) -> Outcome:
    return Outcome(
        gate=GATE,
        kind="excluded",
        workload=need.id,
        reason=message(
            code,
            workload=need.id,
            model=view.serving[need.id].name,
            **_minimum(view, need),
            **values,
        ),
        fact=fact,
        cure=message("cure.other_model"),
    )


def _minimum(view: View, need: Need) -> dict[str, float]:
    """Return the minimum, by a name that tells whether the organisation stated it."""
    bar = view.case.bars[need.id]
    return {"minimum" if bar.stated else "assumed": bar.minimum}


def _by_own_test(view: View, need: Need, passed: int, total: int) -> Outcome | None:
    """Judge by the organisation's own test: half an item is added to passed and failed alike."""
    share = (passed + 0.5) / (total + 1)
    spread = P90 * (share * (1 - share) / total) ** 0.5
    bar = view.case.bars[need.id]
    if share + spread < bar.minimum:
        fact = f"own_tests/{view.serving[need.id].id}"
        values = {"passed": passed, "of": total, "result": passed / total}
        found = _excludes(view, need, "quality.own_test_below", fact, **values)
        # What passes here is counted as the organisation counts; the assumed minimum may not be.
        return found if bar.stated else replace(found, kind="conditional", cure=None)
    if share - spread < bar.minimum:
        values = {"p10": share - spread, "p90": min(1.0, share + spread)}
        return _asks(view, need, "quality.test_needed", **values)
    return None


def _surely_missed(view: View, need: Need) -> bool:
    """Tell whether a stated minimum is as good as missed: weak evidence has a wide spread already.

    A minimum that is assumed shuts out by plain evidence alone.
    """
    chance = chance_of_missing(view.case, need, view.serving[need.id])
    return view.case.bars[need.id].stated and chance is not None and chance > SURE


def _by_public_evidence(view: View, need: Need, estimate: PublicEstimate) -> Outcome | None:
    """Judge by public tests, with the difficulty of the organisation's own items drawn in."""
    shift = common_shift(view.case, need)
    widened = estimate.widened(shift.spread)
    low, high = (share_of(widened.at(one) + shift.mean) for one in (-P90, P90))
    least = view.case.bars[need.id].minimum
    values = {"p10": low, "p90": high}
    plain = high < least and estimate.basis == "direct" and estimate.language_measured
    if plain or _surely_missed(view, need):
        fact = f"models/{view.serving[need.id].id}/quality"
        return _excludes(view, need, "quality.below", fact, **values)
    if estimate.basis == "prior":
        return _asks(view, need, "quality.prior_only", **values)
    if estimate.unnamed:
        return None  # `_languages` asks for the same test, and says why
    if need.workload.criticality in HIGH:
        return _asks(view, need, "quality.required_own_test", **values)
    if low < least:
        return _asks(view, need, "quality.test_needed", **values)
    if not estimate.language_measured and not estimate.unmeasured:
        return _asks(view, need, "quality.language_unmeasured")
    return None
