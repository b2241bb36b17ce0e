"""MAIRCA: the gap between what an alternative could and what it does fulfil."""

from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.normalise import normalise


def mairca(
    matrix: Floats, weights: Floats, signs: Floats, /, *, normalization: str | None = "minmax"
) -> Outcome:
    """Score each alternative by its total gap between theoretical and real ratings.

    Every alternative is expected to be chosen with probability 1/n, so its theoretical rating on a
    criterion is the weight divided by n.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        normalization: "minmax" in the paper.

    Returns:
        Gaps, shape (n,) or (s, n), lower is better; the `theoretical` ratings.

    Source:
        Pamucar, Vasin & Lukovac (2014), Selection of railway level crossings for investing in
        security equipment using hybrid DEMATEL-MARICA model, RAILCON 2014.
    """
    theoretical = weights / len(matrix)
    gaps = 1 - normalise(matrix, signs, normalization)
    return theoretical @ gaps.T, {"theoretical": theoretical}
