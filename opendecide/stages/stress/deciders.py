"""What each group of deciders would choose, and which of their disagreements matter."""

from collections.abc import Mapping, Sequence

import numpy as np

from opendecide.mcda.groups import kendall_w
from opendecide.mcda.stability import SwitchPoint, switch_points
from opendecide.measures.performance import Floats
from opendecide.model.deciders import Compromise, Deciders, Dispute, GroupResult
from opendecide.stages.assessment.evaluation import Evaluation, evaluate
from opendecide.stages.assessment.ratings import Problem
from opendecide.stages.stress.lines import by_criterion, columns_of
from opendecide.stages.stress.weights_stability import ends
from opendecide.stages.weighing.voices import Voice

APART = 0.01
"""Share of the whole by which groups must differ on a criterion to be said to disagree."""


def deciders(
    problem: Problem, common: Evaluation, families: Sequence[str], heard: Sequence[Voice]
) -> Deciders | None:
    """Return results per group and what divides them; None where one decides.

    Args:
        problem: Values of all deployments.
        common: The ranking by the weights of all groups together.
        families: The family of each row.
        heard: The groups.
    """
    if len(heard) < 2 or not common.order:  # noqa: PLR2004 — one group disagrees with nobody
        return None
    alone = [evaluate(problem, families, one.weights) for one in heard]
    weights = [_by_criterion(problem, one.weights.mean) for one in heard]
    means = np.array([one.mean for one in alone])
    leaders = list(common.leaders)
    return Deciders(
        groups=tuple(
            _result(problem, families, common, heard, alone, place) for place in range(len(heard))
        ),
        unanimous=len({families[one.order[0]] for one in alone}) == 1,
        agreement_weights=kendall_w([list(one.values()) for one in weights]),
        agreement_ranking=kendall_w(means[:, leaders]) if len(leaders) > 1 else None,
        compromise=_compromise(problem, families, common, heard, means),
        disputes=_disputes(problem, families, common, heard, weights),
    )


def _by_criterion(problem: Problem, mean: Floats) -> dict[str, float]:
    return {
        name: float(mean[columns].sum()) for name, columns in columns_of(problem).items() if columns
    }


def _result(  # noqa: PLR0913 — one group among all
    problem: Problem,
    families: Sequence[str],
    common: Evaluation,
    heard: Sequence[Voice],
    alone: Sequence[Evaluation],
    place: int,
) -> GroupResult:
    voice, own = heard[place], alone[place]
    first, leader = own.order[0], common.order[0]
    means = np.array([one.mean for one in alone])
    below, above = says(heard, means, place, families, families[leader])
    return GroupResult(
        name=voice.name,
        share=voice.share,
        origin=voice.weights.origin,
        weights=_by_criterion(problem, voice.weights.mean),
        deployment=problem.deployments[first],
        family=families[first],
        score=100 * float(own.mean[first]),
        probability_best=float(own.rank_probabilities[0, 0]),
        scores={problem.deployments[row]: 100 * float(own.mean[row]) for row in common.leaders},
        regret=100 * float(own.mean[first] - own.mean[leader]),
        say_low=0.0 if below is None else below.at,
        say_high=1.0 if above is None else above.at,
        then_below=None if below is None else problem.deployments[below.below],
        then_above=None if above is None else problem.deployments[above.above],
    )


def says(
    heard: Sequence[Voice], means: Floats, place: int, families: Sequence[str], leading: str
) -> tuple[SwitchPoint | None, SwitchPoint | None]:
    """Return the shares of the say at which another family takes over from a group's present one.

    Args:
        heard: The k groups.
        means: Shape (k, n), mean scores by the weights of each group.
        place: The group whose share moves; the others keep their proportions.
        families: The family of each row.
        leading: The family that leads for all together.
    """
    shares = np.array([one.share for one in heard])
    others = np.delete(shares, place) / (1 - shares[place])
    rest = others @ np.delete(means, place, axis=0)
    points = switch_points(
        np.stack([means[place], rest], axis=1), [shares[place], 1 - shares[place]]
    )
    return ends(float(shares[place]), points[0], families, leading)


def _compromise(
    problem: Problem,
    families: Sequence[str],
    common: Evaluation,
    heard: Sequence[Voice],
    means: Floats,
) -> Compromise | None:
    """Return the family leader with the smallest worst shortfall, of those nobody ranks last.

    Args:
        problem: Values of all deployments.
        families: The family of each row.
        common: The ranking for all together.
        heard: The k groups.
        means: Shape (k, n), mean scores by the weights of each group.
    """
    leaders = list(common.leaders)
    if len(leaders) < 2:  # noqa: PLR2004 — nothing to meet on
        return None
    lost = means.max(axis=1, keepdims=True) - means
    last = [
        tuple(
            one.name
            for one, row in zip(heard, means[:, leaders], strict=True)
            if row[place] <= row.min()
        )
        for place in range(len(leaders))
    ]
    chosen = min(
        range(len(leaders)),
        key=lambda place: (bool(last[place]), float(lost[:, leaders[place]].max()), place),
    )
    row = leaders[chosen]
    suited_least = int(np.argmax(lost[:, row]))
    return Compromise(
        deployment=problem.deployments[row],
        family=families[row],
        largest_regret=100 * float(lost[suited_least, row]),
        group=heard[suited_least].name,
        last_for=last[chosen],
    )


def _disputes(
    problem: Problem,
    families: Sequence[str],
    common: Evaluation,
    heard: Sequence[Voice],
    weights: Sequence[Mapping[str, float]],
) -> tuple[Dispute, ...]:
    """Settle each disputed criterion as either side wants it, all else in proportion."""
    names, values, average = by_criterion(problem, common)
    leading = families[common.order[0]]
    found = []
    for column, name in enumerate(names):
        stated = [one[name] for one in weights]
        low, high = int(np.argmin(stated)), int(np.argmax(stated))
        if stated[high] - stated[low] < APART:
            continue
        then = [_settled(values, average, column, stated[one]) for one in (low, high)]
        found.append(
            Dispute(
                criterion=name,
                common=float(average[column]),
                lowest=stated[low],
                lowest_group=heard[low].name,
                highest=stated[high],
                highest_group=heard[high].name,
                matters=any(families[row] != leading for row in then),
                then_lowest=problem.deployments[then[0]],
                then_highest=problem.deployments[then[1]],
            )
        )
    found.sort(key=lambda one: (not one.matters, one.lowest - one.highest, one.criterion))
    return tuple(found)


def _settled(values: Floats, average: Floats, column: int, weight: float) -> int:
    """Return the row that leads when one criterion weighs so much and the others give way."""
    others = 1 - float(average[column])
    scores = values @ average - values[:, column] * average[column]
    scores = values[:, column] * weight + scores * ((1 - weight) / others if others > 0 else 0.0)
    return int(np.argmax(np.round(scores, 12)))
