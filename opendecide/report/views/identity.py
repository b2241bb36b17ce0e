"""Section 0: whose decision this is, and what it was made with."""

from dataclasses import dataclass
from datetime import timedelta

from opendecide.report.brief import Brief

HINDSIGHT = timedelta(days=90)
"""A price read later than this after a decision is not the price of its day."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity card."""

    organisation: str
    persona: str
    decision_date: str
    catalogue_date: str
    version: str
    status: str
    seed: str
    samples: str
    profile_sha256: str
    catalog_sha256: str
    criteria_sha256: str
    hindsight: bool
    """Whether the facts are much younger than the decision."""


def identity(brief: Brief) -> Identity:
    """Describe the decision."""
    made = brief.recommendation.provenance
    speech = brief.speech
    return Identity(
        organisation=brief.recommendation.organisation,
        persona=speech.word("persona", brief.recommendation.persona),
        decision_date=speech.language.day(made.decision_date),
        catalogue_date=speech.language.day(made.catalog_date),
        version=made.version,
        status=speech.text("Draft, for decision"),
        seed=str(made.seed),
        samples=speech.language.number(made.samples, decimals=0),
        profile_sha256=made.profile_sha256,
        catalog_sha256=made.catalog_sha256,
        criteria_sha256=made.criteria_sha256,
        hindsight=made.catalog_date - made.decision_date > HINDSIGHT,
    )
