"""Regret."""

import numpy as np
import pytest

from opendecide.mcda.regret import regret
from opendecide.mcda.sampling import weight_samples


def test_the_compromise_has_the_least_regret_over_all_weights():
    result = regret([[1.0, 0.0], [0.0, 1.0], [0.7, 0.6]], np.eye(2))
    assert result.maximum == pytest.approx([1, 1, 0.4])
    assert result.minimax == 2


def test_no_sample_regrets_more_than_the_corners_of_the_simplex():
    values = np.random.default_rng(0).random((6, 4))
    weights = weight_samples("uniform", 4, 5000, np.random.default_rng(0))
    assert (regret(values, weights).maximum <= regret(values, np.eye(4)).maximum + 1e-12).all()
