"""AHP: priorities from pairwise comparisons of the criteria."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Details, Floats
from opendecide.mcda.weighting.consistency import RANDOM_INDEX, consistency_ratio, koczkodaj
from opendecide.mcda.weighting.pairwise import comparisons


def ahp_priorities(
    judgements: ArrayLike, *, prioritisation: str = "eigenvector", random_index: str = "saaty"
) -> tuple[Floats, Details]:
    """Derive weights from a complete comparison matrix.

    Args:
        judgements: Shape (m, m), positive; entry (i, j) says how many times i outweighs j.
        prioritisation: "eigenvector", "geometric_mean" or "column_mean".
        random_index: The table behind the consistency ratio: "saaty" (2005), "saaty-classic"
            (1980) or "donegan-dodd".

    Returns:
        Weights, shape (m,); `lambda_max`, `consistency_index`, `consistency_ratio` (None beyond
        the table), `random_index` and `koczkodaj`.

    Source:
        Saaty (1980), The Analytic Hierarchy Process; Crawford & Williams (1985), A note on the
        analysis of subjective judgment matrices, for the geometric mean.

    Examples:
        >>> ahp_priorities([[1, 6, 3], [1 / 6, 1, 1 / 2], [1 / 3, 2, 1]])[0]
        array([0.667, 0.111, 0.222])
    """
    table = comparisons(judgements)
    vector, largest = principal(table)
    if prioritisation == "geometric_mean":
        vector = np.exp(np.log(table).mean(axis=1))
    elif prioritisation == "column_mean":
        vector = (table / table.sum(axis=0)).mean(axis=1)
    elif prioritisation != "eigenvector":
        raise InvalidInputError(
            f"prioritisation: {prioritisation!r} is not known; "
            "give eigenvector, geometric_mean or column_mean"
        )
    return vector / vector.sum(), inconsistency(table, largest, random_index)


def principal(table: Floats) -> tuple[Floats, float]:
    """Return the principal eigenvector, summing to 1, and its eigenvalue."""
    values, vectors = np.linalg.eig(table)
    first = int(np.argmax(values.real))
    vector = np.abs(vectors[:, first].real)
    return vector / vector.sum(), float(values[first].real)


def inconsistency(table: Floats, largest: float, random_index: str) -> Details:
    """Return all measures of inconsistency of a complete matrix."""
    size = len(table)
    beyond = random_index in RANDOM_INDEX and size > max(RANDOM_INDEX[random_index])
    return {
        "lambda_max": largest,
        "consistency_index": max(largest - size, 0.0) / max(size - 1, 1),
        "consistency_ratio": None if beyond else consistency_ratio(largest, size, random_index),
        "random_index": random_index,
        "koczkodaj": koczkodaj(table),
    }
