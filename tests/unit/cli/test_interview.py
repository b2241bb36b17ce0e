"""`init --interactive`: about twelve questions and a few trade-offs make a profile; Ctrl-C loses nothing."""

import os
import re
import sys

import numpy as np
import pexpect
import pytest
from click.testing import CliRunner
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from opendecide.cli import program
from opendecide.cli.interview import draft, terminal, tradeoffs
from opendecide.cli.interview.conduct import Interview
from opendecide.cli.interview.effect import Standing, said
from opendecide.cli.interview.layout import as_data, as_yaml
from opendecide.cli.interview.questions import (
    BY_ID,
    PERSONAS,
    QUESTIONS,
    TRADE_OFFS,
)
from opendecide.cli.interview.swings import swings
from opendecide.cli.interview.typed import read_hardware, read_money, read_volume
from opendecide.errors import InvalidInputError
from opendecide.reading.criteria import load_criteria
from opendecide.reading.documents import Document, Place
from opendecide.reading.profile import check_document, load_profile
from opendecide.reading.words import speak

DOWN, ENTER, CTRL_C, CLEAR = "\x1b[B", "\r", "\x03", "\x15"
LAC = {
    "name": "Clinique du Lac",
    "country": "FR",
    "persona": "regulated_enterprise",
    "task": "summarisation",
    "data": ["health", "personal"],
    "place": "region",
    "certification": ["hds"],
    "volume": "200-800",
    "quality": "0.8",
    "team": "half",
    "hardware": "2 h100",
    "reach": "home_controlled",
    "budget": "600000 EUR",
    "stakes": "high",
}


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")


def run(*arguments, **more):
    return CliRunner().invoke(program, ["init", *arguments], **more)


def checked(data):
    return check_document(Document("profile", data, Place(0, 0)))


def typed(keys, ask):
    with (
        create_pipe_input() as keyboard,
        create_app_session(input=keyboard, output=DummyOutput()),
    ):
        keyboard.send_text(keys)
        return ask()


# The terminal


