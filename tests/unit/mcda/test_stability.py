"""Weight intervals are exact, and right on both sides of their ends."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from opendecide.mcda.stability import stability, switch_points

ORACLES = Path(__file__).parents[2] / "oracles" / "sensitivity.json"
CASES = [
    case
    for case in json.loads(ORACLES.read_text(encoding="utf-8"))
    if case["method"] == "weight_stability"
]
TABLES = arrays(float, (4, 3), elements=st.floats(0, 1, allow_subnormal=False))


def moved(weights, criterion, to):
    others = weights * (1 - to) / (1 - weights[criterion])
    others[criterion] = to
    return others


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_intervals_are_those_of_exact_fractions(case):
    result = stability(case["matrix"], case["weights"])
    assert result.winner == pytest.approx(np.array(case["expected"]["winner_intervals"]), abs=1e-9)
    ranking = np.array(case["expected"]["full_ranking_intervals"])
    assert result.ranking == pytest.approx(ranking, abs=1e-9)


@settings(deadline=None)
@given(values=TABLES)
def test_intervals_hold_the_present_weight_and_nest(values):
    weights = np.array([0.5, 0.3, 0.2])
    result = stability(values, weights)
    assert (result.winner[:, 0] <= result.ranking[:, 0]).all()
    assert (result.ranking[:, 0] <= weights + 1e-12).all()
    assert (weights <= result.ranking[:, 1] + 1e-12).all()
    assert (result.ranking[:, 1] <= result.winner[:, 1]).all()
    assert result.winner.min() >= 0
    assert result.winner.max() <= 1


def test_the_winner_changes_just_outside_and_not_inside():
    values = np.random.default_rng(5).random((6, 4))
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    winner = np.argmax(values @ weights)
    ends = 0
    for criterion, interval in enumerate(stability(values, weights).winner):
        for end, inward in zip(interval, (1e-6, -1e-6), strict=True):
            assert np.argmax(values @ moved(weights, criterion, end + inward)) == winner
            if 0 < end < 1:
                ends += 1
                assert np.argmax(values @ moved(weights, criterion, end - inward)) != winner
    assert ends


def test_the_lead_changes_at_switch_points_and_nowhere_else():
    values = np.random.default_rng(2).random((8, 3))
    weights = np.array([0.5, 0.3, 0.2])
    grid = (np.arange(2000) + 0.5) / 2000
    for criterion, points in enumerate(switch_points(values, weights)):
        leaders = [np.argmax(values @ moved(weights, criterion, to)) for to in grid]
        changes = np.flatnonzero(np.diff(leaders))
        assert [point.at for point in points] == pytest.approx(grid[changes], abs=1e-3)
        assert [point.below for point in points] == [leaders[change] for change in changes]
