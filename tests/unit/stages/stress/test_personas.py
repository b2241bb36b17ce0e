"""The same organisation seen as another kind: one answer, and what is stated stays."""

from pathlib import Path

import numpy as np
import pytest

from opendecide.measures.draws import Draws
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import parse_setting
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.views.robustness import robustness
from opendecide.stages.run import place_of, run
from opendecide.stages.stress.personas import by_weights_alone

TUTORING = Path(__file__).parents[4] / "examples" / "tutoring_app.yaml"
SAMPLES = 128
STATED = ("preferences.weights.method=direct", "preferences.weights.direct.cost=60")


@pytest.fixture(scope="module")
def criteria():
    return load_criteria()


def profile(criteria, *settings):
    return load_profile(
        TUTORING, settings=[parse_setting(one) for one in settings], criteria=criteria
    )


@pytest.fixture(scope="module")
def answer(criteria):
    return recommend(profile(criteria), samples=SAMPLES, criteria=criteria)


def test_every_kind_but_its_own_is_asked_once(answer, criteria):
    others = [one.id for one in criteria.personas if one.id != answer.persona]
    assert [one.persona for one in answer.robustness.personas] == others


def test_what_is_lost_by_staying_is_what_set_finds(answer, criteria):
    for one in answer.robustness.personas:
        asked = profile(criteria, f"organisation.persona={one.persona}")
        found = run(asked, criteria, load_catalog(), Draws(0, SAMPLES))
        points = dict(zip(found.problem.deployments, 100 * found.evaluation.mean, strict=True))
        own = [
            score
            for name, score in points.items()
            if place_of(name) == place_of(answer.verdict.deployment)
        ]
        if one.regret is not None and one.deployment in points and own:
            assert one.regret == pytest.approx(points[one.deployment] - max(own))


def test_a_change_of_kind_names_whom_the_table_names(answer):
    table = {one.persona: one.deployment for one in answer.robustness.personas}
    for flip in answer.robustness.flips:
        if flip.path == "organisation.persona":
            assert flip.then == table[flip.threshold]


def test_who_leads_another_kind_says_what_it_leaves(criteria):
    # Sequences stay on own premises: where nobody runs machines, whoever is left serves the rest.
    asked = [parse_setting("team.willing_to_operate=false")]
    lab = load_profile(TUTORING.with_name("enzyme_lab.yaml"), settings=asked, criteria=criteria)
    found = recommend(lab, samples=SAMPLES, criteria=criteria)
    assert {one.not_served for one in found.robustness.personas} == {("annotation",)}
    assert {one.not_served for one in found.robustness.scenarios.results} == {("annotation",)}


def test_a_row_of_another_kind_names_the_work_that_is_left(answer):
    other = next(one for one in answer.robustness.personas if one.deployment)
    left = other.model_copy(update={"not_served": ("tutor",)})
    firm = answer.robustness.model_copy(update={"personas": (left,)})
    told = brief(answer.model_copy(update={"robustness": firm}), language("en"))
    [row] = robustness(told).personas
    assert row.deployment.endswith("(without the workload “tutor”)")


def test_another_kind_is_nothing_that_may_happen(answer):
    # What the choices may lose is then the most of the rows that stand above it.
    found = answer.robustness.scenarios
    leader = answer.verdict.deployment
    rows = [one.regret for one in found.results if one.regret is not None]
    assert found.worst_regret[leader] == pytest.approx(max(0.0, *rows))


def test_stated_weights_stay_whatever_the_kind(criteria):
    asked = profile(criteria, *STATED)
    today = run(asked, criteria, load_catalog(), Draws(0, SAMPLES))
    kinds = by_weights_alone(today.problem, today.families, asked, criteria, today.draws)
    usual = by_weights_alone(
        today.problem, today.families, profile(criteria), criteria, today.draws
    )
    # Sixty points on cost, whoever asks: all agree more than by their usual weights.
    assert len({one.deployment for one in kinds}) <= len({one.deployment for one in usual})
    assert today.leader in {one.deployment for one in kinds}
    assert np.isfinite(today.evaluation.mean).all()


ILLUSTRATOR = TUTORING.with_name("illustrator.yaml")
REFUGEES = TUTORING.with_name("refugee_aid.yaml")


@pytest.mark.parametrize("file", [ILLUSTRATOR, REFUGEES], ids=lambda one: one.stem)
def test_whoever_is_told_leads_when_the_kind_is_set(file, criteria):
    """Also one whose costs alone tell it from its twins, and one of whom a fact is missing."""
    found = recommend(load_profile(file, criteria=criteria), samples=SAMPLES, criteria=criteria)
    for one in found.robustness.personas:
        made = [parse_setting(f"organisation.persona={one.persona}")]
        asked = load_profile(file, settings=made, criteria=criteria)
        then = run(asked, criteria, load_catalog(), Draws(0, SAMPLES))
        assert one.deployment == then.leader, one.persona
