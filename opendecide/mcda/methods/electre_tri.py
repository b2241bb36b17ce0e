"""ELECTRE TRI: sort alternatives into ordered classes by comparing them with profiles."""

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Floats, Outcome
from opendecide.mcda.checks import refuse
from opendecide.mcda.profiles import boundary_profiles
from opendecide.mcda.pseudo_criteria import thresholds, valued_outranking

_ROUNDING = 1e-9  # a credibility this close to the cut reaches it


def electre_tri(  # noqa: PLR0913 - the thresholds are the method's own parameters
    matrix: Floats,
    weights: Floats,
    signs: Floats,
    /,
    *,
    profiles: ArrayLike,
    q: ArrayLike = 0.0,
    p: ArrayLike = 0.0,
    v: ArrayLike | None = None,
    cut: float = 0.75,
) -> Outcome:
    """Assign each alternative to a class by the pessimistic and the optimistic rule.

    Args:
        matrix: Shape (n, m).
        weights: Shape (m,), scaled to sum 1.
        signs: Shape (m,), +1 to maximise and -1 to minimise.
        profiles: Shape (k, m), the boundaries of k + 1 classes, from the worst to the best.
        q: Indifference thresholds, shape (m,), in the unit of the criterion.
        p: Preference thresholds, shape (m,), at least q.
        v: Veto thresholds, shape (m,), at least p; None, or None for a criterion, for no veto.
        cut: Least credibility of an outranking, from 0.5 to 1.

    Returns:
        Pessimistic classes, shape (n,), 1 is the worst; `pessimistic`, `optimistic`, and
        `credibility` of the alternatives over the profiles and `reverse_credibility`, each (n, k).

    Source:
        Yu (1992), ELECTRE TRI: aspects methodologiques et manuel d'utilisation, Universite
        Paris-Dauphine.
    """
    if not 0 < cut <= 1:
        raise InvalidInputError(f"cut: is {cut}; give a number above 0 and up to 1")
    borders = boundary_profiles(profiles, matrix.shape[1])
    refuse(
        np.diff(borders * signs, axis=0, prepend=borders[:1] * signs) < 0,
        borders,
        name="profiles",
        cure="list the profiles from the worst boundary to the best",
    )
    limits = thresholds(q, p, v, matrix.shape[1])
    shares = weights / weights.sum()
    over = valued_outranking(matrix, borders, shares, signs, limits)[2]
    under = valued_outranking(borders, matrix, shares, signs, limits)[2].T
    reached = over >= cut - _ROUNDING
    stopped = (under >= cut - _ROUNDING) & ~reached
    top = len(borders)
    pessimistic = np.where(reached.any(axis=1), top - np.argmax(reached[:, ::-1], axis=1), 0) + 1
    optimistic = np.where(stopped.any(axis=1), np.argmax(stopped, axis=1), top) + 1
    return pessimistic.astype(float), {
        "pessimistic": pessimistic,
        "optimistic": optimistic,
        "credibility": over,
        "reverse_credibility": under,
    }
