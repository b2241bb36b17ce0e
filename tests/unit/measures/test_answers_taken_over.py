"""Answers that one case takes over from another, where nothing that they read differs."""

import gc
from dataclasses import fields
from weakref import ref

import pytest

from opendecide.measures.case import Case
from opendecide.measures.groups import GROUP_OF, SECTIONS, Unread
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.filling.completion import complete

BOOKKEEPING = {"memo", "told", "like", "alike", "reads", "parts"}


def case(like=None, **said):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [{"id": "letters", "task_type": "summarisation"}],
            **said,
        }
    )
    found, _ = complete(profile, load_catalog(), load_criteria(), like=like)
    return found


def answers(cases, question, read):
    """Return how often a question is worked out when several cases ask it, and what they hear."""
    worked_out = []

    def answer(part):
        found = read(part)
        worked_out.append(found)
        return found

    heard = [one.share(question, answer) for one in cases]
    return len(worked_out), heard


def days(part):
    return part.needs[0].active_days_per_year


def ceiling(part):
    return part.ceiling


RICH, POOR = ({"ceiling": {"amount": 1e6, "currency": "EUR"}}, {"ceiling": {"amount": 10, "currency": "EUR"}})  # fmt: skip


def test_what_does_not_read_the_budget_is_answered_once_for_two_budgets():
    today = case(budget=RICH)
    times, heard = answers([today, case(like=today, budget=POOR)], ("days",), days)
    assert times == 1
    assert heard[0] == heard[1]


def test_what_reads_the_budget_is_answered_for_each():
    today = case(budget=RICH)
    assert answers([today, case(like=today, budget=POOR)], ("money",), ceiling) == (2, [1e6, 10.0])


def test_what_a_limit_covers_is_answered_once_for_two_limits():
    today = case(budget=RICH)
    covers = answers([today, case(like=today, budget=POOR)], ("what",), lambda part: part.profile.budget.covers)  # fmt: skip
    assert covers == (1, ["everything"] * 2)


def test_an_answer_stays_when_another_question_of_its_kind_reads_more():
    today = case()
    times = []

    def short(part):
        times.append(part)
        return part.home

    first = today.share(("kind", "short"), short)
    today.share(("kind", "long"), lambda part: (days(part), ceiling(part)))
    assert today.share(("kind", "short"), short) == first
    assert len(times) == 1


def test_another_figure_about_the_people_leaves_what_does_not_read_it():
    today = case(team={"ml_fte": 1, "ops_fte": 1})
    other = case(like=today, team={"ml_fte": 1, "ops_fte": 2})
    of_models = answers([today, other], ("models",), lambda part: part.crew.ml_fte)
    of_operation = answers([today, other], ("operation",), lambda part: part.crew.ops_fte)
    assert (of_models, of_operation) == ((1, [1, 1]), (2, [1, 2]))


def test_cases_that_do_not_take_after_each_other_share_nothing():
    assert answers([case(), case()], ("days",), days)[0] == 2


def test_a_question_inside_another_reads_no_more_than_the_whole_of_it():
    today = case(budget=RICH)

    def outer(part):
        return part.share(("inner",), ceiling), days(part)

    other = case(like=today, budget=POOR)
    assert [one.share(("outer",), outer)[0] for one in (today, other)] == [1e6, 10.0]


def test_a_part_of_a_case_says_which_field_it_lacks():
    with pytest.raises(Unread) as said:
        _ = case().within(frozenset({"facts"})).ceiling
    assert said.value.group == GROUP_OF["ceiling"]


def test_what_reads_a_field_in_no_group_gets_the_whole_case():
    today = case(language="fr")
    other = case(like=today, language="en")
    assert answers([today, other], ("word",), lambda part: part.profile.language)[1] == ["fr", "en"]


def test_every_field_of_a_case_belongs_to_a_group():
    names = {one.name for one in fields(Case)} - BOOKKEEPING - {*SECTIONS}
    assert names <= GROUP_OF.keys()


def test_a_case_that_is_not_looked_at_any_more_goes_with_its_answers():
    today = case(budget=RICH)
    other = case(like=today, budget=POOR)
    answers([today, other], ("money",), ceiling)
    gone = ref(other)
    gc.disable()
    try:
        del other
        assert gone() is None
    finally:
        gc.enable()
