"""CoCoSo: three compromises between a weighted sum and a sum of powers."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import Floats, Outcome
from opendecide.mcda.checks import share
from opendecide.mcda.normalise import normalise


def cocoso(matrix: Floats, weights: Floats, signs: Floats, /, *, lambda_: float = 0.5) -> Outcome:
    """Score each alternative by the mean of three relative appraisals.

    The second appraisal divides by the smallest sum, so an alternative that is the worst on every
    weighted criterion is refused.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,) or (s, m), used as given.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        lambda_: Share of the weighted sum in the third appraisal, from 0 to 1.

    Returns:
        Scores, shape (n,) or (s, n), higher is better; `S`, `P`, `ka`, `kb`, `kc`.

    Raises:
        InvalidInputError: If an alternative is the worst on every weighted criterion.

    Source:
        Yazdani, Zarate, Zavadskas & Turskis (2019), A combined compromise solution (CoCoSo)
        method for multi-criteria decision-making problems, Management Decision 57(9).
    """
    balance = share(lambda_, name="lambda")
    values = normalise(matrix, signs, "minmax")
    sums = weights @ values.T
    powers = (values ** weights[..., None, :]).sum(axis=-1)
    for total in (sums, powers):
        empty = (total <= 0).any(axis=tuple(range(total.ndim - 1)))
        if empty.any():
            raise InvalidInputError(
                f"matrix: row {int(np.argmax(empty))} (counted from 0) is the worst on every "
                "weighted criterion, which CoCoSo divides by; leave the alternative out"
            )
    both = sums + powers
    first = both / both.sum(axis=-1, keepdims=True)
    second = sums / sums.min(axis=-1, keepdims=True) + powers / powers.min(axis=-1, keepdims=True)
    mixed = balance * sums + (1 - balance) * powers
    third = mixed / (
        balance * sums.max(axis=-1, keepdims=True)
        + (1 - balance) * powers.max(axis=-1, keepdims=True)
    )
    scores = np.cbrt(first * second * third) + (first + second + third) / 3
    return scores, {"S": sums, "P": powers, "ka": first, "kb": second, "kc": third}
