"""A model in a program for the public runs on its users' devices, which are theirs to look after."""

import numpy as np
import pytest

from opendecide.measures.draws import Draws
from opendecide.measures.operability import people_needed
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

CATALOG, CRITERIA, DRAWS = load_catalog(), load_criteria(), Draws(0, 128)


def on_devices(count, users, **work):
    """Return a program whose characters talk on as many devices, with its bill."""
    talk = {"id": "talk", "task_type": "chat_assistant", "volume": {"requests_per_day": 100000}}
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Studio", "country": "SE", "persona": "startup"},
            "workloads": [talk | {"user_type": users} | work],
            "hardware": {"devices": {"count": count, "memory_gb": 16}},
        }
    )
    case, _ = complete(profile, CATALOG, CRITERIA)
    [view] = price(candidates(case, {"end-user-device": {"granite-4.1-8b"}}), DRAWS)
    return view


@pytest.mark.parametrize("users", ["public", "minors"])
def test_more_players_take_nobody_more_and_pay_for_their_own_power(users):
    few, many = on_devices(10, users), on_devices(380_000, users)
    assert people_needed(many) == people_needed(few)
    assert many.bill.paid_spread == pytest.approx(few.bill.paid_spread)
    assert "electricity" not in {one.key for one in many.bill.lines}


def test_what_is_sold_with_the_model_in_it_is_its_buyers():
    sold = {"redistribute": "adapted_model", "customization_need": "adapters"}
    few, many = on_devices(10, "expert", **sold), on_devices(27_000, "expert", **sold)
    assert people_needed(many) == people_needed(few)
    assert many.bill.paid_spread == pytest.approx(few.bill.paid_spread)


def test_more_devices_of_its_own_people_take_more_and_use_power():
    few, many = on_devices(10, "employee"), on_devices(380_000, "employee")
    assert people_needed(many).mid > people_needed(few).mid
    assert many.bill.paid_spread.p50 > few.bill.paid_spread.p50
    assert np.mean(next(one.amount for one in many.bill.lines if one.key == "electricity")) > 0
