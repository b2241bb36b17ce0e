"""A profile with every blank filled in, and the list of what was assumed."""

import json
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from opendecide.cost.currency import exchange_factor
from opendecide.cost.discounting import MONTHS
from opendecide.measures.case import Case, Need, Required, countries_of, take_after
from opendecide.model.catalog import Catalog
from opendecide.model.criteria import Criteria, Defaults, PersonaDefaults
from opendecide.model.profile import Profile
from opendecide.model.recommendation import Assumed
from opendecide.stages.filling.crew import crew_of
from opendecide.stages.filling.filled_in import FilledIn
from opendecide.stages.filling.local_energy import take_energy
from opendecide.stages.filling.needs import OWN_USE, Blanks, needs_of
from opendecide.stages.filling.salary import usual_salary

WORLD_CURRENCY = "USD"
"""What services and machines are mostly priced in: it stands in where a currency has no rate."""
SALARY_FIGURES = 3
"""Significant figures of an assumed salary: it is not known better."""
DAYS_PER_YEAR = 365.25
DEFAULT_CONFIDENCE = 0.6


def _home(profile: Profile, catalog: Catalog, said: FilledIn) -> str:
    if profile.jurisdiction.home is not None:
        return profile.jurisdiction.home
    country = profile.organisation.country
    known = catalog.countries.get(country)
    home = "EU" if known is not None and known.eu else country
    said.take("jurisdiction.home", home, "country")
    return home


