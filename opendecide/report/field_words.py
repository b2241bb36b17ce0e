"""What the parts of a profile are called, and the words that stand in its fields."""

from collections.abc import Mapping
from types import MappingProxyType

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "organisation": "Organisation",
        "jurisdiction": "Countries",
        "data": "Data",
        "workloads": "Workloads",
        "team": "Team",
        "systems": "Systems",
        "hardware": "Machines",
        "budget": "Budget",
        "scenarios": "Scenarios",
        "obligations": "Obligations",
        "preferences": "Preferences",
        "risk": "Risk",
        "evidence": "Own evidence",
        "weights": "Weights",
    }
)
"""By the first part of the path."""

WORDS: Mapping[str, str] = MappingProxyType(
    {
        # stances and attitudes
        "accepted": "accepted",
        "averse": "averse",
        "discouraged": "discouraged",
        "excluded": "excluded",
        "neutral": "neutral",
        "preferred": "preferred",
        "seeking": "seeking",
        "worst_case": "the worst case",
        "persona_prior": "the usual for such an organisation",
        "exclude_factor": "no matter",
        # sizes and states
        "basic": "basic",
        "intermediate": "intermediate",
        "advanced": "advanced",
        "research": "research",
        "low": "low",
        "medium": "medium",
        "high": "high",
        "critical": "critical",
        "limited": "limited",
        "ok": "sufficient",
        "none": "none",
        "planned": "planned",
        "in_place": "in place",
        "central": "central",
        "business_hours": "in business hours",
        "24x7": "round the clock",
        # sectors
        "health": "health",
        "finance": "finance",
        "public": "public",
        "industry": "industry",
        "retail": "retail",
        "education": "education",
        "software": "software",
        "media": "media",
        "defence": "defence",
        "other": "other",
        # roles, exposure, budget
        "deployer": "deployer",
        "system_provider": "provider of a system",
        "model_provider": "provider of a model",
        "minimal": "minimal",
        "unknown": "not known",
        "internal": "internal",
        "partners": "partners",
        "service": "service",
        "hosting": "hosting",
        "owner": "ultimate owner",
        "weights": "origin of the weights",
        "equal": "equal",
        "everything": "everything",
        "gate": "to be checked for each deployment",
        "minimum": "a minimum",
        "model_bill_only": "the bill for the model only",
        "all_but_home": "every country but the home region",
        "no_adequacy": "countries without an adequacy decision",
        # quotes
        "price_input": "price of input tokens",
        "price_output": "price of output tokens",
        "price_cached": "price of tokens from the cache",
        "seat_price_month": "price of a seat a month",
        "machine_per_hour": "price of a machine an hour",
        "machine_purchase": "price of a server, bought",
        "tokens_per_second": "speed in tokens a second",
        "total_per_year": "use and machines of a year",
        # systems
        "microsoft365": "Microsoft 365",
        "google_workspace": "Google Workspace",
        "nextcloud": "Nextcloud",
        # openness
        "mof_class_1": "class I of the Model Openness Framework",
        "mof_class_2": "class II of the Model Openness Framework",
        "mof_class_3": "class III of the Model Openness Framework",
        "open_source_ai": "open source AI",
        # weights
        "persona_default": "those of the persona",
        "direct": "stated directly",
        "ranking": "order of importance",
        "swing": "swing",
        "pairwise": "pairwise comparisons",
    }
)
"""Words that stand in fields and mean something else, or nothing, as levels of a scale."""
