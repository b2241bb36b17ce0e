"""What a profile says of the organisation moves its persona's weights, and nothing else does."""

import pytest

from opendecide.model.profile import Profile
from opendecide.stages.weight_shifts import CONDITIONS


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
