"""What holds for every listed weighting, for pairwise judgements, and for groups."""

import warnings

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from opendecide import mcda
from opendecide.errors import InvalidInputError
from opendecide.mcda.comparison import agreement, kendall, weighted_kendall
from opendecide.mcda.groups import group_weights, kendall_w
from opendecide.mcda.sampling.moments import expected_sorted
from opendecide.mcda.weighting.ahp_hierarchy import ahp_hierarchy
from opendecide.mcda.weighting.table import WEIGHTINGS

FEW = settings(deadline=None, max_examples=6)
OBJECTIVE = sorted(name for name, one in WEIGHTINGS.items() if one.about == "data")
SURROGATES = ("rank_order_centroid_weights", "rank_sum_weights", "rank_reciprocal_weights")
TABLES = arrays(float, (5, 3), elements=st.integers(1, 100).map(float), unique=True)
PRIORITIES = arrays(float, 4, elements=st.integers(1, 9).map(float))
SCALES = st.sampled_from([1 / 9, 1 / 7, 1 / 5, 1 / 3, 1, 3, 5, 7, 9])
# With the unit of a column: none needs it but the raw standard deviation.
FREE_OF_UNIT = sorted({*OBJECTIVE} - {"std_weights"})


def reciprocal(upper):
    """Return a comparison matrix from its upper triangle."""
    size = int((1 + (1 + 8 * len(upper)) ** 0.5) / 2)
    table = np.ones((size, size))
    table[np.triu_indices(size, 1)] = upper
    return np.triu(table) + np.triu(1 / table, 1).T


@pytest.mark.parametrize("method", OBJECTIVE)
@FEW
@given(table=TABLES, order=st.permutations(range(3)), rows=st.permutations(range(5)))
def test_weights_from_data_follow_the_columns_and_not_the_rows(method, table, order, rows):
    directions = np.array(["max", "min", "max"])
    weights = mcda.weigh(method, table, directions=directions).weights
    assert weights.sum() == pytest.approx(1)
    assert (weights >= 0).all()
    moved = mcda.weigh(method, table[rows][:, order], directions=directions[order]).weights
    assert moved == pytest.approx(weights[order], abs=1e-9)


@pytest.mark.parametrize("method", FREE_OF_UNIT)
@FEW
@given(table=TABLES, factor=st.floats(0.1, 10))
def test_weights_from_data_do_not_depend_on_the_unit(method, table, factor):
    moved = mcda.weigh(method, table * [1, factor, 1]).weights
    assert moved == pytest.approx(mcda.weigh(method, table).weights, abs=1e-9)


def test_standard_deviations_of_raw_columns_do_depend_on_the_unit():
    table = np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 5.0]])
    moved = mcda.weigh("std_weights", table * [1, 10]).weights
    assert moved[1] > mcda.weigh("std_weights", table).weights[1]


@pytest.mark.parametrize("method", OBJECTIVE)
def test_columns_that_tell_nothing_apart_weigh_nothing_or_all_alike(method):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        some = mcda.weigh(method, [[1, 5, 7], [2, 5, 3], [4, 5, 8]]).weights
        none = mcda.weigh(method, [[1, 5, 7]] * 3).weights
        single = mcda.weigh(method, [[1, 5, 7]]).weights
    assert np.isfinite(some).all()
    assert none == pytest.approx(np.ones(3) / 3)
    assert single == pytest.approx(np.ones(3) / 3)
    if method != "cilos_weights":  # what loses nothing elsewhere is not what varies little
        assert some[1] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("method", OBJECTIVE)
@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([[1, 2], [3, float("nan")]], "row 1, column 1"),
        ([[1, 2], [3]], "same length"),
        ([1, 2, 3], "1 dimensions"),
    ],
)
def test_a_matrix_without_meaning_is_refused_with_its_place(method, table, message):
    with pytest.raises(InvalidInputError, match=message):
        mcda.weigh(method, table)


@pytest.mark.parametrize(
    ("method", "judgements", "message"),
    [
        ("direct", [1, -1], "entry 1"),
        ("swing", [0, 0], "all are zero"),
        ("rank_sum", [0, 1], "ranks from 1"),
        ("ahp", [[1, 2], [0.7, 1]], "row 0, column 1"),
        ("ahp", [[1, -2], [-0.5, 1]], "row 0, column 1"),
        ("ahp", [[1, None], [None, 1]], "ahp_incomplete"),
        ("ahp", [[1, 2, 3]], "square"),
        ("ahp_incomplete", [[1, None], [None, 1]], "nothing joins"),
        ("bwm", ([1, 2], [2, 1, 1], 0, 1), "2 criteria"),
        ("bwm", ([2, 2], [2, 1], 0, 1), "is not 1"),
        ("bwm", ([1, 2], [3, 1], 0, 1), "give the same"),
        ("rancom", [[0.5, 1], [1, 0.5]], "mirror"),
        ("entropy", [[-1, 2], [3, 4]], "row 0, column 0"),
        ("merec", [[0, 2], [3, 4]], "row 0, column 0"),
    ],
)
def test_judgements_without_meaning_are_refused_with_their_place(method, judgements, message):
    with pytest.raises(InvalidInputError, match=message):
        mcda.weigh(method, judgements)


@pytest.mark.parametrize("method", SURROGATES)
@given(size=st.integers(2, 12))
def test_surrogates_fall_with_the_rank_and_sum_to_one(method, size):
    weights = mcda.weigh(method, np.arange(1, size + 1)).weights
    assert weights.sum() == pytest.approx(1)
    assert (np.diff(weights) < 0).all()


