"""Sentences that a board reads: each says one thing, as a person would."""

import json
from pathlib import Path

import pytest

from opendecide.model.recommendation import Flip, Message
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.speech import Speech
from opendecide.report.views.bill import bill
from opendecide.report.views.flips import changes

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def clinic():
    profile = load_profile(ROOT / "examples" / "clinic.yaml")
    return recommend(profile, samples=128, stress=False)


def told(found, flip):
    """Return one change as a report says it."""
    robustness = found.robustness.model_copy(update={"flips": (flip,)})
    return changes(brief(found.model_copy(update={"robustness": robustness}), language("en")))[0]


def test_one_more_excluded_country_is_said_without_the_whole_policy(clinic):
    policy = [{"country": "CN", "stance": "excluded", "scope": ["service"]}]
    more = [*policy, {"country": "US", "stance": "excluded", "scope": ["weights"]}]
    change = told(
        clinic,
        Flip(
            path="jurisdiction.country_policy",
            label=Message(code="flip.country_maker", values={"country": "US"}),
            today=json.dumps(policy),
            threshold=json.dumps(more),
            direction="becomes",
            then="anybody",
        ),
    )
    assert change.sentence == (
        "If models made in this country were excluded (United States): anybody leads."
    )
    assert (change.today, change.threshold) == ("no", "yes")


def test_what_is_given_up_is_said_as_a_condition(clinic):
    change = told(
        clinic,
        Flip(
            path="team.willing_to_operate",
            label=Message(code="flip.willing"),
            today="true",
            threshold="false",
            direction="becomes",
            then="anybody",
        ),
    )
    assert change.sentence == (
        "If the organisation did not want to run models itself: anybody leads."
    )


def test_a_converted_limit_is_rounded_and_a_stated_one_is_not():
    english = language("en")
    assert english.price(214822771.21374866, "EUR") == "€214,800,000"
    assert english.price(1234567.89, "EUR") == "€1,234,567.89"
    assert english.price(0.0000025, "EUR") == "€0.0000025"


def test_people_are_asked_for_in_tenths_and_never_too_few():
    cure = Message(code="cure.hire", values={"fte": 0.0175})
    assert Speech(language("en")).message(cure) == "Hire or buy in 0.1 full-time equivalents."


def test_lines_of_a_bill_that_are_called_alike_are_told_apart(clinic):
    for one in bill(brief(clinic, language("en"))).bills:
        labels = [line.label for line in one.lines]
        assert len(set(labels)) == len(labels)
