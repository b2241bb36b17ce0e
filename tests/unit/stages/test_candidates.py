"""What kind of deployment a candidate is called."""

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
