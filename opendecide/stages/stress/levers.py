"""What may move: figures of the profile, facts of the catalogue, weights and plain choices."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import log
from types import MappingProxyType
from typing import get_args

from opendecide.measures.case import Need
from opendecide.measures.table import PER_WORKLOAD
from opendecide.measures.view import View
from opendecide.model.profile import CompelledAccess, Range, Volume
from opendecide.model.recommendation import Message
from opendecide.stages.candidates import rental_of
from opendecide.stages.price_rows import price_row
from opendecide.stages.run import Run
from opendecide.stages.stress.lines import columns_of

Z90 = 1.2815515655446004
YEAR = timedelta(days=365)
VOLUMES = ("requests_per_day", "users", "documents_per_month", "batch")
USUAL = {
    "volume": 0.6,
    "price": 0.3,
    "machine": 0.3,
    "purchase": 0.2,
    "ceiling": 0.3,
    "horizon": 0.5,
    "salary": 0.2,
    "latency": 0.7,
    "quality": 0.06,
    "people": 0.7,
    "share": 0.25,
    "decline": 0.15,
    "voice": 0.4,
}
"""How far each kind of figure usually moves between two decisions: in natural logarithms, or in
units where it is a share or a head count. Only the order of the changes rests on it."""
BILL = frozenset({"tco", "cost_predictability", "upfront_cash"})
TESTED = frozenset(PER_WORKLOAD) - {"latency_headroom"}
"""What is rated per workload without a bill: how much of each counts follows from its quality."""
MOVES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "volume": BILL | {"latency_headroom", "compute_gap", "skill_gap", "availability"},
        "latency": BILL | {"latency_headroom"},
        "ceiling": BILL,
        "salary": BILL,
        "decline": BILL,
        "price": BILL,
        "horizon": BILL | {"version_stability", "vendor_viability", "unilateral_control"},
        "share": BILL | {"latency_headroom", "compute_gap"},
        "quality": TESTED,
        "evidence": TESTED,
        "people": BILL
        | {
            "skill_gap",
            "time_to_production",
            "adaptation_depth",
            "unilateral_control",
            "switching_effort",
        },
    }
)
"""The measures that a guess rates anew, by kind of change; of other kinds, all of them. A measure
that is missing here makes a guess worse, never a printed change: the pipeline has the last word."""
LIKELY = {
    "retirement": 1.0,
    "duty": 1.5,
    "place": 1.5,
    "choice": 1.8,
    "country": 2.2,
    "persona": 2.6,
    "relief": 1.6,
}
"""The same for plain choices: how many usual steps away they count as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One thing that may move.

    Attributes:
        path: What `--set` takes.
        label: What it is called.
        today: Its value today; None when it is not stated.
        low: Where the search ends below; None for a plain choice.
        high: Where it ends above.
        log: Whether steps are shares of the figure.
        sd: Standard deviation of the input today, along its own scale; None when it has none.
        step: The usual step along that scale, for the order of likelihood.
        bill_only: Whether nothing but the bill can move.
        choices: Values to try in this order, as `--set` takes them; figures have none.
        directions: Where today's family can lose: 1 above, -1 below.
        shuts: Whether all it can do is shut deployments out.
        frees: The gate that it lifts, when those that only this gate excludes may come in.
        kind: What sort of change it is; a report shows few of each.
    """

    path: str
    label: Message
    kind: str
    today: float | str | None = None
    low: float = 0.0
    high: float = 0.0
    log: bool = False
    sd: float | None = None
    step: float = 1.0
    bill_only: bool = False
    choices: tuple[str, ...] = ()
    directions: tuple[int, ...] = (-1, 1)
    shuts: bool = False
    frees: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """Who plays: today's pass, its leader, and those that could take over."""

    run: Run
    leader: View
    rivals: tuple[View, ...]


def _message(code: str, **values: object) -> Message:
    return Message(code=code, values=values)


def _times(today: float, factor: float) -> dict[str, float | bool]:
    return {"low": today / factor, "high": today * factor, "log": True}


def _spread(span: Range) -> float | None:
    """Return the standard deviation of a figure's logarithm; None for a certain one."""
    if span.low <= 0 or span.low >= span.high:
        return None
    return log(span.high / span.low) / (2 * Z90)


def levers(stage: Stage) -> tuple[Lever, ...]:
    """Return everything that may move in a case, in a fixed order."""
    return (
        *_weights(stage),
        *_workloads(stage),
        *_money(stage),
        *_team(stage),
        *_prices(stage),
        *_qualities(stage),
        *_duties(stage),
        *_choices(stage),
        *_ends(stage),
        *_reliefs(stage),
    )


