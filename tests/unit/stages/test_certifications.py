"""Certificates that are held, announced, or given to whoever asks."""

from datetime import date

import pytest

from opendecide.model.message import Message
from opendecide.model.obligations import Obligations
from opendecide.model.offer_facts import Attestation
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.report.language import language
from opendecide.report.speech import Speech
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.certifications import OF_A_CONTRACT, certifications

OFFER = "ionos-ai-model-hub"
FIRM = Profile.model_validate(
    {
        "organisation": {"name": "Firm", "country": "DE"},
        "workloads": [
            {"id": "letters", "task_type": "summarisation", "volume": {"requests_per_day": 500}}
        ],
    }
)


def objections(*statuses, scheme="c5_type2"):
    """Return what the gate says where a host has told so of what is asked for."""
    catalog = load_catalog()
    rows = tuple(
        Attestation(
            scheme=scheme,
            status=one,
            source="https://example.org",
            as_of=date(2026, 11, 1),
            grade="vendor",
        )
        for one in statuses
    )
    offer = catalog.offers[OFFER].model_copy(update={"attestations": rows, "clauses": None})
    catalog = catalog.model_copy(update={"offers": {**catalog.offers, OFFER: offer}})
    firm = FIRM.model_copy(
        update={"obligations": Obligations.model_validate({"certifications": [scheme]})}
    )
    case, _ = complete(firm, catalog, load_criteria())
    view = next(one for one in candidates(case, {OFFER: ["gpt-oss-120b"]}) if one.offer.id == OFFER)
    return [
        (one.kind, one.reason.code, one.cure.code)
        for one in certifications(view)
        if one.reason.values["scheme"] == scheme
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


@pytest.mark.parametrize(
    ("offer", "found"),
    [("bedrock-open-models", "certification.foreign_control"), (OFFER, "certification.unknown")],
)
def test_nobody_asks_for_secnumcloud_from_outside_the_european_union(offer, found):
    # Its clause 19.6 leaves it to hosts under control from within.
    firm = FIRM.model_copy(
        update={"obligations": Obligations.model_validate({"certifications": ["secnumcloud"]})}
    )
    case, _ = complete(firm, load_catalog(), load_criteria())
    view = next(one for one in candidates(case, {offer: ["gpt-oss-120b"]}))
    [against] = [
        one for one in certifications(view) if one.reason.values["scheme"] == "secnumcloud"
    ]
    assert against.reason.code == found
    assert (against.kind == "excluded") is (found == "certification.foreign_control")


def test_a_rumour_alone_is_a_question():
    assert objections("unknown")[0][:2] == ("conditional", "certification.unknown")


def test_what_is_given_on_request_has_to_be_signed():
    assert objections("on_request")[0][:2] == ("conditional", "certification.on_request")
    assert objections("on_request", "in_progress")[0][0] == "conditional"


@pytest.mark.parametrize("contract", ["gdpr_dpa", "hipaa_baa"])
def test_a_contract_is_signed_and_nobody_is_asked_for_the_certificate_of_it(contract):
    [(kind, code, cure)] = objections("unknown", scheme=contract)
    assert (kind, code, cure) == (
        "conditional",
        "certification.contract_unknown",
        "cure.sign_contract",
    )
    [(kind, code, cure)] = objections("not_held", scheme=contract)
    assert (kind, code, cure) == (
        "excluded",
        "certification.contract_refused",
        "cure.sign_contract",
    )


def test_the_sentences_of_a_contract_name_no_certificate():
    said = Speech(language("en"))
    values = {"host": "Small cloud", "scheme": "hipaa_baa"}
    for code in (*OF_A_CONTRACT.values(), "cure.sign_contract"):
        sentence = said.message(Message(code=code, values=values))
        assert "HIPAA BAA" in sentence
        assert "sign" in sentence
        assert "certificate" not in sentence


def test_a_certificate_of_a_platform_is_read_before_it_counts_for_the_machines_rented_there():
    """Held, and for what nobody has read: to be asked, and no pass in silence."""
    catalog, place = load_catalog(), "scaleway-gpu-instances"
    [row] = [one for one in catalog.offers[place].attestations if one.scheme == "hds"]
    asked = FIRM.model_copy(
        update={"obligations": Obligations.model_validate({"certifications": ["hds"]})}
    )
    for covers, said in ((None, ["certification.scope_unknown"]), (False, [])):
        rows = (row.model_copy(update={"status": "held", "covers_service": covers}),)
        offer = catalog.offers[place].model_copy(update={"attestations": rows})
        facts = catalog.model_copy(update={"offers": {**catalog.offers, place: offer}})
        case, _ = complete(asked, facts, load_criteria())
        view = next(one for one in candidates(case, {place: ["gpt-oss-120b"]}))
        found = [one for one in certifications(view) if not one.silent]
        assert [one.reason.code for one in found] == said


def told_where(row, profile=FIRM, scheme="fedramp_moderate", place="azure-openai-datazone-us"):
    """Return what the gate says of a scheme where a host has this row of it alone."""
    catalog = load_catalog()
    offer = catalog.offers[place].model_copy(update={"attestations": (row,)})
    facts = catalog.model_copy(update={"offers": {**catalog.offers, place: offer}})
    asked = profile.model_copy(
        update={"obligations": Obligations.model_validate({"certifications": [scheme]})}
    )
    case, _ = complete(asked, facts, load_criteria())
    view = next(one for one in candidates(case, {place: ["gpt-6-luna"]}) if one.offer.id == place)
    found = [one for one in certifications(view) if one.reason.values["scheme"] == scheme]
    return [(one.kind, one.silent) for one in found]


HELD = Attestation(
    scheme="fedramp_high",
    status="held",
    covers_service=True,
    source="https://example.org",
    as_of=date(2026, 11, 1),
    grade="vendor",
)


def test_whoever_holds_the_higher_level_of_a_scheme_holds_the_lower():
    assert told_where(HELD) == []
    lower = HELD.model_copy(update={"scheme": "fedramp_moderate"})
    assert told_where(lower, scheme="fedramp_high") == [("conditional", True)]


def test_that_the_higher_level_is_not_held_says_nothing_of_the_lower():
    refused = HELD.model_copy(update={"status": "not_held"})
    assert told_where(refused) == [("conditional", True)]


def test_a_certificate_of_some_regions_is_nothing_to_who_stays_elsewhere():
    county = FIRM.model_copy(
        update={"organisation": FIRM.organisation.model_copy(update={"country": "US"})}
    )
    there = HELD.model_copy(update={"regions": ("US",)})
    assert told_where(there, county) == []
    assert told_where(there) == [("conditional", True)]
