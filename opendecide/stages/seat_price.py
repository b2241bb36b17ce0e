"""What a seat costs a month: an assistant inside a suite is not had without the suite."""

from dataclasses import replace

from opendecide.measures.view import Found, View


def seat_price(view: View) -> Found | None:
    """Return the price of a seat, with that of its suite where the organisation has not got it."""
    seat, suite = view.of_offer("seat_price_month"), view.of_offer("suite_price_month")
    inside = view.of_offer("suites")
    if seat is None or suite is None or inside is None:
        return seat
    if set(inside.words) & set(view.case.profile.systems.suites):
        return seat
    if seat.range is None or suite.range is None or seat.fact.unit != suite.fact.unit:
        return seat
    low, middle, high = (one + other for one, other in zip(seat.range, suite.range, strict=True))
    fact = suite.fact.model_copy(update={"value": middle, "low": low, "high": high})
    return replace(suite, fact=fact)
