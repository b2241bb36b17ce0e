"""Sobol' indices agree with closed forms."""

import numpy as np
import pytest

from opendecide.mcda.indices import sobol_indices


def ishigami(x):
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_the_ishigami_function_has_its_known_indices():
    result = sobol_indices(ishigami, [(-np.pi, np.pi)] * 3, np.random.default_rng(0))
    assert result.variance == pytest.approx(13.844587940719254, abs=0.1)
    assert result.first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert result.total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    assert result.second == pytest.approx({(0, 1): 0, (0, 2): 0.2437, (1, 2): 0}, abs=0.02)


def test_an_additive_function_has_no_interactions_whatever_its_unit():
    def linear(x):
        return x @ np.array([1.0, 2.0, 3.0])

    result = sobol_indices(linear, [(0, 1)] * 3, np.random.default_rng(0))
    moved = sobol_indices(lambda x: 5 * linear(x) + 9, [(0, 1)] * 3, np.random.default_rng(0))
    assert result.first == pytest.approx([1 / 14, 4 / 14, 9 / 14], abs=0.01)
    assert result.total == pytest.approx(result.first, abs=0.01)
    assert moved.first == pytest.approx(result.first)


def test_a_constant_has_no_variance_to_share():
    result = sobol_indices(lambda x: np.full(len(x), 0.1), [(0, 1)] * 2, np.random.default_rng(0))
    assert result.first.tolist() == [0, 0]
    assert result.total.tolist() == [0, 0]
