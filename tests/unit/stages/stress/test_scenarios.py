"""What may happen: each scenario as a user would make it, and all of them together."""

from pathlib import Path

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.deployment import Deployment
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import parse_setting
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.speech import unworded
from opendecide.report.views.scenarios import scenarios as told_scenarios
from opendecide.stages.assessment.contender import Contender
from opendecide.stages.run import run
from opendecide.stages.stress.events import END, Event, events
from opendecide.stages.stress.scenarios import World, _together

TUTORING = Path(__file__).parents[4] / "examples" / "tutoring_app.yaml"
SAMPLES = 128


@pytest.fixture(scope="module")
def criteria():
    return load_criteria()


@pytest.fixture(scope="module")
def answer(criteria):
    return recommend(load_profile(TUTORING), samples=SAMPLES, criteria=criteria)


def test_a_scenario_is_what_set_makes_of_it(answer, criteria):
    found = {one.id: one for one in answer.robustness.scenarios.results}
    # Pupils over the expected volume do not fit under a strict ceiling: another model has to do.
    assert found["more_volume"].leader_score is None
    for name in ("more_volume", "less_volume"):
        made = [parse_setting(found[name].setting)]
        profile = load_profile(TUTORING, settings=made, criteria=criteria)
        whole = run(profile, criteria, load_catalog(), Draws(0, SAMPLES))
        assert found[name].deployment == whole.leader
        best = whole.evaluation.mean[whole.evaluation.order[0]]
        assert found[name].score == pytest.approx(100 * best)


def test_what_the_profile_states_has_a_probability_and_what_it_does_not_has_none(answer):
    found = {one.id: one for one in answer.robustness.scenarios.results}
    assert (found["more_volume"].stated, found["more_volume"].probability) == (True, END)
    assert (found["prices_fall"].stated, found["prices_fall"].probability) == (False, None)


def test_every_scenario_has_a_sentence(answer):
    assert not [one for one in unworded(answer) if one.startswith("scenario.")]


def test_without_stress_no_scenario_is_run(criteria):
    fast = recommend(load_profile(TUTORING), samples=64, criteria=criteria, stress=False)
    assert fast.robustness.scenarios is None


@pytest.mark.parametrize(
    ("setting", "count"),
    [
        ("scenarios.retirement_forced_migrations_per_year=0.7", (0, 4)),
        ("scenarios.retirement_forced_migrations_per_year=2", (3, 9)),
    ],
)
def test_forced_migrations_come_by_chance_at_the_stated_rate(criteria, setting, count):
    # Over three years 2.1 and 6 are expected; a Poisson count has P10 and P90 as given.
    profile = load_profile(TUTORING, settings=[parse_setting(setting)], criteria=criteria)
    today = run(profile, criteria, load_catalog(), Draws(0, 64))
    found = {one.id: one.label.values for one in events(today)}
    rates = (found["few_migrations"]["count"], found["many_migrations"]["count"])
    assert rates == pytest.approx(count)


LETTERS = {"id": "letters", "task_type": "summarisation", "volume": {"requests_per_day": 500}}


def grounds(country, kind, **more):
    """Return whether a firm is shown what happens when a ground for transfers falls."""
    data = {
        "organisation": {"name": "Firm", "country": country},
        "workloads": [{**LETTERS, "data_classes": [kind]}],
        **more,
    }
    today = run(Profile.model_validate(data), load_criteria(), load_catalog(), Draws(0, 64))
    return "ground_lost" in {one.id for one in events(today)}


def test_only_data_on_persons_under_european_law_lose_a_ground_for_transfers():
    assert grounds("DE", "personal")
    assert not grounds("DE", "public")
    assert not grounds("SN", "personal")
    assert grounds("SN", "public", scenarios={"foreign_transfer_ground_lost": 0.2})


def world(probability, **points):
    event = Event("x", Message(code="scenario.volume"), "", stated=True, probability=probability)
    best = {name: (name, score) for name, score in points.items()}
    return World(event, None, None, best, dict.fromkeys(points, FAKE))


FAKE = Contender(Deployment(id="f", name="f", family="f", offer="f"), "f", (), ())


def test_expected_score_and_regret_by_hand():
    # Today a has 60, b 50. With a chance of 0.3 a is shut out and b has 40; unlikely or not, once
    # nobody is left, and once without a probability a has 30 against 55.
    together = _together(
        {"a": 60.0, "b": 50.0}, [world(0.3, b=40.0), world(0.3), world(None, a=30.0, b=55.0)]
    )
    assert together.expected == pytest.approx({"a": 60 - 0.3 * 60, "b": 50 - 0.3 * 10})
    assert together.worst_regret == pytest.approx({"a": 40, "b": 10})
    assert (together.best_expected, together.least_regret) == ("b", "b")


def test_whoever_is_shut_out_loses_no_points_but_the_right_to_be_used(answer):
    told = brief(answer, language("en"))
    found = answer.robustness.scenarios
    out = {
        name
        for one in found.results
        if one.score is not None
        for name, score in one.scores.items()
        if score is None
    }
    assert out
    rows = {row.deployment: row.worst for row in told_scenarios(told).choices}
    for name in found.expected:
        assert (rows[told.name(name)] == "no longer allowed") is (name in out)
