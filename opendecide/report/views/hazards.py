"""What can go wrong where a deployment is weak, and what is usually done about it.

Names in brackets: OWASP Top 10 for LLM Applications 2025, and the risks of NIST AI 600-1.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Hazard(NamedTuple):
    """One risk, the measure against it, and who looks after it; English, translated later."""

    risk: str
    measure: str
    owner: str
    reference: str


HAZARDS: Mapping[str, Hazard] = MappingProxyType(
    {
        "safety.robustness": Hazard(
            "Hostile content steers the model (prompt injection)",
            (
                "Treat retrieved and user content as data, limit tools and rights, test with an"
                " attack suite"
            ),
            "Security",
            "OWASP LLM01, LLM06; NIST Information Security",
        ),
        "safety.builtin_safeguards": Hazard(
            "Harmful or misused answers",
            "Moderation of inputs and outputs, rate limits, a tested incident process",
            "Service owner",
            "OWASP LLM05, LLM09; NIST Dangerous Content",
        ),
        "data_security.supply_chain_integrity": Hazard(
            "A tampered model file or library",
            "Fixed digests, safe formats, scans, an own mirror",
            "Security",
            "OWASP LLM03, LLM04; NIST Value Chain",
        ),
        "data_security.retention_reuse": Hazard(
            "Content is kept or used by a third party",
            "Zero retention in writing, masking before sending",
            "Data protection",
            "OWASP LLM02; NIST Data Privacy",
        ),
        "data_security.compelled_access": Hazard(
            "A foreign authority demands content, or the ground for the transfer falls",
            "Keys of one's own, a home-controlled alternative kept ready",
            "Legal",
            "NIST Data Privacy",
        ),
        "data_security.security_assurance": Hazard(
            "Nobody outside has checked the operator",
            "Ask for certificates with the AI service in scope, use the audit right",
            "Security",
            "OWASP LLM03; NIST Information Security",
        ),
        "sovereignty.switching_effort": Hazard(
            "Leaving becomes too dear (lock-in)",
            "A standard interface, prompts and tests kept outside, an exit rehearsal",
            "IT",
            "NIST Value Chain",
        ),
        "sovereignty.substitutability": Hazard(
            "One supplier only",
            "A second model kept tested",
            "IT",
            "NIST Value Chain",
        ),
        "sovereignty.unilateral_control": Hazard(
            "The supplier changes price, terms or filters",
            "A term with fixed price, notice periods, exit assistance",
            "Purchasing",
            "NIST Value Chain",
        ),
        "sovereignty.vendor_viability": Hazard(
            "The offer is withdrawn inside the horizon",
            "Watch the end dates, budget one migration",
            "IT",
            "NIST Value Chain",
        ),
        "service_quality.version_stability": Hazard(
            "A new version behaves differently",
            "Pin the version, repeat the acceptance tests before every change",
            "Service owner",
            "NIST Confabulation",
        ),
        "service_quality.task_quality": Hazard(
            "Wrong answers that look right",
            "A test on own examples, a person checks what matters",
            "Service owner",
            "OWASP LLM09; NIST Confabulation",
        ),
        "service_quality.availability": Hazard(
            "The service is down when it is needed",
            "A fallback that keeps to the data rules, and a way to work without it",
            "IT",
            "OWASP LLM10",
        ),
        "operability.skill_gap": Hazard(
            "Too few people to run it",
            "Train, hire, or buy operation from an integrator",
            "Management",
            "NIST Human-AI Configuration",
        ),
        "operability.compute_gap": Hazard(
            "Too little computing power",
            "Reserve capacity, a smaller model, a queue",
            "IT",
            "OWASP LLM10",
        ),
        "cost.cost_predictability": Hazard(
            "The bill runs away with use",
            "A monthly stop, quotas for each user, committed capacity",
            "Finance",
            "OWASP LLM10",
        ),
        "transparency.bias_evidence": Hazard(
            "Unfair treatment of some people",
            "An audit on own population and languages, a way to complain",
            "Service owner",
            "NIST Harmful Bias",
        ),
        "transparency.decision_traceability": Hazard(
            "An answer cannot be reconstructed",
            "Own logs with version and settings, a retention rule",
            "IT",
            "NIST Information Integrity",
        ),
        "compliance.contractual_protection": Hazard(
            "Nobody answers for damage",
            "Negotiate indemnity, liability and audit clauses",
            "Purchasing",
            "NIST Intellectual Property",
        ),
        "compliance.residual_duties": Hazard(
            "Duties that stay with the organisation are overlooked",
            "A list of duties with owners and dates",
            "Legal",
            "NIST Human-AI Configuration",
        ),
        "code_access.licence_freedom": Hazard(
            "The licence forbids a later use",
            "Keep the licence text with the weights, check it before every new use",
            "Legal",
            "NIST Intellectual Property",
        ),
        "community.vendor_support": Hazard(
            "Nobody answers when it breaks",
            "A support contract with a response time",
            "IT",
            "NIST Value Chain",
        ),
    }
)
NO_LICENCE = "service_terms"
"""The level of licence freedom at which nobody gets weights: there is no licence to keep."""
WITHOUT_WEIGHTS = Hazard(
    "The terms of the service forbid a later use",
    "Read the terms of use before every new use, have changes of them announced in writing",
    "Legal",
    "NIST Intellectual Property",
)
"""What takes the place of the risk of a licence there."""
OWN_MACHINES = Hazard(
    "Nobody outside has checked how the organisation runs it",
    (
        "Have the own security management and these machines checked by somebody from outside; a"
        " certificate of one's own only where a rule or a client asks for it"
    ),
    "Security",
    "OWASP LLM03; NIST Information Security",
)
"""What takes the place of certificates of an operator where the organisation is the operator."""
RENTED_MACHINES = Hazard(
    "Nobody outside has checked the machines, or how the organisation runs what is on them",
    (
        "Ask for certificates that cover the rented machines, and have the own operation of what"
        " runs on them checked as well"
    ),
    "Security",
    "OWASP LLM03; NIST Information Security",
)
"""The same on rented machines, where both have been checked or neither has."""
