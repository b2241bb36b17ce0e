"""Each printed change, made as a user would make it, changes the leading family: on one side only."""

from pathlib import Path
from shlex import split
from types import SimpleNamespace

import pytest
import yaml

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.model.written import Money
from opendecide.reading.catalog import load_catalog, read_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import parse_setting
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.speech import unworded
from opendecide.report.views.flips import changes
from opendecide.stages.run import place_of, run
from opendecide.stages.stress.flips import who_may_lead
from opendecide.stages.stress.levers import figures

EXAMPLES = Path(__file__).parents[4] / "examples"
SAMPLES, NEAR = 256, 0.01
MANY = 4096
"""Where two are so close that few samples do not tell who comes first."""
WITH_FLIPS = ("city_council", "clinic", "enzyme_lab", "machine_builder")


@pytest.fixture(scope="module")
def criteria():
    return load_criteria()


@pytest.fixture(scope="module", params=WITH_FLIPS)
def asked(request, criteria):
    file = EXAMPLES / f"{request.param}.yaml"
    return file, recommend(load_profile(file), samples=SAMPLES, criteria=criteria)


TRIED = {}


def tried(file, criteria, setting):
    """Return the pass after a change; several tests ask for the same."""
    if (file, setting) not in TRIED:
        made = [parse_setting(setting)]
        profile = load_profile(file, settings=made, criteria=criteria)
        plain = not setting.startswith("catalog.")
        catalog = load_catalog() if plain else read_catalog((), settings=made).catalog
        found = run(profile, criteria, catalog, Draws(0, SAMPLES))
        order = found.evaluation.order
        family = found.families[order[0]] if order else None
        TRIED[file, setting] = found.leader, family, found.unproven
    return TRIED[file, setting]


def leading(file, criteria, setting):
    return tried(file, criteria, setting)[:2]


def test_the_leader_changes_on_the_far_side_and_not_before(asked, criteria):
    file, answer = asked
    flips = answer.robustness.flips
    assert flips, f"{file.stem}: no change found"
    today = answer.verdict.family
    for flip in flips:
        if flip.direction == "becomes":
            leader, _ = leading(file, criteria, f"{flip.path}={flip.threshold}")
            assert leader != answer.verdict.deployment, flip.path
            assert (leader is None) is (flip.then is None), flip.path
            if flip.then is not None and not flip.then_assignments:
                assert place_of(leader) == place_of(flip.then), flip.path
        else:
            side = NEAR if flip.direction == "above" else -NEAR
            near, before = leading(file, criteria, f"{flip.path}={flip.threshold * (1 - side)}")
            far, after = leading(file, criteria, f"{flip.path}={flip.threshold * (1 + side)}")
            assert before == today, flip.path
            # One of today's kind is news where it leaves work undone.
            assert after != today or (flip.not_served and place_of(far) != place_of(near)), (
                flip.path
            )


@pytest.mark.usefixtures("nobody_looks_after_machines")
def test_a_combination_with_the_leader_in_it_is_told_before_the_leader_falls(
    criteria, searching_for
):
    # With fewer people the own machines still annotate, and literature goes to a service.
    file = EXAMPLES / "enzyme_lab.yaml"
    with searching_for("team.hireable"):
        answer = recommend(load_profile(file), samples=SAMPLES, criteria=criteria)
    [flip] = [one for one in answer.robustness.flips if one.path == "team.hireable_fte"]
    assert flip.threshold < flip.together_from < flip.today

    def verdict(people):
        made = [parse_setting(f"{flip.path}={people}")]
        profile = load_profile(file, settings=made, criteria=criteria)
        return recommend(profile, samples=SAMPLES, criteria=criteria, stress=False).verdict

    before, after = (verdict(flip.together_from * side) for side in (1 + NEAR, 1 - NEAR))
    assert (before.deployment, before.combination) == (answer.verdict.deployment, ())
    assert after.deployment == answer.verdict.deployment
    assert set(after.combination) == {one.deployment for one in flip.together_assignments}
    assert verdict(flip.threshold * (1 - NEAR)).deployment == flip.then
    [told] = [one for one in changes(brief(answer, language("en"))) if "hireable" in one.command]
    assert told.sentence.endswith(told.sooner)
    assert told.sooner.startswith("Before that, as soon as it falls below 0.199")


def test_no_change_names_who_would_come_in_by_silence(asked, criteria):
    file, answer = asked
    for flip in answer.robustness.flips:
        if flip.direction == "becomes":
            _, _, unproven = tried(file, criteria, f"{flip.path}={flip.threshold}")
            assert flip.then not in unproven, flip.path


def test_what_a_report_says_to_type_shows_the_change(asked, criteria):
    file, answer = asked
    for one in changes(brief(answer, language("en"))):
        _, setting = split(one.command)
        leader, _ = leading(file, criteria, setting)
        assert leader != answer.verdict.deployment, one.command


def test_every_change_has_a_sentence(asked):
    assert not [one for one in unworded(asked[1]) if one.startswith(("flip.", "methods."))]


