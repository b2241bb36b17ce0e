"""What the levels of the shipped scales are called in a cell; the criteria have the full text.

A level that says it all in its own id, such as `raw_api`, is left out: it is shown with spaces.
"""

from collections.abc import Mapping
from types import MappingProxyType

LEVELS: Mapping[str, str] = MappingProxyType(
    {
        # code access
        "service_only": "service only, nothing to download",
        "sealed_artefact": "sealed weights under contract",
        "weights": "downloadable weights",
        "weights_and_code": "weights and the code to run them",
        "training_code": "weights, code to run and to train them",
        "service_terms": "service terms only",
        "non_commercial": "non-commercial use only",
        "commercial_with_limits": "commercial use with limits",
        "behavioural_restrictions": "commercial use with forbidden purposes",
        "light_condition": "permissive, with a light condition",
        "open_source": "open-source licence",
        # community
        "community": "a community or forum only",
        "business_hours": "in business hours, without commitment",
        "round_the_clock": "round the clock, response time committed",
        "named_engineer": "round the clock, with a named engineer",
        "closed": "closed product",
        "issue_tracker": "a public issue tracker only",
        "published_policy": "published contribution and security policy",
        "several_organisations": "maintainers from several organisations",
        "neutral_foundation": "a neutral foundation",
        # compliance
        "partial_documents": "some of the documents",
        "documents_published": "all required documents published",
        "recognised_code": "documents and a recognised code of practice",
        "certified_management_system": "certified AI management system",
        # customisation
        "retrieval_and_tools": "prompts, retrieval and tools",
        "prompts": "prompts only",
        "managed_tuning": "fine-tuning that the vendor or a partner runs",
        "adapters": "adapters (LoRA) on own data",
        "full_tuning": "full fine-tuning",
        "architecture": "everything, the architecture included",
        "dies_with_base": "lost with the base model",
        "data_exportable": "only data and prompts can be taken out",
        "exportable_under_contract": "can be taken out under contract",
        "owned": "owned",
        "owned_and_redistributable": "owned, may be passed on",
        # data security
        "shared_any_region": "shared service, region not chosen",
        "shared_guaranteed_region": "shared service, required region guaranteed",
        "dedicated_capacity": "dedicated capacity at a third party",
        "own_tenancy": "own cloud tenancy, keys in own hands",
        "own_premises": "own premises",
        "leased_room": "own machines in a room leased from a colocation provider",
        "device_or_disconnected": "on the device or a disconnected site",
        "may_train": "content may be used for training",
        "opt_out_or_long_retention": "opt-out needed, or kept over 30 days",
        "abuse_monitoring_only": "no training, kept up to 30 days against abuse",
        "zero_retention": "nothing kept, by contract",
        "stays_inside": "content never reaches a third party",
        "foreign_no_ground": "foreign provider, no ground for the transfer",
        "foreign_formal_ground": "foreign-controlled, formal transfer ground only",
        "foreign_with_held_keys": "foreign-controlled, keys held by the customer",
        "home_controlled": "controlled in the home region",
        "home_controlled_and_shielded": "home-controlled and under a recognised scheme",
        "no_third_party": "no third party holds content",
        "self_assessment": "a self-assessment",
        "soc2_or_iso27001": "SOC 2 Type II or ISO 27001",
        "sector_scheme": "cloud or sector scheme (C5, HDS)",
        "national_high_scheme": "national high scheme (SecNumCloud, FedRAMP High)",
        "unknown_origin": "unknown origin or version not fixed",
        "official_source": "official source, version not fixed",
        "pinned_and_scanned": "fixed version, scanned",
        "signed_provenance": "signed provenance and bill of materials",
        "internal_mirror": "own mirror with admission control",
        # operability
        "weights_or_library": "bare weights or a library",
        "raw_api": "a bare programming interface",
        "api_and_console": "programming interface and console",
        "end_user_application": "an application for end users",
        "inside_business_suite": "inside the office suite in use",
        # safety
        "refusal_training": "refusal training only",
        "documented_post_training": "documented safety training",
        "moderation_tuned": "documented, with moderation tuned to the use",
        "monitored_and_tested": "monitored, with a tested incident process",
        # sovereignty
        "at_will": "the supplier may change it at will",
        "fixed_term": "fixed-term contract",
        "exit_assistance": "contract with exit assistance or escrow",
        "replaceable_operator": "open weights, replaceable operator",
        "own_operation": "own copy, run by ourselves",
        # transparency
        "nothing": "nothing",
        "general_sentence": "a general sentence",
        "public_summary": "a public summary",
        "sufficient_information": "enough to build an equivalent",
        "datasets_available": "the datasets are available",
        "vendor_statement": "a statement of the vendor",
        "published_evaluation": "a published evaluation",
        "independent_audit": "an independent audit",
        "audit_and_cause_analysis": "repeated audit with search for causes",
        "vendor_logs": "logs at the vendor, for a time",
        "own_logs_pinned": "own logs, version fixed",
        "replay": "own logs, answers can be replayed",
        "tamper_evident": "tamper-evident log, answers can be replayed",
    }
)
"""Short words by level id."""
