"""Gates: the budget holds, and critical uses are tested before going live."""

from collections.abc import Iterator, Mapping
from math import inf

from opendecide.cost import Bill, Unpriced
from opendecide.cost.order_statistics import median
from opendecide.measures.case import Case
from opendecide.measures.view import View
from opendecide.model.message import Message
from opendecide.stages.assessment.scales import BEYOND_REASON
from opendecide.stages.billing.reference import reference_middle
from opendecide.stages.gates.outcome import Outcome, message
from opendecide.stages.gates.services import open_to_services
from opendecide.stages.market.price_rows import borrowed
from opendecide.stages.market.quotes import (
    SOURCE,
    beyond_the_offer,
    names_no_model,
    offered_total,
)
from opendecide.stages.market.rentals import asks_for_its_price

BUDGET = "budget"
END_OF_SCALE = 4.0
"""Times the reference basket, where `cost.tco` ends without a ceiling; with one it ends there."""
NEAR = 1.5
"""Up to half above a limit, a better price may still do."""


def price_of_an_hour(view: View) -> Iterator[Outcome]:
    """Ask a host for a price that it does not publish, before anybody works out a bill.

    What others ask for such a machine stands in, and is no more than a hint: so it must not take
    the place of those whose price is known among those looked at closely.
    """
    if not asks_for_its_price(view):
        return
    machine = view.case.catalog.machines[view.deployment.machine or ""]
    yield Outcome(
        gate=BUDGET,
        kind="conditional",
        reason=message("budget.borrowed_hour", host=view.offer.name, machine=machine.name),
        fact=f"offers/{view.offer.id}/machines",
        silent=True,
    )


def budget(view: View) -> Iterator[Outcome]:
    """Exclude when the expected cost exceeds a hard ceiling, or any by far; warn for P90 alone.

    A ceiling is money that is paid, so it is held against payments as they fall due: what they are
    worth today is for comparing one deployment with another.
    """
    yield from _borrowed_prices(view)
    yield from _limits_of_an_offer(view)
    ceiling = view.case.ceiling
    if not isinstance(view.bill, Bill):
        yield _without_a_bill(view)
        return
    if ceiling is None:
        if view.case.profile.budget.price_per_request_cap is None:
            yield from _out_of_proportion(view)
        return
    _, middle, high = view.bill.paid_spread
    currency = view.case.currency
    if middle > ceiling:
        yield above_the_ceiling(view.case, middle, ceiling)
    elif high > ceiling:
        yield Outcome(
            gate=BUDGET,
            kind="conditional",
            reason=message("budget.tight", p90=high, ceiling=ceiling, currency=currency),
            fact="profile/budget.ceiling",
        )


def above_the_ceiling(case: Case, middle: float, ceiling: float) -> Outcome:
    """Object to an expected cost that is above the ceiling: how much would have to be paid."""
    far = middle > limit_on_cost(case)
    times = gives_way(case) if far else {}
    cure = _raised(case, middle, times)
    money = {"enough": cure.values["amount"], "currency": case.currency, **times}
    return Outcome(
        gate=BUDGET,
        kind="excluded" if far else "conditional",
        reason=message("budget.above", p50=middle, ceiling=ceiling, **money),
        fact="profile/budget.ceiling",
        cure=cure,
        near_miss=middle < NEAR * ceiling,
        of_the_load=True,
    )


def _raised(case: Case, cost: float, times: Mapping[str, float]) -> Message:
    """Ask for the ceiling that a cost takes: less than it where so many times may be paid."""
    enough = cost / times.get("times", 1.0)
    return message("cure.raise_budget", amount=enough, currency=case.currency, **times)


def gives_way(case: Case) -> dict[str, float]:
    """Return how many times of a soft ceiling may be paid, for sentences; nothing if strict."""
    return {} if case.profile.budget.hard else {"times": BEYOND_REASON}


def limit_on_cost(case: Case) -> float:
    """Return the expected cost up to which the ceiling shuts nobody out: a soft one gives way."""
    if case.ceiling is None:
        return inf
    return case.ceiling * gives_way(case).get("times", 1.0)


def limit_beside_others(case: Case) -> float:
    """Return the same where others who do as much keep to it: a soft one gives way by less."""
    if case.ceiling is None:
        return inf
    return case.ceiling * (1.0 if case.profile.budget.hard else NEAR)


def _without_a_bill(view: View) -> Outcome:
    """Ask for a price, or object where what is known is beyond the ceiling without it."""
    bill, ceiling, values = view.bill, view.case.ceiling, {}
    if isinstance(bill, Unpriced):
        above = None if ceiling is None else _above_without_a_price(view, bill, ceiling)
        if above is not None:
            return above
        values = {name: one for name, one in bill.values.items() if name == "workload"}
    model = view.serving.get(values.get("workload", ""), view.model)
    # With or without a ceiling: what nobody can price is not known to be affordable.
    return Outcome(
        gate=BUDGET,
        kind="conditional",
        reason=message("budget.unknown", host=view.offer.name, **values),
        fact=f"offers/{view.offer.id}/serves.{model.id}",
        silent=True,
    )


