"""How late an answer may come: hard targets hold, soft ones give way, but not to any wait."""

import pytest

from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.recommend import recommend
from opendecide.report.language import language
from opendecide.report.speech import Speech
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates import feasibility
from opendecide.stages.plan.steps import settling


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


def hard(monkeypatch, access_mode, shortest, usual, fact):
    """Return what is said of an answer time where 4 seconds are a hard limit."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [
                {
                    "id": "help",
                    "task_type": "chat_assistant",
                    "latency": {"p95_seconds": 4, "hard": True},
                }
            ],
            "hardware": {"accelerators": [{"model": "h100", "count": 2, "memory_gb": 80}]},
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    view = next(one for one in candidates(case) if one.offer.access_mode == access_mode)
    monkeypatch.setattr(feasibility, "p95_bounds", lambda *_: (shortest, usual, fact))
    gate = feasibility.answer_time if view.by_machine else feasibility.service_time
    return list(gate(view))


def test_a_hard_target_is_not_kept_by_the_luckiest_case(monkeypatch):
    [said] = hard(monkeypatch, "onprem", 3, 5, "rules/throughput_model")
    assert said.kind == "excluded"


def test_what_services_at_large_would_miss_is_recommended_by_nobody_before_it_is_measured(
    monkeypatch,
):
    [said] = hard(monkeypatch, "api", 1, 5, "rules/service.output_tokens_per_second")
    assert (said.kind, said.doubtful, said.silent) == ("conditional", True, False)
    assert not hard(monkeypatch, "api", 1, 3, "rules/service.output_tokens_per_second")


GAME = {
    "organisation": {"name": "Game", "country": "PL", "persona": "startup"},
    "workloads": [
        {
            "id": "companion",
            "task_type": "chat_assistant",
            "languages": ["en"],
            "volume": {"requests_per_day": 4000},
            "latency": {"p95_seconds": 0.8, "hard": True},
        }
    ],
    "team": {"willing_to_operate": False},
}


def test_a_service_whose_speed_nobody_knows_does_not_win_by_it():
    answer = recommend(Profile.model_validate(GAME), samples=64, stress=False)
    assert answer.verdict.grade == "insufficient_information"
    assert answer.verdict.conditions[0].code == "capability.speed_unknown"


def test_who_named_no_target_or_does_not_wait_excludes_nobody(monkeypatch):
    assert objection(monkeypatch, 900) == ["conditional"]
    assert objection(monkeypatch, 900, p95_seconds=4, interactive=False) == []


def too_slow(monkeypatch, access_mode):
    """Return what is said of an answer that is late by half at a place of some kind."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [
                {"id": "help", "task_type": "chat_assistant", "latency": {"p95_seconds": 4}}
            ],
            "hardware": {"accelerators": [{"model": "h100", "count": 2, "memory_gb": 80}]},
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    view = next(one for one in candidates(case) if one.offer.access_mode == access_mode)
    monkeypatch.setattr(feasibility, "p95_bounds", lambda *_: (6, 6, "offers/some"))
    gate = feasibility.answer_time if view.by_machine else feasibility.service_time
    return next(iter(gate(view))).reason


@pytest.mark.parametrize("access_mode", ["onprem", "tenancy"])
def test_the_answer_time_of_own_machines_is_measured_and_asked_of_nobody_in_writing(
    monkeypatch, access_mode
):
    said = too_slow(monkeypatch, access_mode)
    assert said.code == "own_duty.too_slow"
    [step] = settling("some", [said])
    assert (step.action, step.who) == ("test", "organisation")
    assert "Measure it" in Speech(language("en")).message(said)


def test_the_answer_time_of_a_service_is_for_its_operator_to_promise(monkeypatch):
    [step] = settling("some", [too_slow(monkeypatch, "api")])
    assert (step.action, step.who) == ("settle", "operator")


def assumed(monkeypatch, seconds, fact, **latency):
    """Return what is said of an answer time where nobody stated a limit: 15 seconds are usual."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [{"id": "help", "task_type": "chat_assistant", "latency": latency}],
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    view = next(one for one in candidates(case) if "help" in one.serving)
    monkeypatch.setattr(feasibility, "p95_bounds", lambda *_: (seconds, seconds, fact))
    gate = feasibility.answer_time if view.by_machine else feasibility.service_time
    return list(gate(view))


def test_who_waits_for_an_answer_is_told_of_a_long_wait_though_nobody_stated_a_limit(monkeypatch):
    assert not assumed(monkeypatch, 29, "rules/throughput_model")
    [said] = assumed(monkeypatch, 80, "rules/throughput_model")
    assert said.kind == "conditional"
    assert said.reason.values["assumed"] == 15
    for lang, words in (("en", "a limit of 15 seconds"), ("fr", "une limite de 15 secondes")):
        told = Speech(language(lang)).message(said.reason).replace("\u00a0", " ")
        assert words in told


def test_no_limit_is_assumed_of_services_of_which_no_more_is_known_than_of_all(monkeypatch):
    assert not assumed(monkeypatch, 40, "rules/service.output_tokens_per_second")


def test_no_limit_is_assumed_where_nobody_waits(monkeypatch):
    assert not assumed(monkeypatch, 400, "rules/throughput_model", interactive=False)


def test_a_speed_that_nobody_knows_is_measured_by_who_asks_and_told_as_roughly_as_it_is_known():
    values = {"host": "Some service", "workload": "help", "have": 8.143, "need": 5.0}
    said = Message(code="capability.speed_unknown", values=values)
    [step] = settling("some", [said])
    assert (step.action, step.who) == ("test", "organisation")
    assert "take 8.1\u00a0seconds" in Speech(language("en")).message(said)
