"""What the law of the home region asks of a transfer is asked where nobody says anything else."""

import pytest

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.filling.completion import complete

CATALOG, CRITERIA = load_catalog(), load_criteria()
NO_GROUND, GROUND = "foreign_no_ground", "foreign_formal_ground"


def asked(country, kind, persona="startup", **stated):
    """Return the least protection from foreign authorities, and why it is asked for."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": country, "persona": persona},
            "data": {"classes": [{"id": "tickets", "kind": kind, **stated}]},
            "workloads": [{"id": "replies", "task_type": "rag_qa", "data_classes": ["tickets"]}],
        }
    )
    case, assumed = complete(profile, CATALOG, CRITERIA)
    field = "data.classes.tickets.minimum_compelled_access"
    origin = next((one.origin for one in assumed if one.field == field), None)
    return case.needs[0].classes[0].minimum_compelled_access, origin


@pytest.mark.parametrize("country", ["PT", "FR", "NO"])
def test_personal_data_of_europeans_go_abroad_on_a_ground_alone(country):
    assert asked(country, "personal") == (GROUND, "law")


def test_where_another_law_holds_nothing_is_added():
    assert asked("BR", "personal") == (NO_GROUND, "startup")


def test_what_names_nobody_needs_no_ground():
    assert asked("PT", "internal") == (NO_GROUND, "startup")


def test_a_persona_that_asks_for_as_much_is_the_reason_itself():
    assert asked("PT", "personal", "public_administration") == (GROUND, "public_administration")


def test_who_states_a_minimum_is_believed():
    assert asked("PT", "personal", minimum_compelled_access=NO_GROUND) == (NO_GROUND, None)
