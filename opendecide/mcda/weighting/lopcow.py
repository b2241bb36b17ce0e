"""LOPCOW: logarithm of mean square over deviation. It describes the data, not the decider."""

from collections.abc import Sequence

import numpy as np

from opendecide.mcda.arrays import ArrayLike, Details, Floats
from opendecide.mcda.normalise import divide
from opendecide.mcda.weighting.dispersion import deviations, in_proportion, scaled


def lopcow(
    judgements: ArrayLike,
    *,
    directions: Sequence[str | int] | None = None,
    scale: str | None = "minmax",
) -> tuple[Floats, Details]:
    """Weigh columns by the logarithmic percentage change of their root mean square.

    The deviation is that of a sample (n - 1), which the figures of the paper show. A constant
    column says nothing and weighs 0.

    Args:
        judgements: The decision matrix, shape (n, m).
        directions: "max" or "min" per column.
        scale: "minmax" in the paper.

    Returns:
        Weights, shape (m,); the `percentage` values.

    Source:
        Ecer & Pamucar (2022), A novel LOPCOW-DOBI multi-criteria sustainability performance
        assessment methodology, Omega 112.
    """
    matrix = scaled(judgements, directions, scale)
    spread = deviations(matrix) * np.sqrt(len(matrix) / max(len(matrix) - 1, 1))  # of a sample
    ratio = divide(np.sqrt((matrix**2).mean(axis=0)), spread, otherwise=1.0)
    percentage = np.abs(100 * np.log(np.where(ratio > 0, ratio, 1.0)))
    return in_proportion(percentage), {"percentage": percentage}
