"""How much of the decision depends on whether the weights may be downloaded."""

from dataclasses import replace
from types import MappingProxyType

import numpy as np

from opendecide.measures.view import View
from opendecide.model.criteria import Criteria, factors_of
from opendecide.model.fact import Fact
from opendecide.stages.assessment.ratings import rate
from opendecide.stages.assessment.scales import Scales
from opendecide.stages.run import Run

CHANGE = 1e-9


def openness_share(run: Run, criteria: Criteria) -> float | None:
    """Return the summed weight of the leader's factors that would change with that fact alone."""
    if not run.evaluation.order:
        return None
    leader = run.evaluation.order[0]
    view = run.views[leader]
    turned = _turned(view)
    if turned is None:
        return None
    scales = Scales(run.draws, run.case.on_missing_data, budgeted=run.case.ceiling is not None)
    weights = run.evaluation.weights.by_factor
    share = 0.0
    for name, factor in factors_of(criteria).items():
        before = run.problem.ratings[leader][name].valued.mean
        after = rate(turned, factor, scales, run.draws, run.reference).valued.mean
        if abs(after - before) > CHANGE:
            share += weights[name]
    return float(np.clip(share, 0.0, 1.0))


def _turned(view: View) -> View | None:
    """Return the same deployment with the opposite of what is known of its weights."""
    fact = view.model.artifacts.weights
    if fact is None or not isinstance(fact.value, bool):
        return None
    opposite = Fact.model_validate({**fact.model_dump(), "value": not fact.value})
    model = view.model.model_copy(
        update={"artifacts": view.model.artifacts.model_copy(update={"weights": opposite})}
    )
    catalog = view.case.catalog
    catalog = catalog.model_copy(
        update={"models": MappingProxyType({**catalog.models, model.id: model})}
    )
    serving = {need: model if one.id == model.id else one for need, one in view.serving.items()}
    case = replace(view.case, catalog=catalog, memo={})
    return replace(view, case=case, model=model, serving=serving)
