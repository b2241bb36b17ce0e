"""A ceiling that is a wish gives way, but not to any bill while something acceptable keeps to it."""

from dataclasses import replace

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.recommend import recommend
from opendecide.stages.run import run
from opendecide.stages.screening.soft_ceiling import too_dear_beside_others

OFFICE = {
    "organisation": {"name": "Harbour", "country": "FR", "persona": "public_administration"},
    "workloads": [
        {
            "id": "letters",
            "task_type": "chat_assistant",
            "languages": ["fr"],
            "volume": {"users": 6, "requests_per_user_per_day": 6, "active_days_per_year": 220},
        }
    ],
}


def asked(amount, **budget):
    ceiling = {"amount": amount, "currency": "EUR"}
    said = {**OFFICE, "budget": {"currency": "EUR", "ceiling": ceiling, **budget}}
    return recommend(Profile.model_validate(said), samples=64, stress=False)


def expected(answer):
    [bill] = [one for one in answer.cost if one.deployment == answer.verdict.deployment]
    return bill.p50


@pytest.fixture(scope="module")
def cheapest():
    """What the cheapest of the ranking costs where there is money for all of them."""
    answer = asked(500_000)
    return min(one.p50 for one in answer.cost if one.p50)


@pytest.mark.parametrize("share", [1.4, 2.0])
def test_while_somebody_keeps_to_a_wish_nothing_far_above_it_is_the_answer(cheapest, share):
    ceiling = share * cheapest
    answer = asked(ceiling)
    assert expected(answer) <= 1.5 * ceiling
    dear = [one for one in answer.screened_out if one.reason.code == "budget.others_within"]
    assert dear
    assert all(one.reason.values["p50"] > 1.5 * ceiling for one in dear)


def test_where_nobody_keeps_to_a_wish_it_gives_way_further(cheapest):
    ceiling = cheapest / 2
    answer = asked(ceiling)
    assert answer.verdict.deployment is not None
    assert not [one for one in answer.screened_out if one.reason.code == "budget.others_within"]


@pytest.mark.parametrize("hard", [False, True])
def test_where_there_is_no_money_at_all_what_is_needed_is_told(hard):
    answer = asked(0, hard=hard)
    raises = [
        one.cure.values["amount"]
        for one in answer.screened_out
        if one.cure is not None and one.cure.code == "cure.raise_budget"
    ]
    assert answer.verdict.deployment is None
    assert raises
    assert min(raises) > 0


def test_a_strict_ceiling_needs_no_such_rule(cheapest):
    answer = asked(2 * cheapest, hard=True)
    assert not [one for one in answer.screened_out if one.reason.code == "budget.others_within"]


def test_who_does_other_work_makes_nobody_too_dear():
    """A combination takes both: the cheap part of one is no alternative to the dear part."""
    minutes = {**OFFICE["workloads"][0], "id": "minutes"}
    said = {**OFFICE, "workloads": [*OFFICE["workloads"], minutes]}
    found = run(Profile.model_validate(said), load_criteria(), load_catalog(), Draws(0, 64))
    by_cost = sorted(found.views, key=lambda one: one.bill.paid_spread.p50)
    cost = by_cost[0].bill.paid_spread.p50
    case = replace(found.case, ceiling=1.01 * cost)
    cheap, dear = (replace(one, case=case) for one in (by_cost[0], by_cost[-1]))
    assert dear.bill.paid_spread.p50 > 1.6 * cost

    def shut_out(of_the_cheap, of_the_dear):
        views = (cheap.serving_only({of_the_cheap}), dear.serving_only({of_the_dear}))
        return [name for name, _ in too_dear_beside_others(views, {})]

    assert shut_out("letters", "letters") == [dear.deployment.id]
    assert shut_out("letters", "minutes") == []


def too_dear(amount):
    """Return what is told of those above a ceiling: what they cost, and what would be enough."""
    told = [one for one in asked(amount).screened_out if one.reason.code == "budget.above"]
    return {one.id: (one.reason.values["p50"], one.cure.values["amount"]) for one in told}


def test_a_ceiling_that_gives_way_has_to_rise_by_no_more_than_is_told():
    found = too_dear(250)
    cheapest = min(found, key=lambda one: found[one])
    paid, enough = found[cheapest]
    assert enough == pytest.approx(paid / 2.5)
    assert cheapest in too_dear(0.99 * enough)
    assert cheapest not in too_dear(1.01 * enough)
