"""What there is to keep ready where nothing that is ranked could take over."""

from collections.abc import Iterator

from opendecide.model.recommendation import CandidateSummary
from opendecide.report.brief import Brief

_NAMED = 2
_TO_BE_HAD = frozenset({"open_source_ai", "open_weights", "source_available"})
"""Labels of models whose weights may be downloaded."""


def no_exit(brief: Brief) -> tuple[str, ...]:
    """Say that nobody could take over, and what shortens the time until somebody can."""
    plan = brief.recommendation.plan
    if plan is None or plan.start is None or plan.small or plan.way_out is not None:
        return ()
    return tuple(_said(brief, plan.start))


def _said(brief: Brief, start: str) -> Iterator[str]:
    speech, by_oneself = brief.speech, brief.by_oneself
    yield speech.say(
        "Of all that is ranked nothing else could take over what {name} does: whoever begins has"
        " nowhere to go today.",
        name=brief.name(start),
    )
    waiting = [one for one in brief.recommendation.candidates if one.status == "unproven"]
    if waiting:
        counted = speech.language.counted(
            "{number} deployment waits for a fact (section 3), such as {names}: ask in writing now,"
            " so that it is ready when it is needed.",
            "{number} deployments wait for a fact (section 3), such as {names}: ask those that"
            " would do in writing now, so that one is ready when it is needed.",
            len(waiting),
        )
        names = [one.name for one in _nearest(start, waiting)[:_NAMED]]
        yield counted.format(number=len(waiting), names=speech.language.listed(names))
    models = [one.model for one in brief.parts if one.model and _TO_BE_HAD & {*one.labels}]
    if models and not by_oneself:
        yield speech.say(
            "The weights of {model} may be had: keep a copy, and know on whose machines it would"
            " run.",
            model=speech.language.listed(
                dict.fromkeys(speech.names.get(f"models/{one}", one) for one in models)
            ),
        )
    if by_oneself:
        yield speech.text(
            "Keep prompts, tests and records apart from the machines, and a way to do the work"
            " without them."
        )
    else:
        yield speech.text(
            "Keep prompts, tests and records outside the service, and a way to do the work without"
            " it; have notice of an end and help with leaving written into the contract."
        )


def _nearest(start: str, waiting: list[CandidateSummary]) -> list[CandidateSummary]:
    """Put those with the same models first, since prompts and tests stay there."""
    models = start.partition("@")[0]
    return sorted(waiting, key=lambda one: (one.id.partition("@")[0] != models, one.id))
