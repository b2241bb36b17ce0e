"""A report in another language: nothing is left in English, no number is broken.

The pseudo-language is a catalogue made here, in a folder of its own: every message stands in
brackets. What a reader sees outside brackets is data or a leak. It also shows that a third
language is one catalogue and no code.
"""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from opendecide.reading.catalog import load_catalog
from opendecide.reading.profile import load_profile
from opendecide.reading.settings import parse_setting
from opendecide.recommend import recommend
from opendecide.report.brief import brief, placed
from opendecide.report.charts import draw
from opendecide.report.language import language, load
from opendecide.report.markdown import render_markdown
from opendecide.report.render import render
from opendecide.report.translations import LOCALE, as_mo, messages
from opendecide.report.view import view
from opendecide.report.views.hazards import HAZARDS
from opendecide.report.words import KINDS

ROOT = Path(__file__).parents[3]
NAMES = ("clinic", "illustrator", "refugee_aid", "nowhere", "notary")
TO_NORWAY = ("organisation.country=NO", "jurisdiction.home=NO", "jurisdiction.markets=[NO]")
"""Where the legal aid finds nothing acceptable: no host of the catalogue is controlled there."""
NOTARY = """
organisation: {name: Étude Martin, country: FR, persona: individual, decision: {date: 2026-12-01}}
workloads:
  - {id: acts, task_type: chat_assistant, data_classes: [client_privileged], must_have: [tools]}
  - {id: dictation, task_type: transcription, volume: {requests_per_day: 5}}
budget: {currency: EUR, monthly_cap: {amount: 300, currency: EUR}}
preferences:
  current_option: openai-api
  weights: {method: pairwise, pairwise: [{a: cost, b: operability, ratio: 2}]}
evidence:
  own_tests: [{option: gpt-oss-120b, workload: acts, passed: 40, of: 60, date: 2026-11-01}]
  quotes: [{option: mistral-api, what: price_input, amount: 0.3, currency: EUR}]
"""
"""A profile unlike the examples: pairwise weights, own evidence, a present option."""
OPEN, CLOSE = "⟦", "⟧"
FRENCH = LOCALE / "fr" / "LC_MESSAGES" / "opendecide.po"
ADDRESS = re.compile(r"`[^`]*`|\]\([^)]*\)|https?://\S+")
"""Code, targets of links and addresses: for machines, whatever the language."""
CALLED = {word for words in KINDS.values() for word in words}
"""Ids that the report has a name for: they are no data, but would be a leak."""
AS_WRITTEN = ("licence", "format", "redteam")
"""Facts whose value is a name."""
SAID_IN_ENGLISH = {"French", "State", "German", "Dutch", "and", "with", "own", "formerly", "of"}
"""Words that no maker has put into the name of a product."""
LOCALE_SAYS = {"and", "or"}
"""What the locale itself puts into an enumeration."""
MARKUP = {"opendecide", "set", "svg", "GitHub"}


@pytest.fixture(scope="module", params=NAMES)
def found(request, tmp_path_factory):
    path = ROOT / "examples" / f"{request.param}.yaml"
    made = []
    if request.param == "nowhere":
        path = ROOT / "examples" / "refugee_aid.yaml"
        made = [parse_setting(one) for one in TO_NORWAY]
    if request.param == "notary":
        path = tmp_path_factory.mktemp("profile") / "notary.yaml"
        path.write_text(NOTARY, encoding="utf-8")
    profile = load_profile(path, settings=made)
    return recommend(profile, samples=128, stress=request.param in ("clinic", "nowhere"))


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locale")
    home = folder / "en_XA" / "LC_MESSAGES"
    home.mkdir(parents=True)
    catalogue = Catalog(locale="en", fuzzy=False)
    for message in messages():
        forms = message if isinstance(message, tuple) else (message,)
        wrapped = tuple(f"{OPEN}{form}{CLOSE}" for form in forms)
        catalogue.add(message, wrapped if isinstance(message, tuple) else wrapped[0])
    (home / "opendecide.mo").write_bytes(as_mo(catalogue))
    return load("en_XA", folder)


