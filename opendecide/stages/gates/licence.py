"""Gate: the licence of the weights permits this use."""

from collections.abc import Iterator

from opendecide.measures.view import View, licence_of
from opendecide.model.message import Message
from opendecide.model.model_facts import Licence
from opendecide.stages.candidates.labels import as_open_as, labels_of, least_openness
from opendecide.stages.candidates.licence_terms import breaches, needs_licence
from opendecide.stages.gates.outcome import Outcome, message

GATE = "licence"
NOT_FOR_SALE = "licence.region_exclusion"


def licence(view: View) -> Iterator[Outcome]:
    """Object where thresholds, regions or fields of use hit this organisation."""
    for need in view.served_needs():
        model = view.serving[need.id]
        if not needs_licence(view.case, model):
            continue
        found = licence_of(view.case, model)
        fact = f"models/{model.id}/licence"
        if found is None:
            yield Outcome(
                gate=GATE,
                kind="conditional",
                workload=need.id,
                reason=message("licence.unknown", model=model.name),
                fact=fact,
                silent=view.self_run,  # who uses a service signs with its operator
            )
            continue
        for one in breaches(view.case, need, model, found):
            yield Outcome(
                gate=GATE,
                kind="excluded",
                workload=need.id,
                reason=message(
                    one.code, licence=found.name, clause=found.clause or "", **one.values
                ),
                fact=fact,
                cure=_cure(found, one.code),
            )
    yield from _openness(view)


def _cure(found: Licence, breach: str) -> Message:
    """Return what lifts a breach: a bought licence only where the terms speak of one.

    What a licence says of one covers users, revenue and fields of use; nobody sells a region.
    """
    if found.cure is None or breach == NOT_FOR_SALE:
        return message("cure.other_model")
    return message("cure.buy_licence", licence=found.name, text=found.cure)


OPENNESS = frozenset(
    {
        "proprietary",
        "source_available",
        "open_weights",
        "open_source_ai",
        "mof_class_1",
        "mof_class_2",
        "mof_class_3",
    }
)
"""Labels that say how open a model is; the others are about the law."""


def _openness(view: View) -> Iterator[Outcome]:
    """A wish for openness makes a condition, a principle excludes what a less open model serves."""
    wanted = least_openness(view.case)
    if wanted is None:
        return
    required = view.case.profile.preferences.openness_required
    for need in view.served_needs():
        model = view.serving[need.id]
        open_enough = as_open_as(view.case, model, wanted)
        if open_enough:
            continue
        if open_enough is None:
            yield Outcome(
                gate=GATE,
                kind="conditional",
                workload=need.id,
                reason=message("openness.unknown", need=wanted, model=model.name),
                fact=f"models/{model.id}/artifacts.weights",
                silent=True,
            )
            continue
        labels = labels_of(view.case, model)
        yield Outcome(
            gate=GATE,
            kind="excluded" if required else "conditional",
            workload=need.id,
            reason=message(
                "openness.below",
                need=wanted,
                have=[one for one in sorted(labels) if one in OPENNESS] or None,
            ),
            fact=f"models/{model.id}/artifacts.weights",
        )
