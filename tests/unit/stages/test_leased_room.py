"""A room leased in another's building is called so; it is not the organisation's own premises."""

import pytest

from opendecide import recommend
from opendecide.model.fact import number_of
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.report.language import language
from opendecide.report.speech import Speech
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

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


def machines(site):
    hardware = {"expandable": True, "site": site}
    profile = Profile.model_validate({**PROFILE, "hardware": hardware})
    case, _ = complete(profile, load_catalog(), load_criteria())
    power = {one.id: number_of(one.power_kw) for one in case.catalog.machines.values()}
    found = {"own-premises": set(), "leased-colocation-cage": set()}
    for view in candidates(case):
        if view.offer.id in found and view.deployment.machine is not None:
            found[view.offer.id].add(power[view.deployment.machine])
    return found["own-premises"], found["leased-colocation-cage"]


def test_a_room_is_leased_for_what_the_own_site_cannot_hold():
    inside, leased = machines({"power_kw_free": 5, "cooling": "ok"})
    assert max(inside) <= 5 < min(leased)
    inside, leased = machines({"power_kw_free": 5, "cooling": "limited"})
    assert leased >= inside  # how many of them it can cool nobody knows


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
