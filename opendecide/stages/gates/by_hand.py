"""Gate: what people enter by hand at a seat is no more than people can enter."""

from collections.abc import Iterator

from opendecide.measures.case import Need
from opendecide.measures.view import View
from opendecide.stages.gates.outcome import Outcome, message
from opendecide.stages.market.seat_price import seats_wanted

MOST_BY_HAND = 480.0
"""Requests a day at one seat: one a minute through a working day of eight hours. Nobody writes a
question and reads its answer faster all day; what comes faster comes from a program."""


def by_hand(view: View, need: Need, gate: str) -> Iterator[Outcome]:
    """Object to seats at which more would have to be entered than people can, or for days on end.

    A lot that is done once takes whoever enters it so many days; more than one has to be planned.
    """
    if view.offer.access_mode != "seat":
        return
    seats = max(seats_wanted(view), 1.0)
    fact = f"offers/{view.offer.id}/access_mode"
    values = {"workload": need.id, "host": view.offer.name}
    least, usual = (one / seats for one in (need.requests_per_day.low, need.requests_per_day.mid))
    lot = need.workload.volume.batch
    if usual > MOST_BY_HAND:
        yield Outcome(
            gate=gate,
            kind="excluded" if least > MOST_BY_HAND else "conditional",
            workload=need.id,
            reason=message("capability.too_much_by_hand", each=usual, most=MOST_BY_HAND, **values),
            fact=fact,
            cure=message("cure.interface"),
        )
    elif lot is not None and lot.mid / seats > MOST_BY_HAND:
        yield Outcome(
            gate=gate,
            kind="conditional",
            workload=need.id,
            reason=message("capability.lot_by_hand", days=lot.mid / MOST_BY_HAND, **values),
            fact=fact,
            cure=message("cure.interface"),
        )
