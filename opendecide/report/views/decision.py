"""Section 17: the decision record, in the fields of MADR 4."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from opendecide.model.conditions import is_date
from opendecide.report.brief import Brief, Described
from opendecide.report.views.ranking import points
from opendecide.report.views.summary import Summary
from opendecide.report.views.transition import review_day


class OptionNote(NamedTuple):
    """One considered option, with what speaks for and against it."""

    name: str
    family: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    parts: tuple["OptionNote", ...] = ()
    """What a combination is made of."""


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What was decided, why, and when it is looked at again."""

    title: str
    date: str
    iso_date: str
    deciders: str
    workloads: tuple[str, ...]
    drivers: tuple[str, ...]
    options: tuple[OptionNote, ...]
    outcome: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    conditions: tuple[str, ...]
    dates: tuple[str, ...]
    confirmation: str
    review: str


def decision(brief: Brief, summary: Summary) -> DecisionRecord:
    """Write the record."""
    speech, made = brief.speech, brief.recommendation.provenance
    weighty = sorted(brief.criteria, key=lambda one: -one.weight)[:5]
    review = speech.language.day(review_day(brief))
    return DecisionRecord(
        title=speech.say(
            "AI deployment for {organisation}", organisation=brief.recommendation.organisation
        ),
        date=speech.language.day(made.decision_date),
        iso_date=made.decision_date.isoformat(),
        deciders=speech.language.listed(_deciders(brief.recommendation.profile))
        or speech.text("to be filled in"),
        workloads=tuple(_workloads(brief)),
        drivers=tuple(
            speech.say(
                "{criterion} ({weight})",
                criterion=speech.text(one.name),
                weight=speech.language.percent(one.weight),
            )
            for one in weighty
        ),
        options=(*_together(brief, summary), *(_option(brief, one) for one in brief.shortlist)),
        outcome=" ".join(_outcome(brief, summary)),
        good=summary.reasons_for,
        bad=summary.reasons_against,
        conditions=speech.once(
            one for one in brief.recommendation.verdict.conditions if not is_date(one)
        ),
        dates=summary.dates,
        confirmation=speech.say(
            "The acceptance tests of section 13 of the report pass;"
            " the decision is reviewed on {date}.",
            date=review,
        ),
        review=review,
    )


def _option(brief: Brief, one: Described) -> OptionNote:
    return OptionNote(
        one.name,
        brief.speech.word("family", one.family),
        points(brief, one, one.strengths),
        points(brief, one, one.weaknesses),
    )


def _together(brief: Brief, summary: Summary) -> Iterator[OptionNote]:
    """Tell the combination where it is what is decided, and what each of its parts is like."""
    if brief.together is not None:
        yield OptionNote(
            summary.leader,
            summary.leader_family,
            tuple(one.removesuffix(".") for one in summary.reasons_for),
            tuple(one.removesuffix(".") for one in summary.reasons_against),
            tuple(_option(brief, one) for one in brief.parts),
        )


def _outcome(brief: Brief, summary: Summary) -> Iterator[str]:
    """Say what is decided, and what is begun with where that is something else."""
    text = brief.speech.text
    yield summary.headline
    if summary.combination:
        yield summary.combination
    if summary.start:
        yield f"{text('Start with')}{text(': ')}{summary.start}"


def _deciders(profile: Mapping[str, Any]) -> list[str]:
    organisation = profile.get("organisation")
    decision = organisation.get("decision") if isinstance(organisation, Mapping) else None
    named = decision.get("deciders") if isinstance(decision, Mapping) else None
    return [str(one) for one in named] if isinstance(named, (list, tuple)) else []


def _workloads(brief: Brief) -> list[str]:
    stated = brief.recommendation.profile.get("workloads") or ()
    return [
        brief.speech.say(
            "{what} ({whose})",
            what=brief.speech.workload(str(one.get("id", ""))),
            whose=brief.speech.word("task", str(one.get("task_type", ""))),
        )
        for one in stated
        if isinstance(one, Mapping)
    ]
