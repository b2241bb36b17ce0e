"""What turns a combination is true when somebody tries it, and not before."""

import json
from pathlib import Path

import pytest
import yaml

import opendecide as od
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog, read_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.settings import CATALOG_PREFIX, apply_to_profile, parse_setting
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.speech import unworded
from opendecide.report.views.flips import changes

SAMPLES = 128

COURTS = {
    "organisation": {"name": "Courts", "country": "FR", "persona": "public_administration"},
    "data": {
        "classes": [
            {
                "id": "rulings",
                "kind": "personal",
                "minimum_locus": "own_premises",
                "minimum_retention_level": "stays_inside",
            },
            {"id": "leaflets", "kind": "public"},
        ]
    },
    "workloads": [
        {
            "id": "minutes",
            "task_type": "summarisation",
            "languages": ["fr"],
            "volume": {"documents_per_month": 9000},
            "data_classes": ["rulings"],
        },
        {
            "id": "desk",
            "task_type": "chat_assistant",
            "languages": ["fr"],
            "volume": {"requests_per_day": 20000},
            "quality": {"minimum": 0.8, "target": 0.95},
            "availability_minimum": 99.9,
            "data_classes": ["leaflets"],
        },
    ],
    "team": {"ml_fte": 2, "ops_fte": 3, "ml_level": "advanced", "delivery_fte": 2},
    "hardware": {
        "accelerators": [{"model": "h100", "count": 1, "memory_gb": 80}],
        "expandable": False,
    },
    "obligations": {"on_prem_only": ["rulings"]},
}
"""Rulings stay inside; the desk needs more hours a year than a machine of their own gives."""

BREEDER = {
    "organisation": {"name": "Plant breeder", "country": "NL", "persona": "research_lab"},
    "data": {
        "classes": [
            {"id": "crosses", "kind": "trade_secret", "minimum_locus": "own_premises"},
            {"id": "catalogue", "kind": "public"},
        ]
    },
    "workloads": [
        {
            "id": "notes",
            "task_type": "extraction",
            "languages": ["en"],
            "volume": {"requests_per_day": 3000},
            "data_classes": ["crosses"],
            "weight": 0.4,
        },
        {
            "id": "growers",
            "task_type": "chat_assistant",
            "languages": ["en"],
            "volume": {"requests_per_day": 5000},
            "quality": {"minimum": 0.8, "target": 0.95},
            "availability_minimum": 99.9,
            "data_classes": ["catalogue"],
            "weight": 0.6,
        },
    ],
    "team": {"ml_fte": 2, "ops_fte": 1, "ml_level": "basic", "delivery_fte": 1},
    "hardware": {
        "accelerators": [{"model": "l40s", "count": 2, "memory_gb": 48}],
        "expandable": False,
    },
    "obligations": {"on_prem_only": ["crosses"]},
}
"""Crosses stay inside; growers ask at any hour."""