def outside_brackets(text):
    """Return what stands in no bracket; brackets nest where a message holds another."""
    depth, kept = 0, []
    for character in ADDRESS.sub(" ", text):
        depth += (character == OPEN) - (character == CLOSE)
        kept.append(character if depth == 0 and character != CLOSE else " ")
    assert depth == 0
    return "".join(kept)


def texts(part):
    """Return every text inside a part of a record that the report has no other name for."""
    if isinstance(part, str):
        return set() if part in CALLED else {part}
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, (list, tuple)):
        return {text for one in part for text in texts(one)}
    return set()


def data_of(recommendation, reader="en"):
    """Return the words that are no message: names, sources and what the organisation wrote.

    A name that says something in words is told in the language of the reader.
    """
    recommendation = brief(recommendation, language(reader)).recommendation
    dumped = recommendation.model_dump(mode="json")
    parts = [dumped[part] for part in ("profile", "organisation", "names", "provenance")]
    parts += [
        [one["name"], one["id"]]
        for part in ("ranking", "candidates", "screened_out")
        for one in dumped[part]
    ]
    parts += [one["source"] for one in dumped["evidence"]]
    parts += [one["value"] for one in dumped["evidence"] if one["id"].endswith(AS_WRITTEN)]
    parts += [[one["source"], one["reason"]["values"]] for one in dumped["screened_out"]]
    parts += [line["source"] for bill in dumped["cost"] for line in bill["lines"]]
    parts += [one["source"] for one in dumped["break_even"]]
    steps = [step["values"] for bill in dumped["cost"] for step in bill["workings"]]
    parts += [values["source"] for values in steps if "source" in values]
    parts += [one.reference for one in HAZARDS.values()]  # names of other people's lists
    # Who decides is written freely, and may be called as a word of the report.
    deciders = dumped["profile"]["organisation"].get("decision", {}).get("deciders", [])
    return {word for text in (*texts(parts), *deciders) for word in re.findall(r"[^\W\d_]+", text)}


def words(text):
    """Return the words of a text, without numbers, dates' abbreviations and single letters."""
    return set(re.findall(r"[^\W\d_]{3,}", ADDRESS.sub(" ", text)))


def said_by(locale):
    """Return the names of countries, languages and months, which the locale knows by itself."""
    months = (one for width in locale.months["format"].values() for one in width.values())
    names = (*locale.territories.values(), *locale.languages.values(), *months)
    return {word for name in names for word in words(name)} | LOCALE_SAYS


def test_text_outside_the_catalogue_is_data(found, pseudo):
    seen = view(found, pseudo)
    page = render_markdown(seen, dict.fromkeys(draw(seen), "x.svg"))
    left = words(outside_brackets(page)) - data_of(found) - said_by(pseudo.locale) - MARKUP
    assert left == set()


def test_a_third_language_is_one_catalogue(found, pseudo):
    page = render_markdown(view(found, pseudo), {})
    assert f"## 0. {OPEN}Identity card{CLOSE}" in page
    assert page.count(OPEN) > 200


def test_figures_of_a_third_language_are_its_own(tmp_path):
    home = tmp_path / "it" / "LC_MESSAGES"
    home.mkdir(parents=True)
    (home / "opendecide.mo").write_bytes(as_mo(Catalog(locale="it", fuzzy=False)))
    italian = load("it", tmp_path)
    assert italian.number(1234.5, decimals=1) == "1.234,5"
    assert italian.country("FR") == "Francia"


def test_the_french_catalogue_has_no_missing_or_fuzzy_message():
    with FRENCH.open("rb") as stream:
        catalogue = read_po(stream, locale="fr")
    asked = set(messages())
    held = {
        one.id if isinstance(one.id, str) else tuple(one.id): one for one in catalogue if one.id
    }
    assert asked == set(held)
    for one in held.values():
        forms = one.string if isinstance(one.string, tuple) else (one.string,)
        assert all(forms), one.id
        assert not one.fuzzy, one.id


