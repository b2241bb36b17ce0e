"""A hard deadline shuts out who cannot be in time; who probably is not, or may not be, is asked."""

from datetime import timedelta

import pytest

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.assessment.ratings import in_general
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.capability import capability

PLACE = {"openai-api": {"gpt-6-luna"}}


def objection(weeks, *, hard=True):
    """Return what is said of a service where the deadline leaves so many weeks, and its own."""
    at_first = view_of({})
    expected = in_general(at_first, "time_to_production")
    day = at_first.case.decision_date + timedelta(weeks=weeks(expected))
    late = view_of({"deadline": {"date": day.isoformat(), "hard": hard}})
    return [
        (one.kind, one.reason.code) for one in capability(late) if "deadline" in one.reason.code
    ]


def view_of(decision):
    profile = Profile.model_validate(
        {
            "organisation": {
                "name": "Office",
                "country": "FR",
                "decision": {"date": "2026-12-01", **decision},
            },
            "workloads": [{"id": "letters", "task_type": "summarisation"}],
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    [found] = candidates(case, PLACE)
    return found


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        (lambda one: one.low - 0.5, [("excluded", "capability.deadline")]),
        (lambda one: one.mid - 0.5, [("conditional", "capability.deadline_unlikely")]),
        (lambda one: (one.mid + one.high) / 2, [("conditional", "capability.deadline_tight")]),
        (lambda one: one.high + 1, []),
    ],
    ids=["late at best", "late as a rule", "late in a slow case", "in time"],
)
def test_who_cannot_keep_a_hard_deadline_falls_and_who_may_miss_it_is_asked(weeks, said):
    assert objection(weeks) == said


def test_a_deadline_that_is_a_wish_shuts_nobody_out_and_is_said_where_it_is_missed():
    for weeks in (lambda one: one.low - 0.5, lambda one: one.mid - 0.5):
        said = [("conditional", "capability.deadline_unlikely")]
        assert objection(weeks, hard=False) == said
    assert objection(lambda one: one.high + 1, hard=False) == []
