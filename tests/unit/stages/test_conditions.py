"""A condition is said once, and names every workload and every class of data it holds for."""

from pathlib import Path

from opendecide.model.message import Message, shared
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend

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
