"""Where content is processed, what is kept of it, who may reach it, and who checked."""

from typing import NamedTuple

from opendecide.measures.case import Case
from opendecide.measures.performance import Performance, level, one_of
from opendecide.measures.view import Found, View
from opendecide.model.offer_facts import Attestation

REGION_GUARANTEED = "shared_guaranteed_region"
"""The level of place that names a region without saying which."""
LOCI = (
    "shared_any_region",
    REGION_GUARANTEED,
    "dedicated_capacity",
    "own_tenancy",
    "own_premises",
    "device_or_disconnected",
)
RETENTIONS = (
    "may_train",
    "opt_out_or_long_retention",
    "abuse_monitoring_only",
    "zero_retention",
    "stays_inside",
)
REACHES = (
    "foreign_no_ground",
    "foreign_formal_ground",
    "foreign_with_held_keys",
    "home_controlled",
    "home_controlled_and_shielded",
    "no_third_party",
)
ASSURANCES = (
    "none",
    "self_assessment",
    "soc2_or_iso27001",
    "sector_scheme",
    "national_high_scheme",
)
CHAINS = (
    "unknown_origin",
    "official_source",
    "pinned_and_scanned",
    "signed_provenance",
    "internal_mirror",
)
ABUSE_MONITORING_DAYS = 30
GENERAL_SCHEMES = frozenset({"soc2_type2", "iso27001"})
SECTOR_SCHEMES = frozenset({"c5_type2", "hds", "iso27017", "iso27018", "fedramp_moderate"})
HIGH_SCHEMES = frozenset({"secnumcloud", "fedramp_high"})
AUDITED_SCHEMES = GENERAL_SCHEMES | SECTOR_SCHEMES | HIGH_SCHEMES
UNTYPED = {"soc2": "soc2_type2", "c5": "c5_type2"}
"""Reports whose type nobody said: each may be the one that counts."""
SHIELDING_SCHEMES = frozenset({"secnumcloud"})
"""Schemes that ask for immunity from foreign law, not only for security."""


def ladder(scale: tuple[str, ...], worst: str, best: str) -> tuple[str, ...]:
    """Return the levels of a scale from one to another."""
    return scale[scale.index(worst) : scale.index(best) + 1]


def within(found: Found | None, allowed: frozenset[str], view: View) -> bool | None:
    """Tell whether a list of regions lies inside the allowed countries; None when not known."""
    if found is None:
        return None
    words = found.words
    if not words:
        return False
    return any(view.case.countries_of((word,)) <= allowed for word in words if word != "global")


class Promise(NamedTuple):
    """Whether processing can be kept in a region, and what says so."""

    kept: bool | None
    """None where it is conditional (some endpoints, by approval) or not known."""
    evidence: tuple[str, ...]
    told: bool = True
    """Whether a fact of the offer speaks of it; where none does, silence leaves it open."""


def region_promise(view: View, allowed: frozenset[str]) -> Promise:
    """Tell whether processing can be kept in the allowed countries.

    Where an offer says nothing of regions, its operator's country is what is known of the place.
    """
    if view.own_site:
        return Promise(kept=True, evidence=())
    firm = view.of_offer("guaranteed_regions")
    if within(firm, allowed, view):
        return Promise(kept=True, evidence=(firm.id,) if firm else ())
    everywhere = view.of_offer("regions")
    conditional = view.of_offer("conditional_regions")
    evidence = tuple(one.id for one in (firm, conditional, everywhere) if one is not None)
    if within(conditional, allowed, view):
        return Promise(kept=None, evidence=evidence)
    if view.offer.access_mode == "tenancy" and within(everywhere, allowed, view):
        # A machine stands in the region it was rented in.
        return Promise(kept=True, evidence=evidence)
    elsewhere = firm is not None and bool(firm.words)
    if everywhere is not None and not elsewhere and _only_in(everywhere, allowed, view):
        # It runs nowhere else, though nobody promised that.
        return Promise(kept=None, evidence=evidence)
    if firm is None and everywhere is None:
        operator = view.of_offer("operator_country")
        if operator is not None and not within(operator, allowed, view):
            return Promise(kept=False, evidence=(*evidence, operator.id))
        return Promise(kept=None, evidence=evidence, told=False)
    worldwide = everywhere is None or "global" in everywhere.words
    if worldwide and elsewhere and firm is not None and firm.fact.grade == "expert":
        # A list from memory is not complete: a region it lacks has to be asked for. That it is
        # empty ("none can be chosen") is an answer, whoever remembers it.
        return Promise(kept=None, evidence=evidence, told=False)
    return Promise(kept=False, evidence=evidence)


