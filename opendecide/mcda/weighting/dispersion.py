"""Weights from how much each column varies. They describe the data, not the decider.

A criterion on which the alternatives happen to be alike gets little weight, however much it
matters; a new alternative changes the weights. Columns that do not vary weigh 0; if none varies,
all weigh the same.
"""

from collections.abc import Sequence

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Details, Floats
from opendecide.mcda.checks import decision_matrix, positive, refuse, signs
from opendecide.mcda.normalise import divide, normalise, shares


def entropy(
    judgements: ArrayLike,
    *,
    directions: Sequence[str | int] | None = None,  # noqa: ARG001 - all objective weightings are called alike
) -> tuple[Floats, Details]:
    """Weigh columns by one minus the entropy of their shares, which is divided by that of n alike.

    Args:
        judgements: The decision matrix, shape (n, m), none negative.
        directions: Not used: shares are taken on the raw matrix.

    Returns:
        Weights, shape (m,); the `entropy` of each column.

    Source:
        Shannon (1948), A mathematical theory of communication; as a weighting, Zeleny (1982),
        Multiple Criteria Decision Making.
    """
    matrix = decision_matrix(judgements)
    parts = shares(matrix)
    refuse(parts.sum(axis=0) == 0, parts.sum(axis=0), name="column sum", cure="drop the column")
    disorder = -(parts * np.log(np.where(parts > 0, parts, 1.0))).sum(axis=0)
    disorder = divide(disorder, np.array(np.log(len(matrix))), otherwise=1.0)
    diverse = np.where(np.ptp(matrix, axis=0) == 0, 0.0, 1 - disorder)
    return in_proportion(np.maximum(diverse, 0.0)), {"entropy": disorder}


def standard_deviation(
    judgements: ArrayLike,
    *,
    directions: Sequence[str | int] | None = None,
    scale: str | None = "none",
) -> tuple[Floats, Details]:
    """Weigh columns by their standard deviation.

    Args:
        judgements: The decision matrix, shape (n, m).
        directions: "max" or "min" per column; matters only with a scale.
        scale: A normalisation taken first; without one the unit of each column decides.

    Returns:
        Weights, shape (m,); the `deviation` of each column.

    Source:
        Diakoulaki, Mavrotas & Papayannakis (1995), Determining objective weights in multiple
        criteria problems: the CRITIC method, Computers & Operations Research 22(7), which compares
        it.
    """
    spread = deviations(scaled(judgements, directions, scale))
    return in_proportion(spread), {"deviation": spread}


def variance(
    judgements: ArrayLike,
    *,
    directions: Sequence[str | int] | None = None,
    scale: str | None = "minmax",
) -> tuple[Floats, Details]:
    """Weigh columns by their variance after normalisation.

    Args:
        judgements: The decision matrix, shape (n, m).
        directions: "max" or "min" per column.
        scale: A normalisation taken first.

    Returns:
        Weights, shape (m,); the `variance` of each column.

    Source:
        Rao & Patel (2010), A subjective and objective integrated multiple attribute decision
        making method for material selection, Materials & Design 31.
    """
    spread = deviations(scaled(judgements, directions, scale)) ** 2
    return in_proportion(spread), {"variance": spread}


def coefficient_of_variation(
    judgements: ArrayLike,
    *,
    directions: Sequence[str | int] | None = None,
    scale: str | None = "none",
) -> tuple[Floats, Details]:
    """Weigh columns by their standard deviation over their mean.

    Args:
        judgements: The decision matrix, shape (n, m), every column with a mean other than 0.
        directions: "max" or "min" per column; matters only with a scale.
        scale: A normalisation taken first.

    Returns:
        Weights, shape (m,); the `coefficient` of each column.
    """
    matrix = scaled(judgements, directions, scale)
    means = matrix.mean(axis=0)
    refuse(means == 0, means, name="column mean of the matrix", cure="shift or drop the column")
    spread = deviations(matrix) / np.abs(means)
    return in_proportion(spread), {"coefficient": spread}


def gini(
    judgements: ArrayLike,
    *,
    directions: Sequence[str | int] | None = None,  # noqa: ARG001 - all weightings are called alike
) -> tuple[Floats, Details]:
    """Weigh columns by their Gini coefficient.

    Args:
        judgements: The decision matrix, shape (n, m), positive.
        directions: Not used.

    Returns:
        Weights, shape (m,); the `gini` coefficient of each column.

    Source:
        Li & Chi (2009), A new determining objective weights method - Gini coefficient weight,
        First International Conference on Information Science and Engineering, 3726-3729.
    """
    matrix = decision_matrix(judgements)
    positive(matrix, why="the Gini coefficient", zero=True)
    ordered = np.sort(matrix, axis=0)
    count = len(matrix)
    places = 2 * np.arange(1, count + 1) - count - 1
    coefficient = divide(places @ ordered, count * ordered.sum(axis=0), otherwise=0.0)
    return in_proportion(np.maximum(coefficient, 0.0)), {"gini": coefficient}


def angle(
    judgements: ArrayLike,
    *,
    directions: Sequence[str | int] | None = None,  # noqa: ARG001 - all weightings are called alike
) -> tuple[Floats, Details]:
    """Weigh columns by their angle to a constant column.

    Args:
        judgements: The decision matrix, shape (n, m), none negative.
        directions: Not used.

    Returns:
        Weights, shape (m,); the `angle` of each column, in radians.

    Source:
        Shuai, Zongzhun, Yongji & Lei (2012), A new angular method to determine the objective
        weights, 24th Chinese Control and Decision Conference, 3889-3892.
    """
    parts = shares(decision_matrix(judgements))
    lengths = np.sqrt((parts**2).sum(axis=0)) * np.sqrt(len(parts))
    cosine = divide(parts.sum(axis=0), lengths, otherwise=1.0)
    between = np.where(np.ptp(parts, axis=0) == 0, 0.0, np.arccos(np.clip(cosine, -1.0, 1.0)))
    return in_proportion(between), {"angle": between}


def scaled(
    judgements: ArrayLike, directions: Sequence[str | int] | None, scale: str | None
) -> Floats:
    """Return the decision matrix after a normalisation."""
    matrix = decision_matrix(judgements)
    return normalise(matrix, signs(directions, matrix.shape[1]), scale)


def deviations(matrix: Floats) -> Floats:
    """Return the standard deviation of each column, exactly 0 if it is constant."""
    spread: Floats = np.where(np.ptp(matrix, axis=0) == 0, 0.0, matrix.std(axis=0))
    return spread


def in_proportion(information: Floats) -> Floats:
    """Return weights in proportion to information, or equal ones where there is none."""
    if not (information >= 0).all():
        raise InvalidInputError("matrix: a column has negative information; use another weighting")
    total = float(information.sum())
    if total == 0:
        return np.full(len(information), 1 / len(information))
    return information / total
