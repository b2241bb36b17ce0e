"""What each deployment costs over the horizon, sample by sample."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from opendecide.cost import Assumptions, Bill, Demand, DoesNotFit, Unpriced
from opendecide.cost.bill import Line
from opendecide.cost.demand import years_of_lots
from opendecide.cost.lines import SALARY, application_lines
from opendecide.cost.plan import Terms
from opendecide.measures.case import Case
from opendecide.measures.draws import Draws
from opendecide.measures.operability import asked_by_staff, missing_share, needs_application
from opendecide.measures.view import View
from opendecide.model.costs import OF_THE_MODEL
from opendecide.model.own_evidence import Quote
from opendecide.stages.billing.endings import until_the_end
from opendecide.stages.billing.filters import guarded
from opendecide.stages.billing.known_bills import known_bill, known_cost
from opendecide.stages.billing.lots import in_the_days_left
from opendecide.stages.billing.machine_bill import MODES, machine_bill
from opendecide.stages.billing.one_team import OF_PEOPLE, run_by_one_team
from opendecide.stages.billing.service_bill import committed_bill, service_bill
from opendecide.stages.filling.demand import demand_of, seats_by_year
from opendecide.stages.filling.planning_figures import planning
from opendecide.stages.market.credits import credited
from opendecide.stages.market.quotes import offered_total, quoted_bill


def covered(view: View, bill: Bill) -> Bill:
    """Return the part of a bill that the profile's budget has to cover."""
    lines = covered_lines(view, bill.lines)
    return bill if lines is bill.lines else replace(bill, lines=lines)


