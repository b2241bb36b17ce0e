"""What kind of deployment a candidate is called, and which models make it up."""

from datetime import date

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates import candidates
from opendecide.stages.completion import complete

PROPRIETARY = {
    "vendor_api",
    "vendor_api_enterprise",
    "hyperscaler_proprietary",
    "sovereign_proprietary",
    "on_premises_proprietary",
}

LONG_AGO = date(2020, 1, 1)


def test_a_model_whose_weights_may_be_downloaded_is_never_called_proprietary():
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [{"id": "help", "task_type": "chat_assistant"}],
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    views = candidates(case)
    found = {view.deployment.id: view.deployment.family for view in views if view.downloadable}
    assert found["gpt-oss-120b@azure-openai-global"] == "open_weights_api"
    assert not PROPRIETARY & set(found.values())
    assert PROPRIETARY & {view.deployment.family for view in views}


def test_a_companion_that_the_offer_goes_on_serving_comes_before_a_better_one_that_ends():
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [
                {"id": "help", "task_type": "chat_assistant", "weight": 2},
                {"id": "minutes", "task_type": "transcription", "weight": 1},
            ],
        }
    )
    catalog = load_catalog()
    offer = catalog.offers["mistral-api"]
    whisper = catalog.models["whisper-large-v3"]
    twin = whisper.model_copy(update={"id": "whisper-twin", "quality": ()})  # as good as untested
    models = {**catalog.models, twin.id: twin}
    listeners = (whisper.id, twin.id)

    def companion(ends):
        """Return who listens for a model of text at an offer that stops serving some listeners."""
        row = offer.serves[0]
        assert "audio_in" not in catalog.models[row.model].modalities
        rows = [
            row.model_copy(update={"model": one, "retires": LONG_AGO if one in ends else None})
            for one in listeners
        ]
        here = offer.model_copy(update={"serves": (row, *rows)})
        changed = catalog.model_copy(update={"models": models, "offers": {offer.id: here}})
        case, _ = complete(profile, changed, load_criteria())
        [view] = [one for one in candidates(case) if one.model.id == row.model]
        return view.serving["minutes"].id

    assert companion(ends=()) == whisper.id
    assert companion(ends={whisper.id}) == twin.id
    assert companion(ends=listeners) == whisper.id  # when all end, the better one is still better
