"""Units, weights, directions and ranges of every listed method, and input without meaning."""

import runpy
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendecide import mcda
from opendecide.errors import InvalidInputError

PROBLEMS = runpy.run_path(str(Path(__file__).parent / "problems.py"))
problem, problems, solve = PROBLEMS["problem"], PROBLEMS["problems"], PROBLEMS["solve"]
changed = PROBLEMS["changed"]

ALL = sorted(mcda.METHODS)
FEW = settings(deadline=None, max_examples=6)
AFFINE = ("vikor", "mabac", "mairca", "cocoso", "promethee", "electre3", "electre_tri")
FIXED = ("spotis", "rafsi", "mrsort")
RATIO = ("waspas", "topsis", "copras", "aras", "edas", "moora", "multimoora", "codas", "marcos")
FLIPPED = ("topsis", "vikor", "promethee", "electre3", "electre_tri", "mabac", "mairca", "cocoso")
POSITIVE = ("wpm", "waspas", "codas", "copras", "aras", "marcos", "multimoora", "ocra")
NOT_FOR_SCALE = {"codas", "mrsort"}  # tau and the majority are on the scale of the weights
WITHOUT_WEIGHTS = {"electre1", "electre2", "electre3", "electre_tri", "multimoora"}
# One more criterion changes nothing there, but the smallest sum of powers: 0 to the power 0 is 1.
WITHOUT_WEIGHTS |= {"cocoso"}


def methods(*names):
    return pytest.mark.parametrize("method", names or ALL)


# Units, property P5


@methods(*AFFINE, *FIXED)
@FEW
@given(case=problems(), factor=st.floats(0.1, 10), shift=st.integers(-50, 50))
def test_another_unit_with_another_zero_changes_nothing(method, case, factor, shift):
    unit, moved = case.unit.copy(), case.shift.copy()
    unit[1], moved[1] = factor, shift
    other = changed(case, matrix=case.matrix * unit + moved, unit=unit, shift=moved)
    assert solve(method, other).scores == pytest.approx(solve(method, case).scores, abs=1e-9)


@methods(*RATIO)
@FEW
@given(case=problems(), factor=st.floats(0.1, 10))
def test_another_unit_with_the_same_zero_changes_nothing(method, case, factor):
    unit = case.unit.copy()
    unit[1] = factor
    other = changed(case, matrix=case.matrix * unit, unit=unit)
    assert solve(method, other).scores == pytest.approx(solve(method, case).scores, abs=1e-9)


@methods(*RATIO)
def test_another_zero_changes_methods_for_ratios(method):
    case = problem([[13, 7], [11, 3], [17, 9], [18, 16]], [3, 1], [-1, 1])
    moved = changed(case, matrix=case.matrix + np.array([0, 60]))
    details = [solve(method, one).details for one in (case, moved)]
    scores = [solve(method, one).scores for one in (case, moved)]
    if method == "multimoora":  # its scores only count
        scores = [one["ratio_scores"] for one in details]
    assert scores[0] != pytest.approx(scores[1])


@FEW
@given(case=problems(), shift=st.integers(-50, 50))
def test_a_plain_weighted_sum_moves_all_scores_alike(case, shift):
    moved = solve("wsm", changed(case, matrix=case.matrix + np.array([0, shift, 0]))).scores
    apart = moved - solve("wsm", case).scores
    assert apart == pytest.approx(np.full(5, case.signs[1] * case.weights[1] * shift))


@FEW
@given(case=problems(), factor=st.floats(0.1, 10))
def test_the_weighted_product_keeps_its_ranking_in_any_unit(case, factor):
    moved = changed(case, matrix=case.matrix * [1, factor, 1])
    assert (solve("wpm", moved).ranks == solve("wpm", case).ranks).all()


# Weights, property P6


