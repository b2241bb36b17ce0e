"""The answer in a few lines: with colour on a terminal, plain in a pipe."""

import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap
from typing import IO

from opendecide.model.recommendation import Recommendation
from opendecide.reading.words import spoken
from opendecide.report.brief import Brief, brief
from opendecide.report.language import language
from opendecide.report.views.summary import Summary, of_what, summary

Row = tuple[str, tuple[str, ...]]
"""A heading, and one line for each thing under it."""

_COLOURS = {
    "recommended": "bold green",
    "recommended_with_conditions": "bold yellow",
    "too_close_to_call": "bold yellow",
}
"""Anything else is no answer: red."""
_HEADINGS, _GAP = 30, 2
"""Columns for the headings, a third of a narrow terminal at most, and between them and the text."""


def show_verdict(
    result: Recommendation, lang: str | None, file: Path | None, to: IO[str] | None = None
) -> None:
    """Print verdict, chance, runner-up, cost, reasons, what would flip it, when to do what."""
    target = to or sys.stdout
    told = brief(result, language(lang or result.language or spoken()))
    front = summary(told)
    rows = list(_rows(told, front, file))
    if target.isatty():
        _in_colour(front, rows, _COLOURS.get(result.verdict.grade, "bold red"), target)
        return
    target.write(f"{front.headline}\n")
    colon = told.speech.text(": ")
    for heading, lines in rows:
        if len(lines) == 1:
            target.write(f"{heading}{colon}{lines[0]}\n")
        else:
            target.write(
                "\n".join([f"{heading}{colon.rstrip(' ')}", *(f"  - {one}" for one in lines)])
            )
            target.write("\n")


def _rows(told: Brief, front: Summary, file: Path | None) -> Iterator[Row]:
    """Say what the first page says, in the order of the first page."""
    text, say = told.speech.text, told.speech.say
    if front.leader_family:
        yield text("Family"), (front.leader_family,)
    if front.probability is not None:
        sure = say("{sure} (asked for: {asked})", sure=front.probability.text, asked=front.required)
        yield of_what(told), (sure,)
    if front.places:
        yield text("Where the best of this family stands"), (front.places,)
    if front.runner_up:
        yield text("Runner-up"), (f"{front.runner_up} ({front.runner_up_family})",)
    if front.cost is not None:
        cost = front.cost.said
        said = (cost, front.of_the_model) if front.of_the_model else (cost,)
        yield say("Cost over {horizon}", horizon=front.horizon), said
    flips = tuple(one.sentence for one in front.flips)
    ways = tuple(f"{one.sentence} {one.cure}".rstrip() for one in front.ways_out)
    for heading, lines in (
        (text("What each group of deciders would choose"), front.board),
        (text("The present way"), (front.present,)),
        (text("What speaks for it"), front.reasons_for),
        (text("What speaks against it"), front.reasons_against),
        (
            text("Better still") if told.together is None else text("Close to it"),
            (front.combination,),
        ),
        (text("Conditions"), front.conditions),
        (text("Dates to plan for"), front.dates),
        (text("What stands in the way"), ways),
        (text("What would change the answer"), flips),
        (text("Start with"), (front.start,)),
        (say("Next step, by {date}", date=front.next_date), (front.next_step,)),
        (text("Report"), (str(file or ""),)),
    ):
        if any(lines):
            yield heading, lines


def _in_colour(front: Summary, rows: list[Row], colour: str, target: IO[str]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=target, highlight=False)
    left = min(_HEADINGS, console.width // 3)
    console.print(Text("\n".join(wrapped(front.headline, console.width)), style=colour))
    for heading, lines in rows:
        dot = "• " if len(lines) > 1 else ""
        said = [row for one in lines for row in wrapped(dot + one, console.width - left - _GAP)]
        for name, row in zip_longest(wrapped(heading, left), said, fillvalue=""):
            console.print(Text.assemble((name.ljust(left + _GAP), "cyan"), row))


def wrapped(words: str, width: int) -> list[str]:
    """Break words into lines, never at a no-break space: no number is torn, no colon left alone.

    Examples:
        >>> wrapped("56\u00a0000\u00a0€ or so", 9) == ["56\u00a0000\u00a0€", "or so"]
        True
    """
    return wrap(words, width, break_on_hyphens=False)
