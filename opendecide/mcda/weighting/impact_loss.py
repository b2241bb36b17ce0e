"""CILOS and IDOCRIW: what is lost on others by the best on one. They describe the data only."""

from collections.abc import Sequence

import numpy as np

from opendecide.mcda.arrays import ArrayLike, Details, Floats
from opendecide.mcda.checks import decision_matrix, positive, signs
from opendecide.mcda.normalise import reciprocals, shares
from opendecide.mcda.weighting.dispersion import entropy, in_proportion


def cilos(
    judgements: ArrayLike, *, directions: Sequence[str | int] | None = None
) -> tuple[Floats, Details]:
    """Weigh columns by the criterion impact loss.

    If no column loses anything, all weigh the same. Where the best of a column is shared, the
    first row that reaches it counts.

    Args:
        judgements: The decision matrix, shape (n, m), positive.
        directions: "max" or "min" per column.

    Returns:
        Weights, shape (m,); the `losses`, (m, m): the relative loss on the column's criterion at
        the best of the row's.

    Source:
        Zavadskas & Podvezko (2016), Integrated determination of objective criteria weights in
        MCDM, International Journal of Information Technology & Decision Making 15(2).
    """
    matrix = decision_matrix(judgements)
    positive(matrix, why="CILOS")
    parts = shares(reciprocals(matrix, signs(directions, matrix.shape[1])))
    best = parts[np.argmax(parts, axis=0)]
    top = best.diagonal()
    losses = (top - best) / top
    balance = losses - np.diag(losses.sum(axis=0))
    return _null_vector(balance), {"losses": losses}


def idocriw(
    judgements: ArrayLike, *, directions: Sequence[str | int] | None = None
) -> tuple[Floats, Details]:
    """Weigh columns by the product of their entropy and CILOS weights.

    A column that is the same for all tells nothing apart and weighs nothing. It would lose nothing
    either and take all of the CILOS weight, so that no column had any of both: CILOS leaves it out.

    Args:
        judgements: The decision matrix, shape (n, m), positive.
        directions: "max" or "min" per column.

    Returns:
        Weights, shape (m,); `entropy_weights` and `cilos_weights`.

    Source:
        Zavadskas & Podvezko (2016), as in `cilos`.
    """
    matrix = decision_matrix(judgements)
    diverse, lossless = entropy(matrix)[0], np.zeros(matrix.shape[1])
    positive(matrix, why="CILOS")
    varied = np.ptp(matrix, axis=0) > 0
    varied |= not varied.any()
    kept = signs(directions, len(varied))[varied].astype(int).tolist()
    lossless[varied] = cilos(matrix[:, varied], directions=kept)[0]
    details = {"entropy_weights": diverse, "cilos_weights": lossless}
    return in_proportion(diverse * lossless), details


def _null_vector(balance: Floats) -> Floats:
    """Solve balance @ q = 0 with q summing to 1, in the least-squares sense."""
    size = len(balance)
    if not balance.any():
        return np.full(size, 1 / size)
    system = np.vstack([balance, np.ones(size)])
    target = np.zeros(size + 1)
    target[-1] = 1.0
    solution = np.linalg.lstsq(system, target, rcond=None)[0]
    return in_proportion(np.maximum(solution, 0.0))
