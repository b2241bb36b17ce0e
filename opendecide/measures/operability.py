"""Can it be run, by whom, on what, and how soon."""

from opendecide.measures.performance import Performance, interval, level, number, one_of, unknown
from opendecide.measures.view import Found, View, rule

USABILITY = (
    "weights_or_library",
    "raw_api",
    "api_and_console",
    "end_user_application",
    "inside_business_suite",
)
CRITICALITY_FACTOR = {"low": 0.8, "medium": 1.0, "high": 1.3, "critical": 1.6}
"""How much more care a workload takes than a medium one; judgement, as in `rules/staffing`."""
EXTRA_WORKLOAD_FACTOR = 0.15
LEAD = {"seat": "seats", "api": "service", "dedicated": "dedicated", "tenancy": "own_cloud"}
STAFFING = {
    "seat": "service",
    "api": "service",
    "dedicated": "managed",
    "tenancy": "own_cloud",
    "onprem": "on_premises",
    "device": "device",
}


def required_fte(view: View) -> Found | None:
    """Return the rule that says how many people this way of running takes."""
    return rule(view.case, f"staffing.{STAFFING[view.offer.access_mode]}")


def workload_factor(view: View) -> float:
    """Return how much the number and criticality of the workloads add to the staffing."""
    needs = view.case.needs
    worst = max(CRITICALITY_FACTOR[need.workload.criticality] for need in needs)
    return worst * (1 + EXTRA_WORKLOAD_FACTOR * (len(needs) - 1))


def skill_gap(view: View) -> Performance:
    """Estimate the full-time equivalents that are missing, before hiring and partners."""
    found = required_fte(view)
    if found is None or found.range is None:
        return unknown("rules/staffing")
    crew = view.case.crew
    available = crew.ml_fte + crew.ops_fte
    if not view.self_run:
        available += crew.delivery_fte
    factor = workload_factor(view)
    low, mid, high = (max(0.0, fte * factor - available) for fte in found.range)
    return interval(low, mid, high, found.id, found.id)


def compute_gap(view: View) -> Performance:
    """Rate how much of the computing power needed is neither owned nor securely available."""
    if not view.self_run:
        return number(0.0)
    if view.offer.access_mode == "tenancy":
        contracted = view.offer.operator in view.case.profile.systems.cloud_contracts
        if contracted:
            return number(0.0)
        found = rule(view.case, "compute.rented_gap")
        if found is None or found.range is None:
            return unknown("rules/compute.rented_gap")
        return interval(*found.range, found.id, found.id)
    owned = view.deployment.machine is not None and view.deployment.machine.startswith("own:")
    return number(0.0 if owned else 1.0)


def time_to_production(view: View) -> Performance:
    """Estimate the weeks from decision to first production use, for this team."""
    mode = view.offer.access_mode
    owned = view.deployment.machine is not None and view.deployment.machine.startswith("own:")
    name = LEAD.get(mode, "owned_machine" if owned else "bought_machine")
    found = rule(view.case, f"lead_time.{name}")
    if found is None or found.range is None:
        return unknown(f"rules/lead_time.{name}")
    evidence = [found.id]
    procurement = 0.0 if owned else view.case.procurement_weeks
    own_lead = view.of_offer("lead_time_weeks")
    if own_lead is not None and own_lead.range is not None:
        procurement = max(procurement, own_lead.range[1])
        evidence.append(own_lead.id)
    crew = view.case.crew
    hands = crew.delivery_fte + crew.partner_fte + (crew.ml_fte + crew.ops_fte) / 2
    slower = 1.0 / min(1.0, max(0.5, hands))
    low, mid, high = (procurement + weeks * slower for weeks in found.range)
    return interval(low, mid, high, found.id, *evidence)


def usability(view: View) -> Performance:
    """Rate what users and administrators get on day one."""
    found = view.of_offer("usability")
    key = f"offers/{view.offer.id}/usability"
    if found is None or not found.words:
        if view.self_run:
            return level("raw_api" if view.offer.access_mode != "device" else "weights_or_library")
        return one_of(USABILITY[1:3], key, missing=(key,), known=False)
    words = tuple(sorted(found.words, key=USABILITY.index))
    if "inside_business_suite" in words:
        suites = view.of_offer("suites")
        inside = suites is not None and set(suites.words) & set(view.case.profile.systems.suites)
        if not inside:
            words = tuple(
                dict.fromkeys(
                    "end_user_application" if one == "inside_business_suite" else one
                    for one in words
                )
            )
    return level(words[0], found.id) if len(words) == 1 else one_of(words, key, found.id)
