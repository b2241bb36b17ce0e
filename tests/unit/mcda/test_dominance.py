"""Dominance and potential optimality."""

import json
from pathlib import Path

import numpy as np

from opendecide.mcda.acceptability import acceptability
from opendecide.mcda.dominance import dominance, potential_optimality
from opendecide.mcda.sampling import weight_samples

ORACLE = json.loads((Path(__file__).parents[2] / "oracles" / "dominance.json").read_text("utf-8"))


def test_the_pareto_set_is_that_of_the_definition():
    case = ORACLE[0]
    signs = [1 if direction == "max" else -1 for direction in case["directions"]]
    result = dominance(np.array(case["matrix"]) * signs)
    assert result.pareto_set.tolist() == case["expected"]["pareto_set"]
    assert np.argwhere(result.dominates).tolist() == case["expected"]["dominates"]


def test_whoever_wins_a_sample_is_potentially_optimal_and_dominated_by_nobody():
    values = np.random.default_rng(0).random((12, 3))
    weights = weight_samples("uniform", 3, 5000, np.random.default_rng(0))
    wins = acceptability(values, weights).has_central
    optimal = potential_optimality(values)
    assert (optimal.possible >= wins).all()
    assert not dominance(values).dominates[:, optimal.possible].any()
