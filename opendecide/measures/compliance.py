"""What the supplier has published, what the contract gives, what is left to the organisation."""

from opendecide.measures.performance import Performance, interval, number, unknown
from opendecide.measures.transparency import words_or_unknown
from opendecide.measures.view import View

READINESS = (
    "none",
    "partial_documents",
    "documents_published",
    "recognised_code",
    "certified_management_system",
)
CLAUSES = 12
PERSONAL_KINDS = frozenset({"personal", "special_category", "health", "financial"})
SENSITIVE_KINDS = frozenset({"special_category", "health"})
POINTS = {
    "security_management": 1.0,
    "provider_by_modification": 3.0,
    "impact_assessment": 1.0,
    "conformity_assessment": 3.0,
    "incident_reporting": 1.0,
    "user_transparency": 1.0,
    "flow_down": 1.0,
}
"""Points of compliance.residual_duties, by duty that is left to the organisation."""


def regulatory_readiness(view: View) -> Performance:
    """Rate what the supplier of the model has published and signed."""
    key = f"vendors/{view.model.vendor}/regulatory_readiness"
    return words_or_unknown(view.of_maker("regulatory_readiness"), READINESS, key)


def contractual_protection(view: View) -> Performance:
    """Rate the share of twelve clauses that the contract gives."""
    if view.own_site and view.offer.family != "on_premises_proprietary":
        # No third party, so only two clauses have an object: outputs are one's own, and nobody
        # indemnifies.
        return number(0.5)
    present = view.of_offer("clauses")
    absent = view.of_offer("clauses_absent")
    key = f"offers/{view.offer.id}/clauses"
    if present is None and absent is None:
        return unknown(key)
    given = len(present.words) if present is not None else 0
    refused = len(absent.words) if absent is not None else 0
    low, high = min(1.0, given / CLAUSES), max(0.0, 1 - refused / CLAUSES)
    evidence = tuple(one.id for one in (present, absent) if one is not None)
    if high <= low:
        return number(low, *evidence)
    return interval(low, (low + high) / 2, high, key, *evidence, missing=(key,), cautious=True)


def duties(view: View) -> tuple[str, ...]:
    """Return the duties that this deployment leaves to the organisation."""
    case = view.case
    act = case.profile.obligations.ai_act
    kinds = {one.kind for need in case.needs for one in need.classes}
    found: list[str] = []
    if view.self_run:
        found.append("security_management")
    deepest = {need.workload.customization_need for need in case.needs}
    if view.downloadable and "architecture" in deepest:
        found.append("provider_by_modification")
    if kinds & SENSITIVE_KINDS or (kinds & PERSONAL_KINDS and not view.own_site):
        found.append("impact_assessment")
    if act.role == "system_provider" and act.risk_class == "high":
        found.append("conformity_assessment")
    if act.risk_class == "high":
        found.append("incident_reporting")
    if act.risk_class in ("limited", "high") or any(
        need.workload.exposure == "public" for need in case.needs
    ):
        found.append("user_transparency")
    licence = view.licence
    if view.downloadable and licence is not None and licence.flow_down:
        found.append("flow_down")
    return tuple(found)


def residual_duties(view: View) -> Performance:
    """Count the duties left to the organisation, weighted."""
    return number(sum(POINTS[one] for one in duties(view)), "rules/duties")
