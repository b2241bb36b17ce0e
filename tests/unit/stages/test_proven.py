"""Silence at a gate never helps: who is known to meet what is asked comes before who may meet it."""

from dataclasses import replace
from pathlib import Path

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.outcome import Outcome, message
from opendecide.stages.run import assessed, place_of
from opendecide.stages.screening.proven import proven

EXAMPLES = Path(__file__).parents[3] / "examples"
CRITERIA, CATALOG = load_criteria(), load_catalog()
DRAWS = Draws(0, 256)
LETTERS = {
    "id": "letters",
    "task_type": "summarisation",
    "languages": ["en"],
    "volume": {"requests_per_day": 500},
}
TWO = {
    "organisation": {"name": "Firm", "country": "FR"},
    "workloads": [LETTERS, {**LETTERS, "id": "minutes"}],
}


def two_views():
    case, _ = complete(Profile.model_validate(TWO), CATALOG, CRITERIA)
    return [view for view in candidates(case) if len(view.serving) == 2][:2]


def silent(workload=None):
    return Outcome(
        gate="certifications",
        kind="conditional",
        reason=message("certification.unknown"),
        workload=workload,
        silent=True,
    )


def kept(views, **conditions):
    by_id = {
        view.deployment.id: tuple(conditions.get(name, ()))
        for name, view in zip(("first", "second"), views, strict=True)
    }
    found = proven(views, by_id)
    served = {view.deployment.id: set(view.serving) for view in found.kept}
    return [served.get(view.deployment.id) for view in views]


def test_a_workload_is_left_to_those_known_to_serve_it():
    views = two_views()
    assert kept(views, first=[silent()]) == [None, {"letters", "minutes"}]
    assert kept(views, first=[silent("minutes")]) == [{"letters"}, {"letters", "minutes"}]


def test_what_nobody_is_known_to_serve_stays_open_to_all():
    views = two_views()
    both = {"letters", "minutes"}
    assert kept(views, first=[silent("minutes")], second=[silent("minutes")]) == [both, both]


def test_where_all_of_the_work_is_served_by_silence_only_it_is_not_torn_apart():
    views = two_views()
    both = {"letters", "minutes"}
    assert kept(views, first=[silent("minutes")], second=[silent("letters")]) == [both, both]


def test_what_is_left_to_do_moves_nobody():
    views = two_views()
    to_do = replace(silent(), silent=False)
    both = {"letters", "minutes"}
    assert kept(views, first=[to_do]) == [both, both]


@pytest.mark.parametrize("name", ["city_council", "machine_builder", "property_insurer"])
def test_nobody_is_ranked_by_silence_beside_those_who_are_known_to_do(name):
    found = assessed(load_profile(EXAMPLES / f"{name}.yaml"), CRITERIA, CATALOG, DRAWS)
    assert found.unproven in (frozenset(), frozenset(one.deployment.id for one in found.views))


def test_a_leader_that_loses_its_word_on_regions_waits():
    profile = load_profile(EXAMPLES / "city_council.yaml")
    found = assessed(profile, CRITERIA, CATALOG, DRAWS)
    offer = CATALOG.offers[place_of(found.leader).rpartition("@")[2]]
    unsaid = {"regions": None, "guaranteed_regions": None, "conditional_regions": None}
    silenced = CATALOG.model_copy(
        update={"offers": {**CATALOG.offers, offer.id: offer.model_copy(update=unsaid)}}
    )
    after = assessed(profile, CRITERIA, silenced, DRAWS)
    assert after.views
    assert offer.id not in {view.offer.id for view in after.views}
    assert offer.id in {view.offer.id for view in after.screened.waiting}


def test_a_leader_by_silence_is_no_recommendation_and_its_first_conditions_are_the_questions():
    wanted = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": [{**LETTERS, "data_classes": ["internal"]}],
            "team": {"willing_to_operate": False},
            "obligations": {"certifications": ["iso27001"]},
        }
    )
    offers = {
        name: one.model_copy(update={"attestations": ()}) for name, one in CATALOG.offers.items()
    }
    uncertified = CATALOG.model_copy(update={"offers": offers})
    found = recommend(wanted, samples=256, catalog=uncertified, stress=False)
    assert found.verdict.grade == "insufficient_information"
    assert found.verdict.conditions[0].code == "certification.unknown"
