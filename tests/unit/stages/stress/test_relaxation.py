"""Nothing acceptable: the least that has to give way, and who misses by one gate alone."""

from itertools import combinations
from pathlib import Path

import pytest
import yaml

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import apply_to_profile, parse_setting
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.render import render
from opendecide.report.speech import unworded
from opendecide.report.views.relaxation import relief
from opendecide.stages.run import run

EXAMPLES = Path(__file__).parents[4] / "examples"
REFUGEE_AID = EXAMPLES / "refugee_aid.yaml"
TO_NORWAY = ("organisation.country=NO", "jurisdiction.home=NO", "jurisdiction.markets=[NO]")
"""The same legal aid where no host of the catalogue is controlled at home."""
SAMPLES = 64


def at_home_in_norway(criteria, *settings):
    made = [parse_setting(one) for one in (*TO_NORWAY, *settings)]
    return load_profile(REFUGEE_AID, settings=made, criteria=criteria)


@pytest.fixture(scope="module", autouse=True)
def nothing_else(leaving_out):
    """Look for what has to give way alone."""
    with leaving_out("flips", "other_kinds", "scenarios"):
        yield


@pytest.fixture(scope="module")
def criteria():
    return load_criteria()


@pytest.fixture(scope="module")
def answer(criteria):
    return recommend(at_home_in_norway(criteria), samples=SAMPLES, criteria=criteria)


def admitted(criteria, changes):
    profile = at_home_in_norway(criteria, *(f"{one.path}={one.to}" for one in changes))
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


def test_who_serves_everything_comes_first_and_a_part_only_for_fewer_requirements(answer):
    whole = [one for one in answer.relief if not one.not_served]
    part = [one for one in answer.relief if one.not_served]
    assert whole
    assert part
    assert answer.relief == (*whole, *part)
    assert max(len(one.relaxed) for one in part) < min(len(one.relaxed) for one in whole)


def test_the_summary_says_who_serves_a_part_of_the_work_only(answer):
    summary = render(answer, "md").content.partition("## 2.")[0]
    lines = [one for one in summary.splitlines() if "becomes possible" in one and "- " in one[:2]]
    whole = [one.endswith("becomes possible.") for one in lines]
    assert whole == [not one.not_served for one in answer.relief]
    assert lines[-1].endswith("becomes possible, for the workload “origin research” only.")
    french = render(answer, "md", lang="fr").content.partition("## 2.")[0]
    assert "devient possible, pour l’usage «\u00a0origin research\u00a0» seulement." in french


YARD = {
    "organisation": {"name": "Yard", "country": "IT", "persona": "regulated_enterprise"},
    "data": {
        "classes": [{"id": "drawings", "kind": "trade_secret"}, {"id": "calls", "kind": "public"}]
    },
    "workloads": [
        {
            "id": "search",
            "task_type": "rag_qa",
            "languages": ["it"],
            "volume": {"requests_per_day": 300},
            "data_classes": ["drawings"],
        },
        {
            "id": "summaries",
            "task_type": "summarisation",
            "languages": ["it"],
            "volume": {"documents_per_month": 200},
            "data_classes": ["calls"],
        },
    ],
    "team": {"ml_level": "none", "ml_fte": 0, "ops_fte": 0, "hireable_fte": 0},
    "obligations": {"on_prem_only": ["drawings"]},
}
"""Drawings may not leave the yard, and there is nobody to run anything there."""


def after(said, way, criteria):
    """Return the pass where a way out is taken."""
    settings = [parse_setting(f"{it.path}={it.to}") for it in way.relaxed]
    relaxed = Profile.model_validate(apply_to_profile(said, settings))
    return run(relaxed, criteria, load_catalog(), Draws(0, SAMPLES))


def test_where_a_part_is_served_what_gives_way_lets_the_rest_be_served_too(criteria):
    answer = recommend(Profile.model_validate(YARD), samples=SAMPLES, criteria=criteria)
    assert answer.ranking[0].not_served == ("search",)
    assert answer.relief
    for one in answer.relief:
        assert "search" in one.serves
        assert after(YARD, one, criteria).leader == one.deployment
    page = render(answer, "md").content.partition("## 2.")[0]
    assert f"{answer.relief[0].name} becomes possible, for every workload." in page