def test_the_answer_is_the_same_without_looking_for_changes(asked, criteria):
    file, answer = asked
    fast = recommend(load_profile(file), samples=SAMPLES, criteria=criteria, stress=False)
    assert fast.robustness.flips == ()
    assert fast.verdict == answer.verdict
    assert fast.ranking == answer.ranking


def test_the_same_changes_every_time(criteria):
    profile = load_profile(EXAMPLES / "refugee_aid.yaml")
    first, second = (
        recommend(profile, samples=SAMPLES, criteria=criteria).robustness for _ in range(2)
    )
    assert first.flips
    assert first == second


def test_requiring_openness_shuts_out_a_closed_leader(criteria, searching_for):
    agency = Profile.model_validate(
        {
            "organisation": {"name": "Agency", "country": "US"},
            "workloads": [
                {
                    "id": "briefs",
                    "task_type": "agentic",
                    "languages": ["en"],
                    "volume": {"requests_per_day": 300},
                    "data_classes": ["public"],
                }
            ],
            "preferences": {"weights": {"method": "direct", "direct": {"service_quality": 60}}},
        }
    )
    with searching_for("preferences.openness"):
        answer = recommend(agency, samples=SAMPLES, criteria=criteria)
    closed = load_catalog().models[answer.verdict.deployment.partition("@")[0]]
    assert closed.artifacts.weights.value is False
    [required] = [
        one for one in answer.robustness.flips if one.path == "preferences.openness_required"
    ]
    assert required.threshold == "true"
    opener = load_catalog().models[required.then.partition("@")[0]]
    assert opener.artifacts.weights.value is True


@pytest.mark.parametrize(("limit", "searched"), [("ceiling", False), ("monthly_cap", True)])
def test_a_longer_horizon_alone_is_no_change_where_a_ceiling_is_for_all_of_it(limit, searched):
    profile = load_profile(EXAMPLES / "tutoring_app.yaml")
    money = {"ceiling": None, limit: Money(amount=9000, currency="EUR")}
    budget = profile.budget.model_copy(update=money)
    case = SimpleNamespace(profile=profile.model_copy(update={"budget": budget}))
    paths = {one.path for one in figures.money(SimpleNamespace(run=SimpleNamespace(case=case)))}
    assert ("budget.horizon_years" in paths) is searched


CLAIMS = {
    "organisation": {"name": "Mutual", "country": "JP", "persona": "regulated_enterprise"},
    "data": {
        "classes": [
            {"id": "claims", "kind": "personal", "minimum_locus": "shared_guaranteed_region"}
        ]
    },
    "workloads": [
        {
            "id": "forms",
            "task_type": "extraction",
            "user_type": "machine",
            "languages": ["ja"],
            "volume": {"requests_per_day": [4000, 6000, 10000]},
            "tokens": {"input": 3500, "output": 400},
            "quality": {"minimum": 0.85, "target": 0.98},
            "latency": {"interactive": False},
            "criticality": "high",
            "data_classes": ["claims"],
        }
    ],
    "team": {"ml_fte": 1, "ops_fte": 1.5, "hireable_fte": 1},
    "hardware": {"expandable": True},
    "obligations": {"region_only": ["JP"]},
    "budget": {"ceiling": {"amount": 1500000, "currency": "EUR"}},
    "evidence": {
        "own_tests": [
            {"option": "claude-sonnet-5-5", "workload": "forms", "passed": 76, "of": 80},
            {"option": "gpt-oss-120b", "workload": "forms", "passed": 58, "of": 80},
        ]
    },
}


@pytest.fixture(scope="module")
def mutual(tmp_path_factory, criteria, searching_for):
    file = tmp_path_factory.mktemp("mutual") / "mutual.yaml"
    file.write_text(yaml.safe_dump(CLAIMS))
    with searching_for("workloads."):
        return file, recommend(load_profile(file), samples=SAMPLES, criteria=criteria)


def test_a_lower_bar_lets_in_whom_it_shuts_out_today(mutual, criteria):
    file, answer = mutual
    tested = "claude-sonnet-5-5"
    assert answer.verdict.deployment.startswith(tested)
    path = "workloads.forms.quality.minimum"
    [lower] = [
        one for one in answer.robustness.flips if one.path == path and one.direction == "below"
    ]
    assert not lower.then.startswith(tested)
    for side, leads in ((1 + NEAR, answer.verdict.deployment), (1 - NEAR, lower.then)):
        leader, _ = leading(file, criteria, f"{path}={lower.threshold * side}")
        assert leader == leads


def test_a_higher_bar_is_no_reason_for_one_that_nobody_tested(mutual):
    higher = [
        one
        for one in mutual[1].robustness.flips
        if one.path.endswith("quality.minimum") and one.direction == "above"
    ]
    assert not higher


