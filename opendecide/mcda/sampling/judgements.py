"""Weights from pairwise judgements that contradict each other, as widely spread as they do."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats, Ints

_RECIPROCAL = 1e-3  # judgements such as 0.333 are rounded


def pairwise(
    criteria: int,
    samples: int,
    rng: np.random.Generator,
    *,
    judgements: ArrayLike,
    least_spread: float = 0.0,
) -> Floats:
    """Draw weights around those that fit pairwise judgements best, by least squares of logarithms.

    Each judgement is taken as the ratio of two weights times a log-normal error. The errors left
    by the best fit say how large they are, so the more the judgements contradict each other, the
    wider the weights spread; with d judgements more than needed, the spread is Student's t with d
    degrees of freedom. Judgements without contradiction, or none to spare, give no spread but
    `least_spread`.

    Args:
        criteria: The number m of criteria.
        samples: The number s of samples.
        rng: The source of chance.
        judgements: Shape (m, m), how many times as important the row is as the column; NaN where
            nobody has judged. Above and below the diagonal must agree where both are given.
        least_spread: The least standard deviation of the logarithm of one judgement.

    Returns:
        Shape (s, m); every row is positive and sums to 1.

    Raises:
        InvalidInputError: If a judgement is not positive, contradicts its mirror image, or the
            judgements do not connect all criteria.

    Source:
        The estimate, with all judgements given, is the geometric mean of Crawford & Williams
        (1985), A note on the analysis of subjective judgment matrices, Journal of Mathematical
        Psychology 29(4), 387-405.
    """
    if not least_spread >= 0:
        raise InvalidInputError(f"least_spread: is {least_spread:g}; give 0 or more")
    pairs, logs = _logarithms(judgements, criteria)
    design = np.zeros((len(pairs), criteria))
    design[np.arange(len(pairs)), pairs[:, 0]] = 1.0
    design[np.arange(len(pairs)), pairs[:, 1]] = -1.0
    if criteria > 1 and np.linalg.matrix_rank(design) < criteria - 1:
        raise InvalidInputError(
            "judgements: do not connect all criteria; judge at least one pair across each gap"
        )
    inverse = np.asarray(np.linalg.pinv(design), dtype=np.float64)
    best = inverse @ logs
    spare = len(pairs) - (criteria - 1)
    errors = logs - design @ best
    spread = np.sqrt(float(errors @ errors) / spare) if spare > 0 else 0.0
    scale = np.full(samples, least_spread)
    if spread > least_spread:
        scale = spread * np.sqrt(spare / rng.chisquare(spare, size=samples))
    noise = rng.standard_normal((samples, len(pairs))) * scale[:, np.newaxis]
    exponents = best + noise @ inverse.T
    weights: Floats = np.exp(exponents - exponents.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    return weights


def _logarithms(judgements: ArrayLike, criteria: int) -> tuple[Ints, Floats]:
    """Return the judged pairs, shape (q, 2), and the logarithms of their judgements."""
    table = np.array(judgements, dtype=float)
    if table.shape != (criteria, criteria):
        raise InvalidInputError(
            f"judgements: shape {table.shape} for {criteria} criteria; give a square table"
        )
    pairs: list[tuple[int, int]] = []
    logs: list[float] = []
    for row in range(criteria):
        for column in range(row + 1, criteria):
            above, below = float(table[row, column]), float(table[column, row])
            given = [ratio for ratio in (above, below) if not np.isnan(ratio)]
            if any(not (np.isfinite(ratio) and ratio > 0) for ratio in given):
                raise InvalidInputError(
                    f"judgements: row {row}, column {column} (counted from 0) or its mirror image "
                    "is not positive; give a ratio above 0, or NaN for none"
                )
            if len(given) > 1 and abs(above * below - 1) > _RECIPROCAL * max(above, below):
                raise InvalidInputError(
                    f"judgements: row {row}, column {column} (counted from 0) is {above:g}, its "
                    f"mirror image {below:g}; one must be 1 divided by the other"
                )
            if given:
                pairs.append((row, column))
                logs.append(float(np.log(above if not np.isnan(above) else 1 / below)))
    return np.array(pairs, dtype=np.int64).reshape(-1, 2), np.array(logs)
