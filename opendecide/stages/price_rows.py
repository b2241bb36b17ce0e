"""The price of a model at an offer: a quote before the list, other lists where there is none."""

from opendecide.measures.case import Case
from opendecide.model.catalog import Model, Offer, Served
from opendecide.stages.quotes import quotes_for


def price_row(case: Case, offer: Offer, model: Model) -> Served | None:
    """Return the price that holds on the decision date: an own quote before the list."""
    rows = [
        one
        for one in offer.serves
        if one.model == model.id
        and (one.retires is None or one.retires > case.decision_date)
        and (one.input is not None or one.output is not None)
    ]
    home = case.home_countries
    rows.sort(
        key=lambda one: (
            one.region is not None and not (case.countries_of((one.region,)) & home),
            -one.as_of.toordinal(),
            one.served_as or "",
        )
    )
    row = rows[0] if rows else elsewhere(case, offer, model)
    quotes = quotes_for(case, model.id, offer.id, f"{model.id}@{offer.id}")
    if not quotes.keys() & {"price_input", "price_output", "price_cached"}:
        return row
    base = row or Served(
        model=model.id, source="profile", as_of=case.decision_date, grade="own_test"
    )
    update: dict[str, object] = {"source": "profile/evidence.quotes", "grade": "own_test"}
    for what, field in (
        ("price_input", "input"),
        ("price_output", "output"),
        ("price_cached", "cached"),
    ):
        if what in quotes:
            update[field] = quotes[what].amount
            update["currency"] = quotes[what].currency or case.currency
            update["as_of"] = quotes[what].date or case.decision_date
    return base.model_copy(update=update)


def elsewhere(case: Case, offer: Offer, model: Model) -> Served | None:
    """Return the highest list price of a model at other operators, for an offer that lists none.

    Only where the offer serves the model: a price that is not published is not free, and what
    others charge is the best sourced bound there is.
    """
    if not any(
        one.model == model.id and (one.retires is None or one.retires > case.decision_date)
        for one in offer.serves
    ):
        return None
    rows = [
        one
        for other in case.catalog.offers.values()
        if other.access_mode == "api"
        for one in other.serves
        if one.model == model.id
        and (one.output is not None or one.input is not None)
        and case.convert(1.0, one.currency or "?") is not None
    ]
    if not rows:
        return None
    unit = rows[0].unit

    def height(one: Served) -> tuple[float, str]:
        amount = one.output if one.output is not None else one.input
        return (case.convert(amount or 0.0, one.currency) or 0.0, one.source)

    highest = max((one for one in rows if one.unit == unit), key=height)
    return highest.model_copy(
        update={"note": "price of another operator: this one publishes none", "grade": "expert"}
    )
