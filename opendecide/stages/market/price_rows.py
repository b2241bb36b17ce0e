"""The price of a model at an offer: a quote before the list, other lists where there is none."""

from collections.abc import Mapping
from functools import partial

from opendecide.cost.currency import exchange_factor
from opendecide.measures.case import Case, Need
from opendecide.measures.data_security import LOCI, REGION_GUARANTEED
from opendecide.measures.view import by_model, read, rows_of
from opendecide.model.model_facts import Model
from opendecide.model.offer_facts import LongPrompts, Offer, Served
from opendecide.model.own_evidence import Quote
from opendecide.stages.market.quotes import SOURCE, quotes_for

BORROWED = "price of another operator: this one publishes none"
PRICES = {"input": "price_input", "output": "price_output", "cached": "price_cached"}
"""The prices of a row, and what quotes call them."""

WORLDWIDE = "global"
"""The region of a price for which a request may be processed anywhere."""
SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0}
"""Of the units in which speech and film are sold, so that prices for different ones compare."""


def price_row(case: Case, offer: Offer, model: Model, need: Need | None = None) -> Served | None:
    """Return the price that holds on the decision date: an own quote before the list.

    Args:
        case: The case.
        offer: Whose price.
        model: Of what.
        need: The workload that pays it: what has to stay in a region is not sold at the price of
            processing anywhere, where the offer lists another, nor what somebody waits for at the
            price of work that is handed in and fetched later.
    """
    quoted = quoted_prices(case, offer, model)
    listed = listed_row(case, offer, model, need)
    if not quoted:
        return listed
    question = ("quoted row", offer.id, model.id, None if listed is None else id(listed))
    # The listed row is kept beside the quoted one, so that its id stays its own.
    row, _ = case.once(question, lambda: (_with_quotes(case, model, listed, quoted), listed))
    return row


def quoted_prices(case: Case, offer: Offer, model: Model) -> dict[str, Quote]:
    """Return the prices that were offered to the organisation, by the part of a row."""
    quotes = quotes_for(case, model.id, offer.id, f"{model.id}@{offer.id}")
    return {part: quotes[what] for part, what in PRICES.items() if what in quotes}


def listed_row(case: Case, offer: Offer, model: Model, need: Need | None = None) -> Served | None:
    """Return the price on the list of whoever sells it, or of the dearest other where it is silent.

    Args:
        case: The case.
        offer: Whose price.
        model: Of what.
        need: The workload that pays it.
    """
    kept = case.once(("kept in", None if need is None else need.id), lambda: _kept_in(case, need))
    waits = need is not None and need.interactive
    question = ("price row", offer.id, model.id, kept, waits)
    row = case.once(question, lambda: _listed_row(case, offer, model, kept, waits=waits))
    long = None if row is None or need is None else long_prices(row, need)
    if row is None or long is None:
        return row
    return case.once(("long", *question), partial(_of_long_prompts, row, long))


def long_prices(row: Served, need: Need) -> LongPrompts | None:
    """Return what a workload pays for its long inputs; None where they are not so long."""
    return row.long if row.long is not None and need.input_tokens.mid > row.long.above else None


def _of_long_prompts(row: Served, long: LongPrompts) -> Served:
    """Return the row with what requests with long inputs pay; a price not told is not known."""
    return row.model_copy(update={**{part: getattr(long, part) for part in PRICES}, "long": None})


def _kept_in(case: Case, need: Need | None) -> frozenset[str] | None:
    """Return where a workload's content has to stay; None where it may be processed anywhere."""
    if need is None:
        return None
    named = case.region_workloads.get(need.id)
    if named is not None:
        return named
    promised = LOCI.index(REGION_GUARANTEED)
    least = (one.minimum_locus for one in need.classes)
    tied = any(LOCI.index(one) >= promised for one in least if one is not None)
    return case.home_countries if tied else None


def _listed_row(
    case: Case, offer: Offer, model: Model, kept: frozenset[str] | None, *, waits: bool
) -> Served | None:
    listed = [one for one in rows_of(case, offer, model.id) if _holds(case, one) and _priced(one)]
    rows = [one for one in listed if not (waits and one.mode == "batch")]
    home = case.home_countries if kept is None else kept
    rows.sort(
        key=lambda one: (
            one.mode == "live" and not waits,
            kept is not None and one.region == WORLDWIDE,
            one.region is not None and not (case.countries_of((one.region,)) & home),
            -one.as_of.toordinal(),
            one.served_as or "",
            # Where no region listed is the one asked for, the dearest of them stands in.
            -max(one.input or 0.0, one.output or 0.0) if kept is not None else 0.0,
        )
    )
    if not rows:
        return elsewhere(case, offer, model, waits=waits)
    return rows[0] if kept is None else _in_the_region(case, offer, model, rows[0])


def _in_the_region(case: Case, offer: Offer, model: Model, row: Served) -> Served:
    """Return a price with what the offer asks for keeping to a region, where its list has none."""
    more = read(case, "offers", offer.id, offer, "residency_uplift_percent")
    if row.region not in (None, WORLDWIDE) or more is None or more.range is None:
        return row
    released = read(case, "models", model.id, model, "release_date")
    since, day = offer.residency_uplift_for_models_since, None if released is None else released.day
    if since is not None and day is not None and day < since:
        return row
    times = 1.0 + more.range[1] / 100
    long = None if row.long is None else row.long.model_copy(update=_dearer(row.long, times))
    dearer = {**_dearer(row, times), "long": long}
    return row.model_copy(update={**dearer, "source": f"{row.source}; region: {more.fact.source}"})


