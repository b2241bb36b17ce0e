"""What a service paid by the token, image or minute costs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from opendecide.cost.assumptions import Assumptions, Kind
from opendecide.cost.bill import Bill, Line
from opendecide.cost.commitment import committed
from opendecide.cost.demand import Demand, Floats
from opendecide.cost.lines import common_lines, kept_running
from opendecide.cost.outcomes import Unpriced
from opendecide.cost.trend import Trend
from opendecide.model.offer_facts import Served

_DECLINE = "api_price_decline"


def api_bill(  # noqa: PLR0913 — a contract has this many terms
    served: Sequence[Served | None],
    demands: Sequence[Demand],
    assumed: Assumptions,
    *,
    kind: Kind = "api",
    guarded: bool = False,
    minimum_per_month: Floats | float = 0.0,
) -> Bill | Unpriced:
    """Bill every workload at the list price of the model that serves it.

    Args:
        served: Per workload, the price row; several models may share one bill.
        demands: The workloads, in the same order.
        assumed: Planning figures.
        kind: `api`, or `managed` when somebody runs the model for this customer alone.
        guarded: Whether moderation comes with the service.
        minimum_per_month: Committed spend, in the currency of the bill.

    Returns:
        A bill, or the reason why there is none: a missing price is never zero, and the rest of the
        bill is known all the same.
    """
    lines: list[Line] = []
    weak: list[str] = []
    missing: list[Unpriced] = []
    for row, demand in zip(served, demands, strict=True):
        found = _usage(row, demand, assumed)
        if isinstance(found, Unpriced):
            missing.append(found)
            continue
        lines += found
        if row is not None and row.cached is None and np.any(demand.cached_share):
            weak.append("no_cached_price")
    used = Bill(
        assumed=assumed,
        demands=tuple(demands),
        lines=tuple(lines),
        weak=tuple(dict.fromkeys(weak)),
    )
    bill = committed(used, minimum_per_month)
    around = common_lines(assumed, kind, demands, guarded=guarded, at_work=kept_running(kind))
    whole = replace(bill, lines=(*bill.lines, *around))
    return replace(missing[0], rest=whole) if missing else whole


def _usage(row: Served | None, demand: Demand, assumed: Assumptions) -> list[Line] | Unpriced:
    """Return the lines of use of one workload."""
    if row is None:
        return Unpriced(reason="no_price", values={"workload": demand.workload})
    rate = assumed.exchange(row.currency)
    if rate is None:
        return Unpriced(
            reason="no_exchange_rate",
            values={"currency": row.currency or "?", "model": row.model},
        )
    trend = assumed.of_a_lot
    if not demand.once:
        trend = assumed.trend(demand.growth_per_year, _DECLINE)
    if row.unit == "1M tokens":
        return _token_lines(row, demand, assumed, rate, trend)
    price = row.output if row.output is not None else row.input
    count = demand.per_day(row.unit)
    if price is None:
        return Unpriced(reason="no_price", values={"workload": demand.workload, "model": row.model})
    if count is None:
        return Unpriced(reason="no_unit", values={"workload": demand.workload, "unit": row.unit})
    key = f"api_{row.unit.rsplit(maxsplit=1)[-1]}"
    return [_line(key, row, demand, count * demand.active_days_per_year, price * rate, trend)]


def _token_lines(
    row: Served, demand: Demand, assumed: Assumptions, rate: float, trend: Trend
) -> list[Line] | Unpriced:
    """Return input, cached input and output; where nobody waits a part of it goes in batches."""
    if not demand.speaks_text:
        return Unpriced(reason="no_unit", values={"workload": demand.workload, "unit": row.unit})
    if row.input is None or (row.output is None and demand.writes_text):
        return Unpriced(reason="no_price", values={"workload": demand.workload, "model": row.model})
    # The demand is kept beside the result, so that its id stays its own.
    fresh, cached, made, _ = assumed.once(
        ("millions", id(demand), row.cached is not None),
        lambda: (*_millions(demand, caches=row.cached is not None), demand),
    )
    amounts = (
        ("api_input_tokens", fresh, row.input),
        ("api_cached_tokens", cached, row.cached),
        ("api_output_tokens", made, row.output),
    )
    lines: list[Line] = []
    for key, quantity, price in amounts:
        if price is None or quantity is None:
            continue
        if not row.batch_discount or demand.interactive:
            lines.append(_line(key, row, demand, quantity, price * rate, trend))
            continue
        together = np.minimum(assumed["batch_share"], 1.0)
        cheaper = price * (1.0 - row.batch_discount)
        parts = ((key, 1.0 - together, price), (f"{key}_batch", together, cheaper))
        lines += [
            _line(name, row, demand, quantity * share, each * rate, trend, "batch_share")
            for name, share, each in parts
            if share.any()
        ]
    return lines


def _millions(
    demand: Demand, *, caches: bool
) -> tuple[Floats | float | None, Floats | float | None, Floats | float | None]:
    """Return millions of fresh, cached and generated tokens a year; None where there are none."""
    requests = demand.requests_per_year / 1e6
    share = demand.cached_share if caches else 0.0
    whole = requests * demand.input_tokens
    parts = (whole * (1.0 - share), whole * share, requests * demand.generated_tokens)
    fresh, cached, made = (part if np.any(part) else None for part in parts)
    return fresh, cached, made


def _line(  # noqa: PLR0913 — a line has this many columns
    key: str,
    row: Served,
    demand: Demand,
    quantity: Floats | float,
    unit_price: Floats | float,
    trend: Trend,
    *inputs: str,
) -> Line:
    return Line(
        key=key,
        component="usage",
        quantity=quantity,
        unit=row.unit,
        unit_price=unit_price,
        trend=trend,
        workload=demand.workload,
        source=row.source,
        as_of=row.as_of,
        inputs=inputs if demand.once else (_DECLINE, *inputs),
    )
