"""Part of page one: what each group of deciders would choose, and what they have to settle."""

from collections.abc import Iterator

from opendecide.model.deciders import Deciders, Dispute, GroupResult
from opendecide.report.brief import Brief


def board(brief: Brief) -> tuple[str, ...]:
    """Say who comes first for each group, and which disagreement decides; empty where one decides.

    A common answer hides whose it is: the runner-up of the average can be nobody's choice.
    """
    found = brief.recommendation.deciders
    if found is None or brief.leader is None:
        return ()
    if found.unanimous:
        return (
            brief.speech.text(
                "By the weights of every group alone the same kind of deployment comes first."
            ),
        )
    return tuple(_divided(brief, found))


def _divided(brief: Brief, found: Deciders) -> Iterator[str]:
    for one in found.groups:
        yield _choice(brief, one)
    second = brief.runner_up
    chosen = {one.family for one in found.groups}
    if brief.together is None and second is not None and second.family not in chosen:
        yield brief.speech.text(
            "The runner-up above is no group's first choice: it comes second by the average of"
            " their weights."
        )
    yield _to_settle(brief, decisive(brief))


def _choice(brief: Brief, one: GroupResult) -> str:
    speech = brief.speech
    said = {
        "group": one.name,
        "say": speech.language.percent(one.share),
        "name": brief.name(one.deployment),
        "family": speech.word("family", one.family),
    }
    if brief.together is not None:
        return speech.say(
            "{group} ({say} of the say): of the deployments alone, {name} ({family}).", **said
        )
    if brief.leader is not None and one.family == brief.leader.family:
        return speech.say("{group} ({say} of the say): {name}, of the family above.", **said)
    return speech.say(
        "{group} ({say} of the say): {name} ({family}); by its own weights the common answer costs"
        " it {points}.",
        points=speech.points(one.regret),
        **said,
    )


def decisive(brief: Brief) -> tuple[Dispute, ...]:
    """Return the disagreements that change the answer when one group has its way."""
    found = brief.recommendation.deciders
    return tuple(one for one in found.disputes if one.matters) if found else ()


def _to_settle(brief: Brief, disputes: tuple[Dispute, ...]) -> str:
    speech = brief.speech
    if not disputes:
        return speech.text(
            "No single criterion divides them: settling any one of them either way leaves the"
            " common answer as it is (section 8)."
        )
    percent = speech.language.percent
    return speech.say(
        "What to settle, for the answer hangs on it: the weight of {criteria} (section 8).",
        criteria=speech.language.listed(
            speech.say(
                "{criterion} ({low} for {cautious}, {high} for {keen})",
                criterion=speech.name(one.criterion),
                low=percent(one.lowest),
                cautious=one.lowest_group,
                high=percent(one.highest),
                keen=one.highest_group,
            )
            for one in disputes
        ),
    )
