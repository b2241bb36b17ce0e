"""Weight intervals, methods and regret of problems small enough to check by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from opendecide import mcda
from opendecide.model.message import Message
from opendecide.model.recommendation import Verdict
from opendecide.model.robustness import Flip, MethodLeader
from opendecide.stages.assessment.evaluation import evaluate
from opendecide.stages.assessment.ratings import Problem
from opendecide.stages.stress.agreement import ADDS_UP, METHODS, heed, method_agreement
from opendecide.stages.stress.regret import leads_with_worst_unknowns, regrets
from opendecide.stages.stress.weights_stability import as_pinned, weight_intervals
from opendecide.stages.weighing.weights import WeightDraws

FACTORS = ("cost.tco", "safety.robustness")


def rating(mean, best):
    """Return a performance: what may still turn out better than its mean is not known."""
    performance = SimpleNamespace(known=best is None, missing=())
    ends = (mean, mean if best is None else best)
    return SimpleNamespace(performance=performance, valued=SimpleNamespace(mean=mean, ends=ends))


def problem(values, worst=None, best=None):
    table = np.array(values, dtype=float)
    best = [[None] * len(FACTORS)] * len(table) if best is None else best
    return Problem(
        deployments=tuple("abcdefgh"[: len(table)]),
        factors=FACTORS,
        fixed=table,
        moving={},
        mean=table,
        worst=table if worst is None else np.array(worst, dtype=float),
        ratings=tuple(
            {name: rating(mean, end) for name, mean, end in zip(FACTORS, row, ends, strict=True)}
            for row, ends in zip(table, best, strict=True)
        ),
    )


def weights(*rows):
    return WeightDraws(
        factors=FACTORS, samples=np.array(rows, dtype=float), origin=Message(code="weights.direct")
    )


def solved(values, families, *rows, worst=None, best=None):
    table = problem(values, worst, best)
    return table, evaluate(table, families, weights(*rows))


def test_the_interval_ends_where_two_lines_cross():
    # x * 0.9 + (1 - x) * 0.3 = x * 0.4 + (1 - x) * 0.8 at x = 0.5
    table, found = solved([[0.9, 0.3], [0.4, 0.8]], ["one", "other"], [0.6, 0.4])
    cost, safety = weight_intervals(table, found, ["one", "other"])
    assert (cost.low, cost.high) == pytest.approx((0.5, 1.0))
    assert (cost.challenger_below, cost.challenger_above) == ("b", None)
    assert (safety.low, safety.high) == pytest.approx((0.0, 0.5))
    assert safety.today == pytest.approx(0.4)


def test_a_twin_of_the_same_family_is_the_same_answer():
    table, found = solved([[0.9, 0.3], [0.4, 0.8]], ["one", "one"], [0.6, 0.4])
    assert [(one.low, one.high) for one in weight_intervals(table, found, ["one", "one"])] == [
        (0.0, 1.0)
    ] * 2


def test_regret_is_what_the_choice_falls_short_of():
    # The first falls short by 0 and 0.5 in the two courses of events, the second by 0.5 and 0.
    table, found = solved([[1.0, 0.5], [0.5, 1.0]], ["one", "other"], [1, 0], [0, 1])
    assert all(value == pytest.approx(47.5) for value in regrets(table, found).values())


def test_a_lead_on_unknowns_is_lost_with_them():
    families = ["one", "other"]
    firm = solved([[0.9, 0.9], [0.5, 0.5]], families, [0.5, 0.5])
    shaky = solved([[0.9, 0.9], [0.5, 0.5]], families, [0.5, 0.5], worst=[[0.1, 0.3], [0.5, 0.5]])
    assert leads_with_worst_unknowns(*firm) is True
    assert leads_with_worst_unknowns(*shaky) is False


def test_what_is_unknown_of_the_others_may_cost_the_lead_as_well():
    # The rival counts at 0.5 because nobody knows its second value; at its best it has 0.75.
    families, half = ["one", "other"], [0.5, 0.5]
    far = solved([[0.9, 0.9], [0.5, 0.5]], families, half, best=[[None, None], [None, 1.0]])
    near = solved([[0.7, 0.7], [0.5, 0.5]], families, half, best=[[None, None], [None, 1.0]])
    assert leads_with_worst_unknowns(*far) is True
    assert leads_with_worst_unknowns(*near) is False


def test_a_dominating_deployment_leads_under_every_method():
    table, found = solved(
        [[0.9, 0.8], [0.6, 0.5], [0.3, 0.2]], ["one", "other", "third"], [0.5, 0.5]
    )
    agreement = method_agreement(table, found)
    assert len(agreement) >= 6
    assert {one.leader for one in agreement} == {"a"}
    assert {one.method for one in agreement} <= METHODS.keys()


@pytest.mark.parametrize(("agreeing", "grade"), [(5, "recommended"), (4, "recommended"), (3, None)])
def test_disagreement_lowers_the_verdict_and_never_picks(agreeing, grade):
    table, found = solved([[0.9, 0.8], [0.6, 0.9]], ["one", "other"], [0.5, 0.5])
    verdict = Verdict(grade="recommended", deployment="a", confidence_required=0.6)
    methods = [
        MethodLeader(method=str(n), leader="a" if n < agreeing else "b", agreement=1.0)
        for n in range(8)
    ]
    heeded = heed(verdict, methods, table, found, ["one", "other"])
    assert heeded.deployment == "a"
    assert heeded.grade == (grade or "recommended_with_conditions")
    if grade is None:
        assert heeded.conditions[-1].values["factor"] == "safety.robustness"


def test_methods_that_add_up_as_the_ranking_does_have_no_vote():
    table, found = solved([[0.9, 0.8], [0.6, 0.9]], ["one", "other"], [0.5, 0.5])
    verdict = Verdict(grade="recommended", deployment="a", confidence_required=0.6)
    leaders = {"wsm": "a", "spotis": "a", "topsis": "a", "vikor": "b", "promethee": "b"}
    methods = [MethodLeader(method=m, leader=one, agreement=1.0) for m, one in leaders.items()]
    heeded = heed(verdict, methods, table, found, ["one", "other"])
    assert heeded.grade == "recommended_with_conditions"
    assert (heeded.conditions[-1].values["leads"], heeded.conditions[-1].values["of"]) == (1, 3)


def four_of_three_families(leaders):
    """Return a verdict on the first of four, heeding that each of these methods puts one first."""
    families = ["one", "one", "other", "third"]
    rows = [[0.9, 0.8], [0.8, 0.8], [0.6, 0.9], [0.5, 0.5]]
    table, found = solved(rows, families, [0.5, 0.5])
    verdict = Verdict(grade="recommended", deployment="a", confidence_required=0.6)
    methods = [MethodLeader(method=m, leader=one, agreement=1.0) for m, one in leaders.items()]
    return heed(verdict, methods, table, found, families)


def test_methods_that_prefer_a_sibling_cast_no_doubt_on_the_family():
    heeded = four_of_three_families({"topsis": "b", "vikor": "b", "promethee": "a", "edas": "c"})
    assert heeded.grade == "recommended"
    assert not heeded.conditions


def test_most_of_the_others_are_named_only_where_they_agree():
    agreed = four_of_three_families({"topsis": "a", "vikor": "c", "promethee": "c", "edas": "d"})
    scattered = four_of_three_families({"topsis": "a", "vikor": "c", "promethee": "d"})
    assert agreed.conditions[-1].code == "methods.disagree"
    assert agreed.conditions[-1].values["other"] == "c"
    assert scattered.grade == "recommended_with_conditions"
    assert scattered.conditions[-1].code == "methods.scatter"
    assert "other" not in scattered.conditions[-1].values


def test_what_has_no_vote_ranks_as_the_sum_of_the_values():
    rng = np.random.default_rng(0)
    for _ in range(50):
        matrix, weights = rng.random((5, 4)), rng.random(4)
        ranks = [
            mcda.aggregate(one, matrix, weights, **METHODS[one](4)).ranks.tolist()
            for one in sorted(ADDS_UP)
        ]
        assert ranks[0] == ranks[1]


def flip(criterion, threshold, direction, then):
    return Flip(
        path=f"preferences.weights.{criterion}",
        label=Message(code="flip.weight"),
        today=60.0,
        threshold=threshold,
        direction=direction,
        then=then,
    )


def test_a_switch_point_of_a_weight_is_one_wherever_it_is_told():
    # The pipeline draws up the short list anew and finds c before b; where it did not look, the
    # crossing of the lines stands.
    table, found = solved([[0.9, 0.3], [0.4, 0.8]], ["one", "other"], [0.6, 0.4])
    cost, safety = as_pinned(
        weight_intervals(table, found, ["one", "other"]), [flip("cost", 52.5, "below", "c")]
    )
    assert (cost.low, cost.challenger_below) == (pytest.approx(0.525), "c")
    assert (cost.high, cost.challenger_above) == (1.0, None)
    assert safety.high == pytest.approx(0.5)
