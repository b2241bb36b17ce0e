"""The time of people already employed may be no cost; of people who are missing it always is."""

import numpy as np
import pytest

from opendecide.measures.draws import Draws
from opendecide.measures.operability import missing_fte, people_needed
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

CATALOG, CRITERIA, DRAWS = load_catalog(), load_criteria(), Draws(0, 128)
SEATS, SERVICE, MACHINE = (
    "gpt-5.5@chatgpt-business",
    "gpt-6-luna@openai-api",
    "gpt-oss-20b@scaleway-gpu-instances",
)


def billed(deployment, *, counts, **team):
    """Return a deployment with its bill, for a house that says whom it has."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "House", "country": "FR", "size": {"headcount": 12}},
            "workloads": [
                {
                    "id": "letters",
                    "task_type": "chat_assistant",
                    "volume": {"users": 12, "requests_per_user_per_day": 20},
                }
            ],
            "team": {"ml_fte": 0, "ops_fte": 0, "delivery_fte": 0, **team},
            "systems": {"application": True},
            "budget": {"currency": "EUR", "counts_existing_staff": counts},
        }
    )
    case, _ = complete(profile, CATALOG, CRITERIA)
    model, _, offer = deployment.partition("@")
    [view, *_] = price(candidates(case, {offer: {model}}), DRAWS)
    return view


def time_of(view):
    """Return what somebody's time costs over the horizon, by line."""
    lines = view.bill.lines
    return {one.key: np.mean(one.amount) for one in lines if "salary_per_year" in one.inputs}


@pytest.mark.parametrize("deployment", [SEATS, SERVICE, MACHINE])
def test_who_has_the_people_pays_for_none_of_their_time(deployment):
    people = {"ml_fte": 3, "ops_fte": 3, "delivery_fte": 3}
    assert time_of(billed(deployment, counts=True, **people))
    assert not time_of(billed(deployment, counts=False, **people))


@pytest.mark.parametrize("deployment", [SERVICE, MACHINE])
def test_of_people_who_are_missing_their_share_of_every_line_is_paid(deployment):
    team = {"ops_fte": 0.02, "hireable_fte": 2}
    all_of_it, bought = (billed(deployment, counts=one, **team) for one in (True, False))
    needed = people_needed(bought).mid
    share = missing_fte(bought, needed) / needed
    assert 0 < share < 1
    full, part = time_of(all_of_it), time_of(bought)
    assert part == pytest.approx({key: share * amount for key, amount in full.items()})


def test_whoever_works_with_seats_sets_them_up_and_tries_them_out():
    view = billed(SEATS, counts=False)
    assert not time_of(view)
    assert [one.component for one in view.bill.lines] == ["usage"]


def test_what_is_no_time_is_paid_all_the_same():
    def rest(view):
        lines = [one for one in view.bill.lines if "salary_per_year" not in one.inputs]
        return {one.key: np.mean(one.amount) for one in lines}

    people = {"ml_fte": 3, "ops_fte": 3, "delivery_fte": 3}
    counted, not_counted = (billed(MACHINE, counts=one, **people) for one in (True, False))
    assert rest(counted) == pytest.approx(rest(not_counted))
