"""Every measure by the name that `criteria/` calls it; listed, not discovered."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from opendecide.measures import (
    code_access,
    community,
    compliance,
    continuity,
    customization,
    data_security,
    money,
    operability,
    safety,
    service_quality,
    sovereignty,
    transparency,
)
from opendecide.measures.case import Need
from opendecide.measures.draws import Draws
from opendecide.measures.performance import Floats, Performance
from opendecide.measures.view import View

Measure = Callable[[View], Performance]
WorkloadMeasure = Callable[[View, Need, Draws], Performance]
CostMeasure = Callable[[View, Floats], Performance]

OF_THE_MODEL = frozenset(
    {
        "licence_freedom",
        "community_health",
        "project_governance",
        "training_data_disclosure",
        "model_documentation",
        "bias_evidence",
        "regulatory_readiness",
        "robustness",
        "task_quality",
    }
)
"""Measures that read nothing but the model: hundreds of deployments share one answer."""
OF_THE_OFFER = frozenset(
    {
        "behaviour_control",
        "processing_locus",
        "retention_reuse",
        "compelled_access",
        "security_assurance",
        "decision_traceability",
        "contractual_protection",
        "usability",
        "availability",
    }
)
"""Measures that read nothing but the offer."""
OF_THE_MACHINES = frozenset({"latency_headroom"})
"""Measures that read the machines where one runs them, and nothing but the offer of a service."""
OF_THE_WAY = frozenset(
    {"switching_effort", "time_to_production", "skill_gap", "compute_gap", "vendor_support"}
)
"""Measures that read the offer, whether the machine is there already, and what is served."""
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "artifact_access": code_access.artifact_access,
        "licence_freedom": code_access.licence_freedom,
        "adaptation_depth": customization.adaptation_depth,
        "adaptation_ownership": customization.adaptation_ownership,
        "behaviour_control": customization.behaviour_control,
        "processing_locus": data_security.processing_locus,
        "retention_reuse": data_security.retention_reuse,
        "compelled_access": data_security.compelled_access,
        "security_assurance": data_security.security_assurance,
        "supply_chain_integrity": data_security.supply_chain_integrity,
        "community_health": community.community_health,
        "vendor_support": community.vendor_support,
        "project_governance": community.project_governance,
        "version_stability": service_quality.version_stability,
        "training_data_disclosure": transparency.training_data_disclosure,
        "model_documentation": transparency.model_documentation,
        "bias_evidence": transparency.bias_evidence,
        "decision_traceability": transparency.decision_traceability,
        "switching_effort": sovereignty.switching_effort,
        "substitutability": sovereignty.substitutability,
        "unilateral_control": sovereignty.unilateral_control,
        "jurisdiction_alignment": sovereignty.jurisdiction_alignment,
        "vendor_viability": continuity.vendor_viability,
        "regulatory_readiness": compliance.regulatory_readiness,
        "contractual_protection": compliance.contractual_protection,
        "residual_duties": compliance.residual_duties,
        "builtin_safeguards": safety.builtin_safeguards,
        "robustness": safety.robustness,
        "time_to_production": operability.time_to_production,
        "skill_gap": operability.skill_gap,
        "compute_gap": operability.compute_gap,
        "usability": operability.usability,
    }
)
PER_MODEL = MEASURES.keys() - OF_THE_OFFER - OF_THE_WAY
"""Measures that read the model: each model of a deployment is rated, for what it serves."""
PER_WORKLOAD: Mapping[str, WorkloadMeasure] = MappingProxyType(
    {
        "task_quality": service_quality.task_quality,
        "capability_fit": service_quality.capability_fit,
        "availability": service_quality.availability,
        "latency_headroom": service_quality.latency_headroom,
    }
)
FROM_THE_BILL: Mapping[str, CostMeasure] = MappingProxyType(
    {
        "tco": money.tco,
        "cost_predictability": money.cost_predictability,
        "upfront_cash": money.upfront_cash,
        "energy_use": money.energy_use,
    }
)
