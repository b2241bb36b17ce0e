"""A combination that is the answer, in full: what its parts are, cost and do, and all together.

A part that leaves work to others is in no ranking, so that nothing else of the report describes it.
It is rated over the work that it does in the combination, as if that were all there is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from opendecide.cost import Bill
from opendecide.measures.view import View
from opendecide.model.conditions import by_gravity
from opendecide.model.costs import DeploymentCost
from opendecide.model.criteria import Criteria, factors_of
from opendecide.model.message import shared
from opendecide.model.recommendation import DescribedPart, FactorResult, Hybrid
from opendecide.stages.assessment.contender import of_view
from opendecide.stages.assessment.ratings import assess
from opendecide.stages.findings.bills import cost_of
from opendecide.stages.findings.outlook import by_year, interval
from opendecide.stages.findings.reasons import extremes
from opendecide.stages.findings.records import factor_result
from opendecide.stages.hybrid.combination import Choice, Combined
from opendecide.stages.hybrid.component import Component, as_stated
from opendecide.stages.run import scales_of


def in_full(combined: Combined, criteria: Criteria, units: Mapping[str, str]) -> Hybrid | None:
    """Return the record of a combination, with all that is known of its parts where it is chosen.

    Args:
        combined: The combination.
        criteria: What is judged.
        units: By measure, where a figure is held against something else than the factor says.
    """
    told, choice, parts = combined.told, combined.choice, combined.components
    if told is None or choice is None or not parts:
        return told
    bill = choice.best.scored.bill
    of_all: dict[str, object] = {}
    if isinstance(bill, Bill):
        of_all = {
            "first_year": interval(bill.first_year),
            "upfront": interval(bill.upfront_cash),
            "years": by_year(bill),
        }
    return told.model_copy(
        update={
            **of_all,
            "parts": tuple(_bill(one.view) for one in parts),
            "described": tuple(_described(choice, parts, criteria, units)),
            "contributions": _points(choice),
            "counted": choice.table.served(choice.best.chosen),
        }
    )


def _bill(view: View) -> DeploymentCost:
    """Return the bill of a part; the ceiling is for all of them, so none uses it up alone."""
    cost = cost_of(view)
    without = (one.model_copy(update={"budget_months": None}) for one in cost.scenarios)
    return cost.model_copy(update={"scenarios": tuple(without)})


def _described(
    choice: Choice, parts: Iterable[Component], criteria: Criteria, units: Mapping[str, str]
) -> Iterable[DescribedPart]:
    """Describe each part on every factor, over the work that it does here."""
    found, factors = choice.whole, factors_of(criteria)
    weights = found.weights.mean
    for part in parts:
        view = _by_itself(part)
        scales = scales_of(found.case, found.draws)
        problem = assess([view], criteria, scales, found.draws, found.reference)
        contender, deployment = of_view(view), part.view.deployment
        stated = {
            one: choice.parts[one].workload if one in choice.parts else one for one in view.serving
        }
        results = {
            name: factor_result(
                factors[name],
                problem.ratings[0][name],
                float(weights[column]),
                units,
                contender,
            )
            for column, name in enumerate(problem.factors)
        }
        strengths, weaknesses = extremes(problem, weights, 0)
        yield DescribedPart(
            id=deployment.id,
            name=deployment.name,
            family=deployment.family,
            model=deployment.model,
            host=contender.host,
            share=part.share,
            factors={name: _as_stated(one, stated) for name, one in results.items()},
            labels=deployment.labels,
            strengths=strengths,
            weaknesses=weaknesses,
            conditions=by_gravity(shared(one.reason for one in part.conditions)),
            serves=part.workloads,
            models={stated[need]: model.id for need, model in view.serving.items()},
        )


def _by_itself(part: Component) -> View:
    """Return a part in a case that asks for nothing but what the part does in the combination."""
    case, served = part.view.case, part.view.served_needs()
    whole = sum(need.share for need in served)
    needs = tuple(replace(need, share=need.share / whole) for need in served)
    return replace(part.view, case=replace(case, needs=needs, memo={}))


def _as_stated(result: FactorResult, stated: Mapping[str, str]) -> FactorResult:
    if result.note is None:
        return result
    return result.model_copy(update={"note": as_stated(result.note, stated)})


def _points(choice: Choice) -> Mapping[str, float]:
    """Return the points of all together by criterion, before the overhead of several parts."""
    chosen, weights = choice.best.chosen, choice.whole.weights
    values = choice.table.values_together(chosen, choice.best.scored.bill)
    found: dict[str, float] = {}
    for column, name in enumerate(weights.factors):
        criterion = name.partition(".")[0]
        points = 100 * float(np.mean(weights.samples[:, column] * values[name]))
        found[criterion] = found.get(criterion, 0.0) + points
    return found
