"""`opendecide explain` knows every word of criteria, profiles, reports, methods and messages."""

import gettext
import json
import re

import pytest
from click.testing import CliRunner

from opendecide.cli import program
from opendecide.cli.called import meant as called
from opendecide.cli.field_meanings import fields
from opendecide.cli.glossary import TERMS
from opendecide.cli.meanings import meanings
from opendecide.mcda.methods.table import METHODS
from opendecide.mcda.weighting.table import WEIGHTINGS
from opendecide.reading.catalog import load_catalog
from opendecide.reading.codes import CODES
from opendecide.reading.criteria import load_criteria
from opendecide.reading.requirements import MEASURED
from opendecide.reading.requirements import WORDS as REQUIREMENTS
from opendecide.reading.shipped_schema import committed
from opendecide.reading.words import DOMAIN, LOCALE
from opendecide.report.words import KINDS
from opendecide.stages.filling.needs import NON_COMMERCIAL_SECTORS
from opendecide.stages.weighing.weight_shifts import SENSITIVE_SECTORS

CRITERIA = load_criteria()
WORDS = {
    "criterion": [one.id for one in CRITERIA.criteria],
    "factor": [one.id for criterion in CRITERIA.criteria for one in criterion.factors],
    "full id": [f"{c.id}.{one.id}" for c in CRITERIA.criteria for one in c.factors],
    "level": [word for c in CRITERIA.criteria for one in c.factors for word in one.levels],
    "gate": [one.id for one in CRITERIA.gates],
    "family": [one.id for one in CRITERIA.families],
    "persona": [one.id for one in CRITERIA.personas],
    "label": [one.id for one in CRITERIA.labels],
    "verdict": list(KINDS["verdict"]),
    "grade": list(KINDS["grade"]),
    "task": list(KINDS["task"]),
    "data": list(KINDS["data"]),
    "scheme": list(KINDS["scheme"]),
    "aggregation": list(METHODS),
    "weighting": list(WEIGHTINGS),
    "requirement": [*REQUIREMENTS, *MEASURED],
    "code": list(CODES),
}
ENGLISH = frozenset(["the", "of", "and", "with", "which", "that", "what", "how", "from", "without"])


@pytest.fixture(scope="module", params=["en", "fr"])
def known(request):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", request.param)
        from opendecide.reading.words import speak

        speak()
        yield request.param, dict(meanings(CRITERIA))


@pytest.mark.parametrize("kind", WORDS)
def test_every_word_is_explained_in_both_languages(known, kind):
    language, explained = known
    assert WORDS[kind], f"no {kind} to explain"
    for word in WORDS[kind]:
        text = explained[word]
        assert len(text) > len(word), word
        if language == "fr" and kind not in ("criterion", "factor", "full id"):
            plain = re.sub(r"`[^`]*`|\([^)]*\)|opendecide[^.]*", " ", text.lower())
            assert not ENGLISH & set(re.findall(r"[a-z]+", plain)), text


def test_the_whole_text_of_a_factor_is_french(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr")
    text = run("retention_reuse").stdout
    assert "Échelle, du pire au meilleur" in text
    assert "Le fournisseur peut entraîner" in text
    assert not ENGLISH & set(re.findall(r"[a-z]+", text.split("Poids dans")[0].lower()))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("OWN-TENANCY", "Own cloud tenancy"),
        ("Data security", "data_security"),
        ("od012", "OD012"),
        ("topsis", "Hwang"),
    ],
)
def test_a_word_is_found_however_it_is_written(monkeypatch, typed, meant):
    monkeypatch.setenv("LANGUAGE", "en")
    done = run(typed)
    assert done.exit_code == 0
    assert meant in done.stdout


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("topsi", "topsis"),
        ("bugdet", "budget"),
        ("regulated_entreprise", "regulated_enterprise"),
        ("seats", "assistant_seats"),
    ],
)
def test_a_mistyped_word_gets_a_suggestion(monkeypatch, typed, near):
    monkeypatch.setenv("LANGUAGE", "en")
    done = run(typed)
    assert done.exit_code == 1
    assert f"Did you mean '{near}'?" in done.stderr


def run(word):
    return CliRunner().invoke(program, ["explain", word])


