"""What the first costs more than the runner-up, where no usual course of events closes the gap."""

from opendecide.report.brief import Brief
from opendecide.report.views.money import years
from opendecide.report.views.reasons import reasons

_OF_MONEY, _OF_THE_TOTAL = "cost", "cost.tco"
"""The criterion whose weight says how much money counts, and its factor of the whole bill."""


def against(brief: Brief, most: int) -> tuple[str, ...]:
    """Say what speaks against the first: the money first, and not once more as points."""
    said = brief.recommendation.verdict.reasons_against
    much = _dearer(brief)
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
    own, theirs = brief.costs.get(first.id), brief.costs.get(other.id)
    if own is None or theirs is None or own.p10 is None or theirs.p90 is None:
        return ()
    if own.p50 is None or theirs.p50 is None or own.p10 <= theirs.p90:
        return ()
    speech = brief.speech
    much = {
        "more": speech.language.money(own.p50 - theirs.p50, own.currency),
        "horizon": years(brief, own.horizon_years),
    }
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
