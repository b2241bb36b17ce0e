"""What nobody knows is no reason for anybody, on two factors small enough to check by hand."""

import numpy as np

from opendecide.measures.performance import level, one_of
from opendecide.model.message import Message
from opendecide.stages.assessment.evaluation import evaluate
from opendecide.stages.assessment.ratings import Problem, Rating
from opendecide.stages.assessment.scales import Valued
from opendecide.stages.findings.reasons import extremes, reasons
from opendecide.stages.weighing.weights import WeightDraws

FACTORS = ("transparency.data", "compliance.readiness")
WORDS = ("nothing", "a_sentence", "a_summary", "everything")


def rated(*levels):
    """Rate by the words still possible, of four that are worth 0, 1/3, 2/3 and 1."""
    ends = [WORDS.index(one) / 3 for one in (levels[0], levels[-1])]
    performance = level(levels[0]) if len(levels) == 1 else one_of(levels, "x", missing=("x",))
    return Rating(performance, Valued(ends[0], None, ends[0], possible=(ends[0], ends[1])), {})


def told_of(first, second):
    """Return the reasons for the first of two deployments and against it, and what they are of."""
    ratings = [dict(zip(FACTORS, one, strict=True)) for one in (first, second)]
    mean = np.array([[row[name].valued.mean for name in FACTORS] for row in ratings])
    problem = Problem(("a", "b"), FACTORS, mean, {}, mean, mean, tuple(ratings))
    weights = WeightDraws(
        factors=FACTORS, samples=np.full((10, 2), 0.5), origin=Message(code="weights.direct")
    )
    found = evaluate(problem, problem.deployments, weights)
    told = [reasons(problem, found, 0, 1, favourable=one) for one in (True, False)]
    return told, problem, weights


def beside(first, second):
    """Return the factors that speak for the first of two deployments, and those against it."""
    told, problem, weights = told_of(first, second)
    named = [[one.values["factor"] for one in side if "runner_up" in one.values] for side in told]
    return named[0], named[1], extremes(problem, weights.mean, 0)[0]


def every_reason(first, second):
    """Return all factors that are named for the first, and all against it."""
    told, _, _ = told_of(first, second)
    return [{one.values["factor"] for one in side} for side in told]


KNOWN = rated("everything")


def test_one_unknown_against_another_is_no_reason():
    # The first is at least a summary, the second a sentence at most: neither is known.
    found, _, strong = beside(
        (rated("a_summary", "everything"), KNOWN),
        (rated("nothing", "a_sentence"), rated("nothing")),
    )
    assert found == ["compliance.readiness"]
    assert strong == ("compliance.readiness",)


def test_an_unknown_better_than_what_is_known_of_the_other_does_not_speak_for_it():
    found, _, _ = beside(
        (rated("a_summary", "everything"), KNOWN), (rated("nothing"), rated("nothing"))
    )
    assert found == ["compliance.readiness"]


def test_an_unknown_beside_what_is_known_of_the_other_speaks_against_it():
    _, against, _ = beside((rated("nothing", "a_summary"), KNOWN), (KNOWN, rated("nothing")))
    assert against == ["transparency.data"]


def test_what_neither_is_known_by_does_not_speak_against_the_first():
    _, against, _ = beside(
        (rated("nothing", "a_summary"), KNOWN), (rated("a_summary", "everything"), rated("nothing"))
    )
    assert against == []


def test_what_is_weak_and_still_better_than_the_runner_up_is_named_once():
    # A sentence is weak by itself, but the runner-up says nothing at all.
    favourable, against = every_reason((rated("a_sentence"), KNOWN), (rated("nothing"), KNOWN))
    assert "transparency.data" in favourable
    assert "transparency.data" not in against


def test_what_is_strong_and_still_worse_than_the_runner_up_is_named_once():
    favourable, against = every_reason((rated("a_summary"), KNOWN), (KNOWN, rated("nothing")))
    assert "transparency.data" in against
    assert "transparency.data" not in favourable
