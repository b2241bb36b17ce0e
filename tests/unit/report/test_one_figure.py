"""A figure is told once in a report: what stands in two places is the same, and says of what."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from opendecide.cost.bill import Central, Quantiles
from opendecide.model.means import Budget
from opendecide.model.message import Message
from opendecide.model.recommendation import FactorResult
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.view import view
from opendecide.report.views.comparison import comparison
from opendecide.report.views.gaps import gaps
from opendecide.report.views.options import options
from opendecide.report.views.performances import performance, with_caution
from opendecide.report.views.ranking import ranking
from opendecide.report.views.screening import screening
from opendecide.report.views.summary import summary
from opendecide.stages.billing.reference import cash_unit
from opendecide.stages.filling.completion import complete
from opendecide.stages.findings.bills import is_nothing

PROFILE = Path(__file__).parents[3] / "examples" / "city_council.yaml"


@pytest.fixture(scope="module")
def answer():
    return recommend(load_profile(PROFILE), samples=128, stress=False)


def told(answer):
    return brief(answer, language("en"))


def clauses(middle, low, high, *, value_low, value_high):
    return FactorResult(
        performance=middle,
        low=low,
        high=high,
        unit="share of twelve clauses",
        value=value_low,
        value_low=value_low,
        value_high=value_high,
        weight=0.05,
    )


def test_a_figure_that_counts_with_caution_shows_its_middle_and_its_range(answer):
    speech = told(answer).speech
    wide = clauses(8 / 12, 4 / 12, 1.0, value_low=0.33, value_high=1.0)
    narrow = clauses(6 / 12, 6 / 12, 6 / 12, value_low=0.5, value_high=0.5)
    assert with_caution(speech, narrow) == performance(speech, narrow)
    for figure in ("8 of 12 clauses", "(from 4 to 12, ", "caution"):
        assert figure in with_caution(speech, wide).replace("\u00a0", " ")


def test_reasons_on_the_first_page_say_what_the_comparison_says(answer):
    made = told(answer)
    cells = {
        cell.text
        for part in (*comparison(made).headline, *comparison(made).further)
        for row in part.factors
        for cell in row.cells
    }
    said = [one for one in summary(made).reasons_for if "; the runner-up: " in one]
    assert said
    for one in said:
        own, other = one.rstrip(".").split("; the runner-up: ")
        assert any(own.endswith(cell) for cell in cells), own
        assert other in cells


@pytest.mark.parametrize("name", ["clinic", "property_insurer"])
def test_no_reason_for_the_first_is_a_figure_that_reads_better_beside_it(name):
    found = recommend(load_profile(PROFILE.with_name(f"{name}.yaml")), samples=128, stress=False)
    factors = {one.id: one.factors for one in found.ranking}
    reasons = [one for one in found.verdict.reasons_for if one.code == "reason.contribution"]
    assert reasons
    for reason in reasons:
        own, other = (
            factors[name][reason.values["factor"]]
            for name in (found.verdict.deployment, reason.values["runner_up"])
        )
        assert own.value_low + own.value_high > other.value_low + other.value_high


def test_what_is_not_bought_is_no_line_of_the_bill():
    nothing = SimpleNamespace(central=Central(0.0, 40930.0, 2.7, 0.0), spread=Quantiles(0, 0, 0))
    free = SimpleNamespace(central=Central(38.0, 0.0, 2.7, 0.0), spread=Quantiles(0, 0, 0))
    never = SimpleNamespace(central=Central(0.0146, 224800, 0.0, 0.0), spread=Quantiles(0, 0, 0))
    seldom = SimpleNamespace(central=Central(0.0146, 224800, 0, 0), spread=Quantiles(0, 0, 2300))
    assert is_nothing(nothing)
    assert is_nothing(never)
    assert not is_nothing(seldom)
    assert not is_nothing(free)


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        ({"cash_available": {"amount": 1, "currency": "EUR"}}, "39% of the cash available"),
        (
            {"ceiling": {"amount": 9000, "currency": "EUR"}},
            "39% of what the ceiling leaves for a year",
        ),
        (
            {"ceiling": {"amount": 1e12, "currency": "EUR"}},
            "39% of ten times a year's reference cost",
        ),
        ({}, "39% of a year's reference cost"),
    ],
)
def test_cash_that_nobody_stated_says_what_it_is_a_share_of(answer, budget, said):
    profile = load_profile(PROFILE)
    asked = profile.model_copy(update={"budget": Budget.model_validate(budget)})
    case, _ = complete(asked, load_catalog(), load_criteria())
    result = clauses(0.39, 0.39, 0.39, value_low=0.5, value_high=0.5)
    told_so = result.model_copy(update={"unit": cash_unit(case)})
    assert performance(told(answer).speech, told_so) == said


def test_a_quality_that_nobody_tested_is_not_passed_over_where_no_fact_is_missing(answer):
    untested = Message(code="quality.test_needed", values={"workload": "public_bot"})
    verdict = answer.verdict.model_copy(update={"conditions": (untested,)})
    found = gaps(told(answer.model_copy(update={"gaps": (), "verdict": verdict})))
    assert "“public bot”" in found.none
    firm = answer.verdict.model_copy(update={"conditions": ()})
    found = gaps(told(answer.model_copy(update={"gaps": (), "verdict": firm})))
    assert "own examples" not in found.none


def test_those_shown_in_the_ranking_and_those_left_to_the_file_are_all_that_were_ranked(answer):
    ranked = sum(int(row.ranked) for row in options(told(answer)).families)
    found = ranking(told(answer))
    assert ranked > len(answer.ranking)
    assert len(found.rows) + found.hidden == ranked


def test_the_day_of_the_next_step_stands_among_the_dates_of_the_plan(answer):
    said = view(answer, language("en"))
    assert said.summary.next_date in {one.day for one in said.transition.dates}


def test_what_costs_rest_on_names_the_prices_of_the_bill(answer):
    found = view(answer, language("en")).evidence.origins
    priced = {one.label for one in found if one.priced}
    assert "Lines of the bill" in priced
    assert "Score" not in priced


def test_no_gate_shuts_out_more_of_a_family_than_are_excluded(answer):
    excluded = {one.family: int(one.excluded) for one in options(told(answer)).families}
    for row in screening(told(answer)).families:
        for count in row.by_gate:
            out = int(count.partition(" ")[0].replace("–", "0"))
            assert out <= excluded[row.family] == int(row.excluded)


def way(middle, low, high):
    return FactorResult(
        performance=middle,
        low=low,
        high=high,
        unit="share of the way from the workload's minimum to its target",
        value=middle,
        value_low=0.0,
        value_high=1.0,
        weight=0.05,
    )


def test_a_share_of_the_way_says_of_what_it_is_where_its_middle_is_a_word(answer):
    speech = told(answer).speech
    low = with_caution(speech, way(0.0, 0.0, 0.998))
    assert low.startswith("expected below the minimum")
    assert "(from below the minimum to >\u00a099% of the way, counted with caution)" in low
    high = with_caution(speech, way(1.0, 0.8, 1.0))
    assert "(from 80% of the way to the target, counted with caution)" in high
    # Beside a middle that says it, it is not said again.
    assert "(from below the minimum to 70%, " in with_caution(speech, way(0.5, 0.0, 0.7))
