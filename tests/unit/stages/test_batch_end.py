"""Work that is done once and has a day by which it must be done."""

from functools import cache

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.report.language import language
from opendecide.report.speech import Speech
from opendecide.stages.run import run

OWN = "@end-user-device:rtx-4090-x1"
"""A card that is there already, in a house that buys no other."""


@cache
def found(deadline, hours=38_000):
    """Return a pass for a station with tapes to transcribe, one card, and no money for machines."""
    archive = {
        "id": "archive",
        "task_type": "transcription",
        "languages": ["fr"],
        "volume": {"batch": hours, "audio_minutes_per_request": 60},
        "criticality": "low",
    }
    if deadline is not None:
        archive["deadline"] = deadline
    profile = {
        "organisation": {
            "name": "Station",
            "country": "CA",
            "persona": "public_administration",
            "decision": {"date": "2027-01-01"},
            "procurement_weeks": {"min": 4, "max": 8},
        },
        "workloads": [archive],
        "team": {"ml_level": "basic", "ml_fte": 0.3, "ops_fte": 0.3},
        "hardware": {
            "accelerators": [
                {"model": "RTX4090", "count": 1, "memory_gb": 24, "owned": True, "free_share": 0.9}
            ],
            "expandable": False,
        },
        "budget": {"horizon_years": 2, "capex_allowed": False},
    }
    return run(Profile.model_validate(profile), load_criteria(), load_catalog(), Draws(0, 64))


def said(found, offer):
    """Return kind and reason of every objection about the end of the lot at one place."""
    objections = (found.screened.excluded, found.screened.conditions)
    return {
        (one.kind, one.reason.code)
        for those in objections
        for name, outcomes in those.items()
        if name.endswith(offer)
        for one in outcomes
        if one.reason.code.partition(".")[2].startswith("batch")
    }


def test_a_machine_that_begins_in_time_and_is_through_too_late_is_excluded():
    # It can be used after ten weeks, and transcribes 80,000 hours in more than two months.
    assert said(found("2027-03-20", 80_000), OWN) == {("excluded", "capability.batch_end")}


def test_a_machine_that_is_through_in_time_if_all_goes_fast_is_conditional():
    assert said(found("2027-04-05"), OWN) == {("conditional", "own_duty.batch_end")}


@pytest.mark.parametrize("deadline", ["2028-06-30", None])
def test_a_machine_that_is_through_in_time_hears_nothing(deadline):
    assert said(found(deadline), OWN) == set()


def test_a_smaller_lot_is_through_sooner():
    assert said(found("2027-04-05", hours=1_000), OWN) == set()


def test_a_service_is_asked_whether_it_lets_so_much_through():
    assert said(found("2028-06-30"), "@azure-speech") == {("conditional", "capability.batch_pace")}


def test_a_service_that_is_through_one_after_another_is_asked_nothing():
    assert said(found("2028-06-30", hours=1_000), "@azure-speech") == set()


def test_the_condition_says_how_many_a_day_have_to_get_through():
    asked = Message(
        code="capability.batch_pace",
        values={"workload": "archive", "need": 100.0, "host": "A host", "date": "2028-06-30"},
    )
    text = Speech(language("en"), workloads=("archive", "other")).message(asked)
    assert "100 requests a day have to get through from first use" in text
    assert "30 Jun 2028" in text.replace("\u00a0", " ")
