"""What goes in or comes out besides what a task implies."""

import pytest

from opendecide.measures.requirements import content_lacking
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.filling.completion import complete


@pytest.mark.parametrize(
    ("task", "named", "model", "lacking"),
    [
        ("rag_qa", ["text", "image"], "gpt-oss-120b", ("image",)),
        ("rag_qa", ["text", "image"], "gemma-3-27b", ()),
        ("coding", ["text", "code"], "gpt-oss-120b", ()),
        ("image", ["text", "image"], "stable-diffusion-3.5-large", ()),
        ("transcription", ["audio"], "chirp-3", ()),
        ("chat_assistant", ["audio", "video"], "gpt-oss-120b", ("audio", "video")),
    ],
)
def test_a_model_lacks_what_it_neither_takes_nor_makes(task, named, model, lacking):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Archive", "country": "FR"},
            "workloads": [{"id": "use", "task_type": task, "modality": named}],
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    assert content_lacking(case.needs[0], case.catalog.models[model]) == lacking
