"""CODAS: far from the worst, by Euclidean and by taxicab distance."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.methods.topsis import distance
from opendecide.mcda.normalise import normalise


def codas(
    matrix: Floats,
    weights: Floats,
    signs: Floats,
    /,
    *,
    tau: float = 0.02,
    normalization: str | None = "linear",
) -> Outcome:
    """Score each alternative by its total lead in distance from the anti-ideal.

    Args:
        matrix: Shape (n, m), positive.
        weights: Shape (m,), used as given; tau is absolute, so their sum matters.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        tau: Euclidean distances that differ by less than this are equal, and the taxicab
            distance is left out.
        normalization: "linear" in the paper; see `opendecide.mcda.normalise`.

    Returns:
        Assessment scores, shape (n,), higher is better; `euclidean` and `taxicab` distances.

    Source:
        Keshavarz Ghorabaee, Zavadskas, Turskis & Antucheviciene (2016), A new combinative
        distance-based assessment (CODAS) method for multi-criteria decision-making, Economic
        Computation and Economic Cybernetics Studies and Research 50(3).
    """
    if not tau >= 0:
        raise InvalidInputError(f"tau: is {tau}; give 0 or more, usually 0.01 to 0.05")
    weighted = weights * normalise(matrix, signs, normalization)
    worst = weighted.min(axis=0)
    straight = distance(weighted, worst, "euclidean")
    taxicab = distance(weighted, worst, "manhattan")
    lead = straight[:, None] - straight[None, :]
    second = taxicab[:, None] - taxicab[None, :]
    # As printed: the taxicab lead is added where the Euclidean one is large, not where it is small.
    scores = (lead + np.where(np.abs(lead) >= tau, second, 0.0)).sum(axis=1)
    return scores, {"euclidean": straight, "taxicab": taxicab}
