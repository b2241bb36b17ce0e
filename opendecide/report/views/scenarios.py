"""Part of section 8: what may happen, and how the choices of today would fare."""

from dataclasses import dataclass
from typing import NamedTuple

from opendecide.model.scenarios import ScenarioResult
from opendecide.report.brief import Brief, placed
from opendecide.report.views.flips import less


class ScenarioRow(NamedTuple):
    """One course of events."""

    what: str
    probability: str
    first: str
    same: bool
    points: str
    lost: str
    setting: str


class ChoiceRow(NamedTuple):
    """How one choice fares over all of them."""

    deployment: str
    expected: str
    worst: str


@dataclass(frozen=True, slots=True)
class Scenarios:
    """One at a time, and together."""

    rows: tuple[ScenarioRow, ...]
    choices: tuple[ChoiceRow, ...]
    summary: str


def scenarios(brief: Brief) -> Scenarios | None:
    """Tell what may happen; None when no scenario was run."""
    found = brief.recommendation.robustness.scenarios
    if found is None:
        return None
    number = brief.speech.language.number
    order = sorted(found.expected, key=lambda one: (-found.expected[one], one))
    return Scenarios(
        rows=tuple(_row(brief, one) for one in found.results),
        choices=tuple(
            ChoiceRow(
                deployment=brief.name(one),
                expected=number(found.expected[one], decimals=1),
                worst=brief.speech.text("no longer allowed")
                if any(_shut_out(result, one) for result in found.results)
                else number(found.worst_regret[one], decimals=1),
            )
            for one in order
        ),
        summary=_summary(brief, found.best_expected, found.least_regret),
    )


def _shut_out(result: ScenarioResult, choice: str) -> bool:
    """Tell whether a choice is no longer allowed where another is.

    All of its points would be no loss of points, which a difference elsewhere can make up for.
    """
    return result.score is not None and result.scores.get(choice) is None


def _row(brief: Brief, one: ScenarioResult) -> ScenarioRow:
    language, text = brief.speech.language, brief.speech.text
    lost = "–" if one.regret is None else language.number(one.regret, decimals=1)
    if one.regret is not None and one.leader_score is None:
        lost = text("no longer allowed")
    return ScenarioRow(
        what=brief.speech.message(one.label),
        probability=text("not stated")
        if one.probability is None
        else language.percent(one.probability),
        first=text("no acceptable deployment")
        if one.deployment is None
        else less(
            brief,
            placed(one.name, language) if one.name else brief.name(one.deployment),
            one.not_served,
        ),
        same=brief.leader is not None and one.family == brief.leader.family,
        points="–" if one.score is None else language.number(one.score, decimals=1),
        lost=lost,
        setting=one.setting,
    )


def _summary(brief: Brief, expected: str, regret: str) -> str:
    say, first = brief.speech.say, brief.leader.id if brief.leader else None
    if expected == regret == first:
        return say(
            "Over all scenarios {name} has the highest expected score and the least to lose.",
            name=brief.name(first),
        )
    if expected == regret:
        return say(
            "Over all scenarios {name} has the highest expected score and the least to lose:"
            " consider it if you would rather be safe.",
            name=brief.name(expected),
        )
    return say(
        "Over all scenarios {first} has the highest expected score; {safe} loses least where it"
        " turns out wrong.",
        first=brief.name(expected),
        safe=brief.name(regret),
    )
