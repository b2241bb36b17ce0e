"""Silence at a gate never helps: who is known to meet what is asked comes before who may meet it."""

from dataclasses import replace
from pathlib import Path

import pytest

from opendecide.cost.order_statistics import median
from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.stages.billing.costing import price
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


def views_of(count):
    case, _ = complete(Profile.model_validate(TWO), CATALOG, CRITERIA)
    return [view for view in candidates(case) if len(view.serving) == 2][:count]


def two_views():
    return views_of(2)


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


CLINIC = {
    "organisation": {"name": "Law clinic", "country": "US", "size": {"headcount": 35}},
    "data": {
        "classes": [
            {"id": "clients", "kind": "client_privileged", "minimum_locus": "shared_any_region",
             "minimum_retention_level": "abuse_monitoring_only"}
        ]
    },
    "workloads": [
        {**LETTERS, "volume": {"users": 12, "share_active": 0.6, "requests_per_user_per_day": 10},
         "data_classes": ["clients"]}
    ],
    "team": {"ml_level": "none", "ml_fte": 0, "ops_fte": 0},
    "hardware": {"accelerators": [], "devices": {"count": 30, "memory_gb": 32}},
}  # fmt: skip
KNOWN_BUT_DEAR, NO_WORD_ON_CONTENT = "gemma-4-31b@end-user-device", "gpt-6-sol@chatgpt-business"


def test_a_price_that_nobody_knows_is_no_better_than_another_silence():
    those = ("end-user-device", "chatgpt-business", "mistral-vibe-enterprise")
    offers = {one: CATALOG.offers[one].model_copy(update={"tier_below": None}) for one in those}
    silent = offers["chatgpt-business"].terms.model_copy(update={"history_deletable": None})
    offers["chatgpt-business"] = offers["chatgpt-business"].model_copy(update={"terms": silent})
    catalog = CATALOG.model_copy(update={"offers": offers})
    profile = Profile.model_validate(CLINIC)
    case, _ = complete(profile, catalog, CRITERIA)
    asked = {place_of(view.deployment.id): view for view in candidates(case)}
    dear, within = (
        median(price([asked[one]], DRAWS)[0].bill.paid)
        for one in (KNOWN_BUT_DEAR, NO_WORD_ON_CONTENT)
    )
    assert within < dear
    ceiling = {"amount": (within + dear) / 2, "currency": "USD"}
    strict = Profile.model_validate(
        {**CLINIC, "budget": {"currency": "USD", "ceiling": ceiling, "hard": True}}
    )
    screened = assessed(strict, CRITERIA, catalog, DRAWS).screened
    left = {view.offer.id for view in screened.admissible}
    assert left == {"chatgpt-business", "mistral-vibe-enterprise"}  # one has no price, one no word


def test_where_all_of_the_work_is_served_by_silence_only_it_is_not_torn_apart():
    views = two_views()
    both = {"letters", "minutes"}
    assert kept(views, first=[silent("minutes")], second=[silent("letters")]) == [both, both]


def test_who_serves_a_part_settles_nothing_between_two_that_serve_all():
    """The second is known to write minutes; who may write letters is not known of either."""
    first, second = two_views()
    part = views_of(3)[2].serving_only({"letters"})
    by_id = {
        first.deployment.id: (silent("letters"), silent("minutes")),
        second.deployment.id: (silent("letters"),),
    }
    for field in ((first, second), (first, second, part)):
        served = {view.deployment.id: set(view.serving) for view in proven(field, by_id).kept}
        assert served.get(first.deployment.id, set()) < {"letters", "minutes"}
        assert served[second.deployment.id] == {"letters", "minutes"}


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
