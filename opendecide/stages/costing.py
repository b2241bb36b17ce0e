"""What each deployment costs over the horizon, sample by sample."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from opendecide.cost import Assumptions, Bill, Demand, DoesNotFit, Unpriced
from opendecide.cost.lines import application_lines
from opendecide.cost.plan import Terms
from opendecide.measures.case import Case
from opendecide.measures.draws import Draws
from opendecide.measures.operability import needs_application
from opendecide.measures.view import View
from opendecide.model.profile import Quote
from opendecide.stages.credits import credited
from opendecide.stages.demand import demand_of
from opendecide.stages.own_run import own_run_bill
from opendecide.stages.planning_figures import planning
from opendecide.stages.quotes import COMPONENTS_OF_THE_MODEL_BILL, quoted_bill, quotes_for
<<<<<<< HEAD
from opendecide.stages.salary import RULE, usual_salary

MONTHS_PER_YEAR = 12
SECONDS_PER_DAY = 86_400.0
REQUESTS_PER_SEAT = 8.0
"""Requests a day of one active person, to turn a volume into seats when no users are stated."""
MODES = {"tenancy": "cloud", "onprem": "owned", "device": "device"}


_FEW = Draws(seed=0, samples=64)
"""For the middle of the reference basket, which few samples tell well enough."""


def figure(case: Case, name: str, span: Range, draws: Draws) -> Floats | float:
    """Draw a figure of the profile; a certain one stays a number."""
    if span.low == span.high:
        return span.mid
    fact = Fact(
        value=span.mid,
        low=span.low,
        high=span.high,
        source="profile",
        as_of=case.decision_date,
        grade="own_test",
    )
    return draws.of(f"profile/{name}", fact)


def demand_of(case: Case, need: Need, draws: Draws) -> Demand:
    """Return what one workload asks of a deployment, sample by sample.

    One object for all bills of a case, which share what follows from it.
    """
    question = ("demand", need.id, draws.seed, draws.samples)
    return case.once(question, lambda: _shared_demand(case, need, draws))


def _shared_demand(case: Case, need: Need, draws: Draws) -> Demand:
    """Return the demand of another case with the same draws where nothing of it differs."""
    question = (
        "demand",
        need.id,
        need.modality,
        need.requests_per_day,
        need.audio_minutes,
        need.input_tokens,
        need.output_tokens,
        need.cached_share,
        need.peak_factor,
        need.images,
        need.active_days_per_year,
        need.growth_per_year,
        need.interactive,
        need.p95_seconds,
        case.profile.scenarios.volume_multiplier,
        case.headcount,
        *(one.workload.volume.users for one in case.needs),
    )
    if question not in draws.memo:
        draws.memo[question] = _demand(case, need, draws)
    found: Demand = draws.memo[question]
    return found


def _demand(case: Case, need: Need, draws: Draws) -> Demand:
    where = f"workloads.{need.id}"
    requests = figure(case, f"{where}.requests_per_day", need.requests_per_day, draws)
    multiplier = case.profile.scenarios.volume_multiplier
    if multiplier is not None:
        requests = requests * figure(case, "scenarios.volume_multiplier", multiplier, draws)
    minutes = figure(case, f"{where}.audio_minutes", need.audio_minutes, draws)
    users = seats_needed(case, requests)
    return Demand(
        workload=need.id,
        requests_per_day=requests,
        input_tokens=figure(case, f"{where}.tokens.input", need.input_tokens, draws),
        output_tokens=figure(case, f"{where}.tokens.output", need.output_tokens, draws),
        cached_share=figure(case, f"{where}.tokens.cached_share", need.cached_share, draws),
        batch_share=0.0 if need.interactive else 0.5,
        active_days_per_year=need.active_days_per_year,
        growth_per_year=need.growth_per_year,
        peak_factor=_peak(case, need, requests, draws),
        interactive=need.interactive,
        p95_s=need.p95_seconds,
        users=float(np.median(users)),
        images_per_day=requests * need.images if need.modality == "image" else 0.0,
        audio_minutes_per_day=requests * minutes if need.modality == "audio_in" else 0.0,
    )


def _peak(case: Case, need: Need, requests: Floats | float, draws: Draws) -> Floats | float:
    """Return the busiest hour over the mean; stated requests at a time say it outright.

    So many at a time, each answered within its target, arrive at that many a target (Little).
    """
    together = need.workload.concurrency_peak
    if together is None:
        return figure(case, f"workloads.{need.id}.peak_factor", need.peak_factor, draws)
    usual = np.maximum(np.asarray(requests) / SECONDS_PER_DAY, 1e-12)
    peak: Floats = np.maximum(1.0, together / need.p95_seconds / usual)
    return peak if peak.ndim else float(peak)


def planning(case: Case, draws: Draws) -> Assumptions:
    """Draw every planning figure once; the organisation's own figures replace them."""
    return case.once(("planning", draws.seed, draws.samples), lambda: _shared(case, draws))


