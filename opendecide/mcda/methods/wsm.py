"""WSM, the weighted sum: the additive value model."""

from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.normalise import normalise


def wsm(
    matrix: Floats, weights: Floats, signs: Floats, /, *, normalization: str | None = "none"
) -> Outcome:
    """Score each alternative by the weighted sum of its values.

    Args:
        matrix: Shape (n, m); values on fixed scales unless a normalisation is named.
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise; without normalisation a cost counts
            negatively.
        normalization: See `opendecide.mcda.normalise`.

    Returns:
        Scores, shape (n,) or (s, n), higher is better; `values` after normalisation.

    Source:
        Fishburn (1967), Additive utilities with incomplete product sets, Operations Research 15.
    """
    values = normalise(matrix, signs, normalization)
    return weights @ values.T, {"values": values}
