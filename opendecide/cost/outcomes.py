"""Why there is no bill: something is unknown, or does not fit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendecide.cost.bill import Bill


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpriced:
    """No bill, because something is not known; the reason is a code and the values it names."""

    reason: str
    """One of: no_price, no_seat_price, no_exchange_rate, no_architecture, no_rental,
    no_purchase_price, no_unit, no_speed."""
    values: dict[str, str]
    rest: "Bill | None" = None
    """The bill without the price that is missing; None where that says little."""
    besides: float | None = None
    """What is paid over the horizon besides that price, people included; None where unknown."""
    at_least: float | None = None
    """What it costs over the horizon in any case, people included; None where nothing says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoesNotFit:
    """The model does not fit the machine at any allowed precision; never a price."""

    needed_gb: float
    available_gb: float
    reason: str = "does_not_fit"
    """`does_not_fit`, or `latency` when it fits and no batch meets the target."""
    model: str | None = None
    """The id of the model; None for the only one there is."""
