"""Random decision problems, and what each method needs beside them, on scales that never move."""

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from opendecide import mcda
from opendecide.errors import InvalidInputError

LOW, HIGH = 0.0, 101.0  # beyond any entry


@dataclass(frozen=True, eq=False)
class Problem:
    """Positive entries from 1 to 100, no two alike, all times a unit and after a shift.

    Attributes:
        matrix: Shape (n, m).
        weights: Shape (m,), summing to 1.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        unit: Shape (m,), what the columns have been multiplied by.
        shift: Shape (m,), what has been added then.
    """

    matrix: np.ndarray
    weights: np.ndarray
    signs: np.ndarray
    unit: np.ndarray
    shift: np.ndarray


def problem(matrix, weights, signs):
    """Return a problem in its first unit."""
    matrix, weights, signs = (np.array(part, dtype=float) for part in (matrix, weights, signs))
    ones = np.ones(matrix.shape[1])
    return Problem(matrix, weights / weights.sum(), signs, ones, 0 * ones)


@st.composite
def problems(draw, rows=5, columns=3):
    """Draw a problem without ties or constant columns."""
    entries = st.integers(1, 100).map(float)
    matrix = draw(arrays(float, (rows, columns), elements=entries, unique=True))
    weights = draw(arrays(float, columns, elements=st.integers(1, 9).map(float)))
    signs = draw(arrays(float, columns, elements=st.sampled_from([1.0, -1.0])))
    return problem(matrix, weights, signs)


def options(method, given):
    """Return the thresholds, bounds and profiles of a method, in the units of a problem."""

    def level(share):
        """A performance that much of the way from the worst to the best."""
        upward = given.signs > 0
        raw = np.where(upward, LOW + share * (HIGH - LOW), HIGH - share * (HIGH - LOW))
        return raw * given.unit + given.shift

    size = np.abs(given.unit)
    bounds = np.sort(np.column_stack([level(0.0), level(1.0)]), axis=1)
    profiles = np.array([level(0.3), level(0.7)])
    thresholds = {"q": 5 * size, "p": 20 * size}
    return {
        "promethee": {"functions": "linear", **thresholds},
        "electre3": {**thresholds, "v": 70 * size},
        "electre_tri": {**thresholds, "v": 70 * size, "profiles": profiles, "cut": 0.6},
        "mrsort": {"profiles": profiles, "majority": 0.5 * given.weights.sum()},
        "spotis": {"bounds": bounds},
        "rafsi": {"ideal": level(1.0), "anti_ideal": level(0.0)},
    }.get(method, {})


def solve(method, given, **changes):
    """Aggregate a problem; CoCoSo does not take rows that are the worst everywhere."""
    directions = ["max" if sign > 0 else "min" for sign in given.signs]
    try:
        return mcda.aggregate(
            method,
            given.matrix,
            given.weights,
            directions,
            **{**options(method, given), **changes},
        )
    except InvalidInputError as error:
        if method == "cocoso" and "worst on every" in str(error):
            reject()
        raise


def goodness(method, result):
    """Return the scores, more is better."""
    return result.scores if mcda.METHODS[method].higher_is_better else -result.scores


def changed(given, **parts):
    """Return a problem with some parts replaced."""
    return replace(given, **parts)
