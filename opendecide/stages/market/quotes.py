"""What the organisation was offered takes the place of list prices."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from opendecide.cost import Assumptions, Bill, Demand, DoesNotFit, Kind, Unpriced
from opendecide.cost.bill import Line
from opendecide.cost.demand import Floats
from opendecide.cost.discounting import compound
from opendecide.cost.lines import common_lines, kept_running
from opendecide.cost.order_statistics import median
from opendecide.cost.trend import trend
from opendecide.measures.case import Case
from opendecide.measures.view import View
from opendecide.model.costs import OF_THE_MODEL
from opendecide.model.model_facts import Model
from opendecide.model.own_evidence import Quote

SOURCE = "profile/evidence.quotes"
"""Where a figure comes from that the organisation was offered, or measured."""
KINDS: Mapping[str, Kind] = {"seat": "seats", "dedicated": "managed", "api": "api"}
"""Which planning figures go with a service, by how it is reached."""


def quotes_for(case: Case, *ids: str) -> dict[str, Quote]:
    """Return the quotes for a model, an offer or a deployment, by what they are for.

    What names both, or a machine as well, comes before what names one of them.
    """
    quotes = case.profile.evidence.quotes
    if not quotes:
        return {}
    given = [one for one in quotes if one.option in ids]
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


def quote_of_an_hour(case: Case, offer: str, machine: str) -> Quote | None:
    """Return what an hour of a machine was offered for at a place, whatever model it was asked for.

    A host asks for its machine, not for what runs on it.
    """
    for one in case.profile.evidence.quotes:
        if one.what == "machine_per_hour" and place_in(one.option) == f"{offer}:{machine}":
            return one
    return None


def quote_of_a_purchase(case: Case, machine: str) -> Quote | None:
    """Return what a server was offered for, wherever it is to stand and whatever runs on it."""
    for one in case.profile.evidence.quotes:
        if one.what == "machine_purchase" and place_in(one.option).partition(":")[2] == machine:
            return one
    return None


def place_in(option: str) -> str:
    """Return the offer of an option, with the machine if it names one; the rest is models."""
    return option.rpartition("@")[2]


def offered_total(view: View) -> Quote | None:
    """Return the total of a year that a deployment was offered for, that for its model first."""
    named = quotes_for(view.case, view.deployment.id, f"{view.model.id}@{view.offer.id}")
    return named.get("total_per_year") or quotes_for(view.case, view.offer.id).get("total_per_year")


def names_no_model(view: View, quote: Quote) -> bool:
    """Tell whether a total was offered for a place that sells several models, and for none of them.

    A seat is sold as it is, whatever model is behind it.
    """
    return quote.option == view.offer.id and view.offer.access_mode != "seat"


def beyond_the_offer(view: View, demands: Mapping[str, Demand], assumed: Assumptions) -> Floats:
    """Return how many times the volume that was stated is paid for, by year; never less than once.

    A total is offered for a volume. Nobody promised less for less work, nor more work for nothing:
    what goes beyond is counted in proportion. Workloads count as the profile weighs them.

    Returns:
        Shape (years, s), or (years, 1) where no sample differs from another.
    """
    needs = [need for need in view.served_needs() if need.requests_per_day.mid > 0]
    whole = sum(need.share for need in needs) or 1.0
    times = np.full((assumed.years, 1), 0.0 if needs else 1.0)
    for need in needs:
        demand = demands[need.id]
        of_today = np.atleast_1d(demand.requests_per_day / need.requests_per_day.mid)
        grown = of_today * compound(demand.growth_per_year, assumed.years)
        times = times + grown * (need.share / whole)
    return np.asarray(np.maximum(times, 1.0))


def quoted_bill(  # noqa: PLR0913 — a contract has this many terms
    view: View,
    bill: Bill | Unpriced | DoesNotFit,
    quote: Quote,
    demands: Mapping[str, Demand],
    assumed: Assumptions,
    *,
    guarded: bool,
) -> Bill | Unpriced | DoesNotFit:
    """Put a total that was offered to the organisation in the place of use and machines.

    One that names no model was asked for one of them, and makes none cheaper than its list.

    Args:
        view: The deployment.
        bill: By the list, or why there is none.
        quote: The total that was offered.
        demands: The workloads.
        assumed: Planning figures.
        guarded: Whether filters are there already, or come with the service.
    """
    rate = assumed.exchange(quote.currency or view.case.currency)
    if rate is None:
        return bill
    times = beyond_the_offer(view, demands, assumed)
    line = Line(
        key="quote",
        component="usage",
        quantity=times[0] if times.shape[1] > 1 else float(times[0, 0]),
        unit="stated volume",
        unit_price=quote.amount * rate,
        trend=trend(times / times[0], assumed.present),
        source=SOURCE,
        as_of=quote.date or view.case.decision_date,
    )
    if isinstance(bill, Bill):
        listed = sum(one.amount for one in bill.lines if one.component in OF_THE_MODEL)
        if names_no_model(view, quote) and median(line.amount) < median(np.asarray(listed)):
            return bill
        kept = (one for one in bill.lines if one.component not in OF_THE_MODEL)
        return replace(bill, lines=(line, *kept), cash=0.0, committed_per_month=0.0)
    if view.self_run:
        return bill
    wanted = tuple(demands[need] for need in view.serving)
    kind = KINDS[view.offer.access_mode]
    around = common_lines(assumed, kind, wanted, guarded=guarded, at_work=kept_running(kind))
    return Bill(assumed=assumed, demands=wanted, lines=(line, *around))
