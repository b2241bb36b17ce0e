"""Gaps by value: what knowing a figure would be worth to the choice, and the answers asked for."""

import numpy as np

from opendecide.measures.performance import drawn
from opendecide.model.message import Message
from opendecide.model.recommendation import Gap, Verdict
from opendecide.report.language import language
from opendecide.report.speech import Speech
from opendecide.stages.assessment.evaluation import evaluate
from opendecide.stages.assessment.ratings import Problem, Rating
from opendecide.stages.assessment.scales import Valued, certain
from opendecide.stages.stress.information import ask, by_value, wide_gaps
from opendecide.stages.weighing.weights import WeightDraws


def risky_and_safe(spread):
    """Two deployments: one certain to be worth 0.5, the other 0.5 more or less `spread`, evenly."""
    values = np.tile([0.5 - spread, 0.5 + spread], 1024)
    performance = drawn(values, "quality/risky/coding", "models/risky/quality")
    known = drawn(np.full(2048, 0.5), "quality/safe/coding")
    fixed = certain(0.5)
    table = Problem(
        deployments=("risky", "safe"),
        factors=("service_quality.task_quality",),
        fixed=np.array([[0.0], [0.5]]),
        moving={(0, 0): values},
        mean=np.array([[0.5], [0.5]]),
        worst=np.array([[0.5], [0.5]]),
        ratings=(
            {"service_quality.task_quality": Rating(performance, Valued(0.5, values, 0.5), {})},
            {"service_quality.task_quality": Rating(known, fixed, {})},
        ),
    )
    weights = WeightDraws(
        factors=table.factors, samples=np.ones((2048, 1)), origin=Message(code="weights.direct")
    )
    return table, evaluate(table, ["one", "other"], weights)


def test_a_figure_is_worth_what_the_choice_gains():
    # Known in advance, the risky one is taken in the good half only: 0.2 / 2 gained, 10 points.
    (gap,) = wide_gaps(*risky_and_safe(0.2))
    assert abs(gap.value_of_information - 10) < 0.1
    assert (gap.kind, gap.who, gap.fact) == ("wide", "own_test", "models/risky/quality")


def test_an_old_figure_is_called_old():
    (gap,) = wide_gaps(*risky_and_safe(0.2), {"models/risky/quality.coding.en"})
    assert gap.kind == "old"


def test_a_certain_figure_is_no_gap():
    assert wide_gaps(*risky_and_safe(0.0)) == ()


def gap(fact, worth):
    return Gap(fact=fact, label=Message(code="gap.fact"), value_of_information=worth, who="vendor")


def test_the_most_valuable_comes_first_and_each_fact_once():
    assert [one.fact for one in by_value(gap("a", 1), gap("b", 3), gap("a", 2))] == ["b", "a"]


def test_too_little_information_names_three_answers():
    gaps = [gap(name, 1) for name in "abcd"]
    lacking = Verdict(grade="insufficient_information", confidence_required=0.6)
    assert [one.values["fact"] for one in ask(lacking, gaps, at_a_gate=False).conditions] == [
        "a",
        "b",
        "c",
    ]
    nothing = [gap(name, 0.001) for name in "abcd"]
    assert not ask(lacking, nothing, at_a_gate=False).conditions
    enough = Verdict(grade="recommended", confidence_required=0.6)
    assert ask(enough, gaps, at_a_gate=False) == enough
    assert ask(lacking, gaps, at_a_gate=True) == lacking


def test_a_cost_that_is_wanted_is_asked_for_as_a_cost_of_somebody():
    cost = Gap(
        fact="cost/small@cloud",
        label=Message(code="gap.cost", values={"deployment": "small@cloud"}),
        deployments=("small@cloud",),
        value_of_information=1,
        who="finance",
    )
    lacking = Verdict(grade="insufficient_information", confidence_required=0.6)
    [wanted] = ask(lacking, [cost], at_a_gate=False).conditions
    said = Speech(language("en"), names={"small@cloud": "Small — Cloud"})
    assert "the cost over the horizon of Small — Cloud" in said.message(wanted)
    assert said.fact("cost/small@cloud") == "Small — Cloud: cost over the horizon"
