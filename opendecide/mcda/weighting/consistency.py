"""How consistent pairwise comparisons are, and the random-index tables to judge it by."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import Floats
from opendecide.mcda.weighting.pairwise import comparisons

_FIRST = 3  # a matrix of one or two rows is always consistent

_SAATY = (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59)
_CLASSIC = (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
_DONEGAN_DODD = (
    *(0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213, 1.4497),
    *(1.4643, 1.4822, 1.4969, 1.5078, 1.5153, 1.5262, 1.5313, 1.5371),
)

RANDOM_INDEX: Mapping[str, Mapping[int, float]] = MappingProxyType(
    {
        # Saaty (2005), Theory and Applications of the Analytic Network Process, page 31.
        "saaty": dict(enumerate(_SAATY, start=_FIRST)),
        # Saaty (1980), The Analytic Hierarchy Process: the older table in wide use.
        "saaty-classic": dict(enumerate(_CLASSIC, start=_FIRST)),
        # Donegan & Dodd (1991), A note on Saaty's random indexes.
        "donegan-dodd": dict(enumerate(_DONEGAN_DODD, start=_FIRST)),
    }
)


def random_index(size: int, table: str = "saaty") -> float:
    """Return the mean consistency index of random comparisons of so many items.

    Args:
        size: The number of items, at least 3.
        table: A key of `RANDOM_INDEX`. The 0.10 rule gives different verdicts near the limit, so
            say which one was used.

    Examples:
        >>> random_index(4), random_index(4, "saaty-classic")
        (0.89, 0.9)
    """
    if table not in RANDOM_INDEX:
        raise InvalidInputError(
            f"random_index: {table!r} is not known; give one of {', '.join(RANDOM_INDEX)}"
        )
    if size not in RANDOM_INDEX[table]:
        sizes = f"{_FIRST} to {max(RANDOM_INDEX[table])}"
        raise InvalidInputError(
            f"random_index: the table {table!r} has no entry for {size} items; compare {sizes}, "
            "in a hierarchy if there are more"
        )
    return RANDOM_INDEX[table][size]


def consistency_ratio(lambda_max: float, size: int, table: str = "saaty") -> float:
    """Return the consistency index over the random index; 0 for one or two items."""
    if size < _FIRST:
        return 0.0
    index = max(lambda_max - size, 0.0) / (size - 1)
    return index / random_index(size, table)


def koczkodaj(judgements: Floats) -> float:
    """Return the worst inconsistency of any three comparisons, from 0 to 1.

    Source:
        Koczkodaj (1993), A new definition of consistency of pairwise comparisons, Mathematical
        and Computer Modelling 18(7).

    Examples:
        >>> koczkodaj(np.array([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]]))
        0.0
    """
    table = comparisons(judgements)
    ratios = table[:, None, :] / (table[:, :, None] * table[None, :, :])
    return float(np.minimum(np.abs(1 - ratios), np.abs(1 - 1 / ratios)).max())
