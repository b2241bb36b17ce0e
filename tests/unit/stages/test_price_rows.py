"""Whose price a bill rests on, where an operator publishes none."""

from dataclasses import replace
from datetime import date

import pytest

from opendecide.measures.draws import Draws
from opendecide.model.offer_facts import Served
from opendecide.model.profile import Profile
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.settings import apply_to_catalog, parse_setting
from opendecide.stages.billing.costing import price
from opendecide.stages.candidates.long_list import candidates
from opendecide.stages.filling.completion import complete
from opendecide.stages.gates import AFTER_COST, apply
from opendecide.stages.market.price_rows import borrowed, price_row
from opendecide.stages.market.seat_price import seat_price
from opendecide.stages.run import run

SILENT, MODEL = "albert-api", "gpt-oss-120b"


def rests_on_others(*quoted):
    quotes = [
        {"option": f"{MODEL}@{SILENT}", "what": one, "amount": 0.5, "currency": "EUR"}
        for one in quoted
    ]
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "DE"},
            "workloads": [{"id": "help", "task_type": "chat_assistant"}],
            "evidence": {"quotes": quotes},
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    return borrowed(case, case.catalog.offers[SILENT], case.catalog.models[MODEL])


def test_the_price_of_others_stands_in_until_a_quote_is_in_hand():
    assert rests_on_others()
    assert rests_on_others("price_input")
    assert not rests_on_others("price_input", "price_output")


def speech(country, **latency):
    """Return a case that writes down what is said."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": country},
            "workloads": [{"id": "calls", "task_type": "transcription", "latency": latency}],
        }
    )
    return complete(profile, load_catalog(), load_criteria())[0]


def seat(*suites):
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "DE"},
            "workloads": [{"id": "help", "task_type": "chat_assistant"}],
            "systems": {"suites": suites},
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    inside = next(one for one in candidates(case) if one.offer.id == "gemini-workspace")
    return seat_price(inside).range


def test_an_assistant_inside_a_suite_costs_the_suite_where_it_is_not_there_yet():
    assert seat("google_workspace")[1] == 0
    assert seat("microsoft365")[1] > 10


def test_capacity_that_is_sold_by_the_month_waits_for_a_quote_of_its_own():
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "DE", "persona": "productivity_enterprise"},
            "workloads": [{"id": "help", "task_type": "extraction", "user_type": "machine"}],
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    for view in price(candidates(case, {"azure-openai-provisioned": {"gpt-6-luna"}}), Draws(0, 64)):
        asked = [one for one in apply(view, AFTER_COST) if one.gate == "budget"]
        assert [(one.kind, one.silent) for one in asked] == [("conditional", True)]
    found = run(profile, load_criteria(), load_catalog(), Draws(0, 64))
    assert "azure-openai-provisioned" not in {one.offer.id for one in found.views}


def paid(country, *classes, at=("claude-bedrock", "claude-haiku-5-5"), **jurisdiction):
    """Return the price, of Claude on Amazon Bedrock if not of another, that each class pays."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": country},
            "jurisdiction": jurisdiction,
            "data": {
                "classes": [
                    {"id": one, "kind": "internal", "minimum_locus": one} for one in classes
                ]
            },
            "workloads": [
                {"id": f"of_{one}", "task_type": "coding", "data_classes": [one]} for one in classes
            ],
        }
    )
    case, _ = complete(profile, load_catalog(), load_criteria())
    offer, model = case.catalog.offers[at[0]], case.catalog.models[at[1]]
    return {
        need.workload.data_classes[0]: price_row(case, offer, model, need) for need in case.needs
    }


def test_data_that_must_stay_in_a_region_pay_the_price_of_a_region_and_other_data_do_not():
    found = paid("JP", "shared_any_region", "shared_guaranteed_region", "own_tenancy")
    assert found["shared_any_region"].region == "global"
    for one in ("shared_guaranteed_region", "own_tenancy"):
        assert found[one].region != "global"
        assert found[one].input > found["shared_any_region"].input


def test_data_that_must_stay_at_home_pay_the_price_listed_for_home():
    for country, region in (("DE", "EU"), ("US", "US")):
        assert (
            paid(country, "shared_guaranteed_region")["shared_guaranteed_region"].region == region
        )


