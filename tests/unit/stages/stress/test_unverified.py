"""What was written from memory and carries a lead is asked about before anybody decides."""

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.stages.run import run
from opendecide.stages.stress.unverified import FROM_MEMORY, unverified_gaps


@pytest.fixture(scope="module")
def gaps():
    profile = load_profile("examples/clinic.yaml")
    return unverified_gaps(run(profile, load_criteria(), load_catalog(), Draws(0, 256)))


def test_clauses_from_memory_that_could_turn_a_close_choice_are_to_be_read(gaps):
    worth = {one.fact.split("/", 2)[2]: one.value_of_information for one in gaps}
    assert worth["clauses"] > 0
    assert {one.kind for one in gaps} == {"unverified"}


def test_what_somebody_looked_up_or_follows_by_construction_is_not_asked(gaps):
    offers = load_catalog().offers
    for kind, name, path in (one.fact.split("/", 2) for one in gaps):
        if kind == "offers":
            fact = offers[name]
            for part in path.split("."):
                fact = getattr(fact, part)
            source = fact.source
            assert source == FROM_MEMORY


STATION = {
    "organisation": {"name": "Farm radio", "country": "KE", "persona": "public_administration"},
    "workloads": [
        {
            "id": "advice",
            "task_type": "rag_qa",
            "languages": ["sw"],
            "volume": {"requests_per_day": 2000},
            "exposure": "public",
        }
    ],
}


@pytest.fixture(scope="module")
def radio():
    profile = Profile.model_validate(STATION)
    return run(profile, load_criteria(), load_catalog(), Draws(0, 64))


def test_who_gets_service_terms_only_is_not_asked_whether_there_are_weights(radio):
    closed = {
        model.id
        for model in radio.case.catalog.models.values()
        if model.licence is not None and model.licence.value == "proprietary-service"
    }
    leading = {radio.views[row].model.id for row in radio.evaluation.leaders}
    assert leading & closed
    assert not [
        one.fact
        for one in unverified_gaps(radio)
        if one.fact.split("/")[1] in closed and "artifacts" in one.fact
    ]


def test_a_model_that_nobody_gets_has_no_community_that_could_be_measured(radio):
    closed = [
        (name, rating.performance)
        for row in radio.evaluation.leaders
        if radio.views[row].downloadable is False and radio.views[row].community is None
        for name, rating in radio.problem.ratings[row].items()
        if name == "community.community_health"
    ]
    assert closed
    assert all(not one.missing and one.known for _, one in closed)
