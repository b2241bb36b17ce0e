"""What a director reads: three reasons for, two against, and when to do what."""

from pathlib import Path

import pytest

from opendecide.model.costs import Interval
from opendecide.model.message import Message
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.unit_words import QUALITY
from opendecide.report.views.money import money_range
from opendecide.report.views.reasons import read_alike
from opendecide.report.views.summary import summary

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = ("city_council", "clinic", "illustrator", "refugee_aid")
"""Where the first and the runner-up are nearly alike, or of one family."""


@pytest.fixture(scope="module", params=NAMES)
def answer(request):
    profile = load_profile(EXAMPLES / f"{request.param}.yaml")
    return recommend(profile, samples=128, stress=False)


def front(answer):
    return summary(brief(answer, language("en")))


def test_three_reasons_speak_for_the_first_and_two_against_it(answer):
    found = front(answer)
    assert len(found.reasons_for) == 3
    assert len(found.reasons_against) == 2


def test_no_factor_is_two_reasons_and_the_strongest_difference_comes_first(answer):
    for reasons in (answer.verdict.reasons_for, answer.verdict.reasons_against):
        named = [one.values["factor"] for one in reasons]
        assert len(named) == len(set(named))
        beside = [one for one in reasons if "runner_up" in one.values]
        slight = [one.values["points"] < 0.5 for one in beside]
        assert slight == sorted(slight)


def test_a_reason_beside_the_runner_up_reads_differently_for_the_two(answer):
    found = front(answer)
    for one in (*found.reasons_for, *found.reasons_against):
        own, semicolon, other = one.rstrip(".").partition("; the runner-up: ")
        assert not semicolon or not own.endswith(f": {other}")


def test_a_range_that_is_a_little_wider_is_no_argument(answer):
    told = brief(answer, language("en"))
    costs = told.leader.factors["cost.tco"]
    wider = costs.model_copy(update={"high": 1.02 * costs.high})
    dearer = costs.model_copy(update={"performance": costs.performance + 0.3})
    assert read_alike(told, costs, wider)
    assert not read_alike(told, costs, dearer)


@pytest.mark.parametrize(("searched", "said"), [(False, "Not looked for"), (True, "No single")])
def test_what_nobody_looked_for_is_not_said_to_be_missing(answer, searched, said):
    firmness = answer.robustness.model_copy(update={"searched": searched, "flips": ()})
    told = answer.model_copy(update={"robustness": firmness})
    assert front(told).no_change.startswith(said)
    assert answer.robustness.searched is False


def test_a_chance_that_falls_short_never_reads_as_what_is_asked_for(answer):
    required = 0.6
    short = answer.verdict.model_copy(
        update={
            "probability_best": 0.5986,
            "confidence_required": required,
            "grade": "too_close_to_call",
        }
    )
    found = front(answer.model_copy(update={"verdict": short}))
    assert (found.probability.text, found.required) == ("59.8%", "60%")
    enough = short.model_copy(update={"probability_best": 0.6014})
    assert front(answer.model_copy(update={"verdict": enough})).probability.text == "60%"


@pytest.mark.parametrize(("performance", "told"), [(-0.7, False), (0.4, True)])
def test_a_quality_below_the_minimum_speaks_for_nobody(answer, performance, told):
    name = "service_quality.task_quality"
    leader, *others = answer.ranking
    quality = leader.factors[name].model_copy(
        update={"performance": performance, "unit": QUALITY, "known": True}
    )
    strong = Message(code="reason.strong", values={"factor": name})
    one = answer.model_copy(
        update={
            "ranking": (
                leader.model_copy(update={"factors": {**leader.factors, name: quality}}),
                *others,
            ),
            "verdict": answer.verdict.model_copy(
                update={"reasons_for": (strong, *answer.verdict.reasons_for[1:])}
            ),
        }
    )
    said = any("minimum" in reason or "Task quality" in reason for reason in front(one).reasons_for)
    assert said is told


def test_a_cost_that_is_known_exactly_is_one_figure(answer):
    said = brief(answer, language("en"))
    alike = money_range(said, Interval(p10=829.9, p50=830, p90=830.1), "EUR", "", "")
    wide = money_range(said, Interval(p10=700, p50=830, p90=1200), "EUR", "", "")
    assert alike.said == "€830"
    assert wide.said == "€830 (€700 to €1,200)"