def _dearer(prices: Served | LongPrompts, times: float) -> dict[str, float | None]:
    amounts = {part: getattr(prices, part) for part in PRICES}
    return {part: None if one is None else one * times for part, one in amounts.items()}


def _with_quotes(
    case: Case, model: Model, listed: Served | None, quoted: Mapping[str, Quote]
) -> Served:
    """Return a row with prices that were offered; what was not offered stays as it is listed.

    All are in the currency of the first price offered, whatever that of the list is.
    """
    first = next(iter(quoted.values()))
    currency = first.currency or case.currency
    base = listed or Served(
        model=model.id, source="profile", as_of=case.decision_date, grade="own_test"
    )
    amounts: dict[str, tuple[float | None, str | None]] = {
        "input": (base.input, base.currency),
        "output": (base.output, base.currency),
        "cached": (base.cached, base.currency),
    }
    note = base.note
    if note == BORROWED and {"input", "output"} <= quoted.keys():
        note = None  # nothing of another operator's price is left
    amounts |= {part: (one.amount, one.currency or case.currency) for part, one in quoted.items()}
    return base.model_copy(
        update={
            **{part: _converted(case, *amount, currency) for part, amount in amounts.items()},
            "currency": currency,
            "source": SOURCE,
            "as_of": first.date or case.decision_date,
            "grade": "own_test",
            "note": note,
        }
    )


def _converted(case: Case, amount: float | None, source: str | None, target: str) -> float | None:
    """Return an amount in another currency; None where no rate is known."""
    if amount is None or source is None:
        return None
    factor = exchange_factor(source, target, case.catalog.rates)
    return None if factor is None else amount * factor


def price_of_request(case: Case, offer: Offer, need: Need, model: Model) -> float | None:
    """Return the mid price of one request of a workload; None where it cannot be told."""
    row = price_row(case, offer, model, need)
    if row is None:
        return None
    if row.unit != "1M tokens":
        each = row.output if row.output is not None else row.input
        count = _units_of_request(need, row)
        return None if not each or not count else case.convert(each * count, row.currency)
    cached = need.cached_share.mid if row.cached is not None else 0.0
    amount = need.input_tokens.mid * (
        (row.input or 0) * (1 - cached) + (row.cached or 0) * cached
    ) + need.output_tokens.mid * (row.output or 0)
    return case.convert(amount / 1e6, row.currency)


def _units_of_request(need: Need, row: Served) -> float:
    """Return how many seconds of speech or pictures a request takes, in the unit of a price."""
    if row.unit in SECONDS:
        return need.audio_minutes.mid * SECONDS["minute"] / SECONDS[row.unit]
    return need.images.mid if row.unit == "image" else 0.0


def _holds(case: Case, row: Served) -> bool:
    """Tell whether a price holds on the decision date."""
    ended = row.retires is not None and row.retires <= case.decision_date
    return not ended and (row.from_date is None or row.from_date <= case.decision_date)


def _priced(row: Served) -> bool:
    return row.input is not None or row.output is not None


def _by_token(case: Case) -> Mapping[str, tuple[Served, ...]]:
    """Return the rows of everybody who sells by use, by model."""
    offers = case.catalog.offers.values()
    return by_model(row for one in offers if one.access_mode == "api" for row in one.serves)


def elsewhere(case: Case, offer: Offer, model: Model, *, waits: bool = False) -> Served | None:
    """Return the highest list price of a model at other operators, for an offer that lists none.

    Only where the offer serves the model: a price that is not published is not free, and what
    others charge is the best sourced bound there is; what these take off for batches and from a
    cache is theirs. Who waits for answers pays no less than the offer asks for work that may wait;
    where nobody lists a price of answers, none is known.
    """
    if not any(_holds(case, one) for one in rows_of(case, offer, model.id)):
        return None
    rows = [
        one
        for one in case.once("rows of all", lambda: _by_token(case)).get(model.id, ())
        if _holds(case, one) and _priced(one) and case.convert(1.0, one.currency or "?") is not None
    ]
    if waits and all(one.mode == "batch" for one in rows):
        return None
    if waits:
        rows = [one for one in rows if one.mode != "batch" or one in offer.serves]
    if not rows:
        return None
    counted = _counted_in(rows[0])

    def height(one: Served) -> tuple[float, str]:
        amount = one.output if one.output is not None else one.input
        each = (amount or 0.0) / SECONDS.get(one.unit, 1.0)
        return (case.convert(each, one.currency) or 0.0, one.source)

    highest = max((one for one in rows if _counted_in(one) == counted), key=height)
    return highest.model_copy(
        update={"note": BORROWED, "grade": "expert", "cached": None, "batch_discount": None}
    )


def _counted_in(row: Served) -> str:
    """Return what a price is for: time is the same thing by the hour, the minute and the second."""
    return "time" if row.unit in SECONDS else row.unit


def borrowed(case: Case, offer: Offer, model: Model, need: Need | None = None) -> bool:
    """Tell whether a model's price at an offer is what others charge for it."""
    row = price_row(case, offer, model, need)
    return row is not None and row.note == BORROWED
