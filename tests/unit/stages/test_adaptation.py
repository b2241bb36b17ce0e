"""Who asks for weights trained further pays people for it, before the start and at each change."""

import numpy as np
import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.billing.reference import reference_middle
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

CATALOG, CRITERIA = load_catalog(), load_criteria()


def case_of(*asked, persona="productivity_enterprise"):
    """Return a case with one workload for each of these wishes."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Market", "country": "PT", "persona": persona},
            "workloads": [
                {"id": f"w{place}", "task_type": "classification", "user_type": "machine", **wish}
                for place, wish in enumerate(asked)
            ],
        }
    )
    return complete(profile, CATALOG, CRITERIA)[0]


def bill(*asked, persona="productivity_enterprise"):
    case = case_of(*asked, persona=persona)
    return price(candidates(case, {"verda": {"gpt-oss-20b"}}), Draws(0, 64))[0].bill


def effort(found, key):
    """Return the people's time on a line of this kind, at its middle."""
    return sum(float(np.median(line.quantity)) for line in found.lines if line.key == key)


PLAIN, ADAPTERS = {}, {"customization_need": "adapters"}


@pytest.mark.parametrize(
    "asked",
    [
        ADAPTERS,
        {"customization_need": "full_tuning"},
        {"customization_need": "managed_tuning"},
        {"must_have": ["fine_tuning>=adapters"]},
    ],
)
def test_weights_that_are_trained_further_take_people_before_the_start(asked):
    assert effort(bill(asked), "setup_adaptation") > 0
    assert np.median(bill(asked).upfront_cash) > np.median(bill(PLAIN).upfront_cash)


@pytest.mark.parametrize("asked", [PLAIN, {"customization_need": "retrieval_and_tools"}])
def test_who_asks_for_no_weights_pays_for_no_training(asked):
    assert effort(bill(asked), "setup_adaptation") == 0
    assert effort(bill(asked), "migration") == effort(bill(PLAIN), "migration")


def test_each_workload_has_examples_of_its_own():
    one, two = (effort(bill(*[ADAPTERS] * many), "setup_adaptation") for many in (1, 2))
    assert two == pytest.approx(2 * one)


def test_a_change_of_model_asks_for_training_again_but_not_for_new_examples():
    again = effort(bill(ADAPTERS), "migration") - effort(bill(PLAIN), "migration")
    rules = CATALOG.rules
    yearly = rules["cost.migrations_per_year_cloud"].value
    assert again > 0
    assert again < yearly * rules["cost.adaptation"].value
    assert rules["cost.adaptation_again"].value < rules["cost.adaptation"].value


def test_the_yardstick_of_cost_has_the_training_that_is_owed_whatever_answers():
    assert reference_middle(case_of(ADAPTERS)) > reference_middle(case_of(PLAIN))


def test_own_time_of_one_person_is_shown_apart():
    assert effort(bill(ADAPTERS, persona="individual"), "setup_adaptation") == 0
