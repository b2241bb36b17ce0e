"""Weigh criteria by any listed method."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import Details, Floats
from opendecide.mcda.checks import refuse_unknown_options
from opendecide.mcda.weighting.table import WEIGHTINGS, WeightingMethod


@dataclass(frozen=True, slots=True, eq=False)
class Weighting:
    """Weights of the criteria.

    Attributes:
        weights: Shape (m,), summing to 1.
        diagnostics: What the method says about the judgements, such as their consistency.
    """

    weights: Floats
    diagnostics: Details


def weigh(method: str, judgements: Any, **options: Any) -> Weighting:
    """Turn judgements into weights by a listed method.

    Args:
        method: A key of `WEIGHTINGS`; "ahp" stands for "ahp_priorities", and the ending
            "_weights" may be left out.
        judgements: What the method takes; see its line in the table.
        **options: Of the method; see its function in `opendecide.mcda.weighting`.

    Returns:
        Weights and diagnostics.

    Raises:
        InvalidInputError: If the method is unknown or the judgements make no sense for it.

    Examples:
        >>> weigh("swing", [100, 60, 40]).weights
        array([0.5, 0.3, 0.2])
    """
    chosen = listed(method)
    refuse_unknown_options(chosen.weigh, options, name=chosen.id)
    weights, diagnostics = chosen.weigh(judgements, **options)
    return Weighting(weights, diagnostics)


def listed(method: str) -> WeightingMethod:
    """Return the listed weighting method of a name."""
    for name in (method, f"{method}_weights", f"{method}_priorities"):
        if name in WEIGHTINGS:
            return WEIGHTINGS[name]
    close = get_close_matches(method, WEIGHTINGS, n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"give one of {', '.join(WEIGHTINGS)}"
    raise InvalidInputError(f"method: {method!r} is not listed; {hint}")