def _weights(stage: Stage) -> Iterator[Lever]:
    """Move one criterion's weight; an order or comparisons would be lost, so they stay."""
    run = stage.run
    if run.voices:
        yield from _voices(run)
        return
    if run.case.profile.preferences.weights.method not in ("persona_default", "direct"):
        return
    samples = run.evaluation.weights.samples
    for name, columns in columns_of(run.problem).items():
        drawn = 100 * samples[:, columns].sum(axis=1)
        today = float(drawn.mean())
        if today > 0:
            sd = float(drawn.std())
            yield Lever(
                path=f"preferences.weights.{name}",
                label=_message("flip.weight", criterion=name),
                kind="weight",
                today=today,
                low=0.0,
                high=95.0,
                sd=sd,
                step=max(sd, 2.0),
            )


def _voices(run: Run) -> Iterator[Lever]:
    """Give one group of deciders more or less to say."""
    for one in run.case.profile.preferences.groups:
        if len(run.voices) > 1 and one.weight > 0:
            yield Lever(
                path=f"preferences.groups.{one.name}.weight",
                label=_message("flip.voice", group=one.name),
                kind="voice",
                today=one.weight,
                step=USUAL["voice"],
                **_times(one.weight, 50.0),  # type: ignore[arg-type]  # low, high and log
            )


def _volume(need: Need) -> tuple[str, Range]:
    volume: Volume = need.workload.volume
    for name in VOLUMES:
        stated = getattr(volume, name)
        if stated is not None:
            return name, stated
    return VOLUMES[0], need.requests_per_day


def _workloads(stage: Stage) -> Iterator[Lever]:
    for need in stage.run.case.needs:
        where = f"workloads.{need.id}"
        name, span = _volume(need)
        if span.mid > 0:
            sd = _spread(span)
            yield Lever(
                path=f"{where}.volume.{name}",
                label=_message("flip.volume", workload=need.id, unit=name),
                kind="volume",
                today=span.mid,
                sd=sd,
                step=max(sd or 0.0, USUAL["volume"]),
                **_times(span.mid, 200.0),  # type: ignore[arg-type]  # low, high and log
            )
        yield Lever(
            path=f"{where}.quality.minimum",
            label=_message("flip.quality_minimum", workload=need.id),
            kind="quality",
            today=need.quality_minimum,
            low=0.01,
            high=0.99,
            step=USUAL["quality"],
        )
        yield Lever(
            path=f"{where}.latency.p95_seconds",
            label=_message("flip.latency", workload=need.id),
            kind="latency",
            directions=(-1,),
            today=need.p95_seconds,
            step=USUAL["latency"],
            **_times(need.p95_seconds, 20.0),  # type: ignore[arg-type]  # low, high and log
        )


def _money(stage: Stage) -> Iterator[Lever]:
    budget = stage.run.case.profile.budget
    team = stage.run.case.profile.team
    for path, money, code, usual in (
        ("budget.ceiling.amount", budget.ceiling, "flip.ceiling", "ceiling"),
        ("budget.monthly_cap.amount", budget.monthly_cap, "flip.monthly_cap", "ceiling"),
        ("team.loaded_cost.amount", team.loaded_cost, "flip.salary", "salary"),
    ):
        if money is not None and money.amount > 0:
            yield Lever(
                path=path,
                label=_message(code, currency=money.currency),
                kind=usual,
                today=money.amount,
                step=USUAL[usual],
                **_times(money.amount, 20.0),  # type: ignore[arg-type]  # low, high and log
            )
    yield Lever(
        path="budget.horizon_years",
        label=_message("flip.horizon"),
        kind="horizon",
        today=budget.horizon_years,
        low=0.5,
        high=10.0,
        log=True,
        step=USUAL["horizon"],
    )
    decline = stage.run.case.profile.scenarios.price_decline_per_year
    if decline is not None:
        yield Lever(
            path="scenarios.price_decline_per_year",
            label=_message("flip.decline"),
            kind="decline",
            today=decline.mid,
            low=0.0,
            high=0.9,
            sd=(decline.high - decline.low) / (2 * Z90) or None,
            step=USUAL["decline"],
        )


