"""Memory that is short is told as an engineer counts it: so many cards of so much, and their sum."""

from pathlib import Path

import pytest

from opendecide.reading.profile import load_profile
from opendecide.recommend import recommend
from opendecide.report.language import language
from opendecide.report.speech import Speech
from opendecide.report.view import view

LAB = Path(__file__).parents[3] / "examples" / "enzyme_lab.yaml"


@pytest.fixture(scope="module")
def lab():
    return recommend(load_profile(LAB), samples=64, stress=False)


def short(lab):
    return [one for one in lab.screened_out if one.reason.code == "compute.memory"]


def test_own_cards_are_counted_with_the_memory_of_each_and_of_all(lab):
    own = [one.reason.values for one in short(lab) if "own-premises" in one.id]
    assert own
    assert {(one["on"], one["each_gb"], one["total_gb"]) for one in own} == {("h100-x4", 80, 320)}
    said = Speech(language("en"), names=lab.names).message(
        next(one.reason for one in short(lab) if "own-premises" in one.id)
    )
    assert "4 x NVIDIA H100 SXM, with 80 GB each and 320 GB in all" in said


def test_what_different_machines_lack_is_not_one_range(lab):
    rows = [
        row.reason
        for gate in view(lab, language("en")).screening.gates
        for row in gate.exclusions
        if "accelerator memory" in row.reason
    ]
    # The memory of one card and that of four others between two ends would say nothing.
    assert rows
    assert not [one for one in rows if "GB is there" in one]
    assert not [one for one in rows if " to 276" in one]