@methods(*sorted(set(ALL) - NOT_FOR_SCALE))
@FEW
@given(case=problems(), factor=st.integers(2, 9))
def test_only_the_proportions_of_weights_matter_for_the_ranking(method, case, factor):
    more = solve(method, changed(case, weights=case.weights * factor))
    if method in {"waspas", "cocoso"}:  # sums and powers grow differently: part by part
        names = ("wsm_scores", "wpm_scores") if method == "waspas" else ("S",)
        for name in names:
            order = np.argsort(more.details[name])
            assert (np.diff(solve(method, case).details[name][order]) >= -1e-12).all()
        return
    assert (more.ranks == solve(method, case).ranks).all()


@methods(*sorted(set(ALL) - WITHOUT_WEIGHTS))
@FEW
@given(case=problems())
def test_a_criterion_without_weight_may_as_well_be_left_out(method, case):
    weights = case.weights * [1, 1, 0]
    weights /= weights.sum()
    with_it = solve(method, changed(case, weights=weights))
    rest = problem(case.matrix[:, :2], weights[:2], case.signs[:2])
    assert with_it.scores == pytest.approx(solve(method, rest).scores)


# Directions, property P7


@methods(*FLIPPED)
@FEW
@given(case=problems())
def test_a_negated_column_with_the_other_direction_changes_nothing(method, case):
    flip = np.array([1.0, -1.0, 1.0])
    other = changed(
        case,
        matrix=case.matrix * flip,
        signs=case.signs * flip,
        unit=case.unit * flip,
        shift=case.shift,
    )
    if method == "electre_tri":
        borders = PROBLEMS["options"]("electre_tri", case)["profiles"] * flip
        flipped = solve(method, other, profiles=borders)
    else:
        flipped = solve(method, other)
    assert flipped.scores == pytest.approx(solve(method, case).scores)


@methods(*POSITIVE)
def test_methods_for_ratios_refuse_a_negative_entry_with_its_place(method):
    case = problem([[3, 4], [5, 6], [7, 9]], [1, 1], [1, -1])
    case.matrix[2, 1] = -9
    with pytest.raises(InvalidInputError, match="row 2, column 1"):
        solve(method, case)


# Ranges and identities, property P14


@methods()
@FEW
@given(case=problems(), entry=st.floats(1, 100))
def test_a_constant_column_gives_no_nan_and_no_warning(method, case, entry):
    matrix = case.matrix.copy()
    matrix[:, 1] = entry
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = solve(method, changed(case, matrix=matrix))
    assert np.isfinite(result.scores).all()
    if method in {"wsm", "wpm", "topsis", "promethee", "mabac", "vikor", "mairca"}:
        left = problem(matrix[:, [0, 2]], case.weights[[0, 2]], case.signs[[0, 2]])
        assert (result.ranks == solve(method, left).ranks).all()


@methods()
@pytest.mark.parametrize("size", [1e-98, 1e97])
def test_sizes_far_from_one_give_no_nan_and_no_warning(method, size):
    case = problem([[1, 7, 4], [2, 3, 9], [7, 9, 6], [8, 1, 5]], [3, 1, 2], [-1, 1, 1])
    unit = np.array([1, size, size])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = solve(method, changed(case, matrix=case.matrix * unit, unit=unit))
    assert np.isfinite(result.scores).all()


@methods(*sorted(set(ALL) - {"cocoso"}))
def test_alternatives_that_are_all_alike_share_the_first_rank(method):
    case = problem([[3, 4]] * 4, [1, 2], [1, -1])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = solve(method, case)
        alone = solve(method, changed(case, matrix=case.matrix[:1]))
    assert np.isfinite(result.scores).all()
    assert (result.ranks == 1).all()
    assert alone.ranks.tolist() == [1]


@FEW
@given(case=problems())
def test_scores_stay_in_their_ranges(case):
    for method in ("topsis", "vikor"):
        scores = solve(method, case).scores
        assert -1e-12 <= scores.min() <= scores.max() <= 1 + 1e-12
    flows = solve("promethee", case).details
    for name in ("phi_plus", "phi_minus"):
        assert -1e-12 <= flows[name].min() <= flows[name].max() <= 1 + 1e-12
    assert flows["phi"].sum() == pytest.approx(0, abs=1e-9)
    assert flows["phi"] == pytest.approx(flows["phi_plus"] - flows["phi_minus"])
    assert solve("copras", case).scores.max() == pytest.approx(1)
    assert solve("aras", case).scores.max() <= 1 + 1e-12


