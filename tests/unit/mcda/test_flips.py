"""The nearest flip is a flip, and none is nearer."""

import numpy as np
import pytest

from opendecide.mcda.flips import nearest_flip


def test_the_challenger_draws_level_with_the_best():
    values = np.random.default_rng(0).random((5, 4))
    result = nearest_flip(values, [0.4, 0.3, 0.2, 0.1])
    scores = result.weights @ values.T
    level = np.diag(scores) >= scores.max(axis=1) - 1e-9
    assert level[result.possible].all()
    assert result.total_change.min() == 0
    assert result.weights.sum(axis=1) == pytest.approx(np.ones(5))


def test_two_criteria_agree_with_a_hand_calculation():
    # 0.9 w + 0.2 (1 - w) = 0.3 w + 0.7 (1 - w) at w = 5/11; from 0.6 that is 8/55, twice.
    result = nearest_flip([[0.9, 0.2], [0.3, 0.7]], [0.6, 0.4])
    assert result.weights[1] == pytest.approx([5 / 11, 6 / 11])
    assert result.total_change[1] == pytest.approx(16 / 55)


def test_a_dominated_alternative_can_never_win():
    result = nearest_flip([[0.9, 0.8], [0.5, 0.4]], [0.5, 0.5])
    assert result.possible.tolist() == [True, False]
    assert (result.moves[1] == 0).all()
