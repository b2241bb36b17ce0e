"""Who misses by one gate is told by how far, the nearest first, and all that would let it in."""

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.model.relief import NearMiss
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.plan.steps import without_steps
from opendecide.stages.run import run
from opendecide.stages.stress.near_misses import near_misses

CATALOG, CRITERIA = load_catalog(), load_criteria()


def missed(**parts):
    """Return who misses by one gate alone, at a workshop that wants help with its letters."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Workshop", "country": "FR", **parts.pop("organisation", {})},
            "workloads": [
                {
                    "id": "letters",
                    "task_type": "summarisation",
                    "volume": {"requests_per_day": 20},
                    **parts.pop("workload", {}),
                }
            ],
            **parts,
        }
    )
    return near_misses(run(profile, CRITERIA, CATALOG, Draws(0, 64)), CRITERIA)


@pytest.fixture(scope="module")
def on_a_small_card():
    """Return who misses where one computer with a small card is all there is."""
    return missed(
        hardware={"accelerators": [{"memory_gb": 12}], "expandable": False},
        organisation={"name": "Me", "country": "SN", "persona": "individual"},
    )


def test_on_a_device_whatever_needs_least_more_memory_is_named_first(on_a_small_card):
    [device] = [one for one in on_a_small_card if one.gate == "compute" and "device" in one.family]
    [reason] = [one for one in device.reasons if one.code == "compute.memory"]
    assert reason.values["need_gb"] < 1.5 * reason.values["have_gb"]


def test_a_lack_of_memory_is_said_once(on_a_small_card):
    for one in on_a_small_card:
        told = [(reason.code, reason.values.get("model")) for reason in one.reasons]
        assert len(told) == len(set(told))


def test_all_that_would_let_it_in_is_kept_not_the_first_of_it_alone():
    found = missed(
        organisation={"name": "Defender", "country": "BR", "persona": "public_administration"},
        data={
            "classes": [
                {
                    "id": "files",
                    "kind": "special_category",
                    "minimum_compelled_access": "foreign_with_held_keys",
                }
            ]
        },
        obligations={"region_only": {"regions": ["BR"], "hard": True}},
        workload={"data_classes": ["files"]},
    )
    both = [
        one
        for one in found
        if {"place.compelled_below", "place.region_not_guaranteed"}
        <= {it.code for it in one.reasons}
    ]
    assert both
    for one in both:
        assert len(one.cures) > 1


def test_where_nothing_is_acceptable_every_way_to_let_one_in_is_a_step():
    cures = tuple(Message(code=code) for code in ("cure.choose_region", "cure.partner"))
    miss = NearMiss(
        deployment="a",
        name="A",
        family="f",
        gate="processing_place",
        reasons=(),
        cure=cures[0],
        further_cures=cures[1:],
    )
    steps = [one.about.code for one in without_steps((), (miss,)) if one.action == "settle"]
    assert steps == ["cure.choose_region", "cure.partner"]
