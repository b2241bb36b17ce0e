"""Names back on rows and columns: the ranking, the exclusions and the gaps as records."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from opendecide.cost.order_statistics import quantile
from opendecide.measures.case import Case
from opendecide.measures.data_security import REGION_GUARANTEED
from opendecide.measures.performance import Performance
from opendecide.measures.view import View
from opendecide.model.conditions import by_gravity
from opendecide.model.criteria import Criteria, Factor, factors_of
from opendecide.model.message import Message, shared
from opendecide.model.recommendation import (
    Assumed,
    CandidateSummary,
    CitedFact,
    DescribedPart,
    FactorResult,
    Gap,
    OpenFact,
    RankedDeployment,
    ScreenedOut,
)
from opendecide.model.robustness import Flip
from opendecide.stages.assessment.contender import Contender
from opendecide.stages.assessment.evaluation import Evaluation, by_criterion
from opendecide.stages.assessment.ratings import Problem, Rating
from opendecide.stages.assessment.weakest import weakest
from opendecide.stages.findings.citation import cite
from opendecide.stages.findings.outlook import interval
from opendecide.stages.findings.reasons import extremes
from opendecide.stages.gates import Outcome
from opendecide.stages.screening.screen import Screened

SHOWN = 16
"""Deployments of the ranking that are described in full; the long list names all."""
MANY = 400
POSSIBLE = 21
"""Points between the ends of what a fact may turn out to be."""
ROUNDING = 1e-12
IN_A_LEASED_ROOM = {"own_premises": "leased_room"}
"""What a level is called there: it counts alike, and is not the organisation's own building."""
WHO = {
    "models": "maker",
    "offers": "operator",
    "vendors": "vendor",
    "communities": "project",
    "rules": "organisation",
    "cost": "operator",
    "quality": "organisation",
    "profile": "organisation",
}


def shown_rows(evaluation: Evaluation, also: Collection[str] = ()) -> tuple[int, ...]:
    """Return the rows described in full: the best, every leader of a family, and those asked for.

    Args:
        evaluation: The ranking.
        also: Ids of the parts of a combination that is the answer.
    """
    shown = {*evaluation.order[:SHOWN], *evaluation.leaders}
    names = evaluation.problem.deployments
    return tuple(row for row in evaluation.order if row in shown or names[row] in also)


def ranking(  # noqa: PLR0913 — a ranked deployment is told from all of these
    problem: Problem,
    evaluation: Evaluation,
    contenders: Sequence[Contender],
    conditions: Mapping[str, tuple[Outcome, ...]],
    criteria: Criteria,
    units: Mapping[str, str],
    counted: Callable[[int], float] = lambda _row: 1.0,
    also: Collection[str] = (),
    present: str | None = None,
) -> tuple[RankedDeployment, ...]:
    """Return the ranked deployments with their contributions and factors.

    Args:
        problem: What was rated.
        evaluation: How it came out.
        contenders: The deployments by row.
        conditions: What has to be settled first, by id.
        criteria: What is judged.
        units: By measure, where a figure is held against something else than the factor says.
        counted: By row, the share of the work that counts.
        also: Ids of those that are told whatever their rank.
        present: What is in use today; where that is a family, its best stands for it.
    """
    factors = factors_of(criteria)
    weights = evaluation.weights.mean
    found = []
    places: dict[int, int] = {}
    for place, row in enumerate(evaluation.order, start=1):
        previous = evaluation.order[place - 2] if place > 1 else None
        tied = previous is not None and np.isclose(
            evaluation.mean[row], evaluation.mean[previous], rtol=0, atol=1e-12
        )
        places[row] = places[previous] if tied and previous is not None else place
    for row in shown_rows(evaluation, also):
        contender = contenders[row]
        deployment = contender.deployment
        leads = row in evaluation.leaders
        strengths, weaknesses = extremes(problem, weights, row)
        found.append(
            RankedDeployment(
                id=deployment.id,
                name=deployment.name,
                family=deployment.family,
                model=deployment.model,
                host=contender.host,
                rank=places[row],
                score=100 * float(evaluation.mean[row]),
                score_interval=interval(100 * evaluation.scores[row]),
                rank_probabilities=tuple(
                    float(one)
                    for one in evaluation.rank_probabilities[evaluation.leaders.index(row)]
                )
                if leads
                else (),
                beats_leader=float(evaluation.beats_leader[row]),
                contributions=by_criterion(problem, evaluation.contributions[row]),
                factors={
                    name: factor_result(
                        factors[name],
                        problem.ratings[row][name],
                        float(weights[column]),
                        units,
                        contender,
                    )
                    for column, name in enumerate(problem.factors)
                },
                labels=deployment.labels,
                strengths=strengths,
                weaknesses=weaknesses,
                conditions=by_gravity(
                    shared(one.reason for one in conditions.get(deployment.id, ()))
                ),
                serves=contender.serves,
                not_served=contender.not_served,
                counted=counted(row),
                models={
                    need: deployment.models[need]
                    for need in contender.serves
                    if need in deployment.models
                },
                family_leader=leads,
                current=deployment.current or (leads and deployment.family == present),
            )
        )
    return tuple(found)


