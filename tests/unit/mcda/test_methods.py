"""Order, dominance and monotonicity of every listed method, and examples of where they fail."""

import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendecide import mcda

PROBLEMS = runpy.run_path(str(Path(__file__).parent / "problems.py"))
problem, problems, solve = PROBLEMS["problem"], PROBLEMS["problems"], PROBLEMS["solve"]
changed, goodness = PROBLEMS["changed"], PROBLEMS["goodness"]

ALL = sorted(mcda.METHODS)
FEW = settings(deadline=None, max_examples=6)


def methods(*names):
    return pytest.mark.parametrize("method", names or ALL)


# Order, properties P1 and P2


@methods()
@FEW
@given(case=problems(), order=st.permutations(range(5)))
def test_the_order_of_alternatives_permutes_the_result_and_nothing_else(method, case, order):
    order = list(order)
    moved = solve(method, changed(case, matrix=case.matrix[order]))
    result = solve(method, case)
    assert moved.scores == pytest.approx(result.scores[order])
    assert (moved.ranks == result.ranks[order]).all()


@methods()
@FEW
@given(case=problems(), order=st.permutations(range(3)))
def test_the_order_of_criteria_changes_nothing(method, case, order):
    order = list(order)
    moved = changed(
        case,
        matrix=case.matrix[:, order],
        weights=case.weights[order],
        signs=case.signs[order],
    )
    assert solve(method, moved).scores == pytest.approx(solve(method, case).scores)


# Dominance, property P3


@methods(*sorted(set(ALL) - {"codas", "multimoora", "electre1", "electre2", "electre3"}))
@FEW
@given(case=problems())
def test_better_on_everything_is_not_worse(method, case):
    matrix = case.matrix.copy()
    matrix[1] = matrix[0] + 0.5 * case.signs
    scores = goodness(method, solve(method, changed(case, matrix=matrix)))
    assert scores[1] >= scores[0] - 1e-9


def test_codas_can_rank_a_dominated_alternative_above_the_one_that_dominates_it():
    # The taxicab lead counts from tau on, so a small lead in one distance drops out.
    case = problem([[15, 12], [13, 12], [8, 2], [10, 11]], [1, 1], [-1, 1])
    scores = solve("codas", case).scores
    assert scores[1] < scores[0]


def test_spotis_with_an_expected_solution_inside_does_not_want_more():
    case = problem([[60, 60], [50, 50]], [1, 1], [1, 1])
    assert solve("spotis", case).ranks.tolist() == [1, 2]
    assert solve("spotis", case, reference=[50, 50]).ranks.tolist() == [2, 1]


@FEW
@given(case=problems())
def test_in_electre_a_dominated_alternative_is_never_more_credible(case):
    matrix = case.matrix.copy()
    matrix[1] = matrix[0] + 0.5 * case.signs
    table = solve("electre3", changed(case, matrix=matrix)).details["credibility"]
    assert (table[1] >= table[0] - 1e-9).all()
    assert (table[:, 1] <= table[:, 0] + 1e-9).all()


# Monotonicity, property P4


@methods("wsm", "wpm", "waspas", "mabac", "mairca", "moora", "spotis", "rafsi", "promethee")
@FEW
@given(case=problems(), row=st.integers(0, 4), column=st.integers(0, 2))
def test_an_improvement_does_not_cost_a_rank(method, case, row, column):
    matrix = case.matrix.copy()
    matrix[row, column] += 0.5 * case.signs[column]
    after = solve(method, changed(case, matrix=matrix))
    assert after.ranks[row] <= solve(method, case).ranks[row]


@pytest.mark.parametrize(
    ("method", "case", "row", "column", "to"),
    [
        ("vikor", ([[2, 16], [11, 16], [13, 12], [2, 19]], [1, 1], [-1, -1]), 3, 1, 17),
        ("cocoso", ([[9, 10], [10, 17], [10, 18], [17, 1]], [3, 2], [1, 1]), 2, 1, 22),
        ("electre1", ([[2, 12], [7, 11], [14, 16], [12, 13]], [2, 1], [1, -1]), 0, 0, 4),
        ("electre2", ([[16, 15], [9, 2], [9, 6], [1, 16]], [1, 3], [-1, -1]), 0, 0, 12),
        (
            "electre3",
            (
                [[9, 11, 59], [70, 41, 27], [11, 58, 6], [42, 80, 92], [33, 75, 21]],
                [3, 1, 3],
                [1, -1, -1],
            ),
            *(4, 0, 36),
        ),
    ],
)
def test_an_improvement_can_cost_a_rank(method, case, row, column, to):
    before = problem(*case)
    matrix = before.matrix.copy()
    assert (to - matrix[row, column]) * before.signs[column] > 0
    matrix[row, column] = to
    after = solve(method, changed(before, matrix=matrix))
    assert after.ranks[row] > solve(method, before).ranks[row]