def test_who_keeps_data_in_a_region_pays_what_the_offer_asks_for_it_beyond_its_list():
    mistral = ("mistral-api", "mistral-large-4")
    found = paid("FR", "shared_any_region", "shared_guaranteed_region", at=mistral)
    anywhere, pinned = found["shared_any_region"], found["shared_guaranteed_region"]
    assert load_catalog().offers["mistral-api"].residency_uplift_percent.value == 10
    for part in ("input", "output", "cached"):
        assert getattr(pinned, part) == pytest.approx(1.1 * getattr(anywhere, part)), part
    assert "regional-inference" in pinned.source


@pytest.mark.parametrize(("model", "times"), [("gpt-5", 1.0), ("gpt-5.5", 1.1)])
def test_the_surcharge_of_a_region_may_be_for_newer_models_alone(model, times):
    terms = ("openai-api-enterprise", model)
    found = paid("FR", "shared_any_region", "shared_guaranteed_region", at=terms)
    anywhere, pinned = found["shared_any_region"], found["shared_guaranteed_region"]
    assert pinned.input == pytest.approx(times * anywhere.input)


def test_a_borrowed_price_is_the_highest_of_all_whatever_the_unit_it_is_listed_in():
    case = speech("FR")
    offer, model = case.catalog.offers["infomaniak-ai"], "whisper-large-v3"
    rows = [
        one
        for other in case.catalog.offers.values()
        for one in other.serves
        if one.model == model and one.input is not None
    ]
    assert {one.unit for one in rows} == {"hour", "minute"}
    of_an_hour = [one.input * {"hour": 1, "minute": 60}[one.unit] for one in rows]
    taken = price_row(case, offer, case.catalog.models[model], case.needs[0])
    assert taken.unit == "minute"
    assert taken.input * 60 == max(of_an_hour)


def of_an_hour(offer, model, **latency):
    """Return what an hour of speech costs a workload; None where nobody knows."""
    case = speech("DE", **latency)
    found = price_row(case, case.catalog.offers[offer], case.catalog.models[model], case.needs[0])
    return None if found is None else found.input * {"hour": 1, "minute": 60}[found.unit]


@pytest.mark.parametrize(
    ("offer", "model"),
    [
        ("azure-speech", "azure-speech"),
        ("azure-openai-regional", "azure-speech"),
        ("amazon-transcribe", "amazon-transcribe"),
        ("assemblyai-api", "universal-3-pro"),
    ],
)
def test_who_waits_for_speech_to_be_written_down_pays_no_price_for_batches(offer, model):
    waits = of_an_hour(offer, model, p95_seconds=120, interactive=True)
    assert waits > 2 * of_an_hour(offer, model, interactive=False)


def listing(*rows, elsewhere=(), interactive=True):
    """Return the price of speech at an offer that lists these rows, and others those."""
    found = row_of(*rows, elsewhere=elsewhere, interactive=interactive)
    return None if found is None else found.input


def row_of(*rows, elsewhere=(), interactive=True):
    case = speech("DE", interactive=interactive)
    offers = dict(case.catalog.offers)
    for name, listed in (("azure-speech", rows), ("google-speech-to-text", elsewhere)):
        served = tuple(
            Served(
                model="chirp-3",
                unit="hour",
                input=amount,
                mode=mode,
                currency="USD",
                source="list",
                as_of=case.decision_date,
                grade="vendor",
                **(terms[0] if terms else {}),
            )
            for mode, amount, *terms in listed
        )
        offers[name] = offers[name].model_copy(update={"serves": served})
    offers["gemini-vertex"] = offers["gemini-vertex"].model_copy(update={"serves": ()})
    case = replace(case, catalog=case.catalog.model_copy(update={"offers": offers}), memo={})
    return price_row(case, offers["azure-speech"], case.catalog.models["chirp-3"], case.needs[0])


def test_where_only_batches_have_a_price_answers_have_none():
    assert listing(("batch", 0.2)) is None
    assert listing(("batch", 0.2), interactive=False) == 0.2


def test_an_unknown_price_of_answers_is_what_others_ask_and_never_less_than_that_of_batches():
    assert listing(("batch", 0.2), elsewhere=[("live", 0.9), (None, 0.5)]) == 0.9
    assert listing(("batch", 0.2), elsewhere=[("live", 0.1)]) == 0.2
    assert listing(("batch", 0.2), elsewhere=[("batch", 0.9)]) is None


