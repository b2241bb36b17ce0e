"""What an organisation has to see to by itself is a condition, not a line of the annex alone."""

import pytest

from opendecide.model.profile import Profile
from opendecide.recommend import recommend

TEXT = "Exit plan and a second supplier ready to take over"


def asked(**obligations):
    bank = {
        "organisation": {"name": "Bank", "country": "IT"},
        "workloads": [{"id": "files", "task_type": "extraction"}],
        "obligations": obligations,
    }
    found = recommend(Profile.model_validate(bank), samples=32, stress=False).verdict.conditions
    return [one for one in found if one.values.get("text") == TEXT]


@pytest.mark.parametrize("name", ["dora_exit", "exit_plan"])
def test_an_obligation_in_own_words_is_one_condition_whatever_it_is_called(name):
    assert len(asked(other=[{"id": name, "text": TEXT, "effect": "gate"}])) == 1


def test_what_the_organisation_writes_itself_is_asked_of_no_host():
    [one] = asked(other=[{"id": "dora_exit", "text": TEXT, "effect": "gate"}])
    assert one.code == "own_duty.stated"
    assert "host" not in one.values
