"""Deployments share answers: each must be the answer that the deployment would get on its own."""

from dataclasses import replace
from pathlib import Path

import pytest

from opendecide.measures.draws import Draws
from opendecide.measures.table import FROM_THE_BILL, MEASURES
from opendecide.model.criteria import factors_of
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.stages.assessment.ratings import in_general, rate_all
from opendecide.stages.billing.reference import reference_total
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates import READS, ask
from opendecide.stages.gates.capability import capability
from opendecide.stages.run import scales_of
from opendecide.stages.screening.screen import sift_fewer

EXAMPLES = Path(__file__).parents[3] / "examples"
EVERY = 7
"""One in seven deployments is asked on its own: a number that no list of offers is a multiple of."""


def nobody_to_connect_anything():
    """Return an office where it matters whether an offer brings its own application."""
    workload = {
        "id": "letters",
        "task_type": "chat_assistant",
        "user_type": "employee",
        "languages": ["nl"],
        "data_classes": ["public"],
    }
    return Profile.model_validate(
        {
            "organisation": {"name": "Practice", "country": "NL", "size": {"headcount": 12}},
            "workloads": [workload],
            "team": {"ml_fte": 0, "ops_fte": 0, "hireable_fte": 0},
        }
    )


@pytest.fixture(scope="module", params=["clinic", "illustrator", "office"])
def deployments(request):
    """Every deployment that makes sense for a profile: of all kinds, and of all sizes."""
    criteria, catalog = load_criteria(), load_catalog()
    if request.param == "office":
        profile = nobody_to_connect_anything()
    else:
        profile = load_profile(EXAMPLES / f"{request.param}.yaml", criteria=criteria)
    case, _ = complete(profile, catalog, criteria)
    found = candidates(case)
    assert len(found) > EVERY
    return found


def alone(view):
    """Return the deployment in a case that has answered nothing yet."""
    return replace(view, case=replace(view.case, memo={}))


def test_a_gate_that_reads_less_than_all_answers_each_deployment_as_if_it_were_alone(deployments):
    for view in deployments:
        for gate in READS:
            shared = tuple(ask(gate, view))
            assert shared == tuple(gate(view)), (gate.__name__, view.deployment.id)


def test_a_seat_plan_is_asked_for_the_seats_of_what_it_serves():
    workloads = [
        {"id": name, "task_type": "chat_assistant", "volume": {"users": users}, "weight": 1}
        for name, users in (("field", 3000), ("office", 12))
    ]
    profile = Profile.model_validate(
        {"organisation": {"name": "Farm", "country": "FR"}, "workloads": workloads}
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    plans = [one for one in candidates(case) if one.offer.id == "claude-team"]
    assert plans
    for view in plans:
        for part in (view, view.serving_only(["office"]), view.serving_only(["field"])):
            assert tuple(ask(capability, part)) == tuple(ask(capability, alone(part)))
        left = sift_fewer(view, [capability], ["field", "office"])
        assert left is not None
        assert set(left.serving) == {"office"}


def test_a_measure_answers_each_deployment_as_if_it_were_alone(deployments):
    for view in deployments:
        for name in MEASURES:
            in_general(view, name)  # whoever comes first decides what the others share
    for view in deployments[::EVERY]:
        apart = alone(view)
        for name, measure in MEASURES.items():
            assert in_general(view, name) == measure(apart), (name, view.deployment.id)


def test_a_value_answers_each_deployment_as_if_it_were_alone(deployments):
    case, draws = deployments[0].case, Draws(seed=0, samples=64)
    scales = scales_of(case, draws)
    reference = reference_total(case, draws)
    factors = {
        name: factor
        for name, factor in factors_of(case.criteria).items()
        if factor.measure not in FROM_THE_BILL
    }
    for view in deployments:
        rate_all(view, factors, scales, draws, reference)
    for view in deployments[::EVERY]:
        shared = rate_all(view, factors, scales, draws, reference)
        apart = rate_all(alone(view), factors, scales, draws, reference)
        for name in factors:
            both = shared[name], apart[name]
            value, evidence = ({pick(one) for one in both} for pick in (value_of, evidence_of))
            assert len(value) == len(evidence) == 1, (name, view.deployment.id)


def value_of(rating):
    return rating.valued.mean, rating.valued.worst, rating.valued.ends


def evidence_of(rating):
    return rating.performance.evidence, rating.performance.missing, rating.performance.known
