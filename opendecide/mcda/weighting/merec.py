"""MEREC: what changes when a column is left out. It describes the data, not the decider."""

from collections.abc import Sequence

import numpy as np

from opendecide.mcda.arrays import ArrayLike, Details, Floats
from opendecide.mcda.checks import decision_matrix, positive, signs
from opendecide.mcda.weighting.dispersion import in_proportion


def merec(
    judgements: ArrayLike, *, directions: Sequence[str | int] | None = None
) -> tuple[Floats, Details]:
    """Weigh columns by how much overall performance changes without them.

    Args:
        judgements: The decision matrix, shape (n, m), positive.
        directions: "max" or "min" per column.

    Returns:
        Weights, shape (m,); the `effects` of leaving each column out.

    Source:
        Keshavarz-Ghorabaee, Amiri, Zavadskas, Turskis & Antucheviciene (2021), Determination of
        objective weights using a new method based on the removal effects of criteria (MEREC),
        Symmetry 13(4).
    """
    matrix = decision_matrix(judgements)
    positive(matrix, why="MEREC")
    upward = signs(directions, matrix.shape[1]) > 0
    logs = np.abs(
        np.log(np.where(upward, matrix.min(axis=0) / matrix, matrix / matrix.max(axis=0)))
    )
    total = logs.sum(axis=1, keepdims=True)
    count = matrix.shape[1]
    without = np.log1p(np.maximum(total - logs, 0.0) / count)
    effects = np.abs(without - np.log1p(total / count)).sum(axis=0)
    return in_proportion(effects), {"effects": effects}
