"""A criterion of one's own is one file; what it reads stands beside the other facts."""

import shutil

import pytest

from opendecide.errors import OpendecideError
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.places import CATALOG, shipped_criteria
from opendecide.recommend import recommend
from opendecide.report.render import render

FACTOR = "footprint.energy_wh_per_request"
FOOTPRINT = """\
id: footprint
name: Footprint
order: 12
weight: {default: 2}
factors:
  - id: energy_wh_per_request
    name: Electricity per request
    question: How much electricity does one request take?
    type: number
    unit: Wh
    direction: min
    measure: fact
    anchors: [{at: 0.1, value: 1}, {at: 5, value: 0}]
    weight: {default: 100}
"""
STATED = "value: 0.3, source: https://example.org/card, as_of: 2026-11-02, grade: vendor"


@pytest.fixture
def answer(tmp_path):
    def answer(criterion=FOOTPRINT, stated=STATED):
        judged, known = tmp_path / "criteria", tmp_path / "catalogue"
        shutil.copytree(shipped_criteria(), judged)
        (judged / "footprint.yaml").write_text(criterion, encoding="utf-8")
        (known / "models").mkdir(parents=True)
        text = (CATALOG / "models" / "gpt-oss-120b.yaml").read_text(encoding="utf-8")
        own = f"{text}\nfacts:\n  {FACTOR}: {{{stated}}}\n"
        (known / "models" / "gpt-oss-120b.yaml").write_text(own, encoding="utf-8")
        profile = Profile.model_validate(
            {
                "organisation": {"name": "Studio", "country": "FR"},
                "workloads": [{"id": "drafts", "task_type": "summarisation"}],
            }
        )
        return recommend(
            profile,
            samples=64,
            criteria=load_criteria(judged),
            catalog=load_catalog([known]),
            stress=False,
        )

    return answer


def test_who_states_the_fact_is_rated_by_it_and_the_others_with_caution(answer):
    found = answer()
    rated = {one.model: one.factors[FACTOR] for one in found.ranking}
    assert rated["gpt-oss-120b"].evidence == (f"models/gpt-oss-120b/facts.{FACTOR}",)
    assert rated["gpt-oss-120b"].value > 0.8
    others = [one.value for model, one in rated.items() if model != "gpt-oss-120b"]
    assert others
    assert max(others) < 0.5
    report = render(found, "md").content
    assert "https://example.org/card" in report
    assert "facts.footprint" not in report  # it goes by the name of the factor
    cited = {one.id: one.source for one in found.evidence}
    assert cited[f"models/gpt-oss-120b/facts.{FACTOR}"] == "https://example.org/card"


def test_a_measure_that_nobody_wrote_is_told(answer):
    with pytest.raises(OpendecideError, match="is measured by 'joules', which nothing is called"):
        answer(criterion=FOOTPRINT.replace("measure: fact", "measure: joules"))


def test_a_word_that_is_no_level_is_told(answer):
    with pytest.raises(OpendecideError, match="'little' is no level of 'energy_wh_per_request'"):
        answer(stated=STATED.replace("0.3", "little"))