def session(file, language):
    return pexpect.spawn(
        sys.executable,
        ["-m", "opendecide", "init", "--interactive", "-o", str(file)],
        dimensions=(45, 100),
        encoding="utf-8",
        timeout=180,
        env={**os.environ, "LANGUAGE": language, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
    )


def answer(child, place, keys):
    child.expect(f"{place}/{len(QUESTIONS)} ")
    child.expect("\\?")  # the prompt is complete before anybody types
    child.send(keys)


def test_an_interview_in_french_is_interrupted_resumed_and_ends_in_a_valid_profile(tmp_path):
    file = tmp_path / "lac.yaml"
    first = session(file, "fr")
    first.expect("Ctrl-C n’en perd aucune")
    answer(first, 1, "Clinique du Lac" + ENTER)
    answer(first, 2, CLEAR + "ZZ" + ENTER)
    first.expect("ISO 3166")
    first.send(CLEAR + "fr" + ENTER)
    answer(first, 3, DOWN + ENTER)
    answer(first, 4, DOWN * 2 + ENTER)
    first.expect("Il reste")
    answer(first, 5, CTRL_C)
    first.expect("la même commande reprend à cet endroit")
    first.expect(pexpect.EOF)
    first.close()
    assert first.exitstatus == 130
    assert "Traceback" not in first.before
    assert load_profile(file).workloads[0].task_type == "summarisation"

    second = session(file, "fr")
    second.expect("On reprend à partir des réponses")
    answer(second, 5, DOWN * 6 + " " + ENTER)
    answer(second, 6, DOWN + ENTER)
    for place in range(7, 15):
        answer(second, place, ENTER)
    second.expect("Arbitrage 1")
    second.expect("nettement")
    second.send(DOWN + ENTER)
    second.expect("Les plus lourds à présent")
    second.expect("Arbitrage 2")
    second.expect("nettement")
    second.send(DOWN * 5 + ENTER)
    second.expect("puis lancer")
    second.expect(pexpect.EOF)
    second.close()
    assert second.exitstatus == 0

    text = file.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=./profile.schema.json\n# $schema: ")
    assert "# Qui décide\norganisation:" in text
    assert "opendecide-answers" not in text
    profile = load_profile(file)
    assert profile.organisation.persona == "regulated_enterprise"
    assert profile.workloads[0].data_classes == ("health",)
    assert profile.obligations.region_only.regions == ("EEA",)
    assert profile.preferences.weights.method == "swing"
    assert (tmp_path / "profile.schema.json").is_file()


def test_without_a_terminal_it_says_so_and_names_the_options():
    done = run("--interactive", input="")
    assert done.exit_code == 2
    assert "needs a terminal" in done.stderr
    for question in QUESTIONS:
        assert question.flag in done.stderr


# Questions, answered by keys


def test_one_option_is_chosen_with_arrow_keys():
    question = BY_ID["place"]
    assert typed(DOWN + ENTER, lambda: terminal.ask(question, "?", question.options)) == "region"


def test_several_options_are_chosen_with_the_space_bar():
    question = BY_ID["data"]
    keys = " " + DOWN + DOWN + " " + ENTER
    found = typed(keys, lambda: terminal.ask(question, "?", question.options))
    assert found == ["public", "confidential"]


def test_words_are_checked_before_they_are_taken():
    question = BY_ID["volume"]
    keys = CLEAR + "many" + ENTER + CLEAR + "1 500" + ENTER
    assert typed(keys, lambda: terminal.ask(question, "?", {})) == "1500"


def test_ctrl_c_is_no_answer():
    question = BY_ID["place"]
    with pytest.raises(KeyboardInterrupt):
        typed(CTRL_C, lambda: terminal.ask(question, "?", question.options))


@pytest.mark.parametrize(
    ("read", "text", "meant"),
    [
        (read_volume, "1 500", "1500"),
        (read_volume, "200–800", "200-800"),
        (read_money, "180 000 €", "180000 EUR"),
        (read_money, "$2e5", None),
        (read_money, "2.5e5usd", "250000 USD"),
        (read_money, "", ""),
        (read_volume, "800-200", None),
        (read_volume, "", None),
        (read_hardware, "2x h100, l4", "2 h100, 1 l4"),
        (read_hardware, "2 H100", "2 h100"),
        (read_hardware, "", ""),
        (read_hardware, "2 h10O", None),
    ],
)
def test_what_people_type_is_understood_or_refused(read, text, meant):
    if meant is None:
        with pytest.raises(InvalidInputError):
            read(text)
    else:
        assert read(text) == meant


# Answers and their file


def test_every_answer_can_be_given_as_an_option(tmp_path):
    file = tmp_path / "lac.yaml"
    flags = []
    for name, value in LAC.items():
        for one in value if isinstance(value, list) else [value]:
            flags += [BY_ID[name].flag, one]
    done = run(*flags, "--trade-off", "data_security>>cost", "-o", str(file))
    assert done.exit_code == 0, done.stderr
    profile = load_profile(file)
    assert profile.organisation.name == "Clinique du Lac"
    assert profile.workloads[0].volume.requests_per_day.high == 800
    assert profile.workloads[0].quality.minimum == 0.8
    assert profile.budget.ceiling.amount == 600_000
    assert profile.team.ops_fte == 0.5
    assert profile.hardware.accelerators[0].count == 2
    points = {one.criterion: one.points for one in profile.preferences.weights.swing}
    assert points["data_security.processing_locus"] > 2 * points["cost.tco"]


def test_options_that_are_not_enough_are_named():
    done = run("--name", "Clinic")
    assert done.exit_code == 2
    assert "--country, --task" in done.stderr


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--country", "France"], "--country: Use the two letters"),
        (["--budget", "much"], "--budget: Write an amount"),
        (["--trade-off", "cost"], "is no trade-off"),
        (["--trade-off", "cost>>cost"], "is no trade-off"),
    ],
)
def test_an_option_that_is_no_answer_is_wrong_usage(flags, said):
    done = run("--name", "X", "--task", "coding", *flags)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_every_option_of_every_question_makes_a_valid_profile(question):
    for own in question.options or [LAC[question.id]]:
        answers = {**LAC, question.id: [own] if question.several else own}
        assert checked(as_data(answers, {})).organisation.country == "FR"


@pytest.mark.parametrize(
    "name",
    ["NO", "12", "a: b", 'x "y" z', "# no comment", "Été 🌧", "- x", "a\\nb", "null", " x ", "{a}"],
)
def test_any_name_survives_the_file(name):
    data = as_data({**LAC, "name": name}, {})
    assert data["organisation"]["name"] == name


def test_an_interview_can_be_left_after_any_answer(tmp_path):
    file = tmp_path / "x.yaml"
    answers = {}
    for name, value in {**LAC, TRADE_OFFS: ["cost.tco>data_security.processing_locus"]}.items():
        answers[name] = value
        draft.save(file, answers, {})
        assert draft.load(file) == answers
        assert file.read_text(encoding="utf-8") == file.read_text(encoding="utf-8").strip() + "\n"


@pytest.mark.parametrize(
    "kept", ["", "x", "[]", '{"name": 3, "place": "moon", "data": "health", "other": "x"}']
)
def test_a_file_that_was_edited_badly_is_asked_again(tmp_path, kept):
    file = tmp_path / "x.yaml"
    file.write_text(f"# opendecide-answers: {kept}\n", encoding="utf-8")
    assert not draft.load(file)


