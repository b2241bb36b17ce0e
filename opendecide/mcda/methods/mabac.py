"""MABAC: distance of each alternative from a border drawn through the middle of the field."""

import numpy as np

from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.normalise import normalise


def mabac(
    matrix: Floats, weights: Floats, signs: Floats, /, *, normalization: str | None = "minmax"
) -> Outcome:
    """Score each alternative by its total distance above the border approximation area.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        normalization: "minmax" in the paper; the result must not lie below -1.

    Returns:
        Scores, shape (n,) or (s, n), above 0 in the upper area, higher is better; `border_area`.

    Source:
        Pamucar & Cirovic (2015), The selection of transport and handling resources in logistics
        centers using Multi-Attributive Border Approximation area Comparison (MABAC), Expert
        Systems with Applications 42(6).
    """
    values = normalise(matrix, signs, normalization) + 1
    middle = np.exp(np.log(values).mean(axis=0))
    return weights @ (values - middle).T, {"border_area": weights * middle}
