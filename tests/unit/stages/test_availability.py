"""How long it is down: promised, recorded, or said by nobody."""

from dataclasses import replace

import pytest

from opendecide.measures.draws import Draws
from opendecide.measures.service_quality import availability
from opendecide.model.criteria import factors_of
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.assessment.scales import Scales
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.capability import capability

CATALOG, CRITERIA = load_catalog(), load_criteria()
UNPUBLISHED = CATALOG.rules["availability.unpublished"]
FACTOR = factors_of(CRITERIA)["service_quality.availability"]
PROFILE = Profile.model_validate(
    {
        "organisation": {"name": "Firm", "country": "FR"},
        "workloads": [
            {"id": "help", "task_type": "chat_assistant", "availability_minimum": 99.7},
        ],
        "team": {"ml_level": "advanced", "ml_fte": 2, "ops_fte": 2, "on_call": "24x7"},
        "hardware": {"accelerators": [{"model": "h100", "count": 2}], "expandable": True},
    }
)
CASE, _ = complete(PROFILE, CATALOG, CRITERIA)
VIEWS = candidates(CASE)
DRAWS = Draws(0, 256)


def published(offer):
    facts = (offer.sla_uptime_percent, offer.observed_uptime_percent)
    return [fact for fact in facts if fact is not None and fact.value is not None]


def some(mode, *, silent):
    return next(
        view
        for view in VIEWS
        if view.offer.access_mode == mode and bool(published(view.offer)) != silent
    )


def value(view):
    rated = availability(view, CASE.needs[0], DRAWS)
    return Scales(DRAWS, CASE.on_missing_data, budgeted=False).value(FACTOR, rated).mean


def outcomes(view):
    return [
        one
        for one in capability(view)
        if one.reason.code == "capability.availability"
        or one.reason.values.get("item") == "availability"
    ]


def test_own_operation_on_rented_machines_is_up_no_longer_than_they_are():
    silent = some("tenancy", silent=True)
    promise = UNPUBLISHED.model_copy(update={"value": 99.0, "low": None, "high": None})
    offer = silent.offer.model_copy(update={"sla_uptime_percent": promise})
    tenancy = replace(silent, case=replace(CASE, memo={}), offer=offer)
    rated = availability(tenancy, CASE.needs[0], DRAWS)
    assert rated.high == pytest.approx(0.01 * 43_800)
    assert not rated.missing
    assert [one.kind for one in outcomes(tenancy)] == ["excluded"]


def test_a_host_that_published_nothing_counts_alike_for_its_service_and_for_own_operation_on_it():
    tenancy, service = some("tenancy", silent=True), some("api", silent=True)
    assert value(tenancy) == pytest.approx(value(service))
    for view in (tenancy, service):
        rated = availability(view, CASE.needs[0], DRAWS)
        assert rated.missing == (f"offers/{view.offer.id}/sla_uptime_percent",)


def test_no_operator_of_the_catalogue_loses_by_publishing():
    figures = [fact.value for offer in CATALOG.offers.values() for fact in published(offer)]
    assert min(figures) >= UNPUBLISHED.low
    assert value(some("api", silent=False)) >= value(some("api", silent=True)) > 0


def test_a_minimum_is_a_condition_where_nobody_published_the_uptime():
    for mode in ("tenancy", "api"):
        [found] = outcomes(some(mode, silent=True))
        assert found.kind == "conditional"
