"""What the first costs more than the runner-up, where no usual course of events closes the gap."""

from opendecide.model.recommendation import RankedDeployment
from opendecide.report.brief import Brief
from opendecide.report.views.money import years
from opendecide.report.views.reasons import reasons

_FEW = 5.0
"""Points of 100 that somebody may give up for much less money, and wants to know of."""
_HALF = 0.5
"""Much less money is half of it."""
_OF_MONEY, _OF_THE_TOTAL = "cost", "cost.tco"
"""The criterion whose weight says how much money counts, and its factor of the whole bill."""


def against(brief: Brief, most: int) -> tuple[str, ...]:
    """Say what speaks against the first: the money first, and not once more as points."""
    said = brief.recommendation.verdict.reasons_against
    much = _dearer(brief) or _cheaper(brief)
    if much:
        said = tuple(one for one in said if one.values.get("factor") != _OF_THE_TOTAL)
    return (*much, *reasons(brief, said, most))


def _dearer(brief: Brief) -> tuple[str, ...]:
    """Say by how much the first is dearer, and from which weight of cost on it would not lead.

    Money may count for little among many criteria, and nobody should learn of a large bill from
    its points.
    """
    first, other = brief.leader, brief.runner_up
    if first is None or other is None or brief.together is not None:
        return ()
    more = _more(brief, first, other)
    if more is None:
        return ()
    speech = brief.speech
    much = {"more": more, "horizon": _horizon(brief, first)}
    weight = next(
        (
            one
            for one in brief.recommendation.robustness.weight_intervals
            if one.criterion == _OF_MONEY
        ),
        None,
    )
    if weight is None or weight.challenger_above is None:
        return (
            speech.say(
                "It costs {more} more than the runner-up over {horizon}, in any usual course of"
                " events.",
                **much,
            ),
        )
    return (
        speech.say(
            "It costs {more} more than the runner-up over {horizon}, in any usual course of events;"
            " cost counts for {today} here, and from {least} on another would lead: {name}.",
            **much,
            today=speech.language.percent(weight.today),
            least=speech.language.percent(weight.high),
            name=brief.name(weight.challenger_above),
        ),
    )


def _cheaper(brief: Brief) -> tuple[str, ...]:
    """Name the best of those who do as much for less, where few points are between them.

    Whoever decides may want to save the money: a ranking alone would not show that it can be.
    """
    first, plan = brief.leader, brief.recommendation.plan
    if first is None or brief.together is not None or (plan is not None and plan.small):
        return ()
    own = brief.costs.get(first.id)
    for other in brief.recommendation.ranking:
        behind, theirs = first.score - other.score, brief.costs.get(other.id)
        if other.not_served != first.not_served or not 0 < behind <= _FEW:
            continue
        if own is None or theirs is None or own.p50 is None or theirs.p50 is None:
            continue
        if theirs.p50 <= own.p50 * _HALF:
            money, speech = brief.speech.language.money, brief.speech
            return (
                speech.say(
                    "{name} does the same work for {less} instead of {cost} over {horizon}, and"
                    " scores {points} less.",
                    name=other.name,
                    less=money(theirs.p50, own.currency),
                    cost=money(own.p50, own.currency),
                    horizon=_horizon(brief, first),
                    points=speech.points(behind),
                ),
            )
    return ()


def _more(brief: Brief, first: RankedDeployment, other: RankedDeployment) -> str | None:
    """Return what the first costs more; None where that depends on the course of events."""
    own, theirs = brief.costs.get(first.id), brief.costs.get(other.id)
    if own is None or theirs is None or own.p10 is None or theirs.p90 is None:
        return None
    if own.p50 is None or theirs.p50 is None or own.p10 <= theirs.p90:
        return None
    return brief.speech.language.money(own.p50 - theirs.p50, own.currency)


def _horizon(brief: Brief, one: RankedDeployment) -> str:
    return years(brief, brief.costs[one.id].horizon_years)
