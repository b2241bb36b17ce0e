"""A model that is known to end has to be replaced then, once at least."""

from datetime import date
from functools import cache

import numpy as np
import pytest

from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete

SERVICE = "gpt-6-luna@openai-api"
RATE = 0.4
"""Changes of model a year with a service, at the middle of the planning figure."""


@cache
def bill(end=None, *, rate=RATE, years=3.0, validated=False):
    """Return the bill of a service whose model ends on a day, or on none that is known."""
    catalog = load_catalog()
    offer = catalog.offers["openai-api"]
    rows = tuple(
        one.model_copy(update={"retires": end}) if one.model == "gpt-6-luna" else one
        for one in offer.serves
    )
    offers = {**catalog.offers, offer.id: offer.model_copy(update={"serves": rows})}
    profile = {
        "organisation": {"name": "Firm", "country": "FR", "decision": {"date": "2027-01-01"}},
        "workloads": [
            {
                "id": "letters",
                "task_type": "extraction",
                "data_classes": ["public"],
                "validated": validated,
            }
        ],
        "budget": {"horizon_years": years},
        "scenarios": {"retirement_forced_migrations_per_year": rate},
    }
    catalog = catalog.model_copy(update={"offers": offers})
    case, _ = complete(Profile.model_validate(profile), catalog, load_criteria())
    [view] = price([one for one in candidates(case) if one.deployment.id == SERVICE], Draws(0, 512))
    return view.bill


def changes(found):
    """Return how many changes of model a bill counts, in the middle."""
    each = found.assumed["migration"] * found.demands[0].care
    spent = 0.0
    for line in found.lines:
        if line.component == "migration":
            lengths = 1.0 if line.once else found.assumed.lengths[:, None]
            spent = spent + (line.yearly * lengths).sum(axis=0) / line.unit_price
    return float(np.median(spent / each))


def test_where_no_end_is_known_changes_come_at_the_planning_rate():
    assert changes(bill()) == pytest.approx(3 * RATE)


def test_after_a_known_end_the_next_model_lasts_as_long_as_models_usually_do():
    # 273 days of 2027, then two and a half years without a change, then 0.4 a year.
    after = 6 - 273 / 365.25 - 1 / RATE
    assert changes(bill(date(2027, 10, 1), years=6.0)) == pytest.approx(1 + RATE * after)
    assert changes(bill(date(2027, 10, 1))) == pytest.approx(1)


@pytest.mark.parametrize("end", [date(2027, 2, 1), date(2028, 7, 1), date(2029, 12, 1)])
def test_nobody_has_fewer_changes_for_keeping_an_end_to_himself(end):
    for years in (1 / RATE, 3.0, 5.0):
        assert changes(bill(end, years=years)) <= changes(bill(years=years)) + 1e-9


def test_a_known_end_is_a_change_at_least_whatever_rate_is_stated():
    assert changes(bill(date(2027, 10, 1), rate=0.0)) == pytest.approx(1)


def test_a_model_that_is_known_to_outlast_the_horizon_is_never_changed():
    assert changes(bill(date(2031, 1, 1))) == pytest.approx(0)


def test_the_change_is_paid_in_the_year_in_which_the_model_ends():
    [line] = [one for one in bill(date(2028, 7, 1), rate=0.0).lines if one.key == "known_migration"]
    assert [bool(year.any()) for year in line.yearly] == [False, True, False]


def test_the_change_is_named_by_the_model_that_ends_not_by_another_beside_it():
    [line] = [one for one in bill(date(2028, 7, 1)).lines if one.key == "known_migration"]
    assert line.workload == "letters"


def test_an_end_in_a_broken_last_year_counts_whole():
    assert changes(bill(date(2028, 3, 1), rate=0.0, years=1.5)) == pytest.approx(1)


def test_who_has_the_work_validated_pays_for_it_at_a_known_end_too():
    plain, validated = (
        next(
            np.median(one.quantity)
            for one in bill(date(2027, 10, 1), validated=said).lines
            if one.key == "known_migration"
        )
        for said in (False, True)
    )
    assert validated > plain
