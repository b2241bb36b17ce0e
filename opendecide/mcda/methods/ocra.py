"""OCRA: operational competitiveness, from leads relative to the smallest entry."""

import numpy as np

from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.checks import positive


def ocra(matrix: Floats, weights: Floats, signs: Floats, /) -> Outcome:
    """Score each alternative by its leads on costs and on benefits over the last.

    Args:
        matrix: Shape (n, m), positive.
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.

    Returns:
        Scores, shape (n,) or (s, n), higher is better and 0 for the last; `inputs` and `outputs`,
        the ratings on costs and on benefits.

    Source:
        Parkan & Wu (2000), Comparison of three modern multicriteria decision-making tools,
        International Journal of Systems Science 31(4).
    """
    positive(matrix, why="OCRA")
    oriented = matrix * signs
    leads = (oriented - oriented.min(axis=0)) / matrix.min(axis=0)
    inputs = _over_last((weights * (signs < 0)) @ leads.T)
    outputs = _over_last((weights * (signs > 0)) @ leads.T)
    return _over_last(inputs + outputs), {"inputs": inputs, "outputs": outputs}


def _over_last(ratings: Floats) -> Floats:
    lead: Floats = ratings - np.min(ratings, axis=-1, keepdims=True)
    return lead
