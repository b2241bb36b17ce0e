"""A server that was offered to the organisation costs what was offered."""

import pytest

from opendecide.cost import Bill
from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

CATALOG, CRITERIA = load_catalog(), load_criteria()


def offered(machine):
    return {
        "option": f"own-premises:{machine}", "what": "machine_purchase", "amount": 31_000,
        "currency": "EUR",
    }  # fmt: skip


def servers(*quotes):
    """Return what runs on bought servers, with its bill."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Works", "country": "DE"},
            "workloads": [
                {"id": "letters", "task_type": "summarisation", "volume": {"requests_per_day": 500}}
            ],
            "hardware": {"expandable": True},
            "evidence": {"quotes": quotes},
        }
    )
    case, _ = complete(profile, CATALOG, CRITERIA)
    views = candidates(case, {"own-premises": {"gpt-oss-120b", "deepseek-v4-flash"}})
    return [view for view in price(views, Draws(0, 64)) if isinstance(view.bill, Bill)]


def maintenance(view):
    """Return the line that is nothing but a share of what the servers cost."""
    return next(line for line in view.bill.lines if line.key == "maintenance")


def test_a_server_costs_what_it_was_offered_for_whatever_runs_on_it():
    machine = servers()[0].deployment.machine
    billed = [one for one in servers(offered(machine)) if one.deployment.machine == machine]
    assert billed
    for view in billed:
        share = view.bill.assumed["maintenance_share"]
        assert maintenance(view).unit_price == pytest.approx(31_000 * share)
        assert maintenance(view).source == "profile/evidence.quotes"


def test_a_server_that_was_offered_for_little_is_bought_where_a_smaller_one_would_do():
    def machines(*quotes):
        return {one.deployment.machine for one in servers(*quotes)}

    assert "b300-x8" in machines(offered("b300-x8")) - machines()


def test_an_offer_of_a_server_moves_the_price_of_no_other():
    listed, beside = servers(), servers(offered("h100-x8") | {"amount": 900_000})
    assert [one.deployment.id for one in beside] == [one.deployment.id for one in listed]
    for one, other in zip(listed, beside, strict=True):
        assert maintenance(one).unit_price == pytest.approx(maintenance(other).unit_price)
