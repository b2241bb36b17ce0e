"""Break-even, years, units and circumstances, as the recommendation has them."""

from pathlib import Path

import pytest

from opendecide.cost import Bill
from opendecide.measures.draws import Draws
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import parse_setting
from opendecide.stages.findings.bills import PRICED, is_stale
from opendecide.stages.findings.crossover import crossover
from opendecide.stages.findings.outlook import by_year, electricity, per_unit, scenarios
from opendecide.stages.findings.workings import workings
from opendecide.stages.run import run

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def catalog():
    return load_catalog()


@pytest.fixture(scope="module")
def look(catalog):
    criteria = load_criteria()

    def at(name, *settings):
        profile = load_profile(
            EXAMPLES / f"{name}.yaml",
            settings=[parse_setting(one) for one in settings],
            criteria=criteria,
        )
        return run(profile, criteria, catalog, Draws(0, 256))

    return at


@pytest.fixture(scope="module")
def insurer(look):
    return look("property_insurer")


@pytest.fixture(scope="module")
def own(insurer):
    return next(view for view in insurer.views if view.self_run and isinstance(view.bill, Bill))


@pytest.fixture(scope="module")
def service(insurer):
    return next(view for view in insurer.views if not view.self_run and isinstance(view.bill, Bill))


def test_self_run_stands_against_a_service_in_five_quantities(insurer):
    found = crossover(insurer)
    assert [one.quantity for one in found.break_even] == [
        "volume", "utilisation", "accelerator_price", "staff", "api_price",
    ]  # fmt: skip
    sides = {one.quantity: one.direction for one in found.break_even}
    assert sides["volume"] == sides["api_price"] == "above"
    assert sides["accelerator_price"] == sides["staff"] == "below"


def test_untested_quality_withholds_the_verdict(insurer):
    first = crossover(insurer).break_even[0]
    assert first.withheld.code == "cost.quality_not_tested"


def test_the_same_model_run_the_other_way_needs_no_test(look):
    # A city without people to run machines: what is run oneself is there for the figures alone.
    found = crossover(look("city_council"))
    first = found.break_even[0]
    assert first.deployment.partition("@")[0] == first.against.partition("@")[0]
    assert first.withheld is None
    assert first.excluded == first.deployment


def test_the_curve_rises_with_the_volume(insurer):
    points = crossover(insurer).curve.points
    totals = [one.deployment.p50 for one in points if one.deployment is not None]
    assert totals == sorted(totals)
    assert [one.volume for one in points] == sorted(one.volume for one in points)


def test_a_drawing_on_an_own_card_is_set_against_a_service_for_what_both_can_draw(look):
    # Until May 2025 Bedrock sold the model that fits the card.
    then = look("illustrator", "organisation.decision.date=2024-03-01")
    first = crossover(then).break_even[0]
    assert first.deployment.startswith("stable-diffusion-xl@end-user-device")
    assert first.against == "stable-diffusion-xl@bedrock-open-models"
    assert first.withheld is None


def test_years_add_up_to_the_expected_cash(own):
    rows = by_year(own.bill)
    assert sum(sum(one.years) for one in rows) == pytest.approx(
        float(own.bill.yearly.mean(axis=1).sum())
    )
    assert {one.component for one in rows} == {line.component for line in own.bill.lines}


def test_full_load_costs_less_than_what_is_provisioned(own, service):
    for view in (own, service):
        for unit in per_unit(view.bill):
            assert unit.full_load.p50 < unit.provisioned.p50
    assert [one.unit for one in per_unit(own.bill)] == ["Mtok", "thousand requests"]


def test_electricity_is_computed_for_machines_and_a_wide_range_for_services(own, service):
    known, guessed = electricity(own.bill), electricity(service.bill)
    assert known.known
    assert known.full_load_kwh < known.kwh.p50
    assert not guessed.known
    assert guessed.kwh.p90 > 10 * guessed.kwh.p10


def test_circumstances_move_the_total_the_way_they_must(own):
    by_name = {one.id: one.total.p50 for one in scenarios(own, own.bill)}
    assert by_name["prices_halve"] < by_name["today"] < by_name["prices_double"]
    assert by_name["today"] < by_name["ten_times"] < 10 * by_name["today"]


def test_rented_machines_are_looked_at_on_other_terms(own):
    assert own.offer.access_mode == "tenancy"
    by_name = {one.id: one.total.p50 for one in scenarios(own, own.bill)}
    assert {"reserved", "autoscaled"} <= by_name.keys()
    assert by_name["autoscaled"] <= by_name["today"]


def test_a_price_older_than_the_profile_allows_is_marked(insurer):
    bills = [view.bill for view in insurer.views if isinstance(view.bill, Bill)]
    limit = insurer.case.profile.evidence.max_age_days.price
    priced = [line for bill in bills for line in bill.lines if line.component in PRICED]
    ages = {(insurer.case.decision_date - line.as_of).days: line for line in priced}
    assert min(ages) < limit < max(ages)
    assert [is_stale(insurer.case, line) for line in ages.values()] == [age > limit for age in ages]


def test_every_line_has_a_source_and_a_date(insurer):
    bills = [view.bill for view in insurer.views if isinstance(view.bill, Bill)]
    lines = [line for bill in bills for line in bill.lines]
    assert lines
    assert not {line.key for line in lines if line.source is None or line.as_of is None}


def test_the_equations_can_be_followed_with_a_pocket_calculator(own):
    steps = {one.code: one.values for one in workings(own.bill)}
    for step in (one.values for one in workings(own.bill) if one.code == "working.tokens"):
        product = step["requests"] * step["days"] * step["input"] / 1e6
        assert step["input_millions"] == pytest.approx(product)
    speed, places, count = (steps[f"working.{one}"] for one in ("speed", "places", "replicas"))
    assert speed["tokens_per_s"] == pytest.approx(1000 * speed["batch"] / speed["token_ms"])
    held = places["first_s"] + places["output"] * places["token_s"]
    assert places["held_s"] == pytest.approx(held)
    assert places["places"] == pytest.approx(places["arrivals"] * held)
    assert count["places"] <= count["needed"] * count["batch"] * count["cap"]
    assert count["total"] == count["needed"] + count["spare"]


def test_an_offered_total_replaces_use_and_machines(look, service):
    quote = (
        f"evidence.quotes=[{{option: {service.model.id}@{service.offer.id}"
        ", what: total_per_year, amount: 1000, currency: CAD, date: 2026-11-01}]"
    )
    view = next(
        one for one in look("property_insurer", quote).views
        if one.deployment.id == service.deployment.id
    )  # fmt: skip
    used = [line for line in view.bill.lines if line.component == "usage"]
    assert [line.key for line in used] == ["quote"]
    assert used[0].source == "profile/evidence.quotes"
    assert float(used[0].first.mean()) == pytest.approx(1000)
