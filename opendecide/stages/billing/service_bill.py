"""What a service costs: tokens, seats, and what the contract commits to."""

from collections.abc import Mapping
from dataclasses import replace

from opendecide.cost import (
    Assumptions,
    Bill,
    Demand,
    DoesNotFit,
    Kind,
    Unpriced,
    api_bill,
    seat_bill,
)
from opendecide.cost.commitment import KEY, committed
from opendecide.cost.discounting import MONTHS
from opendecide.measures.view import View
from opendecide.stages.billing.filters import guarded
from opendecide.stages.filling.demand import seats_by_year
from opendecide.stages.market.price_rows import listed_row, price_row, quoted_prices
from opendecide.stages.market.seat_price import least_seats, seat_price

_PART_OF = {
    "api_input_tokens": "input",
    "api_cached_tokens": "cached",
    "api_output_tokens": "output",
}
"""The part of a price row that each line is paid at."""


def service_bill(
    view: View, demands: Mapping[str, Demand], assumed: Assumptions
) -> Bill | Unpriced:
    """Bill seats or tokens, at the price that holds; unpriced where nobody publishes one."""
    needs = [need for need in view.case.needs if need.id in view.serving]
    wanted = [demands[need.id] for need in needs]
    if view.offer.access_mode == "seat":
        found = seat_price(view)
        sold = seat_bill(
            None if found is None else found.fact,
            wanted,
            assumed,
            seats=seats_by_year(view.case, wanted, assumed.years),
            seat_minimum=least_seats(view),
            guarded=guarded(view),
        )
        if isinstance(sold, Unpriced):
            return sold
        return _sourced(view, committed(sold, committed_per_month(view)))
    rows = [price_row(view.case, view.offer, view.serving[need.id], need) for need in needs]
    kind: Kind = "managed" if view.offer.access_mode == "dedicated" else "api"
    bill = api_bill(
        rows,
        wanted,
        assumed,
        kind=kind,
        guarded=guarded(view),
        minimum_per_month=committed_per_month(view),
    )
    return _attributed(view, _sourced(view, bill)) if isinstance(bill, Bill) else bill


def _attributed(view: View, bill: Bill) -> Bill:
    """Say of each price whether it was offered or listed: an offer need not name all of a list."""
    case, needs = view.case, {need.id: need for need in view.case.needs}
    if not case.profile.evidence.quotes:
        return bill
    lines = []
    for line in bill.lines:
        part = _PART_OF.get(line.key.removesuffix("_batch"))
        model = view.serving.get(line.workload or "")
        quoted = {} if part is None or model is None else quoted_prices(case, view.offer, model)
        if part is None or model is None or not quoted:
            lines.append(line)
        elif part in quoted:
            lines.append(replace(line, as_of=quoted[part].date or case.decision_date))
        else:
            listed = listed_row(case, view.offer, model, needs[line.workload or ""])
            known = (None, None) if listed is None else (listed.source, listed.as_of)
            lines.append(replace(line, source=known[0], as_of=known[1]))
    return replace(bill, lines=tuple(lines))


def committed_bill(view: View, bill: Bill | Unpriced | DoesNotFit) -> Bill | Unpriced | DoesNotFit:
    """Add to the machine hours of a host what its contract commits to beyond them."""
    if not isinstance(bill, Bill):
        return bill
    return _sourced(view, committed(bill, committed_per_month(view)))


def _sourced(view: View, bill: Bill) -> Bill:
    """Say where the committed spend stands."""
    found = view.of_offer("minimum_commitment")
    if found is None or all(one.key != KEY for one in bill.lines):
        return bill
    lines = (
        replace(one, source=found.fact.source, as_of=found.fact.as_of) if one.key == KEY else one
        for one in bill.lines
    )
    return replace(bill, lines=tuple(lines))


def committed_per_month(view: View) -> float:
    """Return the spend that the contract commits to, in the currency of the case.

    A deposit is no commitment: only what is due again each month or year counts.
    """
    found = view.of_offer("minimum_commitment")
    if found is None or found.range is None:
        return 0.0
    unit = found.fact.unit or ""
    amount = view.case.convert(found.range[1], unit[:3])
    if amount is None or not unit.endswith(("/month", "/year")):
        return 0.0
    return amount / MONTHS if unit.endswith("/year") else amount