def test_a_price_that_makes_no_difference_is_for_both():
    for interactive in (True, False):
        assert listing((None, 0.3), interactive=interactive) == 0.3
    assert listing(("live", 0.3), interactive=False) == 0.3
    assert listing(("live", 0.3), ("batch", 0.1), interactive=False) == 0.1


LATER, BEFORE = {"from_date": date(2030, 1, 1)}, {"retires": date(2020, 1, 1)}


@pytest.mark.parametrize("terms", [LATER, BEFORE], ids=["not yet", "no more"])
def test_a_price_is_paid_while_it_holds_whoever_asks_it(terms):
    assert listing(("live", 0.1, terms), ("live", 0.3)) == 0.3
    assert listing(("batch", 0.2), elsewhere=[("live", 0.9, terms), ("live", 0.5)]) == 0.5
    assert listing(("live", 0.1, terms), elsewhere=[("live", 0.5)]) is None


def test_what_others_take_off_is_not_taken_off_where_nothing_is_listed():
    others = {"cached": 0.1, "batch_discount": 0.5}
    found = row_of(("batch", None), elsewhere=[("live", 0.9, others)])
    assert (found.input, found.cached, found.batch_discount) == (0.9, None, None)


def reading(tokens, **more):
    """Return a case that sums up documents of so many tokens."""
    profile = Profile.model_validate(
        {
            "organisation": {"name": "Firm", "country": "DE"},
            "workloads": [
                {"id": "files", "task_type": "summarisation", "tokens": {"input": tokens, **more}}
            ],
        }
    )
    return complete(profile, load_catalog(), load_criteria())[0]


def asked_for(case, offer, model):
    return price_row(case, case.catalog.offers[offer], case.catalog.models[model], case.needs[0])


def test_a_request_with_a_long_input_pays_the_dearer_price_for_all_of_it():
    # List of Anthropic on 2026-11-10: 0.1 and 0.5 USD, above 100,000 tokens 0.5 and 2.5.
    at = asked_for(reading(100_000), "anthropic-api", "claude-haiku-5-5")
    above = asked_for(reading(100_001), "anthropic-api", "claude-haiku-5-5")
    assert (at.input, at.output, at.cached) == (0.1, 0.5, 0.01)
    assert (above.input, above.output, above.cached) == (0.5, 2.5, 0.05)


def test_no_host_of_a_model_is_cheaper_for_long_inputs_by_silence():
    """Where the maker's own list asks more for them, so does every list that has the model."""
    catalog = load_catalog()
    rows = [(offer.id, row) for offer in catalog.offers.values() for row in offer.serves]
    dearer = {row.model for _, row in rows if row.long is not None}
    today = [(offer, row) for offer, row in rows if row.model in dearer and row.input is not None]
    assert {(offer, row.model) for offer, row in today if row.long is None} == set()


def test_keeping_to_a_region_costs_its_share_more_for_long_inputs_too():
    case = complete(
        Profile.model_validate(
            {
                "organisation": {"name": "Firm", "country": "DE"},
                "workloads": [
                    {"id": "files", "task_type": "summarisation", "tokens": {"input": 300_000}}
                ],
                "obligations": {"region_only": {"regions": ["EU"], "workloads": ["files"]}},
            }
        ),
        load_catalog(),
        load_criteria(),
    )[0]
    row = asked_for(case, "openai-api-enterprise", "gpt-6-sol")
    assert row.input == pytest.approx(4.0 * 1.1)
    assert row.output == pytest.approx(15.0 * 1.1)


def test_a_cached_price_that_is_not_told_for_long_inputs_is_not_the_short_one():
    case = reading(200_000)
    offer = case.catalog.offers["anthropic-api"]
    rows = tuple(
        one.model_copy(update={"long": one.long.model_copy(update={"cached": None})})
        if one.long
        else one
        for one in offer.serves
    )
    silent = offer.model_copy(update={"serves": rows})
    model = case.catalog.models["claude-haiku-5-5"]
    assert price_row(case, silent, model, case.needs[0]).cached is None


def test_a_price_that_is_set_holds_for_long_inputs_as_well():
    made = apply_to_catalog(
        load_catalog(), [parse_setting("catalog.offers.anthropic-api.price_input=3")]
    )
    case = reading(200_000)
    model = made.models["claude-haiku-5-5"]
    row = price_row(case, made.offers["anthropic-api"], model, case.needs[0])
    assert (row.input, row.output) == (3.0, 2.5)
