"""Gate: work that is done once is through by its deadline, not only begun."""

from collections.abc import Iterator

import numpy as np

from opendecide.cost import Bill
from opendecide.cost.capacity import Capacity, MediaCapacity
from opendecide.cost.load import SECONDS_PER_DAY
from opendecide.cost.order_statistics import quantile
from opendecide.measures.case import Need
from opendecide.measures.service_quality import p95_bounds
from opendecide.measures.view import View
from opendecide.model.written import Range
from opendecide.stages.assessment.ratings import in_general
from opendecide.stages.billing.lots import (
    DAYS_PER_WEEK,
    Bounds,
    days_left,
    lots_with_a_deadline,
)
from opendecide.stages.gates.outcome import Outcome, message
from opendecide.stages.market.machines import own_machines

GATE = "capability"
MINUTES_PER_DAY = 1440.0
SECONDS_PER_MINUTE = 60.0
FOREVER = 36_500.0
"""Days of a hundred years: what takes longer is never through."""


def batch_of_services(view: View) -> Iterator[Outcome]:
    """Ask whether a service lets so much through; by its known limits where it has any.

    What goes through one request after another is in time anywhere. A quota that is paid for can be
    raised on request, so that only a given one bars.
    """
    if view.by_machine or view.offer.access_mode == "seat":
        return
    for need in lots_with_a_deadline(view):
        left = days_left(view, need)
        lot = need.workload.volume.batch
        if left is None or lot is None or left[1] < 0:
            continue
        each = lot.mid / max(left[1], 1.0)
        values = {"need": each, "host": view.offer.name, "date": str(need.workload.deadline)}
        limited = _through_the_quota(view, need, lot)
        if limited is not None:
            days, fact, fixed = limited
            barred = fixed and days[0] > left[0]
            if days[1] > left[1]:
                values["have"] = lot.mid / max(days[1], 1e-9)
                yield _outcome(need, "capability.batch_quota", fact, barred=barred, **values)
        elif _one_after_another(view, need, lot) > left[1]:
            fact = f"offers/{view.offer.id}/requests_per_minute"
            yield _outcome(need, "capability.batch_pace", fact, barred=False, **values)


def batch_of_machines(view: View) -> Iterator[Outcome]:
    """Object to machines that are not through in time though they work day and night.

    Where more of them can be had, that is a condition: the bill counts those that its load takes.
    """
    if not view.by_machine:
        return
    for need in lots_with_a_deadline(view):
        left, days = days_left(view, need), _at_work(view, need)
        if left is None or days is None or days[1] <= left[1]:
            continue
        barred = days[0] > left[0] and not _more_to_be_had(view)
        if left[1] < 0 and not barred:
            continue  # that it probably comes too late for first use is said by itself
        yield _outcome(
            need,
            "own_duty.batch_end" if view.self_run and not barred else "capability.batch_end",
            "rules/throughput_model",
            barred=barred,
            lasts=days[1] / DAYS_PER_WEEK,
            weeks=in_general(view, "time_to_production").mid,
            date=str(need.workload.deadline),
        )


def _through_the_quota(view: View, need: Need, lot: Range) -> tuple[Bounds, str, bool] | None:
    """Return how long the known limits of an offer make it take, the fact, and if it is free."""
    served = {model.id for model in view.serving.values()}
    rows = [one for one in view.offer.serves if one.model in served]
    free = bool(rows) and all(one.input == 0 and one.output == 0 for one in rows)
    found: list[tuple[Bounds, str, bool]] = []
    tokens = need.input_tokens.mid + need.output_tokens.mid
    for name, a_day, each in (
        ("requests_per_minute", MINUTES_PER_DAY, 1.0),
        ("tokens_per_day", 1.0, tokens),
    ):
        limit = view.of_offer(name)
        if limit is not None and limit.range is not None and limit.range[0] > 0:
            _, middle, high = limit.range
            days = (lot.low * each / (high * a_day), lot.mid * each / (middle * a_day))
            found.append((days, limit.id, free))
    return max(found, default=None)


def _one_after_another(view: View, need: Need, lot: Range) -> float:
    """Return the days that it takes without two requests at once; forever where nobody knows.

    Speech takes no longer than it lasts.
    """
    if need.modality == "audio_in":
        seconds = need.audio_minutes.mid * SECONDS_PER_MINUTE
    else:
        known = p95_bounds(view, need)
        seconds = FOREVER * SECONDS_PER_DAY if known is None else known[1]
    return lot.mid * seconds / SECONDS_PER_DAY


def _at_work(view: View, need: Need) -> Bounds | None:
    """Return the days that the machines of the bill are at work for the whole lot."""
    if not isinstance(view.bill, Bill):
        return None
    at_hand = own_machines(view.case).get(view.deployment.machine or "")
    free = 1.0 if at_hand is None else at_hand[2]
    for capacity in (view.bill.capacity, *view.bill.beside):
        if capacity is None:
            continue
        seconds = _machine_seconds(view.bill, capacity, need)
        if seconds is not None:
            machines = np.maximum(np.asarray(capacity.replicas), 1.0) * max(free, 1e-6)
            low, middle = quantile(np.asarray(seconds / machines / SECONDS_PER_DAY), 0.1, 0.5)
            return min(low, FOREVER), min(middle, FOREVER)
    return None


def _machine_seconds(bill: Bill, capacity: Capacity | MediaCapacity, need: Need) -> object:
    """Return how long one machine would be at work for a lot; None where others carry it."""
    [demand] = [one for one in bill.demands if one.workload == need.id]
    if isinstance(capacity, MediaCapacity):
        work = next((one for one in capacity.works if one.workload == need.id), None)
        return None if work is None else work.seconds_per_day * demand.active_days_per_year
    if need.id not in capacity.load.workloads:
        return None
    # Machines are sized for all that they carry; a lot takes of their time what it has of tokens.
    together = [one for one in bill.demands if one.workload in capacity.load.workloads]
    total = sum(np.asarray(one.tokens_per_year) for one in together)
    share = np.asarray(demand.tokens_per_year) / np.maximum(total, 1e-9)
    return share * capacity.tokens_made / capacity.tokens_per_s


def _more_to_be_had(view: View) -> bool:
    """Tell whether further machines may be rented or bought."""
    if view.offer.access_mode == "device":
        return False
    return view.case.may_buy or not view.own_site


def _outcome(need: Need, code: str, fact: str, /, *, barred: bool, **values: object) -> Outcome:
    return Outcome(
        gate=GATE,
        kind="excluded" if barred else "conditional",
        workload=need.id,
        reason=message(code, workload=need.id, **values),
        fact=fact,
        cure=message("cure.later_or_more"),
    )
