"""Part of section 8: what each group of deciders would choose, and what divides them."""

from dataclasses import dataclass
from typing import NamedTuple

from opendecide.model import deciders as records
from opendecide.report.brief import Brief


class GroupRow(NamedTuple):
    """One group, and what its weights lead to."""

    name: str
    share: str
    first: str
    family: str
    same: bool
    probability: str
    regret: str
    stays: str
    weights: str


class DisputeRow(NamedTuple):
    """One criterion that the groups weigh differently."""

    criterion: str
    common: str
    lowest: str
    lowest_group: str
    highest: str
    highest_group: str
    then_lowest: str
    then_highest: str


@dataclass(frozen=True, slots=True)
class Deciders:
    """What the groups say, one by one and together."""

    summary: str
    agreement: tuple[str, ...]
    compromise: str
    groups: tuple[GroupRow, ...]
    matters: tuple[DisputeRow, ...]
    idle: str
    """The criteria on which they differ without effect, in a sentence."""


def deciders(brief: Brief) -> Deciders | None:
    """Tell what each group would choose; None where one decides."""
    found = brief.recommendation.deciders
    if found is None:
        return None
    percent = brief.speech.language.percent
    leading = brief.leader.family if brief.leader else None
    return Deciders(
        summary=_summary(brief, found),
        agreement=tuple(_agreement(brief, found)),
        compromise=_compromise(brief, found.compromise) if found.compromise else "",
        groups=tuple(
            GroupRow(
                name=one.name,
                share=percent(one.share),
                first=brief.name(one.deployment),
                family=brief.speech.word("family", one.family),
                same=one.family == leading,
                probability=percent(one.probability_best),
                regret=brief.speech.language.number(one.regret, decimals=1),
                stays=_stays(brief, one),
                weights=brief.speech.message(one.origin),
            )
            for one in found.groups
        ),
        matters=tuple(_dispute(brief, one) for one in found.disputes if one.matters),
        idle=_idle(brief, found),
    )


def _summary(brief: Brief, found: records.Deciders) -> str:
    text = brief.speech.text
    if found.unanimous:
        return text("By the weights of every group alone the same kind of deployment comes first.")
    leading = brief.leader.family if brief.leader else None
    agreeing = sum(one.family == leading for one in found.groups)
    if agreeing == 0:
        return text(
            "No group alone would choose what comes first for all: it is the best of the average,"
            " not anybody's favourite."
        )
    return brief.speech.say(
        "The groups disagree: by their own weights, {agreeing} of {all} would choose the kind of"
        " deployment that comes first for all.",
        agreeing=str(agreeing),
        all=str(len(found.groups)),
    )


def _agreement(brief: Brief, found: records.Deciders) -> list[str]:
    number, say = brief.speech.language.number, brief.speech.say
    said = []
    if found.agreement_weights is not None:
        said.append(
            say(
                "Agreement on what counts (Kendall's W over the criteria, 0 none, 1 complete):"
                " {value}.",
                value=number(found.agreement_weights, decimals=2),
            )
        )
    if found.agreement_ranking is not None:
        said.append(
            say(
                "Agreement on the outcome (Kendall's W over the families): {value}.",
                value=number(found.agreement_ranking, decimals=2),
            )
        )
    return said


def _compromise(brief: Brief, found: records.Compromise) -> str:
    points = brief.speech.points(found.largest_regret)
    name = brief.name(found.deployment)
    if found.last_for:
        return brief.speech.say(
            "Every kind of deployment is the last choice of some group. {name} costs the group that"
            " it suits least ({group}) the fewest points: {points} less than its own first choice.",
            name=name,
            group=found.group,
            points=points,
        )
    return brief.speech.say(
        "Compromise: {name}. No group puts it last, and the group that it suits least ({group})"
        " gives up {points} against its own first choice.",
        name=name,
        group=found.group,
        points=points,
    )


def _stays(brief: Brief, one: records.GroupResult) -> str:
    """Say between which shares of the say the common answer stays."""
    percent, text = brief.speech.language.percent, brief.speech.text
    if one.then_below is None and one.then_above is None:
        return text("whatever its say")
    said = f"{percent(one.say_low)}–{percent(one.say_high)}"
    then = [
        brief.speech.say(template, name=brief.name(name))
        for template, name in (
            (text("below: {name}"), one.then_below),
            (text("above: {name}"), one.then_above),
        )
        if name
    ]
    return f"{said} ({'; '.join(then)})"


def _dispute(brief: Brief, one: records.Dispute) -> DisputeRow:
    percent = brief.speech.language.percent
    return DisputeRow(
        criterion=brief.speech.name(one.criterion),
        common=percent(one.common),
        lowest=percent(one.lowest),
        lowest_group=one.lowest_group,
        highest=percent(one.highest),
        highest_group=one.highest_group,
        then_lowest=_then(brief, one.then_lowest),
        then_highest=_then(brief, one.then_highest),
    )


def _then(brief: Brief, deployment: str) -> str:
    """Name who leads then; a twin of today's first is the same answer."""
    families = {one.id: one.family for one in brief.recommendation.candidates}
    if brief.leader and families.get(deployment) == brief.leader.family:
        return brief.speech.text("the same answer")
    return brief.name(deployment)


def _idle(brief: Brief, found: records.Deciders) -> str:
    names = [brief.speech.name(one.criterion) for one in found.disputes if not one.matters]
    if not names:
        return ""
    return brief.speech.say(
        "On these criteria the groups differ too, but settling any of them either way changes"
        " nothing: {names}.",
        names=brief.speech.language.listed(names),
    )
