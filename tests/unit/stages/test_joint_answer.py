"""Where a combination is the answer, all of the report is about the combination."""

import csv
import io
import json
from types import SimpleNamespace

import numpy as np
import pytest

from opendecide.cli.differences import compare
from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.recommend import recommend
from opendecide.report.language import language
from opendecide.report.render import render
from opendecide.report.speech import unworded
from opendecide.report.view import view
from opendecide.stages.hybrid.combination import choose
from opendecide.stages.hybrid.component import joint_family
from opendecide.stages.run import run

SAMPLES = 128


@pytest.fixture(scope="module")
def criteria():
    return load_criteria()


def bank(**bot):
    """Loan files that must stay inside, and a public bot that one own machine cannot carry."""
    return Profile.model_validate(
        {
            "organisation": {"name": "Bank", "country": "IN", "persona": "regulated_enterprise"},
            "data": {
                "classes": [
                    {
                        "id": "loan_files",
                        "kind": "financial",
                        "minimum_locus": "own_premises",
                        "minimum_retention_level": "stays_inside",
                    },
                    {"id": "product_pages", "kind": "public"},
                ]
            },
            "workloads": [
                {
                    "id": "loans",
                    "task_type": "extraction",
                    "languages": ["en"],
                    "volume": {"requests_per_day": 20000},
                    "data_classes": ["loan_files"],
                },
                {
                    "id": "bot",
                    "task_type": "chat_assistant",
                    "languages": ["en"],
                    "volume": {"requests_per_day": 9000},
                    "quality": {"minimum": 0.8, "target": 0.95},
                    "availability_minimum": 99.9,
                    "data_classes": ["product_pages"],
                }
                | bot,
            ],
            "team": {"ml_fte": 4, "ops_fte": 4, "ml_level": "advanced", "delivery_fte": 4},
            "hardware": {
                "accelerators": [{"model": "h100", "count": 2, "memory_gb": 80}],
                "expandable": False,
            },
            "obligations": {"on_prem_only": ["loan_files"]},
        }
    )


@pytest.fixture(scope="module")
def answer(criteria):
    return recommend(bank(), samples=SAMPLES, criteria=criteria, stress=False)


def parts(answer):
    return {one.workload: one.deployment for one in answer.hybrid.assignments}


def test_what_serves_everything_is_the_answer_where_nothing_alone_does(answer):
    verdict = answer.verdict
    assert answer.hybrid.answer
    assert verdict.family == "hybrid"
    assert set(verdict.combination) == set(parts(answer).values())
    assert verdict.deployment == verdict.combination[0]
    assert verdict.runner_up == answer.ranking[0].id
    assert verdict.probability_best == answer.hybrid.ahead


def test_a_combination_within_one_family_is_of_that_family(answer):
    def part(family):
        return SimpleNamespace(deployment=SimpleNamespace(family=family))

    assert joint_family([part("vendor_api"), part("vendor_api")]) == "vendor_api"
    assert joint_family([part("vendor_api"), part("on_device")]) == "hybrid"
    families = {one.id: one.family for one in (*answer.ranking, *answer.candidates)}
    assert len({families[one] for one in answer.verdict.combination}) > 1


def test_the_next_best_with_another_family_is_told_beside_the_answer(answer, criteria):
    # Its lead over every deployment alone says nothing of that over another combination.
    rival = answer.hybrid.rival
    found = run(bank(), criteria, load_catalog(), Draws(0, SAMPLES))
    best, *others = choose(found, criteria).options
    [held] = [
        one
        for one in others
        if {n: c.view.deployment.id for n, c in one.chosen.items()}
        == {one.workload: one.deployment for one in rival.assignments}
    ]
    assert held.kind != best.kind
    assert rival.ahead == (held.scored.samples > best.scored.samples).mean()
    assert rival.score <= answer.hybrid.score
    assert rival.ahead > 0


@pytest.mark.parametrize(("lang", "said"), [("en", "comes close"), ("fr", "est proche")])
def test_a_combination_that_comes_close_is_told_on_the_first_page(answer, lang, said):
    page = view(answer, language(lang)).summary.combination
    assert said in page
    certain = answer.hybrid.model_copy(
        update={"rival": answer.hybrid.rival.model_copy(update={"ahead": 0.0})}
    )
    sure = answer.model_copy(update={"hybrid": certain})
    assert view(sure, language(lang)).summary.combination == ""