EXAMPLES = Path(__file__).parents[4] / "examples"
LABORATORY = yaml.safe_load(
    (Path(__file__).parents[3] / "data" / "alloy_laboratory.yaml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def criteria():
    return load_criteria()


@pytest.fixture(
    scope="module", params=[COURTS, BREEDER, LABORATORY], ids=["courts", "breeder", "laboratory"]
)
def case(request, criteria, tmp_path_factory):
    file = tmp_path_factory.mktemp("joint") / "profile.yaml"
    file.write_text(json.dumps(request.param), encoding="utf-8")
    answer = od.recommend(od.load_profile(file, criteria=criteria), samples=SAMPLES)
    assert answer.verdict.combination
    return file, answer


def served(answer):
    """Who serves what, alone or together."""
    if answer.verdict.combination:
        return {(one.workload, one.deployment) for one in answer.hybrid.assignments}
    return answer.verdict.deployment


def kinds(answer):
    """Of which family that is."""
    family = {one.id: one.family for one in (*answer.ranking, *answer.candidates)}
    if answer.verdict.combination:
        return {(one.workload, family[one.deployment]) for one in answer.hybrid.assignments}
    return answer.verdict.family


def tried(file, criteria, setting, samples=SAMPLES):
    """The answer where somebody types `--set`."""
    made = [parse_setting(setting)]
    plain = not setting.startswith(CATALOG_PREFIX)
    catalog = load_catalog() if plain else read_catalog((), settings=made).catalog
    profile = od.load_profile(file, settings=made, criteria=criteria)
    return od.recommend(profile, criteria=criteria, catalog=catalog, samples=samples, stress=False)


def test_whoever_is_said_to_lead_then_does_when_somebody_tries_it(case, criteria):
    file, answer = case
    assert answer.robustness.flips
    for flip in answer.robustness.flips:
        setting = f"{flip.path}={flip.threshold}"
        if flip.direction != "becomes":
            past = 1.01 if flip.direction == "above" else 0.99
            setting = f"{flip.path}={flip.threshold * past}"
        then = tried(file, criteria, setting)
        said = {(one.workload, one.deployment) for one in flip.then_assignments} or flip.then
        assert served(then) == said, flip.path
        assert served(then) != served(answer)


def test_before_a_figure_turns_it_the_combination_is_of_the_same_kind(case, criteria):
    file, answer = case
    figures = [one for one in answer.robustness.flips if one.direction != "becomes"]
    # What the courts might choose otherwise is likelier than any of their figures to move so far.
    assert figures or answer.organisation == COURTS["organisation"]["name"]
    for flip in figures:
        before = 0.99 if flip.direction == "above" else 1.01
        near = tried(file, criteria, f"{flip.path}={flip.threshold * before}")
        assert kinds(near) == kinds(answer), flip.path


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_report_says_what_the_combination_gives_way_to(case, lang):
    _, answer = case
    told = changes(brief(answer, language(lang)))
    assert len(told) == len(answer.robustness.flips)
    for one, flip in zip(told, answer.robustness.flips, strict=True):
        together = "combination" if lang == "en" else "combinaison"
        assert (together in one.then) is bool(flip.then_assignments)
    assert not [one for one in unworded(answer) if one.startswith(("flip.", "choice."))]


def test_the_plan_of_a_combination_watches_what_would_turn_it(case):
    _, answer = case
    paths = {one.path for one in answer.robustness.flips}
    assert {one.path for one in answer.plan.triggers} <= paths
    assert answer.plan.triggers


def test_a_combination_for_a_stated_minimum_gives_way_where_a_lower_one_is_enough(case):
    _, answer = case
    paths = [one.path for one in answer.robustness.flips if one.direction == "below"]
    for workload in answer.hybrid.minimums:
        assert f"workloads.{workload}.quality.minimum" in paths


def test_above_a_ceiling_whoever_leads_a_hundredth_further_on_is_told(searching_for):
    """One place may lead for less than that, before another comes in that costs a little more."""
    school = {
        "organisation": {
            "name": "School centre",
            "country": "CA",
            "persona": "public_administration",
            "sector": "education",
            "size": {"headcount": 2900},
            "procurement_weeks": {"min": 10, "max": 30},
            "decision": {"date": "2026-12-15", "deadline": {"date": "2027-08-30", "hard": True}},
        },
        "jurisdiction": {
            "country_policy": [{"country": "CA", "stance": "preferred", "scope": ["hosting"]}]
        },
        "obligations": {"region_only": {"regions": ["CA"], "hard": False}},
        "data": {
            "classes": [
                {
                    "id": "pupils",
                    "kind": "personal",
                    "minimum_locus": "shared_any_region",
                    "minimum_retention_level": "abuse_monitoring_only",
                    "minimum_compelled_access": "foreign_no_ground",
                }
            ]
        },
        "workloads": [
            {
                "id": "tutor",
                "task_type": "chat_assistant",
                "user_type": "minors",
                "exposure": "public",
                "languages": ["fr"],
                "volume": {
                    "users": 8000,
                    "share_active": 0.25,
                    "requests_per_user_per_day": 6,
                    "active_days_per_year": 180,
                },
                "tokens": {"input": 1500, "output": 400},
                "data_classes": ["pupils"],
                "weight": 0.6,
            },
            {
                "id": "plans",
                "task_type": "chat_assistant",
                "languages": ["fr"],
                "volume": {
                    "users": 1300,
                    "share_active": 0.2,
                    "requests_per_user_per_day": 4,
                    "active_days_per_year": 180,
                },
                "data_classes": ["internal"],
                "weight": 0.4,
            },
        ],
        "team": {"ml_level": "none", "ml_fte": 0, "ops_fte": 0.4},
        "systems": {"suites": ["microsoft365"], "cloud_contracts": ["azure"]},
        "budget": {
            "currency": "CAD",
            "ceiling": {"amount": 320000, "currency": "CAD"},
            "hard": True,
            "fixed_annual": True,
            "capex_allowed": False,
        },
    }
    with searching_for("budget.ceiling"):
        answer = od.recommend(Profile.model_validate(school))
    [flip] = [
        one
        for one in answer.robustness.flips
        if (one.path, one.direction) == ("budget.ceiling.amount", "above")
    ]
    past = f"{flip.path}={flip.threshold * 1.01:.6g}"
    made = apply_to_profile(school, [parse_setting(past)])
    after = od.recommend(Profile.model_validate(made), stress=False)
    assert after.verdict.deployment == flip.then


@pytest.mark.usefixtures("nobody_looks_after_machines")
def test_from_where_on_several_together_lead_is_told_where_one_could_still_do_it_alone(
    criteria, searching_for
):
    file = EXAMPLES / "enzyme_lab.yaml"
    with searching_for("team.hireable"):
        answer = od.recommend(od.load_profile(file, criteria=criteria), samples=SAMPLES)
    assert not answer.verdict.combination
    [flip] = [one for one in answer.robustness.flips if one.path == "team.hireable_fte"]
    near, far = (
        tried(file, criteria, f"{flip.path}={flip.together_from * off:.6g}") for off in (1.01, 0.99)
    )
    assert (near.verdict.family, near.verdict.combination) == (answer.verdict.family, ())
    assert far.verdict.deployment == answer.verdict.deployment
    assert served(far) == {(one.workload, one.deployment) for one in flip.together_assignments}
    past = tried(file, criteria, f"{flip.path}={flip.threshold * 0.99:.6g}")
    assert past.verdict.deployment == flip.then
