"""Where own tests contradict what is public, nothing public speaks for a model nobody tested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, norm

from opendecide.measures.draws import Draws
from opendecide.measures.quality import BY_CHANCE_Z, contradicted, differ_beyond_chance
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.filling.completion import complete
from opendecide.stages.run import run

CATALOG, CRITERIA = load_catalog(), load_criteria()
OPEN = ("gemma-4-31b", "gpt-oss-120b", "qwen3.6-35b-a3b")
CLOSED = "gpt-6-luna"


def laboratory(closed, opened, *, minimum=0.75):
    """A laboratory that prefers open weights, and tested three open models and a closed one."""
    tests = [{"option": name, "passed": opened, "of": 200} for name in OPEN]
    tests.append({"option": CLOSED, "passed": closed, "of": 200})
    quality = {} if minimum is None else {"minimum": minimum}
    return Profile.model_validate(
        {
            "organisation": {"name": "Lab", "country": "IE", "persona": "research_lab"},
            "workloads": [
                {
                    "id": "coding", "task_type": "classification", "user_type": "machine",
                    "languages": ["en"], "volume": {"requests_per_day": 4000},
                    "quality": quality, "data_classes": ["public"],
                }
            ],
            "evidence": {"own_tests": tests},
        }
    )  # fmt: skip


def passed(*results, **said):
    return run(laboratory(*results, **said), CRITERIA, CATALOG, Draws(0, 128))


def models(views):
    return {view.model.id for view in views}


def test_whoever_passed_comes_before_everybody_untested():
    found = passed(190, 115)
    assert models(found.views) == {CLOSED}
    waits = {one.reason.code for each in found.screened.waits_for.values() for one in each}
    assert "quality.contradicted" in waits


def test_tests_that_agree_with_what_is_public_leave_the_untested_in():
    assert models(passed(176, 170).views) - {CLOSED, *OPEN}


def test_nobody_stands_back_for_a_minimum_that_nobody_stated():
    assert models(passed(190, 115, minimum=None).views) - {CLOSED, *OPEN}


def test_where_nothing_that_was_tested_passes_the_untested_are_asked_for_a_test():
    found = passed(40, 115)
    assert models(found.views) - {CLOSED, *OPEN}
    asked = [found.screened.conditions[view.deployment.id] for view in found.views]
    assert all("quality.contradicted" in {one.reason.code for one in each} for each in asked)


@pytest.mark.parametrize(("closed", "opened", "found"), [(190, 115, True), (150, 145, False)])
def test_a_shift_common_to_all_models_contradicts_nothing(closed, opened, found):
    case, _ = complete(laboratory(closed, opened), CATALOG, CRITERIA)
    assert contradicted(case, case.needs[0]) is found


@given(st.lists(st.tuples(st.floats(-4, 4), st.floats(0.05, 2)), min_size=2, max_size=9))
def test_it_is_cochrans_q_at_one_in_twenty(gaps):
    weights = [1 / variance for _, variance in gaps]
    mean = sum(w * gap for w, (gap, _) in zip(weights, gaps, strict=True)) / sum(weights)
    q = sum(w * (gap - mean) ** 2 for w, (gap, _) in zip(weights, gaps, strict=True))
    chance = chi2.sf(q, len(gaps) - 1)
    if abs(chance - 0.05) > 0.004:  # the cube root is normal to that much
        assert differ_beyond_chance(gaps) is bool(chance < 0.05)


def test_one_test_alone_contradicts_nobody():
    assert not differ_beyond_chance([(3.0, 0.1)])
    assert norm.isf(0.05) == pytest.approx(BY_CHANCE_Z)