def test_every_part_brings_the_conditions_of_what_it_serves_there(answer):
    ranked = {one.id: one for one in answer.ranking}
    asked = {one.code for one in answer.verdict.conditions}
    for workload, name in parts(answer).items():
        for one in ranked[name].conditions:
            if one.values.get("workload") == workload:
                assert one.code in asked
    assert "coverage.missing" not in asked


def test_every_part_has_its_steps_its_first_day_and_its_bill(answer):
    plan, names = answer.plan, set(answer.verdict.combination)
    assert plan.start in names
    begun = {one.deployment for one in plan.now if one.action in ("introduce", "pilot")}
    assert begun == names
    assert {one.deployment for one in plan.now} == names
    working = {one.what.values.get("deployment") for one in plan.dates}
    assert names <= working
    assert {one.deployment for one in answer.hybrid.parts} == names
    bills = answer.hybrid.parts
    assert max(one.p50 for one in bills) < answer.hybrid.cost.p50 < sum(one.p90 for one in bills)


def test_every_part_is_described_for_the_work_that_it_does_there(answer):
    # Alone it would leave work undone, and be rated lower on everything by it.
    described = answer.hybrid.described
    assert [one.id for one in described] == list(answer.verdict.combination)
    for one in described:
        assert set(one.serves) == {w for w, name in parts(answer).items() if name == one.id}
        assert max(factor.value for factor in one.factors.values()) > 0.9
        assert one.share == 0.5


def test_a_part_is_called_by_the_model_that_does_its_work_there(criteria):
    # The cloud alone is ranked for the speech; in the combination it answers the public.
    asked = bank().model_dump(mode="json", by_alias=True, exclude_unset=True)
    del asked["obligations"]
    asked["organisation"] |= {"country": "DE"}
    inside, public = asked["data"]["classes"]
    classes = [inside | {"share_of_volume": 0.1}, public | {"share_of_volume": 0.9}]
    asked["data"] = {"classes": classes}
    bot = asked["workloads"][1] | {
        "volume": {"requests_per_day": 200000},
        "data_classes": ["loan_files", "product_pages"],
    }
    speech = {
        "id": "speech",
        "task_type": "transcription",
        "modality": ["audio"],
        "languages": ["de"],
        "volume": {"requests_per_day": 100, "audio_minutes_per_request": 6},
        "data_classes": ["product_pages"],
    }
    asked["workloads"] = [bot, speech]
    found = recommend(
        Profile.model_validate(asked), samples=SAMPLES, criteria=criteria, stress=False
    )
    page = view(found, language("en"))
    several = 0
    for one in found.hybrid.described:
        working = {found.names[f"models/{model}"] for model in one.models.values()}
        assert set(one.name.partition(" — ")[0].split(" + ")) == working
        assert one.name in page.summary.leader
        several += one.id.partition("@")[0].count("+") > len(working) - 1
    assert several


def test_the_facts_on_every_part_are_cited_with_their_sources(answer):
    cited = {one.id for one in answer.evidence if one.source}
    for one in answer.hybrid.described:
        offer = one.id.partition("@")[2].partition(":")[0]
        told = {fact for factor in one.factors.values() for fact in factor.evidence}
        assert any(fact.startswith(f"models/{one.model}/") for fact in told & cited)
        assert told & cited >= {fact for fact in told if fact.startswith(f"offers/{offer}/")}


def test_points_by_criterion_less_the_overhead_are_the_score(answer):
    told = answer.hybrid
    assert sum(told.contributions.values()) - told.overhead == pytest.approx(told.score)
    assert set(told.contributions) == {one.id for one in answer.criteria}


def test_the_first_year_of_a_combination_is_that_of_its_parts(answer):
    # What is paid at once and what a year costs are known of both, and so of them together.
    told = answer.hybrid
    first = sum(one.first_year.p50 for one in told.parts)
    assert told.first_year.p50 == pytest.approx(first, rel=0.2)
    assert told.upfront.p50 == pytest.approx(sum(one.upfront.p50 for one in told.parts), rel=0.3)
    spent = sum(sum(one.years) for one in told.years)
    assert spent == pytest.approx(
        sum(sum(row.years) for one in told.parts for row in one.years), rel=0.1
    )
    # The ceiling is for all of it: no part has a month in which it is used up.
    assert {row.budget_months for one in told.parts for row in one.scenarios} == {None}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_section_on_deployments_is_about_the_parts(answer, lang):
    page = view(answer, language(lang))
    names = [one.name for one in page.brief.parts]
    whole = page.bill.bills[0]
    assert list(page.comparison.columns[: len(names)]) == names
    assert [one.name for one in page.ranking.portraits[: len(names)]] == names
    assert [one.name for one in page.risks[: len(names)]] == names
    assert all(one.rows for one in page.risks[: len(names)])
    assert whole.first_year is not None
    assert whole.upfront is not None
    by_year = [one.name for one in page.outlook.prospects]
    assert by_year[0] == whole.name
    for name in names:
        assert any(one.startswith(name) for one in by_year)
        assert any(one.name.startswith(name) for one in page.outlook.units)
    decided = page.decision.options[0]
    assert decided.name == page.summary.leader
    assert decided.good
    assert decided.bad
    assert [one.name for one in decided.parts] == names
    assert page.ranking.alone
    assert page.bill.alone or not answer.break_even


