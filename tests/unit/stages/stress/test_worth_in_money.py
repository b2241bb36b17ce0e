"""What an answer is worth in money follows from the weights and from the scale of costs."""

import numpy as np
import pytest

from opendecide.measures.draws import Draws
from opendecide.model.criteria import factors_of
from opendecide.reading.criteria import load_criteria
from opendecide.stages.assessment.scales import Scales
from opendecide.stages.stress.worth_in_money import rise_for


@pytest.fixture(scope="module")
def cost():
    return factors_of(load_criteria())["cost.tco"]


@pytest.fixture(scope="module")
def scales():
    return Scales(Draws(0, 8), "persona_prior", budgeted=True)


def test_half_of_the_scale_is_the_square_root_of_a_factor_ten(cost, scales):
    # From a tenth of the ceiling, worth 1, to the ceiling, worth 0, along the logarithm.
    assert rise_for(0.5, cost, scales, 0.1) == pytest.approx(10**-0.5 - 0.1)


def test_what_is_cheaper_than_the_scale_can_tell_may_first_rise_to_its_end(cost, scales):
    assert rise_for(0.5, cost, scales, 0.05) == pytest.approx(10**-0.5 - 0.05)


def test_nothing_is_worth_nothing_and_no_money_makes_up_for_all(cost, scales):
    assert rise_for(0.0, cost, scales, 0.3) == 0.0
    assert rise_for(0.9, cost, scales, 0.3) is None


def test_the_dearer_it_is_the_more_a_point_costs(cost, scales):
    rises = [rise_for(0.1, cost, scales, today) for today in np.linspace(0.1, 0.7, 5)]
    assert rises == sorted(rises)
