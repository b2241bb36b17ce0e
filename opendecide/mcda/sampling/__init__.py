"""Weights as samples: what is known about them decides how they are drawn."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import Floats
from opendecide.mcda.sampling.constrained import constrained_weights
from opendecide.mcda.sampling.judgements import pairwise
from opendecide.mcda.sampling.ordered import ordered
from opendecide.mcda.sampling.simplex import dirichlet, uniform

__all__ = ["SAMPLERS", "Sampler", "weight_chunks", "weight_samples"]


@dataclass(frozen=True, slots=True)
class Sampler:
    """A way to draw weights, and what to know before trusting it.

    Attributes:
        id: Its name in code.
        draw: Called with m, s, the generator and the options.
        options: The options by name.
        says: What is known about the weights.
        exact: Whether its draws are always independent and follow exactly what is said.
    """

    id: str
    draw: Callable[..., Floats]
    options: tuple[str, ...]
    says: str
    exact: bool


_LIMITS = ("lower", "upper", "at_most", "equal")

SAMPLERS: Mapping[str, Sampler] = MappingProxyType(
    {
        sampler.id: sampler
        for sampler in (
            Sampler("uniform", uniform, ("sequence",), "nothing", exact=True),
            Sampler(
                "dirichlet",
                dirichlet,
                ("centre", "concentration", "sequence"),
                "about these, as closely as the concentration says",
                exact=True,
            ),
            Sampler(
                "ordered",
                ordered,
                ("ranks", "centre", "concentration", "sequence"),
                "which matter more than which",
                exact=True,
            ),
            Sampler("intervals", constrained_weights, _LIMITS, "between these limits", exact=False),
            Sampler("linear", constrained_weights, _LIMITS, "these inequalities", exact=False),
            Sampler(
                "pairwise",
                pairwise,
                ("judgements", "least_spread"),
                "how many times as important, pair by pair",
                exact=True,
            ),
        )
    }
)


def weight_samples(kind: str, m: int, s: int, rng: np.random.Generator, **options: Any) -> Floats:
    """Draw s weight vectors of m criteria.

    Args:
        kind: A name in `SAMPLERS`: uniform, dirichlet, ordered, intervals, linear or pairwise.
        m: The number of criteria.
        s: The number of samples.
        rng: The source of chance.
        options: What is known about the weights, as the sampler's own function documents.

    Returns:
        Shape (s, m); every row is non-negative and sums to 1.

    Raises:
        InvalidInputError: If there is no such kind or option, or what is known makes no sense.

    Examples:
        >>> weight_samples("uniform", 3, 10_000, np.random.default_rng(0)).mean(axis=0).round(1)
        array([0.3, 0.3, 0.3])
    """
    sampler = _sampler(kind, m, s, options)
    return sampler.draw(m, s, rng, **options)


def weight_chunks(
    kind: str, m: int, s: int, rng: np.random.Generator, *, chunk: int = 100_000, **options: Any
) -> Iterator[Floats]:
    """Draw as `weight_samples` does, a chunk of rows at a time, for more than memory can hold.

    Examples:
        >>> chunks = weight_chunks("uniform", 3, 1000, np.random.default_rng(0), chunk=400)
        >>> [len(weights) for weights in chunks]
        [400, 400, 200]
    """
    sampler = _sampler(kind, m, s, options)
    if chunk < 1:
        raise InvalidInputError(f"chunk: is {chunk}; give at least 1")
    for start in range(0, s, chunk):
        yield sampler.draw(m, min(chunk, s - start), rng, **options)


def _sampler(kind: str, criteria: int, samples: int, options: Mapping[str, object]) -> Sampler:
    """Return the sampler of a kind that knows all of these options."""
    if kind not in SAMPLERS:
        raise InvalidInputError(f"kind: no sampler is called {kind!r}; give {', '.join(SAMPLERS)}")
    if criteria < 1 or samples < 1:
        raise InvalidInputError(
            f"weights: {samples} samples of {criteria} criteria; give at least one of each"
        )
    for option in options:
        if option not in SAMPLERS[kind].options:
            known = ", ".join(SAMPLERS[kind].options)
            raise InvalidInputError(f"{kind}: no option is called {option!r}; give {known}")
    if kind == "dirichlet" and not {"centre", "concentration"} <= options.keys():
        raise InvalidInputError("dirichlet: give both centre and concentration")
    if kind == "pairwise" and "judgements" not in options:
        raise InvalidInputError("pairwise: give the judgements")
    return SAMPLERS[kind]