def _only_in(found: Found, allowed: frozenset[str], view: View) -> bool:
    """Tell whether every region of a list lies inside the allowed countries."""
    return bool(found.words) and all(
        word != "global" and view.case.countries_of((word,)) <= allowed for word in found.words
    )


def acceptable_countries(view: View) -> frozenset[str]:
    """Return the countries in which processing may be pinned, as far as the profile says.

    The strictest stated limit counts; without one it is the home region with the countries that
    the policy prefers or accepts for hosting, and for Europe those with an adequacy decision.
    """
    stated = _stated_limit(view)
    if stated is not None:
        return stated
    countries = view.case.catalog.countries.items()
    return _home_market(view) | {
        code for code, one in countries if one.adequacy and in_europe(view.case)
    }


def _stated_limit(view: View) -> frozenset[str] | None:
    for limits in (view.case.region_workloads, view.case.region_wishes):
        if limits:
            return frozenset.intersection(*limits.values())
    return None


def _home_market(view: View) -> frozenset[str]:
    """Return the home region, what the policy welcomes, and for Europe where its law holds."""
    case = view.case
    same_law = {
        code for code, one in case.catalog.countries.items() if one.eea and in_europe(view.case)
    }
    return case.home_countries | {*_welcome(case)} | same_law


def _welcome(case: Case) -> tuple[str, ...]:
    """Return the countries that the policy prefers or accepts for hosting, in its order."""
    return tuple(
        one.country
        for one in case.profile.jurisdiction.country_policy
        if one.stance in ("preferred", "accepted") and "hosting" in one.scope
    )


ADEQUATE = "adequate"
"""Stands for all countries with an adequacy decision, where a list of regions is named."""


def accepted_regions(case: Case) -> tuple[str, ...]:
    """Return in which regions processing may be pinned, as an organisation calls them.

    The stated limit, or what follows from home and policy: the same as the countries above, in
    words that a reader can check.
    """
    limit = case.profile.obligations.region_only
    if limit is not None and (case.region_workloads or case.region_wishes):
        return tuple(limit.regions)
    home, adequate = ("EEA", (ADEQUATE,)) if in_europe(case) else (case.home, ())
    within_home = case.countries_of((home,))
    named = (one for one in _welcome(case) if one not in within_home)
    return tuple(dict.fromkeys((home, *named, *adequate)))


def promised_regions(view: View) -> tuple[str, ...]:
    """Return the regions of those accepted that an offer guarantees; none where none is known."""
    firm = view.of_offer("guaranteed_regions")
    if view.own_site or firm is None:
        return ()
    allowed = acceptable_countries(view)
    return tuple(
        one for one in firm.words if one != "global" and view.case.countries_of((one,)) <= allowed
    )


def in_europe(case: Case) -> bool:
    """Tell whether the law of the European Economic Area is that of the home region."""
    countries, home = case.catalog.countries, case.home
    return home in ("EU", "EEA") or (home in countries and countries[home].eea)


