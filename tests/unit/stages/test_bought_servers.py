"""Nobody is taken to buy servers of which the profile does not speak; what they would change is told."""

import pytest

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.settings import apply_to_profile, parse_setting
from opendecide.recommend import recommend
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

CATALOG, CRITERIA = load_catalog(), load_criteria()
FUNDS = {
    "organisation": {
        "name": "Fund administration",
        "country": "LU",
        "persona": "regulated_enterprise",
        "sector": "finance",
        "size": {"headcount": 480},
        "working_languages": ["fr", "en", "de"],
    },
    "data": {
        "classes": [{"id": "terms", "kind": "confidential"}, {"id": "clients", "kind": "personal"}]
    },
    "workloads": [
        {
            "id": "clauses",
            "task_type": "extraction",
            "modality": ["text", "image"],
            "volume": {"documents_per_month": 14000},
            "tokens": {"input": 25000, "output": 1200},
            "must_have": ["vision", "structured_output"],
            "latency": {"interactive": False},
            "criticality": "high",
            "validated": True,
            "data_classes": ["terms"],
            "weight": 0.6,
        },
        {
            "id": "files",
            "task_type": "classification",
            "volume": {"documents_per_month": 60000},
            "tokens": {"input": 3000, "output": 100},
            "must_have": ["structured_output"],
            "latency": {"interactive": False},
            "criticality": "high",
            "affects_persons": True,
            "validated": True,
            "data_classes": ["clients"],
            "weight": 0.4,
        },
    ],
    "team": {"ml_level": "intermediate", "ml_fte": 1, "ops_fte": 1.5, "compliance_fte": 1},
    "systems": {"cloud_contracts": ["aws"], "logging": "central"},
    "budget": {
        "currency": "EUR",
        "horizon_years": 3,
        "ceiling": {"amount": 900000, "currency": "EUR"},
    },
    "obligations": {
        "region_only": ["EEA"],
        "certifications": ["iso27001", "soc2_type2"],
        "agreements": ["gdpr_dpa", "dora_exit"],
    },
}
"""Whoever keeps the books of funds has people who could run machines, and says nothing of any."""


def bought(persona, **sections):
    organisation = {**FUNDS["organisation"], "persona": persona}
    said = {**FUNDS, "organisation": organisation, **sections}
    case, _ = complete(Profile.model_validate(said), CATALOG, CRITERIA)
    return [
        view for view in candidates(case) if view.own_site and view.offer.access_mode == "onprem"
        and view.deployment.machine is not None
    ]  # fmt: skip


@pytest.mark.parametrize("persona", sorted(CRITERIA.defaults.personas))
def test_no_kind_of_organisation_is_taken_to_buy_servers_that_it_does_not_speak_of(persona):
    assert not bought(persona)
    assert bought(persona, hardware={"expandable": True})
    assert bought(persona, budget={"capex_allowed": True, "currency": "EUR"})
    assert bought(persona, obligations={"on_prem_only": True, "certifications": []})


def test_what_servers_would_change_is_told_and_true(searching_for):
    with searching_for("hardware.expandable"):
        answer = recommend(Profile.model_validate(FUNDS))
    [flip] = [one for one in answer.robustness.flips if one.path == "hardware.expandable"]
    assert (flip.today, flip.threshold) == (None, "true")
    made = apply_to_profile(FUNDS, [parse_setting("hardware.expandable=true")])
    after = recommend(Profile.model_validate(made), stress=False)
    assert after.verdict.deployment == flip.then
    assert after.verdict.family != answer.verdict.family
