"""Gate: content is processed where it may be, kept no longer than allowed, out of reach."""

from collections.abc import Iterator

from opendecide.measures.case import Need
from opendecide.measures.data_security import (
    LOCI,
    REACHES,
    REGION_GUARANTEED,
    RETENTIONS,
    accepted_regions,
    compelled_words,
    locus_words,
    own_history,
    region_promise,
    retention_words,
    within,
)
from opendecide.measures.view import View
from opendecide.model.message import Message
from opendecide.model.workload import DataClass
from opendecide.stages.gates.outcome import Outcome, message

GATE = "processing_place"
INTERNAL = {
    "locus": "shared_any_region",
    "retention": "abuse_monitoring_only",
    "compelled": "foreign_no_ground",
}
"""What is asked of data once names and details are taken out."""


def processing_place(view: View) -> Iterator[Outcome]:
    """Object per workload, by the strictest of its data classes."""
    for need in view.served_needs():
        yield from _objections(view, need)


def _objections(view: View, need: Need) -> Iterator[Outcome]:
    yield from _line(view, need)
    if need.id in view.case.on_prem_workloads and not view.own_site:
        yield Outcome(
            gate=GATE,
            kind="excluded",
            workload=need.id,
            reason=message(
                "place.on_premises_required",
                workload=need.id,
                data_class=", ".join(one.id for one in need.classes),
            ),
            fact=f"offers/{view.offer.id}/access_mode",
            cure=message("cure.combine") if _others_may_leave(view) else _inside_alone(),
        )
    yield from _region(view, need)
    for one in need.classes:
        yield from _class(view, need, one)
    if not need.classes:
        yield from _reach(view, need, None)


def _line(view: View, need: Need) -> Iterator[Outcome]:
    """Object where those who work at a site without a line would have to reach another place.

    People and programs outside of the organisation are somewhere else than its site.
    """
    if not view.case.profile.hardware.site.disconnected or (view.own_site and not view.leased_room):
        return
    at_the_site = need.workload.exposure == "internal"
    yield Outcome(
        gate=GATE,
        kind="excluded" if at_the_site else "conditional",
        workload=need.id,
        reason=message(
            "place.no_line" if at_the_site else "place.disconnected", host=view.offer.name
        ),
        fact="profile/hardware.site.disconnected",
        cure=message("cure.line") if at_the_site else None,
    )


def _others_may_leave(view: View) -> bool:
    """Tell whether some of the data may go elsewhere, so that a combination is a way out."""
    case = view.case
    return any(need.id not in case.on_prem_workloads for need in case.needs) or any(
        one.share_of_volume not in (None, 1.0) for need in case.needs for one in need.classes
    )


def _inside_alone() -> Message:
    return message("cure.leave_premises")


def _region(view: View, need: Need) -> Iterator[Outcome]:
    wish = view.case.region_wishes.get(need.id)
    allowed = view.case.region_workloads.get(need.id, wish)
    if allowed is None:
        return
    promise = region_promise(view, allowed)
    if promise.kept is True:
        return
    limit = view.case.profile.obligations.region_only
    region = list(limit.regions) if limit is not None else []
    if promise.kept is False:
        code = "place.region_not_guaranteed"
    elif within(view.of_offer("conditional_regions"), allowed, view):
        code = "place.region_conditional"
    else:
        code = "place.region_unknown"
    fact = promise.evidence[0] if promise.evidence else f"offers/{view.offer.id}/guaranteed_regions"
    yield Outcome(
        gate=GATE,
        kind="excluded" if promise.kept is False and wish is None else "conditional",
        workload=need.id,
        reason=message(code, region=region, host=view.offer.name),
        fact=fact,
        cure=message("cure.choose_region", region=region),
        silent=wish is None and not promise.told,
    )


def _class(view: View, need: Need, data_class: DataClass) -> Iterator[Outcome]:
    locus, locus_evidence, locus_missing = locus_words(view)
    yield from _compare(
        view,
        need,
        data_class,
        "locus",
        LOCI,
        locus,
        data_class.minimum_locus,
        locus_evidence or (f"offers/{view.offer.id}/guaranteed_regions",),
        missing=locus_missing,
    )
    kept, kept_evidence, kept_missing = retention_words(view)
    yield from _compare(
        view,
        need,
        data_class,
        "retention",
        RETENTIONS,
        kept,
        data_class.minimum_retention_level,
        kept_evidence or (f"offers/{view.offer.id}/terms.retention_days",),
        missing=kept_missing,
    )
    yield from _reach(view, need, data_class)
    for step in data_class.mitigations if not view.own_site else ():
        yield Outcome(
            gate=GATE,
            kind="conditional",
            workload=need.id,
            reason=message("place.mitigation", data_class=data_class.id, step=step),
            fact=f"profile/data.classes.{data_class.id}.mitigations",
        )


