"""A field of a profile decides something, or its description says that it is only repeated."""

import sys
from typing import get_args

import pytest
import yaml

from opendecide.model.base import Record
from opendecide.model.profile import Profile
from opendecide.reading.schema_texts import _attribute_docstrings as described
from opendecide.recommend import recommend

DECIDING = ("opendecide.stages", "opendecide.measures", "opendecide.cost", "opendecide.recommend")
ASKED_FOR_ALL = """
organisation: {name: Works, country: FR, sector: industry, size: {headcount: 400, annual_revenue: {amount: 5.0e+7, currency: EUR}},
  procurement_weeks: {min: 4, max: 8}, decision: {date: 2026-12-15, deadline: {date: 2027-12-31}}}
jurisdiction: {home: EU, markets: [EU], sovereignty_minimum: foreign_formal_ground, country_policy: [{country: CN, stance: excluded}]}
data: {classes: [{id: own, kind: trade_secret, share_of_volume: 0.4}, {id: rest, kind: internal, share_of_volume: 0.6}]}
workloads:
  - {id: ask, task_type: rag_qa, modality: [image], volume: {requests_per_day: 900}, concurrency_peak: 9, data_classes: [own, rest], nice_to_have: [tools]}
  - {id: code, task_type: coding, volume: {users: 50}, latency: {p95_seconds: 30, hard: true}, redistribute: adapted_model, customization_need: adapters}
  - {id: calls, task_type: transcription, volume: {documents_per_month: 900, audio_minutes_per_request: 6}, deadline: 2027-06-30}
  - {id: archive, task_type: extraction, volume: {batch: 90000}, weight: 0.2}
team: {partner_budget: {amount: 30000, currency: EUR}, loaded_cost: {amount: 80000, currency: EUR}}
systems: {suites: [microsoft365], cloud_contracts: [azure], model_registry: true}
hardware: {accelerators: [{model: l40s, count: 2, owned: false, free_share: 0.9}], devices: {count: 30, memory_gb: 32, accelerator: m4}, lead_time_weeks: 9,
  site: {power_kw_free: 8, electricity_per_kwh: {amount: 0.15, currency: EUR}, grid_kg_per_kwh: 0.05}, expandable: true}
budget: {ceiling: {amount: 400000, currency: EUR}, price_per_request_cap: {amount: 2, currency: EUR}, cash_available: {amount: 50000, currency: EUR},
  present_cost_per_year: {amount: 9000, currency: EUR}, credits: [{amount: 5000, currency: EUR, offers: [mistral-api], until: 2027-12-31}]}
obligations: {region_only: [EEA], certifications: [iso27001], agreements: [gdpr_dpa], other: [{id: rule, text: A rule, effect: gate}]}
preferences: {openness_minimum: weights, current_option: openai-api, groups: [{name: board, weights: {method: swing, swing: [{criterion: cost, points: 100}, {criterion: safety, points: 5}]}}, {name: staff, weights: {method: pairwise, pairwise: [{a: cost, b: safety, ratio: 2}]}}]}
risk: {attitude: {cara: 2}}
evidence: {own_tests: [{option: gpt-oss-120b, workload: code, passed: 40, of: 60, date: 2026-11-20}, {option: mistral-api, finding: slow}],
  quotes: [{option: mistral-api, what: total_per_year, amount: 9000, currency: EUR, date: 2026-11-20}]}
options: [{id: mistral, deployment: mistral-api, note: dear}, {id: own, family: vendor_api, facts: {cost.tco: {value: 0.5, source: us, as_of: 2026-11-20, grade: own_test}}}]
"""
ELSEWHERE = {
    "Profile.schema_id": "the format of the file",
    "Organisation.name": "what the report calls it",
    "Profile.language": "the language of the report",
    "Decision.deciders": "the decision record names them",
    "CountryRule.source": "beside the reason of a rule",
    "OpenProcurement.reason": "beside the preference",
    "Quote.author": "beside a price",
    "OwnTest.author": "beside a result",
    "Scenarios.foreign_transfer_ground_lost": "how likely a scenario is",
    "OtherObligation.factor": "of a minimum, and here it is a gate",
    "OtherObligation.level": "of a minimum, and here it is a gate",
    "Workload.acceptance_tests_done": "where it is critical",
    "Fact.undated": "of a fact that somebody found without a date",
    "Reading.grade": "of a further source of a fact",
    "Reading.note": "of a further source of a fact",
    "MaxAge.community": "flags a fact of a community, where one is old",
    "MaxAge.law": "flags the law of a country",
    "Preferences.weights": "groups with weights of their own decide here",
    "Weights.direct": "another method is stated here",
    "Weights.ranking": "another method is stated here",
}
"""What decides nothing here, or is read where the answer is put to the test or laid out."""


def fields_of(record, found=None):
    """Return every record that a profile is made of, by name."""
    found = {} if found is None else found
    if record.__name__ not in found:
        found[record.__name__] = record
        for field in record.model_fields.values():
            for inner in records_of(field.annotation):
                fields_of(inner, found)
    return found


def records_of(annotation):
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [one for inner in get_args(annotation) for one in records_of(inner)]


@pytest.fixture(scope="module")
def read():
    """Return what is read of a profile that states nearly everything, as it is decided on."""
    seen = set()
    plain = Record.__getattribute__

    def watched(self, name):
        if sys._getframe(1).f_globals.get("__name__", "").startswith(DECIDING):
            seen.add(f"{type(self).__name__}.{name}")
        return plain(self, name)

    profile = Profile.model_validate(yaml.safe_load(ASKED_FOR_ALL))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Record, "__getattribute__", watched)
        recommend(profile, samples=64, stress=False)
    return seen


def test_no_field_of_a_profile_is_there_for_nothing(read):
    unread = {
        f"{record}.{name}"
        for record, made in fields_of(Profile).items()
        for name in made.model_fields
        if f"{record}.{name}" not in read and "repeats" not in described(made).get(name, "")
    }
    assert unread - ELSEWHERE.keys() == set()
