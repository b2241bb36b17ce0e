"""Section 8: what would change the answer, and what would not."""

from dataclasses import dataclass
from typing import NamedTuple

from opendecide.model.robustness import PersonaLeader
from opendecide.report.brief import Brief, placed
from opendecide.report.views.flips import Change, changes, less


class WeightRow(NamedTuple):
    """The range of a criterion's weight within which the leader stays."""

    criterion: str
    today: str
    low: str
    high: str
    below: str
    above: str


class PersonaRow(NamedTuple):
    """Who leads if the organisation is seen as another kind."""

    persona: str
    deployment: str
    family: str
    same: bool
    lost: str
    setting: str


class MethodRow(NamedTuple):
    """Who leads under another method."""

    method: str
    leader: str
    agreement: str


class RegretRow(NamedTuple):
    """What a choice costs in the worst sample."""

    deployment: str
    regret: str


@dataclass(frozen=True, slots=True)
class Robustness:
    """How firm the answer is."""

    changes: tuple[Change, ...]
    weights: tuple[WeightRow, ...]
    personas: tuple[PersonaRow, ...]
    methods: tuple[MethodRow, ...]
    regret: tuple[RegretRow, ...]
    openness_share: str
    unknowns: str
    of_one: str
    alone: str


def robustness(brief: Brief) -> Robustness:
    """Tell how firm the answer is."""
    found, speech = brief.recommendation.robustness, brief.speech
    leader = brief.leader.family if brief.leader else ""
    return Robustness(
        changes=changes(brief),
        weights=tuple(
            WeightRow(
                criterion=speech.name(one.criterion),
                today=speech.language.percent(one.today, decimals=1),
                low=speech.language.percent(one.low, decimals=1),
                high=speech.language.percent(one.high, decimals=1),
                below=brief.name(one.challenger_below) if one.challenger_below else "–",
                above=brief.name(one.challenger_above) if one.challenger_above else "–",
            )
            for one in found.weight_intervals
        ),
        personas=tuple(_persona(brief, one, leader) for one in found.personas),
        methods=tuple(
            MethodRow(
                method=speech.word("method", one.method),
                leader=brief.name(one.leader),
                agreement=speech.language.number(one.agreement, decimals=2),
            )
            for one in found.method_agreement
        ),
        regret=tuple(
            RegretRow(brief.name(key), speech.language.number(value, decimals=1))
            for key, value in sorted(found.regret.items(), key=lambda item: (item[1], item[0]))
        ),
        openness_share=""
        if found.openness_share is None
        else speech.language.percent(found.openness_share),
        unknowns=_unknowns(brief),
        of_one=_of_one(brief),
        alone=_alone(brief),
    )


def _of_one(brief: Brief) -> str:
    """Say which changes are tried with one deployment alone, where several may share the work."""
    tried = brief.recommendation.hybrid
    if brief.together is not None or tried is None or not tried.assignments:
        return ""
    return brief.speech.text(
        "After a plain choice a combination is named where it is the answer then. Changes of"
        " figures and of the kind of organisation are tried with one deployment for all workloads;"
        " after one of them a combination may do better still, which running the command of its row"
        " shows."
    )


def _alone(brief: Brief) -> str:
    """Say what is not about the combination, where that is the answer."""
    if brief.together is None or brief.leader is None:
        return ""
    return brief.speech.say(
        "Changes of single figures and duties are tried on the combination. Scenarios, ranges of"
        " weights, other kinds of organisation and other methods are about one deployment for"
        " everything, where {name} is first today.",
        name=brief.leader.name,
    )


def _persona(brief: Brief, one: PersonaLeader, leader: str) -> PersonaRow:
    speech = brief.speech
    lost = (
        speech.text("no longer allowed")
        if one.regret is None
        else speech.language.number(one.regret, decimals=1)
    )
    name = placed(one.name, speech.language) if one.name else brief.name(one.deployment)
    return PersonaRow(
        persona=speech.word("persona", one.persona),
        deployment=less(brief, name, one.not_served)
        if one.deployment
        else speech.text("no acceptable deployment"),
        family=speech.word("family", one.family) if one.family else "–",
        same=one.family == leader,
        lost=lost,
        setting=f"organisation.persona={one.persona}",
    )


def _unknowns(brief: Brief) -> str:
    stays = brief.recommendation.robustness.leads_with_worst_unknowns
    if stays is None:
        return ""
    if stays:
        return brief.speech.text(
            "In points, the first stays ahead of every other family even when everything unknown"
            " about it turns out at its worst and everything unknown about them at its best."
            " Whether it would still pass every gate then is not part of this: what is open there"
            " is among its conditions."
        )
    return brief.speech.text(
        "All that nobody knows, taken together, may still turn the order: with everything unknown"
        " about the first at its worst and about the others at its best, another family comes"
        " first."
    )
