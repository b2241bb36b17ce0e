"""A profile with every blank filled in, and the list of what was assumed."""

from collections.abc import Mapping
from datetime import date, timedelta

from opendecide.measures.case import (
    TASK_MODALITY,
    Case,
    Crew,
    Need,
    Required,
    countries_of,
)
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria, DataMinimum, Defaults, PersonaDefaults
from opendecide.model.profile import DataClass, Profile, Range, Volume, Workload
from opendecide.model.recommendation import Assumed

DEFAULT_PEAK = Range(low=2.0, mid=3.5, high=6.0)
DEFAULT_CACHED = Range(low=0.0, mid=0.0, high=0.0)
WORKING_DAYS = 250.0
MONTHS = 12
PARTNER_FTE_FACTOR = 1.5
"""A partner's day costs about half more than an own employee's: margin and idle time."""
DAYS_PER_YEAR = 365.25


class Assumptions:
    """Collects what was taken because the profile did not say."""

    def __init__(self, persona: str) -> None:
        self.persona = persona
        self.list: list[Assumed] = []

    def take(self, field: str, value: object, origin: str | None = None) -> None:
        """Note one blank that was filled in."""
        self.list.append(Assumed(field=field, value=str(value), origin=origin or self.persona))


def _point(value: float) -> Range:
    return Range(low=value, mid=value, high=value)


def _triple(values: tuple[float, float, float]) -> Range:
    return Range(low=values[0], mid=values[1], high=values[2])


def _times(left: Range, right: Range) -> Range:
    return Range(low=left.low * right.low, mid=left.mid * right.mid, high=left.high * right.high)


def _scale(figure: Range, factor: float) -> Range:
    return Range(low=figure.low * factor, mid=figure.mid * factor, high=figure.high * factor)


def requests_per_day(volume: Volume, active_days: float) -> Range | None:
    """Return requests per active day however the profile says it; None when it does not."""
    if volume.requests_per_day is not None:
        return volume.requests_per_day
    if volume.users is not None:
        each = volume.requests_per_user_per_day or Range(low=2, mid=6, high=20)
        share = volume.share_active or Range(low=0.2, mid=0.5, high=0.9)
        return _times(_times(volume.users, share), each)
    if volume.documents_per_month is not None:
        return _scale(volume.documents_per_month, MONTHS / active_days)
    if volume.batch is not None:
        return _scale(volume.batch, 1 / active_days)
    return None


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
            if not (found.kind == "public"):
                said.take(f"data.classes.{found.id}.{name}", value)
    return found.model_copy(update=update)