def test_every_family_says_more_than_its_name(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    known = list(meanings(load_criteria()))
    for family in load_criteria().families:
        # `on_device` is a requirement too, and has two meanings.
        assert any(name == family.id and "\n" in text for name, text in known), family.id


def test_no_two_methods_of_aggregation_are_explained_alike(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    known = dict(meanings(load_criteria()))
    told = ["\n".join(known[name].splitlines()[1:-1]) for name in METHODS]
    assert len(told) == len(set(told)) > 20


@pytest.mark.parametrize("spoken", ["en", "fr"])
@pytest.mark.parametrize("word", TERMS)
def test_every_word_of_the_glossary_is_explained_in_either_language(monkeypatch, spoken, word):
    monkeypatch.setenv("LANGUAGE", spoken)
    french = gettext.translation(DOMAIN, LOCALE, languages=["fr"]).gettext
    meaning = french(TERMS[word]) if spoken == "fr" else TERMS[word]
    for said in (word, french(word)):
        assert " ".join(meaning.split()) in " ".join(run(said).stdout.split())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Filtres", "gate"),
        ("familles", "family"),
        ("criteres", "criterion"),
        ("gates", "gate"),
        ("families", "family"),
        ("criteria", "criterion"),
        ("securite des donnees", "data_security"),
        ("Sécurité des données", "data_security"),
        ("Modèle à poids ouverts sur site", "open_weights_on_premises"),
    ],
)
def test_plurals_accents_and_capitals_do_not_matter(typed, meant):
    assert meant in called(typed, CRITERIA)


def test_a_mistyped_french_word_gets_a_french_suggestion(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr")
    assert "filtre" in run("filtr").stderr


@pytest.mark.parametrize("word", ["covers", "budget.covers"])
def test_a_field_of_a_profile_is_explained_by_its_name_and_its_path(monkeypatch, word):
    monkeypatch.setenv("LANGUAGE", "en")
    said = run(word).stdout
    assert said.startswith("the budget covers (field of a profile: budget.covers)\n")
    assert "`model_bill_only`: Only what the model or its machines cost" in said
    assert said.endswith("Left out: `everything`.\n")


def test_every_field_that_a_schema_names_is_explained():
    schema = json.loads(committed("profile"))
    named = {name for kind in schema["$defs"].values() for name in kind.get("properties", ())}
    told = {name for name, _text in fields()}
    # A fact of one's own is explained where facts are.
    assert named - told <= set(schema["$defs"]["Fact"]["properties"])


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("seat_price_month", "Price of a seat a month (word of the field evidence.quotes.what)"),
        ("weights_or_library", "level of"),  # what has a meaning of its own is told once
    ],
)
def test_what_a_field_takes_is_explained(monkeypatch, word, said):
    monkeypatch.setenv("LANGUAGE", "en")
    found = CliRunner().invoke(program, ["explain", word])
    assert said in found.output


def test_a_persona_is_explained_with_what_counts_for_it(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    said = CliRunner().invoke(program, ["explain", "individual"]).output
    rows = dict(line.split()[:2] for line in said.splitlines() if line.startswith("  "))
    assert rows == {one.id: f"{one.weight['individual']:g}" for one in CRITERIA.criteria}


@pytest.mark.parametrize(
    ("typed", "own", "what"),
    [
        ("gpt-oss-120b", "gpt-oss-120b", "gpt-oss-120b (model)"),
        ("DeepInfra", "deepinfra", "DeepInfra (Open-weight model, third-party inference API)"),
        ("openai", "openai", "OpenAI (vendor)"),
        ("h200", "h200", "NVIDIA H200 SXM (accelerator)"),
        ("Apache License 2.0", "apache-2.0", "Apache License 2.0 (licence)"),
        ("cost.batch_share", "cost.batch_share", "cost.batch_share (planning figure or rule)"),
        ("France", "FR", "France (country)"),
    ],
)
def test_who_asks_for_an_entry_of_the_catalogue_is_sent_to_its_facts(monkeypatch, typed, own, what):
    monkeypatch.setenv("LANGUAGE", "en")
    done = run(typed)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == what
    assert f"`opendecide catalog show {own}`" in done.stdout
    assert CliRunner().invoke(program, ["catalog", "show", own]).exit_code == 0


@pytest.mark.parametrize(
    ("typed", "near"),
    [("depinfra", "deepinfra"), ("gpt-oss-12b", "gpt-oss-120b"), ("mistral", "mistral-ai")],
)
def test_a_mistyped_entry_of_the_catalogue_gets_a_suggestion(monkeypatch, typed, near):
    monkeypatch.setenv("LANGUAGE", "en")
    assert f"Did you mean '{near}'?" in run(typed).stderr


def test_every_line_of_work_finds_its_sector(monkeypatch):
    """No rule is about law, transport or associations: `other` loses nothing, and says so."""
    monkeypatch.setenv("LANGUAGE", "en")
    sectors = " ".join(run("organisation.sector").stdout.split())
    assert "`other`: Anything else, as law, transport, associations, games" in sectors
    assert "a few certificates, laws and offers are for some sectors" in sectors
    read = {sector for one in load_catalog().offers.values() for sector in one.open_to_sectors}
    laws = load_criteria().defaults
    for one in (*laws.legal_schemes, *laws.scheme_scopes):
        read |= set(one.sectors)
    assert "other" not in read | SENSITIVE_SECTORS | NON_COMMERCIAL_SECTORS


def test_what_is_explained_does_not_wait_for_the_catalogue(monkeypatch):
    monkeypatch.setattr("opendecide.reading.catalog.load_catalog", lambda: pytest.fail("read"))
    assert run("retention_reuse").exit_code == 0
    assert run("gates").exit_code == 0
