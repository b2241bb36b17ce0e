"""What was written from memory and carries a lead is asked about before anybody decides."""

import pytest

from opendecide.measures.draws import Draws
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
