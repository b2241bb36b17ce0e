"""What an assistant sold by the seat costs."""

import numpy as np

from opendecide.cost.api_bill import shape_inputs
from opendecide.cost.assumptions import Assumptions
from opendecide.cost.bill import Bill, Unpriced
from opendecide.cost.demand import Demand, Floats
from opendecide.cost.discounting import compound
from opendecide.cost.lines import common_lines, inputs_of, yearly_line
from opendecide.model.fact import Fact

_MONTHS = 12.0


def seat_bill(  # noqa: PLR0913 — a contract has this many terms
    price: Fact | None,
    demands: "tuple[Demand, ...] | list[Demand]",
    assumed: Assumptions,
    *,
    seats: Floats | float,
    seat_minimum: float = 1.0,
    price_samples: Floats | None = None,
    guarded: bool = True,
) -> Bill | Unpriced:
    """Bill seats by the month, whatever the use.

    Args:
        price: Of one seat and month; the unit begins with the currency, as `USD/month`.
        demands: The workloads that the seats serve.
        assumed: Planning figures.
        seats: People who need one.
        seat_minimum: Least number of seats in the contract.
        price_samples: Draws of the price, in its own currency, when it is uncertain.
        guarded: Whether filters come with the service.

    Returns:
        A bill, or the reason why there is none.
    """
    if price is None or not isinstance(price.value, int | float):
        return Unpriced(reason="no_seat_price", values={})
    currency = (price.unit or "")[:3]
    rate = assumed.exchange(currency)
    if rate is None:
        return Unpriced(reason="no_exchange_rate", values={"currency": currency or "?"})
    amount = float(price.value) if price_samples is None else price_samples
    lines = [
        yearly_line(
            assumed,
            "seats",
            "usage",
            quantity=np.maximum(assumed.samples_of(seats), seat_minimum) * _MONTHS,
            unit="seat month",
            unit_price=amount * rate,
            trend=compound(-assumed["api_price_decline"], assumed.years),
            inputs=("api_price_decline",),
            origin=(price.source, price.as_of),
        ),
        *common_lines(assumed, "seats", guarded=guarded),
    ]
    tokens = np.zeros(assumed.samples)
    drawn: dict[str, Floats] = {}
    for demand in demands:
        requests = assumed.samples_of(demand.requests_per_day) * demand.active_days_per_year
        tokens = tokens + requests * (demand.input_tokens + demand.generated_tokens)
        drawn |= shape_inputs(demand, assumed)
    upfront = np.sum([line.amount for line in lines if line.key == "setup"], axis=0)
    return Bill(
        currency=assumed.currency,
        horizon_years=assumed.horizon_years,
        lines=tuple(lines),
        upfront_cash=assumed.samples_of(upfront),
        drawn=inputs_of(lines, assumed),
        tokens_per_year=tokens if tokens.any() else None,
    )
