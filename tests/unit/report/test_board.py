"""A divided board reads on page one who would choose what, and what it has to settle."""

import pytest

from opendecide.model.profile import Profile
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.render import render
from opendecide.report.views.summary import summary

MONEY = {
    "name": "finance",
    "weights": {"method": "ranking", "ranking": ["cost", "operability"]},
}
GUARDS = {
    "name": "works council",
    "weights": {"method": "ranking", "ranking": ["data_security", "sovereignty", "transparency"]},
}


def utility(*groups, **preferences):
    return Profile.model_validate(
        {
            "organisation": {
                "name": "Utility",
                "country": "DE",
                "persona": "productivity_enterprise",
            },
            "workloads": [
                {
                    "id": "letters",
                    "task_type": "summarisation",
                    "languages": ["de"],
                    "volume": {"requests_per_day": 4000},
                }
            ],
            "preferences": {"groups": list(groups), **preferences},
        }
    )


@pytest.fixture(scope="module")
def divided():
    found = recommend(utility(MONEY, GUARDS), samples=128, stress=False)
    assert not found.deciders.unanimous
    return found


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_first_choice_of_every_group_stands_on_page_one(divided, code):
    told = brief(divided, language(code))
    said = summary(told).board
    for one in divided.deciders.groups:
        assert [line for line in said if one.name in line and told.name(one.deployment) in line]
    for form in ("md", "html"):
        page = render(divided, form, lang=code).content
        assert told.speech.text("What each group of deciders would choose") in page


def test_a_runner_up_that_nobody_would_choose_is_said_to_be_that(divided):
    told = brief(divided, language("en"))
    chosen = {one.family for one in divided.deciders.groups}
    second = told.runner_up
    warned = any("no group's first choice" in line for line in summary(told).board)
    assert warned is (second.family not in chosen)


def test_the_weight_on_which_the_answer_hangs_is_what_the_board_settles(divided):
    told = brief(divided, language("en"))
    names = [told.speech.name(one.criterion) for one in divided.deciders.disputes if one.matters]
    assert names
    [settled] = [line for line in summary(told).board if line.startswith("What to settle")]
    assert all(name in settled for name in names)
    open_question = divided.verdict.model_copy(update={"grade": "too_close_to_call"})
    asked = brief(divided.model_copy(update={"verdict": open_question}), language("en"))
    step = summary(asked).next_step
    assert all(name in step for name in names)
    assert "groups agree" in step


def test_where_one_decides_nothing_is_said_of_groups():
    alone = recommend(utility(), samples=64, stress=False)
    assert summary(brief(alone, language("en"))).board == ()


def test_the_best_of_the_family_in_use_is_held_against_the_first():
    first = recommend(utility(), samples=64, stress=False)
    families = [one.family for one in first.ranking if one.family_leader]
    other = families[-1]
    assert other != first.verdict.family
    found = recommend(utility(current_option=other), samples=64, stress=False)
    [today] = [one for one in found.ranking if one.current]
    assert today.family == other
    said = summary(brief(found, language("en"))).present
    assert today.name in said
    assert "less than what comes first" in said
    assert today.name in render(found, "html").content


def test_a_family_in_use_of_which_nothing_can_be_chosen_is_answered_all_the_same():
    found = recommend(utility(current_option="on_premises_proprietary"), samples=64, stress=False)
    assert not [one for one in found.ranking if one.current]
    said = summary(brief(found, language("fr"))).present
    assert said.startswith("Modèle propriétaire déployé sur site sous contrat")
    assert len(said.partition(":")[2].strip()) > 20
