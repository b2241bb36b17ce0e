"""Every admissible deployment on every factor: performances, then values as arrays.

Names become columns and rows here, and nowhere else; `evaluation.py` puts them back. A workload
that a deployment does not serve is worth nothing to the organisation: it counts 0 on every factor
for its share of the decision, and one that it may fail counts less.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from opendecide.cost import Bill
from opendecide.errors import InvalidInputError
from opendecide.measures.case import Case, Need
from opendecide.measures.draws import Draws
from opendecide.measures.performance import Floats, Performance, unknown
from opendecide.measures.quality import kept_share
from opendecide.measures.stated import FACT, own_fact, stated
from opendecide.measures.table import (
    FROM_THE_BILL,
    MEASURES,
    OF_THE_MACHINES,
    OF_THE_MODEL,
    OF_THE_OFFER,
    OF_THE_WAY,
    PER_MODEL,
    PER_WORKLOAD,
)
from opendecide.measures.view import View
from opendecide.model.catalog import Alternative
from opendecide.model.criteria import Criteria, Factor, factors_of
from opendecide.stages.assessment.scales import Scales, Valued

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rating:
    """One deployment on one factor."""

    performance: Performance
    """Of the workload with the largest share, where a factor is rated per workload; of the weakest
    model, where it is rated per model."""
    valued: Valued
    per_workload: Mapping[str, Performance]


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """One decision as arrays, with the names of their rows and columns.

    Attributes:
        deployments: The ids of the rows, length n.
        factors: The full ids of the columns, length m.
        fixed: Shape (n, m), the value of every entry that no sample moves; 0 where one does.
        moving: The entries that move, by row and column: values of shape (s,).
        mean: Shape (n, m), expected values.
        worst: Shape (n, m), values when what is not known turns out at its worst.
        ratings: By row: by factor id, what stands behind the value.
        barred: By row, the samples, shape (s,), in which it breaks a hard ceiling; rows that never
            do are left out.
    """

    deployments: tuple[str, ...]
    factors: tuple[str, ...]
    fixed: Floats
    moving: Mapping[tuple[int, int], Floats]
    mean: Floats
    worst: Floats
    ratings: tuple[Mapping[str, Rating], ...]
    barred: Mapping[int, Flags] = field(default_factory=dict)

    def scores(self, weights: Floats) -> Floats:
        """Return the score of every deployment in every sample, shape (n, s), from 0 to 1."""
        scores: Floats = self.fixed @ weights.T
        columns = np.ascontiguousarray(weights.T)
        for (row, column), values in self.moving.items():
            scores[row] += columns[column] * values
        return scores

    def contributions(self, weights: Floats) -> Floats:
        """Return the mean weighted value of every entry, shape (n, m); rows sum to the scores."""
        found: Floats = self.fixed * weights.mean(axis=0)
        columns = np.ascontiguousarray(weights.T)
        for (row, column), values in self.moving.items():
            found[row, column] += float((columns[column] * values).mean())
        return found


def rate(view: View, factor: Factor, scales: Scales, draws: Draws, reference: Floats) -> Rating:
    """Rate one deployment on one factor, over the workloads it serves."""
    return _rate(view, shares_of(view, draws), factor, scales, draws, reference)


def rate_all(
    view: View, factors: Mapping[str, Factor], scales: Scales, draws: Draws, reference: Floats
) -> dict[str, Rating]:
    """Rate one deployment on many factors, by their full ids."""
    shares = shares_of(view, draws)
    return {
        name: _rate(view, shares, factor, scales, draws, reference)
        for name, factor in factors.items()
    }


class Shares(NamedTuple):
    """What the workloads that a deployment serves are worth there, as shares of the decision."""

    each: tuple[tuple[Need, float], ...]
    total: float
    by_model: tuple[tuple[View, float], ...]
    """The deployment as it is for the workloads of each of its models, and what these are worth."""


def shares_of(view: View, draws: Draws) -> Shares:
    """Return what is left of each workload's share, less the chance of failing its floor."""
    each = tuple((need, need.share * kept(view, need, draws)) for need in view.served_needs())
    total = sum(share for _, share in each)
    return Shares(each, total, _by_model(view, each, total))


