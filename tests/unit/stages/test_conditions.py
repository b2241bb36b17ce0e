"""A condition is said once, and names every workload and every class of data it holds for."""

from pathlib import Path

from opendecide.model.message import Message, shared
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.views.summary import summary
from opendecide.stages.verdict.grade import in_order

ROOT = Path(__file__).parents[3]


def test_the_conditions_of_an_answer_name_every_workload_they_hold_for():
    profile = load_profile(ROOT / "examples" / "illustrator.yaml")
    found = recommend(profile, samples=64, stress=False)
    whose = [list(one.values["workload"]) for one in found.verdict.conditions]
    assert whose == [["ideas", "own_style"]]
    assert found.ranking[0].conditions == found.verdict.conditions


def test_what_one_class_of_data_asks_for_twice_is_listed_once():
    asked = [
        Message(code="x", values={"data_class": data, "workload": workload})
        for data in ("notes", "plans")
        for workload in ("search", "letters")
    ]
    [condition] = shared(asked)
    assert list(condition.values["workload"]) == ["search", "letters"]
    assert list(condition.values["data_class"]) == ["notes", "plans"]


def told(condition_codes, grade="recommended_with_conditions"):
    values = {
        "capability.retires_inside": {"model": "Model A", "host": "Host B", "date": "2027-09-15"},
        "budget.above": {"p50": 4e6, "ceiling": 2e6, "currency": "EUR"},
        "place.retention_unknown": {"need": "zero_retention", "data_class": "letters"},
    }
    conditions = tuple(
        Message(code=one, values=values.get(one, {"workload": f"w{place}", "model": "Model A"}))
        for place, one in enumerate(condition_codes)
    )
    profile = load_profile(ROOT / "examples" / "illustrator.yaml")
    found = recommend(profile, samples=64, stress=False)
    changed = found.verdict.model_copy(update={"grade": grade, "conditions": conditions})
    verdict = in_order(changed)
    shown = brief(found.model_copy(update={"verdict": verdict, "plan": None}), language("en"))
    return verdict, summary(shown)


def test_what_was_asked_for_and_is_not_known_comes_before_money_tests_and_dates():
    verdict, _ = told(
        [
            "capability.retires_inside",
            "quality.prior_only",
            "budget.above",
            "place.retention_unknown",
        ]
    )
    assert [one.code for one in verdict.conditions] == [
        "place.retention_unknown",
        "budget.above",
        "quality.prior_only",
        "capability.retires_inside",
    ]


def test_a_cost_above_the_ceiling_is_never_folded_away():
    unknown = [f"capability.unknown.{one}" for one in "abcde"]
    _, front = told([*["licence.unknown"] * 5, *unknown, "budget.above"])
    assert [one for one in front.conditions if "above the ceiling" in one]


def test_a_withdrawal_is_a_date_to_plan_for_and_leaves_nothing_to_settle():
    verdict, front = told(["capability.retires_inside"])
    assert verdict.grade == "recommended"
    assert not front.conditions
    [day] = front.dates
    assert day.endswith("plan the move to another model before that day.")
    assert front.next_step.startswith("Decide, and plan the move away from Model A before 15")


def test_the_next_step_is_the_first_condition_that_can_be_settled():
    _, front = told(["capability.retires_inside", "quality.prior_only"])
    assert front.next_step.startswith("Test ")
