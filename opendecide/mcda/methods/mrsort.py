"""MR-Sort: sort into ordered classes by a majority over lower limits, with veto."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats, Outcome
from opendecide.mcda.profiles import boundary_profiles, veto_levels

_ROUNDING = 1e-9  # a coalition this close to the majority reaches it


def mrsort(  # noqa: PLR0913 - the profiles and the majority are the method's own parameters
    matrix: Floats,
    weights: Floats,
    signs: Floats,
    /,
    *,
    profiles: ArrayLike,
    majority: float,
    veto: ArrayLike | None = None,
) -> Outcome:
    """Assign each alternative to the best class whose lower limit a majority reaches.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,), used as given, on the scale of the majority.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        profiles: Shape (k, m), the lower limits of all classes but the worst, from the worst to
            the best.
        majority: Weight of the criteria that must reach a limit.
        veto: Shape (k, m), performances that bar from the class above a limit, where equal or
            worse; None for an entry without veto.

    Returns:
        Classes, shape (n,), 1 is the worst; `assignment`, and `support` (n, k), the weight of the
        criteria that reach each limit.

    Source:
        Leroy, Mousseau & Pirlot (2011), Learning the parameters of a multiple criteria sorting
        method, Algorithmic Decision Theory 2011.
    """
    if not majority > 0:
        raise InvalidInputError(f"majority: is {majority}; give a weight above 0")
    limits = boundary_profiles(profiles, matrix.shape[1]) * signs
    oriented = matrix * signs
    support = (oriented[:, None, :] >= limits[None, :, :]) @ weights
    accepted = support >= majority - _ROUNDING * weights.sum()
    if veto is not None:
        barred = veto_levels(veto, limits.shape) * signs
        accepted &= ~(oriented[:, None, :] <= barred[None, :, :]).any(axis=2)
    top = len(limits)
    classes = np.where(accepted.any(axis=1), top - np.argmax(accepted[:, ::-1], axis=1), 0) + 1
    return classes.astype(float), {"assignment": classes, "support": support}
