"""Terms for organisations are refused to a single person, and to nobody else."""

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.capability import capability

CATALOG, CRITERIA = load_catalog(), load_criteria()


def refused(**organisation):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "X", "country": "PL", "persona": "individual", **organisation},
            "workloads": [{"id": "drafts", "task_type": "translation"}],
        }
    )
    case, _ = complete(profile, CATALOG, CRITERIA)
    return [
        one
        for view in candidates(case)
        for one in capability(view)
        if one.reason.code == "capability.organisations_only"
    ]


def test_a_single_person_does_not_get_terms_for_organisations():
    assert refused()
    assert refused(size={"headcount": 1})


def test_two_people_are_no_single_person():
    assert not refused(size={"headcount": 2})