def _above_without_a_price(view: View, bill: Unpriced, ceiling: float) -> Outcome | None:
    """Object where a price is missing, and what is known is beyond the ceiling without it.

    A price is never less than nothing, so all that is paid besides it has to fit; and a tier costs
    no less than the one below it.
    """
    offer, case = view.offer, view.case
    if bill.besides is not None and bill.besides > ceiling:
        code, least, values = "budget.besides", bill.besides, {}
    elif bill.at_least is not None and bill.at_least > ceiling:
        below = case.catalog.offers[offer.tier_below or ""].name
        code, least, values = "budget.tier_below", bill.at_least, {"below": below}
    else:
        return None
    seats = offer.access_mode == "seat"
    path = "seat_price_month" if seats else f"serves.{view.model.id}"
    far = least > limit_on_cost(case)
    return Outcome(
        gate=BUDGET,
        kind="excluded" if far else "conditional",
        reason=message(
            code, host=offer.name, least=least, ceiling=ceiling, currency=case.currency, **values
        ),
        fact=f"offers/{offer.id}/{path}",
        cure=_raised(case, least, gives_way(case) if far else {}),
        of_the_load=True,
        silent=not far,
    )


def _borrowed_prices(view: View) -> Iterator[Outcome]:
    """Ask for a quote where an operator publishes no price and that of others stands in."""
    if view.by_machine or view.offer.access_mode == "seat":
        return
    rests_on_others = {
        view.serving[need.id].id: view.serving[need.id]
        for need in view.served_needs()
        if borrowed(view.case, view.offer, view.serving[need.id], need)
    }
    for model in rests_on_others.values():
        yield Outcome(
            gate=BUDGET,
            kind="conditional",
            reason=message("budget.borrowed", host=view.offer.name, model=model.name),
            fact=f"offers/{view.offer.id}/serves.{model.id}",
            # Capacity is paid whether used or not: a price for use is no more than a hint.
            silent=view.offer.access_mode == "dedicated",
        )


def _limits_of_an_offer(view: View) -> Iterator[Outcome]:
    """Say what a total that was offered leaves open: for which model it is, for how much work."""
    quote = offered_total(view)
    if quote is None or not isinstance(view.bill, Bill):
        return
    if names_no_model(view, quote):
        yield Outcome(
            gate=BUDGET,
            kind="conditional",
            reason=message("budget.offer_names_no_model", host=view.offer.name),
            fact=SOURCE,
        )
    demands = {one.workload: one for one in view.bill.demands}
    if median(beyond_the_offer(view, demands, view.bill.assumed)[-1]) > 1.0:
        yield Outcome(
            gate=BUDGET,
            kind="conditional",
            reason=message("budget.beyond_the_offer", host=view.offer.name),
            fact=SOURCE,
        )


def _out_of_proportion(view: View) -> Iterator[Outcome]:
    """Object, when nobody named a ceiling, to what the scale of costs cannot tell apart any more.

    The scale ends at four times the reference basket: beyond it a higher bill costs no more points.
    So nothing could outweigh it, and it is shut out where a service may do the work for the basket.
    """
    if not isinstance(view.bill, Bill):
        return  # a condition already
    middle = view.bill.paid_spread.p50
    usual = reference_middle(view.case)
    times = middle / usual if usual > 0 else 0.0
    if times > END_OF_SCALE:
        yield Outcome(
            gate=BUDGET,
            kind="excluded" if times > out_of_proportion(view) else "conditional",
            reason=message(
                "budget.out_of_proportion",
                p50=middle,
                times=times,
                usual=usual,
                currency=view.case.currency,
            ),
            fact="profile/budget.ceiling",
            cure=message("cure.name_ceiling", amount=middle, currency=view.case.currency),
            of_the_load=True,
        )


def out_of_proportion(view: View) -> float:
    """Return from how many times the reference basket on a bill is shut out, without a ceiling."""
    return END_OF_SCALE * (1.0 if open_to_services(view) else BEYOND_REASON)


def price_per_request(view: View) -> Iterator[Outcome]:
    """Object when a request costs more than it may: the whole bill over all requests."""
    cap = view.case.profile.budget.price_per_request_cap
    limit = None if cap is None else view.case.convert(cap.amount, cap.currency)
    if limit is None or not isinstance(view.bill, Bill):
        return
    years = view.bill.horizon_years
    requests = sum(
        median(one.requests_per_year) * (1.0 if one.once else years) for one in view.bill.demands
    )
    each = view.bill.paid_spread.p50 / requests
    if each > limit:
        yield Outcome(
            gate=BUDGET,
            kind="excluded" if view.case.profile.budget.hard else "conditional",
            reason=message(
                "budget.per_request", p50=each, ceiling=limit, currency=view.case.currency
            ),
            fact="profile/budget.price_per_request_cap",
            near_miss=each < NEAR * limit,
            of_the_load=True,
        )


def acceptance_tests(view: View) -> Iterator[Outcome]:
    """Block going live for critical or high-risk uses until their tests are done."""
    high_risk = view.case.profile.obligations.ai_act.risk_class == "high"
    for need in view.served_needs():
        critical = need.workload.criticality == "critical"
        if (critical or high_risk) and not need.workload.acceptance_tests_done:
            yield Outcome(
                gate="acceptance_tests",
                kind="conditional",
                workload=need.id,
                reason=message("acceptance.tests", workload=need.id),
                fact=f"profile/workloads.{need.id}.acceptance_tests_done",
            )