def _shared(case: Case, draws: Draws) -> Assumptions:
    """Return the planning of another case with the same draws where nothing of it differs.

    What bills share hangs on it, machines sized for a load too, so nothing that a bill reads but
    prices may differ. The facts are kept beside it, so that their ids stay theirs.
    """
    catalog, scenarios = case.catalog, case.profile.scenarios
    facts = (catalog.rules, catalog.rates, catalog.models, catalog.machines, catalog.accelerators)
    question = (
        "planning",
        *(id(one) for one in facts),
        case.currency,
        case.discount_rate,
        case.crew.loaded_cost,
        case.profile.budget.horizon_years,
        case.profile.organisation.persona,
        scenarios.price_decline_per_year,
        scenarios.retirement_forced_migrations_per_year,
    )
    if question not in draws.memo:
        draws.memo[question] = (_planning(case, draws), facts)
    found: Assumptions = draws.memo[question][0]
    return found


def _planning(case: Case, draws: Draws) -> Assumptions:
    organisation, rules = case.profile.organisation, case.catalog.rules
    overrides: dict[str, Floats | float] = {"discount_rate": case.discount_rate}
    if case.crew.loaded_cost is None:
        usual = usual_salary(case.catalog, organisation.country, organisation.persona)
        rules = {**rules, f"{RULE}.{organisation.persona}": usual.fact}
    else:
        overrides["salary_per_year"] = case.crew.loaded_cost
    scenarios = case.profile.scenarios
    if scenarios.price_decline_per_year is not None:
        overrides["api_price_decline"] = figure(
            case, "scenarios.price_decline_per_year", scenarios.price_decline_per_year, draws
        )
    if scenarios.retirement_forced_migrations_per_year is not None:
        rate = scenarios.retirement_forced_migrations_per_year
        overrides |= {"migrations_per_year_api": rate, "migrations_per_year_seats": rate}
    return assumptions(
        rules,
        overrides,
        draws.of,
        currency=case.currency,
        rates=case.catalog.rates,
        horizon_years=case.profile.budget.horizon_years,
        persona=organisation.persona,
    )


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


def seats_needed(case: Case, requests: Floats | float) -> Floats | float:
    """Return the people who need a seat: those stated, else as many as the volume implies."""
    stated = [
        need.workload.volume.users.mid
        for need in case.needs
        if need.workload.volume.users is not None
    ]
    if stated:
        return max(stated)
    implied = np.asarray(requests) / REQUESTS_PER_SEAT
    return np.clip(implied, 1.0, float(case.headcount))