def _by_model(
    view: View, each: Sequence[tuple[Need, float]], total: float
) -> tuple[tuple[View, float], ...]:
    if all(model.id == view.model.id for model in view.serving.values()):
        return ((view, total),)
    found: dict[str, tuple[View, float]] = {}
    for need, share in each:
        model = view.serving[need.id]
        as_main = view if model.id == view.model.id else replace(view, model=model)
        found[model.id] = (as_main, found.get(model.id, (view, 0.0))[1] + share)
    return tuple(found.values())


def mean_value(  # noqa: PLR0913 — one entry of the table and all that it is read with
    view: View,
    shares: Shares,
    factor: Factor,
    scales: Scales,
    draws: Draws,
    reference: Floats | None = None,
) -> float:
    """Return the expected value on a factor, and nothing else of a rating.

    Without a reference for the cost, on a factor that no bill decides.
    """
    if factor.measure in PER_WORKLOAD:
        return _weighted_mean(
            [
                (share, _of_workload(view, need, factor, scales, draws).valued)
                for need, share in shares.each
            ]
        )
    return _weighted_mean(
        [
            (share, _of_all(one, factor, scales, reference).valued)
            for one, share in _parts(view, shares, factor)
        ]
    )


def _rate(  # noqa: PLR0913 — one entry of the table and all that it is read with
    view: View, shares: Shares, factor: Factor, scales: Scales, draws: Draws, reference: Floats
) -> Rating:
    if factor.measure in PER_WORKLOAD:
        found = {
            need.id: _of_workload(view, need, factor, scales, draws) for need, _ in shares.each
        }
        by_id = {need: one.performance for need, one in found.items()}
        _, heaviest = max(((share, need.id) for need, share in shares.each), default=(0.0, None))
        shown = unknown(factor.id) if heaviest is None else by_id[heaviest]
        parts = [(share, found[need.id].valued) for need, share in shares.each]
        return Rating(shown, _weighted(parts), by_id)
    each = [
        (share, _of_all(one, factor, scales, reference))
        for one, share in _parts(view, shares, factor)
    ]
    weakest = min((one for _, one in each), key=lambda one: one.valued.mean)
    return Rating(weakest.performance, _weighted([(share, one.valued) for share, one in each]), {})


def _parts(view: View, shares: Shares, factor: Factor) -> Sequence[tuple[View, float]]:
    """Return what is measured apart, with its share: each model, where the measure reads models."""
    return shares.by_model if factor.measure in PER_MODEL else ((view, shares.total),)


def kept(view: View, need: Need, draws: Draws) -> float:
    """Return what is left of a workload's worth after the chance of failing its quality floor."""
    model = view.serving[need.id]
    question = ("kept", model.id, need.id, draws.samples)
    return view.case.share(
        question, lambda part: kept_share(part, part.need(need.id), model, draws)
    )


class _Found(NamedTuple):
    """A performance and its value."""

    performance: Performance
    valued: Valued


def in_general(view: View, measure: str, case: Case | None = None) -> Performance:
    """Measure what does not depend on the workload, once for all that the measure reads.

    Args:
        view: The deployment.
        measure: The measure.
        case: A part of its case; all of it when absent.
    """
    return (case or view.case).share(
        (measure, *_reads(view, measure)), lambda part: MEASURES[measure](view.of(part))
    )


def _measured(view: View, factor: Factor, case: Case) -> Performance:
    """Measure what does not depend on the workload, or read the factor's own fact.

    Raises:
        InvalidInputError: If nothing is called like the measure.
    """
    if factor.measure == FACT:
        return own_fact(view.of(case), factor)
    if factor.measure not in MEASURES:
        raise InvalidInputError(
            "the factor '{factor}' is measured by '{word}', which nothing is called; "
            "write fact, or one of: {known}",
            factor=factor.id,
            word=factor.measure,
            known=", ".join((*MEASURES, *PER_WORKLOAD, *FROM_THE_BILL)),
        )
    return in_general(view, factor.measure, case)


def _reads(view: View, measure: str) -> tuple[object, ...]:
    """Return what a measure reads of a deployment besides the case."""
    if measure in OF_THE_MODEL:
        return (view.model.id,)
    if measure in OF_THE_OFFER:
        return (view.offer.id,)
    if measure in OF_THE_WAY:
        return (view.offer.id, view.at_hand, *view.serving)
    return (view.offer.id, view.model.id)


