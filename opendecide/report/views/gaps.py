"""Section 12: what nobody knows, what knowing it would be worth, and who could say."""

from dataclasses import dataclass
from typing import NamedTuple

from opendecide.model.recommendation import WORTH_KNOWING
from opendecide.report.brief import Brief

_SHOWN = 12
_NAMED = 3
_UNTESTED = "quality."
"""How the codes of conditions begin that an own test settles."""


class GapRow(NamedTuple):
    """One missing, old or rough fact."""

    what: str
    fact: str
    kind: str
    worth: str
    money: str
    """What the answer is worth in money; a dash where cost cannot take so many points."""
    who: str
    test: str
    deployments: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps that matter most."""

    rows: tuple[GapRow, ...]
    hidden: int
    none: str
    """What to say where no row is shown."""


def gaps(brief: Brief) -> Gaps:
    """List the gaps in the order of the records: the most valuable first."""
    speech, found = brief.speech, brief.recommendation.gaps
    shown = [one for one in found[:_SHOWN] if one.value_of_information >= WORTH_KNOWING]
    return Gaps(
        rows=tuple(
            GapRow(
                what=speech.message(one.label),
                fact=one.fact,
                kind=speech.word("gap", one.kind),
                worth=speech.language.number(one.value_of_information, decimals=2),
                money="–"
                if one.value_in_money is None
                else speech.language.money(one.value_in_money, speech.currency),
                who=speech.word("who", one.who),
                test="–" if one.settled_by is None else speech.message(one.settled_by),
                deployments=_named(brief, one.deployments),
            )
            for one in shown
        ),
        hidden=len(found) - len(shown),
        none=_none(brief),
    )


def _none(brief: Brief) -> str:
    """Say that the choice hangs on no missing fact; being good enough may still hang on a test."""
    speech = brief.speech
    said = speech.text("No single missing fact would change which kind of deployment comes first.")
    if brief.recommendation.robustness.leads_with_worst_unknowns is False:
        said = speech.text(
            "No single missing fact would change which kind of deployment comes first; all of them"
            " together might (section 8)."
        )
    asked = brief.recommendation.verdict.conditions
    tested: dict[str, None] = {}
    for one in asked:
        about = one.values.get("workload") if one.code.startswith(_UNTESTED) else None
        tested |= dict.fromkeys([about] if isinstance(about, str) else about or ())
    if not tested:
        return said
    return f"{said} " + speech.say(
        "Whether it is good enough for {workloads} is not known before a test on own examples.",
        workloads=speech.value(list(tested), "named"),
    )


def _named(brief: Brief, deployments: tuple[str, ...]) -> str:
    names = [brief.name(one) for one in deployments[:_NAMED]]
    if len(deployments) > _NAMED:
        names.append(brief.speech.say("{number} more", number=str(len(deployments) - _NAMED)))
    return brief.speech.language.listed(names)
