"""A profile with every blank filled in, and the list of what was assumed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from opendecide.cost.currency import exchange_factor
from opendecide.measures.case import (
    TASK_MODALITY,
    Case,
    Crew,
    Need,
    Required,
    countries_of,
)
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import (
    Criteria,
    DataMinimum,
    Defaults,
    PersonaDefaults,
    TaskDefaults,
)
from opendecide.model.profile import Profile
from opendecide.model.recommendation import Assumed
from opendecide.model.workload import DataClass, Volume, Workload
from opendecide.model.written import Range
from opendecide.stages.salary import usual_salary

WORLD_CURRENCY = "USD"
"""What services and machines are mostly priced in: it stands in where a currency has no rate."""
DEFAULT_PEAK = Range(low=2.0, mid=3.5, high=6.0)
DEFAULT_EACH = Range(low=2.0, mid=6.0, high=20.0)
"""Requests a day of one person who uses it."""
DEFAULT_ACTIVE = Range(low=0.2, mid=0.5, high=0.9)
"""Share of the users who use it on a day."""
NOTHING = Range(low=0.0, mid=0.0, high=0.0)
WORKING_DAYS = 250.0
MONTHS = 12
PARTNER_FTE_FACTOR = 1.5
"""A partner's day costs about half more than an own employee's: margin and idle time."""
SALARY_FIGURES = 3
"""Significant figures of an assumed salary: it is not known better."""
DAYS_PER_YEAR = 365.25
NO_MORE = -1.0
"""Growth after which nothing is left to do: what is done once is not done again next year."""
OWN_USE = frozenset({"employee", "developer", "expert"})
SHARE_OF_ONE = 0.1
"""What one person asks, of what is usual for the people of an organisation."""
LEAST_SPAN = 1e-6
"""A target lies above its minimum, if only by so much."""
DEFAULT_CONFIDENCE = 0.6
NON_COMMERCIAL_SECTORS = frozenset({"public", "education", "research"})


class Assumptions:
    """Collects what was taken because the profile did not say."""

    def __init__(self, persona: str) -> None:
        self.persona = persona
        self.list: list[Assumed] = []

    def take(self, field: str, value: object, origin: str | None = None) -> None:
        """Note one blank that was filled in."""
        written = json.dumps(value) if isinstance(value, (list, tuple)) else str(value)
        self.list.append(Assumed(field=field, value=written, origin=origin or self.persona))

    def figure(self, field: str, stated: Range | None, usual: Range) -> Range:
        """Return a stated figure, or the usual one and note it; nothing at all is no assumption."""
        if stated is not None:
            return stated
        if usual.high > 0:
            self.take(field, usual.model_dump(), "task")
        return usual


@dataclass(frozen=True, slots=True)
class Blanks:
    """What fills the blanks of one profile."""

    profile: Profile
    defaults: Defaults
    usual: PersonaDefaults
    said: Assumptions
    decision_date: date


def _triple(values: tuple[float, float, float]) -> Range:
    return Range(low=values[0], mid=values[1], high=values[2])


def _times(left: Range, right: Range) -> Range:
    return Range(low=left.low * right.low, mid=left.mid * right.mid, high=left.high * right.high)


def _scale(figure: Range, factor: float) -> Range:
    return Range(low=figure.low * factor, mid=figure.mid * factor, high=figure.high * factor)


def _said_requests(
    volume: Volume, active_days: float, where: str, said: Assumptions
) -> Range | None:
    """Return requests per active day however the profile says it; None when it does not."""
    if volume.requests_per_day is not None:
        return volume.requests_per_day
    if volume.users is not None:
        each = said.figure(
            f"{where}.requests_per_user_per_day", volume.requests_per_user_per_day, DEFAULT_EACH
        )
        share = said.figure(f"{where}.share_active", volume.share_active, DEFAULT_ACTIVE)
        return _times(_times(volume.users, share), each)
    if volume.documents_per_month is not None:
        return _scale(volume.documents_per_month, MONTHS / active_days)
    if volume.batch is not None:
        return _scale(volume.batch, 1 / active_days)
    return None


def _at_once(volume: Volume) -> bool:
    """Tell whether all the work is one lot, done within the first year."""
    said = (volume.requests_per_day, volume.users, volume.documents_per_month)
    return volume.batch is not None and all(one is None for one in said)


def data_class(
    kind_or_class: DataClass, profile: Profile, defaults: Defaults, said: Assumptions
) -> DataClass:
    """Return a data class with its minimums filled in from its kind and the persona."""
    found = kind_or_class
    table: Mapping[str, DataMinimum] = defaults.data_kinds[found.kind]
    least = table.get(profile.organisation.persona, table["default"])
    update: dict[str, object] = {}
    for name, value in (
        ("minimum_locus", least.locus),
        ("minimum_retention_level", least.retention),
        ("minimum_compelled_access", least.compelled_access),
    ):
        if getattr(found, name) is None:
            update[name] = value
            if found.kind != "public":
                said.take(f"data.classes.{found.id}.{name}", value)
    return found.model_copy(update=update)


def _commercial(workload: Workload, profile: Profile, usual: PersonaDefaults) -> bool:
    """Tell whether a use is commercial: stated, or usual for this persona and sector."""
    if workload.commercial is not None:
        return workload.commercial
    trading = profile.organisation.sector not in NON_COMMERCIAL_SECTORS
    return usual.commercial and trading


def _quality(workload: Workload, task: TaskDefaults, said: Assumptions) -> tuple[float, float]:
    """Return the least and the wanted share of items passed."""
    where = f"workloads.{workload.id}.quality"
    criticality = "high" if workload.criticality == "critical" else workload.criticality
    least, wanted = task.quality[criticality]
    if workload.quality.minimum is None:
        said.take(f"{where}.minimum", least, "task")
    else:
        least = workload.quality.minimum
        # A target lies above the minimum, half-way to perfect if nobody said more.
        wanted = max(wanted, least + (1 - least) / 2)
    if workload.quality.target is None:
        said.take(f"{where}.target", round(wanted, 2), "task")
    else:
        wanted = workload.quality.target
    return least, max(wanted, least + LEAST_SPAN)


def _patience(
    workload: Workload, task: TaskDefaults, said: Assumptions
) -> tuple[bool, float | None]:
    """Return whether somebody waits, and for how many seconds; None where work can wait."""
    latency, where = workload.latency, f"workloads.{workload.id}.latency"
    interactive = latency.interactive
    if not latency.model_fields_set:
        interactive = task.interactive
        said.take(f"{where}.interactive", str(interactive).lower(), "task")
    if latency.p95_seconds is not None or not interactive:
        return interactive, latency.p95_seconds
    said.take(f"{where}.p95_seconds", task.p95_seconds, "task")
    return interactive, task.p95_seconds


def _languages(workload: Workload, blanks: Blanks) -> tuple[str, ...]:
    organisation = blanks.profile.organisation
    stated = workload.languages or organisation.working_languages
    if stated:
        return stated
    usual = (blanks.defaults.languages.get(organisation.country, "en"),)
    blanks.said.take(f"workloads.{workload.id}.languages", list(usual), "country")
    return usual


def _requests(workload: Workload, task: TaskDefaults, blanks: Blanks) -> tuple[Range, float]:
    """Return requests per active day, and the active days of a year."""
    said = blanks.said
    where = f"workloads.{workload.id}.volume"
    days = workload.volume.active_days_per_year
    if days is None:
        days = WORKING_DAYS
        said.take(f"{where}.active_days_per_year", days, "working_days")
    requests = _said_requests(workload.volume, days, where, said)
    if requests is None:
        requests = _triple(task.requests)
        people = blanks.profile.organisation.size.headcount or blanks.usual.headcount
        if people == 1 and workload.user_type in OWN_USE:
            requests = _scale(requests, SHARE_OF_ONE)
        said.take(f"{where}.requests_per_day", requests.model_dump(), "task")
    return requests, days


def _need(
    workload: Workload, share: float, classes: Mapping[str, DataClass], blanks: Blanks
) -> Need:
    profile, said = blanks.profile, blanks.said
    where = f"workloads.{workload.id}"
    task = blanks.defaults.tasks[workload.task_type]
    requests, days = _requests(workload, task, blanks)
    volume, tokens = workload.volume, workload.tokens

    audio_minutes = said.figure(
        f"{where}.volume.audio_minutes_per_request",
        volume.audio_minutes_per_request,
        _triple(task.audio_minutes),
    )
    images = said.figure(
        f"{where}.volume.images_per_request", volume.images_per_request, _triple(task.images)
    )
    peak_factor = said.figure(f"{where}.volume.peak_factor", volume.peak_factor, DEFAULT_PEAK)
    input_tokens = said.figure(f"{where}.tokens.input", tokens.input, _triple(task.input))
    output_tokens = said.figure(f"{where}.tokens.output", tokens.output, _triple(task.output))
    modality = TASK_MODALITY.get(workload.task_type, "text")
    if modality == "embedding":  # a vector is no text, whatever an answer is counted as
        output_tokens = NOTHING
    least, wanted = _quality(workload, task, said)
    interactive, p95_seconds = _patience(workload, task, said)
    commercial = _commercial(workload, profile, blanks.usual)
    if workload.commercial is None:
        said.take(f"{where}.commercial", str(commercial).lower())
    deadline = profile.organisation.decision.deadline
    day = workload.deadline or (deadline.date if deadline else None)
    return Need(
        workload=workload,
        share=share,
        modality=modality,
        requests_per_day=requests,
        input_tokens=input_tokens,
        output_tokens=output_tokens,
        cached_share=tokens.cached_share or NOTHING,
        peak_factor=peak_factor,
        audio_minutes=audio_minutes,
        images=images,
        active_days_per_year=days,
        growth_per_year=NO_MORE if _at_once(volume) else volume.growth_per_year,
        p95_seconds=p95_seconds,
        interactive=interactive,
        languages=_languages(workload, blanks),
        quality_minimum=least,
        quality_target=wanted,
        quality_stated=workload.quality.minimum is not None,
        difficulty_spread=task.difficulty_spread_logit,
        classes=tuple(classes[name] for name in workload.data_classes),
        commercial=commercial,
        go_live=max(blanks.decision_date, day) if day else blanks.decision_date,
    )


def _crew(profile: Profile, usual: PersonaDefaults, said: Assumptions, catalog: Catalog) -> Crew:
    team = profile.team
    figures: dict[str, float] = {}
    for name in (
        "ml_fte",
        "ops_fte",
        "security_fte",
        "compliance_fte",
        "delivery_fte",
        "hireable_fte",
    ):
        stated = getattr(team, name)
        figures[name] = getattr(usual, name) if stated is None else stated
        if stated is None and not (team.ml_level == "none" and name == "ml_fte"):
            said.take(f"team.{name}", figures[name])
        elif stated is None:
            figures[name] = 0.0
    if team.ml_level is None:
        said.take("team.ml_level", usual.ml_level)
    if team.on_call is None:
        said.take("team.on_call", usual.on_call)
    return Crew(
        ml_level=team.ml_level or usual.ml_level,
        on_call=team.on_call or usual.on_call,
        partner_fte=_partner_fte(profile, catalog),
        loaded_cost=None,
        **figures,
    )


def _partner_fte(profile: Profile, catalog: Catalog) -> float:
    """Return how many people the budget for a partner buys."""
    team, organisation = profile.team, profile.organisation
    budget = team.partner_budget
    if budget is None:
        return 0.0
    usual = usual_salary(catalog, organisation.country, organisation.persona)
    known = [(usual.middle, usual.currency)]
    if team.loaded_cost is not None:
        known.insert(0, (team.loaded_cost.amount, team.loaded_cost.currency))
    for salary, currency in known:
        factor = exchange_factor(currency, budget.currency, catalog.rates)
        if factor is not None and salary > 0:
            return budget.amount / (salary * factor * PARTNER_FTE_FACTOR)
    return 0.0


def _home(profile: Profile, catalog: Catalog, said: Assumptions) -> str:
    if profile.jurisdiction.home is not None:
        return profile.jurisdiction.home
    country = profile.organisation.country
    known = catalog.countries.get(country)
    home = "EU" if known is not None and known.eu else country
    said.take("jurisdiction.home", home, "country")
    return home


def _required(
    profile: Profile, defaults: Defaults, needs: tuple[Need, ...], said: Assumptions
) -> tuple[Required, ...]:
    everything = frozenset(need.id for need in needs)

    def scope(workloads: tuple[str, ...], classes: tuple[str, ...]) -> frozenset[str]:
        if not workloads and not classes:
            return everything
        return frozenset(
            need.id
            for need in needs
            if need.id in workloads or any(one.id in classes for one in need.classes)
        )

    asked = [
        Required(scheme=one.scheme, workloads=scope(one.workloads, one.data_classes), text=one.text)
        for one in (*profile.obligations.certifications, *profile.obligations.agreements)
    ]
    named = {one.scheme for one in asked}
    for law in defaults.legal_schemes:
        if law.scheme in named or profile.organisation.country != law.country:
            continue
        if law.sectors and profile.organisation.sector not in law.sectors:
            continue
        touched = frozenset(
            need.id for need in needs if any(one.kind in law.kinds for one in need.classes)
        )
        if touched:
            asked.append(Required(scheme=law.scheme, workloads=touched, legal_source=law.source))
            said.take("obligations.certifications", law.scheme, "law")
    asked.extend(
        Required(scheme=one.id, workloads=everything, text=one.text)
        for one in profile.obligations.other
        if one.effect == "gate"
    )
    return tuple(asked)


def _shares(workloads: tuple[Workload, ...], said: Assumptions) -> tuple[float, ...]:
    stated = [one.weight for one in workloads]
    if all(weight is None for weight in stated):
        if len(workloads) > 1:
            said.take("workloads.weight", "equal", "task")
        return tuple(1 / len(workloads) for _ in workloads)
    filled = [0.0 if weight is None else weight for weight in stated]
    total = sum(filled)
    return tuple(weight / total for weight in filled)


def complete(
    profile: Profile, catalog: Catalog, criteria: Criteria, *, today: date | None = None
) -> tuple[Case, tuple[Assumed, ...]]:
    """Fill in every blank of a profile.

    Args:
        profile: What the organisation wrote.
        catalog: The facts.
        criteria: What is judged; its `defaults` fill the blanks.
        today: The decision date when the profile names none; the catalogue's own date otherwise.

    Returns:
        The case, and every blank that was filled in.

    Raises:
        ValueError: If the criteria have no defaults.
    """
    defaults = criteria.defaults
    if defaults is None:
        raise ValueError("these criteria have no defaults; add a defaults.yaml")
    organisation = profile.organisation
    said = Assumptions(organisation.persona)
    usual = defaults.personas[organisation.persona]
    decision_date = organisation.decision.date or today or catalog.as_of
    if organisation.decision.date is None:
        said.take("organisation.decision.date", decision_date.isoformat(), "catalogue")
    blanks = Blanks(profile, defaults, usual, said, decision_date)
    # People are the largest part of most small bills, so their pay stands among the first blanks.
    currency = _currency(profile, catalog, said)
    _take_salary(profile, catalog, currency, said)
    home = _home(profile, catalog, said)
    classes = _classes(blanks)
    needs = tuple(
        _need(workload, share, classes, blanks)
        for workload, share in zip(profile.workloads, _shares(profile.workloads, said), strict=True)
    )
    confidence, missing = _risk(profile, criteria, said)
    procurement = organisation.procurement_weeks
    for field, stated, value in (
        ("organisation.procurement_weeks", procurement, usual.procurement_weeks),
        ("systems.logging", profile.systems.logging, usual.logging),
        ("organisation.size.headcount", organisation.size.headcount, usual.headcount),
        ("budget.discount_rate", profile.budget.discount_rate, usual.discount_rate),
    ):
        if stated is None:
            said.take(field, value)
    rate = profile.budget.discount_rate
    case = Case(
        profile=profile,
        catalog=catalog,
        criteria=criteria,
        decision_date=decision_date,
        horizon_end=decision_date + timedelta(days=DAYS_PER_YEAR * profile.budget.horizon_years),
        home=home,
        home_countries=countries_of((home,), catalog),
        currency=currency,
        needs=needs,
        required=_required(profile, defaults, needs, said),
        crew=_crew(profile, usual, said, catalog),
        headcount=organisation.size.headcount or usual.headcount,
        logging=profile.systems.logging or usual.logging,
        isms=profile.systems.isms or usual.isms,
        procurement_weeks=usual.procurement_weeks
        if procurement is None
        else (procurement.min + procurement.max) / 2,
        discount_rate=usual.discount_rate if rate is None else rate,
        on_missing_data=missing,
        confidence_required=confidence,
        ceiling=None,
        on_prem_workloads=_kept_inside(profile, needs),
        region_workloads=_kept_in_regions(profile, needs, catalog, hard=True),
        may_buy=_may_buy(profile, usual, said),
        may_equip=_may_equip(profile, usual, said),
        region_wishes=_kept_in_regions(profile, needs, catalog, hard=False),
    )
    return _with_money(case), tuple(said.list)


def _take_salary(profile: Profile, catalog: Catalog, currency: str, said: Assumptions) -> None:
    """Note what a year of one person is taken to cost where nobody said."""
    stated, organisation = profile.team.loaded_cost, profile.organisation
    if stated is not None and exchange_factor(stated.currency, currency, catalog.rates):
        return
    usual = usual_salary(catalog, organisation.country, organisation.persona)
    factor = exchange_factor(usual.currency, currency, catalog.rates)
    if factor is not None:
        rounded = float(f"{usual.middle * factor:.{SALARY_FIGURES}g}")
        value = json.dumps({"amount": rounded, "currency": currency})
        said.take("team.loaded_cost", value, usual.origin)


def _may_buy(profile: Profile, usual: PersonaDefaults, said: Assumptions) -> bool:
    """Tell whether servers may be bought; nobody is assumed to buy what they did not speak of."""
    budget, stated = profile.budget, profile.hardware.expandable
    if stated is None:
        stated = usual.buys_servers or "capex_allowed" in budget.model_fields_set
        stated = stated or bool(profile.obligations.on_prem_only)
        said.take("hardware.expandable", str(stated).lower())
    return budget.capex_allowed and stated


def _may_equip(profile: Profile, usual: PersonaDefaults, said: Assumptions) -> bool:
    """Tell whether people may be given devices that run models, when no fleet is stated."""
    if profile.hardware.devices is not None:
        return True
    if not usual.equips_devices:
        said.take("hardware.devices", "none")
    return usual.equips_devices and profile.budget.capex_allowed


def _classes(blanks: Blanks) -> dict[str, DataClass]:
    """Return every data class by id: those written, and the ready-made one of each kind named."""
    profile = blanks.profile
    written = {one.id: one for one in profile.data.classes}
    named = (name for workload in profile.workloads for name in workload.data_classes)
    return {
        name: data_class(
            written.get(name) or DataClass.model_validate({"id": name, "kind": name}),
            profile,
            blanks.defaults,
            blanks.said,
        )
        for name in dict.fromkeys((*written, *named))
    }


def _currency(profile: Profile, catalog: Catalog, said: Assumptions) -> str:
    """Return the currency of the report: stated, of other stated money, or of the country."""
    if profile.budget.currency is not None:
        return profile.budget.currency
    budget = profile.budget
    amounts = (budget.ceiling, budget.monthly_cap, profile.team.loaded_cost)
    stated = next((money.currency for money in amounts if money is not None), None)
    country = catalog.countries.get(profile.organisation.country)
    own = None if country is None else country.currency
    known = own is not None and exchange_factor(own, WORLD_CURRENCY, catalog.rates) is not None
    currency, origin = stated or WORLD_CURRENCY, "no_rate" if stated is None else "stated_money"
    if stated is None and own is not None and known:
        currency, origin = own, "country"
    said.take("budget.currency", currency, origin)
    return currency


def _risk(profile: Profile, criteria: Criteria, said: Assumptions) -> tuple[float, str]:
    """Return the confidence required and what is done about missing data."""
    persona = next(
        (one for one in criteria.personas if one.id == profile.organisation.persona), None
    )
    confidence, missing = profile.risk.confidence_required, profile.risk.on_missing_data
    if confidence is None:
        confidence = persona.confidence_required if persona else DEFAULT_CONFIDENCE
        said.take("risk.confidence_required", confidence)
    if missing is None:
        missing = persona.on_missing_data if persona else "persona_prior"
        said.take("risk.on_missing_data", missing)
    return confidence, missing


def _kept_inside(profile: Profile, needs: tuple[Need, ...]) -> frozenset[str]:
    """Return the workloads that have to stay on own premises."""
    inside = profile.obligations.on_prem_only
    return frozenset(
        need.id
        for need in needs
        if inside is True
        or (not isinstance(inside, bool) and any(one.id in inside for one in need.classes))
    )


def _kept_in_regions(
    profile: Profile, needs: tuple[Need, ...], catalog: Catalog, *, hard: bool
) -> dict[str, frozenset[str]]:
    """Return, by workload, the countries that processing is limited to, or wished to stay in."""
    region = profile.obligations.region_only
    if region is None or region.hard is not hard:
        return {}
    allowed = countries_of(region.regions, catalog)
    everywhere = not (region.workloads or region.data_classes)
    return {
        need.id: allowed
        for need in needs
        if everywhere
        or need.id in region.workloads
        or any(one.id in region.data_classes for one in need.classes)
    }


def _with_money(case: Case) -> Case:
    """Return the case with its amounts in one currency."""
    budget = case.profile.budget
    ceiling = None
    if budget.ceiling is not None:
        ceiling = case.convert(budget.ceiling.amount, budget.ceiling.currency)
    elif budget.monthly_cap is not None:
        monthly = case.convert(budget.monthly_cap.amount, budget.monthly_cap.currency)
        ceiling = None if monthly is None else monthly * MONTHS * budget.horizon_years
    loaded = case.profile.team.loaded_cost
    salary = None if loaded is None else case.convert(loaded.amount, loaded.currency)
    return replace(case, ceiling=ceiling, crew=replace(case.crew, loaded_cost=salary))