def locus_words(view: View) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the levels of place possible (worst to best), evidence and missing facts."""
    mode = view.offer.access_mode
    if mode == "device":
        return ("device_or_disconnected",), (), ()
    if mode == "onprem":
        disconnected = view.case.profile.hardware.site.disconnected and not view.leased_room
        return ("device_or_disconnected" if disconnected else "own_premises",), (), ()
    tenancy = view.of_offer("tenancy")
    kinds = tenancy.words if tenancy is not None else ()
    evidence = (tenancy.id,) if tenancy is not None else ()
    if kinds == ("own_tenancy",) or (mode == "tenancy" and not kinds):
        return ("own_tenancy",), evidence, ()
    promise = region_promise(view, acceptable_countries(view))
    evidence = (*evidence, *promise.evidence)
    missing = () if promise.told else (f"offers/{view.offer.id}/guaranteed_regions",)
    shared = {
        True: (REGION_GUARANTEED,),
        False: ("shared_any_region",),
        None: ("shared_any_region", REGION_GUARANTEED),
    }[promise.kept]
    if mode == "dedicated" or kinds == ("dedicated",):
        return ("dedicated_capacity",), evidence, missing
    if "own_tenancy" in kinds:
        return ladder(LOCI, shared[0], "own_tenancy"), evidence, missing
    if "dedicated" in kinds:
        return (*shared, "dedicated_capacity"), evidence, missing
    return shared, evidence, missing


def processing_locus(view: View) -> Performance:
    """Rate where content is processed and with whom the machines are shared."""
    words, evidence, _ = locus_words(view)
    if words == (REGION_GUARANTEED,) and not _pinned_at_home(view):
        # Lawful, as long as the adequacy decision stands; it is worth less than home, and more
        # than no pinned region at all.
        words = ("shared_any_region", REGION_GUARANTEED)
        return one_of(words, f"offers/{view.offer.id}/adequate_region", *evidence)
    if len(words) == 1:
        return level(words[0], *evidence)
    gap = f"offers/{view.offer.id}/guaranteed_regions"
    return one_of(words, gap, *evidence, missing=(gap,))


def _pinned_at_home(view: View) -> bool:
    """Tell whether the region that can be pinned is one that was asked for, or home."""
    wanted = _stated_limit(view) or _home_market(view)
    return region_promise(view, wanted).kept is True


def own_history(view: View) -> bool:
    """Tell whether it is for the organisation to say how long what it enters is kept."""
    deletable = view.of_offer("terms.history_deletable")
    return deletable is not None and deletable.truth is True


def retention_words(view: View) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the levels of retention possible (worst to best), evidence and missing facts."""
    if view.own_site:
        return ("stays_inside",), (), ()
    training = view.of_offer("terms.training_default")
    days = view.of_offer("terms.retention_days")
    span = days.range if days is not None else None
    deletable = view.of_offer("terms.history_deletable")
    kept_none = view.of_offer("terms.zdr_default")
    offered = view.of_offer("terms.zdr_available")
    approval = view.of_offer("terms.zdr_needs_approval")
    told = (training, days, deletable, kept_none, offered, approval)
    found = tuple(one.id for one in told if one)
    prefix = f"offers/{view.offer.id}/terms"
    if training is not None and training.truth is True:
        opt_out = view.of_offer("terms.opt_out")
        if opt_out is not None and opt_out.truth is True:
            return ("opt_out_or_long_retention",), (*found, opt_out.id), ()
        return ("may_train",), found, ()
    if view.offer.access_mode == "tenancy":
        # Nobody reads a rented machine by default; its owner still runs the hypervisor.
        return ("zero_retention",), found, ()
    unspecified = training is None or training.truth is None
    worst = "may_train" if unspecified else "opt_out_or_long_retention"
    missing = (f"{prefix}.training_default",) if unspecified else ()
    # Who does not offer to keep nothing keeps something, however long nobody said.
    refused = offered is not None and offered.truth is False
    entitled = (
        offered is not None
        and offered.truth is True
        and approval is not None
        and approval.truth is False
    )
    if (kept_none is not None and kept_none.truth is True) or entitled:
        best = "zero_retention"
        floor = "zero_retention"
        if span is not None and span[2] > 0 and not entitled:
            floor = "abuse_monitoring_only"
    elif own_history(view):
        # How long a history is kept is the organisation's own choice: set short, nothing is left
        # but what is kept against abuse.
        best = "abuse_monitoring_only"
        short = span is not None and span[2] <= ABUSE_MONITORING_DAYS
        floor = best if short else "opt_out_or_long_retention"
    elif span is None:
        return (
            ladder(RETENTIONS, worst, "abuse_monitoring_only" if refused else "zero_retention"),
            found,
            (*missing, f"{prefix}.retention_days"),
        )
    else:
        low, _, high = span
        best = (
            "zero_retention"
            if low == 0 and not (refused and high > 0)
            else "abuse_monitoring_only"
            if low <= ABUSE_MONITORING_DAYS
            else "opt_out_or_long_retention"
        )
        floor = (
            "zero_retention"
            if high == 0
            else "abuse_monitoring_only"
            if high <= ABUSE_MONITORING_DAYS
            else "opt_out_or_long_retention"
        )
    return ladder(RETENTIONS, worst if unspecified else floor, best), found, missing


