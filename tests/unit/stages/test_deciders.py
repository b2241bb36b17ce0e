"""Several deciders, on problems small enough to check by hand."""

import numpy as np
import pytest

from opendecide.measures.draws import Draws
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.reading.criteria import load_criteria
from opendecide.stages.assessment.evaluation import evaluate
from opendecide.stages.assessment.ratings import Problem
from opendecide.stages.stress.deciders import deciders
from opendecide.stages.weighing.voices import Voice, together, voices
from opendecide.stages.weighing.weights import WeightDraws

FACTORS = ("cost.tco", "safety.robustness")
FAMILIES = ["cheap", "safe", "middling"]
SAMPLES = 2048


def weights(cost):
    return WeightDraws(
        factors=FACTORS,
        samples=np.tile([cost, 1 - cost], (SAMPLES, 1)),
        origin=Message(code="weights.direct"),
    )


def heard(*groups):
    total = sum(share for _, share, _ in groups)
    return [Voice(name=n, share=share / total, weights=weights(cost)) for n, share, cost in groups]


def answer(values, *groups):
    table = np.array(values, dtype=float)
    problem = Problem(
        deployments=tuple("abc"[: len(table)]),
        factors=FACTORS,
        fixed=table,
        moving={},
        mean=table,
        worst=table,
        ratings=(),
    )
    listening = heard(*groups)
    common = evaluate(problem, FAMILIES, together(listening, Draws(0, SAMPLES)))
    return deciders(problem, common, FAMILIES, listening)


def test_the_average_goes_by_what_each_has_to_say():
    listening = heard(("board", 3, 0.8), ("clerks", 1, 0.2))
    drawn = together(listening, Draws(0, SAMPLES))
    assert drawn.mean == pytest.approx([0.65, 0.35], abs=1e-5)
    # All mixtures of the two are drawn, nothing outside them.
    assert drawn.samples[:, 0].min() >= 0.2
    assert drawn.samples[:, 0].max() <= 0.8
    assert np.ptp(drawn.samples[:, 0]) > 0.5


def test_one_group_alone_disagrees_with_nobody():
    assert answer([[1, 0], [0, 1], [0.6, 0.6]], ("board", 1, 0.8)) is None


def test_each_group_has_its_own_first_and_what_it_gives_up():
    # By the board a scores 0.9, by the clerks b; on average, at a weight of 0.5, c scores 0.6.
    found = answer([[1, 0], [0, 1], [0.6, 0.6]], ("board", 1, 0.9), ("clerks", 1, 0.1))
    board, clerks = found.groups
    assert (board.deployment, clerks.deployment) == ("a", "b")
    assert not found.unanimous
    assert (board.regret, clerks.regret) == pytest.approx((30, 30))
    # c leads while cost weighs 0.4 to 0.6: while the board has 3/8 to 5/8 of the say.
    assert (board.say_low, board.say_high) == pytest.approx((0.375, 0.625))
    assert (board.then_below, board.then_above) == ("b", "a")


def test_the_compromise_is_last_for_nobody():
    found = answer([[1, 0], [0, 1], [0.6, 0.6]], ("board", 1, 0.9), ("clerks", 1, 0.1))
    assert found.compromise.deployment == "c"
    assert found.compromise.largest_regret == pytest.approx(30)
    assert found.compromise.last_for == ()


def test_with_two_options_somebody_has_to_give_in():
    found = answer([[1, 0], [0, 1]], ("board", 2, 0.9), ("clerks", 1, 0.1))
    assert found.compromise.last_for


def test_a_disagreement_that_changes_nothing_is_said_not_to_matter():
    matters = answer([[1, 0], [0, 1], [0.6, 0.6]], ("board", 1, 0.9), ("clerks", 1, 0.1))
    assert [one.matters for one in matters.disputes] == [True, True]
    assert (matters.disputes[0].then_lowest, matters.disputes[0].then_highest) == ("b", "a")
    idle = answer([[1, 1], [0, 1], [0.6, 0.6]], ("board", 1, 0.9), ("clerks", 1, 0.1))
    assert [one.matters for one in idle.disputes] == [False, False]
    assert idle.unanimous


def test_groups_that_rank_the_options_alike_agree_fully():
    found = answer([[1, 1], [0.2, 0.1], [0.6, 0.6]], ("board", 1, 0.9), ("clerks", 1, 0.6))
    assert found.agreement_ranking == pytest.approx(1.0)
    assert found.agreement_weights == pytest.approx(1.0)


@pytest.fixture(scope="module")
def criteria():
    return load_criteria()


def profile(**preferences):
    return Profile.model_validate(
        {
            "organisation": {"name": "Clinic", "country": "FR", "persona": "regulated_enterprise"},
            "workloads": [{"id": "letters", "task_type": "summarisation"}],
            "preferences": preferences,
        }
    )


def test_a_group_that_states_nothing_takes_the_weights_of_the_organisation(criteria):
    stated = {"method": "direct", "direct": {"cost": 60}}
    asked = profile(
        weights=stated, groups=[{"name": "silent"}, {"name": "p", "persona": "startup"}]
    )
    silent, persona = voices(asked, criteria, Draws(0, 256))
    cost = [place for place, name in enumerate(silent.weights.factors) if name.startswith("cost.")]
    assert silent.weights.mean[cost].sum() == pytest.approx(0.6, abs=0.01)
    assert persona.weights.origin.values == {"persona": "startup"}


def test_a_group_without_weight_has_no_say(criteria):
    asked = profile(groups=[{"name": "a"}, {"name": "b", "weight": 0}])
    assert [one.name for one in voices(asked, criteria, Draws(0, 64))] == ["a"]
