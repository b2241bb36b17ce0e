"""The offer side of the shipped catalogue: what is sold, where, on which terms, on which machines."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from opendecide.model.base import Record
from opendecide.model.catalog import Catalog
from opendecide.model.fact import Evidence, Fact
from opendecide.model.offer_facts import Offer, Served
from opendecide.reading.catalog import read_yaml

CATALOG = Path(__file__).parents[2] / "opendecide" / "catalog"
READ = date(2026, 11, 30)
OFFER_SIDE = ("offers", "hosts", "hardware", "community", "rules")
NOT_SHIPPED = re.compile(
    r"livebench|lmarena|data-?receipts|compute-screener|infercheck|csf\.hop3", re.IGNORECASE
)

TENANCIES = {"multi", "dedicated", "own_tenancy", "own_premises", "device", "leased_room"}
CONTROLS = {
    "system_prompt", "sampling", "seed", "logprobs", "structured_output", "stop_and_length",
    "reasoning_effort", "safety_filter", "version_pin", "custom_moderation",
}  # fmt: skip
CLAUSES = {
    "processing_agreement", "subprocessor_list", "audit_right", "breach_notice", "liability_cap",
    "ip_indemnity", "output_ownership", "confidentiality", "deletion_certificate",
    "exit_assistance", "price_change_limit", "home_governing_law",
}  # fmt: skip
WORDS = {
    "tenancy": TENANCIES,
    "key_holder": {"provider", "customer"},
    "controls": CONTROLS,
    "controls_absent": CONTROLS,
    "clauses": CLAUSES,
    "clauses_absent": CLAUSES,
    "usability": {
        "weights_or_library", "raw_api", "api_and_console", "end_user_application",
        "inside_business_suite",
    },
    "support": {"none", "community", "business_hours", "round_the_clock", "named_engineer"},
    "logs": {"none", "vendor_logs", "own_logs_pinned", "replay", "tamper_evident"},
    "exit_terms": {
        "at_will", "fixed_term", "exit_assistance", "replaceable_operator", "own_operation",
    },
}  # fmt: skip
PLACES = {"EU", "EEA", "global", "own_premises"}


@cache
def catalog() -> Catalog:
    """Read the YAML once, with every reference checked."""
    return read_yaml()


def offer(name: str) -> Offer:
    return catalog().offers[name]


def words(fact: Fact | None) -> set[str]:
    """Return the words of a fact, sure or still possible."""
    if fact is None:
        return set()
    value = fact.value
    found = {value} if isinstance(value, str) else set(value) if isinstance(value, tuple) else set()
    return found | set(fact.any_of)


def rows(name: str, model: str) -> list[Served]:
    return [one for one in offer(name).serves if one.model == model]


def value(fact: Fact | None) -> object:
    assert fact is not None
    return fact.value


def evidence(record: Record) -> Iterator[Evidence]:
    """Go through everything inside a record that has a source."""
    if isinstance(record, Evidence):
        yield record
    for name in type(record).model_fields:
        inner = getattr(record, name)
        for one in inner if isinstance(inner, tuple) else (inner,):
            if isinstance(one, Record):
                yield from evidence(one)


def test_every_offer_host_and_place_is_there() -> None:
    offers = {path.stem for path in (CATALOG / "offers").glob("*.yaml")}
    hosts = {path.stem for path in (CATALOG / "hosts").glob("*.yaml")}
    assert len(offers) >= 42
    assert len(hosts) == 53
    assert not offers & hosts
    assert {"own-premises", "leased-colocation-cage", "end-user-device"} <= hosts
    assert offers | hosts == set(catalog().offers)


def test_no_source_that_may_not_be_shipped() -> None:
    for folder in OFFER_SIDE:
        for path in (CATALOG / folder).rglob("*.yaml"):
            assert not NOT_SHIPPED.search(path.read_text(encoding="utf-8")), path.name


def test_no_figure_is_younger_than_its_reading() -> None:
    parts = (catalog().offers, catalog().machines, catalog().accelerators, catalog().communities)
    for part in parts:
        for name, record in part.items():
            for one in evidence(record):
                assert one.as_of <= READ, name
                assert one.source.strip(), name


def test_what_comes_from_memory_or_judgement_says_so() -> None:
    judged = ("general knowledge, unverified", "by construction", "derived from the other facts")
    for part in (catalog().offers, catalog().machines, catalog().accelerators):
        for name, record in part.items():
            for one in evidence(record):
                if one.source.startswith(judged):
                    assert one.grade == "expert", name


def test_words_are_those_of_the_scales() -> None:
    for name, one in catalog().offers.items():
        for field, allowed in WORDS.items():
            assert words(getattr(one, field)) <= allowed, (name, field)


def test_places_are_countries_or_groups() -> None:
    known = PLACES | set(catalog().countries)
    for name, one in catalog().offers.items():
        for fact in (one.regions, one.guaranteed_regions, one.conditional_regions):
            assert words(fact) <= known, name
    for machine in catalog().machines.values():
        assert {one.region for one in machine.rentals} <= known, machine.id


def test_countries_of_operators_are_countries() -> None:
    known = {"customer", "EU"} | set(catalog().countries)
    for name, one in catalog().offers.items():
        assert words(one.operator_country) | words(one.control_country) <= known, name


def test_prices_are_amounts_in_known_currencies() -> None:
    currencies = {"EUR"} | set(catalog().rates)
    for name, one in catalog().offers.items():
        for row in one.serves:
            prices = [row.input, row.output, row.cached]
            known = [price for price in prices if price is not None]
            assert all(price >= 0 for price in known), (name, row.model)
            assert (row.currency in currencies) if known else row.currency is None, (name, row)
            if not name.endswith("-free"):
                assert not known or max(known) > 0, (name, row.model)
            if row.cached is not None and row.input is not None:
                assert row.cached <= row.input, (name, row.model)
    for machine in catalog().machines.values():
        for rental in machine.rentals:
            assert rental.per_hour > 0
            assert rental.currency in currencies
            assert rental.spot_per_hour is None or 0 < rental.spot_per_hour <= rental.per_hour


def test_clouds_and_their_machines_name_each_other() -> None:
    rented: dict[str, set[str]] = {}
    for machine in catalog().machines.values():
        assert machine.rentals or machine.purchase, machine.id
        for rental in machine.rentals:
            rented.setdefault(rental.cloud, set()).add(machine.id)
    for name, machines in rented.items():
        assert set(offer(name).machines) == machines, name
        assert offer(name).any_open_weights, name


def test_every_accelerator_that_the_cost_engine_promises() -> None:
    promised = {
        "a100", "l40s", "h100", "h200", "b200", "b300", "gb200", "rtx-pro-6000", "mi300x",
        "mi325x", "mi355x", "rtx-3090", "rtx-4080", "rtx-4090", "rtx-5090", "apple-m3-max",
        "apple-m4-max",
    }  # fmt: skip
    assert promised <= set(catalog().accelerators)


def test_an_end_in_the_past_is_written_at_the_price() -> None:
    for name, model in (("azure-deepseek-r1", "deepseek-r1"), ("openai-images-video", "dall-e-3")):
        for row in rows(name, model):
            assert row.retires is not None
            assert row.retires < READ


@pytest.mark.parametrize(
    ("name", "model", "day"),
    [
        ("openai-api", "gpt-5-mini", date(2026, 12, 11)),
        ("openai-api", "whisper-large-v3", date(2027, 2, 26)),
        ("azure-openai-regional", "gpt-5-mini", date(2027, 7, 13)),
        ("azure-openai-datazone-us", "gpt-6-sol", date(2028, 3, 11)),
        ("azure-openai-datazone-us", "gpt-6-luna", date(2028, 3, 11)),
        ("stackit-model-serving", "gemma-3-27b", date(2026, 10, 14)),
        ("stackit-model-serving", "qwen3.6-27b", date(2026, 12, 8)),
    ],
)
def test_announced_ends(name: str, model: str, day: date) -> None:
    assert {one.retires for one in rows(name, model)} == {day}


@pytest.mark.parametrize(
    ("name", "model", "price"),
    [
        ("scaleway-generative-apis", "mistral-small-3.2", (0.15, 0.35, "EUR")),
        ("scaleway-generative-apis", "mistral-medium-3.5", (1.5, 7.5, "EUR")),
        ("cloud-temple-llmaas", "gpt-oss-120b", (1.8, 8.0, "EUR")),
        ("infomaniak-ai", "qwen3.5-397b-a17b", (0.8, 3.6, "CHF")),
        ("ionos-ai-model-hub", "gpt-oss-120b", (0.15, 0.65, "EUR")),
        ("stackit-model-serving", "gpt-oss-120b", (0.45, 0.65, "EUR")),
        ("t-systems-ai-foundation-services", "gpt-oss-120b", (0.2, 0.65, "EUR")),
        ("azure-openai-datazone-eu", "gpt-6-sol", (2.4, 12.0, "USD")),
        ("azure-openai-datazone-us", "gpt-6-luna", (0.11, 0.55, "USD")),
        ("openai-api", "gpt-6-luna", (0.1, 0.5, "USD")),
        ("deepinfra", "gemma-4-26b-a4b", (0.07, 0.34, "USD")),
        ("deepinfra", "gpt-oss-120b", (0.037, 0.17, "USD")),
        ("deepinfra", "deepseek-v4-flash", (0.09, 0.18, "USD")),
    ],
)
def test_prices_that_the_worked_cases_reckon_with(
    name: str, model: str, price: tuple[float, float, str]
) -> None:
    assert {(one.input, one.output, one.currency) for one in rows(name, model)} == {price}


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("infomaniak-ai", "CH"),
        ("ionos-ai-model-hub", "DE"),
        ("stackit-model-serving", "DE"),
        ("t-systems-ai-foundation-services", "DE"),
        ("albert-api", "FR"),
        ("gwdg-saia", "DE"),
    ],
)
def test_a_host_that_the_own_country_controls_serves_models(name: str, country: str) -> None:
    host = offer(name)
    assert words(host.control_country) == {country}
    open_today = [one for one in host.serves if one.retires is None or one.retires > READ]
    assert len({one.model for one in open_today}) >= 4


def test_a_swiss_price_is_in_swiss_francs() -> None:
    priced = [one for one in offer("infomaniak-ai").serves if one.input is not None]
    assert {one.currency for one in priced} == {"CHF"}
    assert [(one.input, one.output) for one in rows("infomaniak-ai", "gemma-4-31b")] == [(0.2, 0.4)]


def test_a_promise_in_an_advertisement_is_no_term() -> None:
    # "A clear no-logs policy": no days, and no contract text that was read.
    terms = offer("infomaniak-ai").terms
    assert terms.retention_days is None
    assert terms.zdr_default is None
    assert "no-logs" in (offer("infomaniak-ai").note or "")


def test_other_weights_under_the_same_name_are_not_listed() -> None:
    assert not list(rows("infomaniak-ai", "apertus-70b"))  # it serves version 1.5
    assert list(rows("gwdg-saia", "apertus-70b"))
    assert not list(rows("ionos-ai-model-hub", "mistral-small-3.2"))  # "Small 24B", unversioned


@pytest.mark.parametrize("name", ["albert-api", "gwdg-saia"])
def test_what_public_bodies_use_has_no_list_price(name: str) -> None:
    assert all(one.input is None and one.output is None for one in offer(name).serves)
    assert offer(name).open_to_sectors


def test_a_price_for_the_region_stands_beside_the_global_one() -> None:
    found = {
        one.region: (one.input, one.output) for one in rows("claude-bedrock", "claude-haiku-5-5")
    }
    assert found == {"EU": (0.11, 0.55), "US": (0.11, 0.55), "global": (0.1, 0.5)}


@pytest.mark.parametrize(
    ("name", "promise"),
    [
        ("anthropic-api", "none"),
        ("azure-openai-global", "none"),
        ("azure-openai-datazone-eu", "firm"),
        ("azure-openai-regional", "firm"),
        ("gemini-vertex", "firm"),
        ("openai-api", "none"),
        ("openai-api-enterprise", "conditional"),
        ("mistral-api", "conditional"),
        ("scaleway-generative-apis", "firm"),
        ("ovhcloud-ai-endpoints", "firm"),
        ("cloud-temple-llmaas", "firm"),
        ("deepseek-api", "none"),
        ("nebius-token-factory", "none"),
    ],
)
def test_who_promises_europe(name: str, promise: str) -> None:
    firm = "EU" in words(offer(name).guaranteed_regions)
    conditional = "EU" in words(offer(name).conditional_regions)
    assert ("firm" if firm else "conditional" if conditional else "none") == promise


def test_india_and_canada_only_with_conditions() -> None:
    assert "IN" in words(offer("openai-api-enterprise").conditional_regions)
    assert value(offer("openai-api-enterprise").residency_uplift_percent) == 10
    assert value(offer("openai-api-enterprise").terms.zdr_needs_approval) is True
    assert "CA" in words(offer("azure-openai-regional").conditional_regions)
    assert "CA" not in words(offer("azure-openai-regional").guaranteed_regions)


def test_what_may_be_trained_on() -> None:
    assert value(offer("deepseek-api").terms.training_default) == "unspecified"
    assert value(offer("gemini-api-free").terms.training_default) is True
    assert value(offer("gemini-api-paid").terms.training_default) is False
    assert value(offer("stability-api").terms.training_default) is True
    assert value(offer("cohere-api").terms.training_default) is True
    assert value(offer("cohere-api").terms.opt_out) is True
    training = offer("cohere-api").terms.training_default
    assert training is not None
    assert {one.value for one in training.also} == {False}


def test_exceptions_to_zero_retention_are_kept() -> None:
    scaleway = offer("scaleway-generative-apis").terms
    assert scaleway.retention_days is not None
    assert (scaleway.retention_days.value, scaleway.retention_days.high) == (0, 14)
    assert [one.value for one in scaleway.retention_days.also] == [14]
    assert value(scaleway.zdr_default) is True
    azure = offer("azure-openai-regional").terms.retention_days
    assert azure is not None
    assert "only staff answers state it" in (azure.note or "")
    assert [one.value for one in azure.also] == [None]


def test_sources_that_disagree_stay() -> None:
    temple = offer("cloud-temple-llmaas").terms.retention_days
    assert temple is not None
    assert len(temple.also) == 2
    assert words(offer("aleph-alpha-phariaai").control_country) == {"DE", "CA"}
    schemes = [one.status for one in offer("openai-api").attestations if one.scheme == "iso42001"]
    assert schemes == ["held", "not_held"]
    scaleway = {
        one.status
        for one in offer("scaleway-generative-apis").attestations
        if one.scheme == "secnumcloud"
    }
    assert scaleway == {"in_progress", "unknown"}


def test_a_certificate_of_the_building_does_not_cover_the_service() -> None:
    for name, scheme in (
        ("cloud-temple-llmaas", "secnumcloud"),
        ("ovhcloud-secnumcloud", "secnumcloud"),
        ("ionos-ai-model-hub", "iso27001"),
    ):
        found = [one for one in offer(name).attestations if one.scheme == scheme]
        assert [one.covers_service for one in found] == [False], name
    hds = [one for one in offer("scaleway-generative-apis").attestations if one.scheme == "hds"]
    assert [one.covers_service for one in hds] == [None]
    soc2 = [
        one for one in offer("azure-openai-regional").attestations if one.scheme == "soc2_type2"
    ]
    assert [one.covers_service for one in soc2] == [None]


def test_no_service_level_is_not_an_unknown_one() -> None:
    none = offer("openai-api").sla_uptime_percent
    assert none is not None
    assert none.value is None
    assert none.note
    assert offer("infomaniak-ai").sla_uptime_percent is None


def test_tuning_that_ends() -> None:
    tuning = offer("openai-api").finetuning
    assert value(tuning.open_to_new) is False
    assert value(tuning.end_date) == "2027-01-06"
    assert value(offer("openai-images-video").finetuning.modes) == ()
    assert value(offer("m365-copilot").finetuning.modes) == ()


def test_seats_and_quotas() -> None:
    assert value(offer("m365-copilot").seat_price_month) == 30
    assert value(offer("m365-copilot").pinning) is False
    assert value(offer("ovhcloud-ai-endpoints").requests_per_minute) == 400
    free = value(offer("gemini-api-free").requests_per_minute)
    assert isinstance(free, float)
    assert free < 1


def test_control_of_the_operator_is_not_its_address() -> None:
    assert value(offer("exoscale-dedicated-inference").control_country) == "MX"
    assert value(offer("aws-european-sovereign-cloud").operator_country) == "DE"
    assert value(offer("aws-european-sovereign-cloud").control_country) == "US"


def test_who_may_buy() -> None:
    for name in ("albert-api", "gwdg-saia", "surf-nl-ai-factory", "eurohpc-ai-factories"):
        assert value(offer(name).eligibility)


def test_dated_rules() -> None:
    rules = catalog().rules
    assert rules["law.eu_ai_act.gpai_duties_from"].value == "2025-08-02"
    assert rules["law.eu_ai_act.annex_iii_duties_from"].value == "2027-12-02"
    assert rules["law.eu_ai_act.annex_i_duties_from"].value == "2028-08-02"
    assert rules["law.eu_data_act.switching_charges_banned_from"].value == "2027-01-12"
