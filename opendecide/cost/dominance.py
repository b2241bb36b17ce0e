"""Which uncertain inputs a total depends on most: rank correlation."""

import numpy as np

from opendecide.cost.demand import Floats

_NAMED = 2
LEAST_SHARE = 0.01
"""Of the variance of the ranks: what explains less moves no figure that is printed.

With a thousand samples, chance alone gives a tenth of it to an input that is in no line.
"""


def dominant(total: Floats, drawn: dict[str, Floats]) -> tuple[tuple[str, float], ...]:
    """Name the inputs, two at most, with the strongest rank correlation with a total.

    Examples:
        >>> x, y = np.arange(8.0), np.array([3.0, 1, 2, 8, 5, 0, 4, 9])
        >>> strongest, second = dominant(10 * x + y, {"x": x, "y": y, "z": np.ones(8)})
        >>> strongest[0], second[0]
        ('x', 'y')
        >>> dominant(np.zeros(8), {"x": x})
        ()
    """
    ranked = {name: centred_ranks(samples) for name, samples in drawn.items()}
    return strongest(centred_ranks(total), ranked)


def strongest(target: Floats, ranked: dict[str, Floats]) -> tuple[tuple[str, float], ...]:
    """Return the inputs, given by their ranks, that move most with a target's ranks."""
    found = []
    for name, ranks in ranked.items():
        scale = float(np.sqrt((ranks @ ranks) * (target @ target)))
        correlation = float(ranks @ target) / scale if scale > 0 else 0.0
        if correlation**2 >= LEAST_SHARE:
            found.append((name, correlation))
    found.sort(key=lambda pair: (-abs(pair[1]), pair[0]))
    return tuple(found[:_NAMED])


def centred_ranks(samples: Floats) -> Floats:
    """Return ranks with mean 0, those of equal samples alike; all zero when every one is the same.

    Examples:
        >>> centred_ranks(np.array([5.0, 0.0, 0.0, 7.0]))
        array([ 0.5, -1. , -1. ,  1.5])
    """
    order = np.argsort(samples, kind="stable")
    ordered = samples[order]
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    places = np.arange(samples.size, dtype=float)
    if first.size < samples.size:
        many = np.diff(first, append=samples.size)
        places = np.repeat(first + (many - 1) / 2, many)
    ranks = np.empty(samples.size)
    ranks[order] = places
    return ranks - (samples.size - 1) / 2
