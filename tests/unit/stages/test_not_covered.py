"""A kind of service that the catalogue has no entry of is named, not left out without a word."""

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.findings.unrated import not_covered
from opendecide.stages.run import run


def named(task, catalog):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "BE"},
            "workloads": [{"id": "work", "task_type": task}],
        }
    )
    found = not_covered(run(profile, load_criteria(), catalog, Draws(0, 32)))
    return {name for one in found for name in one.examples}


@pytest.mark.parametrize(
    ("task", "example"),
    [
        ("translation", "DeepL"),
        ("extraction", "Azure Document Intelligence"),
        ("rag_qa", "Voyage AI"),
        ("image", "Adobe Firefly"),
        ("transcription", "Gladia"),
    ],
)
def test_a_missing_kind_of_service_is_named_to_those_who_have_such_a_task(task, example):
    assert example in named(task, load_catalog())


def test_other_tasks_are_not_told_of_it():
    assert "DeepL" not in named("transcription", load_catalog())
    assert not named("coding", load_catalog())


def test_an_example_that_has_an_entry_is_not_called_missing(tmp_path):
    vendors = tmp_path / "vendors"
    vendors.mkdir()
    (vendors / "deepl.yaml").write_text("id: deepl\nname: DeepL\n", encoding="utf-8")
    assert "DeepL" not in named("translation", load_catalog([tmp_path]))
