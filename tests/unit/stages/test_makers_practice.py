"""What is read off some models of a maker holds for all its others alike, or for none."""

from functools import cache

import pytest

from opendecide.measures.safety import builtin_safeguards
from opendecide.measures.transparency import model_documentation, training_data_disclosure
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

READ_OFF_OTHERS = ("which only indicates", "vendor practice", "developer policy as above")
"""How notes say that a fact was read off other models of the maker."""


@cache
def views():
    """Return one deployment of every model that writes text."""
    profile = {
        "organisation": {"name": "Firm", "country": "FR"},
        "workloads": [{"id": "letters", "task_type": "extraction", "data_classes": ["public"]}],
    }
    case, _ = complete(Profile.model_validate(profile), load_catalog(), load_criteria())
    return {one.model.id: one for one in candidates(case) if one.offer.access_mode == "api"}


def told(measure, model):
    """Return what a measure makes of a model: numbers or levels, and whether they are known."""
    found = measure(views()[model])
    return found.low, found.high, found.levels, found.known


@pytest.mark.parametrize("measure", [model_documentation, builtin_safeguards])
@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("gpt-5.5", "gpt-6-sol"),
        ("claude-sonnet-4-6", "claude-sonnet-5-5"),
        ("mistral-medium-3.5", "mistral-large-4"),
        ("grok-4.3", "grok-4.7"),
    ],
)
def test_a_successor_is_documented_and_guarded_as_its_maker_usually_does(measure, older, newer):
    assert told(measure, older) == told(measure, newer)


def test_a_model_without_a_word_on_its_data_has_what_its_maker_usually_says():
    assert told(training_data_disclosure, "claude-sonnet-4-6") == told(
        training_data_disclosure, "claude-sonnet-5-5"
    )


def test_what_a_maker_usually_does_is_not_known_of_a_model_and_stays_to_be_asked():
    found = model_documentation(views()["gpt-6-sol"])
    assert not found.known
    assert found.missing == ("models/gpt-6-sol/documentation_items",)


def test_of_pictures_speech_and_vectors_nothing_is_read_off_models_that_write_text():
    silent = views()["gpt-6-sol"]
    drawn = load_catalog().models["gpt-image-2"]
    pictures = type(silent)(
        case=silent.case,
        deployment=silent.deployment,
        offer=silent.offer,
        model=drawn,
        serving={},
    )
    assert model_documentation(pictures).low is None


def test_no_model_keeps_as_its_own_what_was_read_off_others_of_its_maker():
    for model in load_catalog().models.values():
        for name in ("training_data", "documentation_items", "safeguards"):
            fact = getattr(model, name)
            note = "" if fact is None else fact.note or ""
            assert not any(said in note for said in READ_OFF_OTHERS), (model.id, name)