def _team(stage: Stage) -> Iterator[Lever]:
    crew = stage.run.case.crew
    for name in ("ml_fte", "ops_fte", "hireable_fte"):
        yield Lever(
            path=f"team.{name}",
            label=_message(f"flip.{name}"),
            kind="people",
            directions=(-1,) if stage.leader.self_run else (1,),
            today=float(getattr(crew, name)),
            low=0.0,
            high=8.0,
            step=USUAL["people"],
        )


def _prices(stage: Stage) -> Iterator[Lever]:
    """Move the price that matters most for the leader and for each rival."""
    seen: set[str] = set()
    for view in (stage.leader, *stage.rivals):
        for lever in _price(view):
            if lever.path not in seen:
                seen.add(lever.path)
                yield lever if lever.kind == "share" else _against(lever, view is stage.leader)


def _against(lever: Lever, ours: bool) -> Lever:  # noqa: FBT001 — whose price it is
    """Return a price that rises for the leader or falls for a rival: the rest helps the leader."""
    if ours:
        return replace(lever, directions=(1,), bill_only=False)  # a sibling may step in
    return replace(lever, directions=(-1,))


def _price(view: View) -> Iterator[Lever]:
    case, offer = view.case, view.offer
    names = {"model": view.model.name, "host": offer.name}
    if view.self_run:
        yield from _machine(view)
        return
    if offer.access_mode == "seat":
        seat = view.of_offer("seat_price_month")
        if seat is not None and seat.range is not None and seat.range[1] > 0:
            yield Lever(
                path=f"catalog.offers.{offer.id}.seat_price_month",
                label=_message("flip.seat", host=offer.name),
                kind="price",
                today=seat.range[1],
                step=USUAL["price"],
                bill_only=True,
                **_times(seat.range[1], 50.0),  # type: ignore[arg-type]  # low, high and log
            )
        return
    row = price_row(case, offer, view.model)
    if (
        row is None
        or row.unit != "1M tokens"
        or not any(o.model == row.model for o in offer.serves)
    ):
        return
    spent = {
        "price_input": sum(
            one.requests_per_day.mid * one.input_tokens.mid for one in view.served_needs()
        )
        * (row.input or 0.0),
        "price_output": sum(
            one.requests_per_day.mid * one.output_tokens.mid for one in view.served_needs()
        )
        * (row.output or 0.0),
    }
    name = max(sorted(spent), key=lambda one: spent[one])
    today = row.input if name == "price_input" else row.output
    if today:
        yield Lever(
            path=f"catalog.offers.{offer.id}.serves.{view.model.id}.{name}",
            label=_message(f"flip.{name}", **names),
            kind="price",
            today=today,
            step=USUAL["price"],
            bill_only=True,
            **_times(today, 100.0),  # type: ignore[arg-type]  # low, high and log
        )


def _machine(view: View) -> Iterator[Lever]:
    case = view.case
    name = (view.deployment.machine or "").removeprefix("assumed:")
    machine = case.catalog.machines.get(name)
    if machine is None:
        for place, one in enumerate(case.profile.hardware.accelerators):
            if view.own_site:
                yield Lever(
                    path=f"hardware.accelerators.{one.model or place}.free_share",
                    label=_message("flip.free_share", machine=one.model or name),
                    kind="share",
                    directions=(-1,),
                    today=one.free_share,
                    low=0.01,
                    high=1.0,
                    step=USUAL["share"],
                )
        return
    rental = rental_of(case, machine, view.offer.id)
    if rental is not None:
        yield Lever(
            path=f"catalog.machines.{machine.id}.rentals.{rental.cloud}.per_hour",
            label=_message("flip.rent", machine=machine.name, host=view.offer.name),
            kind="price",
            today=rental.per_hour,
            step=USUAL["machine"],
            **_times(rental.per_hour, 30.0),  # type: ignore[arg-type]  # low, high and log
        )
    elif machine.purchase is not None and isinstance(machine.purchase.value, (int, float)):
        yield Lever(
            path=f"catalog.machines.{machine.id}.purchase",
            label=_message("flip.purchase", machine=machine.name),
            kind="price",
            today=float(machine.purchase.value),
            step=USUAL["purchase"],
            **_times(float(machine.purchase.value), 30.0),  # type: ignore[arg-type]  # low, high and log
        )


