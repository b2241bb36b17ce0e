"""Section 14: thirty, ninety and a hundred and eighty days, and the way out."""

from dataclasses import dataclass
from datetime import timedelta

from opendecide.report.brief import Brief

_STEPS = (
    (
        30,
        (
            ("Settle the conditions of the summary in writing", "Purchasing"),
            ("Choose own examples and the minimum of each workload", "Service owner"),
            ("Sign agreements and complete the impact assessment", "Legal"),
        ),
    ),
    (
        90,
        (
            ("Pilot with a small group, logs and a cost stop in place", "IT"),
            ("Run the acceptance tests of section 13: go or no go", "Service owner"),
            ("Train the users and those who run it", "Management"),
        ),
    ),
    (
        180,
        (
            ("Go live for everyone, or stop", "Management"),
            ("Rehearse the exit: another model, the same tests", "IT"),
            ("Review prices, versions and this report", "Service owner"),
        ),
    ),
)
REVIEW_DAYS = 180

STEP_TEXTS = tuple(text for _, steps in _STEPS for step in steps for text in step)


@dataclass(frozen=True, slots=True)
class Step:
    """One step and who takes it."""

    what: str
    owner: str


@dataclass(frozen=True, slots=True)
class Stage:
    """What is done by one day."""

    days: str
    until: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """The plan, and the date of the review."""

    stages: tuple[Stage, ...]
    review: str
    interim: str
    fallback: str


def transition(brief: Brief) -> Transition:
    """Lay out the plan from the day of the decision."""
    speech = brief.speech
    start = brief.recommendation.provenance.decision_date
    return Transition(
        stages=tuple(
            Stage(
                days=str(days),
                until=speech.language.day(start + timedelta(days=days)),
                steps=tuple(Step(speech.text(what), speech.text(owner)) for what, owner in steps),
            )
            for days, steps in _STEPS
        ),
        review=speech.language.day(start + timedelta(days=REVIEW_DAYS)),
        interim=speech.text(
            "Until the target is in place: no personal or secret data in services outside the"
            " conditions of this report; the present way of working stays available."
        ),
        fallback=brief.runner_up.name if brief.runner_up else "",
    )
