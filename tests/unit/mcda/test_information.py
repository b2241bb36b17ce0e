"""Values of information agree with enumeration and with closed forms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from opendecide.mcda.information import discrete_information, information
from opendecide.mcda.normal_information import normal_information

PAYOFFS = arrays(float, (6, 3), elements=st.floats(-10, 10, allow_subnormal=False))


def test_the_oil_wildcatter_pays_for_knowing_the_oil_but_little_for_the_cost():
    # SAS/OR user's guide, PROC DTREE: 140, 155 for the oil, 10 for the cost, in thousands.
    oil, cost = (grid.ravel() for grid in np.meshgrid([0, 700, 1200], [150, 300, 500]))
    chances = np.outer([0.2, 0.6, 0.2], [0.5, 0.3, 0.2]).ravel()
    payoffs = np.column_stack([oil - cost, np.zeros(9)])
    result = discrete_information(payoffs, chances, groups={"oil": oil, "cost": cost})
    assert result.expected_value == pytest.approx(140)
    assert result.evppi == pytest.approx({"oil": 155, "cost": 10})
    assert result.evpi == pytest.approx(155)


@settings(deadline=None)
@given(payoffs=PAYOFFS, signal=st.floats(0, 1))
def test_knowing_more_is_worth_more(payoffs, signal):
    first, second = [0, 0, 0, 1, 1, 1], [0, 1, 2, 0, 1, 2]
    groups = {"one": first, "other": second, "both": np.column_stack([first, second])}
    likelihood = np.column_stack([np.linspace(0, signal, 6), 1 - np.linspace(0, signal, 6)])
    result = discrete_information(payoffs, [1 / 6] * 6, likelihood=likelihood, groups=groups)
    assert 0 <= result.evsi <= result.evpi
    assert min(result.evppi.values()) >= 0
    assert max(result.evppi["one"], result.evppi["other"]) <= result.evppi["both"] + 1e-9
    assert result.evppi["both"] <= result.evpi + 1e-9
    moved = discrete_information(3 * payoffs + 7, [1 / 6] * 6, groups=groups)
    assert moved.evpi == pytest.approx(3 * result.evpi, abs=1e-9)


def test_samples_agree_with_the_closed_form_of_two_normal_payoffs():
    rng = np.random.default_rng(0)
    payoffs = rng.normal([12, 10], [3, 4], (40_000, 2))
    exact = normal_information([12, 10], [3, 4])
    groups = {"one": payoffs[:, 0], "other": payoffs[:, 1], "both": payoffs}
    result = information(payoffs[:, :, np.newaxis], [1.0], groups)
    assert result.evpi == pytest.approx(exact.evpi, abs=0.05)
    assert result.evppi["one"] == pytest.approx(exact.evppi[0], abs=0.05)
    assert result.evppi["other"] == pytest.approx(exact.evppi[1], abs=0.05)
    assert result.evppi["both"] <= result.evpi


def test_normal_payoffs_have_the_value_of_the_unit_loss_integral():
    result = normal_information([10, 10], [3, 4])
    assert result.evpi == pytest.approx(1.9947114020071635, abs=1e-9)
    assert result.evppi == pytest.approx([1.1968268412042982, 1.5957691216057308], abs=1e-9)
    shifted = normal_information([12, 10], [3, 4])
    assert shifted.probability_best == pytest.approx([0.6554217416103242, 0.3445782583896758])


def test_three_equal_normal_payoffs_have_the_known_expected_maximum():
    # The mean of the greatest of three standard normal numbers is 3 / (2 sqrt(pi)).
    result = normal_information([0, 0, 0], [1, 1, 1], observation_sds=[0, 0, 0])
    assert result.evpi == pytest.approx(3 / (2 * np.sqrt(np.pi)))
    assert result.evsi == pytest.approx(result.evpi)
    assert result.probability_best == pytest.approx([1 / 3] * 3)
