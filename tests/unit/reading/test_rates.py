"""Money in a currency without an exchange rate is told where it stands, before anything runs."""

import pytest
from click.testing import CliRunner

from opendecide.cli import program
from opendecide.errors import InvalidFileError
from opendecide.reading.codes import CODES
from opendecide.reading.profile import load_profile
from opendecide.reading.rates import rated

PROFILE = """\
organisation: {name: Bakery, country: NG}
workloads: [{id: letters, task_type: summarisation}]
budget: {ceiling: {amount: 500000, currency: NGN}}
"""


@pytest.fixture
def bakery(tmp_path, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    path = tmp_path / "bakery.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


def test_a_currency_without_a_rate_is_a_fault_with_its_place_and_its_cure(bakery):
    with pytest.raises(InvalidFileError) as caught:
        load_profile(bakery, rates=rated())
    [fault] = caught.value.faults
    assert (fault.line, fault.field, fault.code) == (3, "budget.ceiling.currency", "OD051")
    assert "no exchange rate to NGN" in fault.what
    assert "rates.yaml" in fault.fix
    assert "OD051" in CODES


def test_a_rate_of_ones_own_is_a_rate(bakery, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    line = "NGN: {currency: NGN, per_eur: 1700, source: own, as_of: 2026-11-01, grade: expert}\n"
    (own / "rates.yaml").write_text(line, encoding="utf-8")
    assert load_profile(bakery, rates=rated([own])).budget.ceiling.currency == "NGN"


def test_both_francs_of_the_franc_zone_have_a_rate():
    assert {"XOF", "XAF"} <= rated()


def test_validate_tells_it(bakery):
    found = CliRunner().invoke(program, ["validate", str(bakery)])
    assert found.exit_code == 1
    assert "OD051" in found.output
