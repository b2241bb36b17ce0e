"""Rank acceptability agrees with exact volumes and keeps its books."""

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from opendecide.errors import InvalidInputError
from opendecide.mcda.acceptability import acceptability
from opendecide.mcda.exact_volumes import exact_acceptability
from opendecide.mcda.sampling import weight_chunks, weight_samples

ORACLES = Path(__file__).parents[2] / "oracles" / "smaa.json"
CASES = [
    case
    for case in json.loads(ORACLES.read_text(encoding="utf-8"))
    if case["method"] == "smaa_exact"
]
TABLES = arrays(float, (5, 3), elements=st.integers(0, 4).map(lambda level: level / 4))


def drawn(criteria, samples=2000, seed=0):
    return weight_samples("uniform", criteria, samples, np.random.default_rng(seed))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_exact_volumes_give_the_closed_form(case):
    result, expected = exact_acceptability(case["matrix"]), case["expected"]
    assert result.rank == pytest.approx(np.array(expected["rank_acceptability"]), abs=1e-9)
    assert result.pairwise == pytest.approx(np.array(expected["pairwise_winning"]), abs=1e-9)
    for has, own, weights in zip(
        result.has_central, result.central_weights, expected["central_weights"], strict=True
    ):
        assert has == (weights is not None)
        if has:
            assert own == pytest.approx(np.array(weights), abs=1e-9)


def test_samples_come_within_five_standard_errors_of_exact_volumes():
    values = np.random.default_rng(3).random((5, 4))
    exact, sampled = exact_acceptability(values), acceptability(values, drawn(4, 100_000))
    error = 5 * np.sqrt(exact.rank * (1 - exact.rank) / 100_000) + 1e-9
    assert (np.abs(exact.rank - sampled.rank) <= error).all()


@settings(deadline=None, max_examples=50)
@given(values=TABLES)
def test_ranks_are_those_of_counting_who_is_better_even_with_ties(values):
    weights = np.random.default_rng(0).integers(1, 4, (200, 3)) / 8
    weights /= weights.sum(axis=1, keepdims=True)
    result = acceptability(values, weights)
    scores = weights @ values.T
    ahead = scores[:, :, None] - scores[:, None, :] > 1e-9
    places = ahead.sum(axis=1)
    expected = np.array([[(places[:, a] == r).mean() for r in range(5)] for a in range(5)])
    assert result.rank == pytest.approx(expected)
    assert result.pairwise == pytest.approx(ahead.mean(axis=0))


@settings(deadline=None, max_examples=50)
@given(values=TABLES)
def test_the_books_balance(values):
    weights = drawn(3, 500)
    result = acceptability(values, weights)
    assert result.rank.sum(axis=1) == pytest.approx(np.ones(5))
    assert (result.rank.sum(axis=0)[0] >= 1 - 1e-12).all()
    assert (result.pairwise + result.pairwise.T <= 1 + 1e-12).all()
    expected_rank = result.rank @ np.arange(5)
    assert expected_rank == pytest.approx(result.pairwise.sum(axis=0))
    if result.rank[:, 0].sum() == pytest.approx(1):
        mean = result.rank[:, 0] @ result.central_weights
        assert mean == pytest.approx(weights.mean(axis=0))
    assert (result.central_weights.sum(axis=1)[result.has_central] == pytest.approx(1)) is True


@settings(deadline=None, max_examples=20)
@given(
    values=arrays(float, (5, 3), elements=st.integers(0, 100).map(float), unique=True),
    row=st.integers(0, 4),
    column=st.integers(0, 2),
)
def test_first_ranks_are_bounded_by_duels_and_grow_with_a_value(values, row, column):
    weights = drawn(3, 300)
    result = acceptability(values, weights)
    duels = result.pairwise + np.eye(5)
    assert (result.rank[:, 0] <= duels.min(axis=1) + 1e-12).all()
    better = values.copy()
    better[row, column] += 0.5
    assert acceptability(better, weights).rank[row, 0] >= result.rank[row, 0]
    worse = values.copy()
    worse[row] = values[row - 1] - 0.5
    assert acceptability(worse, weights).rank[row, 0] == 0


def test_a_copy_shares_every_rank_with_its_original():
    values = np.random.default_rng(0).random((4, 3))
    result = acceptability(np.vstack([values, values[:1]]), drawn(3))
    assert (result.rank[0] == result.rank[4]).all()
    assert result.pairwise[0, 4] == result.pairwise[4, 0] == 0


def test_the_order_of_alternatives_changes_nothing_else():
    values = np.random.default_rng(0).random((3, 3))
    result = acceptability(values, drawn(3))
    for order in map(list, permutations(range(3))):
        assert (acceptability(values[order], drawn(3)).rank == result.rank[order]).all()


def test_chunks_give_what_one_table_gives():
    values = np.random.default_rng(0).random((6, 3))
    chunks = weight_chunks("uniform", 3, 2000, np.random.default_rng(0), chunk=8192)
    assert (acceptability(values, chunks).rank == acceptability(values, drawn(3)).rank).all()


def test_many_alternatives_are_ranked_as_well_as_few():
    values = np.random.default_rng(0).random((300, 3))
    weights = drawn(3, 50)
    places = np.argsort(np.argsort(-(weights @ values.T), axis=1), axis=1)
    result = acceptability(values, weights)
    assert result.rank @ np.arange(300) == pytest.approx(places.mean(axis=0))


def test_confidence_is_how_often_uncertain_values_let_an_alternative_win():
    tables = np.array([[[1.0, 0.0], [0.0, 0.4]], [[1.0, 0.0], [0.0, 2.0]]] * 50)
    result = acceptability(tables, [0.5, 0.5])
    assert result.confidence == pytest.approx([0.5, 0.5])
    assert acceptability(tables[0], [0.5, 0.5]).confidence == pytest.approx([1, 0])


@pytest.mark.parametrize(
    ("values", "weights", "message"),
    [
        ([[1, np.nan]], [[1, 1]], "row 0, column 1"),
        ([[1, 2]], [[1, 1], [1, -1]], "row 1, column 1"),
        ([[1, 2]], [[0, 0]], "sums to 0"),
        ([[1, 2]], [[1, 1, 1]], "one weight per column"),
        ([[1, 2]], np.empty((0, 2)), "samples"),
    ],
)
def test_input_without_meaning_is_refused_with_its_place(values, weights, message):
    with pytest.raises(InvalidInputError, match=message):
        acceptability(values, weights)
