"""Dedicated speech services: at a cloud beside its models, by themselves on their own terms."""

import pytest

from opendecide.measures.quality import public_estimate
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.quality_floor import quality_floor

CALLS = {"id": "calls", "task_type": "transcription", "languages": ["fr"]}
NOTES = {"id": "notes", "task_type": "summarisation", "languages": ["fr"]}


def case_of(*workloads):
    profile = Profile.model_validate(
        {"organisation": {"name": "Call centre", "country": "BE"}, "workloads": workloads}
    )
    return complete(profile, load_catalog(), load_criteria())[0]


def deployments(*workloads):
    return {view.deployment.id for view in candidates(case_of(*workloads))}


@pytest.mark.parametrize(
    ("speech", "offer"),
    [("azure-speech", "azure-openai-regional"), ("chirp-3", "gemini-vertex")],
)
def test_who_has_a_contract_with_a_cloud_gets_its_speech_service_beside_its_models(speech, offer):
    found = deployments(CALLS, NOTES)
    assert any(one.endswith(f"@{offer}") and speech in one for one in found)


@pytest.mark.parametrize(
    ("speech", "own", "beside"),
    [
        ("azure-speech", "azure-speech", "azure-openai-regional"),
        ("chirp-3", "google-speech-to-text", "gemini-vertex"),
    ],
)
def test_by_itself_it_is_judged_on_its_own_terms_alone(speech, own, beside):
    found = deployments(CALLS)
    assert f"{speech}@{own}" in found
    assert f"{speech}@{beside}" not in found


@pytest.mark.parametrize("model", ["gpt-transcribe", "voxtral-mini-transcribe-3"])
def test_a_service_that_nobody_tested_is_no_better_than_those_that_were(model):
    case = case_of(CALLS)
    need = case.needs[0]
    untested = public_estimate(case, need, case.catalog.models[model])
    assert untested is not None
    assert untested.basis == "prior"
    for tested in ("whisper-large-v3", "azure-speech", "amazon-transcribe", "scribe-v2"):
        known = public_estimate(case, need, case.catalog.models[tested])
        assert known is not None
        assert known.basis == "direct"
        assert untested.p50 < known.p50
        assert untested.spread > known.spread


def test_a_service_tested_in_english_alone_says_so_in_french():
    case = case_of(CALLS)
    found = public_estimate(case, case.needs[0], case.catalog.models["chirp-3"])
    assert found is not None
    assert not found.language_measured


def test_a_test_is_asked_for_where_nobody_tested_the_service():
    views = [one for one in candidates(case_of(CALLS)) if one.model.id == "gpt-transcribe"]
    assert views
    for view in views:
        asked = list(quality_floor(view))
        assert [one.kind for one in asked] == ["conditional"]
        assert asked[0].reason.code == "quality.prior_only"