@given(size=st.integers(2, 12))
def test_the_centroid_is_the_mean_of_ordered_weights_and_steeper_than_rank_sums(size):
    ranks = np.arange(1, size + 1)
    centroid = mcda.weigh("rank_order_centroid", ranks).weights
    assert centroid == pytest.approx(expected_sorted(size))
    assert centroid[0] > mcda.weigh("rank_sum", ranks).weights[0]


@FEW
@given(priorities=PRIORITIES)
def test_consistent_comparisons_give_their_priorities_by_every_prioritisation(priorities):
    table = priorities[:, None] / priorities
    for prioritisation in ("eigenvector", "geometric_mean", "column_mean"):
        result = mcda.weigh("ahp", table, prioritisation=prioritisation)
        assert result.weights == pytest.approx(priorities / priorities.sum())
        assert result.diagnostics["lambda_max"] == pytest.approx(4)
        assert result.diagnostics["consistency_ratio"] == pytest.approx(0, abs=1e-9)
    known = table.copy()
    known[0, 3] = known[3, 0] = np.nan
    filled = mcda.weigh("ahp_incomplete", known)
    assert filled.weights == pytest.approx(priorities / priorities.sum(), abs=1e-5)


@FEW
@given(upper=arrays(float, 6, elements=SCALES))
def test_contradictions_raise_the_eigenvalue_and_the_mirror_inverts_geometric_means(upper):
    table = reciprocal(upper)
    assert mcda.weigh("ahp", table).diagnostics["lambda_max"] >= 4 - 1e-9
    weights = mcda.weigh("ahp", table, prioritisation="geometric_mean").weights
    mirrored = mcda.weigh("ahp", table.T, prioritisation="geometric_mean").weights
    assert mirrored * weights == pytest.approx(np.full(4, (mirrored * weights)[0]))


def test_the_mirror_does_not_invert_eigenvectors_of_four_that_contradict_each_other():
    table = reciprocal([3, 5, 1 / 3, 7, 1 / 5, 9])
    product = mcda.weigh("ahp", table).weights * mcda.weigh("ahp", table.T).weights
    assert np.ptp(product) / product.max() > 0.01


def test_a_hierarchy_of_three_levels_multiplies_down():
    # AHPy's own test: 0.5 of (x, y, z) = (0.2, 0.4, 0.4), and 0.5 of 0.8 and 0.2 of others.
    halves, leaf = [[1, 1], [1, 1]], np.array([2.0, 4.0, 4.0])
    other = np.array([1.0, 2.0, 3.0])

    def compared(values):
        return values[:, None] / values

    level = {"matrix": [[1, 2], [1 / 2, 1]], "below": [compared(leaf), compared(other)]}
    middle = {"matrix": [[1, 4], [1 / 4, 1]], "below": [level, compared(other)]}
    top = {"matrix": halves, "below": [middle, compared(leaf)]}
    weights, _ = ahp_hierarchy(top)
    assert weights == pytest.approx([0.1922, 0.3844, 0.4233], abs=6e-5)


@FEW
@given(powers=arrays(float, 4, elements=st.integers(0, 3).map(float)))
def test_best_worst_comparisons_without_contradiction_give_their_ratios(powers):
    assume(powers.max() > powers.min())
    values = 2.0**powers
    best, worst = int(np.argmax(values)), int(np.argmin(values))
    judgements = (values[best] / values, values / values[worst], best, worst)
    for model in ("linear", "nonlinear"):
        result = mcda.weigh("bwm", judgements, model=model)
        assert result.weights == pytest.approx(values / values.sum(), abs=1e-6)
        assert result.diagnostics["xi"] == pytest.approx(0, abs=1e-6)
    order = [2, 0, 3, 1]
    renamed = (
        judgements[0][order],
        judgements[1][order],
        order.index(best),
        order.index(worst),
    )
    assert mcda.weigh("bwm", renamed).weights == pytest.approx(values[order] / values.sum())


def test_a_contradiction_in_best_worst_comparisons_shows_in_xi():
    result = mcda.weigh("bwm", ([1, 3, 8], [8, 2, 1], 0, 2), model="nonlinear")
    assert result.diagnostics["xi"] > 0.1
    assert result.diagnostics["consistency_ratio"] > 0


def test_a_group_is_its_members_and_how_far_they_agree():
    group = group_weights([[3, 2, 1], [2, 3, 1]], influence=[3, 1])
    assert group.average == pytest.approx([11 / 24, 9 / 24, 4 / 24])
    assert group.per_member.sum(axis=1) == pytest.approx([1, 1])
    assert group.agreement == pytest.approx(0.75)  # rank sums 5, 5, 2: 12 * 6 / (4 * 24)
    assert kendall_w([[1, 2, 3], [3, 2, 1]]) == pytest.approx(0)
    assert group_weights([[3, 2, 1]]).agreement is None


def test_agreement_of_rankings_counts_the_top_more_where_it_says_so():
    top, bottom = [2, 1, 3, 4], [1, 2, 4, 3]
    assert kendall([1, 2, 3, 4], top) == kendall([1, 2, 3, 4], bottom)
    assert weighted_kendall([1, 2, 3, 4], top) < weighted_kendall([1, 2, 3, 4], bottom)
    assert agreement({"one": [1, 2], "other": [1, 1]})["one", "other"] is None
