"""Credits that nobody takes are told where they stand; before, they just paid for nothing."""

import pytest
from click.testing import CliRunner

from opendecide.cli import program
from opendecide.errors import InvalidFileError
from opendecide.reading.profile import load_profile
from opendecide.reading.sellers import sellers

PROFILE = """\
organisation: {name: Bakery, country: FR}
workloads: [{id: letters, task_type: summarisation}]
budget: {credits: [{amount: 5000, currency: EUR, offers: [%s]}]}
"""


@pytest.fixture
def with_credits(tmp_path, monkeypatch):
    def write(place):
        path = tmp_path / "bakery.yaml"
        path.write_text(PROFILE % place, encoding="utf-8")
        return path

    monkeypatch.setenv("LANGUAGE", "en")
    return write


@pytest.mark.parametrize("place", ["azure", "microsoft", "azure-gpu", "infomaniak"])
def test_credits_are_taken_by_an_offer_an_operator_or_a_cloud_by_its_short_name(
    with_credits, place
):
    [one] = load_profile(with_credits(place), sellers=sellers).budget.credits
    assert one.offers == (place,)


def test_credits_for_a_place_that_nobody_knows_are_a_fault_with_its_place(with_credits):
    with pytest.raises(InvalidFileError) as caught:
        load_profile(with_credits("infomanik"), sellers=sellers)
    [fault] = caught.value.faults
    assert (fault.line, fault.field, fault.code) == (3, "budget.credits.0.offers.0", "OD035")
    assert fault.fix == "Did you mean 'infomaniak'?"


def test_an_offer_of_ones_own_takes_credits(with_credits, tmp_path):
    own = tmp_path / "own" / "offers"
    own.mkdir(parents=True)
    offer = "{id: village-ai, name: Village AI, family: vendor_api, operator: village}"
    (own / "village-ai.yaml").write_text(offer, encoding="utf-8")
    for place in ("village-ai", "village"):
        load_profile(with_credits(place), sellers=lambda: sellers([own.parent]))


def test_validate_tells_it_and_where_to_look(with_credits):
    found = CliRunner().invoke(program, ["validate", str(with_credits("nonsense-xyz"))])
    assert found.exit_code == 1
    assert "OD035" in found.output
    assert "opendecide catalog list" in found.output


SYSTEMS = PROFILE.replace("budget: {credits", "systems: {cloud_contracts: [%s]}\nbudget: {credits")


@pytest.mark.parametrize(("cloud", "meant"), [("awz", "aws"), ("Azure", "azure")])
def test_a_mistyped_contract_is_a_fault_too(with_credits, cloud, meant):
    path = with_credits("azure")
    path.write_text(SYSTEMS % (cloud, "azure"), encoding="utf-8")
    with pytest.raises(InvalidFileError) as caught:
        load_profile(path, sellers=sellers)
    [fault] = caught.value.faults
    assert (fault.line, fault.field) == (3, "systems.cloud_contracts.0")
    assert fault.fix == f"Did you mean '{meant}'?"


def test_a_contract_may_be_with_somebody_of_whom_nothing_is_known(with_credits):
    path = with_credits("azure")
    path.write_text(SYSTEMS % ("hetzner", "azure"), encoding="utf-8")
    assert load_profile(path, sellers=sellers).systems.cloud_contracts == ("hetzner",)
