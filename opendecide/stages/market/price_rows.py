"""The price of a model at an offer: a quote before the list, other lists where there is none."""

from collections.abc import Mapping

from opendecide.measures.case import Case, Need
from opendecide.measures.data_security import LOCI
from opendecide.measures.view import by_model, rows_of
from opendecide.model.model_facts import Model
from opendecide.model.offer_facts import Offer, Served
from opendecide.stages.market.quotes import quotes_for

BORROWED = "price of another operator: this one publishes none"


WORLDWIDE = "global"
"""The region of a price for which a request may be processed anywhere."""


def price_row(case: Case, offer: Offer, model: Model, need: Need | None = None) -> Served | None:
    """Return the price that holds on the decision date: an own quote before the list.

    Args:
        case: The case.
        offer: Whose price.
        model: Of what.
        need: The workload that pays it: what has to stay in a region is not sold at the price of
            processing anywhere, where the offer lists another.
    """
    kept = case.once(("kept in", None if need is None else need.id), lambda: _kept_in(case, need))
    question = ("price row", offer.id, model.id, kept)
    return case.once(question, lambda: _price_row(case, offer, model, kept))


def _kept_in(case: Case, need: Need | None) -> frozenset[str] | None:
    """Return where a workload's content has to stay; None where it may be processed anywhere."""
    if need is None:
        return None
    named = case.region_workloads.get(need.id)
    if named is not None:
        return named
    promised = LOCI.index("shared_guaranteed_region")
    least = (one.minimum_locus for one in need.classes)
    tied = any(LOCI.index(one) >= promised for one in least if one is not None)
    return case.home_countries if tied else None


def _price_row(
    case: Case, offer: Offer, model: Model, kept: frozenset[str] | None
) -> Served | None:
    rows = [
        one
        for one in rows_of(case, offer, model.id)
        if (one.retires is None or one.retires > case.decision_date) and _priced(one)
    ]
    home = case.home_countries if kept is None else kept
    rows.sort(
        key=lambda one: (
            kept is not None and one.region == WORLDWIDE,
            one.region is not None and not (case.countries_of((one.region,)) & home),
            -one.as_of.toordinal(),
            one.served_as or "",
            # Where no region listed is the one asked for, the dearest of them stands in.
            -max(one.input or 0.0, one.output or 0.0) if kept is not None else 0.0,
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
    if {"price_input", "price_output"} <= quotes.keys():
        update["note"] = None  # nothing of another operator's price is left
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


def price_of_request(case: Case, offer: Offer, need: Need, model: Model) -> float | None:
    """Return the mid price of one request of a workload; None where it is not sold by the token."""
    row = price_row(case, offer, model, need)
    if row is None or row.unit != "1M tokens":
        return None
    cached = need.cached_share.mid if row.cached is not None else 0.0
    amount = need.input_tokens.mid * (
        (row.input or 0) * (1 - cached) + (row.cached or 0) * cached
    ) + need.output_tokens.mid * (row.output or 0)
    return case.convert(amount / 1e6, row.currency)


def _priced(row: Served) -> bool:
    return row.input is not None or row.output is not None


def _by_token(case: Case) -> Mapping[str, tuple[Served, ...]]:
    """Return the rows of everybody who sells by use, by model."""
    offers = case.catalog.offers.values()
    return by_model(row for one in offers if one.access_mode == "api" for row in one.serves)


def elsewhere(case: Case, offer: Offer, model: Model) -> Served | None:
    """Return the highest list price of a model at other operators, for an offer that lists none.

    Only where the offer serves the model: a price that is not published is not free, and what
    others charge is the best sourced bound there is.
    """
    if not any(
        one.retires is None or one.retires > case.decision_date
        for one in rows_of(case, offer, model.id)
    ):
        return None
    rows = [
        one
        for one in case.once("rows of all", lambda: _by_token(case)).get(model.id, ())
        if _priced(one) and case.convert(1.0, one.currency or "?") is not None
    ]
    if not rows:
        return None
    unit = rows[0].unit

    def height(one: Served) -> tuple[float, str]:
        amount = one.output if one.output is not None else one.input
        return (case.convert(amount or 0.0, one.currency) or 0.0, one.source)

    highest = max((one for one in rows if one.unit == unit), key=height)
    return highest.model_copy(update={"note": BORROWED, "grade": "expert"})


def borrowed(case: Case, offer: Offer, model: Model) -> bool:
    """Tell whether a model's price at an offer is what others charge for it."""
    row = price_row(case, offer, model)
    return row is not None and row.note == BORROWED
