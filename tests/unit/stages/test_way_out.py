"""The way out leads to somebody whom the reason for leaving does not touch."""

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.model.recommendation import CandidateSummary
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.render import render
from opendecide.report.speech import Speech
from opendecide.report.views.transition import transition
from opendecide.stages.plan.way_out import way_out
from opendecide.stages.run import run

CATALOG = load_catalog()
FROM_A_SERVICE = {
    "exit.other_operator",
    "exit.other_operator_same_maker",
    "exit.same_operator",
}
FROM_OWN_MACHINES = {
    "exit.same_models_elsewhere",
    "exit.same_machines",
    "exit.elsewhere",
    "exit.same_site",
}


def answer(**changes):
    stated = {
        "organisation": {"name": "Bakery", "country": "FR", "persona": "startup"},
        "workloads": [
            {
                "id": "letters",
                "task_type": "summarisation",
                "languages": ["fr"],
                "volume": {"requests_per_day": 4000},
            }
        ],
    }
    return recommend(Profile.model_validate(stated | changes), samples=64, stress=False)


def operator(deployment):
    return CATALOG.offers[deployment.partition("@")[2].partition(":")[0]].operator


@pytest.fixture(scope="module")
def service():
    return answer()


@pytest.fixture(scope="module")
def own():
    return answer(
        data={"classes": [{"id": "recipes", "kind": "trade_secret"}]},
        workloads=[
            {
                "id": "letters",
                "task_type": "summarisation",
                "languages": ["fr"],
                "volume": {"requests_per_day": 4000},
                "data_classes": ["recipes"],
            },
            {
                "id": "pictures",
                "task_type": "image",
                "languages": ["fr"],
                "volume": {"requests_per_day": 40},
                "data_classes": ["recipes"],
            },
        ],
        hardware={"accelerators": [{"model": "l40s", "count": 4, "memory_gb": 48}]},
        obligations={"on_prem_only": True},
        team={"ml_fte": 4, "ops_fte": 4, "ml_level": "advanced", "delivery_fte": 4},
    )


def test_who_leaves_an_operator_goes_to_another_one(service):
    plan = service.plan
    why = plan.way_out.notes[0].code
    assert why in FROM_A_SERVICE
    assert (operator(plan.way_out.deployment) != operator(plan.start)) is (
        why != "exit.same_operator"
    )
    # An exit at the same operator is named only where nobody else is ranked at all.
    others = [one for one in service.ranking if operator(one.id) != operator(plan.start)]
    assert bool(others) is (why != "exit.same_operator")


def test_who_leaves_own_machines_is_told_what_stays_and_why(own):
    way_out = own.plan.way_out
    assert "own-premises" in own.plan.start
    assert way_out.notes[0].code in FROM_OWN_MACHINES
    assert way_out.deployment != own.plan.start


def test_the_same_machine_is_no_second_site(own):
    start, there = own.plan.start, own.plan.way_out.deployment
    if own.plan.way_out.notes[0].code == "exit.same_machines":
        assert start.partition("@")[2] == there.partition("@")[2]
        assert start.partition("@")[0] != there.partition("@")[0]
    else:
        assert start.partition("@")[2] != there.partition("@")[2]


def test_no_model_is_said_to_stay_where_another_takes_over(own):
    models = {one.id: one.models for one in own.ranking}
    here, there = models[own.plan.start], models[own.plan.way_out.deployment]
    same = {need for need in here if here[need] == there[need]}
    said = {one.code: one.values for one in own.plan.way_out.notes}
    assert len(here) == 2
    assert ("exit.same_model" in said) is bool(same)
    assert ("exit.other_model" in said) is (len(same) < len(here))
    if same and len(same) < len(here):
        assert set(said["exit.same_model"]["workload"]) == same
        assert set(said["exit.other_model"]["workload"]) == set(here) - same


def test_the_report_says_why_there_in_both_languages(service, own):
    for found in (service, own):
        for code, word in (("en", "operator|supplier|site"), ("fr", "opérateur|fournisseur|site")):
            told = transition(brief(found, language(code))).way_out
            assert any(one in told.notes[0] for one in word.split("|"))


def test_every_model_at_work_is_called_by_its_name(own):
    served = {model for one in own.ranking for model in one.models.values()}
    assert len(served) > 1
    assert {f"models/{one}" for one in served} <= set(own.names)


NOTARIES = {
    "organisation": {"name": "Notaries", "country": "SN", "persona": "regulated_enterprise"},
    "data": {
        "classes": [
            {
                "id": "deeds",
                "kind": "client_privileged",
                "minimum_locus": "shared_any_region",
                "minimum_retention_level": "zero_retention",
            }
        ]
    },
    "workloads": [
        {
            "id": "drafts",
            "task_type": "summarisation",
            "languages": ["fr"],
            "volume": {"requests_per_day": 60},
            "data_classes": ["deeds"],
        }
    ],
    "team": {"willing_to_operate": False},
}
"""People who may not hand their deeds to whoever keeps them."""


@pytest.fixture(scope="module")
def notaries():
    profile = Profile.model_validate(NOTARIES)
    return run(profile, load_criteria(), CATALOG, Draws(0, 64))


def keeps(found, view):
    asked = found.screened.conditions[view.deployment.id]
    return any(one.reason.code == "place.retention_unknown" for one in asked)


def exit_to(found, those):
    here = found.views[found.evaluation.order[0]]
    return way_out(found, here, [here, *those], {"drafts"})


def test_who_may_keep_what_nobody_may_keep_is_no_way_out_while_somebody_else_is(notaries):
    ranked = [notaries.views[row] for row in notaries.evaluation.order]
    # Whoever may keep it is the most welcome here, and still no way out.
    first = sorted(ranked, key=lambda one: not keeps(notaries, one))
    assert keeps(notaries, first[0])
    found = exit_to(notaries, first)
    assert not keeps(notaries, notaries.screened.views[found.deployment])
    assert "place.retention_unknown" not in {one.code for one in found.notes}


def test_a_way_out_that_may_keep_content_says_what_has_to_be_settled_first(notaries):
    ranked = [notaries.views[row] for row in notaries.evaluation.order]
    found = exit_to(notaries, [one for one in ranked if keeps(notaries, one)])
    assert "place.retention_unknown" in {one.code for one in found.notes}


def test_the_name_of_a_service_is_said_in_the_language_of_the_reader():
    values = {"here": "Claude on Amazon Bedrock", "there": "Azure", "makers": ("Anthropic",)}
    said = Speech(language("fr")).message(Message(code="exit.other_operator", values=values))
    assert "Claude sur Amazon Bedrock" in said


def test_where_nobody_could_take_over_the_plan_says_so_and_what_to_keep_ready(service):
    [first, *_] = service.ranking
    waiting = CandidateSummary(
        id="m@elsewhere", name="M — Elsewhere", family=first.family, status="unproven"
    )
    alone = service.model_copy(
        update={
            "plan": service.plan.model_copy(update={"way_out": None}),
            "candidates": (waiting,),
        }
    )
    for code in ("en", "fr"):
        told = transition(brief(alone, language(code))).no_exit
        assert len(told) >= 3
        assert any("M — Elsewhere" in one for one in told)
    assert not transition(brief(service, language("en"))).no_exit
    page = render(alone, "md").content
    assert "nowhere to go today" in page.partition("## 14.")[2].partition("## 15.")[0]