def factor_result(
    factor: Factor,
    rating: Rating,
    weight: float,
    units: Mapping[str, str],
    contender: Contender,
) -> FactorResult:
    """Return how one deployment does on one factor, as a reader sees it.

    Args:
        factor: What is rated.
        rating: How it was rated.
        weight: Of the factor.
        units: By measure, where a figure is held against something else than the factor says.
        contender: The deployment.
    """
    performance, valued = rating.performance, rating.valued
    called = IN_A_LEASED_ROOM if contender.leased else {}
    shown, low, high = (
        called.get(one, one) if isinstance(one, str) else one for one in _shown(performance)
    )
    return FactorResult(
        performance=shown,
        low=low,
        high=high,
        unit=units.get(factor.measure or "", factor.unit),
        value=valued.mean,
        value_low=valued.ends[0],
        value_high=valued.ends[1],
        weight=weight,
        known=performance.known,
        evidence=performance.evidence,
        note=_note(factor, rating, contender, shown),
    )


def _note(
    factor: Factor, rating: Rating, contender: Contender, shown: str | float | None
) -> Message | None:
    """Say what a performance leaves out: who is served ill, which region is guaranteed."""
    if factor.measure == "task_quality":
        return weakest(rating.per_workload)
    if shown == REGION_GUARANTEED and contender.regions:
        return Message(code="region.guaranteed", values={"regions": list(contender.regions)})
    return None


def _shown(
    performance: Performance,
) -> tuple[str | float | None, str | float | None, str | float | None]:
    if performance.levels:
        one = performance.levels[0] if len(performance.levels) == 1 else None
        return one, performance.levels[0], performance.levels[-1]
    if performance.samples is not None:
        low, mid, high = quantile(performance.samples, 0.1, 0.5, 0.9)
        return mid, low, high
    return performance.mid, performance.low, performance.high


def screened_out(case: Case, screened: Screened) -> tuple[ScreenedOut, ...]:
    """Return every exclusion with gate, reason, fact, source and cure."""
    known: dict[str, CitedFact | None] = {}

    def cited(fact: str | None) -> CitedFact | None:
        if fact is None:
            return None
        if fact not in known:
            rows = cite(case, fact)
            known[fact] = rows[0] if rows else None
        return known[fact]

    found: list[ScreenedOut] = []
    for name in sorted(screened.excluded):
        deployment = screened.views[name].deployment
        seen: set[tuple[str, str | None, str]] = set()
        for one in screened.excluded[name]:
            question = (one.gate, one.workload, one.reason.code)
            if question in seen:
                continue
            seen.add(question)
            source = cited(one.fact)
            found.append(
                ScreenedOut(
                    id=name,
                    name=deployment.name,
                    family=deployment.family,
                    gate=one.gate,
                    workload=one.workload,
                    reason=one.reason,
                    fact=one.fact,
                    source=source.source if source is not None else None,
                    as_of=source.as_of if source is not None else None,
                    cure=one.cure,
                    near_miss=one.near_miss,
                )
            )
    return tuple(found)