# Duplicates, property P9


@methods()
@FEW
@given(case=problems())
def test_a_copy_gets_the_score_and_the_rank_of_its_original(method, case):
    result = solve(method, changed(case, matrix=np.vstack([case.matrix, case.matrix[:1]])))
    assert result.scores[0] == pytest.approx(result.scores[-1])
    assert result.ranks[0] == result.ranks[-1]


# Irrelevant alternatives, property P8


@methods(*sorted(name for name, one in mcda.METHODS.items() if one.independent))
@FEW
@given(case=problems())
def test_a_third_alternative_cannot_swap_two_others(method, case):
    few = solve(method, changed(case, matrix=case.matrix[:-1]))
    many = solve(method, case).ranks[:-1]
    order = np.sign(many[:, None] - many)
    assert (order == np.sign(few.ranks[:, None] - few.ranks)).all()


A = ([[13, 7], [11, 3], [17, 9], [18, 16]], [3, 1], [-1, 1])
B = ([[10, 12], [19, 14], [13, 11], [11, 18]], [1, 3], [-1, 1])
C = ([[12, 17], [19, 5], [11, 3], [2, 13]], [1, 3], [-1, 1])
D = ([[2, 8], [6, 14], [15, 14], [18, 18]], [1, 1], [1, -1])
SWAPS = {
    **dict.fromkeys(("aras", "copras", "electre1", "electre2"), A),
    **dict.fromkeys(("cocoso", "codas", "mabac", "mairca", "topsis"), B),
    **dict.fromkeys(("marcos", "moora", "multimoora"), C),
    **dict.fromkeys(("vikor", "waspas"), D),
    "edas": ([[11, 8], [19, 4], [18, 2], [12, 12]], [3, 1], [-1, -1]),
    "electre3": ([[6, 4], [13, 8], [18, 2], [14, 14]], [1, 1], [1, 1]),
    "ocra": ([[8, 9], [10, 19], [4, 10], [1, 9]], [3, 2], [1, -1]),
    "promethee": ([[19, 18], [13, 19], [17, 1], [3, 17]], [1, 3], [-1, -1]),
}


def test_every_method_that_is_not_independent_has_an_example():
    assert {*SWAPS} == {name for name, one in mcda.METHODS.items() if not one.independent}


@pytest.mark.parametrize(("method", "case"), SWAPS.items(), ids=SWAPS)
def test_a_third_alternative_can_swap_two_others(method, case):
    given_all = problem(*case)
    few = solve(method, changed(given_all, matrix=given_all.matrix[:-1])).ranks
    many = solve(method, given_all).ranks[:-1]
    assert ((few[:, None] < few) & (many[:, None] > many)).any()


@FEW
@given(case=problems(rows=6))
def test_promethee_swaps_only_what_is_close(case):
    few = solve("promethee", changed(case, matrix=case.matrix[:-1])).scores
    many = solve("promethee", case).scores[:-1]
    swapped = (few[:, None] < few) & (many[:, None] > many)
    assert (np.abs(many[:, None] - many)[swapped] <= 2 / 5 + 1e-9).all()


@pytest.mark.parametrize("normalization", ["max", "sum"])
@FEW
@given(case=problems())
def test_the_weighted_product_is_independent_under_a_common_factor(normalization, case):
    upward = changed(case, signs=np.ones(3))
    many = solve("wpm", upward, normalization=normalization).ranks[:-1]
    part = changed(upward, matrix=case.matrix[:-1])
    few = solve("wpm", part, normalization=normalization).ranks
    assert (np.sign(many[:, None] - many) == np.sign(few[:, None] - few)).all()
