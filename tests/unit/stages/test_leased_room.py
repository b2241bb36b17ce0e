"""A room leased in another's building is called so; it is not the organisation's own premises."""

import pytest

from opendecide import recommend
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.report.language import language
from opendecide.report.speech import Speech

PROFILE = {
    "organisation": {"name": "Agency", "country": "FR", "persona": "public_administration"},
    "workloads": [
        {
            "id": "letters",
            "task_type": "chat_assistant",
            "volume": {"requests_per_day": 2000},
        }
    ],
    "team": {"ops_fte": 2, "ml_fte": 1},
    "hardware": {"expandable": True, "site": {"power_kw_free": 10, "cooling": "limited"}},
    "obligations": {"on_prem_only": True},
}


@pytest.fixture(scope="module")
def places():
    found = recommend(Profile.model_validate(PROFILE), samples=64, stress=False)
    return {
        one.host: factor.performance
        for one in found.ranking
        for name, factor in one.factors.items()
        if name.endswith("processing_locus")
    }


def test_a_leased_room_is_not_called_own_premises(places):
    assert places["Leased colocation cage"] == "leased_room"
    assert places["Own premises"] == "own_premises"


@pytest.mark.parametrize(("lang", "said"), [("en", "leased from"), ("fr", "salle louée")])
def test_it_is_said_in_both_languages(lang, said):
    assert said in Speech(language(lang)).word("level", "leased_room")


@pytest.mark.parametrize(
    ("lang", "room", "left_out"),
    [("en", "a leased room", "leave"), ("fr", "salle louée", "sortir")],
)
def test_that_only_own_machines_are_allowed_is_said_with_the_room_that_counts_as_such(
    lang, room, left_out
):
    for code in ("choice.on_prem_only", "flip.on_prem_only"):
        said = Speech(language(lang)).message(Message(code=code))
        assert room in said
        assert left_out not in said
