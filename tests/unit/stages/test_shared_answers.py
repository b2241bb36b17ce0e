"""Deployments share answers: each must be the answer that the deployment would get on its own."""

from dataclasses import replace
from pathlib import Path

import pytest

from opendecide.measures.table import MEASURES
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.stages.assessment import in_general
from opendecide.stages.candidates import candidates
from opendecide.stages.completion import complete
from opendecide.stages.gates import READS, ask

EXAMPLES = Path(__file__).parents[3] / "examples"
EVERY = 7
"""One in seven deployments is asked on its own: a number that no list of offers is a multiple of."""


@pytest.fixture(scope="module", params=["clinic", "illustrator"])
def deployments(request):
    """Every deployment that makes sense for a profile: of all kinds, and of all sizes."""
    criteria, catalog = load_criteria(), load_catalog()
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


def test_a_measure_answers_each_deployment_as_if_it_were_alone(deployments):
    criteria = load_criteria()
    factors = [
        factor
        for criterion in criteria.criteria
        for factor in criterion.factors
        if factor.measure in MEASURES
    ]
    assert {one.measure for one in factors} == set(MEASURES)
    for view in deployments:
        for factor in factors:
            in_general(view, factor)  # whoever comes first decides what the others share
    for view in deployments[::EVERY]:
        apart = alone(view)
        for factor in factors:
            measured = MEASURES[factor.measure](apart)
            assert in_general(view, factor) == measured, (factor.id, view.deployment.id)