def test_a_finished_profile_is_never_taken_for_an_interview(tmp_path):
    file = tmp_path / "x.yaml"
    draft.finish(file, LAC, {})
    assert draft.load(file) is None


def test_the_yaml_is_commented_in_the_readers_language(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr")
    speak()
    text = as_yaml(LAC, {})
    assert "# Ce que demandent le droit, les contrats et la politique\nobligations:" in text
    assert run("--lang", "fr").stdout.count("une entrée par usage") == 1


# Trade-offs


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_swings_are_worded_and_of_different_criteria(persona):
    found = swings(load_criteria(), persona)
    assert len({one.factor.split(".")[0] for one in found}) == len(found) == 6
    for one in found:
        assert one.worst
        assert one.best
        assert one.worst != one.best
        assert not re.match("The same", one.best)


def test_a_question_is_broken_between_words(monkeypatch):
    title, hint = (
        "12/14 Jusqu’où peut aller la dépense sur tout l’horizon ?",
        "(flèches, puis Entrée)",
    )
    monkeypatch.setattr(terminal.shutil, "get_terminal_size", lambda: os.terminal_size((40, 24)))
    shown = terminal._whole(title, hint)
    assert shown.split() == f"{title} {hint}".split()
    assert all(len(line) < 40 for line in shown.splitlines())


def test_costs_are_traded_off_in_the_money_that_was_named():
    named = {one.factor: one for one in swings(load_criteria(), "startup", "120000 EUR")}
    assert (named["cost.tco"].worst, named["cost.tco"].best) == ("€120,000", "€12,000")


def test_the_answers_to_a_trade_off_are_all_there_is():
    weights = tradeoffs.prior(np.array([0.5, 0.3, 0.2]))
    assert weights.sum(axis=1) == pytest.approx(1)
    assert tradeoffs.likelihood(weights, 0, 1).sum(axis=0) == pytest.approx(1)


@pytest.mark.parametrize(("said", "lead"), [(">>", 3.0), (">", 1.25), ("<<", 1 / 3), ("<", 0.8)])
def test_an_answer_moves_the_points_its_way(said, lead):
    weights = tradeoffs.prior(np.array([0.4, 0.4, 0.2]))
    first, second, _third = tradeoffs.points(weights, [(0, 1, said)])
    assert (first / second > lead * 0.8) if lead > 1 else (first / second < lead * 1.25)


def test_the_next_pair_is_new_and_removes_more_than_the_others():
    weights = tradeoffs.prior(np.array([0.4, 0.3, 0.2, 0.1]))
    told, asked = [], set()
    before = tradeoffs.spread(weights, tradeoffs.mass(weights, told))
    while (pair := tradeoffs.next_pair(weights, told, asked)) is not None:
        assert pair not in asked
        asked.add(pair)
        told.append((*pair, "="))
    after = tradeoffs.spread(weights, tradeoffs.mass(weights, told))
    assert len(asked) >= 2
    assert after < before / 2


def test_answers_that_contradict_each_other_still_give_points():
    weights = tradeoffs.prior(np.array([0.4, 0.3, 0.3]))
    found = tradeoffs.points(weights, [(0, 1, ">>"), (1, 2, ">>"), (2, 0, ">>")] * 20)
    assert max(found) == 100
    assert min(found) >= 1


# What an answer changes


def test_a_change_is_said_with_what_was_before():
    before = Standing(900, 11, "A", "vendor_api")
    now = Standing(40, 3, "B", "open_weights_on_premises")
    assert said(before, now) == (
        "40 deployments of 3 kinds are left; there were 900. "
        "Now ahead: B (Open-weight model on own premises)."
    )
    assert said(None, Standing(0, 0, None, None)).startswith("No deployment is left")


def test_who_is_ahead_is_named_in_the_readers_language(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr")
    now = Standing(40, 3, "Claude Sonnet 4.6 — Claude on Amazon Bedrock", "hyperscaler_proprietary")
    assert "Claude sur Amazon Bedrock" in said(None, now)


def test_an_answer_that_changes_nothing_says_so(tmp_path, monkeypatch, capsys):
    here = Interview(tmp_path / "x.yaml", {"name": "A", "country": "FR", "persona": PERSONAS[0]})
    monkeypatch.setattr(terminal, "ask", lambda *_: "nobody")
    monkeypatch.setattr(here, "_changed", lambda: "40 deployments are left.")
    team = next(one for one in QUESTIONS if one.id == "team")
    here._ask(10, team)
    here._ask(10, team)
    assert capsys.readouterr().out.split("\n") == [
        "  40 deployments are left.",
        "  That changes nothing so far.",
        "",
    ]
