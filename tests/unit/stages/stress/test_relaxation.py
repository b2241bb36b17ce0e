"""Nothing acceptable: the least that has to give way, and who misses by one gate alone."""

from itertools import combinations
from pathlib import Path

import pytest

from opendecide.measures.draws import Draws
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import parse_setting
from opendecide.recommend import recommend
from opendecide.report.speech import unworded
from opendecide.stages.run import run

EXAMPLES = Path(__file__).parents[4] / "examples"
REFUGEE_AID = EXAMPLES / "refugee_aid.yaml"
SAMPLES = 64


@pytest.fixture(scope="module")
def criteria():
    return load_criteria()


@pytest.fixture(scope="module")
def answer(criteria):
    return recommend(load_profile(REFUGEE_AID), samples=SAMPLES, criteria=criteria)


def admitted(criteria, changes):
    made = [parse_setting(f"{one.path}={one.to}") for one in changes]
    profile = load_profile(REFUGEE_AID, settings=made, criteria=criteria)
    return run(profile, criteria, load_catalog(), Draws(0, SAMPLES))


def test_with_the_requirements_relaxed_something_is_acceptable_and_without_any_of_them_not(
    answer, criteria
):
    assert answer.verdict.grade == "no_acceptable_deployment"
    assert answer.relief
    for one in answer.relief:
        found = admitted(criteria, one.relaxed)
        assert found.leader == one.deployment
        assert most_served(found) >= len(one.serves)
        for some in combinations(one.relaxed, len(one.relaxed) - 1):
            assert most_served(admitted(criteria, some)) < len(one.serves)


def most_served(found):
    return max((len(view.serving) for view in found.views), default=0)


def test_the_smallest_comes_first_and_the_last_serves_everything(answer):
    sizes = [len(one.relaxed) for one in answer.relief]
    assert sizes == sorted(sizes)
    assert answer.relief[-1].not_served == ()


def test_a_near_miss_fails_by_one_gate_alone_and_says_what_would_let_it_in(answer):
    assert answer.near_misses
    for one in answer.near_misses:
        gates = {out.gate for out in answer.screened_out if out.id == one.deployment}
        assert gates == {one.gate}
        assert one.cure is not None


def test_every_relaxation_has_a_sentence(answer):
    assert not [one for one in unworded(answer) if one.startswith("relax.")]


def test_where_something_is_acceptable_nothing_has_to_give_way_but_near_misses_are_named(criteria):
    profile = load_profile(EXAMPLES / "illustrator.yaml")
    found = recommend(profile, samples=SAMPLES, criteria=criteria)
    assert found.relief == ()
    assert found.near_misses
