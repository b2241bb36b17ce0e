"""What a rating follows from, one fact or one field of a profile at a time."""

from datetime import date
from types import MappingProxyType

import pytest

from opendecide.measures import (
    community,
    compliance,
    continuity,
    customization,
    data_security,
    operability,
    safety,
    service_quality,
    sovereignty,
)
from opendecide.model.fact import Fact
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates.country_policy import country_policy

SERVICE, OWN, RENTED = "openai-api", "own-premises", "scaleway-gpu-instances"
SERVICE_OF_OPEN_WEIGHTS = "nebius-token-factory"
LETTERS = {"id": "letters", "task_type": "summarisation"}


def fact(value, **more):
    return Fact(value=value, source="a page", as_of=date(2026, 11, 1), grade="vendor", **more)


def changed(entries, name, **update):
    """Return the entries with one of them changed."""
    return MappingProxyType({**entries, name: entries[name].model_copy(update=update)})


def view(offer, catalog=None, workloads=(LETTERS,), model=None, **said):
    """Return a deployment of an offer as an organisation would run it."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "FR"},
            "workloads": workloads,
            "hardware": {"expandable": True},
            **said,
        }
    )
    case, _ = complete(profile, catalog or load_catalog(), load_criteria())
    return next(
        one
        for one in candidates(case, {offer: [model] if model else [*case.catalog.models]})
        if one.offer.id == offer and (model is None or one.model.id == model)
    )


def with_offer(offer, **update):
    catalog = load_catalog()
    return catalog.model_copy(update={"offers": changed(catalog.offers, offer, **update)})


def with_model(model, **update):
    catalog = load_catalog()
    return catalog.model_copy(update={"models": changed(catalog.models, model, **update)})


def span(performance):
    return performance.low, performance.high


@pytest.mark.parametrize(("offer", "asked"), [(SERVICE, True), (OWN, False)])
def test_personal_data_ask_for_an_assessment_where_somebody_else_sees_them(offer, asked):
    found = compliance.duties(view(offer, workloads=[{**LETTERS, "data_classes": ["personal"]}]))
    assert ("impact_assessment" in found) is asked


def test_health_data_ask_for_an_assessment_even_on_own_premises():
    found = compliance.duties(view(OWN, workloads=[{**LETTERS, "data_classes": ["health"]}]))
    assert "impact_assessment" in found


def test_a_partner_lets_a_team_adapt_one_step_deeper():
    alone, helped = (
        customization.usable_cap(view(SERVICE, team={"ml_level": "basic", **team}))
        for team in ({}, {"partner_budget": {"amount": 90_000, "currency": "EUR"}})
    )
    depths = customization.DEPTHS
    assert depths.index(helped) == depths.index(alone) + 1


def tuned(**said):
    """Return the depths of a service that tunes, with what is said of its tuning."""
    catalog = load_catalog()
    tuning = catalog.offers[SERVICE].finetuning.model_copy(
        update={"open_to_new": None, "end_date": None, **said}
    )
    return customization.offered_depth(view(SERVICE, with_offer(SERVICE, finetuning=tuning)))[0]


def test_tuning_is_offered_to_those_who_are_let_in_and_until_it_ends():
    assert tuned(open_to_new=fact(value=True)) == ("managed_tuning",)
    assert tuned(open_to_new=fact(value=False)) == ("retrieval_and_tools",)
    ended = {"open_to_new": fact(value=True), "end_date": fact("2026-01-01")}
    assert tuned(**ended) == ("retrieval_and_tools",)


def test_who_does_not_say_whom_tuning_is_open_to_is_no_better_than_who_says_no():
    assert tuned() == ("retrieval_and_tools", "managed_tuning")


def test_what_nobody_measured_of_a_community_may_be_anything():
    catalog = load_catalog()
    seen = view(RENTED, model="gpt-oss-120b")
    name = seen.model.community or seen.model.id
    silent = changed(catalog.communities, name, contributors_90d=None)
    less = view(RENTED, catalog.model_copy(update={"communities": silent}), model="gpt-oss-120b")
    (low, high), (lower, higher) = (span(community.community_health(one)) for one in (seen, less))
    assert lower <= low
    assert higher >= high
    assert higher - lower > high - low


def test_signed_weights_are_worth_what_somebody_is_there_to_check():
    model = "gpt-oss-120b"
    catalog = load_catalog()
    artifacts = catalog.models[model].artifacts.model_copy(
        update={"format": fact("safetensors"), "signature": fact(value=True)}
    )
    rated = [
        data_security.supply_chain_integrity(
            view(
                OWN,
                with_model(model, artifacts=artifacts),
                model=model,
                systems={"model_registry": True},
                team={"security_fte": people},
            )
        ).levels
        for people in (0, 0.5)
    ]
    assert rated == [("pinned_and_scanned",), ("internal_mirror",)]


@pytest.mark.parametrize(("people", "more"), [(0, 0), (1, 1)])
def test_who_could_run_the_weights_is_one_source_more(people, more):
    seen = view(SERVICE_OF_OPEN_WEIGHTS, model="gpt-oss-120b", team={"ml_fte": people})
    operators, _ = sovereignty.operators_of(seen)
    assert sovereignty.substitutability(seen).mid == len(operators) + more


def test_a_version_that_cannot_be_pinned_is_sure_for_no_month():
    rated = service_quality.version_stability(
        view(SERVICE, with_offer(SERVICE, pinning=fact(value=False)))
    )
    assert rated.mid == 0


@pytest.mark.parametrize(("released", "months"), [("2026-09-06", 12), ("2026-09-07", 5.9)])
def test_a_promise_for_models_of_before_a_day_is_none_for_later_ones(released, months):
    catalog = with_offer(
        SERVICE,
        pinning=fact(value=True),
        notice_days=fact(180),
        version_months=fact(12),
        version_months_for_models_before=date(2026, 9, 7),
    )
    serves = tuple(
        one.model_copy(update={"retires": None}) for one in catalog.offers[SERVICE].serves
    )
    offers = changed(catalog.offers, SERVICE, serves=serves)
    model = serves[0].model
    models = changed(catalog.models, model, release_date=fact(released))
    catalog = catalog.model_copy(update={"offers": offers, "models": models})
    rated = service_quality.version_stability(view(SERVICE, catalog, model=model))
    assert rated.mid == pytest.approx(months, abs=0.05)


def test_a_service_that_says_how_long_it_takes_is_believed():
    slow = with_offer(SERVICE, lead_time_weeks=fact(30))
    usual = operability.time_to_production(view(SERVICE)).mid
    assert operability.time_to_production(view(SERVICE, slow)).mid > usual + 20


def test_each_further_workload_makes_leaving_dearer_by_half_of_the_first():
    one, two = (
        sovereignty.switching_effort(view(SERVICE, workloads=workloads)).mid
        for workloads in ([LETTERS], [LETTERS, {**LETTERS, "id": "notes"}])
    )
    assert two == pytest.approx(1.5 * one)


@pytest.mark.parametrize(("day", "counts"), [("2026-01-01", True), ("2020-01-01", False)])
def test_a_policy_that_was_reversed_is_held_against_its_maker_for_two_years(day, counts):
    catalog = load_catalog()
    operator = catalog.offers[SERVICE].operator
    steady, turned = (
        continuity._host(
            view(
                SERVICE,
                catalog.model_copy(
                    update={"vendors": changed(catalog.vendors, operator, policy_reversal=said)}
                ),
            )
        ).range[1]
        for said in (None, fact(day))
    )
    assert (turned < steady) is counts


def test_tests_against_attack_are_never_averaged_but_the_middle_one_is_expected():
    catalog = load_catalog()
    model, rates = next(
        (one.id, sorted(test.rate for test in one.redteam))
        for one in catalog.models.values()
        if len({test.rate for test in one.redteam}) > 2
        and any(row.model == one.id for offer in catalog.offers.values() for row in offer.serves)
    )
    offer = next(
        one.id
        for one in catalog.offers.values()
        if any(row.model == model and row.input is not None for row in one.serves)
    )
    found = safety.robustness(view(offer, model=model))
    assert found.low <= rates[0]
    assert found.high >= rates[-1]
    assert found.mid == rates[len(rates) // 2]


def test_sources_that_disagree_on_a_country_leave_something_to_settle():
    rule = [{"country": "CN", "stance": "excluded", "scope": ["hosting"]}]
    kinds = []
    for said in (fact("CN"), fact(None, any_of=("CN", "FR"))):
        seen = view(
            SERVICE,
            with_offer(SERVICE, operator_country=said),
            jurisdiction={"country_policy": rule},
        )
        kinds.append({one.kind for one in country_policy(seen)})
    assert kinds == [{"excluded"}, {"conditional"}]
