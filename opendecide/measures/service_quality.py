"""How well and how reliably it serves each workload."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from opendecide.cost import Bill
from opendecide.cost.capacity import Capacity, MediaCapacity
from opendecide.cost.order_statistics import quantile
from opendecide.measures.case import Need
from opendecide.measures.draws import Draws
from opendecide.measures.lifetime import keeps_its_copy
from opendecide.measures.performance import Floats, Performance, drawn, interval, number, unknown
from opendecide.measures.quality import public_estimate, sample_quality
from opendecide.measures.requirements import has_feature
from opendecide.measures.view import Found, View, rows_of, rule

Span = tuple[float, float, float]
MINUTES_PER_MONTH = 43_800.0
OWN_COPY_MONTHS = 36.0
DAYS_PER_MONTH = 30.44
PERCENT = 100.0
SILENT_UPDATES = 0.0
AMPLE = 2.0
"""Wanted over expected answer time beyond which faster is worth nothing; so where nobody waits."""


def task_quality(view: View, need: Need, draws: Draws) -> Performance:
    """Draw how far the model gets from the workload's minimum to its target."""
    model = view.serving[need.id]
    key = f"quality/{model.id}/{need.workload.task_type}"
    samples = sample_quality(view.case, need, model, draws)
    evidence = f"models/{model.id}/quality"
    if samples is None:
        return unknown(key, evidence)
    bar = view.case.bars[need.id]
    public = public_estimate(view.case, need, model)
    lacking = public is not None and bool(public.unnamed)
    named = (f"models/{model.id}/languages",) if lacking else ()
    return drawn((samples - bar.minimum) / (bar.target - bar.minimum), key, evidence, *named)


def capability_fit(view: View, need: Need, draws: Draws) -> Performance:  # noqa: ARG001 — one shape for all
    """Rate the share of the wished features that are there."""
    wished = need.workload.nice_to_have
    if not wished:
        return number(1.0)
    model = view.serving[need.id]
    answers = [has_feature(view, need, model, wish) for wish in wished]
    low = sum(answer.truth is True for answer in answers) / len(wished)
    high = sum(answer.truth is not False for answer in answers) / len(wished)
    evidence = tuple(fact for answer in answers for fact in answer.evidence)
    if low == high:
        return number(low, *evidence)
    key = f"features/{model.id}/{view.offer.id}/{need.id}"
    missing = tuple(
        f"models/{model.id}/{wish}"
        for wish, answer in zip(wished, answers, strict=True)
        if answer.truth is None
    )
    return interval(low, (low + high) / 2, high, key, *evidence, missing=missing, cautious=True)


class Uptime(NamedTuple):
    """What is known of the share of time in which it answers, in per cent."""

    span: Span | None
    """P10, P50 and P90: the lowest of what is known; None when nothing is."""
    evidence: tuple[str, ...]
    missing: tuple[str, ...]
    """The fact that nobody published, if the operator of the machines did not say."""


def uptime(view: View) -> Uptime:
    """Return the lowest of own operation, promise and record.

    What somebody runs on the machines of somebody else is up no longer than these.
    """
    found = [_operation(view)] if view.self_run else []
    published: list[Found | None] = []
    if not view.own_site:
        published = [
            view.of_offer("sla_uptime_percent"),
            view.of_offer("observed_uptime_percent"),
        ]
    spans = [(one.range, one.id) for one in (*found, *published) if one is not None and one.range]
    silent = not view.own_site and not any(one is not None and one.range for one in published)
    return Uptime(
        _lowest([span for span, _ in spans]),
        tuple(fact for _, fact in spans),
        (f"offers/{view.offer.id}/sla_uptime_percent",) if silent else (),
    )


def _operation(view: View) -> Found | None:
    """Return the planning figure of what the organisation runs itself."""
    if view.offer.access_mode == "device":
        return rule(view.case, "availability.device")
    place = "own_cloud" if view.offer.access_mode == "tenancy" else "on_premises"
    watched = "on_call" if view.case.crew.on_call == "24x7" else "office_hours"
    return rule(view.case, f"availability.{place}_{watched}")


def _lowest(spans: Sequence[Span]) -> Span | None:
    if not spans:
        return None
    low, mid, high = (min(span[place] for span in spans) for place in range(3))
    return low, mid, high


def availability(view: View, need: Need, draws: Draws) -> Performance:  # noqa: ARG001 — one shape for all
    """Estimate the minutes a month it is down.

    Machines of which nobody published anything count as the worst of their kind, whoever runs the
    model on them.
    """
    known = uptime(view)
    key = f"offers/{view.offer.id}/uptime"
    spans = [] if known.span is None else [known.span]
    evidence = known.evidence
    if known.missing:
        usual = rule(view.case, "availability.unpublished")
        if usual is None or usual.range is None:
            return unknown(key, *known.missing)
        spans.append(usual.range)
        evidence = (*evidence, usual.id)
    span = _lowest(spans)
    if span is None:
        return unknown(key)
    low, mid, high = ((PERCENT - share) / PERCENT * MINUTES_PER_MONTH for share in span)
    return interval(
        high, mid, low, key, *evidence, missing=known.missing, cautious=bool(known.missing)
    )


