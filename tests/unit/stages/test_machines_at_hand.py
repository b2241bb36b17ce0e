"""Machines that a profile states are called what it says of them."""

import pytest

from opendecide.model.message import Message
from opendecide.model.profile import Profile
from opendecide.model.recommendation import Recommendation, Verdict
from opendecide.model.relief import NearMiss
from opendecide.model.robustness import Robustness
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.filling.completion import complete
from opendecide.stages.findings.naming import named
from opendecide.stages.market.machines import fleet, names_at_hand, own_machines


def case_of(**hardware):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Station", "country": "NO"},
            "workloads": [{"id": "repair", "task_type": "rag_qa"}],
            "hardware": hardware,
        }
    )
    return complete(profile, load_catalog(), load_criteria())[0]


def device(**stated):
    [found] = fleet(case_of(devices={"count": 9, **stated})).values()
    return found


def test_a_device_has_the_memory_that_is_stated_and_is_called_by_it():
    found = device(accelerator="apple-m4-pro", memory_gb=32)
    assert (found.name, found.memory_gb) == ("Apple M4 Pro, 20 cores, 32 GB", 32)
    assert device(accelerator="apple-m4-pro", memory_gb=48).name == "Apple M4 Pro, 20 cores, 48 GB"


def test_a_device_of_which_nobody_said_the_maker_is_called_by_its_memory():
    assert device(memory_gb=64).name.startswith("64 GB (≈ ")


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ({"model": "RTX4080", "memory_gb": 16}, "NVIDIA GeForce RTX 4080"),
        ({"model": "RTX4080", "memory_gb": 12}, "NVIDIA GeForce RTX 4080, 12 GB"),
        ({"memory_gb": 80}, "80 GB (≈ "),
    ],
)
def test_so_is_a_card(stated, name):
    [(card, _, _)] = own_machines(case_of(accelerators=[{**stated, "count": 1}])).values()
    assert card.name.startswith(name)


def test_reports_have_names_for_all_that_is_stated():
    case = case_of(
        accelerators=[{"model": "RTX4080", "count": 2, "memory_gb": 16}],
        devices={"count": 9, "accelerator": "apple-m4-pro", "memory_gb": 32},
    )
    assert names_at_hand(case) == {
        "machines/rtx-4080-x2": "2 x NVIDIA GeForce RTX 4080",
        "machines/apple-m4-pro-x1": "Apple M4 Pro, 20 cores, 32 GB",
        "accelerators/RTX4080": "NVIDIA GeForce RTX 4080",
        "accelerators/apple-m4-pro": "Apple M4 Pro, 20 cores",
    }


def test_a_machine_that_is_assumed_has_its_name_in_a_near_miss():
    reason = Message(code="compute.assumed", values={"assumed": "apple-m4-x1"})
    missed = NearMiss(
        deployment="m@end-user-device:assumed:apple-m4-x1",
        name="m",
        family="on_device",
        gate="compute",
        reasons=(reason,),
    )
    made = Recommendation.model_construct(
        ranking=(), hybrid=None, cost=(), evidence=(), gaps=(), screened_out=(),
        near_misses=(missed,), candidates=(),
        robustness=Robustness.model_construct(flips=(), personas=(), scenarios=None),
        verdict=Verdict.model_construct(conditions=()),
    )  # fmt: skip
    assert "Apple M4" in named(made, load_catalog()).names["machines/apple-m4-x1"]
