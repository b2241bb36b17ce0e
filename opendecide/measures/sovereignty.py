"""Who holds the power: effort to leave, other suppliers, unilateral change, countries."""

from opendecide.measures.case import Case
from opendecide.measures.eligibility import closed_to
from opendecide.measures.performance import Performance, interval, level, number, one_of, unknown
from opendecide.measures.view import OWN_SITE, View, read, rule
from opendecide.model.offer_facts import Offer

CONTROL = (
    "at_will",
    "fixed_term",
    "exit_assistance",
    "replaceable_operator",
    "own_operation",
)
STANCES = {"preferred": 1.0, "accepted": 0.6, "discouraged": 0.2, "excluded": 0.0}
DEVELOPER_SHARE, HOST_SHARE, PLACE_SHARE, OWNER_SHARE = 0.3, 0.25, 0.25, 0.2
"""Who hosts and where the machines stand share one half: the law of either reaches the content."""
DEVELOPER_SHARE_UNDER_OWN_CONTROL = 0.15
EXTRA_WORKLOAD = 0.5
"""Each further workload costs about half of the first: prompts and tests anew, plumbing shared."""


def switching_effort(view: View) -> Performance:
    """Estimate the person-days to move all workloads to the best other deployment."""
    if view.offer.access_mode == "seat":
        name = "switching.seats"
    elif view.self_run:
        name = "switching.self_run"
    else:
        interface = view.of_offer("interface")
        compatible = interface is not None and "openai_compatible" in interface.words
        name = "switching.standard_api" if compatible else "switching.own_api"
    found = rule(view.case, name)
    if found is None or found.range is None:
        return unknown(f"rules/{name}")
    factor = 1 + EXTRA_WORKLOAD * (len(view.case.needs) - 1)
    low, mid, high = (days * factor for days in found.range)
    return interval(low, mid, high, found.id, found.id)


def operators_of(view: View) -> tuple[frozenset[str], bool]:
    """Return who could serve the main model to this organisation, and whether it could itself."""
    return view.case.once(("operators", view.model.id), lambda: _operators(view))


def _operators(view: View) -> tuple[frozenset[str], bool]:
    case = view.case
    serving = serving_offers(case).get(view.model.id, ())
    open_to_us = [one for one in serving if not (closed_to(case, one) or shut_out(case, one))]
    operators = frozenset(one.operator for one in open_to_us)
    able = bool(view.downloadable) and case.crew.ml_fte + case.crew.partner_fte > 0
    return operators, able


def shut_out(case: Case, offer: Offer) -> bool:
    """Tell whether an excluded country stands behind a service, or may: nobody knows which does."""
    barred = [
        one.country
        for one in case.profile.jurisdiction.country_policy
        if one.stance == "excluded" and {"service", "hosting"} & set(one.scope)
    ]
    if not barred:
        return False
    country = read(case, "offers", offer.id, offer, "operator_country")
    return country is None or any(
        applies(case, one, word) for one in barred for word in country.words
    )


def serving_offers(case: Case) -> dict[str, list[Offer]]:
    """Return the offers that serve each model to others, in order."""
    return case.once(("serving",), lambda: _serving(case))


def _serving(case: Case) -> dict[str, list[Offer]]:
    found: dict[str, list[Offer]] = {}
    for offer in case.catalog.offers.values():
        if offer.access_mode not in OWN_SITE:
            models = (
                one.model
                for one in offer.serves
                if one.retires is None or one.retires > case.decision_date
            )
            for model in dict.fromkeys(models):
                found.setdefault(model, []).append(offer)
    return found


def substitutability(view: View) -> Performance:
    """Count the independent operators able to serve the same model version."""
    operators, able = operators_of(view)
    count = len(operators) + (1 if able else 0)
    if view.self_run:
        # A rented machine can be rented elsewhere, so the own operation itself counts.
        count = max(count, 1)
    return number(float(max(1, count)), f"models/{view.model.id}/served_by")