def expected_p95(view: View, need: Need, draws: Draws) -> tuple[Floats | None, tuple[str, ...]]:
    """Return samples of the answer time in seconds at peak load, shape (s,)."""
    bill = view.bill
    output = need.output_tokens.mid
    capacity = bill.capacity if isinstance(bill, Bill) else None
    seconds: Floats | None = None
    if isinstance(capacity, Capacity) and need.modality == "text":
        seconds = capacity.first_token_floor_s + output * capacity.answering_s
    elif isinstance(capacity, MediaCapacity) and need.modality != "text":
        seconds = capacity.p95_s
    if seconds is not None:
        return np.broadcast_to(seconds, (draws.samples,)), ("rules/throughput_model",)
    stated = view.of_offer("latency_p95_s")
    if stated is not None:
        return draws.of(stated.id, stated.fact), (stated.id,)
    if need.modality != "text":
        return None, ()
    speed = rule(view.case, "service.output_tokens_per_second")
    first = rule(view.case, "service.first_token_seconds")
    if speed is None or first is None:
        return None, ()
    rate = draws.of(f"{speed.id}/{view.offer.id}", speed.fact)
    start = draws.of(f"{first.id}/{view.offer.id}", first.fact)
    return start + output / np.maximum(rate, 1e-6), (speed.id, first.id)


def p95_bounds(view: View, need: Need) -> tuple[float, float, str] | None:
    """Return the answer time in seconds at its shortest and as expected, and what says so.

    None when nobody knows it.
    """
    output = need.output_tokens.mid
    capacity = view.bill.capacity if isinstance(view.bill, Bill) else None
    seconds: Floats | None = None
    if isinstance(capacity, Capacity) and need.modality == "text":
        seconds = np.asarray(capacity.first_token_floor_s + output * capacity.answering_s)
    elif isinstance(capacity, MediaCapacity) and need.modality != "text":
        seconds = np.asarray(capacity.p95_s)
    if seconds is not None:
        short, usual = quantile(seconds, 0.1, 0.5)
        return short, usual, "rules/throughput_model"
    stated = view.of_offer("latency_p95_s")
    if stated is not None and stated.range is not None:
        return stated.range[0], stated.range[1], stated.id
    speed = rule(view.case, "service.output_tokens_per_second")
    first = rule(view.case, "service.first_token_seconds")
    if need.modality != "text" or view.by_machine:
        return None
    if speed is None or first is None or speed.range is None or first.range is None:
        return None
    # The rule is about services at large; some are built for speed, so only the first word binds.
    return first.range[0], first.range[1] + output / speed.range[1], speed.id


def latency_headroom(view: View, need: Need, draws: Draws) -> Performance:
    """Rate wanted over expected answer time at the busiest moment."""
    if need.p95_seconds is None:
        return number(AMPLE)
    seconds, evidence = expected_p95(view, need, draws)
    key = f"latency/{view.deployment.id if view.by_machine else view.offer.id}/{need.id}"
    if seconds is None:
        return unknown(key, f"offers/{view.offer.id}/latency_p95_s")
    return drawn(need.p95_seconds / np.maximum(seconds, 1e-9), key, *evidence)


def _promised(view: View, released: Found | None) -> bool:
    """Tell whether what the offer promises for a version holds for this model as well.

    A model whose release nobody knows has no promise that ended with older ones.
    """
    before = view.offer.version_months_for_models_before
    if before is None:
        return True
    return released is not None and released.day is not None and released.day < before


def version_stability(view: View) -> Performance:
    """Estimate for how many months the same version is guaranteed from going live."""
    pinning = view.of_offer("pinning")
    if keeps_its_copy(view):
        return number(OWN_COPY_MONTHS, *([pinning.id] if pinning and not view.self_run else ()))
    key = f"offers/{view.offer.id}/version_months"
    if pinning is not None and pinning.truth is False:
        return number(SILENT_UPDATES, pinning.id)
    go_live = min(need.go_live for need in view.case.needs)
    pinned = pinning is not None and pinning.truth is True
    ends = (
        []
        if not pinned
        else [
            one.retires
            for one in rows_of(view.case, view.offer, view.model.id)
            if one.retires is not None and one.retires > go_live
        ]
    )
    if ends:
        months = (min(ends) - go_live).days / DAYS_PER_MONTH
        return number(months, f"offers/{view.offer.id}/serves.{view.model.id}")
    notice = view.of_offer("notice_days")
    released = view.of_model("release_date")
    lasting = view.of_offer("version_months") if _promised(view, released) else None
    by_day = view.offer.version_months_for_models_before is not None
    also = (released.id,) if by_day and released is not None else ()
    if pinning is None or pinning.truth is None:
        # Whether the version can be pinned at all is not known, so no month of it is guaranteed.
        return unknown(key, f"offers/{view.offer.id}/pinning")
    for found, scale in ((lasting, 1.0), (notice, DAYS_PER_MONTH)):
        if found is not None and found.range is not None:
            low, mid, high = (figure / scale for figure in found.range)
            return interval(low, mid, high, key, found.id, *also, cautious=low < high)
    return unknown(key)