def retention_reuse(view: View) -> Performance:
    """Rate what a third party keeps and may do with content."""
    words, evidence, missing = retention_words(view)
    if len(words) == 1:
        return level(words[0], *evidence)
    key = f"offers/{view.offer.id}/terms.retention"
    return one_of(words, key, *evidence, missing=missing or (f"offers/{view.offer.id}/terms",))


def compelled_words(view: View) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the levels of foreign reach possible (worst to best), evidence and missing facts."""
    if view.own_site:
        return ("no_third_party",), (), ()
    home = view.case.home_countries
    control = view.of_offer("ultimate_owner") or view.of_offer("control_country")
    if control is None:
        gap = f"offers/{view.offer.id}/control_country"
        return ladder(REACHES, "foreign_no_ground", "home_controlled"), (), (gap,)
    at_home = tuple(word in home for word in control.words)
    foreign, foreign_evidence, missing = _foreign_reach(view, control)
    if not any(at_home):
        return foreign, (control.id, *foreign_evidence), missing
    shielded = [
        one.covers_service
        for one in view.offer.attestations
        if one.scheme in SHIELDING_SCHEMES and one.status == "held"
    ]
    # On a rented machine the service is the tenant's own: the platform is what has to be qualified.
    rented = view.offer.access_mode == "tenancy"
    domestic: tuple[str, ...] = ("home_controlled",)
    if True in shielded or (rented and False in shielded):
        domestic = ("home_controlled_and_shielded",)
    elif shielded:
        # Qualified underneath, or in a scope that nobody read: how far it reaches has to be asked.
        domestic = ("home_controlled", "home_controlled_and_shielded")
    if all(at_home):
        return domestic, (control.id,), ()
    return (*foreign, *domestic), (control.id, *foreign_evidence), missing


def _foreign_reach(
    view: View, control: Found
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return what a provider under foreign control can offer, evidence and missing facts."""
    home = view.case.home_countries
    promise = region_promise(view, home)
    evidence = promise.evidence
    keys = view.of_offer("key_holder")
    isolated = view.of_offer("isolated_operator")
    shielded = (keys is not None and keys.words == ("customer",)) or (
        isolated is not None and isolated.truth is True
    )
    perhaps = keys is not None and "customer" in keys.words
    countries = view.case.catalog.countries
    european = in_europe(view.case)
    adequate = all(
        word in countries and (countries[word].adequacy or countries[word].eea)
        for word in control.words
    )
    agreement = view.of_offer("clauses")
    has_agreement = agreement is not None and "processing_agreement" in agreement.words
    found = tuple(one.id for one in (keys, isolated, agreement) if one is not None)
    if promise.kept and shielded:
        return ("foreign_with_held_keys",), (*evidence, *found), ()
    if promise.kept and perhaps:
        return ("foreign_formal_ground", "foreign_with_held_keys"), (*evidence, *found), ()
    if promise.kept or (adequate if european else has_agreement):
        return ("foreign_formal_ground",), (*evidence, *found), ()
    prefix = f"offers/{view.offer.id}"
    missing = (
        *(() if promise.told else (f"{prefix}/guaranteed_regions",)),
        *((f"{prefix}/clauses",) if not european and agreement is None else ()),
    )
    if promise.kept is None or (not european and agreement is None):
        return ("foreign_no_ground", "foreign_formal_ground"), (*evidence, *found), missing
    return ("foreign_no_ground",), (*evidence, *found), ()


def compelled_access(view: View) -> Performance:
    """Rate whether a foreign authority could make somebody hand over content."""
    words, evidence, _ = compelled_words(view)
    if len(words) == 1:
        return level(words[0], *evidence)
    key = f"offers/{view.offer.id}/control_country"
    return one_of(words, key, *evidence, missing=(key,))


