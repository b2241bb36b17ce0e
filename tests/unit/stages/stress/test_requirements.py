"""What may give way where nothing is acceptable, on one objection made by hand."""

from types import SimpleNamespace

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.recommend import recommend
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.outcome import Outcome, message
from opendecide.stages.stress.requirements import requirements


def lowered(criticality):
    """Return the minimums that would give way for a model that reaches three quarters of it."""
    guide = {"id": "guide", "task_type": "chat_assistant", "criticality": criticality}
    profile = {"organisation": {"name": "Clinic", "country": "FR"}, "workloads": [guide]}
    case, _ = complete(Profile.model_validate(profile), load_catalog(), load_criteria())
    below = Outcome(
        gate="quality_floor",
        kind="excluded",
        workload="guide",
        reason=message("quality.below", p90=0.75 * case.bars[case.needs[0].id].minimum),
        fact="models/small/quality",
    )
    today = SimpleNamespace(case=case, screened=SimpleNamespace(excluded={"small": (below,)}))
    return [one for one in requirements(today, {"guide"}) if one.gate == "quality_floor"]


@pytest.mark.parametrize(
    ("criticality", "gives_way"),
    [("low", True), ("medium", True), ("high", False), ("critical", False)],
)
def test_where_much_hangs_on_the_answers_the_minimum_quality_does_not_give_way(
    criticality, gives_way
):
    assert bool(lowered(criticality)) is gives_way


def hired(**budget):
    """Return the steps that half a person to hire counts for, who is all that is missing."""
    profile = {
        "organisation": {"name": "Bakery", "country": "FR"},
        "workloads": [{"id": "letters", "task_type": "chat_assistant"}],
        "team": {"hireable_fte": 0},
        "budget": {"currency": "EUR", **budget},
    }
    case, _ = complete(Profile.model_validate(profile), load_catalog(), load_criteria())
    missing = Outcome(
        gate="skills",
        kind="excluded",
        reason=message("skills.gap", required=0.5, available=0.0, cover=0.0),
        fact="rules/staffing",
        cure=message("cure.hire", fte=0.5),
    )
    small = SimpleNamespace(self_run=False, serving={})
    screened = SimpleNamespace(excluded={"small": (missing,)}, views={"small": small}, passed=())
    today = SimpleNamespace(case=case, screened=screened, draws=Draws(0, 64))
    [one] = [
        one for one in requirements(today, {"letters"}) if one.relaxed.path == "team.hireable_fte"
    ]
    return one.steps


def test_whoever_is_hired_has_to_be_paid_out_of_the_ceiling():
    alone = hired()
    large = hired(ceiling={"amount": 5_000_000, "currency": "EUR"})
    small = hired(ceiling={"amount": 500, "currency": "EUR"})
    assert alone == large < small


def test_where_every_way_out_falls_as_well_none_is_promised():
    impossible = {
        "organisation": {"name": "Lab", "country": "BR", "persona": "research_lab"},
        "workloads": [
            {
                "id": "work",
                "task_type": "chat_assistant",
                "volume": {"users": 10},
                "latency": {"p95_seconds": 0.01, "hard": True},
                "availability_minimum": 99.999,
            }
        ],
    }
    answer = recommend(Profile.model_validate(impossible), samples=64)
    assert answer.verdict.grade == "no_acceptable_deployment"
    assert answer.relief == ()
