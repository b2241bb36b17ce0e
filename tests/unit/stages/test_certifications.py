"""Certificates that are held, announced, or given to whoever asks."""

from datetime import date

from opendecide.model.offer_facts import Attestation
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.certifications import certifications

OFFER = "ionos-ai-model-hub"
FIRM = Profile.model_validate(
    {
        "organisation": {"name": "Firm", "country": "DE"},
        "workloads": [
            {"id": "letters", "task_type": "summarisation", "volume": {"requests_per_day": 500}}
        ],
        "obligations": {"certifications": ["c5_type2"]},
    }
)


def objections(*statuses):
    """Return what the gate says where a host has told so of the certificate asked for."""
    catalog = load_catalog()
    rows = tuple(
        Attestation(
            scheme="c5_type2",
            status=one,
            source="https://example.org",
            as_of=date(2026, 11, 1),
            grade="vendor",
        )
        for one in statuses
    )
    offer = catalog.offers[OFFER].model_copy(update={"attestations": rows})
    catalog = catalog.model_copy(update={"offers": {**catalog.offers, OFFER: offer}})
    case, _ = complete(FIRM, catalog, load_criteria())
    view = next(one for one in candidates(case, {OFFER: ["gpt-oss-120b"]}) if one.offer.id == OFFER)
    return [
        (one.kind, one.reason.code, one.cure.code)
        for one in certifications(view)
        if one.reason.values["scheme"] == "c5_type2"
    ]


def test_an_announced_certificate_excludes_until_it_is_held():
    [(kind, code, cure)] = objections("in_progress")
    assert (kind, code, cure) == (
        "excluded",
        "certification.in_progress",
        "cure.once_certified",
    )


def test_a_rumour_that_nobody_confirms_does_not_help_an_announced_one():
    assert objections("in_progress", "unknown") == objections("in_progress")


def test_a_rumour_alone_is_a_question():
    assert objections("unknown")[0][:2] == ("conditional", "certification.unknown")


def test_what_is_given_on_request_has_to_be_signed():
    assert objections("on_request")[0][:2] == ("conditional", "certification.on_request")
    assert objections("on_request", "in_progress")[0][0] == "conditional"