def covered_lines(view: View, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of a bill that the profile's budget has to cover.

    Where the time of people already employed is no cost, that of people who are missing still is:
    somebody has to be hired or paid for it.
    """
    budget = view.case.profile.budget
    if budget.covers == "model_bill_only":
        lines = tuple(one for one in lines if one.component in OF_THE_MODEL)
    if budget.counts_existing_staff or not any(map(_is_time, lines)):
        return lines
    share = missing_share(view)
    paid = (replace(one, quantity=one.quantity * share) if _is_time(one) else one for one in lines)
    return tuple(one for one in paid if share > 0 or not _is_time(one))


def _is_time(line: Line) -> bool:
    """Tell whether a line pays for somebody's time."""
    return SALARY in line.inputs


def price(views: Iterable[View], draws: Draws) -> tuple[View, ...]:
    """Return the deployments with their bills.

    Where a search changes nothing that a bill reads, as how much may be spent, it is today's.
    """
    views = tuple(views)
    if not views:
        return ()
    case = views[0].case
    assumed, demands = planning(case, draws), _demands(case, draws)

    def make(view: View) -> Bill | Unpriced | DoesNotFit:
        return bill_of(view, demands, assumed)

    def known(view: View) -> Bill | Unpriced | DoesNotFit:
        return known_bill(view, demands, draws, make)

    bill = known if _as_today(case, draws) else make
    return tuple([replace(view, bill=bill(view)) for view in views])


def paid_as_today(view: View, draws: Draws) -> float | None:
    """Return what is expected to be paid over the horizon, if a bill made already tells it."""
    case = view.case
    return known_cost(view, _demands(case, draws), draws) if _as_today(case, draws) else None


def _demands(case: Case, draws: Draws) -> Mapping[str, Demand]:
    return {need.id: demand_of(case, need, draws) for need in case.needs}


def _as_today(case: Case, draws: Draws) -> bool:
    """Tell whether planning figures are today's, so that bills may be."""
    return case.like is None or planning(case, draws) is planning(case.like, draws)


def together(views: Sequence[View], draws: Draws) -> Bill:
    """Return what deployments at one place cost that have a bill each: one team runs their models.

    Args:
        views: The deployments, on machines where there are several.
        draws: The samples.
    """
    bills = [view.bill for view in views if isinstance(view.bill, Bill)]
    if len(bills) == 1:
        return bills[0]
    view = views[0]
    mode, assumed = MODES[view.offer.access_mode], planning(view.case, draws)
    joint = run_by_one_team(bills, mode, assumed, guarded=guarded(view))
    # What the bills have beside the team was covered when they were made.
    rest = tuple(one for one in joint.lines if one.key not in OF_PEOPLE)
    team = tuple(one for one in joint.lines if one.key in OF_PEOPLE)
    return replace(joint, lines=(*rest, *covered_lines(view, team)))


def bill_of(
    view: View, demands: Mapping[str, Demand], assumed: Assumptions
) -> Bill | Unpriced | DoesNotFit:
    """Return what a deployment costs; a total that was offered comes before every list.

    Of a bill without a price two things are known: what the rest of it comes to, and what the tier
    below costs. That bill itself is let go, for hundreds would fill the memory.
    """
    bill = _bill(view, demands, assumed, offered_total(view))
    if not isinstance(bill, Unpriced):
        return bill
    return replace(
        bill,
        rest=None,
        besides=None if bill.rest is None else bill.rest.paid_spread.p50,
        at_least=_at_the_tier_below(view, demands, assumed),
    )


def _at_the_tier_below(
    view: View, demands: Mapping[str, Demand], assumed: Assumptions
) -> float | None:
    """Return what has to be paid at the next cheaper tier, people included, if it has a price.

    Who publishes no price for a tier sells it for no less than the tier below it.
    """
    below = view.case.catalog.offers.get(view.offer.tier_below or "")
    if below is None:
        return None
    fewest = view.offer.seat_minimum or below.seat_minimum
    sold = below.model_copy(update={"seat_minimum": fewest})
    bill = bill_of(replace(view, offer=sold), demands, assumed)
    return bill.paid_spread.p50 if isinstance(bill, Bill) else None


def bill_on(
    view: View, demands: Mapping[str, Demand], assumed: Assumptions, terms: Terms
) -> Bill | Unpriced | DoesNotFit:
    """Return what a deployment costs on other terms for rented machines, as they are listed."""
    return _bill(view, demands, assumed, None, terms)


def application_of(
    view: View, demands: Mapping[str, Demand], assumed: Assumptions
) -> tuple[Line, ...]:
    """Return what an application costs for those whose work this deployment answers.

    One set of lines for all bills, which share what follows from it.
    """
    served = [demands[need.id] for need in view.served_needs()]
    asked = tuple(demands[need.id] for need in view.served_needs() if asked_by_staff(need))

    def lines() -> tuple[Line, ...]:
        users = seats_by_year(view.case, asked, assumed.years)
        return application_lines(assumed, served, users)

    # The demands are kept beside the result, so that their ids stay theirs.
    question = ("application of", years_of_lots(served), view.case.headcount, *map(id, asked))
    found, _ = assumed.once(question, lambda: (lines(), asked))
    return found


def _bill(
    view: View,
    demands: Mapping[str, Demand],
    assumed: Assumptions,
    offered: Quote | None,
    terms: Terms | None = None,
) -> Bill | Unpriced | DoesNotFit:
    demands = until_the_end(view, in_the_days_left(view, demands, assumed), assumed)
    if view.by_machine:
        bill = machine_bill(view, demands, assumed, terms)
        if not view.self_run:
            bill = committed_bill(view, bill)
    else:
        bill = service_bill(view, demands, assumed)
    if offered is not None:
        bill = quoted_bill(view, bill, offered, demands, assumed, guarded=guarded(view))
    if isinstance(bill, Bill):
        return _in_use(view, bill, demands, assumed)
    if isinstance(bill, Unpriced) and bill.rest is not None:
        return replace(bill, rest=_in_use(view, bill.rest, demands, assumed))
    return bill


def _in_use(view: View, bill: Bill, demands: Mapping[str, Demand], assumed: Assumptions) -> Bill:
    """Return a bill with what it takes to use an offer, as far as the budget has to cover it."""
    if needs_application(view):
        bill = replace(bill, lines=(*bill.lines, *application_of(view, demands, assumed)))
    return covered(view, credited(view, bill))
