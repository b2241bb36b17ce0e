"""Read the profiles that separate ordered classes."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats
from opendecide.mcda.checks import numbers


def boundary_profiles(profiles: ArrayLike, criteria: int) -> Floats:
    """Return profiles, shape (k, m), one per boundary between classes."""
    borders = numbers(profiles, name="profiles", dimensions=(2,))
    if borders.shape[1] != criteria:
        raise InvalidInputError(
            f"profiles: {borders.shape[1]} columns for {criteria} criteria; give one per criterion"
        )
    return borders


def veto_levels(veto: ArrayLike, shape: tuple[int, ...]) -> Floats:
    """Return veto performances, NaN where there is none: no comparison with NaN holds."""
    levels = np.array(veto, dtype=float)
    if levels.shape != shape:
        raise InvalidInputError(
            f"veto: shape {levels.shape} for {shape[0]} limits and {shape[1]} criteria; "
            "give one row per limit, None where there is no veto"
        )
    return levels
