"""The equations of a bill with this organisation's numbers in them, to be followed by hand.

Every step takes the figures of the steps before it, at the middle of their ranges, so the last of
them can differ a little from the median over all samples, which the bill has.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from opendecide.cost import Bill, Capacity, Demand, MediaCapacity
from opendecide.cost.demand import HOURS_PER_YEAR, years_of_lots
from opendecide.cost.discounting import MONTHS
from opendecide.cost.load import SECONDS_PER_DAY
from opendecide.cost.memory import USABLE_SHARE
from opendecide.cost.order_statistics import median
from opendecide.cost.replicas import LOAD_CAP, WAIT_PROBABILITY, WAIT_S, replicas
from opendecide.model.message import Message
from opendecide.stages.findings.conversions import conversions

SECONDS_PER_YEAR = HOURS_PER_YEAR * 3600.0
MILLI = 1e3
MICRO = 1e6
NO_NAMES: Mapping[str, str] = MappingProxyType({})


def workings(
    bill: Bill, chips: Mapping[str, str] = NO_NAMES, called: Callable[[str], str] = str
) -> tuple[Message, ...]:
    """Return the steps from requests to machines or tokens, and from a year to the horizon.

    Args:
        bill: What is worked out.
        chips: What accelerators are called, by id.
        called: Says a source as a reader can find it.
    """
    found = [step for one in bill.demands for step in _asked(one)]
    for capacity in (bill.capacity, *bill.beside):
        if capacity is None:
            continue
        name = chips.get(capacity.accelerator, capacity.accelerator)
        if isinstance(capacity, MediaCapacity):
            found += _jobs(capacity, name)
        else:
            found += _machines(bill, capacity, name)
        found += _on_for(bill, capacity)
    return (*found, *conversions(bill, called))


def _mid(samples: Any) -> float:
    return median(samples)


def _asked(demand: Demand) -> Iterator[Message]:
    """Count what a workload asks for in a year: tokens, speech, pictures."""
    if demand.speaks_text:
        yield _tokens(demand)
    kind = "lot_" if demand.once else ""
    for unit, each in (("minute", demand.audio_minutes), ("image", demand.images)):
        per_day = demand.per_day(unit)
        if per_day is not None:
            requests = _mid(demand.requests_per_year)
            yield Message(
                code=f"working.{kind}{unit}s",
                values={
                    "workload": demand.workload,
                    **_asked_for(demand),
                    "each": _mid(each),
                    "count": requests * _mid(each),
                    "middle": _mid(per_day) * demand.active_days_per_year,
                },
            )


def _asked_for(demand: Demand) -> dict[str, float]:
    """Return the requests of a day and the days of a year, or those of a lot together."""
    if demand.once:
        return {"requests": _mid(demand.requests_per_year)}
    return {"requests": _mid(demand.requests_per_day), "days": demand.active_days_per_year}


def _tokens(demand: Demand) -> Message:
    requests = _mid(demand.requests_per_year)
    inputs, outputs = _mid(demand.input_tokens), _mid(demand.generated_tokens)
    return Message(
        code="working.lot_tokens" if demand.once else "working.tokens",
        values={
            "workload": demand.workload,
            **_asked_for(demand),
            "input": inputs,
            "output": outputs,
            "input_millions": requests * inputs / 1e6,
            "output_millions": requests * outputs / 1e6,
            "input_middle": _mid(demand.requests_per_year * demand.input_tokens) / 1e6,
            "output_middle": _mid(demand.requests_per_year * demand.generated_tokens) / 1e6,
        },
    )


def _machines(bill: Bill, capacity: Capacity, chip: str) -> list[Message]:
    """Return peak, speed, places and replicas of machines that are sized for a load."""
    batch, token_s = _mid(capacity.batch), _mid(capacity.token_time_s)
    speed: dict[str, Any] = {
        "accelerators": capacity.accelerators_per_replica,
        "accelerator": chip,
        "precision": capacity.precision,
        "batch": batch,
        "token_ms": token_s * MILLI,
        "tokens_per_s": batch / token_s,
    }
    fit = Message(
        code="working.memory",
        values={
            "needed": capacity.memory_needed_gb,
            "available": capacity.memory_available_gb,
            "precision": capacity.precision,
            "ways": capacity.accelerators_per_replica,
            "each": capacity.memory_each_gb,
            "share": USABLE_SHARE,
            "kept": capacity.memory_kept_gb,
        },
    )
    if capacity.on_a_device:
        seen = _mid(capacity.answering_s)
        seen_speed = {"token_ms": seen * MILLI, "tokens_per_s": 1.0 / seen}
        users = {"users": _mid(capacity.replicas)}
        return [fit, Message(code="working.device", values=speed | seen_speed | users)]
    peaks = [_peak(one) for one in bill.demands if one.workload in capacity.load.workloads]
    arrivals = sum(float(one.values["arrivals"]) for one in peaks)
    first, outputs = _mid(capacity.first_token_floor_s), _mid(capacity.load.output_tokens)
    held = first + outputs * token_s
    needed = float(np.max(replicas(np.array([arrivals]), np.array([held]), np.array([batch]))))
    spare = _mid(capacity.spare)
    total = needed + spare
    crowded = capacity.load.interactive and not spare
    made = _mid(capacity.tokens_made)
    return [
        fit,
        *peaks,
        Message(code="working.speed", values=speed),
        Message(
            code="working.places",
            values={
                "first_s": first,
                "output": outputs,
                "token_s": token_s,
                "held_s": held,
                "arrivals": arrivals,
                "places": arrivals * held,
            },
        ),
        Message(
            code="working.replicas_at_hand" if crowded else "working.replicas",
            values={
                "places": arrivals * held,
                "batch": batch,
                "cap": LOAD_CAP,
                "late": WAIT_PROBABILITY,
                "wait_s": WAIT_S,
                "needed": needed,
                "spare": spare,
                "total": total,
                "billed": _mid(capacity.replicas),
                "accelerators": _mid(capacity.accelerators),
                "accelerator": chip,
            },
        ),
        _hours_of_a_lot(capacity)
        if capacity.given_back
        else Message(
            code="working.utilisation",
            values={
                "millions": made / 1e6,
                "tokens_per_s": batch / token_s,
                "total": total,
                "share": min(made / (batch / token_s * SECONDS_PER_YEAR * total), 1.0),
            },
        ),
    ]


def _jobs(capacity: MediaCapacity, chip: str) -> list[Message]:
    """Return machine time and accelerators of pictures, speech and vectors, one job at a time."""
    found = [
        Message(
            code="working.memory",
            values={
                "needed": capacity.memory_needed_gb,
                "available": capacity.memory_available_gb,
                "precision": capacity.precision,
            },
        )
    ]
    peak = 0.0
    for one in capacity.works:
        count, each = _mid(one.per_day), _mid(one.seconds_each)
        seconds, factor = count * each, _mid(one.peak_factor)
        peak += seconds / SECONDS_PER_DAY * factor
        found.append(
            Message(
                code=f"working.time_of_{one.unit}s",
                values={
                    "workload": one.workload,
                    "accelerator": chip,
                    "count": count,
                    "each": each,
                    "each_us": each * MICRO,
                    "speed": 60.0 / each,
                    "seconds": seconds,
                    "factor": factor,
                    "busy": seconds / SECONDS_PER_DAY * factor,
                },
            )
        )
    total = _mid(capacity.accelerators)
    if capacity.on_a_device:
        found.append(Message(code="working.job_devices", values={"devices": total}))
    elif capacity.shared is not None:
        found.append(Message(code="working.shared_machines", values=capacity.shared._asdict()))
    else:
        needed = max(float(np.ceil(peak / capacity.load_cap)), 1.0)
        found.append(
            Message(
                code="working.job_machines",
                values={
                    "busy": peak,
                    "cap": capacity.load_cap,
                    "needed": needed,
                    "spare": capacity.spare,
                    "total": needed + capacity.spare,
                    "billed": _mid(capacity.replicas),
                    "accelerators": total,
                },
            )
        )
    if capacity.given_back:
        found.append(_hours_of_a_lot(capacity))
    return found


def _on_for(bill: Bill, capacity: Capacity | MediaCapacity) -> list[Message]:
    """Say for how long machines are paid that are switched off between the calls, or lent."""
    share = _mid(capacity.awake)
    if share >= 1.0 or capacity.given_back:
        return []
    if years_of_lots(bill.demands) is not None:
        work = _mid(capacity.utilisation) * HOURS_PER_YEAR
        return [Message(code="working.lent", values={"hours": work, "months": share * MONTHS})]
    return [Message(code="working.awake", values={"hours": share * HOURS_PER_YEAR, "share": share})]


def _hours_of_a_lot(capacity: Capacity | MediaCapacity) -> Message:
    """Say for how long machines are paid that are rented for one lot."""
    values = {"hours": _mid(capacity.awake) * HOURS_PER_YEAR}
    if isinstance(capacity, MediaCapacity):
        return Message(code="working.lot_job_hours", values=values)
    made, speed = _mid(capacity.tokens_made), _mid(capacity.tokens_per_s)
    return Message(
        code="working.lot_hours",
        values=values
        | {"millions": made / 1e6, "tokens_per_s": speed, "work": made / speed / 3600.0},
    )


def _peak(demand: Demand) -> Message:
    """Return requests a second in the busiest hour; what can wait is spread over the day."""
    requests = _mid(demand.requests_per_day)
    factor = _mid(demand.peak_factor) if demand.interactive else 1.0
    if demand.once:
        return Message(
            code="working.lot_pace",
            values={
                "workload": demand.workload,
                **_asked_for(demand),
                "days": demand.active_days_per_year,
                "each": requests,
                "factor": factor,
                "arrivals": requests / SECONDS_PER_DAY * factor,
            },
        )
    return Message(
        code="working.peak" if demand.interactive else "working.spread",
        values={
            "workload": demand.workload,
            "requests": requests,
            "factor": factor,
            "arrivals": requests / SECONDS_PER_DAY * factor,
        },
    )