def _need(  # noqa: PLR0913 — one argument per part of the file it completes
    workload: Workload,
    share: float,
    profile: Profile,
    defaults: Defaults,
    usual: PersonaDefaults,
    classes: Mapping[str, DataClass],
    decision_date: date,
    said: Assumptions,
) -> Need:
    where = f"workloads.{workload.id}"
    task = defaults.tasks[workload.task_type]
    volume = workload.volume
    days = volume.active_days_per_year
    if days is None:
        days = WORKING_DAYS
        said.take(f"{where}.volume.active_days_per_year", days, "working_days")
    requests = requests_per_day(volume, days)
    if requests is None:
        requests = _triple(task.requests)
        said.take(f"{where}.volume.requests_per_day", list(task.requests), "task")
    tokens = workload.tokens
    if workload.task_type not in TASK_MODALITY and tokens.input is None:
        said.take(f"{where}.tokens.input", list(task.input), "task")
    if workload.task_type not in TASK_MODALITY and tokens.output is None:
        said.take(f"{where}.tokens.output", list(task.output), "task")
    if volume.peak_factor is None:
        said.take(f"{where}.volume.peak_factor", "[2, 3.5, 6]", "task")
    languages = workload.languages or profile.organisation.working_languages
    if not languages:
        languages = (defaults.languages.get(profile.organisation.country, "en"),)
        said.take(f"{where}.languages", list(languages), "country")
    criticality = "high" if workload.criticality == "critical" else workload.criticality
    least, wanted = task.quality[criticality]
    if workload.quality.minimum is None:
        said.take(f"{where}.quality.minimum", least, "task")
    else:
        least = workload.quality.minimum
    if workload.quality.target is None:
        if workload.quality.minimum is not None:
            wanted = max(wanted, least + (1 - least) / 2)
        said.take(f"{where}.quality.target", round(wanted, 2), "task")
    else:
        wanted = workload.quality.target
    if workload.latency.p95_seconds is None:
        said.take(f"{where}.latency.p95_seconds", task.p95_seconds, "task")
    commercial = workload.commercial
    if commercial is None:
        commercial = usual.commercial or profile.organisation.sector not in (
            "public",
            "education",
            "research",
        )
        if profile.organisation.persona in ("research_lab", "public_administration"):
            commercial = usual.commercial
        said.take(f"{where}.commercial", str(commercial).lower())
    deadline = workload.deadline or (
        profile.organisation.decision.deadline.date
        if profile.organisation.decision.deadline
        else None
    )
    return Need(
        workload=workload,
        share=share,
        modality=TASK_MODALITY.get(workload.task_type, "text"),
        requests_per_day=requests,
        input_tokens=tokens.input or _triple(task.input),
        output_tokens=tokens.output or _triple(task.output),
        cached_share=tokens.cached_share or DEFAULT_CACHED,
        peak_factor=volume.peak_factor or DEFAULT_PEAK,
        audio_minutes=_triple(task.audio_minutes),
        images=task.images,
        active_days_per_year=days,
        growth_per_year=volume.growth_per_year,
        p95_seconds=workload.latency.p95_seconds or task.p95_seconds,
        interactive=workload.latency.interactive
        if workload.latency.p95_seconds is not None
        else task.interactive,
        languages=languages,
        quality_minimum=least,
        quality_target=max(wanted, least + 1e-6),
        quality_stated=workload.quality.minimum is not None,
        difficulty_spread=task.difficulty_spread_logit,
        classes=tuple(classes[name] for name in workload.data_classes),
        commercial=commercial,
        go_live=max(decision_date, deadline) if deadline else decision_date,
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
    loaded = team.loaded_cost
    partner_fte = 0.0
    if team.partner_budget is not None:
        yearly = loaded or None
        if yearly is not None and yearly.currency == team.partner_budget.currency:
            salary = yearly.amount
        else:
            fact = catalog.rules.get("cost.salary_per_year")
            salary = float(fact.value) if fact and isinstance(fact.value, (int, float)) else 0.0
        if salary > 0:
            partner_fte = team.partner_budget.amount / (salary * PARTNER_FTE_FACTOR)
    return Crew(
        ml_level=team.ml_level or usual.ml_level,
        on_call=team.on_call or usual.on_call,
        partner_fte=partner_fte,
        loaded_cost=None,
        **figures,
    )


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
    persona = next((one for one in criteria.personas if one.id == organisation.persona), None)

    decision_date = organisation.decision.date or today or catalog.as_of
    if organisation.decision.date is None:
        said.take("organisation.decision.date", decision_date.isoformat(), "catalogue")
    horizon_end = decision_date + timedelta(days=DAYS_PER_YEAR * profile.budget.horizon_years)
    home = _home(profile, catalog, said)

    written = {one.id: one for one in profile.data.classes}
    named = [name for workload in profile.workloads for name in workload.data_classes]
    classes: dict[str, DataClass] = {}
    for name in (*written, *named):
        if name not in classes:
            base = written.get(name) or DataClass.model_validate({"id": name, "kind": name})
            classes[name] = data_class(base, profile, defaults, said)

    shares = _shares(profile.workloads, said)
    needs = tuple(
        _need(workload, share, profile, defaults, usual, classes, decision_date, said)
        for workload, share in zip(profile.workloads, shares, strict=True)
    )

    currency = profile.budget.currency
    if currency is None:
        currency = next(
            (
                money.currency
                for money in (profile.budget.ceiling, profile.team.loaded_cost)
                if money is not None
            ),
            "EUR",
        )
        said.take("budget.currency", currency, "country")
    confidence = profile.risk.confidence_required
    if confidence is None:
        confidence = persona.confidence_required if persona else 0.6
        said.take("risk.confidence_required", confidence)
    missing = profile.risk.on_missing_data
    if missing is None:
        missing = persona.on_missing_data if persona else "persona_prior"
        said.take("risk.on_missing_data", missing)
    procurement = organisation.procurement_weeks
    if procurement is None:
        said.take("organisation.procurement_weeks", usual.procurement_weeks)
    if profile.systems.logging is None:
        said.take("systems.logging", usual.logging)
    if organisation.size.headcount is None:
        said.take("organisation.size.headcount", usual.headcount)
    if profile.budget.discount_rate is None:
        said.take("budget.discount_rate", usual.discount_rate)

    on_prem = profile.obligations.on_prem_only
    on_prem_workloads = frozenset(
        need.id
        for need in needs
        if on_prem is True
        or (not isinstance(on_prem, bool) and any(one.id in on_prem for one in need.classes))
    )
    region = profile.obligations.region_only
    region_workloads: dict[str, frozenset[str]] = {}
    if region is not None and region.hard:
        allowed = countries_of(region.regions, catalog)
        for need in needs:
            limited = not (region.workloads or region.data_classes)
            if (
                limited
                or need.id in region.workloads
                or any(one.id in region.data_classes for one in need.classes)
            ):
                region_workloads[need.id] = allowed

    case = Case(
        profile=profile,
        catalog=catalog,
        criteria=criteria,
        decision_date=decision_date,
        horizon_end=horizon_end,
        home=home,
        home_countries=countries_of((home,), catalog),
        currency=currency,
        needs=needs,
        required=_required(profile, defaults, needs, said),
        crew=_crew(profile, usual, said, catalog),
        headcount=organisation.size.headcount or usual.headcount,
        logging=profile.systems.logging or usual.logging,
        isms=profile.systems.isms or usual.isms,
        procurement_weeks=(procurement.min + procurement.max) / 2
        if procurement
        else usual.procurement_weeks,
        discount_rate=profile.budget.discount_rate
        if profile.budget.discount_rate is not None
        else usual.discount_rate,
        on_missing_data=missing,
        confidence_required=confidence,
        ceiling=None,
        on_prem_workloads=on_prem_workloads,
        region_workloads=region_workloads,
    )
    return _with_money(case), tuple(said.list)


def _with_money(case: Case) -> Case:
    """Return the case with its amounts in one currency."""
    from dataclasses import replace

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
