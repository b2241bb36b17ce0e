"""Behind a bare interface people need an application: a product with a server, not hours alone."""

from itertools import pairwise

import numpy as np
import pytest

from opendecide.cost import combine
from opendecide.measures.draws import Draws
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.recommend import recommend
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.feasibility import skills

CATALOG, CRITERIA = load_catalog(), load_criteria()
INTERFACE, SEATS = "anthropic-api", "claude-team"
PRODUCT = {"application_hosting", "application_licence"}
WORK = {"application", "setup_application"}


def office(people=40, *, persona="productivity_enterprise", **said):
    """Return an office that asks a model, with or without an application of its own."""
    task = said.pop("task_type", "chat_assistant")
    workload = {
        "id": "help",
        "task_type": task,
        "volume": {"users": people, "requests_per_user_per_day": 5},
    }
    return Profile.model_validate(
        {
            "organisation": {
                "name": "Office",
                "country": "DE",
                "persona": persona,
                "size": {"headcount": max(people, 1)},
            },
            "workloads": [workload, *said.pop("beside", ())],
            "budget": {"currency": "USD", "horizon_years": 1},
            **said,
        }
    )


def billed(offer=INTERFACE, people=40, **said):
    """Return what such an office pays for an offer."""
    case, _ = complete(office(people, **said), CATALOG, CRITERIA)
    one = next(one for one in candidates(case) if one.offer.id == offer)
    [found] = price([one], Draws(0, 512))
    return found.bill


def lines(bill, keys=PRODUCT | WORK):
    return {one.key: one for one in bill.lines if one.key in keys}


def test_the_product_before_a_bare_interface_is_billed_beside_the_work_on_it():
    found = lines(billed())
    assert found.keys() == PRODUCT | WORK
    for one in found.values():
        assert one.component == "application"
        assert one.source
        assert one.as_of


def test_its_server_is_paid_by_the_month_at_a_listed_price():
    hosting = lines(billed())["application_hosting"]
    assert hosting.unit == "month"
    assert float(np.median(hosting.quantity)) == pytest.approx(12)
    a_year = float(np.median(hosting.amount))
    assert 12 * 14 < a_year < 12 * 349


def test_a_licence_costs_nothing_in_the_middle_and_something_where_one_is_bought():
    """The best known are free at any size; who buys pays by the seat."""
    licence = lines(billed(people=40))["application_licence"]
    assert licence.unit == "seat month"
    middle, high = np.quantile(licence.amount, [0.5, 0.9])
    assert high > 40 * 12
    assert middle < 0.05 * high


@pytest.mark.parametrize(
    "without",
    [
        {"offer": SEATS},
        {"systems": {"application": True}},
        {"task_type": "extraction"},
        {"persona": "individual", "people": 1},
    ],
    ids=["seats bring one", "one is in place", "software calls the model", "free on one's own"],
)
def test_whoever_needs_no_application_pays_for_none(without):
    assert not lines(billed(**without))


def test_more_people_never_pay_less_for_it_and_there_is_no_step():
    counts = [1, 10, 50, 51, 100, 101, 1_000, 1_001, 5_000, 5_001, 60_000]
    for key in PRODUCT:
        paid = [float(np.mean(lines(billed(people=count))[key].amount)) for count in counts]
        assert paid == sorted(paid)
        for (fewer, less), (more, dearer) in pairwise(zip(counts, paid, strict=True)):
            if more == fewer + 1:
                assert dearer < 1.03 * less


def test_people_of_other_work_need_no_seat_in_it():
    field = {
        "id": "reports",
        "task_type": "extraction",
        "volume": {"users": 3000, "requests_per_user_per_day": 1},
    }
    alone, beside = billed(), billed(beside=[field])
    assert float(np.median(lines(beside)["application_licence"].quantity)) == pytest.approx(
        float(np.median(lines(alone)["application_licence"].quantity))
    )


def test_a_combination_has_one_application_for_the_most_of_its_users():
    few, many = billed(people=40), billed(people=90)
    for bills in ([few, many], [many, few]):
        together = combine(bills)
        found = [one.key for one in together.lines if one.key in PRODUCT | WORK]
        assert sorted(found) == sorted(PRODUCT | WORK)
        assert lines(together)["application_licence"].amount.mean() == pytest.approx(
            lines(many)["application_licence"].amount.mean()
        )


def test_a_break_even_over_part_of_the_work_has_its_application_too():
    """The volume at which two cost the same is sought with what both of them answer."""
    field = {
        "id": "field",
        "task_type": "rag_qa",
        "volume": {"users": 3000},
        "must_have": ["offline"],
    }
    profile = office(beside=[field], hardware={"devices": {"count": 3000, "memory_gb": 16}})
    assert recommend(profile, samples=128, stress=False).ranking


@pytest.mark.parametrize(
    ("team", "nobody"),
    [
        ({"ml_fte": 0, "delivery_fte": 0, "hireable_fte": 0}, True),
        ({"ml_fte": 0, "delivery_fte": 0.2, "hireable_fte": 0}, False),
        ({"ml_fte": 0, "delivery_fte": 0, "hireable_fte": 0.5}, False),
        ({"ml_level": "intermediate", "ml_fte": 0.3, "delivery_fte": 0, "hireable_fte": 0}, False),
        # Who writes prompts and no programs connects nothing, where nobody integrates.
        ({"ml_level": "basic", "ml_fte": 0.3, "delivery_fte": 0, "hireable_fte": 0}, True),
        ({"ml_level": "basic", "ml_fte": 0.3, "hireable_fte": 0}, False),
        ({"ml_fte": 0, "hireable_fte": 0}, False),  # silent on who integrates: the usual people do
    ],
)
def test_people_who_run_what_there_is_do_not_connect_an_interface(team, nobody):
    said = {"ops_fte": 0.5, "partner_budget": {"amount": 0, "currency": "USD"}, **team}
    case, _ = complete(office(team=said), CATALOG, CRITERIA)
    bare = next(one for one in candidates(case) if one.offer.id == INTERFACE)
    objections = {one.reason.code: one.kind for one in skills(bare)}
    assert objections.get("skills.interface") == ("excluded" if nobody else None)


NOBODY = {
    "ml_level": "basic", "ml_fte": 0, "ops_fte": 0, "delivery_fte": 0, "hireable_fte": 0,
    "partner_budget": {"amount": 0, "currency": "USD"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("team", "adapted", "excluded"),
    [
        (NOBODY, "adapters", True),
        (NOBODY, "prompts", False),
        (NOBODY | {"ml_fte": 0.2}, "adapters", False),
        (NOBODY | {"partner_budget": {"amount": 30_000, "currency": "USD"}}, "adapters", False),
    ],
)
def test_where_nobody_is_there_nobody_adapts_a_model(team, adapted, excluded):
    classes = {
        "id": "classes",
        "task_type": "classification",
        "user_type": "machine",
        "customization_need": adapted,
    }
    profile = office(team=team, systems={"application": True})
    profile = profile.model_validate(
        profile.model_dump(mode="json", by_alias=True, exclude_unset=True)
        | {"workloads": [classes]}
    )
    case, _ = complete(profile, CATALOG, CRITERIA)
    at_a_host = next(one for one in candidates(case) if one.offer.id == "groq")
    found = {one.reason.code: one for one in skills(at_a_host)}
    assert ("skills.adaptation" in found) is excluded
    if excluded:
        assert found["skills.adaptation"].workload == "classes"
