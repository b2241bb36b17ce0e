"""CRITIC: contrast and conflict between columns. It describes the data, not the decider."""

from collections.abc import Sequence

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Details, Floats
from opendecide.mcda.comparison import average_ranks
from opendecide.mcda.normalise import divide
from opendecide.mcda.weighting.dispersion import deviations, in_proportion, scaled


def critic(
    judgements: ArrayLike,
    *,
    directions: Sequence[str | int] | None = None,
    correlation: str = "pearson",
    scale: str | None = "minmax",
) -> tuple[Floats, Details]:
    """Weigh columns by their deviation times how little they correlate with the others.

    A constant column has no deviation and weighs 0.

    Args:
        judgements: The decision matrix, shape (n, m).
        directions: "max" or "min" per column.
        correlation: "pearson" or "spearman".
        scale: A normalisation taken first.

    Returns:
        Weights, shape (m,); the `correlation` matrix.

    Source:
        Diakoulaki, Mavrotas & Papayannakis (1995), Determining objective weights in multiple
        criteria problems: the CRITIC method, Computers & Operations Research 22(7).
    """
    matrix = scaled(judgements, directions, scale)
    together = correlations(matrix, correlation)
    information = deviations(matrix) * (1 - together).sum(axis=0)
    return in_proportion(np.maximum(information, 0.0)), {"correlation": together}


def correlations(matrix: Floats, kind: str) -> Floats:
    """Return the correlation of each pair of columns, 0 with a constant column."""
    if kind == "spearman":
        matrix = np.column_stack([average_ranks(column) for column in matrix.T])
    elif kind != "pearson":
        raise InvalidInputError(f"correlation: {kind!r} is not known; give pearson or spearman")
    centred = np.where(np.ptp(matrix, axis=0) == 0, 0.0, matrix - matrix.mean(axis=0))
    lengths = np.sqrt((centred**2).sum(axis=0))
    together = divide(centred.T @ centred, np.outer(lengths, lengths), otherwise=0.0)
    np.fill_diagonal(together, 1.0)
    return np.clip(together, -1.0, 1.0)
