"""A model has to hold a request and its answer: more than its context it never sees."""

from dataclasses import replace

import pytest

from opendecide.measures.view import View
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.capability import capability

CATALOG, CRITERIA = load_catalog(), load_criteria()
SMALL, PLACE = "pythia-12b", "aws-gpu"
"""Its context is 2,048 tokens."""


def lacking(model=CATALOG.models[SMALL], **workload):
    """Return what a model lacks for one workload, by kind of objection, on rented machines."""
    asked = {"id": "guide", "task_type": "chat_assistant", **workload}
    profile = {"organisation": {"name": "Village", "country": "FR"}, "workloads": [asked]}
    catalog = CATALOG.model_copy(update={"models": {**CATALOG.models, SMALL: model}})
    case, _ = complete(Profile.model_validate(profile), catalog, CRITERIA)
    view: View = next(one for one in candidates(case, {PLACE: [SMALL]}) if one.model.id == SMALL)
    return [
        (one.kind, one.reason.values["item"], one.silent)
        for one in capability(replace(view, case=case))
        if str(one.reason.values.get("item", "")).startswith("context")
    ]


@pytest.mark.parametrize(("read", "written"), [(2500, 250), (1900, 250)])
def test_a_request_that_fills_more_than_the_context_cannot_be_served(read, written):
    found = lacking(tokens={"input": read, "output": written})
    assert found == [("excluded", f"context>={read + written}", False)]


def test_a_request_that_fits_is_no_objection():
    assert lacking(tokens={"input": 1500, "output": 250}) == []


def test_every_second_request_has_to_fit_not_the_longest():
    assert lacking(tokens={"input": [400, 900, 4000], "output": [50, 100, 300]}) == []


def test_a_longer_context_that_is_asked_for_is_said_once():
    found = lacking(tokens={"input": 2500, "output": 250}, must_have=["context>=32k"])
    assert found == [("excluded", "context>=32k", False)]


def test_a_context_that_nobody_told_is_a_question_as_a_must_have_is():
    untold = CATALOG.models[SMALL].model_copy(update={"context_tokens": None})
    found = lacking(untold, tokens={"input": 2500, "output": 250})
    assert found == [("conditional", "context>=2750", True)]
