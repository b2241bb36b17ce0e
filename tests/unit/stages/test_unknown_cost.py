"""A combination whose cost nobody knows: it earns nothing by it, and is no answer yet."""

import warnings
from pathlib import Path

import numpy as np
import pytest

from opendecide.measures.draws import Draws
from opendecide.measures.table import FROM_THE_BILL
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.stages.hybrid.combination import choose
from opendecide.stages.hybrid.joint_table import Table
from opendecide.stages.run import run

EXAMPLES = Path(__file__).parents[3] / "examples"
HUGE = {
    "organisation": {
        "name": "Huge",
        "country": "CH",
        "persona": "regulated_enterprise",
        "size": {"headcount": 100_000_000},
    },
    "workloads": [
        {
            "id": "speech",
            "task_type": "transcription",
            "languages": ["fr"],
            "volume": {"requests_per_day": 1e9, "audio_minutes_per_request": 600},
            "data_classes": ["public"],
        },
        {
            "id": "pictures",
            "task_type": "image",
            "volume": {
                "users": [0, 0, 1e9],
                "share_active": 1,
                "requests_per_user_per_day": 1000,
                "images_per_request": 100,
            },
            "data_classes": ["personal"],
        },
    ],
    "budget": {"horizon_years": 15, "currency": "JPY", "discount_rate": 0},
}


@pytest.mark.parametrize("missing", ["worst_case", "persona_prior"])
@pytest.mark.parametrize("example", ["clinic", "illustrator"])
def test_what_nobody_can_price_earns_no_points_by_its_price(monkeypatch, example, missing):
    monkeypatch.setattr(Table, "bill", lambda *_: None)
    profile = load_profile(EXAMPLES / f"{example}.yaml")
    risk = profile.risk.model_copy(update={"on_missing_data": missing})
    profile, criteria = profile.model_copy(update={"risk": risk}), load_criteria()
    found = run(profile, criteria, load_catalog(), Draws(0, 64))
    choice = choose(found, criteria)
    table = choice.table
    of_money = [name for name, one in table.factors.items() if one.measure in FROM_THE_BILL]
    alone = found.problem.mean[found.evaluation.order[0]]
    for option in choice.options:
        values = table.values_together(option.chosen, None)
        for name in of_money:
            assert np.mean(values[name]) <= alone[found.problem.factors.index(name)]


@pytest.mark.parametrize("missing", ["worst_case", "exclude_factor"])
def test_a_load_without_bounds_ends_in_a_question_and_not_in_a_warning(missing):
    profile = Profile.model_validate(HUGE | {"risk": {"on_missing_data": missing}})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = recommend(profile, samples=256, stress=False)
    told = found.hybrid
    if told is not None and told.answer and told.cost is None:
        assert found.verdict.grade == "insufficient_information"
