"""Acceptability without sampling error: the simplex of weights cut where two scores are equal."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda import checks
from opendecide.mcda.arrays import ArrayLike, Bools, Floats

_MOST_PIECES = 500_000
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class ExactAcceptability:
    """Acceptabilities as shares of volume; ties, and central weights, as in `Acceptability`.

    Attributes:
        rank: Shape (n, n), share of the weights that give alternative i rank j (from 0, best).
        pairwise: Shape (n, n), share of the weights that put i ahead of j.
        central_weights: Shape (n, m); a row of zeros where `has_central` is False.
        has_central: Shape (n,), whether i is first in any volume.
        pieces: How many simplices the weights were cut into.
    """

    rank: Floats
    pairwise: Floats
    central_weights: Floats
    has_central: Bools
    pieces: int


def exact_acceptability(values: ArrayLike, corners: ArrayLike | None = None) -> ExactAcceptability:
    """Return rank acceptabilities for weights uniform on a simplex, to rounding.

    The simplex is cut by the plane on which two alternatives are level, for every pair. A simplex
    with corners on both sides is halved at a point of the plane between two such corners, which
    shares its volume in proportion, until no simplex is on both sides of any plane. The number of
    pieces grows fast: meant for few alternatives and criteria, as a check on sampling.

    Args:
        values: Shape (n, m), more is better.
        corners: Shape (m, m), the corners of the simplex of weights; all possible ones if None.

    Raises:
        InvalidInputError: If there would be more than half a million pieces.

    Source:
        The measures are those of Lahdelma & Salminen (2001), SMAA-2, Operations Research 49(3),
        444-454.

    Examples:
        >>> exact_acceptability([[1, 0, 0.2], [0, 1, 0.2], [0.6, 0.6, 0.2]]).rank.round(9)
        array([[0.4, 0.1, 0.5],
               [0.4, 0.1, 0.5],
               [0.2, 0.8, 0. ]])
    """
    table = checks.numbers(values, name="values", dimensions=(2,))
    alternatives, criteria = table.shape
    span = max(float(np.ptp(table)), np.finfo(float).tiny)
    table = table / span
    whole = np.eye(criteria) if corners is None else np.array(corners, dtype=float)
    pieces, volumes = whole[np.newaxis], np.ones(1)
    for first, second in combinations(range(alternatives), 2):
        pieces, volumes = _cut(pieces, volumes, table[first] - table[second])
    centres = pieces.mean(axis=1)
    scores = centres @ table.T
    ahead = scores[:, :, np.newaxis] - scores[:, np.newaxis, :] > _ROUNDING
    places = ahead.sum(axis=1)
    rank = np.array(
        [(volumes[:, np.newaxis] * (places == p)).sum(axis=0) for p in range(alternatives)]
    )
    first_volumes = volumes[:, np.newaxis] * (places == 0)
    sums = first_volumes.T @ centres
    has_central = rank[0] > 0
    return ExactAcceptability(
        rank=rank.T,
        pairwise=np.tensordot(volumes, ahead, axes=1),
        central_weights=sums / np.where(has_central, rank[0], 1.0)[:, np.newaxis],
        has_central=has_central,
        pieces=len(pieces),
    )


def _cut(pieces: Floats, volumes: Floats, plane: Floats) -> tuple[Floats, Floats]:
    """Halve simplices until each lies on one side of a plane through the origin."""
    done: list[tuple[Floats, Floats]] = []
    while len(pieces):
        heights = pieces @ plane
        heights[np.abs(heights) <= _ROUNDING] = 0.0
        mixed = (heights > 0).any(axis=1) & (heights < 0).any(axis=1)
        done.append((pieces[~mixed], volumes[~mixed]))
        pieces, volumes, heights = pieces[mixed], volumes[mixed], heights[mixed]
        if 2 * len(pieces) + sum(len(part) for part, _ in done) > _MOST_PIECES:
            raise InvalidInputError(
                f"values: more than {_MOST_PIECES} pieces of weights; sample the weights instead"
            )
        every = np.arange(len(pieces))
        top, bottom = heights.argmax(axis=1), heights.argmin(axis=1)
        high, low = heights[every, top], heights[every, bottom]
        share = high / (high - low)  # how far down the edge the plane cuts it
        corner = pieces[every, top] + share[:, np.newaxis] * (
            pieces[every, bottom] - pieces[every, top]
        )
        upper, lower = pieces.copy(), pieces.copy()
        upper[every, bottom] = corner
        lower[every, top] = corner
        pieces = np.concatenate([upper, lower])
        volumes = np.concatenate([volumes * share, volumes * (1 - share)])
    return np.concatenate([part for part, _ in done]), np.concatenate([size for _, size in done])
