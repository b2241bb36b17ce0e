"""The model side of the shipped catalogue: every file fits its record, every reference resolves."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from opendecide.model.base import Record
from opendecide.model.catalog import Country, ExchangeRate, Source, System
from opendecide.model.fact import Evidence, Fact
from opendecide.model.model_facts import Licence, Model, QualityEvidence
from opendecide.model.offer_facts import Vendor
from opendecide.report.sources import source

ROOT = Path(__file__).parents[2]
CATALOG = ROOT / "opendecide" / "catalog"
CRITERIA = ROOT / "criteria"
UNVERIFIED = "general knowledge, unverified"
TODAY = date(2026, 11, 30)

NOT_SHIPPED = re.compile(
    r"(?<!fiction\.)livebench|lmarena|arena-catalog|data-receipts|compute-screener|infercheck|csf\.hop3",
    re.IGNORECASE,
)

NAMED_MODELS = {
    "gpt-3", "gpt-4", "dall-e-2", "dall-e-3", "sora", "sora-2", "gpt-oss-120b", "gpt-oss-20b",
    "mistral-7b", "mistral-large-3", "llama-1-65b", "llama-2-70b", "llama-4-maverick",
    "stable-diffusion-1.4", "stable-diffusion-3.5-large", "deepseek-r1", "grok-1", "grok-2",
    "grok-4.7", "gemini-4-argon", "claude-opus-5-5", "qwen3.6-35b-a3b", "kimi-k3",
    "granite-4.1-8b", "pyramid-flow",
}  # fmt: skip
NAMED_SYSTEMS = {
    "chatgpt", "dall-e", "microsoft-copilot", "azure-ai", "azure-deepseek-r1", "deepseek-chat",
    "grok-api", "gemini", "claude", "huggingface", "scaleway", "openai", "mistral-ai",
}  # fmt: skip
RETIRED = {
    "gpt-3",
    "gpt-3.5-turbo",
    "gpt-4",
    "dall-e-2",
    "dall-e-3",
    "sora",
    "sora-2",
    "gemini-1.5-pro",
}


class TextDates(yaml.CSafeLoader):
    """Reads dates as text, as YAML 1.2 does."""


TextDates.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), TextDates)  # noqa: S506 — a safe loader


@cache
def folder(name: str, record: type[Record]) -> Mapping[str, Any]:
    return {
        path.stem: record.model_validate(read(path))
        for path in sorted((CATALOG / name).glob("*.yaml"))
    }


@cache
def table(name: str, record: type[Record]) -> Mapping[str, Any]:
    return {key: record.model_validate(one) for key, one in read(CATALOG / name).items()}


def models() -> Mapping[str, Model]:
    return folder("models", Model)


def licences() -> Mapping[str, Licence]:
    return folder("licences", Licence)


def vendors() -> Mapping[str, Vendor]:
    return folder("vendors", Vendor)


def evidence(record: Any) -> Iterator[Evidence]:
    """Every sourced statement inside a record."""
    if isinstance(record, Evidence):
        yield record
    if isinstance(record, Record):
        for name in type(record).model_fields:
            yield from evidence(getattr(record, name))
    elif isinstance(record, tuple):
        for one in record:
            yield from evidence(one)


def everything() -> Iterator[tuple[str, Evidence]]:
    parts: tuple[tuple[str, Mapping[str, Any]], ...] = (
        ("models", models()),
        ("licences", licences()),
        ("vendors", vendors()),
        ("systems", table("systems.yaml", System)),
        ("countries", table("countries.yaml", Country)),
        ("rates", table("rates.yaml", ExchangeRate)),
        ("rules/quality", table("rules/quality.yaml", Fact)),
    )
    for part, records in parts:
        for key, record in records.items():
            for one in evidence(record):
                yield f"{part}/{key}", one


def words(fact: Fact | None) -> set[str]:
    """The words that a fact still leaves possible."""
    if fact is None:
        return set()
    if fact.any_of:
        return set(fact.any_of)
    return {fact.value} if isinstance(fact.value, str) else set()


@cache
def levels(criterion: str, factor: str) -> frozenset[str]:
    found = read(CRITERIA / f"{criterion}.yaml")["factors"]
    return frozenset(next(one["levels"] for one in found if one["id"] == factor))


class TestFiles:
    def test_every_model_is_there_under_its_id(self) -> None:
        assert len(models()) == 141
        for part in (models(), licences(), vendors()):
            assert [one.id for one in part.values()] == list(part)

    def test_tables_go_by_the_id_of_their_entries(self) -> None:
        assert all(key == one.id for key, one in table("systems.yaml", System).items())
        assert all(key == one.code for key, one in table("countries.yaml", Country).items())

    def test_every_country_with_inhabitants_has_a_currency(self):
        countries = table("countries.yaml", Country)
        assert [key for key, one in countries.items() if one.currency is None] == ["AQ"]
        assert all(key == one.currency for key, one in table("rates.yaml", ExchangeRate).items())

    def test_named_systems_are_there(self) -> None:
        assert set(models()) >= NAMED_MODELS
        assert set(table("systems.yaml", System)) >= NAMED_SYSTEMS

    def test_countries_and_groups(self) -> None:
        countries = table("countries.yaml", Country)
        assert len(countries) == 249
        assert sum(one.eu for one in countries.values()) == 27
        assert {code for code, one in countries.items() if one.eea and not one.eu} == {
            "IS",
            "LI",
            "NO",
        }
        assert not any(one.eea and one.adequacy for one in countries.values())
        assert all(one.evidence for one in countries.values() if one.adequacy)

    def test_rates(self) -> None:
        rates = table("rates.yaml", ExchangeRate)
        assert set(rates) >= {"USD", "CAD", "GBP", "CHF", "INR", "SEK", "NOK", "DKK", "JPY", "AUD"}
        assert all(one.per_eur > 0 for one in rates.values())


class TestReferences:
    def test_vendors_and_licences_resolve(self) -> None:
        for one in models().values():
            assert one.vendor in vendors(), one.id
            assert words(one.licence) <= set(licences()), one.id
        assert {one.vendor for one in table("systems.yaml", System).values()} <= set(vendors())

    @pytest.mark.skipif(not (CATALOG / "community").is_dir(), reason="no community folder")
    def test_communities_resolve(self) -> None:
        known = {path.stem for path in (CATALOG / "community").glob("*.yaml")}
        assert {one.community for one in models().values() if one.community} <= known

    @pytest.mark.skipif(not (CATALOG / "offers").is_dir(), reason="no offers folder")
    def test_offers_of_systems_resolve(self) -> None:
        known = {
            path.stem for home in ("offers", "hosts") for path in (CATALOG / home).glob("*.yaml")
        }
        assert {
            offer for one in table("systems.yaml", System).values() for offer in one.offers
        } <= known

    def test_sources_resolve(self) -> None:
        known = table("sources.yaml", Source)
        named = re.compile(r"^(https?://|github:|pypi:)")
        prose = {"reading", "judgement"}
        for where, one in everything():
            key = one.source.partition(":")[0]
            assert named.match(one.source) or key in known or key.split(" ")[0] in prose, (
                where,
                one.source,
            )

    def test_an_address_that_a_reader_opens_is_an_address_and_nothing_else(self) -> None:
        addresses = {
            name: source(one.ref).address for name, one in table("sources.yaml", Source).items()
        }
        assert not {name for name, one in addresses.items() if re.search(r"[\s,;]", one)}

    def test_what_was_written_before_a_model_existed_speaks_of_its_maker(self) -> None:
        for name, one in models().items():
            country, released = one.developer_country, one.release_date
            if country is None or released is None or str(country.as_of) >= str(released.value):
                continue
            assert country.source != "epoch_models", name
            assert country.note == "of the maker", name

    def test_levels_are_those_of_the_criteria(self) -> None:
        for one in models().values():
            assert words(one.training_data) <= levels("transparency", "training_data_disclosure")
            assert words(one.bias_evidence) <= levels("transparency", "bias_evidence")
            assert words(one.safeguards) <= levels("safety", "builtin_safeguards")
        for licence in licences().values():
            assert licence.freedom in levels("code_access", "licence_freedom")
        for vendor in vendors().values():
            assert words(vendor.regulatory_readiness) <= levels(
                "compliance", "regulatory_readiness"
            )
            assert words(vendor.security_programme) <= levels(
                "data_security", "supply_chain_integrity"
            )


class TestEvidence:
    def test_each_fact_has_one_shape(self) -> None:
        for where, one in everything():
            if isinstance(one, Fact):
                interval = one.low is not None and one.high is not None
                assert (one.low is None) == (one.high is None), where
                point = one.value is not None and not interval
                assert point + interval + bool(one.any_of) == 1, (where, one)
                if interval:
                    assert one.low <= (one.low if one.value is None else one.value) <= one.high, (
                        where
                    )

    def test_memory_is_graded_as_memory(self) -> None:
        for where, one in everything():
            assert one.source != UNVERIFIED or one.grade == "expert", where

    def test_no_source_that_may_not_be_shipped(self) -> None:
        for path in CATALOG.rglob("*.yaml"):
            found = NOT_SHIPPED.search(path.read_text("utf-8"))
            assert found is None, (path.name, found)

    def test_nothing_is_dated_after_the_catalogue(self) -> None:
        assert all(one.as_of <= TODAY for _where, one in everything())

    def test_attributions_are_in_the_notice(self) -> None:
        notice = (ROOT / "NOTICE").read_text("utf-8")
        for name in ("European Open Source AI Index", "Foundation Model Transparency Index", "Epoch AI",
                     "models.dev", "litellm", "European Central Bank"):  # fmt: skip
            assert name in notice


class TestQuality:
    def test_every_model_has_estimates_in_order(self) -> None:
        for one in models().values():
            assert one.quality, one.id
            assert one.quality_as_of
            seen = [(row.task, row.language) for row in one.quality]
            assert len(seen) == len(set(seen)), one.id
            for row in one.quality:
                assert 0 <= row.p10 <= row.p50 <= row.p90 <= 1, (one.id, row)

    def test_without_rows_there_is_no_direct_evidence(self) -> None:
        for one in models().values():
            for row in one.quality:
                assert row.evidence_rows or row.basis in ("transfer", "prior"), (one.id, row)

    def test_evidence_rows_belong_to_models_and_sources(self) -> None:
        known = table("sources.yaml", Source)
        found = folder("quality_evidence", QualityEvidence)
        assert set(found) <= set(models())
        for key, one in found.items():
            assert one.model == key
            source = one.columns.index("source")
            for row in one.rows:
                assert len(row) == len(one.columns)
                assert str(row[source]).partition(":")[0] in known


class TestFactsThatCasesRelyOn:
    @pytest.mark.parametrize("key", sorted(RETIRED))
    def test_retired_models_have_ended(self, key: str) -> None:
        end = models()[key].end_date
        assert end
        assert date.fromisoformat(str(end.value)) < TODAY

    def test_what_ends_soon_has_not_ended_yet(self) -> None:
        for key in ("gpt-5", "gpt-5-mini", "gpt-4o", "gpt-4.1"):
            end = models()[key].end_date
            assert end
            assert date.fromisoformat(str(end.value)) > TODAY

    def test_downloadable_weights_never_end(self) -> None:
        for one in models().values():
            if one.artifacts.weights and one.artifacts.weights.value is True:
                assert one.end_date is None, one.id

    @pytest.mark.parametrize("key", ["gpt-oss-120b", "gpt-oss-20b"])
    def test_gpt_oss_has_open_weights_and_undisclosed_data(self, key: str) -> None:
        one = models()[key]
        assert words(one.licence) == {"apache-2.0"}
        assert one.artifacts.weights
        assert one.artifacts.weights.value is True
        assert words(one.training_data) == {"nothing", "general_sentence"}
        assert one.architecture
        assert one.architecture.native_bits == 4.25

    def test_licences_that_nobody_read_stay_unknown(self) -> None:
        assert models()["mistral-large-4"].licence is None

    @pytest.mark.parametrize("key", ["devstral-2", "mistral-medium-3.5"])
    def test_large_weights_of_mistral_ask_who_earns_much_for_a_licence(self, key: str) -> None:
        assert words(models()[key].licence) == {"modified-mit-devstral"}

    @pytest.mark.parametrize(
        ("key", "licence"),
        [
            ("gemma-4-31b", "apache-2.0"),
            ("gemma-4-26b-a4b", "apache-2.0"),
            ("glm-5.2", "mit"),
            ("mimo-v2-flash", "mit"),
            ("minimax-m3", "minimax-community"),
        ],
    )
    def test_weights_of_2026_have_the_licence_of_their_release(
        self, key: str, licence: str
    ) -> None:
        assert words(models()[key].licence) == {licence}

    @pytest.mark.parametrize(
        ("key", "licence"),
        [
            ("flux-2-dev", "flux-dev-non-commercial"),
            ("command-a", "cc-by-nc-4.0"),
            ("mistral-large-2411", "mistral-research"),
            ("llama-1-65b", "llama-1-research"),
        ],
    )
    def test_non_commercial(self, key: str, licence: str) -> None:
        assert words(models()[key].licence) == {licence}
        assert licences()[licence].commercial is False
        assert licences()[licence].freedom == "non_commercial"

    def test_stable_diffusion_has_a_revenue_cap(self) -> None:
        for key in ("stable-diffusion-3.5-large", "stable-diffusion-3.5-medium"):
            assert words(models()[key].licence) == {"stability-community"}
        cap = licences()["stability-community"]
        assert (cap.annual_revenue_limit, cap.annual_revenue_currency) == (1_000_000, "USD")

    def test_llama_4_excludes_the_eu_for_multimodal_only(self) -> None:
        one = models()["llama-4-maverick"]
        licence = licences()["llama-4-community"]
        assert licence.region_exclusions == ("EU",)
        assert set(licence.region_exclusion_modalities) & set(one.modalities)
        assert licence.monthly_users_limit == 700_000_000

    def test_mistral_has_a_monthly_revenue_cap_and_kimi_a_display_duty(self) -> None:
        assert licences()["modified-mit-devstral"].monthly_revenue_limit == 20_000_000
        kimi = licences()["modified-mit-kimi"]
        assert kimi.monthly_users_limit is None
        assert kimi.attribution

    def test_text_only_and_vision(self) -> None:
        for key in ("gpt-oss-120b", "deepseek-v4-flash"):
            assert "image_in" not in models()[key].modalities
        for key in ("gpt-6-luna", "qwen3.6-35b-a3b", "gemma-4-31b"):
            assert "image_in" in models()[key].modalities
        assert models()["whisper-large-v3"].modalities == ("audio_in",)

    def test_tools_and_structured_output_of_the_models_the_cases_pick(self) -> None:
        for key in (
            "gpt-oss-120b",
            "qwen3.6-35b-a3b",
            "gemma-4-31b",
            "gpt-6-sol",
            "claude-sonnet-5-5",
        ):
            for fact in (models()[key].tools, models()[key].structured_output):
                assert fact
                assert fact.value is True

    def test_quality_figures_of_the_cases(self) -> None:
        def p50(key: str, task: str, language: str) -> float:
            return next(
                row.p50
                for row in models()[key].quality
                if (row.task, row.language) == (task, language)
            )

        assert p50("gpt-6-sol", "research", "en") == pytest.approx(0.74, abs=0.03)
        assert p50("qwen3.5-397b-a17b", "research", "en") == pytest.approx(0.42, abs=0.03)
        assert p50("gpt-oss-120b", "research", "en") == pytest.approx(0.32, abs=0.03)
        assert p50("gpt-oss-20b", "chat_assistant", "multi") == pytest.approx(0.73, abs=0.03)

    def test_red_team_of_deepseek_r1(self) -> None:
        rates = {one.rate for one in models()["deepseek-r1"].redteam}
        assert 0.94 in rates

    def test_code_of_practice(self) -> None:
        assert vendors()["xai"].code_chapters.value == ("safety",)
        assert vendors()["meta"].code_chapters.value == ()
        assert len(vendors()["mistral-ai"].code_chapters.value) == 3

    def test_sources_that_disagree_are_both_named(self) -> None:
        active = models()["kimi-k3"].parameters_active
        assert {one.value for one in active.also} == {50e9, 104e9}
        assert set(vendors()["openai"].iso42001.any_of) == {"true", "false"}
        assert words(models()["deepseek-v3"].licence) == {"mit", "deepseek-model-licence"}
