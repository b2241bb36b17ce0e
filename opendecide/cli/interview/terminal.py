"""Questions on a terminal, answered with arrow keys or words; hints in the reader's language."""

import shutil
from collections.abc import Mapping
from typing import Any

from opendecide.cli.interview.questions import Answer, Question
from opendecide.errors import OpendecideError
from opendecide.reading.words import _


def ask(question: Question, title: str, options: Mapping[str, str]) -> Answer:
    """Ask one question and return the answer.

    Raises:
        KeyboardInterrupt: On Ctrl-C.
    """
    if not options:
        return _words(question, title)
    if question.several:
        return _several(title, options)
    return choose(title, options)


def choose(title: str, options: Mapping[str, str]) -> str:
    """Let one option be chosen."""
    import questionary

    choices = [questionary.Choice(text, value=own) for own, text in options.items()]
    hint = _("(arrow keys, then Enter)")
    asked = questionary.select(_whole(title, hint), choices, instruction=" ", **_QUIET)
    own = str(asked.unsafe_ask())
    _leave(title, options[own])
    return own


def _several(title: str, options: Mapping[str, str]) -> list[str]:
    import questionary

    choices = [questionary.Choice(text, value=own) for own, text in options.items()]
    hint = _("(Space to choose, Enter to go on)")
    asked = questionary.checkbox(_whole(title, hint), choices, instruction=" ", **_QUIET)
    chosen = [str(one) for one in asked.unsafe_ask()]
    _leave(title, ", ".join(options[one] for one in chosen))
    return chosen


def _words(question: Question, title: str) -> str:
    import questionary

    def fits(typed: str) -> bool | str:
        try:
            question.read(typed)
        except OpendecideError as error:
            return str(error)
        return True

    asked = questionary.text(title, default=question.usual, validate=fits, **_QUIET)
    answer = question.read(asked.unsafe_ask())
    _leave(title, answer)
    return answer


def _whole(title: str, hint: str) -> str:
    """Break a question between words: a terminal breaks it wherever it ends."""
    import click

    width = max(30, shutil.get_terminal_size().columns - 1)
    return click.wrap_text(f"{title} {hint}", width, initial_indent=_MARK)[len(_MARK) :]


_MARK = "? "
_QUIET: Mapping[str, Any] = {"qmark": _MARK.strip(), "erase_when_done": True}
"""The question is taken away once it is answered: questionary would say `done` in English."""


def _leave(title: str, answer: str) -> None:
    """Leave question and answer on the screen."""
    import click

    said = answer or _("nothing")
    click.echo(f"{click.style('✓', fg='green')} {title} {click.style(said, fg='cyan')}")