@FEW
@given(case=problems(), share=st.floats(0, 1))
def test_waspas_lies_between_its_two_parts_and_the_sum_is_the_larger(case, share):
    result = solve("waspas", case, lambda_=share)
    total, product = result.details["wsm_scores"], result.details["wpm_scores"]
    assert (total >= product - 1e-12).all()
    assert ((product - 1e-12 <= result.scores) & (result.scores <= total + 1e-12)).all()


@methods(*sorted(name for name, one in mcda.METHODS.items() if name != "cocoso"))
def test_many_weight_vectors_give_what_one_after_the_other_does(method):
    case = problem([[13, 7, 4], [11, 3, 9], [17, 9, 6], [18, 16, 5]], [3, 1, 2], [-1, 1, 1])
    vectors = np.random.default_rng(0).dirichlet([1, 1, 1], 6)
    many = solve(method, changed(case, weights=vectors))
    assert many.scores.shape == many.ranks.shape == (6, 4)
    for weights, scores in zip(vectors, many.scores, strict=True):
        # `options` takes the majority from the weights it sees.
        own = {"majority": 0.5 * vectors.sum()} if method == "mrsort" else {}
        one = solve(method, changed(case, weights=weights), **own)
        assert scores == pytest.approx(one.scores)


# Input without meaning


@methods()
@pytest.mark.parametrize(
    ("matrix", "weights", "directions", "message"),
    [
        ([[1, 2], [3, float("nan")]], [1, 1], ["max", "max"], "matrix: row 1, column 1"),
        ([[1, 2], [float("inf"), 4]], [1, 1], ["max", "max"], "matrix: row 1, column 0"),
        ([[1, 2], [1e101, 4]], [1, 1], ["max", "max"], "matrix: row 1, column 0"),
        ([[1, 1e-101], [3, 4]], [1, 1], ["max", "max"], "matrix: row 0, column 1"),
        ([[1, 2], [3]], [1, 1], ["max", "max"], "same length"),
        ([1, 2], [1, 1], ["max", "max"], "1 dimensions"),
        ([["1", "a"], [3, 4]], [1, 1], ["max", "max"], "only numbers"),
        (np.zeros((0, 2)), [1, 1], ["max", "max"], "is empty"),
        ([[1, 2], [3, 4]], [1, 1, 1], ["max", "max"], "3 weights for 2 criteria"),
        ([[1, 2], [3, 4]], [1, -1], ["max", "max"], "weights: entry 1"),
        ([[1, 2], [3, 4]], [[1, 1], [1, float("nan")]], None, "weights: row 1, column 1"),
        ([[1, 2], [3, 4]], [0, 0], ["max", "max"], "all are zero"),
        ([[1, 2], [3, 4]], [1, 1], ["max"], "1 directions for 2"),
        ([[1, 2], [3, 4]], [1, 1], ["max", "up"], "column 1"),
    ],
)
def test_input_without_meaning_is_refused_with_its_place(
    method, matrix, weights, directions, message
):
    case = problem([[1, 2], [3, 4]], [1, 1], [1, 1])
    options = PROBLEMS["options"](method, case)
    with pytest.raises(InvalidInputError, match=message):
        mcda.aggregate(method, matrix, weights, directions, **options)


def test_an_unknown_method_or_a_missing_option_is_told():
    with pytest.raises(InvalidInputError, match="did you mean 'topsis'"):
        mcda.aggregate("topsi", [[1, 2]], [1, 1])
    with pytest.raises(InvalidInputError, match="needs the option 'bounds'"):
        mcda.aggregate("spotis", [[1, 2]], [1, 1])
    with pytest.raises(InvalidInputError, match="no option is called 'norm'; give one of"):
        mcda.aggregate("topsis", [[1, 2]], [1, 1], norm="sum")
    with pytest.raises(InvalidInputError, match="no option is called 'base'; give one of"):
        mcda.weigh("entropy", [[1, 2], [2, 2]], base=10)