def test_of_a_minimum_no_more_is_given_up_than_it_takes(criteria, searching_for):
    # Hosts at home come in one level below; giving up all protection would let in others as well.
    social = {
        "id": "files",
        "kind": "special_category",
        "minimum_locus": "shared_guaranteed_region",
        "minimum_compelled_access": "home_controlled_and_shielded",
    }
    work = {"task_type": "summarisation", "languages": ["fr"], "criticality": "high"}
    office = {
        "organisation": {
            "name": "Office",
            "country": "FR",
            "persona": "startup",
        },
        "data": {"classes": [social]},
        "workloads": [
            {
                **work,
                "id": "notes",
                "data_classes": ["files"],
                "volume": {"requests_per_day": 640},
                "tokens": {"input": 8000, "output": 900},
            }
        ],
        "team": {
            "ml_level": "basic",
            "ml_fte": 0.3,
            "ops_fte": 0.5,
        },
        "hardware": {"accelerators": [], "expandable": False},
        "budget": {"ceiling": {"amount": 700000, "currency": "EUR"}, "horizon_years": 4},
        "obligations": {"region_only": {"regions": ["EEA"], "hard": True}},
    }
    path = "data.classes.files.minimum_compelled_access"
    with searching_for(path):
        answer = recommend(Profile.model_validate(office), samples=MANY, criteria=criteria)
    [flip] = [one for one in answer.robustness.flips if one.path == path]
    assert flip.today == "home_controlled_and_shielded"
    assert flip.threshold == "home_controlled"


LITIGATORS = """
organisation:
  {name: Litigators, country: US, size: {headcount: 350, annual_revenue: {amount: 80000000, currency: USD}}, sector: other}
jurisdiction: {home: US, markets: [US]}
data:
  classes:
    - {id: files, kind: client_privileged, minimum_locus: shared_guaranteed_region, minimum_retention_level: zero_retention}
workloads:
  - {id: index, task_type: embedding, user_type: machine, languages: [en], volume: {requests_per_day: [1000000, 2000000, 4000000], active_days_per_year: 250}, tokens: {input: 600}, latency: {interactive: false}, data_classes: [files], commercial: true, weight: 0.4}
  - {id: ask, task_type: rag_qa, user_type: expert, languages: [en], volume: {users: 220, share_active: 0.6, requests_per_user_per_day: 25, active_days_per_year: 250}, tokens: {input: 12000, output: 700}, latency: {p95_seconds: 20, interactive: true}, criticality: high, exposure: partners, data_classes: [files], commercial: true, customization_need: retrieval_and_tools, weight: 0.6}
team: {ml_level: intermediate, ml_fte: 1, ops_fte: 1, delivery_fte: 2, hireable_fte: 0, loaded_cost: {amount: 190000, currency: USD}}
systems: {suites: [microsoft365], cloud_contracts: [aws], sso: true, logging: central}
hardware: {accelerators: [], expandable: true}
budget: {currency: USD, ceiling: {amount: 1500000, currency: USD}, capex_allowed: true}
"""


def test_whoever_may_lead_is_looked_at_with_each_of_its_companions(criteria):
    # At fewer texts the dearer and better embedding model is the right one beside the same model.
    today = run(
        Profile.model_validate(yaml.safe_load(LITIGATORS)),
        criteria,
        load_catalog(),
        Draws(0, SAMPLES),
    )
    rows = who_may_lead(today)
    seen = {(today.views[row].model.id, today.views[row].offer.id) for row in rows}
    twins = [row for row, view in enumerate(today.views) if (view.model.id, view.offer.id) in seen]
    assert len(twins) > len(seen)
    assert set(twins) <= set(rows)


def test_a_choice_names_the_combination_that_takes_over(criteria, searching_for):
    # Nobody alone reaches what nurses are promised then; letters stay with a host at home.
    stated = "workloads.protocol_search.quality.minimum=0.8"
    choice = "team.willing_to_operate=false"

    def clinic(*settings, stress):
        made = [parse_setting(one) for one in settings]
        profile = load_profile(EXAMPLES / "clinic.yaml", settings=made, criteria=criteria)
        return recommend(profile, samples=128, criteria=criteria, stress=stress)

    with searching_for("team.willing"):
        today = clinic(stated, stress=True)
    assert not today.verdict.combination
    [flip] = [one for one in today.robustness.flips if one.path == "team.willing_to_operate"]
    then = clinic(stated, choice, stress=False).verdict
    assert then.combination
    assert {one.deployment for one in flip.then_assignments} == set(then.combination)
    [said] = [one for one in changes(brief(today, language("en"))) if "willing" in one.command]
    assert said.then.startswith("a combination (")


def test_own_machines_may_be_taken_away(criteria, searching_for):
    # Two changes of people stand before it; sold or busy cards are a change of their own.
    file = EXAMPLES / "enzyme_lab.yaml"
    with searching_for("team.", "hardware."):
        answer = recommend(load_profile(file), samples=SAMPLES, criteria=criteria)
    [flip] = [one for one in answer.robustness.flips if one.path == "hardware.accelerators"]
    leader, family = leading(file, criteria, "hardware.accelerators=[]")
    assert (flip.then, flip.then_family) == (leader, family)
    assert flip.not_served == ("annotation",)
    [told] = [
        one for one in changes(brief(answer, language("en"))) if "accelerators" in one.command
    ]
    assert (told.today, told.threshold) == ("yes", "no")
    assert split(told.command) == ["--set", "hardware.accelerators=[]"]
    assert told.sentence.startswith("If the machines that the organisation owns were not there")
