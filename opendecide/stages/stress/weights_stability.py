"""How far the weight of each criterion may move before another family leads."""

from collections.abc import Mapping, Sequence

from opendecide.mcda.stability import SwitchPoint, switch_points
from opendecide.model.robustness import Flip, WeightInterval
from opendecide.stages.assessment.evaluation import Evaluation
from opendecide.stages.assessment.ratings import Problem
from opendecide.stages.stress.lines import by_criterion


def weight_intervals(
    problem: Problem, evaluation: Evaluation, families: Sequence[str]
) -> tuple[WeightInterval, ...]:
    """Return the interval of each criterion's weight in which the leading family stays.

    One weight moves, the others keep their proportions: every score is a straight line, so the
    ends are exact for the mean values. A twin of the same family that takes over in between is
    the same answer.
    """
    if len(evaluation.order) < 2:  # noqa: PLR2004 — a lead needs somebody behind
        return ()
    names, values, weights = by_criterion(problem, evaluation)
    leading = families[evaluation.order[0]]
    found = []
    for name, today, points in zip(names, weights, switch_points(values, weights), strict=True):
        below, above = ends(float(today), points, families, leading)
        found.append(
            WeightInterval(
                criterion=name,
                today=float(today),
                low=0.0 if below is None else min(below.at, float(today)),
                high=1.0 if above is None else above.at,
                challenger_below=None if below is None else problem.deployments[below.below],
                challenger_above=None if above is None else problem.deployments[above.above],
            )
        )
    return tuple(found)


def as_pinned(
    intervals: Sequence[WeightInterval], flips: Sequence[Flip]
) -> tuple[WeightInterval, ...]:
    """Return the intervals with the ends that the pipeline has found, where it looked.

    The interval goes by the rows of the ranking and their mean values; a stated weight draws up the
    short list anew and is drawn closer. A report tells one point for each end.
    """
    found: dict[tuple[str, str], Flip] = {
        (one.path, one.direction): one for one in flips if isinstance(one.threshold, float)
    }
    return tuple(_pinned(one, found) for one in intervals)


def _pinned(one: WeightInterval, found: Mapping[tuple[str, str], Flip]) -> WeightInterval:
    path = f"preferences.weights.{one.criterion}"
    below, above = found.get((path, "below")), found.get((path, "above"))
    update: dict[str, object] = {}
    if below is not None:
        update |= {"low": float(below.threshold or 0.0) / 100, "challenger_below": below.then}
    if above is not None:
        update |= {"high": float(above.threshold or 0.0) / 100, "challenger_above": above.then}
    return one.model_copy(update=update)


def ends(
    today: float, points: Sequence[SwitchPoint], families: Sequence[str], leading: str
) -> tuple[SwitchPoint | None, SwitchPoint | None]:
    """Return the nearest points on both sides at which another family takes over.

    Args:
        today: Where the leading family leads.
        points: Where the lead passes on, in order.
        families: The family of each row.
        leading: The leading family.
    """
    below = [one for one in points if one.at <= today and families[one.below] != leading]
    above = [one for one in points if one.at > today and families[one.above] != leading]
    return (below[-1] if below else None), (above[0] if above else None)
