"""Machines that are bought arrive when the organisation says, and then have to be set up."""

import pytest

from opendecide.measures.operability import time_to_production
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete


def weeks(mode, **hardware):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Clinic", "country": "FR", "persona": "regulated_enterprise"},
            "workloads": [{"id": "letters", "task_type": "summarisation"}],
            "obligations": {"on_prem_only": mode == "onprem"},
            "hardware": {"expandable": True, **hardware},
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    found = [one for one in candidates(case) if one.offer.access_mode == mode]
    return time_to_production(found[0]).mid


def test_each_week_that_machines_take_is_a_week_later():
    soon, late = (weeks("onprem", lead_time_weeks=one) for one in (4, 40))
    assert late - soon == pytest.approx(36)
    assert soon < weeks("onprem") < late


def test_a_service_waits_for_no_machine():
    assert weeks("api", lead_time_weeks=40) == weeks("api")


def test_machines_that_are_there_are_not_waited_for():
    bought = weeks("onprem")
    there = weeks("onprem", accelerators=[{"model": "H100", "count": 4}])
    # No order, no delivery and no installation: what is left is to set them up.
    assert there < bought - 6


def test_a_delivery_that_was_stated_is_not_waited_for_twice():
    # Twelve weeks to buy by the default of the persona, one until they arrive, then setting up.
    stated, there = (
        weeks("onprem", lead_time_weeks=1),
        weeks("onprem", accelerators=[{"model": "H100", "count": 4}]),
    )
    assert stated == pytest.approx(there + 12 + 1)
