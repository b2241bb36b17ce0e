"""What would lift an objection follows from what is missing, never from what is there already."""

from dataclasses import replace

import pytest

from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.recommend import recommend
from opendecide.report.brief import brief
from opendecide.report.language import language
from opendecide.report.speech import unworded
from opendecide.report.views.screening import screening
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.feasibility import machine, memory, skills
from opendecide.stages.gates.licence import licence
from opendecide.stages.gates.processing_place import processing_place

CATALOG, CRITERIA = load_catalog(), load_criteria()


def profile(**minimums):
    return Profile.model_validate(
        {
            "organisation": {
                "name": "Shelter",
                "country": "FR",
                "persona": "public_administration",
            },
            "data": {"classes": [{"id": "files", "kind": "special_category", **minimums}]},
            "workloads": [
                {
                    "id": "summaries",
                    "task_type": "summarisation",
                    "volume": {"requests_per_day": 8},
                    "data_classes": ["files"],
                }
            ],
        }
    )


def objections(**minimums):
    case, _ = complete(profile(**minimums), CATALOG, CRITERIA)
    return [one for view in candidates(case) for one in processing_place(view)]


def cures(code, **minimums):
    """Return what would lift an objection, by what is reached today."""
    return {
        one.reason.values["have"]: one.cure.code
        for one in objections(**minimums)
        if one.reason.code == code and one.kind == "excluded"
    }


def test_who_is_controlled_at_home_already_is_not_told_to_find_a_home_operator():
    found = cures("place.compelled_below", minimum_compelled_access="home_controlled_and_shielded")
    assert found["home_controlled"] == "cure.compelled.home_controlled_and_shielded"


def test_where_nobody_else_may_hold_content_only_own_machines_are_a_way_out():
    found = cures("place.compelled_below", minimum_compelled_access="no_third_party")
    assert "home_controlled_and_shielded" in found
    assert set(found.values()) == {"cure.compelled.no_third_party"}


def test_who_keeps_nothing_already_is_not_asked_to_keep_nothing():
    found = cures("place.retention_below", minimum_retention_level="stays_inside")
    assert "zero_retention" in found
    assert set(found.values()) == {"cure.retention.stays_inside"}


@pytest.fixture(scope="module")
def nobody_else():
    strict = {
        "minimum_locus": "own_premises",
        "minimum_retention_level": "stays_inside",
        "minimum_compelled_access": "no_third_party",
    }
    return recommend(profile(**strict), samples=64, stress=False)


def test_who_falls_for_several_reasons_does_not_miss_by_one_step(nobody_else):
    assert [one for one in nobody_else.screened_out if one.near_miss]
    assert not [
        one
        for one in screening(brief(nobody_else, language("en"))).near_misses
        if "a third party" in one.reason
    ]


def test_every_cure_has_a_sentence(nobody_else):
    assert not [one for one in unworded(nobody_else) if one.startswith("cure")]


def unwilling(**obligations):
    """Return the ways out for own machines of somebody who does not want to run any."""
    asked = profile().model_dump(mode="json", exclude_unset=True)
    asked |= {"team": {"willing_to_operate": False}, "obligations": obligations}
    case, _ = complete(Profile.model_validate(asked), CATALOG, CRITERIA)
    return {
        one.cure.code
        for view in candidates(case)
        if view.self_run
        for one in skills(view)
        if one.reason.code == "skills.unwilling"
    }


def test_a_service_is_a_way_out_of_running_machines_where_content_may_leave():
    assert unwilling() == {"cure.partner_or_service"}


def test_no_service_is_proposed_where_content_has_to_stay_on_own_premises():
    assert unwilling(on_prem_only=True) == {"cure.partner"}


def test_memory_of_a_machine_that_nobody_has_yet_is_called_assumed():
    model, have = "gemma-3-27b", []
    for equips in (False, True):
        case, _ = complete(profile(), CATALOG, CRITERIA)
        case = replace(case, may_equip=equips, may_buy=False)
        have += [
            (one.reason.code, "assumed" in one.reason.values, one.cure.code)
            for view in candidates(case, {"end-user-device": [model]})
            for one in (*machine(view), *memory(view))
        ]
    assert have == [
        ("compute.no_device", False, "cure.have_devices"),
        ("compute.memory", True, "cure.have_devices"),
    ]


@pytest.mark.parametrize(
    ("country", "model", "code", "cure"),
    [
        ("FR", "llama-4-scout", "licence.region_exclusion", "cure.other_model"),
        ("FR", "mistral-large-2411", "licence.non_commercial", "cure.buy_licence"),
    ],
)
def test_a_licence_is_to_be_bought_only_where_somebody_sells_one(country, model, code, cure):
    data = {
        "organisation": {"name": "Firm", "country": country},
        "workloads": [
            {
                "id": "images",
                "task_type": "summarisation",
                "modality": ["image"],
                "commercial": True,
            }
        ],
    }
    case, _ = complete(Profile.model_validate(data), CATALOG, CRITERIA)
    found = {
        one.cure.code
        for view in candidates(case)
        if view.model.id == model
        for one in licence(view)
        if one.reason.code == code
    }
    assert found == {cure}
