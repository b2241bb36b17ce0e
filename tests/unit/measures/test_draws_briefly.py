"""What is asked of another kind of organisation once does not stay in the memory."""

import pytest

from opendecide.measures.draws import Draws


def test_what_was_drawn_before_stays_and_what_is_drawn_meanwhile_goes():
    draws = Draws(0, 8)
    draws.memo[("planning", "clinic")] = 1
    with draws.briefly("planning"):
        draws.memo[("planning", "laboratory")] = 2
        draws.memo[("price", "of a model")] = 3
    assert draws.memo == {("planning", "clinic"): 1, ("price", "of a model"): 3}


def test_the_same_is_drawn_again_when_it_is_asked_again():
    draws = Draws(0, 8)
    with draws.briefly("planning"):
        first = draws.normal("salary")
    assert draws.normal("salary") == pytest.approx(first)
