"""How late an answer may come: hard targets hold, soft ones give way, but not to any wait."""

import pytest

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates import candidates
from opendecide.stages.completion import complete
from opendecide.stages.gates import feasibility


def objection(monkeypatch, seconds, **latency):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [{"id": "help", "task_type": "chat_assistant", "latency": latency}],
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    view = next(one for one in candidates(case) if "help" in one.serving)
    monkeypatch.setattr(feasibility, "p95_bounds", lambda *_: (seconds, seconds, "offers/some"))
    return [one.kind for one in feasibility.answer_time(view)]


@pytest.mark.parametrize(
    ("seconds", "kinds"),
    [(4, []), (4.5, ["conditional"]), (9, ["conditional"]), (19, ["conditional"])],
)
def test_a_soft_target_gives_way_and_that_it_is_missed_is_a_condition(monkeypatch, seconds, kinds):
    assert objection(monkeypatch, seconds, p95_seconds=4) == kinds


def test_nobody_waits_five_times_as_long_as_wished(monkeypatch):
    assert objection(monkeypatch, 21, p95_seconds=4) == ["excluded"]


def test_a_hard_target_does_not_give_way(monkeypatch):
    assert objection(monkeypatch, 5, p95_seconds=4, hard=True) == ["excluded"]


def test_who_named_no_target_or_does_not_wait_excludes_nobody(monkeypatch):
    assert objection(monkeypatch, 900) == []
    assert objection(monkeypatch, 900, p95_seconds=4, interactive=False) == []
