"""A minimum is missed by one workload, so a figure over several names the one in danger."""

import numpy as np

from opendecide.measures.performance import drawn, unknown
from opendecide.model.profile import Profile
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.views.comparison import comparison
from opendecide.stages.assessment.weakest import weakest


def way(missed):
    """Return a workload that misses its minimum in so many of a hundred samples."""
    return drawn(np.where(np.arange(100) < missed, -0.5, 0.5), "key", "fact")


def test_the_workload_that_misses_its_minimum_most_often_is_named():
    found = weakest({"heavy": way(0), "light": way(70), "lighter": way(30)})
    assert found.code == "weakest.probable"
    assert (found.values["workload"], found.values["share"]) == ("light", 0.7)
    assert weakest({"heavy": way(0), "light": way(30)}).code == "weakest.possible"


def test_nothing_is_said_where_no_minimum_is_in_danger_or_one_workload_is_all():
    assert weakest({"heavy": way(0), "light": way(10)}) is None
    assert weakest({"alone": way(90)}) is None


def test_what_nobody_knows_is_weaker_than_any_figure():
    found = weakest({"heavy": way(60), "light": unknown("key", "fact")})
    assert found.code == "weakest.unknown"
    assert found.values["workload"] == ("light",)


def test_the_table_names_the_workload_that_a_good_average_hid():
    workload = {"task_type": "summarisation", "languages": ["fr"]}
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Bakery", "country": "FR", "persona": "startup"},
            "workloads": [
                workload
                | {
                    "id": "letters",
                    "weight": 0.9,
                    "volume": {"requests_per_day": 4000},
                    "quality": {"minimum": 0.3, "target": 0.5},
                },
                workload
                | {
                    "id": "verdicts",
                    "weight": 0.1,
                    "volume": {"requests_per_day": 40},
                    "quality": {"minimum": 0.9, "target": 0.99},
                },
            ],
        }
    )
    made = brief(recommend(profile, samples=128, stress=False), language("en"))
    [row] = [
        factor
        for criterion in comparison(made).further
        for factor in criterion.factors
        if factor.name == "Task quality"
    ]
    assert all("“letters”" not in cell.text for cell in row.cells)
    assert any("for the workload “verdicts” the minimum" in cell.text for cell in row.cells)