def _of_all(view: View, factor: Factor, scales: Scales, reference: Floats | None) -> _Found:
    """Measure and value what does not depend on the workload."""
    measure = factor.measure
    if reference is not None and measure in FROM_THE_BILL:
        billed = FROM_THE_BILL[measure](view, reference)
        return _Found(billed, scales.value(factor, billed))

    def answer(part: Case) -> _Found:
        performance = _measured(view, factor, part)
        return _Found(performance, scales.value(factor, performance))

    return view.case.share((factor.id, scales.kind, *_reads(view, measure)), answer)


def _of_workload(view: View, need: Need, factor: Factor, scales: Scales, draws: Draws) -> _Found:
    """Measure and value one workload, once per model or offer where nothing else is read."""
    measure = factor.measure

    def answer(seen: View, need: Need) -> _Found:
        performance = PER_WORKLOAD[measure](seen, need, draws)
        return _Found(performance, scales.value(factor, performance))

    if measure in OF_THE_MODEL:
        reads = view.serving[need.id].id
    elif measure in OF_THE_OFFER or (measure in OF_THE_MACHINES and not view.by_machine):
        reads = view.offer.id
    else:
        return answer(view, need)
    question = (factor.id, scales.kind, reads, need.id)
    return view.case.share(question, lambda part: answer(view.of(part), part.need(need.id)))


def _weighted(parts: Sequence[tuple[float, Valued]]) -> Valued:
    """Return the weighted sum of values; what is left of 1 is not served and counts 0."""
    if _whole(parts):
        return parts[0][1]
    still, moving = 0.0, None
    for share, one in parts:
        if one.samples is None:
            still += share * one.mean
        else:
            moving = share * one.samples if moving is None else moving + share * one.samples
    return Valued(
        mean=_weighted_mean(parts),
        samples=None if moving is None else moving + still,
        worst=sum(share * one.worst for share, one in parts),
        parts=tuple(parts),
    )


def _whole(parts: Sequence[tuple[float, Valued]]) -> bool:
    return len(parts) == 1 and parts[0][0] >= 1 - 1e-9


def _weighted_mean(parts: Sequence[tuple[float, Valued]]) -> float:
    if _whole(parts):
        return parts[0][1].mean
    return sum([share * one.mean for share, one in parts])


def assess(
    views: Sequence[View], criteria: Criteria, scales: Scales, draws: Draws, reference: Floats
) -> Problem:
    """Lay out every deployment on every factor as arrays."""
    factors = factors_of(criteria)
    rows = [rate_all(view, factors, scales, draws, reference) for view in views]
    found = _problem(tuple(view.deployment.id for view in views), tuple(factors), rows)
    return replace(found, barred=_beyond_a_hard_ceiling(views))


def _beyond_a_hard_ceiling(views: Sequence[View]) -> dict[int, Flags]:
    """Return the samples in which a bill breaks a hard ceiling: there it could not be paid."""
    found = {}
    for row, view in enumerate(views):
        ceiling = view.case.ceiling
        if ceiling is None or not view.case.profile.budget.hard or not isinstance(view.bill, Bill):
            continue
        beyond = view.bill.paid > ceiling
        if beyond.any():
            found[row] = beyond
    return found


def assess_alternatives(
    alternatives: Sequence[Alternative], criteria: Criteria, scales: Scales
) -> Problem:
    """Lay out ready-made options, described by facts alone, as arrays."""
    factors = factors_of(criteria)
    rows = []
    for one in alternatives:
        row = {}
        for name, factor in factors.items():
            performance = stated(one.facts.get(name), factor, f"alternatives/{one.id}/{name}")
            row[name] = Rating(performance, scales.value(factor, performance), {})
        rows.append(row)
    return _problem(tuple(one.id for one in alternatives), tuple(factors), rows)


def _problem(
    ids: tuple[str, ...], factors: tuple[str, ...], rows: Sequence[Mapping[str, Rating]]
) -> Problem:
    shape = (len(ids), len(factors))
    fixed, mean, worst = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    moving: dict[tuple[int, int], Floats] = {}
    for i, row in enumerate(rows):
        for j, name in enumerate(factors):
            valued = row[name].valued
            mean[i, j], worst[i, j] = valued.mean, valued.worst
            if valued.samples is None:
                fixed[i, j] = valued.mean
            else:
                moving[i, j] = valued.samples
    return Problem(ids, factors, fixed, moving, mean, worst, tuple(rows))
