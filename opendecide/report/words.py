"""What the ids of the records are called in English; every name is translated afterwards.

An id that is not here, such as one of a user's own criteria folder, is shown with spaces for
underscores. Names that also stand in `criteria/` are spelled as there: one translation serves both.
"""

from collections.abc import Mapping
from types import MappingProxyType

from opendecide.model.field_names import FIELDS
from opendecide.report.bill_words import COMPONENTS, DISTRUST
from opendecide.report.entry_words import ENTRY
from opendecide.report.fact_words import VALUES
from opendecide.report.field_words import GROUPS, WORDS
from opendecide.report.level_words import LEVELS
from opendecide.report.money_words import CROSSINGS, PARTS, PER, SCENARIOS

_FAMILIES = {
    "status_quo": "Keep the present way of working",
    "assistant_seats": "Packaged assistant service (seats)",
    "vendor_api": "Proprietary model, vendor API, standard terms",
    "vendor_api_enterprise": "Proprietary model, vendor API, enterprise terms",
    "hyperscaler_proprietary": "Proprietary model on a hyperscaler, chosen region",
    "sovereign_proprietary": "Proprietary model on a sovereign or qualified host",
    "on_premises_proprietary": "Proprietary weights under contract on own premises",
    "open_weights_api": "Open-weight model, third-party inference API",
    "open_weights_managed": "Open-weight model, managed by a qualified national or regional host",
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
    "weights": "Weights that may be downloaded",
    "mof_class_1": "Model Openness Framework class I",
    "mof_class_2": "Model Openness Framework class II",
    "mof_class_3": "Model Openness Framework class III",
    "gpai_open_source_exemption": "AI Act open-source exemption",
    "gpai_exemption_likely": "probably exempt as open source",
    "gpai_exemption_no": "not exempt as open source",
    "gpai_exemption_unknown": "exemption not known",
}
_STATUSES = {
    "ranked": "ranked",
    "admissible": "admissible",
    "partial": "serves some workloads",
    "unproven": "a fact is missing",
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
_GAPS = {
    "unknown": "not known",
    "unverified": "from memory, not verified",
    "old": "out of date",
    "wide": "known only roughly",
}
_DIRECTIONS = {"above": "rises above", "below": "falls below", "becomes": "becomes"}
_PEOPLE = {
    "maker": "the developer of the model",
    "operator": "the operator of the service",
    "project": "the project itself",
    "vendor": "the vendor",
    "host": "the host",
    "organisation": "the organisation itself",
    "own_test": "a test of one's own",
    "users": "those who do the work",
    "supplier": "the supplier",
    "procurement": "purchasing",
    "management": "those who decide",
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
_MODALITIES = {"text": "text", "image": "image", "audio": "audio", "video": "video", "code": "code"}
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
    "catalogue": "day of the catalogue",
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
    "office_use": "staff ask and read, nothing is built on it",
    "own_ip": "adapted model must be owned",
    "reproducibility": "results must be reproducible",
    "risk_averse": "averse to risk",
    "risk_seeking": "seeking risk",
    "sensitive_sector": "sensitive sector",
    "validated": "the work is validated",
    "working_days": "working days",
    "country": "usual in the country",
    "cautious": "the more cautious of the two",
    "users": "those who use it",
    "unsaid": "what the field means where it is left out",
    "spoken_of": "by whether the profile speaks of buying machines, or of staying on own premises",
    "report_language": "language of the report, one of those of the country",
    "stated_money": "currency of the amounts stated",
    "no_currency": "no currency of the country is known",
    "no_rate": "no exchange rate is known for the country's own currency",
    "planning_figure": "planning figure of this project",
    "national_price": "what firms in the country pay on average",
    "national_grid": "average of the country's electricity over a year",
    "no_national_figure": "general range of this project; no figure of the country is known",
    "average_wage": (
        "planning figure for the United States, scaled to the average wage of the country"
    ),
    "price_level": (
        "planning figure for the United States, scaled to the price level of the country"
    ),
    "pay_at_same_currency": (
        "middle of what it is taken to be in countries with the same currency;"
        " neither wages nor prices are known here"
    ),
    "unknown_price_level": (
        "middle of what it is taken to be in all countries; neither wages nor prices are known here"
    ),
}
_CONSIDERED = {
    "ranked": "ranked",
    "unproven": "waits for a fact: whether it meets a requirement is not known, of others it is",
    "excluded": "excluded",
    "outdone": "outdone by others of its kind",
    "partial": "serves a part of the workloads only",
    "outside": "rated by the facts given",
    "not_known": (
        "the catalogue has no deployment of it that could serve one of the workloads on the date"
        " of the decision, and no facts describe it"
    ),
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
    "unknown": "to be determined",
}

_WHEREABOUTS = {
    "onprem": "on own machines",
    "tenancy": "on rented machines",
    "device": "on workstations or devices",
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
_BANDS = "the bands of the factor: a single start-up at a loss to a profitable vendor"
_SOURCES = {
    _BANDS: _BANDS,
    "Written from memory, unverified: check before use, general knowledge, unverified": (
        "from memory, not verified"
    ),
    "general knowledge, unverified": "from memory, not verified",
    "derived from the other facts of this entry": "follows from other facts of the entry",
    "by construction": "follows from the kind of service",
    "assumption of this project": "assumption of this project",
    "judgement of this project": "judgement of this project",
    "cost model of this project": "cost model of this project",
    "criteria model of this project": "criteria model of this project",
    "data sheet of the maker": "data sheet of the maker",
    "reading of the configuration": "reading of the configuration",
    "judgement on the spread of the catalogue": "judgement on the spread of the catalogue",
    "reading of the profit, funding and listing facts of the vendor with the bands of the factor": (
        "judgement on profit, funding and listing"
    ),
    "the promises and records in this catalogue": "the promises and records in this catalogue",
    "average wages over price levels of the cheaper half of the OECD": (
        "average wages over price levels of the cheaper half of the OECD"
    ),
    "proposal of the European Commission": "proposal of the European Commission",
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
        "whereabouts": _WHEREABOUTS,
        "source": _SOURCES,
        "origin": _ORIGINS,
        "considered": _CONSIDERED,
        "component": COMPONENTS,
        "distrust": DISTRUST,
        "quantity": _QUANTITIES,
        "ai_act": _AI_ACT,
        "level": {**VALUES, **LEVELS},
        "entry": ENTRY,
        "field_group": GROUPS,
        "field": FIELDS,
        "volume": FIELDS,
        "stated": {**LEVELS, **WORDS},
        "cost_part": PARTS,
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
