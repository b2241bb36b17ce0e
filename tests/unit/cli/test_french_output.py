"""What commands print in French: no word is left in English, every figure has its comma."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from opendecide.cli import catalog as catalogue
from opendecide.cli import program
from opendecide.cli.meanings import meanings
from opendecide.reading.catalog import load_catalog
from opendecide.reading.criteria import load_criteria
from opendecide.reading.words import speak
from opendecide.report.language import language
from opendecide.report.translations import LOCALE

ROOT = Path(__file__).parents[3]
FRENCH = LOCALE / "fr" / "LC_MESSAGES" / "opendecide.po"
CODE = re.compile(
    r"`[^`]+`|\S*[_@/:\d]\S*|\S+\.\S+|^ +[\d,]+  +\w+|^ *[\w.-]+(?=  )|\([\w.-]+\)|.*Profile fields.*",
    re.MULTILINE,
)
"""Ids, paths and sources: for machines, whatever the language."""
PARTS = catalogue.PARTS
NAMED = ("served_as", "instance", "scope", "note", "clause", "cure", "attribution")
ENTRIES = (
    "gpt-oss-120b",
    "mistral-api",
    "h100-x1",
    "h100",
    "llama-3-community",
    "openai",
    "bedrock-open-models",
)


@pytest.fixture(scope="module", autouse=True)
def back_to_the_language_of_the_system():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "fr")
        yield
    speak()


def run(*arguments):
    done = CliRunner().invoke(program, [*arguments, "--lang", "fr"])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def words(text):
    return {one.lower() for one in re.findall(r"[^\W\d_]{3,}", text)}


@pytest.fixture(scope="module")
def english():
    """Return the words of English messages that no French message has as well."""
    with FRENCH.open("rb") as stream:
        messages = [one for one in read_po(stream, locale="fr") if one.id]

    def said(parts):
        forms = (one if isinstance(one, tuple) else (one,) for one in parts)
        return {word for form in forms for text in form for word in words(text)}

    return said(one.id for one in messages) - said(one.string for one in messages)


@pytest.fixture(scope="module")
def catalog():
    return load_catalog()


@pytest.fixture(scope="module")
def names(catalog):
    """Return the words of names, as a French reader is told them."""
    entries = (one for part in PARTS for one in getattr(catalog, part).values())
    return words(" ".join(language("fr").text(one.name) for one in entries))


def quoted(part, key=""):
    """Find what people wrote, inside entries."""
    if isinstance(part, str):
        return [part] if key in NAMED else []
    if isinstance(part, dict):
        return [text for name, one in part.items() for text in quoted(one, name)]
    if isinstance(part, (list, tuple)):
        return [text for one in part for text in quoted(one, key)]
    return []


def left(text, english, names):
    return (words(CODE.sub(" ", text)) & english) - names


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_of_the_catalogue_is_told_in_words(entry, english, names, catalog):
    shown = run("catalog", "show", entry)
    told = [getattr(catalog, part).get(entry) for part in PARTS]
    written = words(" ".join(quoted([one.model_dump() for one in told if one is not None])))
    assert left(shown, english, names) <= written
    assert not re.findall(r"  \d+\.\d+(?:  |$)|  \d{5,}(?:  |$)", shown, re.MULTILINE)


@pytest.mark.parametrize("command", ["list", "check"])
def test_the_catalogue_is_listed_in_words(command, english, names):
    assert left(run("catalog", command), english, names) == set()


def test_every_explanation_is_in_words(english, names):
    said = "\n".join(run("explain", word) for word, _ in one_of_each_kind())
    assert left(said, english, names) == set()
    assert not re.findall(r"^ +\d+\.\d+ ", said, re.MULTILINE)


def one_of_each_kind():
    """Return every sixteenth word: hundreds are alike."""
    return list(meanings(load_criteria()))[::16]


def test_what_changed_is_told_in_words(english, names, tmp_path):
    profile = str(ROOT / "examples" / "illustrator.yaml")
    files = [str(tmp_path / f"{name}.json") for name in ("before", "after")]
    few = ("--samples", "64", "--fast")
    run("recommend", profile, *few, "-o", files[0])
    run(
        *("recommend", profile, *few, "-o", files[1], "--set", "budget.horizon_years=5"),
        *(
            "--set",
            "preferences.weights.method=direct",
            "--set",
            "preferences.weights.direct.cost=70",
        ),
        *("--set", "team.willing_to_operate=false"),
    )
    shown = run("compare", *files)
    assert left(shown, english, names) == set()
    assert "Verdict" in shown or "Déploiement" in shown
    assert "@" not in shown