def unilateral_control(view: View) -> Performance:
    """Rate who has the power to stop, filter or reprice; not how long the notice is."""
    fact = f"models/{view.model.id}/licence"
    if view.downloadable:
        licence = view.licence
        if licence is None:
            best = "own_operation" if view.self_run else "replaceable_operator"
            return one_of(("exit_assistance", best), fact, missing=(fact,))
        if licence.revocable:
            return level("exit_assistance", fact)
        if view.self_run:
            return level("own_operation", fact)
        operators, able = operators_of(view)
        if len(operators) > 1 or able:
            return level("replaceable_operator", fact)
    found = view.of_offer("exit_terms")
    key = f"offers/{view.offer.id}/exit_terms"
    if found is None or not found.words:
        return one_of(CONTROL[:3], key, missing=(key,), known=False)
    words = tuple(sorted(found.words, key=CONTROL.index))
    return level(words[0], found.id) if len(words) == 1 else one_of(words, key, found.id)


def stance_on(view: View, country: str, role: str) -> float:
    """Return how welcome a country is in a role: the home region is preferred unless stated."""
    case = view.case
    stated = [
        one.stance
        for one in case.profile.jurisdiction.country_policy
        if role in one.scope and applies(case, one.country, country)
    ]
    if stated:
        return min(STANCES[one] for one in stated)
    return STANCES["preferred" if country in case.home_countries else "accepted"]


def applies(case: Case, ruled: str, country: str) -> bool:
    """Tell whether a country rule speaks of a country."""
    if ruled == "all_but_home":
        return country not in case.home_countries
    if ruled == "no_adequacy":
        known = case.catalog.countries.get(country)
        return known is not None and not (known.adequacy or known.eea)
    return ruled == country


def _of_the_place(view: View) -> tuple[float, float, tuple[str, ...], tuple[str, ...]]:
    """Return how welcome the place of processing is at worst and at best, evidence, missing facts.

    A region that can be pinned is chosen by the customer, so the most welcome one counts. What
    nobody pins may run in the least welcome country that the policy names.
    """
    firm, everywhere = view.of_offer("guaranteed_regions"), view.of_offer("regions")
    pinned = everywhere if view.offer.access_mode == "tenancy" else None
    pinned = firm if firm is not None and firm.words else pinned
    evidence = tuple(one.id for one in (firm, everywhere) if one is not None)
    chosen = [
        min(stance_on(view, country, "hosting") for country in countries)
        for word in (pinned.words if pinned is not None else ())
        if word != "global" and (countries := view.case.countries_of((word,)))
    ]
    if chosen:
        return max(chosen), max(chosen), evidence, ()
    policy = view.case.profile.jurisdiction.country_policy
    stated = (STANCES[one.stance] for one in policy if "hosting" in one.scope)
    least = min((STANCES["accepted"], *stated))
    if evidence:
        return least, least, evidence, ()
    return least, 1.0, (), (f"offers/{view.offer.id}/guaranteed_regions",)


def jurisdiction_alignment(view: View) -> Performance:
    """Rate the countries of developer, host, place and owner against the organisation's policy."""
    developer = view.of_model("developer_country") or view.of_maker("country")
    host = view.of_offer("operator_country")
    owner = view.of_offer("ultimate_owner") or view.of_offer("control_country")
    low = high = total = 0.0
    evidence: list[str] = []
    missing: list[str] = []
    own_copy = view.self_run and view.downloadable
    roles = (
        (
            developer,
            "weights" if own_copy or view.downloadable else "service",
            DEVELOPER_SHARE_UNDER_OWN_CONTROL if own_copy else DEVELOPER_SHARE,
            f"models/{view.model.id}/developer_country",
        ),
        (host, "hosting", HOST_SHARE, f"offers/{view.offer.id}/operator_country"),
        (owner, "owner", OWNER_SHARE, f"offers/{view.offer.id}/control_country"),
    )
    for found, role, share, fact in roles:
        total += share
        if view.own_site and role in ("hosting", "owner"):
            low += share
            high += share
        elif found is None or not found.words:
            high += share
            missing.append(fact)
        else:
            stances = [stance_on(view, word, role) for word in found.words]
            low += share * min(stances)
            high += share * max(stances)
            evidence.append(found.id)
    place = (1.0, 1.0, (), ()) if view.own_site else _of_the_place(view)
    total += PLACE_SHARE
    low += PLACE_SHARE * place[0]
    high += PLACE_SHARE * place[1]
    evidence += place[2]
    missing += place[3]
    low, high = low / total, high / total
    if not missing and low == high:
        return number(low, *evidence)
    return interval(
        low,
        (low + high) / 2,
        high,
        f"countries/{view.offer.id}/{view.model.id}",
        *evidence,
        missing=tuple(missing),
        cautious=True,
    )
