"""What a profile says of its needs moves the weights of its persona."""

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.criteria import factors_of
from opendecide.model.preferences import Risk
from opendecide.model.profile import Profile
from opendecide.reading.criteria import load_criteria
from opendecide.stages.run import weigh
from opendecide.stages.weighing.weight_shifts import CONDITIONS, shifts


def weight_of_adaptation(**said):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [{"id": "help", "task_type": "chat_assistant", **said}],
        }
    )
    weights, _ = weigh(profile, load_criteria(), Draws(0, 64))
    return weights.mean[weights.factors.index("customization.adaptation_depth")]


def test_what_nobody_asks_for_weighs_as_little_as_what_nobody_needs():
    assert weight_of_adaptation() == weight_of_adaptation(customization_need="prompts")
    assert weight_of_adaptation() < weight_of_adaptation(customization_need="adapters") / 2


def test_fine_tuning_as_a_must_have_is_a_need_as_well():
    asked = weight_of_adaptation(customization_need="adapters")
    assert weight_of_adaptation(must_have=["fine_tuning>=adapters"]) == asked


def profile(**budget):
    return Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR", "persona": "startup"},
            "workloads": [{"id": "help", "task_type": "chat_assistant"}],
            "budget": budget,
        }
    )


@pytest.mark.parametrize(
    ("budget", "short"),
    [
        ({}, False),
        ({"capex_allowed": False}, False),
        ({"cash_available": {"amount": 20_000, "currency": "EUR"}}, True),
        ({"capex_allowed": False, "cash_available": {"amount": 20_000, "currency": "EUR"}}, True),
    ],
)
def test_who_names_the_cash_at_hand_is_short_of_it_and_who_may_not_buy_machines_is_not(
    budget, short
):
    assert CONDITIONS["cash_constrained"](profile(**budget)) is short


@pytest.mark.parametrize("persona", ["startup", "public_administration", "regulated_enterprise"])
def test_to_state_the_weight_that_a_criterion_has_today_moves_no_other(persona):
    said = {
        "organisation": {"name": "Firm", "country": "FR", "persona": persona, "sector": "health"},
        "workloads": [{"id": "help", "task_type": "chat_assistant", "exposure": "public"}],
        "preferences": {"independence": "high"},
    }
    criteria, draws = load_criteria(), Draws(0, 4096)
    usual, made = weigh(Profile.model_validate(said), criteria, draws)
    assert made
    cost = [place for place, one in enumerate(usual.factors) if one.startswith("cost.")]
    today = 100 * usual.mean[cost].sum()
    said["preferences"]["weights"] = {"direct": {"cost": today}}
    stated, _ = weigh(Profile.model_validate(said), criteria, draws)
    assert stated.mean == pytest.approx(usual.mean, abs=0.004)


def test_the_weights_of_a_kind_are_the_same_after_those_of_another():
    criteria, draws = load_criteria(), Draws(0, 64)
    firm = profile()
    office = firm.organisation.model_copy(update={"persona": "public_administration"})
    first, _ = weigh(firm, criteria, draws)
    other, _ = weigh(firm.model_copy(update={"organisation": office}), criteria, draws)
    again, _ = weigh(firm, criteria, draws)
    assert (first.samples == again.samples).all()
    assert (first.samples != other.samples).any()


@pytest.mark.parametrize(
    ("attitude", "times"),
    [
        ("averse", 1.2),
        ({"cara": 2}, 1.2),
        ("neutral", 1.0),
        ("seeking", 0.83),
        ({"cara": -1}, 0.83),
    ],
)
def test_who_is_averse_to_risk_gives_a_predictable_bill_more_and_who_seeks_it_less(attitude, times):
    asked = profile().model_copy(update={"risk": Risk(attitude=attitude)})
    moved = shifts(load_criteria(), asked).times
    column = [*factors_of(load_criteria())].index("cost.cost_predictability")
    assert moved[column] == pytest.approx(times)
