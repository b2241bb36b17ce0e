"""What the organisation was offered takes the place of list prices."""

from collections.abc import Mapping
from dataclasses import replace

from opendecide.cost import Assumptions, Bill, Demand, DoesNotFit, Kind, Unpriced
from opendecide.cost.bill import Line
from opendecide.cost.lines import common_lines
from opendecide.measures.case import Case
from opendecide.measures.view import View
from opendecide.model.own_evidence import Quote

COMPONENTS_OF_THE_MODEL_BILL = frozenset({"usage", "credits", "hardware", "energy"})
KINDS: Mapping[str, Kind] = {"seat": "seats", "dedicated": "managed", "api": "api"}
"""Which planning figures go with a service, by how it is reached."""


def quotes_for(case: Case, *ids: str) -> dict[str, Quote]:
    """Return the quotes for a model, an offer or a deployment, by what they are for."""
    return {one.what: one for one in case.profile.evidence.quotes if one.option in ids}


def quote_of_an_hour(view: View) -> Quote | None:
    """Return what an hour was offered for: of one machine, so the deployment has to be named."""
    return quotes_for(view.case, view.deployment.id).get("machine_per_hour")


def quoted_bill(
    view: View,
    bill: Bill | Unpriced | DoesNotFit,
    quote: Quote,
    demands: Mapping[str, Demand],
    assumed: Assumptions,
) -> Bill | Unpriced | DoesNotFit:
    """Put a total that was offered to the organisation in the place of use and machines."""
    rate = assumed.exchange(quote.currency or view.case.currency)
    if rate is None:
        return bill
    line = Line(
        key="quote",
        component="usage",
        quantity=1.0,
        unit="year",
        unit_price=quote.amount * rate,
        trend=assumed.trend(),
        source="profile/evidence.quotes",
        as_of=quote.date or view.case.decision_date,
    )
    if isinstance(bill, Bill):
        kept = (one for one in bill.lines if one.component not in COMPONENTS_OF_THE_MODEL_BILL)
        return replace(bill, lines=(line, *kept), cash=0.0)
    if view.self_run:
        return bill
    wanted = tuple(demands[need] for need in view.serving)
    return Bill(
        assumed=assumed,
        demands=wanted,
        lines=(line, *common_lines(assumed, KINDS[view.offer.access_mode], wanted)),
    )
