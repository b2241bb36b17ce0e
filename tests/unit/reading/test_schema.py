"""The committed JSON Schemas are what the records say, in every language there is."""

import gettext
import json

import pytest

from opendecide.reading import schema, words
from opendecide.reading.places import PACKAGE, SCHEMAS
from opendecide.reading.shipped_schema import (
    VALUE_TEXTS,
    committed,
    spoken_schema,
    texts,
    translated,
)

CHECKOUT = PACKAGE.parent
KINDS = sorted(path.name.partition(".")[0] for path in SCHEMAS.glob("*.json"))
assert len(KINDS) == 8, "a schema is missing"
OF_VALUES = [kind for kind in KINDS if kind != "recommendation"]
"""Kinds that people write by hand, in an editor that shows what a value means."""
BRANDS = {"Microsoft 365", "Google Workspace"}


@pytest.fixture
def french(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr")
    words.speak()


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_up_to_date(kind):
    assert committed(kind) == schema.generate(kind), "run: make schemas"


@pytest.mark.skipif(not (CHECKOUT / "criteria").is_dir(), reason="only a checkout has copies")
def test_the_copies_beside_the_yaml_are_up_to_date():
    for path, kind in schema.copies(CHECKOUT):
        assert path.read_bytes() == committed(kind), f"{path}: run: make schemas"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_what_it_means(kind):
    for record, field, shown in fields(json.loads(committed(kind))):
        assert shown.get("description"), f"{record}.{field}: give it a text below it"


@pytest.mark.parametrize("kind", OF_VALUES)
def test_every_value_that_people_write_says_what_it_means(kind):
    for record, field, shown in fields(json.loads(committed(kind))):
        for part in with_values(shown):
            said = part.get(VALUE_TEXTS)
            assert said, f"{record}.{field}: say what its values mean in value_texts.py"
            assert len(said) == len(part["enum"])


def test_every_field_of_a_profile_has_a_name():
    for record, field, shown in fields(json.loads(committed("profile"))):
        assert shown.get("title"), f"{record}.{field}: name it in model/field_names.py"


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_has_a_name_and_a_text(kind):
    whole = json.loads(committed(kind))
    assert whole["$schema"].startswith("https://json-schema.org/")
    assert whole["$id"] == f"urn:opendecide:schema:{kind}:1"
    for one in whole.get("$defs", {}).values():
        assert one["title"]
        assert one["description"]


def test_short_forms_are_in_the_schema():
    profile = json.loads(committed("profile"))
    forms = profile["$defs"]["Range"]["anyOf"]
    assert {"type": "number", "minimum": 0} in forms
    assert any(one.get("type") == "array" for one in forms)


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("kind", KINDS)
def test_in_french_no_text_of_a_schema_stays_english(kind):
    catalogue = gettext.translation(words.DOMAIN, words.LOCALE, ["fr"])
    catalogue.add_fallback(Untranslated())
    left = set()
    for text in texts(json.loads(committed(kind))):
        said = catalogue.gettext(text)
        if said == text and " " in text:  # many single words are the same in both languages
            left.add(text)
    assert left <= BRANDS
    assert set(texts(json.loads(spoken_schema(kind)))) == {
        catalogue.gettext(text) for text in texts(json.loads(committed(kind)))
    }


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("kind", KINDS)
def test_a_language_changes_texts_and_nothing_else(kind):
    assert silent(json.loads(spoken_schema(kind))) == silent(json.loads(committed(kind)))


def test_a_third_language_is_one_catalogue():
    say = gettext.NullTranslations().gettext
    profile = json.loads(committed("profile"))
    assert translated(profile, say) == profile
    assert set(texts(translated(profile, str.upper))) == {one.upper() for one in texts(profile)}


class Untranslated(gettext.NullTranslations):
    """What is asked for what a catalogue lacks."""

    def gettext(self, message):
        pytest.fail(f"not translated: {message}")


def silent(whole):
    """Return a schema whose every text is gone."""
    return translated(whole, lambda text: text[:0])


def fields(whole):
    """Yield every field, with the record that it belongs to."""
    for name, one in {**whole.get("$defs", {}), "the file": whole}.items():
        for part in (one, *one.get("anyOf", ())):
            for field, shown in part.get("properties", {}).items():
                yield name, field, shown


def with_values(shown):
    """Yield every part of a field that lists its values."""
    parts = [shown, *shown.get("anyOf", ()), shown.get("items", {})]
    yield from (part for part in parts if "enum" in part)


def test_the_peak_is_over_the_mean_of_the_whole_day_as_the_machines_are_sized():
    """Requests spread over an office day of eight hours come three times as fast as over 24."""
    text = committed("profile").decode()
    assert "over the mean of all 24 hours of a day; an office day of eight hours is 3" in text
