"""What an organisation said it needs comes before points, and is no more than probable."""

from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest
import yaml

from opendecide.model.profile import Profile
from opendecide.recommend import recommend
from opendecide.report.render import render
from opendecide.report.speech import unworded
from opendecide.stages.hybrid.joint_lead import Duty, lead_of

SAMPLES = 256

LABORATORY = yaml.safe_load(
    (Path(__file__).parents[2] / "data" / "alloy_laboratory.yaml").read_text("utf-8")
)


def laboratory(*, quality=None, **fields):
    data = deepcopy(LABORATORY) | fields
    if quality is not None:
        data["workloads"][1]["quality"] = quality
    return recommend(Profile.model_validate(data), samples=SAMPLES, stress=False)


@pytest.fixture(scope="module")
def answer():
    return laboratory()


@pytest.fixture(scope="module")
def alone():
    """The same laboratory where one deployment has to do everything."""
    return laboratory(preferences={"hybrid_allowed": False})


def rested_on(answer):
    return next(one for one in answer.verdict.conditions if one.code == "quality.together")


def test_what_none_alone_will_probably_reach_a_combination_is_proposed_for(answer, alone):
    assert alone.verdict.grade == "insufficient_information"
    assert answer.hybrid.answer
    assert answer.hybrid.minimums == ("reading",)
    assert answer.verdict.grade == "recommended_with_conditions"
    assert answer.verdict.runner_up == alone.verdict.deployment
    parts = {one.workload: one.deployment for one in answer.hybrid.assignments}
    assert parts["records"] != parts["reading"]


def test_it_is_the_answer_though_it_scores_less_and_says_what_that_costs(answer):
    assert answer.hybrid.gain < 0
    against = {one.code: one.values for one in answer.verdict.reasons_against}
    assert against["reason.fewer_points"]["lost"] == pytest.approx(-answer.hybrid.gain)
    bill = next(one for one in answer.cost if one.deployment == answer.verdict.runner_up)
    assert against["reason.dearer"]["more"] == pytest.approx(answer.hybrid.cost.p50 - bill.p50)


def test_it_rests_on_a_test_that_is_the_first_step_and_no_chance_of_scoring_higher(answer):
    values = rested_on(answer).values
    assert 0.5 < values["chance"] < 1
    assert answer.verdict.probability_best is None
    first, second = answer.plan.now[:2]
    served = {one.workload: one.deployment for one in answer.hybrid.assignments}
    assert (first.action, first.deployment) == ("test", served["reading"])
    assert (second.action, second.deployment) == ("test", answer.verdict.runner_up)
    assert values["alone"] == answer.verdict.runner_up  # who does for all if it passes too


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("form", ["md", "html"])
def test_every_report_says_so_in_its_language(answer, form, lang):
    text = render(answer, form, lang).content
    assert not unworded(text)
    assert "GPT" in text
    if (form, lang) == ("md", "en"):
        assert "Recommended only if a test bears it out: a combination" in text
        assert "will probably reach the minimum that was stated" in text
        assert "points more than" not in text.split("## 9.")[1].split("## 10.")[0]


def test_a_minimum_that_is_assumed_here_moves_no_answer():
    data = deepcopy(LABORATORY)
    del data["workloads"][1]["quality"]
    found = recommend(Profile.model_validate(data), samples=SAMPLES, stress=False)
    assert found.hybrid.minimums == ()
    assert not found.verdict.combination


def test_where_one_alone_will_probably_reach_it_points_decide():
    found = laboratory(quality={"minimum": 0.2})
    assert found.hybrid.minimums == ()
    assert not found.verdict.combination


def test_where_one_has_to_do_everything_it_is_said_who_would_reach_it(alone):
    said = next(one for one in alone.verdict.conditions if one.code == "quality.unlikely")
    assert said.values["part"] in {one.id for one in alone.candidates if one.status == "partial"}
    assert said.values["part"] in alone.names


def test_no_more_parts_than_the_profile_allows():
    found = laboratory(preferences={"max_components": 1})
    assert not found.verdict.combination
    assert found.verdict.grade == "insufficient_information"


@pytest.mark.parametrize("strict", [True, False])
def test_a_ceiling_comes_before_a_stated_minimum_and_what_it_would_cost_is_said(answer, strict):
    bill = next(one for one in answer.cost if one.deployment == answer.verdict.runner_up)
    assert bill.p50 < answer.hybrid.cost.p50
    ceiling = {"amount": (bill.p50 + answer.hybrid.cost.p50) / 2, "currency": bill.currency}
    found = laboratory(budget={"currency": bill.currency, "ceiling": ceiling, "hard": strict})
    assert not found.verdict.combination
    assert found.hybrid.reason.code == "hybrid.minimum_too_dear"
    assert found.hybrid.reason.values["workload"] == ["reading"]
    assert found.hybrid.reason.values["cost"] > ceiling["amount"]


def duty(reached, *alone, more=False, less=False):
    return Duty(reached=reached, alone=alone, serves_more=more, serves_less=less)


def test_points_do_not_make_up_for_a_minimum_that_the_best_alone_reaches():
    alone = np.full((1, 8), 0.5)
    ahead = np.full(8, 0.7)
    assert lead_of(ahead, alone, 0, duty(0.5, 0.5), 0.6).is_answer
    assert not lead_of(ahead, alone, 0, duty(0.2, 0.5), 0.6).proposed
    assert lead_of(ahead, alone, 0, duty(0.2, 0.5, more=True), 0.6).is_answer


def test_who_leaves_work_that_one_alone_does_is_not_chosen_for_a_minimum():
    alone = np.full((2, 8), 0.5)
    behind = np.full(8, 0.3)
    assert lead_of(behind, alone, 0, duty(0.5, 0.0, 0.4), 0.6).is_answer
    assert not lead_of(behind, alone, 0, duty(0.5, 0.0, 0.4, less=True), 0.6).proposed
    assert not lead_of(behind, alone, 0, duty(0.4, 0.0, 0.4), 0.6).proposed