def _service(view: View, demands: Mapping[str, Demand], assumed: Assumptions) -> Bill | Unpriced:
    needs = [need for need in view.case.needs if need.id in view.serving]
    wanted = [demands[need.id] for need in needs]
    moderation = view.of_offer("moderation")
    guarded = moderation is not None and moderation.truth is True
    if view.offer.access_mode == "seat":
        minimum = view.of_offer("seat_minimum")
        price = view.offer.seat_price_month
        quotes = quotes_for(view.case, view.offer.id, view.deployment.id)
        if "seat_price_month" in quotes:
            one = quotes["seat_price_month"]
            price = Fact(
                value=one.amount,
                unit=f"{one.currency or view.case.currency}/month",
                source="profile/evidence.quotes",
                as_of=one.date or view.case.decision_date,
                grade="own_test",
            )
        return seat_bill(
            price,
            wanted,
            assumed,
            seats=seats_needed(view.case, sum(one.requests_per_day for one in wanted)),
            seat_minimum=minimum.range[1] if minimum is not None and minimum.range else 1.0,
            guarded=guarded,
        )
    rows = [price_row(view.case, view.offer, view.serving[need.id]) for need in needs]
    kind: Kind = "managed" if view.offer.access_mode == "dedicated" else "api"
    bill = api_bill(
        rows,
        wanted,
        assumed,
        kind=kind,
        guarded=guarded,
        minimum_per_month=committed_per_month(view),
    )
    found = view.of_offer("minimum_commitment")
    if not isinstance(bill, Bill) or found is None:
        return bill
    lines = (
        replace(one, source=found.fact.source, as_of=found.fact.as_of)
        if one.key == "commitment"
        else one
        for one in bill.lines
    )
    return replace(bill, lines=tuple(lines))


def committed_per_month(view: View) -> float:
    """Return the spend that the contract commits to, in the currency of the case.

    A deposit is no commitment: only what is due again each month or year counts.
    """
    found = view.of_offer("minimum_commitment")
    if found is None or found.range is None:
        return 0.0
    unit = found.fact.unit or ""
    amount = view.case.convert(found.range[1], unit[:3])
    if amount is None or not unit.endswith(("/month", "/year")):
        return 0.0
    return amount / MONTHS_PER_YEAR if unit.endswith("/year") else amount


def _plan(view: View, model: Model, *, first: bool) -> RunPlan | None:
    case = view.case
    name = view.deployment.machine
    if name is None or model.parameters_total is None:
        return None
    total = model.parameters_total.value
    if not isinstance(total, (int, float)):
        return None
    active = model.parameters_active.value if model.parameters_active is not None else total
    mode = MODES[view.offer.access_mode]
    owned = own_machines(case)
    if name in owned:
        accelerator, count, share = owned[name]
        machine = Machine(
            id=name, name=f"{count} × {accelerator.name}", accelerator=accelerator.id, count=count
        )
    else:
        machine = case.catalog.machines[name.removeprefix("assumed:")]
        accelerator, share = case.catalog.accelerators[machine.accelerator], 1.0
        if mode == "device":
            accelerator = weakest_device(accelerator, case.profile.hardware.devices)
    rental = rental_of(case, machine, view.offer.id)
    quotes = quotes_for(case, view.deployment.id, view.offer.id, model.id)
    if rental is not None and "machine_per_hour" in quotes:
        one = quotes["machine_per_hour"]
        rental = rental.model_copy(
            update={
                "per_hour": one.amount,
                "currency": one.currency or case.currency,
                "source": "profile/evidence.quotes",
                "as_of": one.date or case.decision_date,
            }
        )
    measured = quotes.get("tokens_per_second")
    return RunPlan(
        model=model.id,
        architecture=model.architecture or _usual_architecture(model, float(total), active),
        parameters_total=float(total),
        parameters_active=float(active) if isinstance(active, (int, float)) else float(total),
        machine=machine,
        accelerator=accelerator,
        mode="owned" if mode == "owned" else "device" if mode == "device" else "cloud",
        rental=rental,
        quoted="machine_per_hour" in quotes,
        already_owned=name in owned
        or not first
        or (mode == "device" and not name.startswith("assumed:")),
        free_share=share,
        machines_available=1 if name in owned else None,
        measured_tokens_per_s=measured.amount if measured is not None else None,
        guarded=case.profile.systems.guardrails == "in_place",
    )


def weights_too_large(view: View) -> DoesNotFit | None:
    """Return why the weights alone do not fit the machine; None when they do or nobody knows."""
    plan = _plan(view, view.model, first=True)
    if plan is None or plan.architecture is None:
        return None
    found = fits(plan, plan.architecture, held_tokens=0.0)
    return found if isinstance(found, DoesNotFit) else None


