"""Watching a decision: what changed, by how much, whether a trigger fired, and the exit status."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from opendecide.cli import program
from opendecide.cli.check import Condition
from opendecide.cli.differences import compare, cost_change, facts_of, flat
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.model.recommendation import Recommendation
from opendecide.model.robustness import Flip
from opendecide.reading.catalog import load_catalog
from opendecide.reading.catalog_figures import figures_at
from opendecide.reading.criteria import load_criteria
from opendecide.reading.recommendation import load_recommendation as load
from opendecide.reading.settings import apply_to_catalog, apply_to_profile, parse_setting
from opendecide.recommend import cited

ILLUSTRATOR = str(Path(__file__).parents[3] / "examples" / "illustrator.yaml")


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    file = tmp_path_factory.mktemp("decided") / "before.json"
    done = run("recommend", ILLUSTRATOR, "--samples", "64", "-o", str(file))
    assert done.exit_code == 0
    return file


def run(*arguments):
    done = CliRunner().invoke(program, arguments)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def with_changes(recommendation: Recommendation, **changes):
    plain = recommendation.model_dump(mode="json", by_alias=True)
    for path, value in changes.items():
        part = plain
        *way, last = path.split("__")
        for step in way:
            part = part[int(step) if step.isdigit() else step]
        part[last] = value
    return Recommendation.model_validate(plain)


def test_nothing_changes_by_itself(decided):
    done = run("check", ILLUSTRATOR, "--against", str(decided), "--fail-on", "ranking")
    assert done.exit_code == 0
    assert "Nothing changed." in done.stdout
    assert "The answer holds." in done.stdout


def test_another_answer_fails_with_3(decided):
    done = run(
        "check", ILLUSTRATOR, "--against", str(decided), "--set", "team.willing_to_operate=false"
    )
    assert done.exit_code == 3
    assert "Changed: verdict" in done.stdout


def test_a_dearer_answer_fails_when_the_cost_is_watched(decided):
    before = load(decided)
    was = next(one for one in before.cost if one.deployment == before.verdict.deployment)
    place = before.cost.index(was)
    after = with_changes(before, **{f"cost__{place}__p50": was.p50 * 1.2})
    assert cost_change(before, after) == pytest.approx(0.2)
    assert compare(before, after).of("cost")[0].relative == pytest.approx(0.2)


def test_an_input_that_changed_is_named(decided, tmp_path):
    after = tmp_path / "after.json"
    run(
        "recommend", ILLUSTRATOR, "--samples", "64", "--fast",
        "--set", "budget.horizon_years=5", "-o", str(after),
    )  # fmt: skip
    done = run("compare", str(decided), str(after))
    assert done.exit_code == 0
    assert "budget.horizon_years (horizon): 3 years → 5 years" in done.stdout.replace("\u00a0", " ")
    found = json.loads(run("compare", str(decided), str(after), "--format", "json").stdout)
    assert {"input", "cost"} <= {one["kind"] for one in found["differences"]}


def test_a_trigger_fires_when_the_figure_passes_its_point(decided):
    flip = Flip(
        path="budget.horizon_years",
        label=Message(code="flip.horizon"),
        today=3.0,
        threshold=4.0,
        direction="above",
        then="other@place",
    )
    before = load(decided)
    before = before.model_copy(
        update={"robustness": before.robustness.model_copy(update={"flips": (flip,)})}
    )
    near = with_changes(before, profile__budget={"horizon_years": 3.9})
    beyond = with_changes(before, profile__budget={"horizon_years": 4.1})
    assert compare(before, near).fired == ()
    assert [one.now for one in compare(before, beyond).fired] == [4.1]


UNWILLING = Flip(
    path="team.willing_to_operate",
    label=Message(code="flip.willing"),
    today="true",
    threshold="false",
    direction="becomes",
    then=None,
)


def announcing(recommendation, *flips):
    firm = recommendation.robustness.model_copy(update={"flips": flips})
    return recommendation.model_copy(update={"robustness": firm})


def test_a_trigger_after_which_nothing_is_left_is_told_when_nothing_is_left(decided, tmp_path):
    before = announcing(load(decided), UNWILLING)
    file = tmp_path / "announced.json"
    file.write_text(before.model_dump_json(by_alias=True))
    assert load(file).robustness.flips[0].then is None
    changes = (UNWILLING.path + "=false", "obligations.on_prem_only=true")
    settings = [part for one in changes for part in ("--set", one)]
    done = run("check", ILLUSTRATOR, "--against", str(file), *settings)
    assert done.exit_code == 3
    assert "no acceptable deployment" in done.stdout.lower()
    assert "nothing acceptable was to be left" in done.stdout


@pytest.mark.parametrize(
    ("path", "threshold", "stated"),
    [
        (
            "obligations.certifications",
            '["iso_27001", "hds"]',
            {"obligations": {"certifications": [{"scheme": "iso_27001"}, {"scheme": "hds"}]}},
        ),
        ("obligations.region_only", "[FR]", {"obligations": {"region_only": {"regions": ["FR"]}}}),
        (
            "jurisdiction.country_policy",
            '[{"country": "GB", "stance": "excluded", "scope": ["weights"]}]',
            {
                "jurisdiction": {
                    "home": "EU",
                    "country_policy": [
                        {"country": "GB", "stance": "excluded", "scope": ["weights"]}
                    ],
                }
            },
        ),
    ],
)
def test_a_duty_fires_however_the_profile_writes_it(decided, path, threshold, stated):
    before = load(decided)
    flip = UNWILLING.model_copy(update={"path": path, "today": None, "threshold": threshold})
    before = announcing(before, flip)
    made = [parse_setting(f"{path}={threshold}")]
    profile = Profile.model_validate(apply_to_profile(before.profile, made))
    after = before.model_copy(
        update={"profile": profile.model_dump(mode="json", by_alias=True, exclude_unset=True)}
    )
    assert [one.flip for one in compare(before, after).fired] == [flip]
    assert compare(before, before).fired == ()
    section = next(iter(stated))
    by_hand = before.model_copy(update={"profile": {**before.profile, **stated}})
    assert [one.flip for one in compare(before, by_hand).fired] == [flip], section


@pytest.mark.parametrize(
    ("text", "meant"),
    [("verdict", ("verdict", 0.0)), ("ranking", ("ranking", 0.0)), ("cost:2.5%", ("cost", 0.025))],
)
def test_conditions_are_read(text, meant):
    assert Condition().convert(text, None, None) == meant


def test_another_condition_is_wrong_usage(decided):
    done = run("check", ILLUSTRATOR, "--against", str(decided), "--fail-on", "costs")
    assert done.exit_code == 2


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"schema": "something else"}'])
def test_what_is_no_recommendation_is_refused(tmp_path, content):
    file = tmp_path / "other.json"
    file.write_text(content)
    done = run("compare", str(file), str(file))
    assert done.exit_code == 1
    assert "This is no recommendation" in done.stderr


def test_a_missing_file_is_refused(tmp_path):
    assert run("compare", str(tmp_path / "a.json"), str(tmp_path / "b.json")).exit_code == 1


def test_certain_ranges_read_as_their_figure():
    assert flat({"a": {"low": 2.0, "mid": 2.0, "high": 2.0}}) == {"a": 2.0}
    assert flat({"a": {"low": 1.0, "mid": 2.0, "high": 3.0}}) == {"a": (1.0, 2.0, 3.0)}
    assert flat({"a": [1, 2.0, 3.0]}) == {"a": (1.0, 2.0, 3.0)}


def announced(decided, **values):
    return announcing(load(decided), UNWILLING.model_copy(update=values))


def test_a_span_is_past_a_point_where_its_middle_is(decided):
    path = "workloads.ideas.volume.requests_per_day"
    before = announced(decided, path=path, today=45.0, threshold=200.0, direction="above")
    for span, fires in (([90, 150, 400], False), ([90, 250, 400], True)):
        setting = parse_setting(f"{path}={span}")
        after = before.model_copy(update={"profile": apply_to_profile(before.profile, [setting])})
        assert [one.now for one in compare(before, after).fired] == [250.0] * fires


@pytest.mark.parametrize(
    ("path", "flip", "setting", "fires"),
    [
        (
            "catalog.models.gpt-oss-120b.quality.summarisation.p50",
            {"direction": "below", "today": 0.85, "threshold": 0.7},
            "0.6",
            True,
        ),
        (
            "catalog.models.gpt-oss-120b.quality.summarisation.p50",
            {"direction": "below", "today": 0.85, "threshold": 0.7},
            "0.75",
            False,
        ),
        (
            "catalog.offers.bedrock-open-models.serves.gpt-oss-120b.retires",
            {"direction": "becomes", "today": None, "threshold": "2027-12-01"},
            "2027-06-30",
            True,
        ),
        (
            "catalog.offers.bedrock-open-models.serves.gpt-oss-120b.retires",
            {"direction": "becomes", "today": None, "threshold": "2027-12-01"},
            "2028-06-30",
            False,
        ),
        (
            "catalog.offers.bedrock-open-models.serves.gpt-oss-120b.price_output",
            {"direction": "above", "today": 0.6, "threshold": 2.0},
            "3",
            True,
        ),
    ],
)
def test_a_fact_of_the_catalogue_fires_what_was_announced_of_it(
    decided, path, flip, setting, fires
):
    before = announced(decided, path=path, **flip)
    catalog = apply_to_catalog(load_catalog(), [parse_setting(f"{path}={setting}")])
    found = compare(before, before, figures=lambda one: figures_at(catalog, one))
    assert bool(found.fired) is fires
    assert compare(before, before).fired == ()


def test_what_was_recommended_is_not_lost_from_sight(decided):
    before = load(decided)
    first = before.verdict.deployment
    other = next(one for one in before.ranking if one.id != first)
    elsewhere = with_changes(before, verdict__deployment=other.id)
    [former] = compare(before, elsewhere).former
    assert (former.deployment, former.status) == (first, "ranked")
    assert former.score == pytest.approx(before.ranking[0].score)
    assert compare(before, before).former == ()


def test_why_what_was_recommended_is_shut_out_is_said(decided):
    done = run(
        "check", ILLUSTRATOR, "--against", str(decided), "--set", "organisation.size.headcount=1",
        "--set", "jurisdiction.country_policy=[{country: GB, stance: excluded, scope: [weights]}]",
    )  # fmt: skip
    assert done.exit_code == 3
    [said] = [one for one in done.stdout.splitlines() if "was recommended" in one]
    assert "shut out" in said
    assert "United Kingdom" in said


def test_a_fact_that_the_second_no_longer_cites_is_looked_up(decided):
    before = load(decided)
    fact = before.evidence[0]
    after = before.model_copy(update={"evidence": before.evidence[1:]})
    assert not compare(before, after).of("fact")
    found = compare(before, after, known={fact.id: "otherwise"})
    assert [one.after for one in found.of("fact") if one.what == fact.id] == ["otherwise"]


def test_every_fact_of_a_recommendation_can_be_looked_up_again(decided):
    before = load(decided)
    profile = Profile.model_validate(before.profile)
    facts = {one.id for one in before.evidence}
    found = cited(profile, facts, criteria=load_criteria(), catalog=load_catalog())
    assert facts_of(found) == facts_of(before.evidence)
