"""What the organisation was offered takes the place of list prices."""

from collections.abc import Mapping
from dataclasses import replace

from opendecide.cost import Assumptions, Bill, Demand, DoesNotFit, Kind, Unpriced
from opendecide.cost.bill import Line
from opendecide.cost.lines import common_lines
from opendecide.measures.case import Case
from opendecide.measures.view import View
from opendecide.model.model_facts import Model
from opendecide.model.own_evidence import Quote

COMPONENTS_OF_THE_MODEL_BILL = frozenset({"usage", "credits", "hardware", "energy"})
KINDS: Mapping[str, Kind] = {"seat": "seats", "dedicated": "managed", "api": "api"}
"""Which planning figures go with a service, by how it is reached."""


def quotes_for(case: Case, *ids: str) -> dict[str, Quote]:
    """Return the quotes for a model, an offer or a deployment, by what they are for.

    What names both, or a machine as well, comes before what names one of them.
    """
    given = [one for one in case.profile.evidence.quotes if one.option in ids]
    return {one.what: one for one in sorted(given, key=_named_in)}


def _named_in(quote: Quote) -> int:
    """Return how many more of model, offer and machine than one a quote names."""
    return sum(sign in quote.option for sign in "@:")


def measured_speed(view: View, model: Model, *, at_hand: bool) -> float | None:
    """Return the tokens a second that the organisation measured, on this machine.

    Where no machine is named it was one of its own: what others rent out may be faster or slower.
    """
    of_any = (view.offer.id, model.id, f"{model.id}@{view.offer.id}") if at_hand else ()
    one = quotes_for(view.case, view.deployment.id, *of_any).get("tokens_per_second")
    return None if one is None else one.amount


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
