"""Decisions that real teams published: read as profiles, answered, and compared on a page."""

import importlib.util
from pathlib import Path

import pytest

from opendecide.model.profile import Profile
from opendecide.reading.profile import check_profile

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location(
    "real_decisions", ROOT / "tests" / "real_decisions.py"
)
real_decisions = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(real_decisions)
DECISIONS = real_decisions.decisions()
assert DECISIONS, "tests/decisions has no files"


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_is_a_profile_without_a_fault(name):
    assert check_profile(Profile.model_validate(DECISIONS[name]["profile"])).workloads


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_tells_its_source_its_choice_and_the_reason_of_a_difference(name):
    written = DECISIONS[name]
    assert set(written) == {"name", "source", "chosen", "profile", "notes", "why"}
    assert written["source"].startswith("http") or "public GitHub repository" in written["source"]
    assert written["profile"]["organisation"]["decision"]["date"]
    assert len(written["why"]) > 40
    assert real_decisions.chosen_kinds(written["chosen"])


def test_the_page_is_what_the_script_makes():
    current = real_decisions.PAGE.read_text(encoding="utf-8")
    assert current == real_decisions.page(), "run python tests/real_decisions.py --write"


def test_the_answers_agree_more_often_than_a_rule_of_thumb():
    agreed = sum(real_decisions.outcome(name)["first"] for name in DECISIONS)
    thumb = sum(real_decisions.naive(name) == real_decisions.word(name) for name in DECISIONS)
    assert agreed > thumb


@pytest.mark.parametrize("name", DECISIONS)
def test_no_model_that_came_later_is_a_candidate(name):
    from opendecide.reading.catalog import load_catalog

    released = {
        one.id: str(one.release_date.value)
        for one in load_catalog().models.values()
        if one.release_date is not None
    }
    day = str(real_decisions.answer(name).provenance.decision_date)
    for candidate in real_decisions.answer(name).candidates:
        for model in candidate.id.partition("@")[0].split("+"):
            assert released.get(model, "") <= day, candidate.id