def security_assurance(view: View) -> Performance:
    """Rate who has checked the operator's controls, in the scope of the AI service."""
    if view.own_site:
        return level(view.case.isms)
    words, evidence, known = _attested(view)
    if view.self_run:
        # On rented machines both have been checked or neither has: the weaker one counts.
        words = tuple(
            dict.fromkeys(min(one, view.case.isms, key=ASSURANCES.index) for one in words)
        )
    gap = f"offers/{view.offer.id}/attestations"
    if len(words) == 1:
        return level(words[0], *evidence)
    return one_of(words, gap, *evidence, missing=(gap,), known=known)


class _Attested(NamedTuple):
    """What certificates of an operator may be worth."""

    words: tuple[str, ...]
    """Worst to best."""
    evidence: tuple[str, ...]
    known: bool
    """Whether one of them may cover the service itself."""


def holds_here(view: View, one: Attestation) -> bool:
    """Tell whether a certificate is about where this organisation would have its content processed.

    That is where it has to stay, and at home where nothing is said of it.
    """
    if not one.regions:
        return True
    case, there = view.case, view.case.countries_of(one.regions)
    return all(
        case.region_workloads.get(need, case.home_countries) <= there for need in view.serving
    )


def _attested(view: View) -> _Attested:
    firm: set[str] = set()
    possible: set[str] = set()
    evidence: list[str] = []
    # On a rented machine the service is the tenant's own; the platform is what was checked.
    rented = view.offer.access_mode == "tenancy"
    least = "none"
    for one in view.offer.attestations:
        scheme = UNTYPED.get(one.scheme, one.scheme)
        if one.status != "held" or scheme not in AUDITED_SCHEMES or not holds_here(view, one):
            continue
        # Whoever had auditors in for what the service stands on has at least looked at the rest.
        least = "self_assessment"
        evidence.append(f"offers/{view.offer.id}/attestations.{one.scheme}")
        if one.covers_service is False and not rented:
            continue
        if (one.covers_service is None and not rented) or one.scheme in UNTYPED:
            possible.add(scheme)
        else:
            firm.add(scheme)
    cited = tuple(dict.fromkeys(evidence))
    if not firm and not possible:
        # Nothing found is not the same as nothing there.
        return _Attested(ladder(ASSURANCES, least, "soc2_or_iso27001"), cited, known=False)
    worst = max(least, _assurance(firm), key=ASSURANCES.index)
    words = ladder(ASSURANCES, worst, _assurance(firm | possible))
    return _Attested(words, cited, known=True)


def _assurance(schemes: set[str]) -> str:
    if schemes & HIGH_SCHEMES:
        return "national_high_scheme"
    if schemes & GENERAL_SCHEMES:
        return "sector_scheme" if schemes & SECTOR_SCHEMES else "soc2_or_iso27001"
    # A sector scheme is built on ISO 27001, so it is worth at least as much.
    return "soc2_or_iso27001" if schemes & SECTOR_SCHEMES else "none"


def supply_chain_integrity(view: View) -> Performance:
    """Rate how artefacts and serving stack are protected against tampering."""
    if not view.self_run:
        programme = view.of_operator("security_programme")
        gap = f"vendors/{view.offer.operator}/security_programme"
        if programme is not None and programme.words:
            return one_of(programme.words, gap, programme.id)
        return one_of(
            ladder(CHAINS, "unknown_origin", "pinned_and_scanned"), gap, missing=(gap,), known=False
        )
    form = view.of_model("artifacts.format")
    signature = view.of_model("artifacts.signature")
    registry = view.case.profile.systems.model_registry
    evidence = tuple(one.id for one in (form, signature) if one is not None)
    gap = f"models/{view.model.id}/artifacts.format"
    if form is None:
        worst, best = "unknown_origin", "official_source"
        if registry:
            best = "pinned_and_scanned"
        return one_of(ladder(CHAINS, worst, best), gap, missing=(gap,), known=False)
    if not {"safetensors", "gguf"} & set(form.words):
        return level("unknown_origin", *evidence)
    if not registry:
        return level("official_source", *evidence)
    signed = signature is not None and signature.truth is True
    if signed and view.case.crew.security_fte > 0:
        return level("internal_mirror", *evidence)
    return level("pinned_and_scanned", *evidence)
