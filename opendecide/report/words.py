"""What the ids of the records are called in English; every name is translated afterwards.

An id that is not here, such as one of a user's own criteria folder, is shown with spaces for
underscores. Names that also stand in `criteria/` are spelled as there: one translation serves both.
"""

from collections.abc import Mapping
from types import MappingProxyType

from opendecide.report.fact_words import VALUES
from opendecide.report.field_words import FIELDS, GROUPS, WORDS
from opendecide.report.level_words import LEVELS
from opendecide.report.money_words import CROSSINGS, PARTS, PER, SCENARIOS, UNITS

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
    "gpai_exemption_yes": "exempt as open source",
    "gpai_exemption_no": "not exempt as open source",
    "gpai_exemption_unknown": "exemption not known",
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
    "maker": "the developer of the model",
    "operator": "the operator of the service",
    "project": "the project itself",
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
    "c5": "C5",
    "c5_type1": "C5 Type 1",
    "c5_type2": "C5 Type 2",
    "aws_esc_srf": "AWS European Sovereign Cloud reference framework",
    "soc2": "SOC 2",
    "ens_media": "ENS Media",
    "ens_high": "ENS Alta",
    "iso27017": "ISO/IEC 27017",
    "iso27018": "ISO/IEC 27018",
    "pci": "PCI DSS",
    "fisma": "FISMA",
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
    "adaptation_needed": "adaptation is needed",
    "agentic": "it acts on its own",
    "determinism_needed": "answers must be repeatable",
    "high_risk": "high-risk use",
    "redistributes": "results are passed on",
    "relies_on_community": "relies on a community",
    "affects_persons": "the work affects persons",
    "cash_constrained": "little cash",
    "contributes_upstream": "contributes to open projects",
    "critical": "the work is critical",
    "exposed": "the service is exposed",
    "fixed_annual_budget": "fixed yearly budget",
    "independence_high": "independence counts much",
    "independence_low": "independence counts little",
    "large": "large organisation",
    "no_adaptation_needed": "no adaptation is needed",
    "own_ip": "adapted model must be owned",
    "reproducibility": "results must be reproducible",
    "risk_averse": "averse to risk",
    "sensitive_sector": "sensitive sector",
    "validated": "the work is validated",
    "working_days": "working days",
    "planning_figure": "planning figure of this project",
    "price_level": "planning figure for the United States times the price level of the country",
    "unknown_price_level": "planning figure for the United States; no price level is known here",
}
_COMPONENTS = {
    "accelerator_price_decline": "fall of accelerator prices",
    "accelerator_price_factor": "price agreed for accelerators",
    "api_price_decline": "fall of service prices",
    "audio_speed": "speed of transcription",
    "autoscaling_follow": "share of idle machines switched off",
    "busy_power_share": "power under full load",
    "cached_share": "share of input read from the cache",
    "capital_cost": "cost of capital",
    "colocation_per_kw_month": "price of room and power connection",
    "deployment_derate": "speed lost to default settings",
    "discount_rate": "discount rate",
    "electricity_price": "price of electricity",
    "embodied_kg_per_accelerator": "carbon in the making of an accelerator",
    "exit": "effort to leave",
    "fte_api": "people needed for a service",
    "fte_cloud": "people needed for rented machines",
    "fte_device": "people needed for devices",
    "fte_evaluation": "people needed for tests",
    "fte_guardrails": "people needed for guardrails",
    "fte_managed": "people needed for a managed service",
    "fte_owned": "people needed for own machines",
    "fte_per_accelerator_cloud": "people needed for each rented accelerator",
    "fte_per_accelerator_owned": "people needed for each own accelerator",
    "fte_seats": "people needed for seats",
    "grid_kg_per_kwh": "carbon of the grid",
    "idle_power_share": "power when idle",
    "input_tokens": "input tokens of a request",
    "life_years": "life of the machines",
    "light_power_share": "power under light load",
    "machines": "machines",
    "maintenance_share": "maintenance",
    "migration": "effort of a change of model",
    "migrations_per_year_api": "changes of model a year with a service",
    "migrations_per_year_cloud": "changes of model a year with rented machines",
    "migrations_per_year_device": "changes of model a year with devices",
    "migrations_per_year_managed": "changes of model a year with a managed service",
    "migrations_per_year_owned": "changes of model a year with own machines",
    "migrations_per_year_seats": "changes of model a year with seats",
    "output_tokens": "output tokens of a request",
    "peak_factor": "peak over the mean",
    "people": "people",
    "price_per_kwh": "price of electricity",
    "pue": "power for cooling",
    "requests_per_day": "requests a day",
    "reserved_discount": "discount for a commitment",
    "residual_share": "value left at the end",
    "salary_per_year": "cost of a full-time year",
    "seconds_per_image": "seconds for an image",
    "server_over_accelerators": "power of the server around the accelerators",
    "setup_api": "setting up a service",
    "setup_cloud": "setting up rented machines",
    "setup_device": "setting up devices",
    "setup_managed": "setting up a managed service",
    "setup_owned": "setting up own machines",
    "setup_seats": "setting up seats",
    "software_per_month_cloud": "software for rented machines",
    "software_per_month_managed": "software beside a managed service",
    "software_per_month_owned": "software for own machines",
    "throughput_factor": "speed of the machines",
    "tokens": "tokens",
}
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

_PLACES = {
    "Own premises": "Own premises",
    "End-user device": "End-user device",
    "Leased colocation cage": "Leased colocation cage",
}
_BASES = {
    "direct": "this kind of task was tested",
    "thin": "few tests",
    "transfer": "from tests of other tasks",
    "prior": "from models like it",
}
_SOURCES = {
    "Written from memory, unverified: check before use, general knowledge, unverified": (
        "from memory, not verified"
    ),
    "general knowledge, unverified": "from memory, not verified",
    "derived from the other facts of this entry": "follows from other facts of the entry",
    "by construction": "follows from the kind of service",
    "assumption of this project": "assumption of this project",
    "cost model of this project": "cost model of this project",
    "criteria model of this project": "criteria model of this project",
    "data sheet of the maker": "data sheet of the maker",
    "reading of the configuration": "reading of the configuration",
    "judgement on the spread of the catalogue": "judgement on the spread of the catalogue",
    "reading of the profit, funding and listing facts of the vendor with the bands of the factor": (
        "judgement on profit, funding and listing"
    ),
    "profile": "own profile",
    "profile/evidence.quotes": "quote named in the profile",
    "profile/team.loaded_cost": "own profile",
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
        "basis": _BASES,
        "place": _PLACES,
        "source": _SOURCES,
        "origin": _ORIGINS,
        "component": _COMPONENTS,
        "quantity": _QUANTITIES,
        "ai_act": _AI_ACT,
        "level": {**VALUES, **LEVELS},
        "field_group": GROUPS,
        "field": FIELDS,
        "stated": {**LEVELS, **WORDS},
        "cost_part": PARTS,
        "cost_unit": UNITS,
        "cost_per": PER,
        "crossing": CROSSINGS,
        "scenario": SCENARIOS,
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