def _qualities(stage: Stage) -> Iterator[Lever]:
    """Move what tests say of the leader's model and of the nearest rival's."""
    seen: set[str] = set()
    for view in (stage.leader, *stage.rivals[:2]):
        for need in view.served_needs():
            model = view.serving[need.id]
            rows = [one for one in model.quality if one.task == need.workload.task_type]
            path = f"catalog.models.{model.id}.quality.{need.workload.task_type}.p50"
            if not rows or path in seen:
                continue
            seen.add(path)
            row = next((one for one in rows if one.language in need.languages), rows[0])
            sd = (row.p90 - row.p10) / (2 * Z90)
            yield Lever(
                path=path,
                label=_message("flip.task_quality", model=model.name, workload=need.id),
                kind="evidence",
                directions=(-1,) if view is stage.leader else (1,),
                today=row.p50,
                low=0.02,
                high=0.98,
                sd=sd or None,
                step=max(sd, 0.02),
            )


def _listed(stage: Stage) -> list[str]:
    """Return the schemes already asked for, when they are a plain list; no others may be added."""
    asked = stage.run.case.profile.obligations.certifications
    return [one.scheme for one in asked if not (one.data_classes or one.workloads or one.text)]


def _duties(stage: Stage) -> Iterator[Lever]:
    case, leader = stage.run.case, stage.leader
    obligations = case.profile.obligations
    plain = _listed(stage)
    if len(plain) == len(obligations.certifications):
        required = {one.scheme for one in case.required}
        held = {
            one.scheme
            for view in stage.rivals
            for one in view.offer.attestations
            if one.status == "held"
        }
        refused = {one.scheme for one in leader.offer.attestations if one.status == "not_held"}
        for scheme in sorted((held & refused) - required):
            yield Lever(
                path="obligations.certifications",
                label=_message("flip.certification", scheme=scheme),
                kind="duty",
                today=json.dumps(plain),
                shuts=True,
                step=LIKELY["duty"],
                choices=(json.dumps([*plain, scheme]),),
            )
    if obligations.on_prem_only is False and not leader.own_site:
        yield Lever(
            path="obligations.on_prem_only",
            label=_message("flip.on_prem_only"),
            kind="place",
            today="false",
            shuts=True,
            step=LIKELY["place"],
            choices=("true",),
        )
    if obligations.region_only is None:
        yield Lever(
            path="obligations.region_only",
            label=_message("flip.region_only"),
            kind="place",
            shuts=True,
            step=LIKELY["place"],
            choices=(f"[{case.home}]",),
        )
    levels = get_args(CompelledAccess)
    now = case.profile.jurisdiction.sovereignty_minimum
    above = levels[levels.index(now) + 1 if now else 1 :]
    yield Lever(
        path="jurisdiction.sovereignty_minimum",
        label=_message("flip.sovereignty"),
        kind="place",
        today=now,
        shuts=True,
        step=LIKELY["place"],
        choices=tuple(above[:-1]),
    )
    yield from _countries(stage)


def _countries(stage: Stage) -> Iterator[Lever]:
    """Shut out the countries that the leader depends on."""
    case, leader = stage.run.case, stage.leader
    rules = case.profile.jurisdiction.country_policy
    stated = [one.model_dump(mode="json", exclude_unset=True) for one in rules]
    known = {one.country for one in rules if one.stance == "excluded"}
    for what, scope in (("operator", ["service", "owner"]), ("maker", ["weights"])):
        vendor = getattr(leader, what)
        fact = None if vendor is None else getattr(vendor, "country", None)
        country = getattr(fact, "value", None)
        if not isinstance(country, str) or country in known or country in case.home_countries:
            continue
        rule = {"country": country, "stance": "excluded", "scope": scope}
        yield Lever(
            path="jurisdiction.country_policy",
            label=_message(f"flip.country_{what}", country=country),
            kind="country",
            today=json.dumps(stated) if stated else None,
            shuts=True,
            step=LIKELY["country"],
            choices=(json.dumps([*stated, rule]),),
        )


