"""The command line speaks the reader's language, down to the words of click."""

import re

import click
import pytest
from click.testing import CliRunner

from opendecide.cli import program
from opendecide.report import translations

ENGLISH = frozenset(
    [
        "an",
        "and",
        "any",
        "are",
        "at",
        "be",
        "by",
        "can",
        "does",
        "each",
        "every",
        "everything",
        "for",
        "from",
        "given",
        "has",
        "have",
        "how",
        "if",
        "in",
        "is",
        "it",
        "its",
        "last",
        "lists",
        "more",
        "most",
        "not",
        "of",
        "only",
        "other",
        "out",
        "say",
        "says",
        "show",
        "shown",
        "than",
        "that",
        "the",
        "their",
        "them",
        "there",
        "they",
        "this",
        "those",
        "to",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "with",
        "write",
        "written",
        "you",
        "your",
        "file",
        "files",
        "folder",
        "language",
        "report",
        "missing",
        "required",
        "default",
        "try",
        "error",
        "number",
        "directory",
        "path",
        "integer",
        "answer",
        "weights",
        "change",
        "changed",
        "kind",
        "command",
    ]
)
"""Words that tell English from French, without those that both have and those of formats."""
CODE = re.compile(
    r"`[^`]*`|\[[^\]]*\]|--?[a-z][\w-]*|^ {2,4}opendecide .*$|opendecide( [a-z]+)*|[\w.]+=[\w.]+|[\w-]+\.(yaml|json|csv|md|html)",
    re.MULTILINE,
)


def commands():
    def walk(command, path):
        yield path
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                yield from walk(command.get_command(context, name), (*path, name))

    return list(walk(program, ()))


@pytest.fixture(autouse=True)
def in_french(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr")


def run(*arguments):
    done = CliRunner().invoke(program, arguments, prog_name="opendecide")
    # Non-breaking spaces are right, and hard to write in a test.
    return done.exit_code, re.sub("[\u00a0\u202f]", " ", done.output)


def english_in(text):
    names = {name for path in commands() for name in path}
    lines = [re.sub(r"^  (" + "|".join(names) + r")\b", "", line) for line in text.splitlines()]
    words = re.findall(r"[a-z’']+", CODE.sub(" ", "\n".join(lines)).lower())
    return sorted(ENGLISH & set(words))


def test_the_words_tell_english_from_french():
    assert english_in("Write to this file.") == ["file", "this", "to", "write"]
    assert english_in("Écrire dans ce fichier.") == []


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_the_help_of_every_command_is_french(path):
    status, said = run(*path, "--help")
    assert status == 0
    assert said.startswith("Usage : opendecide")
    assert "Options :" in said
    assert english_in(said) == []


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_every_option_says_what_it_does(path):
    command = program
    for name in path:
        command = command.get_command(click.Context(command), name)
    silent = [one.opts for one in command.params if isinstance(one, click.Option) and not one.help]
    assert silent == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Usage :"),
        (["recomend"], "Il n’y a pas de commande 'recomend'. Vouliez-vous dire 'recommend' ?"),
        (["recommend"], "Il manque l’argument 'PROFIL'."),
        (["recommend", "x.yaml", "--sed", "1"], "L’option '--sed' n’existe pas."),
        (["recommend", "x.yaml", "--seed"], "L’option '--seed' demande une valeur."),
        (["recommend", "x.yaml", "--seed", "x"], "'x' n’est pas un nombre valable."),
        (["recommend", "x.yaml", "--samples", "3"], "3 n’est pas dans les limites"),
        (["recommend", "x.yaml", "y.yaml"], "Argument en trop (y.yaml)"),
        (["recommend", "x.yaml", "--format", "txt"], "'txt' n’est aucun de"),
        (["recommend", "x.yaml", "-o", "x.txt"], "Aucun format ne finit par '.txt'."),
        (["check", "x.yaml"], "Il manque l’option '--against'."),
        (["check", "x.yaml", "--against", "y", "--fail-on", "z"], "écrire verdict, ranking"),
        (["cost", "accuracy"], "Il manque l’argument 'POINTS.csv'."),
    ],
)
def test_wrong_usage_is_said_in_french(arguments, said):
    status, output = run(*arguments)
    assert status == 2
    assert said in output
    assert english_in(output) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["validate", "nothing.yaml"], "Ce fichier n’existe pas. Vérifier le chemin. [OD001]"),
        (["cost", "accuracy", "x.csv"], "Ce fichier n’existe pas. Vérifier le chemin. [OD001]"),
        (["explain", "csot"], "Rien ne s’appelle 'csot'. Vouliez-vous dire 'cost'"),
        (["recommend", "x.yaml", "--set", "budget"], "Un réglage s’écrit chemin=valeur."),
    ],
)
def test_faults_of_the_input_are_said_in_french(arguments, said):
    status, output = run(*arguments)
    assert status == 1
    assert said in output


@pytest.mark.parametrize("words", [["--lang", "fr"], ["--lang=fr"]])
def test_an_option_chooses_the_language_whatever_the_environment(monkeypatch, words):
    monkeypatch.setenv("LANGUAGE", "en")
    assert "Options :" in run("catalog", "show", *words, "--help")[1]
    assert "Options :" in run(*words, "catalog", "show", "--help")[1]


def test_a_language_without_catalogue_is_refused_and_one_of_the_system_ignored(monkeypatch):
    assert run("catalog", "list", "--lang", "xx")[0] == 2
    monkeypatch.setenv("LANGUAGE", "de")
    assert "Options:" in run("--help")[1]


def test_nothing_is_left_to_translate_and_nothing_is_out_of_date():
    for folder in translations.LOCALE.glob("*/LC_MESSAGES"):
        path = folder / "opendecide.po"
        fresh = translations.updated(translations.read(path, folder.parent.name))
        assert translations.untranslated(fresh) == ()
        assert translations.as_po(fresh) == path.read_bytes(), "run opendecide.report.translations"
