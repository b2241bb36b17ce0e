"""A large bill is told on the first page, however little money counts."""

from pathlib import Path

import pytest

from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.views.summary import summary

CLINIC = Path(__file__).parents[3] / "examples" / "clinic.yaml"


@pytest.fixture(scope="module")
def answer():
    return recommend(load_profile(CLINIC), samples=128, stress=False)


def with_bill_of_runner_up(answer, **amounts):
    """Return the answer with another bill of the runner-up."""
    costs = tuple(
        one.model_copy(update=amounts) if one.deployment == answer.verdict.runner_up else one
        for one in answer.cost
    )
    return answer.model_copy(update={"cost": costs})


def against(answer, code="en"):
    return summary(brief(answer, language(code))).reasons_against


def own(answer):
    return next(one for one in answer.cost if one.deployment == answer.verdict.deployment)


def test_who_costs_more_in_any_usual_course_says_so_first_and_how_much(answer):
    bill = own(answer)
    told = with_bill_of_runner_up(answer, p10=0.0, p50=0.0, p90=0.9 * bill.p10)
    first = against(told)[0]
    assert first.startswith(f"It costs {language('en').money(bill.p50, bill.currency)} more")
    assert "cost counts for" in first
    assert against(told, "fr")[0].startswith("Il coûte")
    assert not any("Total cost of ownership" in one for one in against(told))


def test_who_may_cost_no_more_than_the_runner_up_is_not_called_dearer(answer):
    bill = own(answer)
    told = with_bill_of_runner_up(answer, p10=0.0, p50=0.0, p90=1.1 * bill.p10)
    assert not any(one.startswith("It costs") for one in against(told))


def test_without_a_price_of_the_runner_up_nothing_is_compared(answer):
    told = with_bill_of_runner_up(answer, p10=None, p50=None, p90=None, known=False)
    assert not any(one.startswith("It costs") for one in against(told))


def with_score_of_runner_up(answer, behind):
    """Return the answer with the runner-up so many points behind the first."""
    score = answer.ranking[0].score - behind
    ranking = tuple(
        one.model_copy(update={"score": score}) if one.id == answer.verdict.runner_up else one
        for one in answer.ranking
    )
    return answer.model_copy(update={"ranking": ranking})


@pytest.mark.parametrize(
    ("behind", "share", "told"), [(1, 0.4, True), (9, 0.4, False), (1, 0.7, False)]
)
def test_who_does_the_same_for_half_the_money_and_few_points_less_is_named(
    answer, behind, share, told
):
    bill = own(answer)
    seen = with_score_of_runner_up(answer, behind)
    seen = with_bill_of_runner_up(seen, p10=0.0, p50=share * bill.p50, p90=2 * bill.p90)
    name = next(one.name for one in seen.ranking if one.id == seen.verdict.runner_up)
    said = [one for one in against(seen) if one.startswith(f"{name} does the same work for")]
    assert bool(said) is told
