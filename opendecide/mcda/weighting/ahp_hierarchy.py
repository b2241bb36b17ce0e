"""AHP over several levels: from the goal through criteria to alternatives."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from opendecide.errors import InvalidInputError
from opendecide.mcda.arrays import ArrayLike, Details, Floats
from opendecide.mcda.checks import criterion_weights, numbers, refuse
from opendecide.mcda.weighting.ahp import ahp_priorities


def ahp_hierarchy(
    judgements: Mapping[str, Any], *, mode: str = "distributive", **options: str
) -> tuple[Floats, Details]:
    """Derive the priorities of the lowest level of a hierarchy.

    Args:
        judgements: `matrix`, the comparisons of the criteria of one level, and `below`, one item
            for each: another such mapping, a comparison matrix of the alternatives, or None where
            the criterion itself is a leaf. Leaves are all alternatives or all criteria.
        mode: "distributive" (local priorities sum to 1) or "ideal" (the best has 1), where a copy
            of an alternative cannot reverse others.
        **options: Of `ahp_priorities`, for every matrix.

    Returns:
        Priorities of the alternatives, summing to 1 in the distributive mode, or weights of the
        leaf criteria in reading order; `local`, the priorities of the top level, and
        `consistency_ratios`, the worst last.

    Source:
        Saaty (1980), The Analytic Hierarchy Process; Belton & Gear (1983), On a short-coming of
        Saaty's method of analytic hierarchies, for the ideal mode.

    Examples:
        >>> ahp_hierarchy({"matrix": [[1, 3], [1 / 3, 1]], "below": [None, None]})[0]
        array([0.75, 0.25])
    """
    ratios: list[float] = []
    weights, alternatives = _below(judgements, mode, options, ratios)
    if not alternatives and mode != "distributive":
        raise InvalidInputError("mode: 'ideal' compares alternatives; this hierarchy has none")
    top = ahp_priorities(judgements["matrix"], **options)[0]
    return weights, {"local": top, "consistency_ratios": sorted(ratios)}


def synthesise(local: ArrayLike, weights: ArrayLike, *, mode: str = "distributive") -> Floats:
    """Join local priorities of the alternatives.

    Args:
        local: Shape (m, n), one row of priorities or ratios per criterion, positive.
        weights: Shape (m,), of the criteria.
        mode: "distributive" divides each row by its sum, "ideal" by its largest entry.

    Returns:
        Shape (n,).

    Examples:
        >>> synthesise([[1, 3], [1, 1]], [0.5, 0.5])
        array([0.375, 0.625])
    """
    table = numbers(local, name="local priorities", dimensions=(2,))
    refuse(table <= 0, table, name="local priorities", cure="give ratios above 0")
    shares = criterion_weights(weights, len(table))
    if mode == "distributive":
        whole = table.sum(axis=1, keepdims=True)
    elif mode == "ideal":
        whole = table.max(axis=1, keepdims=True)
    else:
        raise InvalidInputError(f"mode: {mode!r} is not known; give distributive or ideal")
    return np.asarray(shares @ (table / whole))


def _below(
    node: Mapping[str, Any], mode: str, options: Mapping[str, str], ratios: list[float]
) -> tuple[Floats, bool]:
    """Return the priorities under a node, and whether they are those of alternatives."""
    if "matrix" not in node or "below" not in node:
        raise InvalidInputError("judgements: a level needs 'matrix' and 'below'")
    weights = _local(node["matrix"], options, ratios)
    children: Sequence[Any] = node["below"]
    if len(children) != len(weights):
        raise InvalidInputError(
            f"judgements: {len(children)} items below {len(weights)} criteria; give one for each"
        )
    parts: list[tuple[Floats, bool]] = [
        (np.ones(1), False)
        if child is None
        else _below(child, mode, options, ratios)
        if isinstance(child, Mapping)
        else (_local(child, options, ratios), True)
        for child in children
    ]
    kinds = {alternatives for _, alternatives in parts}
    if len(kinds) > 1 or (kinds == {True} and len({len(part) for part, _ in parts}) > 1):
        raise InvalidInputError(
            "judgements: compare the same alternatives under every criterion, or under none"
        )
    if kinds == {True}:
        return synthesise([part for part, _ in parts], weights, mode=mode), True
    return np.concatenate(
        [weight * part for weight, (part, _) in zip(weights, parts, strict=True)]
    ), False


def _local(matrix: ArrayLike, options: Mapping[str, str], ratios: list[float]) -> Floats:
    """Return the priorities of one matrix, and note its consistency ratio."""
    weights, details = ahp_priorities(matrix, **options)
    if details["consistency_ratio"] is not None:
        ratios.append(details["consistency_ratio"])
    return weights
