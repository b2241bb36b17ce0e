"""What a seat costs a month, with the suite it lives inside, and how many have to be bought."""

from dataclasses import replace

from opendecide.cost.currency import exchange_factor
from opendecide.cost.discounting import MONTHS
from opendecide.measures.case import Case
from opendecide.measures.view import Found, View
from opendecide.model.fact import Fact
from opendecide.stages.filling.demand import seats_needed
from opendecide.stages.market.quotes import SOURCE, quotes_for


def seat_price(view: View) -> Found | None:
    """Return the price of a seat, with that of its suite where the organisation has not got it.

    What it was offered comes before the list.
    """
    offered = quotes_for(view.case, view.offer.id, view.deployment.id).get("seat_price_month")
    if offered is not None:
        fact = Fact(
            value=offered.amount,
            unit=f"{offered.currency or view.case.currency}/month",
            source=SOURCE,
            as_of=offered.date or view.case.decision_date,
            grade="own_test",
        )
        return Found(SOURCE, fact)
    seat, suite = view.of_offer("seat_price_month"), view.of_offer("suite_price_month")
    inside = view.of_offer("suites")
    if seat is None or suite is None or inside is None:
        return seat
    if set(inside.words) & set(view.case.profile.systems.suites):
        return seat
    if seat.range is None or suite.range is None:
        return seat
    of_seat, of_suite = ((one.fact.unit or "")[:3] for one in (seat, suite))
    rate = exchange_factor(of_seat, of_suite, view.case.catalog.rates)
    if rate is None:
        return None  # a suite whose price nobody can convert costs something all the same
    both = zip(seat.range, suite.range, strict=True)
    low, middle, high = (one * rate + other for one, other in both)
    fact = suite.fact.model_copy(update={"value": middle, "low": low, "high": high})
    return replace(suite, fact=fact)


def least_seats(view: View) -> float:
    """Return the fewest seats that are sold: whoever is fewer pays for as many."""
    found = view.of_offer("seat_minimum")
    return found.range[1] if found is not None and found.range is not None else 1.0


def seats_bought(view: View) -> float:
    """Return how many seats are paid for: as many as people need, or the fewest that are sold."""
    return max(seats_wanted(view), least_seats(view))


def seats_wanted(view: View) -> float:
    """Return how many people need a seat in the first year, in the middle."""
    users = {one.id: one.workload.volume.users for one in view.served_needs()}
    stated = [one.mid for one in users.values() if one is not None]
    asked = sum(one.expected_per_day for one in view.served_needs() if users[one.id] is None)
    return float(seats_needed(view.case, stated, asked))


def over_the_horizon(case: Case, seats: float, each: float, unit: str | None) -> float | None:
    """Return what seats cost until the end; None where their currency has no rate.

    Args:
        case: The case.
        seats: How many are paid for.
        each: The price of one a month.
        unit: Of that price, its currency first.
    """
    years = case.profile.budget.horizon_years
    months = MONTHS * (min(1.0, years) if case.done_once else years)
    return case.convert(each * seats * months, (unit or "")[:3])
