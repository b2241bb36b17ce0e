"""AHP with comparisons left out: complete them in the most consistent way."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Bools, Details, Floats, Ints
from opendecide.mcda.weighting.ahp import inconsistency, principal
from opendecide.mcda.weighting.pairwise import comparisons


def ahp_incomplete(
    judgements: ArrayLike, *, prioritisation: str = "eigenvector", random_index: str = "saaty"
) -> tuple[Floats, Details]:
    """Derive weights from a comparison matrix with gaps.

    The eigenvector method fills the gaps so that the principal eigenvalue is smallest, the
    geometric mean so that the logarithmic squared error is.

    Args:
        judgements: Shape (m, m), None or NaN where a comparison is missing; a chain of
            comparisons must join any two criteria.
        prioritisation: "eigenvector" or "geometric_mean".
        random_index: As in `ahp_priorities`. The tables hold for complete matrices, so the ratio
            is only a guide where many comparisons are missing.

    Returns:
        Weights, shape (m,); `matrix` completed, `completed` by position, and the inconsistency as
        in `ahp_priorities`.

    Source:
        Bozoki, Fulop & Ronyai (2010), On optimal completion of incomplete pairwise comparison
        matrices, Mathematical and Computer Modelling 52.
    """
    table = comparisons(judgements, missing=True)
    np.fill_diagonal(table, 1.0)
    known = ~np.isnan(table)
    logs = _logarithmic_least_squares(table, known)
    start = np.exp(logs[:, None] - logs[None, :])
    complete = np.where(known, table, start)
    gaps = np.argwhere(np.triu(~known))
    if prioritisation == "eigenvector":
        complete = _most_consistent(complete, gaps)
        vector, largest = principal(complete)
    elif prioritisation == "geometric_mean":
        vector, largest = np.exp(logs) / np.exp(logs).sum(), principal(complete)[1]
    else:
        raise InvalidInputError(
            f"prioritisation: {prioritisation!r} is not known; give eigenvector or geometric_mean"
        )
    return vector, {
        **inconsistency(complete, largest, random_index),
        "matrix": complete,
        "completed": {(int(i), int(j)): float(complete[i, j]) for i, j in gaps},
    }


def _logarithmic_least_squares(table: Floats, known: Bools) -> Floats:
    """Return log priorities that fit the known comparisons best, with mean 0."""
    linked = known & ~np.eye(len(table), dtype=bool)
    laplacian = np.diag(linked.sum(axis=1).astype(float)) - linked
    if np.linalg.matrix_rank(laplacian) < len(table) - 1:
        raise InvalidInputError(
            "judgements: the comparisons fall into groups that nothing joins; "
            "compare one criterion of each group with one of another"
        )
    sums = np.where(linked, np.log(np.where(linked, table, 1.0)), 0.0).sum(axis=1)
    logs: Floats = np.linalg.pinv(laplacian) @ sums
    return logs


def _most_consistent(complete: Floats, gaps: Ints) -> Floats:
    """Fill the gaps so that the principal eigenvalue, convex in their logarithms, is smallest."""
    if not len(gaps):
        return complete
    from scipy.optimize import minimize

    rows, columns = gaps.T

    def filled(logs: Floats) -> Floats:
        table = complete.copy()
        table[rows, columns] = np.exp(logs)
        table[columns, rows] = np.exp(-logs)
        return table

    def eigenvalue(logs: Floats) -> tuple[float, Floats]:
        table = filled(logs)
        right, largest = principal(table)
        left = principal(table.T)[0]
        both = np.outer(left, right) * table / (left @ right)
        return largest, both[rows, columns] - both[columns, rows]

    start = np.log(complete[rows, columns])
    found = minimize(eigenvalue, start, jac=True, method="BFGS", options={"gtol": 1e-10})
    return filled(found.x)
