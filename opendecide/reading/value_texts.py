"""What each value means that a field may have, by field and value.

Levels of the criteria, personas and families are not here: the criteria say what they mean.
"""

from collections.abc import Mapping
from types import MappingProxyType

_GRADES = {
    "own_test": "Own test",
    "independent": "Independent measurement",
    "vendor": "The vendor's own statement",
    "secondary": "Read second hand",
    "expert": "Expert judgement",
}
_TASKS = {
    "chat_assistant": "General assistant in conversation",
    "rag_qa": "Answers from own documents",
    "summarisation": "Summaries and letters",
    "extraction": "Data out of documents",
    "classification": "Sorting into classes",
    "translation": "Translation",
    "coding": "Programming",
    "agentic": "Tasks carried out by an agent",
    "transcription": "Speech to text",
    "image": "Making images",
    "video": "Making videos",
    "embedding": "Vectors for search",
    "research": "Research work with many sources",
}

VALUES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "role": {
            "deployer": "Uses a system under its own authority",
            "system_provider": "Puts a system on the market under its name",
            "model_provider": "Puts a model on the market under its name",
            "none": "No role under the Act",
        },
        "risk_class": {
            "minimal": "No duties",
            "limited": "People must be told that it is AI",
            "high": "Listed as high risk: full duties",
            "unknown": "Not yet decided",
        },
        "covers": {
            "everything": "The whole bill, people included",
            "model_bill_only": "Only what the model or its machines cost",
        },
        "country": {
            "all_but_home": "Every country but the home region",
            "no_adequacy": "Countries without an adequacy decision",
        },
        "stance": {
            "preferred": "Preferred",
            "accepted": "Accepted",
            "discouraged": "Loses points",
            "excluded": "Is excluded",
        },
        "scope": {
            "service": "Where the operator is established",
            "hosting": "Where data is processed",
            "owner": "Where the ultimate owner sits",
            "weights": "Where the model was made",
        },
        "kind": {
            "public": "May be read by anybody",
            "internal": "For the organisation only",
            "confidential": "For named people only",
            "trade_secret": "Trade secrets",
            "personal": "About identifiable people",
            "special_category": "Beliefs, origin, biometrics and the like (GDPR, article 9)",
            "health": "Health data",
            "financial": "Accounts and payments",
            "classified": "Classified by the state",
            "client_privileged": "Under professional secrecy",
            "datacenter": "Servers",
            "workstation": "Workstations",
            "consumer": "Desktop computers",
            "laptop": "Laptops",
            "assistant": "An assistant",
            "vendor": "A company",
            "host": "A host",
            "deployment": "A model at a host",
        },
        "grade": _GRADES,
        "accepted_sources": _GRADES,
        "sector": {
            "health": "Health care",
            "finance": "Banks and insurers",
            "public": "Public service",
            "industry": "Industry",
            "retail": "Retail",
            "education": "Education",
            "research": "Research",
            "software": "Software",
            "media": "Media",
            "defence": "Defence",
            "other": "Anything else, as law, transport, associations, games: no rule is about them",
        },
        "effect": {
            "gate": "Each deployment must be checked by hand",
            "minimum": "A factor must reach a level",
        },
        "openness_minimum": {
            "weights": "The weights can be downloaded",
            "mof_class_3": "Class III of the Model Openness Framework: weights and documentation",
            "mof_class_2": "Class II: also the code",
            "mof_class_1": "Class I: also the data",
            "open_source_ai": "Open source AI as the OSI defines it",
        },
        "independence": {
            "low": "Dependence matters little",
            "medium": "As usual for such an organisation",
            "high": "Dependence matters much",
        },
        "what": {
            "price_input": "Price of a million input tokens",
            "price_output": "Price of a million output tokens",
            "price_cached": "Price of a million input tokens from the cache",
            "seat_price_month": "Price of a seat a month",
            "machine_per_hour": "Price of a machine an hour",
            "machine_purchase": "Price of a whole server, bought",
            "tokens_per_second": "Output tokens a second of the machine named, or of your own",
            "total_per_year": "Use and machines of a year at the volume stated; people come on top",
        },
        "attitude": {
            "averse": "A predictable bill counts more",
            "neutral": "A predictable bill counts as usual",
            "seeking": "A predictable bill counts less",
        },
        "on_missing_data": {
            "worst_case": "The worst still possible",
            "persona_prior": "Anything still possible, more likely the worse",
            "exclude_factor": "A factor that is mostly unknown does not count",
        },
        "cooling": {
            "ok": "Sufficient",
            "limited": "Enough for a few machines",
            "none": "No cooling",
        },
        "suites": {
            "microsoft365": "Microsoft 365",
            "google_workspace": "Google Workspace",
            "nextcloud": "Nextcloud",
            "none": "No suite",
        },
        "logging": {
            "none": "No logs",
            "basic": "Each application keeps its own",
            "central": "Collected in one place",
            "tamper_evident": "Collected, and changes show",
        },
        "guardrails": {
            "none": "No filters",
            "planned": "Planned and paid for",
            "in_place": "In place",
        },
        "isms": {
            "none": "No security management",
            "self_assessment": "A self-assessment",
            "soc2_or_iso27001": "SOC 2 Type II or ISO 27001",
            "sector_scheme": "Cloud or sector scheme (C5, HDS)",
        },
        "ml_level": {
            "none": "Nobody knows models",
            "basic": "Writes prompts and calls services",
            "intermediate": "Builds retrieval and tools, runs tests",
            "advanced": "Adapts and runs models",
            "research": "Makes models",
        },
        "on_call": {
            "none": "Nobody is on call",
            "business_hours": "In business hours",
            "24x7": "Round the clock",
        },
        "method": {
            "persona_default": "Those of the persona",
            "direct": "Stated directly, in points",
            "ranking": "An order of importance",
            "swing": "What going from worst to best is worth",
            "pairwise": "Comparisons of two each",
        },
        "task_type": _TASKS,
        "task": _TASKS,
        "tasks": _TASKS,
        "user_type": {
            "employee": "Staff",
            "developer": "Programmers",
            "expert": "Specialists who check the results",
            "public": "The public",
            "minors": "Minors",
            "machine": "Other programs",
        },
        "modality": {
            "text": "Text",
            "image": "Images",
            "audio": "Sound",
            "video": "Video",
            "code": "Code",
        },
        "criticality": {
            "low": "A nuisance",
            "medium": "Work is delayed",
            "high": "Serious damage",
            "critical": "Life, liberty or the organisation itself",
        },
        "exposure": {
            "internal": "Own people only",
            "partners": "Partners and clients",
            "public": "Everybody",
        },
        "redistribute": {
            "none": "Nothing is passed on",
            "outputs": "The results",
            "adapted_model": "The adapted model itself",
        },
        "language": {
            "en": "English",
            "fr": "French",
        },
        "type": {
            "ordinal": "Worded levels, worst to best",
            "number": "A number with anchors",
        },
        "direction": {
            "max": "More is better",
            "min": "Less is better",
        },
        "interpolation": {
            "linear": "In a straight line",
            "log": "Along the logarithm",
        },
        "attention": {
            "gqa": "Grouped query attention",
            "mla": "Multi-head latent attention",
        },
        "basis": {
            "direct": "This kind of task was tested",
            "thin": "Few tests",
            "transfer": "From tests of other tasks",
            "prior": "From models like it",
        },
        "status": {
            "held": "Held",
            "in_progress": "In progress",
            "on_request": "Given on request",
            "not_held": "Not held",
            "unknown": "Nobody could tell",
        },
        "unit": {
            "1M tokens": "A million tokens",
            "image": "An image",
            "minute": "A minute",
            "hour": "An hour",
            "second": "A second",
            "seat/month": "A seat a month",
            "1M characters": "A million characters",
        },
        "mode": {
            "live": "For answers that are waited for",
            "batch": "For work that is handed in and fetched later",
        },
        "access_mode": {
            "seat": "A seat in an application",
            "api": "A shared programming interface",
            "dedicated": "Capacity of one's own at the operator",
            "tenancy": "In the own cloud tenancy",
            "onprem": "On own premises",
            "device": "On a workstation or device",
        },
    }
)
