"""Where a server may stand: what the site cannot cool is not bought for it."""

import pytest

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.feasibility import power


@pytest.mark.parametrize(("cooling", "barred"), [("none", True), ("limited", False), ("ok", False)])
def test_a_site_that_cools_nothing_takes_no_server(cooling, barred):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Clinic", "country": "FR", "persona": "regulated_enterprise"},
            "workloads": [{"id": "letters", "task_type": "summarisation"}],
            "hardware": {"expandable": True, "site": {"cooling": cooling}},
            "obligations": {"on_prem_only": True},
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    own = {"own-premises": [*case.catalog.models]}
    bought = [
        one
        for one in candidates(case, own)
        if one.offer.access_mode == "onprem" and not one.at_hand and one.deployment.machine
    ]
    codes = {outcome.reason.code for one in bought for outcome in power(one)}
    assert bought
    assert ("compute.cooling" in codes) is barred