def _required(
    profile: Profile, defaults: Defaults, needs: tuple[Need, ...], said: FilledIn
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


def complete(
    profile: Profile,
    catalog: Catalog,
    criteria: Criteria,
    *,
    today: date | None = None,
    like: Case | None = None,
) -> tuple[Case, tuple[Assumed, ...]]:
    """Fill in every blank of a profile.

    Args:
        profile: What the organisation wrote.
        catalog: The facts.
        criteria: What is judged; its `defaults` fill the blanks.
        today: The decision date when the profile names none; the catalogue's own date otherwise.
        like: Another case, whose answers are taken over where they read nothing that differs.

    Returns:
        The case, and every blank that was filled in.

    Raises:
        ValueError: If the criteria have no defaults.
    """
    defaults = criteria.defaults
    if defaults is None:
        raise ValueError("these criteria have no defaults; add a defaults.yaml")
    organisation = profile.organisation
    said = FilledIn(organisation.persona)
    usual = defaults.personas[organisation.persona]
    decision_date = organisation.decision.date or today or catalog.as_of
    if organisation.decision.date is None:
        said.take("organisation.decision.date", decision_date.isoformat(), "catalogue")
    # People are the largest part of most small bills, so their pay stands among the first blanks.
    currency = _currency(profile, catalog, said)
    _take_salary(profile, catalog, currency, said)
    _take_what_money_covers(profile, said)
    _take_what_fields_mean(profile, said)
    home = _home(profile, catalog, said)
    at_home = countries_of((home,), catalog)
    reaches = tuple(
        one for one in defaults.legal_reaches if at_home <= countries_of((one.place,), catalog)
    )
    needs, bars = needs_of(Blanks(profile, defaults, usual, said, decision_date, reaches))
    confidence, missing = _risk(profile, criteria, said)
    procurement = organisation.procurement_weeks
    for field, stated, value in (
        ("organisation.procurement_weeks", procurement, usual.procurement_weeks),
        ("systems.logging", profile.systems.logging, usual.logging),
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
        home_countries=at_home,
        currency=currency,
        needs=needs,
        bars=bars,
        required=_required(profile, defaults, needs, said),
        crew=crew_of(profile, usual, said, catalog),
        headcount=_headcount(profile, usual, said),
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
        may_buy=_may_buy(profile, said),
        may_equip=_may_equip(profile, usual, said),
        region_wishes=_kept_in_regions(profile, needs, catalog, hard=False),
    )
    if case.may_buy or case.may_equip or profile.hardware.accelerators:
        take_energy(profile, catalog, currency, said)
    return take_after(_with_money(case), like), tuple(said.list)


def _take_what_fields_mean(profile: Profile, said: FilledIn) -> None:
    """Note what fields that are left out are taken to mean, where an answer may hang on it."""
    budget, fields = profile.budget, ["horizon_years"]
    if budget.limited:
        fields.append("hard")
    for field in fields:
        if field not in budget.model_fields_set:
            said.take(f"budget.{field}", str(getattr(budget, field)).lower(), "unsaid")
    for one in profile.workloads:
        for field in ("criticality", "exposure"):
            if field not in one.model_fields_set:
                said.take(f"workloads.{one.id}.{field}", getattr(one, field), "unsaid")
    preferences = profile.preferences
    if len(profile.workloads) > 1 and "hybrid_allowed" not in preferences.model_fields_set:
        said.take("preferences.hybrid_allowed", str(preferences.hybrid_allowed).lower(), "unsaid")


def _headcount(profile: Profile, usual: PersonaDefaults, said: FilledIn) -> int:
    """Return how many work there: where nobody says it, no more than those the work is meant for.

    Accounts, questions and tests grow with them, not with what is usual for the kind of house. Of
    work that others ask for, or of which only the requests are told, that says nothing.
    """
    stated = profile.organisation.size.headcount
    if stated is not None:
        return stated
    staff = [one.volume.users for one in profile.workloads if one.user_type in OWN_USE]
    users = [ceil(one.mid) for one in staff if one is not None]
    if len(users) == len(profile.workloads) and max(users) < usual.headcount:
        said.take("organisation.size.headcount", max(users), "users")
        return max(users)
    said.take("organisation.size.headcount", usual.headcount)
    return usual.headcount


def _take_salary(profile: Profile, catalog: Catalog, currency: str, said: FilledIn) -> None:
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


def _take_what_money_covers(profile: Profile, said: FilledIn) -> None:
    """Note that a limit is taken to pay for people too, where one is stated and nobody said so."""
    budget = profile.budget
    if not budget.limited:
        return
    if "covers" not in budget.model_fields_set:
        said.take("budget.covers", budget.covers, "cautious")
    if budget.covers == "everything" and "counts_existing_staff" not in budget.model_fields_set:
        value = str(budget.counts_existing_staff).lower()
        said.take("budget.counts_existing_staff", value, "cautious")


def _may_buy(profile: Profile, said: FilledIn) -> bool:
    """Tell whether servers may be bought; nobody is assumed to buy what they did not speak of."""
    budget, stated = profile.budget, profile.hardware.expandable
    if stated is None:
        spoken_of = "capex_allowed" in budget.model_fields_set
        stated = spoken_of or bool(profile.obligations.on_prem_only)
        said.take("hardware.expandable", str(stated).lower(), "spoken_of")
    return budget.capex_allowed and stated


def _may_equip(profile: Profile, usual: PersonaDefaults, said: FilledIn) -> bool:
    """Tell whether people may be given devices that run models, when no fleet is stated."""
    if profile.hardware.devices is not None:
        return True
    if not usual.equips_devices:
        said.take("hardware.devices", "none")
    return usual.equips_devices and profile.budget.capex_allowed


def _currency(profile: Profile, catalog: Catalog, said: FilledIn) -> str:
    """Return the currency of the report: stated, of other stated money, or of the country."""
    if profile.budget.currency is not None:
        return profile.budget.currency
    budget = profile.budget
    amounts = (budget.ceiling, budget.monthly_cap, profile.team.loaded_cost)
    stated = next((money.currency for money in amounts if money is not None), None)
    country = catalog.countries.get(profile.organisation.country)
    own = None if country is None else country.currency
    known = own is not None and exchange_factor(own, WORLD_CURRENCY, catalog.rates) is not None
    currency, origin = WORLD_CURRENCY, "no_currency" if own is None else "no_rate"
    if stated is not None:
        currency, origin = stated, "stated_money"
    elif own is not None and known:
        currency, origin = own, "country"
    said.take("budget.currency", currency, origin)
    return currency


def _risk(profile: Profile, criteria: Criteria, said: FilledIn) -> tuple[float, str]:
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
