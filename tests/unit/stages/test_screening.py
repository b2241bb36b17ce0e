"""What the gates leave: whole services before partial ones, and the dear looked past."""

from pathlib import Path

from opendecide import recommend
from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import apply_to_profile, parse_setting
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.run import run
from opendecide.stages.screening.screen import screen

COUNCIL = Path(__file__).parents[3] / "examples" / "city_council.yaml"
CRITERIA, CATALOG = load_criteria(), load_catalog()
DRAWS = Draws(0, 256)
START_UP = {
    "organisation": {"name": "Young firm", "country": "PT", "persona": "startup"},
    "workloads": [
        {
            "id": "replies",
            "task_type": "chat_assistant",
            "user_type": "public",
            "exposure": "public",
            "volume": {"requests_per_day": 3000},
            "data_classes": ["personal"],
        }
    ],
}


def start_up(monthly, *, hard):
    budget = {"monthly_cap": {"amount": monthly, "currency": "EUR"}, "hard": hard}
    return Profile.model_validate({**START_UP, "budget": budget})


def test_who_leaves_a_workload_out_is_no_alternative_to_those_who_serve_all():
    found = run(load_profile(COUNCIL), CRITERIA, CATALOG, DRAWS)
    needs = len(found.case.needs)
    assert all(len(view.serving) == needs for view in found.views)
    assert found.partial
    assert all(0 < len(view.serving) < needs for view in found.partial)


def test_when_the_most_promising_are_too_dear_the_others_are_looked_at():
    case, _ = complete(start_up(2500, hard=True), CATALOG, CRITERIA)
    views = candidates(case)

    def dear(views):
        return [view for view in views if view.deployment.offer == "azure-gpu"]

    left = screen(views, dear, lambda some: price(some, DRAWS), lambda some: some[:40])
    assert left.admissible
    assert not [view for view in left.admissible if view.deployment.offer == "azure-gpu"]


def test_a_monthly_ceiling_nobody_meets_is_answered_with_the_one_that_somebody_does():
    profile = start_up(40, hard=False)
    found = recommend(profile, samples=256)
    assert found.verdict.grade == "no_acceptable_deployment"
    ways = {one.path: (one, relief) for relief in found.relief for one in relief.relaxed}
    assert ways.keys() == {"budget.covers", "budget.monthly_cap.amount"}
    way, relief = ways["budget.monthly_cap.amount"]
    data = profile.model_dump(mode="json", by_alias=True, exclude_unset=True)
    raised = apply_to_profile(data, [parse_setting(f"{way.path}={way.to}")])
    again = recommend(Profile.model_validate(raised), samples=256, stress=False)
    assert again.verdict.deployment == relief.deployment
