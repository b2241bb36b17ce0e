"""Who is named beside the leader, on scores small enough to check by hand."""

import numpy as np
import pytest

from opendecide.model.deployment import Deployment
from opendecide.model.message import Message
from opendecide.stages.assessment.contender import Contender
from opendecide.stages.assessment.evaluation import evaluate
from opendecide.stages.assessment.ratings import Problem
from opendecide.stages.verdict.whereabouts import by_place, elsewhere
from opendecide.stages.weighing.weights import WeightDraws

SAMPLES = 1000


def evaluated(*scores):
    """Rank deployments a, b, c … of families of their own, by their scores in every sample."""
    table = np.array(scores, dtype=float)
    problem = Problem(
        deployments=tuple("abcd"[: len(table)]),
        factors=("cost.tco",),
        fixed=np.zeros((len(table), 1)),
        moving={(row, 0): values for row, values in enumerate(table)},
        mean=table.mean(axis=1, keepdims=True),
        worst=table.min(axis=1, keepdims=True),
        ratings=(),
    )
    weights = WeightDraws(
        factors=problem.factors,
        samples=np.ones((SAMPLES, 1)),
        origin=Message(code="weights.direct"),
    )
    return evaluate(problem, problem.deployments, weights)


def named(found):
    return None if found.rival is None else found.problem.deployments[found.rival]


def share(of, inside, outside):
    """Return a score that is `inside` in so many of the samples, and `outside` in the others."""
    return np.where(np.arange(SAMPLES) < of * SAMPLES, inside, outside)


STEADY = np.full(SAMPLES, 0.6)


def test_the_runner_up_is_who_may_turn_out_best_not_who_is_always_a_little_behind():
    # b is 0.05 behind in every sample; c is best in three of ten, and far behind in the others.
    found = evaluated(STEADY, STEADY - 0.05, share(0.3, 0.8, 0.2))
    assert found.leaders == (0, 1, 2)
    assert named(found) == "c"


def test_where_nobody_else_is_ever_best_the_runner_up_is_second_in_score():
    assert named(evaluated(STEADY, STEADY - 0.05, STEADY - 0.1)) == "b"


def test_chances_that_the_samples_do_not_tell_apart_leave_it_to_the_score():
    found = evaluated(STEADY, share(0.01, 0.7, 0.55), share(0.012, 0.7, 0.2))
    assert named(found) == "b"


def test_the_only_family_has_no_rival():
    assert named(evaluated(STEADY)) is None


def contenders(*places):
    return [
        Contender(
            Deployment(id="abcd"[row], name="x", family="self_run", offer="o"),
            "host",
            ("w",),
            (),
            p,
        )
        for row, p in enumerate(places)
    ]


def of_one_family(*scores):
    found = evaluated(*scores)
    return evaluate(found.problem, ["self_run"] * len(scores), found.weights)


def test_where_one_family_stands_in_two_places_each_has_its_share():
    # The rented twins b and c together are better than the own machine in a fifth of the samples.
    found = of_one_family(STEADY, share(0.2, 0.7, 0.3), share(0.1, 0.7, 0.3))
    where = contenders("onprem", "tenancy", "tenancy")
    assert by_place(found, where) == pytest.approx({"onprem": 0.8, "tenancy": 0.2})
    assert elsewhere(found, where) == 1


def test_a_twin_at_the_same_place_is_nowhere_else():
    found = of_one_family(STEADY, STEADY - 0.01, STEADY - 0.1)
    assert elsewhere(found, contenders("onprem", "onprem", "tenancy")) == 2


def test_a_family_in_one_kind_of_place_says_nothing_of_places():
    found = of_one_family(STEADY, STEADY - 0.01)
    assert by_place(found, contenders("onprem", "onprem")) == {}
    assert by_place(found, contenders(None, None)) == {}