def test_no_french_message_lets_a_sign_begin_a_line():
    with FRENCH.open("rb") as stream:
        catalogue = read_po(stream, locale="fr")
    torn = re.compile(r"\S [:;?!»%€](?=\s|$)|« ")
    for one in catalogue:
        for form in one.string if isinstance(one.string, tuple) else (one.string,):
            if one.id:
                assert not torn.search(re.sub("`[^`]*`", "", form)), form


def test_a_device_is_no_job_no_seat_and_no_line_of_a_bill_in_french():
    """All four were a “poste”, and the phones of a fleet were workstations."""
    with FRENCH.open("rb") as stream:
        catalogue = [one for one in read_po(stream, locale="fr") if one.id]
    for one in catalogue:
        for told, meant in zip(forms(one.string), forms(one.id), strict=False):
            if re.search(r"\bdevices?\b", meant, re.IGNORECASE):
                assert not re.search(r"\bpostes?\b(?! de travail)", told, re.IGNORECASE), told


def test_no_english_word_is_left_in_a_french_report(found):
    """English words are those of the messages that no French message and no data has as well."""
    with FRENCH.open("rb") as stream:
        catalogue = [one for one in read_po(stream, locale="fr") if one.id]
    english = {word.lower() for one in catalogue for form in forms(one.id) for word in words(form)}
    french = {
        word.lower() for one in catalogue for form in forms(one.string) for word in words(form)
    }
    data = {word.lower() for word in data_of(found, "fr")}
    page = render(found, "md", lang="fr").content
    said = {word.lower() for word in words(page)}
    assert len(english - french) > 500
    left = (said & english) - french - data
    assert left == set()


def test_the_name_of_a_place_that_says_something_in_words_is_translated():
    """Capitals do not make words a brand: “French State” is read as English in a French report."""
    told = {one.name for one in load_catalog().offers.values()}
    left = {one for one in told if words(placed(f"M — {one}", language("fr"))) & SAID_IN_ENGLISH}
    assert left == set()


def forms(message):
    return message if isinstance(message, tuple) else (message,)


def test_no_number_can_break_from_its_unit_or_inside_in_french(found):
    page = render(found, "md", lang="fr").content
    prose = re.sub(r"`[^`]*`|\]\([^)]*\)|https?://\S+", "", page)
    assert not re.findall(r"(?<![\w.])\d{1,3} \d{3}(?!\w)", prose)
    assert not re.findall(r"\d (?:%|€|kW|Go|GB|kWh)", prose)
    assert not re.findall(r"[^\s|] [;!?»](?:\s|$)", prose)
    assert not re.findall(r"« ", prose)


def test_french_figures_have_a_decimal_comma(found):
    page = render(found, "md", lang="fr").content
    prose = re.sub(r"`[^`]*`|\]\([^)]*\)|https?://\S+|\[[^\]]*\]", "", page)
    assert not re.findall(r"\b\d+\.\d+\s?(?:%|€|points)", prose)


def test_every_input_of_a_bill_has_a_name():
    """What a bill hangs on most is named by the planning figure behind it."""
    rules = (ROOT / "opendecide" / "catalog" / "rules" / "cost.yaml").read_text(encoding="utf-8")
    named = set(re.findall(r"^cost\.([a-z_0-9]+)", rules, flags=re.MULTILINE))
    assert named
    assert named <= set(KINDS["component"])


@pytest.mark.parametrize("amount", [1e30, 1e308, 5e-324])
def test_a_figure_of_any_size_can_be_written(amount):
    french = language("fr")
    for written in (french.number(amount), french.exact(amount), french.price(amount, "EUR")):
        assert set(written) <= set("0123456789,€\u202f\u00a0 ")
