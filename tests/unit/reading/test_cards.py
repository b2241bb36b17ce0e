"""Accelerators at hand that nobody knows; before, nothing ran on them, and nobody said why."""

import pytest

from opendecide.errors import InvalidFileError
from opendecide.reading.cards import cards
from opendecide.reading.profile import load_profile

PROFILE = """\
organisation: {name: Bakery, country: FR}
workloads: [{id: letters, task_type: summarisation}]
hardware: {%s}
"""


@pytest.fixture
def faults(tmp_path, monkeypatch):
    def found(hardware, known=cards):
        path = tmp_path / "bakery.yaml"
        path.write_text(PROFILE % hardware, encoding="utf-8")
        try:
            load_profile(path, cards=known)
        except InvalidFileError as invalid:
            return [(one.line, one.field, one.code, one.fix) for one in invalid.faults]
        return []

    monkeypatch.setenv("LANGUAGE", "en")
    return found


@pytest.mark.parametrize(
    "name", ["H100", "h100-nvl", "RTX4090", "NVIDIA H200 SXM", "h100 80 gb", "Tesla T4"]
)
def test_a_card_goes_by_any_part_of_its_name(faults, name):
    assert faults(f"accelerators: [{{model: {name}}}]") == []


def test_a_mistyped_card_is_a_fault_with_its_place(faults):
    [(line, field, code, fix)] = faults("accelerators: [{model: l40z, count: 2}]")
    assert (line, field, code) == (3, "hardware.accelerators.0.model", "OD035")
    assert fix.startswith("Did you mean 'l40")
    assert fix.endswith(
        "Otherwise give its memory_gb: the slowest of that memory stands in for it."
    )
    [(_, field, _, _)] = faults("devices: {accelerator: rtx 490}")
    assert field == "hardware.devices.accelerator"


def test_a_card_like_no_other_may_be_there(faults):
    assert faults("accelerators: [{model: of our own making, count: 2}]") == []
    assert faults("devices: {accelerator: of our own making}") == []


def test_with_its_memory_a_card_may_have_any_name(faults):
    assert faults("accelerators: [{model: of our own making, memory_gb: 48}]") == []
    assert faults("devices: {accelerator: of our own making, memory_gb: 16}") == []


def test_a_card_of_ones_own_catalogue_is_known(faults, tmp_path):
    own = tmp_path / "own" / "hardware"
    own.mkdir(parents=True)
    card = "accelerators: [{id: l40z, name: Ours}]"
    (own / "accelerators.yaml").write_text(card, encoding="utf-8")
    assert faults("accelerators: [{model: l40z}]", lambda: cards([own.parent])) == []
    assert faults("accelerators: [{model: l40z}]")