CASES = Path(__file__).parents[3] / "cases"
HOUSING = yaml.safe_load(
    (CASES / "T02_a_missing_price_is_no_way_under_a_ceiling.yaml").read_text("utf-8")
)["profile"]
"""Its ceiling pays for the letters or for the calls, and not for both."""


def test_where_each_part_is_within_reach_and_all_of_it_is_not_what_would_pay_for_it_is_told(
    criteria,
):
    answer = recommend(Profile.model_validate(HOUSING), samples=SAMPLES, criteria=criteria)
    [undone] = answer.ranking[0].not_served
    assert any(undone in one.serves for one in answer.ranking)
    assert "budget.ceiling.amount" in {it.path for one in answer.relief for it in one.relaxed}
    for one in answer.relief:
        assert one.not_served == ()
        assert after(HOUSING, one, criteria).leader == one.deployment
    report = render(answer, "md").content
    [step] = [line for line in report.splitlines() if line.startswith("**Next step")]
    assert answer.relief[0].name in step
    assert answer.plan.now[0].action == "relax"
    assert "coverage.missing" not in {one.about.code for one in answer.plan.now}
    # What nobody does yet is not tested either.
    before_use = report.partition("## 13.")[2].partition("## 14.")[0]
    assert f"“{undone}”" not in before_use
    assert before_use.count("### Workload") == 2


def test_a_near_miss_fails_by_one_gate_alone_and_says_what_would_let_it_in(answer):
    assert answer.near_misses
    for one in answer.near_misses:
        gates = {out.gate for out in answer.screened_out if out.id == one.deployment}
        assert gates == {one.gate}
        assert one.cures


def test_every_relaxation_has_a_sentence(answer):
    assert not [one for one in unworded(answer) if one.startswith("relax.")]


def test_where_something_is_acceptable_nothing_has_to_give_way_but_near_misses_are_named(criteria):
    profile = load_profile(EXAMPLES / "illustrator.yaml")
    found = recommend(profile, samples=SAMPLES, criteria=criteria)
    assert found.relief == ()
    assert found.near_misses


OFFICE = {
    "organisation": {"name": "Office", "country": "FR", "persona": "public_administration"},
    "workloads": [
        {
            "id": "notes",
            "task_type": "summarisation",
            "languages": ["fr"],
            "volume": {"requests_per_day": 500},
            "data_classes": ["personal"],
        }
    ],
}


def office(criteria, **sections):
    profile = Profile.model_validate({**OFFICE, **sections})
    return recommend(profile, samples=SAMPLES, criteria=criteria)


def test_a_ceiling_that_stands_behind_another_requirement_gives_way_with_it(criteria):
    # All fall by who might be made to open the content, so that nobody has a bill to be too dear.
    strict = {"sovereignty_minimum": "no_third_party"}
    low = {"currency": "EUR", "ceiling": {"amount": 20000, "currency": "EUR"}, "hard": True}
    answer = office(criteria, jurisdiction=strict, budget=low)
    assert answer.verdict.grade == "no_acceptable_deployment"
    [way] = [
        one
        for one in answer.relief
        if any(each.path == "budget.ceiling.amount" for each in one.relaxed)
    ]
    changes = {one.path: one.to for one in way.relaxed}
    assert changes.keys() == {"jurisdiction.sovereignty_minimum", "budget.ceiling.amount"}
    made = apply_to_profile(
        OFFICE | {"jurisdiction": strict, "budget": low},
        [parse_setting(f"{path}={to}") for path, to in changes.items()],
    )
    after = recommend(
        Profile.model_validate(made), samples=SAMPLES, criteria=criteria, stress=False
    )
    assert after.verdict.deployment == way.deployment


@pytest.mark.parametrize("wished", [["batch", "context>=5000000"], ["context>=5000000", "batch"]])
def test_of_several_features_the_one_that_nobody_has_is_named(criteria, wished):
    [notes] = OFFICE["workloads"]
    answer = office(criteria, workloads=[{**notes, "must_have": wished}])
    assert answer.verdict.grade == "no_acceptable_deployment"
    [first, *_] = answer.relief
    assert [one.to for one in first.relaxed] == ['["batch"]']


