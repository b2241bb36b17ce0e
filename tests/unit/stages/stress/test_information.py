"""Gaps by value: what knowing a figure would be worth to the choice, and the answers asked for."""

import numpy as np
import pytest

from opendecide.measures.performance import Performance, drawn
from opendecide.model.message import Message
from opendecide.model.recommendation import Gap, Verdict
from opendecide.report.language import language
from opendecide.report.sentences import SENTENCES
from opendecide.report.speech import Speech
from opendecide.stages.assessment.evaluation import evaluate
from opendecide.stages.assessment.ratings import Problem, Rating
from opendecide.stages.assessment.scales import Valued, certain
from opendecide.stages.findings.records import Entry, gaps, worth_of_knowing
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
    unknown = [gap(name, 1) for name in "abcd"]
    lacking = Verdict(grade="insufficient_information", confidence_required=0.6)
    assert [one.values["fact"] for one in ask(lacking, unknown, at_a_gate=False).conditions] == [
        "a",
        "b",
        "c",
    ]
    nothing = [gap(name, 0.001) for name in "abcd"]
    assert not ask(lacking, nothing, at_a_gate=False).conditions
    enough = Verdict(grade="recommended", confidence_required=0.6)
    assert ask(enough, unknown, at_a_gate=False) == enough
    assert ask(lacking, unknown, at_a_gate=True) == lacking


def twins_and_another():
    """Two with the same model, 10 points apart, and one with another model far behind."""
    silent = Performance(key="safety/model", levels=(), missing=("models/shared/redteam",))
    told = drawn(np.full(64, 0.5), "safety/other")
    unknown, known = Valued(0.2, None, 0.0, (0.0, 1.0)), certain(0.5)
    factors = ("safety.robustness", "cost.tco")
    mean = np.array([[0.2, 0.9], [0.2, 0.7], [0.5, 0.1]])
    table = Problem(
        deployments=("shared@here", "shared@there", "other@here"),
        factors=factors,
        fixed=mean,
        moving={},
        mean=mean,
        worst=mean,
        ratings=tuple(
            {
                "safety.robustness": Rating(silent if row < 2 else told, first, {}),
                "cost.tco": Rating(told, known, {}),
            }
            for row, first in enumerate((unknown, unknown, known))
        ),
    )
    weights = WeightDraws(
        factors=factors, samples=np.full((64, 2), 0.5), origin=Message(code="weights.direct")
    )
    return table, evaluate(table, ["one", "two", "three"], weights)


def test_what_is_true_of_both_decides_nothing_between_the_two():
    # Alone, the second could gain 40 points and overtake; but whatever helps it helps the first.
    (found,) = gaps(*twins_and_another())
    assert found.deployments == ("shared@here", "shared@there")
    assert found.value_of_information == 0.0


def test_of_another_it_may_decide():
    table, evaluation = twins_and_another()
    second = Entry(1, 0, (0.0, 1.0))
    alone = worth_of_knowing(table, evaluation, [second])
    # The first has 55 points; the second 35 to 85, evenly: the first leads in two fifths.
    assert alone == pytest.approx(0.6 * 0.15 - 0.05, abs=0.01)


@pytest.mark.parametrize(
    ("fact", "kind", "test"),
    [
        ("models/m/redteam", "unknown", "settle.attacks"),
        ("models/m/quality", "wide", "settle.own_test"),
        ("models/m/licence", "unverified", "settle.look_up"),
        ("offers/o/attestations.hds", "unknown", "settle.certificate"),
        ("offers/o/terms.retention_days", "unknown", "settle.clause"),
        ("offers/o/terms.retention_days", "old", "settle.read_again"),
        ("offers/o/serves.m", "unknown", "settle.quote"),
        ("cost/m@own-premises:h100-x2", "wide", "settle.load"),
        ("cost/m@api", "wide", "settle.quote"),
        ("rules/staffing.on_premises", "wide", "settle.trial"),
        ("communities/m/governance", "unknown", "settle.project"),
    ],
)
def test_every_gap_has_a_test_that_would_settle_it(fact, kind, test):
    (found,) = by_value(gap(fact, 1).model_copy(update={"kind": kind}))
    assert found.settled_by is not None
    assert found.settled_by.code == test
    assert found.settled_by.code in SENTENCES


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