def test_an_answer_of_an_earlier_version_is_still_told(answer):
    # It has neither parts described nor points by criterion.
    update = {"described": (), "contributions": {}, "first_year": None, "upfront": None}
    older = answer.hybrid.model_copy(update={**update, "years": ()})
    page = view(answer.model_copy(update={"hybrid": older}), language("en"))
    assert page.bill.bills[0].first_year is None
    assert page.ranking.taken_off == ()
    assert page.comparison.columns


def test_a_part_that_costs_most_for_little_of_the_work_is_named_on_the_first_page(answer):
    told = answer.hybrid
    dear, other = sorted(told.parts, key=lambda one: -one.p50)

    def page(share):
        shares = {dear.deployment: share, other.deployment: 1 - share}
        described = tuple(
            one.model_copy(update={"share": shares[one.id]}) for one in told.described
        )
        update = {"hybrid": told.model_copy(update={"described": described})}
        return view(answer.model_copy(update=update), language("en")).summary.of_the_model

    assert dear.p50 > told.cost.p50 / 2
    assert "20% of the work by weight; the other part by itself costs" in page(0.2)
    assert "of the work by weight" not in page(0.5)


def test_whether_all_of_it_may_be_paid_is_settled_before_anything_else(criteria):
    asked = bank().model_dump(mode="json", by_alias=True, exclude_unset=True)
    ceiling = {"ceiling": {"amount": 10e6, "currency": "INR"}, "hard": False}
    found = recommend(
        Profile.model_validate({**asked, "budget": {"currency": "INR", **ceiling}}),
        samples=SAMPLES,
        criteria=criteria,
        stress=False,
    )
    assert found.verdict.combination
    first, *others = found.plan.now
    assert first.about.code.startswith("budget")
    assert first.who == "finance"
    assert others
    assert "ceiling" in view(found, language("en")).summary.next_step


def test_what_takes_over_serves_what_it_takes_over(answer):
    way_out = answer.plan.way_out
    served = {one for one, name in parts(answer).items() if name == way_out.left}
    lost = {one.workload for one in answer.screened_out if one.id == way_out.deployment}
    assert served
    assert not lost & {None, *served}


@pytest.mark.parametrize("form", ["md", "html", "madr"])
def test_headline_record_and_tests_name_all_parts(answer, form):
    told = render(answer, form).content
    told = told if isinstance(told, str) else told.decode()
    assert "a combination, “loans” with" in told
    assert "alone does not" in told
    assert not [one for one in unworded(answer) if one.startswith(("reason.", "plan.", "date."))]


def test_check_tells_when_a_combination_comes_or_goes(answer, criteria):
    single = bank(availability_minimum=None)
    asked = single.model_copy(
        update={"preferences": single.preferences.model_copy(update={"hybrid_allowed": False})}
    )
    alone = recommend(asked, samples=SAMPLES, criteria=criteria, stress=False)
    assert alone.verdict.combination == ()
    assert {"family", "combination"} <= {one.what for one in compare(alone, answer).of("answer")}


def test_a_combination_above_a_strict_ceiling_is_not_proposed(answer, criteria):
    ceiling = {"amount": 0.9 * answer.hybrid.cost.p50, "currency": "EUR"}
    asked = bank().model_dump(mode="json", by_alias=True, exclude_unset=True)
    asked["budget"] = {"ceiling": ceiling, "hard": True}
    found = recommend(
        Profile.model_validate(asked), samples=SAMPLES, criteria=criteria, stress=False
    )
    assert not found.hybrid.proposed or found.hybrid.cost.p50 <= ceiling["amount"]