def test_of_several_countries_one_is_enough(criteria):
    everywhere = [
        "CN",
        "US",
        "FR",
        "CH",
        "DE",
        "GB",
        "LU",
        "NL",
        "FI",
        "IL",
        "CA",
        "SE",
        "NO",
        "AE",
        "KR",
        "JP",
        "SG",
        "DK",
        "AT",
        "ES",
        "IT",
        "IS",
        "PL",
    ]
    scope = ["service", "hosting", "owner", "weights"]
    rules = [{"country": one, "stance": "excluded", "scope": scope} for one in everywhere]
    answer = office(criteria, jurisdiction={"country_policy": rules})
    assert answer.verdict.grade == "no_acceptable_deployment"
    assert {one.relaxed[0].label.values["country"] for one in answer.relief} <= set(everywhere)
    assert all(len(one.relaxed) == 1 for one in answer.relief)
    assert answer.relief


def test_two_entries_of_one_list_give_way_together(criteria):
    # Nobody reads twenty million tokens at once, and no service lets the architecture be changed.
    asked = ["context>=20000k", "fine_tuning>=architecture", "structured_output"]
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Archive", "country": "FR", "persona": "startup"},
            "workloads": [
                {
                    "id": "files",
                    "task_type": "summarisation",
                    "volume": {"requests_per_day": 100},
                    "must_have": asked,
                }
            ],
            "team": {"willing_to_operate": False},
        }
    )
    found = recommend(profile, samples=SAMPLES, criteria=criteria)
    assert found.verdict.grade == "no_acceptable_deployment"
    pair = next(
        one
        for one in found.relief
        if {each.path for each in one.relaxed} == {"workloads.files.must_have"}
    )
    assert {each.label.values["item"] for each in pair.relaxed} == set(asked[:2])
    # Each says what is left of the list without both, so that --set takes it once.
    assert {each.to for each in pair.relaxed} == {'["structured_output"]'}
    rows = relief(brief(found, language("en"))).sets
    [row] = [one for one in rows if "willing" not in one.command]
    assert row.command == """--set 'workloads.files.must_have=["structured_output"]'"""
    [files] = profile.workloads
    without = files.model_copy(update={"must_have": ("structured_output",)})
    changed = profile.model_copy(update={"workloads": (without,)})
    then = run(changed, criteria, load_catalog(), Draws(0, SAMPLES))
    assert then.leader == pair.deployment


def test_what_nobody_serves_may_stand_behind_its_place_and_then_the_ceiling():
    """Council minutes may leave, letters may not: who writes them elsewhere costs more as well."""
    town = {
        "organisation": {
            "name": "Town office",
            "country": "JP",
            "persona": "public_administration",
            "size": {"headcount": 160},
        },
        "data": {
            "classes": [
                {
                    "id": "residents",
                    "kind": "personal",
                    "minimum_locus": "own_premises",
                    "minimum_retention_level": "stays_inside",
                }
            ]
        },
        "workloads": [
            {
                "id": "minutes",
                "task_type": "summarisation",
                "languages": ["ja"],
                "volume": {"requests_per_day": 3, "active_days_per_year": 50},
                "tokens": {"input": 25000, "output": 2500},
                "data_classes": ["public"],
            },
            {
                "id": "letters",
                "task_type": "chat_assistant",
                "languages": ["ja"],
                "volume": {"users": 90, "requests_per_user_per_day": 3},
                "data_classes": ["residents"],
            },
        ],
        "team": {"ml_fte": 0, "ops_fte": 0.2},
        "budget": {
            "horizon_years": 5,
            "ceiling": {"amount": 6000000, "currency": "JPY"},
            "hard": True,
        },
    }
    answer = recommend(Profile.model_validate(town), samples=SAMPLES)
    assert answer.ranking
    assert answer.relief
    gives_way = {one.path: one.to for found in answer.relief for one in found.relaxed}
    assert "data.classes.residents.minimum_locus" in gives_way
    assert any(path.startswith("budget.") for path in gives_way)
    assert "may_train" not in gives_way.values()
