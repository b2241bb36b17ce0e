"""What a service paid by the token, image or minute costs."""

from collections.abc import Sequence

import numpy as np

from opendecide.cost.assumptions import Assumptions, Kind
from opendecide.cost.bill import Bill, Line, Unpriced
from opendecide.cost.demand import Demand, Floats
from opendecide.cost.discounting import compound
from opendecide.cost.lines import common_lines, inputs_of, yearly_line
from opendecide.model.catalog import Served


def api_bill(
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
        A bill, or the reason why there is none: a missing price is never zero.
    """
    lines: list[Line] = []
    tokens: Floats = np.zeros(assumed.samples)
    weak: list[str] = []
    drawn: dict[str, Floats] = {}
    for row, demand in zip(served, demands, strict=True):
        found = _usage(row, demand, assumed)
        if isinstance(found, Unpriced):
            return found
        lines += found
        requests = assumed.samples_of(demand.requests_per_day) * demand.active_days_per_year
        tokens = tokens + requests * (demand.input_tokens + demand.generated_tokens)
        if row is not None and row.cached is None and np.any(np.asarray(demand.cached_share) > 0):
            weak.append("no_cached_price")
        drawn |= shape_inputs(demand, assumed)
    lines += _commitment(lines, minimum_per_month, assumed)
    lines += common_lines(assumed, kind, guarded=guarded)
    upfront = np.sum([line.amount for line in lines if line.key == "setup"], axis=0)
    return Bill(
        currency=assumed.currency,
        horizon_years=assumed.horizon_years,
        lines=tuple(lines),
        upfront_cash=assumed.samples_of(upfront),
        drawn=inputs_of(lines, assumed) | drawn,
        tokens_per_year=tokens if tokens.any() else None,
        weak=tuple(dict.fromkeys(weak)),
    )


def shape_inputs(demand: Demand, assumed: Assumptions) -> dict[str, Floats]:
    """Return the uncertain inputs of a workload under names of their own."""
    named = {
        "requests_per_day": demand.requests_per_day,
        "input_tokens": demand.input_tokens,
        "output_tokens": demand.generated_tokens,
        "cached_share": demand.cached_share,
        "peak_factor": demand.peak_factor,
    }
    return {
        f"{demand.workload}.{name}": assumed.samples_of(figure)
        for name, figure in named.items()
        if np.ndim(figure) > 0
    }


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
    trend = compound(demand.growth_per_year, assumed.years) * compound(
        -assumed["api_price_decline"], assumed.years
    )
    if row.unit == "1M tokens":
        return _token_lines(row, demand, assumed, rate, trend)
    price = row.output if row.output is not None else row.input
    count = demand.per_day(row.unit)
    if price is None:
        return Unpriced(reason="no_price", values={"workload": demand.workload, "model": row.model})
    if count is None:
        return Unpriced(reason="no_unit", values={"workload": demand.workload, "unit": row.unit})
    return [
        yearly_line(
            assumed,
            f"api_{row.unit.rsplit(maxsplit=1)[-1]}",
            "usage",
            quantity=assumed.samples_of(count) * demand.active_days_per_year,
            unit=row.unit,
            unit_price=price * rate,
            trend=trend,
            inputs=("api_price_decline",),
            workload=demand.workload,
            origin=(row.source, row.as_of),
        )
    ]


def _token_lines(
    row: Served, demand: Demand, assumed: Assumptions, rate: float, trend: Floats
) -> list[Line] | Unpriced:
    """Return input, cached input and output, at the batch discount where the workload may wait."""
    if not demand.speaks_text:
        return Unpriced(reason="no_unit", values={"workload": demand.workload, "unit": row.unit})
    embeds = not np.any(np.asarray(demand.generated_tokens) > 0)
    if row.input is None or (row.output is None and not embeds):
        return Unpriced(reason="no_price", values={"workload": demand.workload, "model": row.model})
    millions = assumed.samples_of(demand.requests_per_day) * demand.active_days_per_year / 1e6
    cached = demand.cached_share if row.cached is not None else 0.0
    discount = 1.0 - np.asarray(demand.batch_share) * (row.batch_discount or 0.0)
    amounts: list[tuple[str, Floats | float, float | None]] = [
        (
            "api_input_tokens",
            millions * demand.input_tokens * (1.0 - np.asarray(cached)),
            row.input,
        ),
        ("api_cached_tokens", millions * demand.input_tokens * cached, row.cached),
        ("api_output_tokens", millions * demand.generated_tokens, row.output),
    ]
    return [
        yearly_line(
            assumed,
            key,
            "usage",
            quantity=quantity,
            unit="1M tokens",
            unit_price=price * rate * discount,
            trend=trend,
            inputs=("api_price_decline",),
            workload=demand.workload,
            origin=(row.source, row.as_of),
        )
        for key, quantity, price in amounts
        if price is not None and np.any(np.asarray(quantity) > 0)
    ]


def _commitment(
    lines: list[Line], minimum_per_month: Floats | float, assumed: Assumptions
) -> list[Line]:
    """Return the part of a committed spend that use does not reach."""
    floor = 12.0 * assumed.samples_of(minimum_per_month)
    if not floor.any():
        return []
    used = np.sum([line.quantity * line.unit_price for line in lines], axis=0)
    missing = np.maximum(floor - used, 0.0)
    if not missing.any():
        return []
    return [
        yearly_line(
            assumed,
            "commitment",
            "usage",
            quantity=1.0,
            unit="year",
            unit_price=missing,
        )
    ]