def _reach(view: View, need: Need, data_class: DataClass | None) -> Iterator[Outcome]:
    whole = view.case.profile.jurisdiction.sovereignty_minimum
    own = data_class.minimum_compelled_access if data_class is not None else None
    wanted = max((one for one in (whole, own) if one is not None), key=REACHES.index, default=None)
    words, evidence, missing = compelled_words(view)
    yield from _compare(
        view,
        need,
        # What holds for everything does not give way because one kind of data is redacted.
        data_class,
        "compelled",
        REACHES,
        words,
        wanted,
        evidence or (f"offers/{view.offer.id}/control_country",),
        floor=whole,
        missing=missing,
    )


def _keeping_nothing_would_do(view: View, bar: int) -> bool:
    """Tell whether it can be asked that nothing is kept, and that would be enough."""
    offered = view.of_offer("terms.zdr_available")
    return (
        offered is not None and offered.truth is True and bar <= RETENTIONS.index("zero_retention")
    )


MINIMUMS = {
    "locus": "minimum_locus",
    "retention": "minimum_retention_level",
    "compelled": "minimum_compelled_access",
}


def _stated(view: View, data_class: DataClass, what: str) -> bool:
    """Tell whether the organisation itself asks for a minimum."""
    own = next((one for one in view.case.profile.data.classes if one.id == data_class.id), None)
    return own is not None and getattr(own, MINIMUMS[what]) is not None


def _redacted(view: View, data_class: DataClass, what: str) -> bool:
    """Tell whether what is sensitive can be taken out, or already is, before content leaves.

    Measures lower what was assumed; a minimum that was stated beside them knows of them.
    """
    if data_class.volume_can_be_redacted or not data_class.mitigations:
        return data_class.volume_can_be_redacted
    written = {one.id: one for one in view.case.profile.data.classes}
    return MINIMUMS[what] not in written[data_class.id].model_fields_set


def _compare(  # noqa: PLR0913 — one row of the comparison
    view: View,
    need: Need,
    data_class: DataClass | None,
    what: str,
    scale: tuple[str, ...],
    have: tuple[str, ...],
    wanted: str | None,
    evidence: tuple[str, ...],
    *,
    floor: str | None = None,
    missing: tuple[str, ...] = (),
) -> Iterator[Outcome]:
    """Object where a level falls short; redacted data may go as low as `floor`, or as internal."""
    if wanted is None:
        return
    bar = scale.index(wanted)
    best, worst = scale.index(have[-1]), scale.index(have[0])
    if worst >= bar:
        return
    excluded = best < bar
    # Redacted data is still internal: it may go where internal data may go, and no further.
    internal = scale.index(floor or INTERNAL[what])
    redactable = data_class is not None and best >= internal and _redacted(view, data_class, what)
    name = data_class.id if data_class is not None else None
    where = {"regions": list(accepted_regions(view.case))} if wanted == REGION_GUARANTEED else {}
    cure = None
    # What this project assumes of such data makes a question, and nobody wait for its answer.
    stated = floor is not None or (data_class is not None and _stated(view, data_class, what))
    silent = bool(missing) and stated and not excluded and not redactable
    if redactable:
        cure = message("cure.redact", data_class=name)
    elif what == "retention" and _keeping_nothing_would_do(view, bar):
        cure = message("cure.ask_zdr", host=view.offer.name)
        # Zero retention that has to be approved is a promise to obtain, not a dead end.
        excluded = silent = False
    elif excluded:
        cure = message(f"cure.{what}.{wanted}", data_class=name, **where)
    code = f"place.{what}_below" if excluded else f"place.{what}_unknown"
    if what == "retention" and bar <= best and not missing and own_history(view):
        code, cure = "place.retention_own", message("cure.set_retention", host=view.offer.name)
    yield Outcome(
        gate=GATE,
        kind="excluded" if excluded and not redactable else "conditional",
        workload=need.id,
        reason=message(
            "place.masked" if excluded and redactable else code,
            have=have[-1] if excluded else have[0],
            need=wanted,
            data_class=name,
            host=view.offer.name,
            **where,
        ),
        fact=evidence[0],
        cure=cure,
        near_miss=excluded and bar - best == 1,
        silent=silent,
    )