def test_what_oversight_costs_is_taken_off_before_the_best_is_picked(criteria):
    asked = bank().model_dump(mode="json", by_alias=True, exclude_unset=True)
    asked["workloads"].append(
        {
            "id": "leaflets",
            "task_type": "translation",
            "languages": ["en"],
            "volume": {"requests_per_day": 40},
            "data_classes": ["product_pages"],
        }
    )
    profile = Profile.model_validate(asked)
    choice = choose(run(profile, criteria, load_catalog(), Draws(0, SAMPLES)), criteria)
    table, options = choice.table, choice.options
    assert any(len(one.parts) > 1 for one in options)
    for one in options:
        before = table.scored(one.chosen).samples
        off = table.overhead * (len(one.parts) - 1)
        assert np.allclose(one.scored.samples, before - off)
    assert choice.best.scored.samples.mean() == max(one.scored.samples.mean() for one in options)


def csv_of(answer, name, lang="en"):
    made = render(answer, "csv", lang=lang)
    text = made.content if name == "ranking" else made.files[f"report_files/{name}.csv"]
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_tables_have_the_figures_of_the_combination_that_page_and_json_have(answer, lang):
    first, *others = csv_of(answer, "ranking", lang)
    assert (first["id"], first["rank"]) == ("combination", "")
    told = json.loads(render(answer, "json").content)["hybrid"]
    assert float(first["score"]) == told["score"]
    assert float(first["beats_leader"]) == told["ahead"]
    total = csv_of(answer, "bill", lang)[0]
    assert (total["deployment"], total["component"]) == ("combination", "total")
    costs = [float(total[f"amount_{one}"]) for one in ("p10", "p50", "p90")]
    assert costs == [told["cost"][one] for one in ("p10", "p50", "p90")]
    reader = language(lang)
    front = view(answer, reader).summary
    assert front.score.text == reader.number(float(first["score"]), decimals=1)
    written = [reader.money(one, total["currency"]) for one in costs]
    shown = (front.cost.low, front.cost.middle, front.cost.high)
    assert written == [one.text for one in shown]
    assert others[0]["rank"] == "1"


def test_the_tables_say_what_each_part_of_the_combination_serves_and_costs(answer):
    served = {
        row["id"]: set(row["serves"].split("; "))
        for row in csv_of(answer, "ranking")
        if row["part_of"] == "combination"
    }
    expected = {}
    for one in answer.hybrid.assignments:
        expected.setdefault(one.deployment, set()).add(one.workload)
    assert served == expected
    lines = [row for row in csv_of(answer, "bill") if row["part_of"] == "combination"]
    for part in answer.hybrid.parts:
        own = [row for row in lines if row["deployment"] == part.deployment]
        assert [float(row["amount_p50"]) for row in own] == [one.amount.p50 for one in part.lines]


def test_the_table_of_facts_says_which_of_them_the_combination_rests_on(answer):
    rows = csv_of(answer, "evidence")
    chosen = {row["fact"] for row in rows if row["chosen"] == "1"}
    models = {one.model for one in answer.hybrid.assignments}
    assert all(any(fact.startswith(f"models/{one}/quality") for fact in chosen) for one in models)
    assert len(chosen) < len(rows)


def test_a_combination_that_nobody_can_price_is_asked_about_and_not_recommended(criteria):
    """As one deployment without a price is: nobody knows whether it keeps to the ceiling."""
    school = {
        "organisation": {
            "name": "School centre",
            "country": "CA",
            "persona": "public_administration",
            "sector": "education",
            "size": {"headcount": 2900},
        },
        "workloads": [
            {
                "id": "tutor",
                "task_type": "chat_assistant",
                "user_type": "minors",
                "exposure": "public",
                "languages": ["fr"],
                "volume": {"requests_per_day": 12000, "active_days_per_year": 180},
            },
            {
                "id": "plans",
                "task_type": "chat_assistant",
                "languages": ["fr"],
                "volume": {"users": 1625, "requests_per_day": 1000, "active_days_per_year": 180},
            },
        ],
        "team": {"ml_level": "none", "ml_fte": 0, "ops_fte": 0.4},
        "budget": {
            "currency": "CAD",
            "ceiling": {"amount": 300000, "currency": "CAD"},
            "hard": True,
        },
    }
    answer = recommend(Profile.model_validate(school), criteria=criteria, samples=SAMPLES)
    assert answer.hybrid.answer
    assert answer.hybrid.cost is None
    assert answer.verdict.grade == "insufficient_information"
    [seats] = {one.deployment for one in answer.hybrid.assignments if one.workload == "plans"}
    offer = load_catalog().offers[seats.rpartition("@")[2]]
    assert offer.access_mode == "seat"  # of those that publish no price, whichever it is
    [price, *_] = answer.verdict.conditions
    assert (price.code, price.values["host"]) == ("budget.unknown", offer.name)
