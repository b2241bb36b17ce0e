"""Who is there where a profile says little of its people."""

import pytest

from opendecide.cost.care import WORKING_DAYS
from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.filling.completion import complete
from opendecide.stages.run import run

CATALOG, CRITERIA = load_catalog(), load_criteria()
USUAL = CRITERIA.defaults.personas["productivity_enterprise"]


def headcount_for(*volumes, user_type="employee"):
    """Return how many are taken to work in a house that tells only who uses what, and by what."""
    workloads = [
        {"id": f"w{place}", "task_type": "chat_assistant", "user_type": user_type, "volume": one}
        for place, one in enumerate(volumes)
    ]
    written = {"organisation": {"name": "Firm", "country": "FR"}, "workloads": workloads}
    case, assumed = complete(Profile.model_validate(written), CATALOG, CRITERIA)
    [origin] = [one.origin for one in assumed if one.field == "organisation.size.headcount"]
    return case.headcount, origin


def test_where_all_work_is_for_people_told_of_a_house_is_as_large_as_they_are():
    assert headcount_for({"users": 18}) == (18, "users")
    assert headcount_for({"users": 18}, {"users": [20, 40]}) == (30, "users")


def test_work_that_others_ask_for_says_nothing_of_the_size_of_a_house():
    usual = (USUAL.headcount, "productivity_enterprise")
    assert headcount_for({"users": 18}, user_type="public") == usual
    assert headcount_for({"users": 18}, {"requests_per_day": 40}) == usual


def test_many_users_make_no_house_larger_than_usual():
    """An assistant for thousands is built by no more people than usual, or nobody builds it."""
    many = 20 * USUAL.headcount
    assert headcount_for({"users": many}) == (USUAL.headcount, "productivity_enterprise")


def completed(headcount=None, **team):
    organisation = {"name": "Firm", "country": "FR", "persona": "productivity_enterprise"}
    if headcount:
        organisation["size"] = {"headcount": headcount}
    workload = {"id": "work", "task_type": "chat_assistant"}
    written = {"organisation": organisation, "workloads": [workload], "team": team}
    case, assumed = complete(Profile.model_validate(written), CATALOG, CRITERIA)
    return case.crew, {one.field: one.value for one in assumed}


def test_a_house_of_unknown_size_has_the_usual_people():
    assert completed()[0].delivery_fte == USUAL.delivery_fte


def test_a_small_house_has_fewer_who_connect_software_and_a_large_one_no_more():
    small, assumed = completed(USUAL.headcount // 8)
    assert small.delivery_fte == pytest.approx(USUAL.delivery_fte / 2, abs=0.01)
    assert assumed["team.delivery_fte"] == str(small.delivery_fte)
    assert small.ops_fte == USUAL.ops_fte  # who runs machines is as busy in a small house
    assert completed(100 * USUAL.headcount)[0].delivery_fte == USUAL.delivery_fte


def test_of_those_stated_none_is_taken_away():
    assert completed(12, delivery_fte=3)[0].delivery_fte == 3


@pytest.mark.parametrize("models", [{"ml_fte": 0}, {"ml_level": "none"}])
def test_with_nobody_for_models_or_operation_nobody_connects_software(models):
    crew, assumed = completed(**models, ops_fte=0)
    assert crew.delivery_fte == 0
    assert "team.delivery_fte" not in assumed


def test_whoever_says_nothing_of_operation_may_have_somebody_who_connects_software():
    assert completed(ml_level="none")[0].delivery_fte > 0
    assert completed(ml_level="none", ops_fte=0, delivery_fte=0.2)[0].delivery_fte == 0.2


def said_of_people(**team):
    """Return what is said of people who are missing, by its code."""
    profile = {
        "organisation": {"name": "Firm", "country": "FR", "size": {"headcount": 12}},
        "workloads": [{"id": "work", "task_type": "chat_assistant", "data_classes": ["public"]}],
        "team": {"hireable_fte": 0, **team},
        "systems": {"application": True},
    }
    found = run(Profile.model_validate(profile), CRITERIA, CATALOG, Draws(0, 64))
    reasons = [one.reason for asked in found.screened.conditions.values() for one in asked]
    return {one.code: one.values for one in reasons if one.code.startswith("skills.")}


def test_little_that_is_missing_is_told_in_days_of_a_year():
    [(code, values)] = said_of_people(ml_fte=0, ops_fte=0).items()
    assert code == "skills.days"
    assert 0 < values["days"] < 12
    assert not said_of_people(ml_fte=0, ops_fte=0, delivery_fte=1)


def test_of_whom_a_part_is_there_only_the_missing_days_are_told():
    found = said_of_people(ml_fte=0, ops_fte=0, delivery_fte=0.01)
    alone = said_of_people(ml_fte=0, ops_fte=0)
    assert found["skills.days"]["days"] == pytest.approx(
        alone["skills.days"]["days"] - 0.01 * WORKING_DAYS
    )
