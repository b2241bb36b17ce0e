"""A reader is told each thing once, in one language, and nothing that the page contradicts."""

import re
from types import SimpleNamespace

import pytest

from opendecide import recommend
from opendecide.model.assignment import Assignment
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.model.recommendation import Hybrid, ScreenedOut
from opendecide.report.brief import placed
from opendecide.report.language import language
from opendecide.report.render import render
from opendecide.report.speech import Speech
from opendecide.report.views.combination import combination, parts_of
from opendecide.report.views.ways_out import ways_out

SHELTER = {
    "organisation": {"name": "Two people", "country": "EE", "persona": "public_administration"},
    "workloads": [
        {
            "id": "protocols",
            "task_type": "summarisation",
            "volume": {"requests_per_day": 8},
            "data_classes": ["special_category"],
        }
    ],
    "team": {"ops_fte": 0, "ml_fte": 0, "willing_to_operate": False},
    "budget": {"ceiling": {"amount": 6000, "currency": "EUR"}, "hard": True},
    "obligations": {"on_prem_only": True},
}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("M — Amazon Bedrock, open-weight models", "M — Amazon Bedrock, modèles à poids ouverts"),
        ("M — ChatGPT Business (formerly Team)", "M — ChatGPT Business (anciennement Team)"),
        (
            "M — Azure OpenAI (Foundry), data zone EU",
            "M — Azure OpenAI (Foundry), zone de données UE",
        ),
    ],
)
def test_what_a_name_of_an_offer_says_in_words_is_said_in_french(name, said):
    assert placed(name, language("fr")) == said
    assert placed(name, language("en")) == name


@pytest.mark.parametrize(
    ("tongue", "said"),
    [
        ("en", "“w”, “x” and “y” (health data) with A; “z” with B"),
        ("fr", "« w », « x » et « y » (données de santé) avec A ; « z » avec B"),
    ],
)
def test_a_part_of_a_combination_is_named_once_with_all_that_it_serves(tongue, said):
    served = (("w", "a", None), ("z", "b", None), ("x", "a", None), ("y", "a", "health"))
    found = Hybrid(
        proposed=True,
        assignments=tuple(
            Assignment(workload=one, deployment=name, model=None, data_class=data)
            for one, name, data in served
        ),
    )
    brief = SimpleNamespace(speech=Speech(language(tongue), {}), name=str.upper)
    assert parts_of(brief, found).replace("\N{NO-BREAK SPACE}", " ") == said


def test_who_takes_over_is_said_once_for_all_workloads():
    found = Hybrid(
        proposed=False,
        standby=tuple(Assignment(workload=one, deployment="b", model=None) for one in ("x", "y")),
    )
    brief = SimpleNamespace(
        recommendation=SimpleNamespace(hybrid=found),
        speech=Speech(language("en"), names={"a": "A", "b": "B"}),
        leader=SimpleNamespace(id="a"),
        name=str.upper,
    )
    assert combination(brief).standby == ("When A is down, the requests of “x” and “y” go to B.",)


def test_who_takes_over_from_one_alone_is_not_told_as_if_of_the_combination_above():
    # The table above says that “y” is served by C: it is not A that is down for it.
    found = Hybrid(
        proposed=False,
        assignments=(
            Assignment(workload="x", deployment="a", model=None),
            Assignment(workload="y", deployment="c", model=None),
        ),
        standby=(Assignment(workload="y", deployment="b", model=None),),
    )
    brief = SimpleNamespace(
        recommendation=SimpleNamespace(hybrid=found, profile={}),
        speech=Speech(language("en"), names={"a": "A", "b": "B", "c": "C"}),
        leader=SimpleNamespace(id="a"),
        name=str.upper,
    )
    told = "Without this combination, with A alone: when it is down, the requests of “y” go to B."
    assert combination(brief).standby == (told,)


def test_where_memory_is_short_it_is_not_said_that_there_is_no_machine():
    def out(code, **values):
        return ScreenedOut(
            id="m@device",
            name="M — Device",
            family="on_device",
            gate="compute",
            workload=None,
            reason=Message(code=code, values={"model": "M", **values}),
            fact=None,
            source=None,
            cure=None,
        )

    brief = SimpleNamespace(
        recommendation=SimpleNamespace(
            relief=(),
            every_gate_asked=(),
            screened_out=(out("compute.none"), out("compute.memory", need_gb=16.0, have_gb=14.7)),
        ),
        speech=Speech(language("en")),
    )
    [told] = ways_out(brief)
    assert "accelerator memory" in told.sentence
    assert "no machine" not in told.sentence


@pytest.fixture(scope="module")
def page():
    found = recommend(Profile.model_validate(SHELTER), samples=32, stress=False)
    return render(found, "md").content


def test_without_a_runner_up_nobody_is_tested_next(page):
    assert "Otherwise: no go." in page
    assert "next to be tested" not in page


def test_where_nothing_is_ranked_costs_are_said_to_stand_where_they_do(page):
    assert "costs that excluded one stand in section 4" in page
    assert "No cost is known" not in page


def test_a_name_in_the_plural_needs_no_verb(page):
    assert not re.search(r"Two people .*needs", page)
