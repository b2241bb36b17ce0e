"""What an assistant sold by the seat costs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from opendecide.cost.assumptions import Assumptions
from opendecide.cost.bill import Bill, Line
from opendecide.cost.demand import Demand, Floats, months_of_a_lot, years_of_lots
from opendecide.cost.discounting import MONTHS
from opendecide.cost.lines import common_lines
from opendecide.cost.outcomes import Unpriced
from opendecide.cost.trend import bought_by_year
from opendecide.model.fact import Fact

_DECLINE = "api_price_decline"


def seat_bill(  # noqa: PLR0913 — a contract has this many terms
    price: Fact | None,
    demands: Sequence[Demand],
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
        seats: People who need one; shape (years, s) where they become more.
        seat_minimum: Least number of seats in the contract.
        price_samples: Draws of the price, in its own currency, when it is uncertain.
        guarded: Whether filters come with the service.

    Returns:
        A bill, or the reason why there is none; the rest of the bill is known all the same.
    """
    around = Bill(
        assumed=assumed,
        demands=tuple(demands),
        lines=common_lines(assumed, "seats", demands, guarded=guarded),
    )
    if price is None or not isinstance(price.value, int | float):
        return Unpriced(reason="no_seat_price", values={}, rest=around)
    currency = (price.unit or "")[:3]
    rate = assumed.exchange(currency)
    if rate is None:
        missing = {"currency": currency or "?"}
        return Unpriced(reason="no_exchange_rate", values=missing, rest=around)
    amount = float(price.value) if price_samples is None else price_samples
    # Whoever has only a lot to do gives the seats up after it.
    lot_years = years_of_lots(demands)
    months = MONTHS if lot_years is None else months_of_a_lot(lot_years)
    prices = assumed.trend(decline=_DECLINE) if lot_years is None else assumed.of_a_lot
    quantity, trend = bought_by_year(
        np.maximum(seats, seat_minimum) * months, prices, assumed.present
    )
    line = Line(
        key="seats",
        component="usage",
        quantity=quantity,
        unit="seat month",
        unit_price=amount * rate,
        trend=trend,
        source=price.source,
        as_of=price.as_of,
        inputs=(_DECLINE,) if lot_years is None else (),
    )
    return replace(around, lines=(line, *around.lines))