def _usual_architecture(model: Model, total: float, active: object) -> Architecture | None:
    """Return what models of this size usually look like; None for models without tokens."""
    if "text" not in model.modalities:
        return None
    return generic_architecture(total, float(active) if isinstance(active, (int, float)) else total)


def _own_run(
    view: View,
    demands: Mapping[str, Demand],
    assumed: Assumptions,
    terms: Terms | None,
) -> Bill | Unpriced | DoesNotFit:
    """Bill the main model's machines, and its companions' beside them, run by one team."""
    order = sorted(
        {model.id for model in view.serving.values()}, key=lambda one: one != view.model.id
    )
    bills: list[Bill] = []
    for model_id in order:
        model = view.case.catalog.models[model_id]
        wanted = [
            demands[need.id]
            for need in view.case.needs
            if need.id in view.serving and view.serving[need.id].id == model_id
        ]
        plan = _plan(view, model, first=not bills or view.offer.access_mode == "tenancy")
        if plan is None:
            return Unpriced(reason="no_machine", values={"model": model_id})
        bill = run_bill(plan if terms is None else rented_on(plan, terms), wanted, assumed)
        if not isinstance(bill, Bill):
            return bill
        bills.append(bill)
    return combine(bills, one_team=True) if len(bills) > 1 else bills[0]
=======
from opendecide.stages.service_bill import service_bill
>>>>>>> perf


def covered(case: Case, bill: Bill) -> Bill:
    """Return the part of a bill that the profile's budget has to cover."""
    budget = case.profile.budget
    lines = bill.lines
    if budget.covers == "model_bill_only":
        lines = tuple(one for one in lines if one.component in COMPONENTS_OF_THE_MODEL_BILL)
    if not budget.counts_existing_staff:
        lines = tuple(one for one in lines if one.component != "people")
    return bill if len(lines) == len(bill.lines) else replace(bill, lines=lines)


def price(views: Iterable[View], draws: Draws) -> tuple[View, ...]:
    """Return the deployments with their bills."""
    billed: list[View] = []
    demands: dict[str, Demand] = {}
    assumed: Assumptions | None = None
    for view in views:
        if assumed is None:
            assumed = planning(view.case, draws)
            demands = {need.id: demand_of(view.case, need, draws) for need in view.case.needs}
        billed.append(replace(view, bill=bill_of(view, demands, assumed)))
    return tuple(billed)


def bill_of(
    view: View, demands: Mapping[str, Demand], assumed: Assumptions
) -> Bill | Unpriced | DoesNotFit:
    """Return what a deployment costs today; a total that was offered comes before every list."""
    return _bill(view, demands, assumed, quotes_for(view.case, *_names(view)).get("total_per_year"))


def listed_bill(
    view: View,
    demands: Mapping[str, Demand],
    assumed: Assumptions,
    terms: Terms | None = None,
) -> Bill | Unpriced | DoesNotFit:
    """Return what a deployment costs at another volume, for which nobody has offered a total.

    Args:
        view: The deployment.
        demands: By workload.
        assumed: Planning figures.
        terms: Other ones for rented machines.
    """
    return _bill(view, demands, assumed, None, terms)


def _bill(
    view: View,
    demands: Mapping[str, Demand],
    assumed: Assumptions,
    offered: Quote | None,
    terms: Terms | None = None,
) -> Bill | Unpriced | DoesNotFit:
    if view.self_run:
        bill = own_run_bill(view, demands, assumed, terms)
    else:
        bill = service_bill(view, demands, assumed)
    if offered is not None:
        bill = quoted_bill(view, bill, offered, demands, assumed)
    if not isinstance(bill, Bill):
        return bill
    if needs_application(view):
        bill = replace(bill, lines=(*bill.lines, *application_lines(assumed)))
    return covered(view.case, credited(view, bill))


def _names(view: View) -> tuple[str, ...]:
    """Return what a quote may call a deployment."""
    return view.deployment.id, f"{view.model.id}@{view.offer.id}", view.offer.id