def long_list(
    screened: Screened, problem: Problem, evaluation: Evaluation, also: Collection[str] = ()
) -> tuple[CandidateSummary, ...]:
    """Return every candidate with what became of it."""
    shown = set(shown_rows(evaluation, also))
    rows = {name: row for row, name in enumerate(problem.deployments)}
    waiting = {view.deployment.id for view in screened.waiting}
    served = {
        view.deployment.id: len(view.serving)
        for view in (*screened.set_aside, *screened.admissible)
    }
    found = []
    for name in sorted(screened.views):
        view = screened.views[name]
        row = rows.get(name)
        status = "unproven" if name in waiting else "excluded"
        if status == "excluded" and _serves_a_part(view, screened):
            status = "partial"  # as does another like it, without a model that does nothing
        if name in served:
            whole = served[name] == len(view.case.needs)
            status = "partial" if not whole else "ranked" if row in shown else "admissible"
        found.append(
            CandidateSummary(
                id=name,
                name=view.deployment.name,
                family=view.deployment.family,
                status=status,
                labels=view.deployment.labels,
                score=None if row is None else 100 * float(evaluation.mean[row]),
                waits_for=tuple(
                    OpenFact(gate=one.gate, workload=one.workload, reason=one.reason, fact=one.fact)
                    for one in screened.waits_for.get(name, ())
                    if status == "unproven"
                ),
            )
        )
    return tuple(found)


def _serves_a_part(view: View, screened: Screened) -> bool:
    """Tell whether no gate says no to all of the work."""
    against = {one.workload for one in screened.excluded.get(view.deployment.id, ())}
    return None not in against and not against >= view.serving.keys()


def evidence(
    case: Case,
    ranked: Sequence[RankedDeployment],
    parts: Sequence[DescribedPart] = (),
) -> tuple[CitedFact, ...]:
    """Return every fact behind the ranking and the parts of the answer, each once, by id."""
    told = (*(one.factors for one in ranked), *(one.factors for one in parts))
    ids = sorted({fact for factors in told for row in factors.values() for fact in row.evidence})
    found: dict[tuple[str, str], CitedFact] = {}
    for fact in ids:
        for cited in cite(case, fact):
            found.setdefault((cited.id, cited.value), cited)
    return tuple(found.values())


def by_consequence(assumed: Sequence[Assumed], flips: Sequence[Flip]) -> tuple[Assumed, ...]:
    """Put first what would change the answer, then what goes beyond what is stated.

    The others stay in the order of the profile.
    """
    near = {one.path: 1 / place for place, one in reversed([*enumerate(flips, 1)])}
    told = [one.model_copy(update={"influence": near.get(one.field, 0.0)}) for one in assumed]
    return tuple(sorted(told, key=lambda one: (-one.influence, one.beyond is None)))


def gaps(problem: Problem, evaluation: Evaluation) -> tuple[Gap, ...]:
    """Return the unknown facts of the leaders, by what knowing them would be worth.

    The worth of a fact is what the best choice gains on average when it is known before choosing,
    in points: the expected value of partial perfect information among the family leaders.
    """
    leaders = list(evaluation.leaders)
    if not leaders:
        return ()
    found: dict[str, list[Entry]] = {}
    for row in leaders:
        for column, name in enumerate(problem.factors):
            missing = problem.ratings[row][name].performance.missing
            for fact in missing[:1]:
                ends = problem.ratings[row][name].valued.ends
                found.setdefault(fact, []).append(Entry(row, column, ends))
    worths = {fact: worth_of_knowing(problem, evaluation, those) for fact, those in found.items()}
    ordered = sorted(found, key=lambda one: (-worths[one], one))
    return tuple(
        Gap(
            fact=fact,
            label=Message(code="gap.fact", values={"fact": fact}),
            deployments=tuple(sorted({problem.deployments[one.row] for one in found[fact]})),
            value_of_information=100 * worths[fact],
            who=WHO.get(fact.split("/")[0], "organisation"),
        )
        for fact in ordered[:MANY]
    )


class Entry(NamedTuple):
    """One value that a fact moves."""

    row: int
    column: int
    ends: tuple[float, float]
    """The worst and the best that are possible."""


def worth_of_knowing(problem: Problem, evaluation: Evaluation, entries: Sequence[Entry]) -> float:
    """Return the expected gain from knowing a fact, spread evenly over what is possible.

    It moves all deployments that share it, and together: what is true of both decides nothing
    between the two.
    """
    leaders = {row: place for place, row in enumerate(evaluation.leaders)}
    weights = evaluation.weights.mean
    scores = np.repeat(evaluation.mean[list(leaders), np.newaxis], POSSIBLE, axis=1)
    for row, column, ends in entries:
        if row in leaders:
            valued = problem.ratings[row][problem.factors[column]].valued
            scores[leaders[row]] += weights[column] * (np.linspace(*ends, POSSIBLE) - valued.mean)
    gain = float(scores.max(axis=0).mean() - scores.mean(axis=1).max())
    return gain if gain > ROUNDING else 0.0
