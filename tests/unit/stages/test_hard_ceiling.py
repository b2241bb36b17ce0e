"""A hard ceiling holds in every course of events, not only in the middle one."""

from functools import cache

import numpy as np

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.run import run

CRITERIA, CATALOG = load_criteria(), load_catalog()


@cache
def ranked(ceiling=None, *, hard=False):
    budget = {"currency": "EUR"}
    if ceiling is not None:
        budget |= {"ceiling": {"amount": ceiling, "currency": "EUR"}, "hard": hard}
    profile = {
        "organisation": {"name": "App", "country": "ES", "persona": "startup"},
        "workloads": [
            {
                "id": "chat",
                "task_type": "chat_assistant",
                "user_type": "public",
                "languages": ["es"],
                "volume": {"requests_per_day": [500, 5000, 50000]},
                "data_classes": ["public"],
            }
        ],
        "budget": budget,
    }
    return run(Profile.model_validate(profile), CRITERIA, CATALOG, Draws(0, 512))


def bill_of_leader(found):
    [first] = [one for one in found.views if one.deployment.id == found.leader]
    return first.bill.total


def test_whoever_breaks_a_hard_ceiling_in_a_course_of_events_is_not_the_best_there():
    ceiling = float(np.quantile(bill_of_leader(ranked()), 0.7))
    found = ranked(ceiling, hard=True)
    first = found.evaluation.order[0]
    within = bill_of_leader(found) <= ceiling
    assert 0.5 < within.mean() < 0.95
    barred = [found.problem.barred.get(row) for row in found.evaluation.leaders[1:]]
    somebody_within = ~np.logical_and.reduce(
        [np.zeros(512, bool) if one is None else one for one in barred]
    )
    chance = found.evaluation.rank_probabilities[0, 0]
    assert first in found.problem.barred
    assert chance <= 1 - (~within & somebody_within).mean()


def test_a_wish_bars_nobody_in_any_course_of_events():
    ceiling = float(np.quantile(bill_of_leader(ranked()), 0.7))
    assert not ranked(ceiling).problem.barred
    assert not ranked().problem.barred
