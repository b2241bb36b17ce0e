"""What the ids of the records are called in English; every name is translated afterwards.

An id that is not here, such as one of a user's own criteria folder, is shown with spaces for
underscores. Names that also stand in `criteria/` are spelled as there: one translation serves both.
"""

from collections.abc import Mapping
from types import MappingProxyType

_FAMILIES = {
    "status_quo": "Keep the present way of working",
    "assistant_seats": "Packaged assistant service (seats)",
    "vendor_api": "Proprietary model, vendor API, standard terms",
    "vendor_api_enterprise": "Proprietary model, vendor API, enterprise terms",
    "hyperscaler_proprietary": "Proprietary model on a hyperscaler, chosen region",
    "sovereign_proprietary": "Proprietary model on a sovereign or qualified host",
    "on_premises_proprietary": "Proprietary weights under contract on own premises",
    "open_weights_api": "Open-weight model, third-party inference API",
    "open_weights_managed": "Open-weight model, managed on a qualified home-region host",
    "open_weights_own_cloud": "Open-weight model in own cloud tenancy",
    "open_weights_on_premises": "Open-weight model on own premises",
    "fully_open_self_run": "Fully open model (data information, code, weights), self-run",
    "on_device": "Open-weight model on workstation or device",
    "hybrid": "Hybrid: policy-routed combination of two or more of the above",
}
_PERSONAS = {
    "productivity_enterprise": "Productivity-oriented enterprise",
    "regulated_enterprise": "Regulated enterprise (hospital, bank, insurer)",
    "research_lab": "Research laboratory",
    "startup": "Start-up",
    "public_administration": "Public administration",
    "individual": "Individual, freelance, enthusiast",
}
_GATES = {
    "licence": "Licence permits this use",
    "certifications": "Mandatory certifications and agreements",
    "processing_place": "Processing place and reach",
    "budget": "Budget ceiling",
    "capability": "Must-have capability and region",
    "quality_floor": "Quality floor",
    "compute": "Compute feasible",
    "skills": "Skills feasible",
    "country_policy": "Country policy",
    "acceptance_tests": "Acceptance testing before critical use",
}
_VERDICTS = {
    "recommended": "Recommended",
    "recommended_with_conditions": "Recommended with conditions",
    "too_close_to_call": "Too close to call",
    "no_acceptable_deployment": "No acceptable deployment",
    "insufficient_information": "Insufficient information",
}
_LABELS = {
    "open_source_ai": "Open source AI",
    "open_weights": "Open weights",
    "source_available": "Source-available weights",
    "proprietary": "Proprietary",
    "mof_class_1": "Model Openness Framework class I",
    "mof_class_2": "Model Openness Framework class II",
    "mof_class_3": "Model Openness Framework class III",
    "gpai_open_source_exemption": "AI Act open-source exemption",
}
_STATUSES = {
    "ranked": "ranked",
    "admissible": "admissible",
    "partial": "serves some workloads",
    "excluded": "excluded",
    "reference": "reference",
}
_GRADES = {
    "own_test": "own test",
    "independent": "independent",
    "vendor": "vendor's own statement",
    "secondary": "second hand",
    "expert": "expert judgement",
}
_TASKS = {
    "chat_assistant": "chat assistant",
    "rag_qa": "answers from own documents",
    "summarisation": "summaries",
    "extraction": "extraction of data",
    "classification": "classification",
    "translation": "translation",
    "coding": "programming",
    "agentic": "tasks carried out by an agent",
    "transcription": "transcription of speech",
    "image": "image",
    "video": "video",
    "embedding": "embedding for search",
    "research": "research work",
}
_KINDS_OF_DATA = {
    "public": "public data",
    "internal": "internal data",
    "confidential": "confidential data",
    "trade_secret": "trade secrets",
    "personal": "personal data",
    "special_category": "special categories of personal data",
    "health": "health data",
    "financial": "financial data",
    "classified": "classified data",
    "client_privileged": "data under professional secrecy",
}
_GAPS = {"unknown": "not known", "old": "out of date", "wide": "known only roughly"}
_DIRECTIONS = {"above": "rises above", "below": "falls below", "becomes": "becomes"}
_PEOPLE = {
    "vendor": "the vendor",
    "host": "the host",
    "organisation": "the organisation itself",
    "own_test": "a test of one's own",
    "supplier": "the supplier",
    "procurement": "purchasing",
    "legal": "the legal department",
    "finance": "the finance department",
    "security": "the security team",
    "developer": "the developer of the model",
}
_SCHEMES = {
    "hds": "HDS",
    "secnumcloud": "SecNumCloud",
    "c5_type2": "C5 Type 2",
    "ens_high": "ENS Alta",
    "acn": "ACN",
    "fedramp_moderate": "FedRAMP Moderate",
    "fedramp_high": "FedRAMP High",
    "hipaa_baa": "HIPAA BAA",
    "iso27001": "ISO/IEC 27001",
    "iso42001": "ISO/IEC 42001",
    "soc2_type2": "SOC 2 Type II",
    "gdpr_dpa": "GDPR processing agreement",
    "dora_exit": "DORA exit plan",
    "bank_secrecy": "bank secrecy agreement",
    "dpia": "data protection impact assessment",
}
_ROLES = {
    "service": "service",
    "hosting": "hosting",
    "owner": "ultimate owner",
    "weights": "origin of the weights",
}
_MODALITIES = {"text": "text", "audio": "audio", "code": "code"}
_METHODS = {
    "wsm": "Weighted sum",
    "wpm": "Weighted product",
    "topsis": "TOPSIS",
    "vikor": "VIKOR",
    "promethee": "PROMETHEE II",
    "electre": "ELECTRE",
    "electre3": "ELECTRE III",
    "spotis": "SPOTIS",
    "mabac": "MABAC",
    "edas": "EDAS",
    "maximin": "Worst criterion first",
}
_ORIGINS = {
    "persona": "default of the persona",
    "task": "usual value for such a task",
    "rule": "rule",
}
_CONSIDERED = {
    "ranked": "ranked",
    "excluded": "excluded",
    "outdone": "outdone by others of its kind",
    "outside": "rated by the facts given",
    "not_known": "not in the catalogue, and not described by facts",
}