def _choices(stage: Stage) -> Iterator[Lever]:
    case, leader = stage.run.case, stage.leader
    profile = case.profile
    independence = profile.preferences.independence
    yield Lever(
        path="preferences.independence",
        label=_message("flip.independence"),
        kind="choice",
        today=independence,
        step=LIKELY["choice"],
        choices=tuple(one for one in ("high", "low", "medium") if one != independence),
    )
    if leader.self_run and profile.team.willing_to_operate:
        yield Lever(
            path="team.willing_to_operate",
            label=_message("flip.willing"),
            kind="choice",
            today="true",
            shuts=True,
            step=LIKELY["choice"],
            choices=("false",),
        )
    if not leader.model.artifacts.weights or leader.downloadable is False:
        yield Lever(
            path="preferences.openness_minimum",
            label=_message("flip.openness"),
            kind="choice",
            today=profile.preferences.openness_minimum,
            shuts=True,
            step=LIKELY["choice"],
            choices=("weights",),
        )
    budget = profile.budget
    if case.ceiling is not None and not budget.hard:
        yield Lever(
            path="budget.hard",
            label=_message("flip.hard_budget"),
            kind="choice",
            today="false",
            shuts=True,
            step=LIKELY["choice"],
            choices=("true",),
        )
    if budget.capex_allowed and leader.own_site:
        yield Lever(
            path="budget.capex_allowed",
            label=_message("flip.capex"),
            kind="choice",
            today="true",
            shuts=True,
            step=LIKELY["choice"],
            choices=("false",),
        )
    deadline = profile.organisation.decision.deadline
    if deadline is not None and not deadline.hard:
        yield Lever(
            path="organisation.decision.deadline.hard",
            label=_message("flip.deadline"),
            kind="choice",
            today="false",
            shuts=True,
            step=LIKELY["choice"],
            choices=("true",),
        )
    yield Lever(
        path="organisation.persona",
        label=_message("flip.persona"),
        kind="persona",
        today=profile.organisation.persona,
        step=LIKELY["persona"],
        choices=tuple(
            one.id for one in case.criteria.personas if one.id != profile.organisation.persona
        ),
    )


def _ends(stage: Stage) -> Iterator[Lever]:
    """Let the operator stop serving the leader's model a year from now."""
    view = stage.leader
    if view.self_run:
        return
    day = (view.case.decision_date + YEAR).isoformat()
    rows = [one for one in view.offer.serves if one.model == view.model.id]
    known = [one.retires for one in rows if one.retires is not None]
    if rows and not (known and min(known).isoformat() <= day):
        yield Lever(
            path=f"catalog.offers.{view.offer.id}.serves.{view.model.id}.retires",
            label=_message("flip.retirement", model=view.model.name, host=view.offer.name),
            kind="retirement",
            today=min(known).isoformat() if known else None,
            step=LIKELY["retirement"],
            choices=(day,),
        )


def _reliefs(stage: Stage) -> Iterator[Lever]:
    """Lift what shuts others out: place, region, schemes, the ceiling."""
    case = stage.run.case
    profile = case.profile
    base = Lever(
        path="", label=_message(""), kind="relief", step=LIKELY["relief"], frees="processing_place"
    )
    if profile.obligations.on_prem_only:
        yield replace(
            base,
            path="obligations.on_prem_only",
            label=_message("flip.on_prem_only"),
            today=_yaml(profile.obligations.on_prem_only),
            choices=("false",),
        )
    region = profile.obligations.region_only
    if region is not None and region.hard:
        yield replace(
            base,
            path="obligations.region_only",
            label=_message("flip.region_only"),
            today=_yaml(region.regions),
            choices=("null",),
        )
    if profile.jurisdiction.sovereignty_minimum is not None:
        yield replace(
            base,
            path="jurisdiction.sovereignty_minimum",
            label=_message("flip.sovereignty"),
            today=profile.jurisdiction.sovereignty_minimum,
            choices=("null",),
        )
    for one in profile.data.classes:
        for name, least in (
            ("minimum_locus", "shared_any_region"),
            ("minimum_retention_level", "opt_out_or_long_retention"),
            ("minimum_compelled_access", "foreign_no_ground"),
        ):
            stated = getattr(one, name)
            if stated is not None and stated != least:
                yield replace(
                    base,
                    path=f"data.classes.{one.id}.{name}",
                    label=_message(f"flip.{name}", data_class=one.id),
                    today=stated,
                    choices=(least,),
                )
    plain = _listed(stage)
    if len(plain) == len(profile.obligations.certifications):
        for scheme in plain:
            yield replace(
                base,
                path="obligations.certifications",
                label=_message("flip.no_certification", scheme=scheme),
                frees="certifications",
                today=json.dumps(plain),
                choices=(json.dumps([other for other in plain if other != scheme]),),
            )
    if profile.budget.hard:
        yield replace(
            base,
            path="budget.hard",
            label=_message("flip.hard_budget"),
            frees="budget",
            today="true",
            choices=("false",),
        )


def _yaml(value: bool | Sequence[str]) -> str:  # noqa: FBT001 — a value of the file, not a switch
    return json.dumps(value if isinstance(value, bool) else list(value))
