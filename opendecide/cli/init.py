"""`opendecide init`: a profile to start from, or one that is asked for question by question."""

import re
import sys
from pathlib import Path
from typing import Any

import click

from opendecide.cli import grammar, options
from opendecide.cli.interview.questions import PERSONAS, QUESTIONS, TRADE_OFFS, Answer, Question
from opendecide.cli.output import check_target, note, show, write
from opendecide.errors import Fault, InvalidFileError, OpendecideError
from opendecide.reading.words import SOURCE, _, mark, spoken

SCHEMA = "profile.schema.json"
USUAL = Path("profile.yaml")
"""Where an interview is kept when no file is named."""


def _flags(function: Any) -> Any:
    """Give a command one option for each question."""
    for question in reversed(QUESTIONS):
        several = question.several
        add = grammar.option(
            question.flag,
            type=click.Choice(tuple(question.options)) if question.options else None,
            multiple=several,
            default=None,
            help=question.text,
        )
        function = add(function)
    return function


@grammar.command(
    "init",
    help=mark(
        "Write a commented profile to start from, or the one that your answers make, and its "
        "schema beside it."
    ),
    epilog=mark("Each question of the interview has an option; what is given is not asked."),
    examples=(
        (mark("A profile to fill in"), "opendecide init -o clinic.yaml"),
        (mark("Answer questions instead"), "opendecide init --interactive -o clinic.yaml"),
        (
            mark("Without questions"),
            "opendecide init --name Clinic --country FR --task summarisation --data health",
        ),
    ),
)
@options.target
@grammar.option("--interactive", is_flag=True, help=mark("Ask, and save after every answer."))
@_flags
@grammar.option(
    "--trade-off",
    TRADE_OFFS,
    multiple=True,
    metavar="A>>B",
    help=mark("Which of two matters more, as cost.tco>>service_quality.task_quality."),
)
def command(target: Path | None, *, interactive: bool, **given: Any) -> None:
    """Write the template, the answers given as options, or those asked for."""
    answers = _answered(given)
    if interactive:
        _interview(target or USUAL, answers)
    elif set(answers) - {"persona"}:
        _from_options(target, answers)
    else:
        _template(target, str(answers.get("persona", PERSONAS[0])))


def _answered(given: dict[str, Any]) -> dict[str, Answer]:
    """Return the answers that were given as options.

    Raises:
        click.UsageError: If one of them is none.
    """
    answers: dict[str, Answer] = {}
    for question in QUESTIONS:
        value = given[question.id]
        if value is not None and value != ():
            answers[question.id] = _read(question, value)
    if given[TRADE_OFFS]:
        answers[TRADE_OFFS] = list(given[TRADE_OFFS])
        _check_trade_offs(answers)
    return answers


def _read(question: Question, value: Any) -> Answer:
    if question.options:
        return list(value) if question.several else str(value)
    try:
        return question.read(str(value))
    except OpendecideError as error:
        raise click.UsageError(f"{question.flag}{_(': ')}{error}") from error


def _check_trade_offs(answers: dict[str, Answer]) -> None:
    from opendecide.cli.interview.conduct import weigh
    from opendecide.reading.criteria import load_criteria

    persona = str(answers.get("persona", PERSONAS[0]))
    try:
        weigh(load_criteria(), persona, list(answers[TRADE_OFFS]))
    except OpendecideError as error:
        raise click.UsageError(f"--trade-off{_(': ')}{error}") from error


def _interview(file: Path, answers: dict[str, Answer]) -> None:
    """Ask on the terminal; go on from a file that was left unfinished."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        flags = " ".join(one.flag for one in QUESTIONS)
        what = _("--interactive needs a terminal. Without one, answer by options: {flags}.")
        raise click.UsageError(what.format(flags=f"{flags} --trade-off"))
    from opendecide.cli.interview import draft
    from opendecide.cli.interview.conduct import Interview

    check_target(file)
    before = draft.load(file) if file.exists() else {}
    if before is None:
        _refuse_to_overwrite(file)
    if before:
        note(_("Going on from the answers in {file}.").format(file=file))
    else:
        note(_("The answers are saved in {file}; Ctrl-C loses none.").format(file=file))
    _write_schema(file)
    Interview(file, {**(before or {}), **answers}).conduct()
    _say_what_next(file)


def _from_options(target: Path | None, answers: dict[str, Answer]) -> None:
    """Write the profile that the options make."""
    missing = [one.flag for one in QUESTIONS if one.needed and one.id not in answers]
    if missing:
        what = _("Still needed: {flags}; or ask for them with --interactive.")
        raise click.UsageError(what.format(flags=", ".join(missing)))
    from opendecide.cli.interview.conduct import weigh
    from opendecide.cli.interview.layout import as_yaml
    from opendecide.reading.criteria import load_criteria

    said = list(answers.get(TRADE_OFFS, []))
    answers.setdefault("persona", PERSONAS[0])
    points = weigh(load_criteria(), str(answers["persona"]), said) if said else {}
    _put(target, as_yaml(answers, points))


def _template(target: Path | None, persona: str) -> None:
    """Write the profile with everything in comments that few people need."""
    text = (Path(__file__).parent / "profile.template.yaml").read_text(encoding="utf-8")
    text = re.sub(r"\[\[(.+?)\]\]", lambda found: _(found[1]), text)
    text = text.replace(f"persona: {PERSONAS[0]}", f"persona: {persona}", 1)
    if spoken() != SOURCE:
        text = text.replace("organisation:", f"language: {spoken()}\n\norganisation:", 1)
    _put(target, text)


def _put(target: Path | None, text: str) -> None:
    if target is None:
        show(text)
        return
    check_target(target)
    if target.exists():
        _refuse_to_overwrite(target)
    _write_schema(target)
    write(target, text.encode())
    _say_what_next(target)


def _write_schema(beside: Path) -> None:
    from opendecide.reading.shipped_schema import spoken_schema

    write(beside.parent / SCHEMA, spoken_schema("profile"))


def _say_what_next(file: Path) -> None:
    note(
        _("Look through {file}, then run: opendecide recommend {file} -o report.md").format(
            file=file
        )
    )


def _refuse_to_overwrite(file: Path) -> None:
    what, fix = _("The file exists already."), _("Choose another name, or remove it first.")
    raise InvalidFileError([Fault(str(file), 0, 0, "", what, fix, "OD001")])