_UNITS = {
    "Mtok": "million tokens",
    "FTE": "full-time equivalents",
    "FTE-years": "full-time years",
    "min/month": "minutes a month",
    "month": "month",
    "months": "months",
    "year": "year",
    "years": "years",
    "days": "days",
    "hours": "hours",
    "h": "hours",
    "minutes": "minutes",
    "images": "images",
    "requests": "requests",
    "requests/day": "requests a day",
    "requests/month": "requests a month",
    "tokens": "tokens",
    "tokens/month": "tokens a month",
    "Mtok/month": "million tokens a month",
    "Mtok/day": "million tokens a day",
    "seats": "seats",
    "seat-months": "seat-months",
    "machine-hours": "machine hours",
    "machines": "machines",
    "users": "users",
    "item": "items",
    "person-days": "person-days",
    "budget ceilings": "× the ceiling",
    "wanted / expected 95th percentile of the response time": "× faster than needed",
}
_VOLUMES = {
    "requests_per_day": "requests a day",
    "users": "users",
    "active_share": "share of active users",
    "requests_per_user_per_day": "requests for each user a day",
    "documents_per_month": "documents a month",
    "batch": "requests once",
    "active_days_per_year": "days a year",
    "growth_per_year": "growth a year",
    "peak_factor": "times the mean at peak",
}
_COMPONENTS = {"tokens": "tokens", "people": "people", "machines": "machines"}
_QUANTITIES = {
    "tokens_per_month": "tokens a month",
    "requests_per_day": "requests a day",
    "volume": "volume",
    "utilisation": "utilisation",
    "users": "users",
}
_AI_ACT = {
    "deployer": "deployer",
    "system_provider": "provider of a system",
    "model_provider": "provider of a model",
    "none": "no role",
    "minimal": "minimal",
    "limited": "limited",
    "high": "high",
    "unknown": "not known",
}

KINDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "family": _FAMILIES,
        "persona": _PERSONAS,
        "gate": _GATES,
        "verdict": _VERDICTS,
        "label": _LABELS,
        "status": _STATUSES,
        "grade": _GRADES,
        "task": _TASKS,
        "data": _KINDS_OF_DATA,
        "gap": _GAPS,
        "direction": _DIRECTIONS,
        "who": _PEOPLE,
        "scheme": _SCHEMES,
        "role": _ROLES,
        "modality": _MODALITIES,
        "method": _METHODS,
        "origin": _ORIGINS,
        "unit": _UNITS,
        "component": _COMPONENTS,
        "quantity": _QUANTITIES,
        "ai_act": _AI_ACT,
        "volume": _VOLUMES,
        "considered": _CONSIDERED,
    }
)


def english(kind: str, word: str) -> str:
    """Return what an id is called in English.

    Examples:
        >>> english("gate", "budget")
        'Budget ceiling'
        >>> english("level", "own_premises")
        'own premises'
    """
    return KINDS.get(kind, {}).get(word, word.replace("_", " "))
