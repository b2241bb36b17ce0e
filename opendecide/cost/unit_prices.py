"""What a unit of work costs, counted in what it is sold in: tokens, hours of speech, pictures.

A bill for several kinds of work has no price of a million tokens: that would have the hours of
speech in it. Each workload has a price in its own unit instead, where it has lines of its own.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from opendecide.cost.demand import Demand, Floats

MINUTES_PER_HOUR = 60.0
TOKENS = "Mtok"


class Counted(NamedTuple):
    """What a workload is counted in, and how much of it the first year has."""

    unit: str
    """`audio hour`, `image` or `Mtok`."""
    kind: str
    """The same, but tokens that are only read are another kind of work than those of answers."""
    yearly: Floats


class UnitPrice(NamedTuple):
    """What the use of a service costs for one unit of a workload's work."""

    workload: str
    unit: str
    each: Floats


def counted(demand: Demand) -> Counted | None:
    """Return what a workload is counted in; None where it has nothing but requests."""
    requests = demand.requests_per_year
    if np.any(demand.audio_minutes):
        hours = requests * demand.audio_minutes / MINUTES_PER_HOUR
        return Counted("audio hour", "audio hour", np.asarray(hours))
    if np.any(demand.images):
        return Counted("image", "image", np.asarray(requests * demand.images))
    if demand.speaks_text:
        kind = "answers" if demand.writes_text else "vectors"
        return Counted(TOKENS, kind, np.asarray(demand.tokens_per_year / 1e6))
    return None


def all_tokens(demands: Sequence[Demand]) -> bool:
    """Tell whether the work is one kind alone, and that one is counted in tokens."""
    found = [counted(one) for one in demands]
    kinds = {None if one is None else one.kind for one in found}
    return len(kinds) == 1 and all(one is not None and one.unit == TOKENS for one in found)
