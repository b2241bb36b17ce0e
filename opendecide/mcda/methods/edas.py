"""EDAS: distance from the average solution, above and below."""

import numpy as np

from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.checks import refuse
from opendecide.mcda.normalise import divide


def edas(matrix: Floats, weights: Floats, signs: Floats, /) -> Outcome:
    """Score each alternative by how far it lies above and not below the average.

    Where all alternatives are average, nobody is above or below and every score is 0.5.

    Args:
        matrix: Shape (n, m), every column with a positive mean.
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.

    Returns:
        Appraisal scores, shape (n,) or (s, n), from 0 to 1, higher is better; `SP` and `SN`, the
        weighted distances above and below.

    Source:
        Keshavarz Ghorabaee, Zavadskas, Olfat & Turskis (2015), Multi-criteria inventory
        classification using a new method of evaluation based on distance from average solution
        (EDAS), Informatica 26(3).
    """
    average = matrix.mean(axis=0)
    refuse(average <= 0, average, name="column mean of the matrix", cure="EDAS divides by it")
    ahead = signs * (matrix - average) / average
    ahead[:, np.ptp(matrix, axis=0) == 0] = 0.0
    above = weights @ np.maximum(ahead, 0).T
    below = weights @ np.maximum(-ahead, 0).T
    up = divide(above, above.max(axis=-1, keepdims=True), otherwise=0.0)
    down = 1 - divide(below, below.max(axis=-1, keepdims=True), otherwise=0.0)
    return (up + down) / 2, {"SP": above, "SN": below}
