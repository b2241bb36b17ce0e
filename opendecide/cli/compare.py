"""`opendecide compare`: what changed between two recommendations, by how much, and why."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendecide.cli import grammar
from opendecide.cli.output import show
from opendecide.reading.words import _, mark, spoken

if TYPE_CHECKING:
    from opendecide.cli.differences import Comparison, Difference
    from opendecide.model.recommendation import Recommendation
    from opendecide.report.language import Language

FILE = click.Path(path_type=Path)
FORMATS = ("text", "json")
SHOWN = 12
"""Differences of one kind that are printed; the JSON has all."""


HEADINGS = {
    "answer": mark("Answer"),
    "ranking": mark("Ranking of the families"),
    "cost": mark("Cost over the horizon (P50)"),
    "input": mark("Input"),
    "weight": mark("Weights, in points of 100"),
    "fact": mark("Facts"),
    "price": mark("Unit prices"),
    "method": mark("Method"),
    "version": mark("Version"),
}


@grammar.command(
    "compare",
    help=mark("Say what changed from BEFORE.json to AFTER.json, and why."),
    examples=(
        (mark("Two recommendations"), "opendecide compare january.json july.json"),
        (mark("For a program"), "opendecide compare january.json july.json --format json"),
    ),
)
@grammar.argument("before", type=FILE, metavar=mark("BEFORE.json"))
@grammar.argument("after", type=FILE, metavar=mark("AFTER.json"))
@grammar.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=mark("Text to read, or data."),
)
def command(before: Path, after: Path, form: str) -> None:
    """Read both and print the differences."""
    from opendecide.cli.differences import compare
    from opendecide.reading.recommendation import load_recommendation as load

    was, now = load(before), load(after)
    found = compare(was, now)
    show(as_json(found) if form == "json" else "\n".join(lines(found, was, now)))


def as_json(found: "Comparison") -> str:
    """Return a comparison as JSON."""
    plain = {
        "differences": [asdict(one) | {"relative": one.relative} for one in found.differences],
        "triggers": [
            {"path": one.flip.path, "threshold": one.flip.threshold, "now": one.now}
            | {"direction": one.flip.direction, "then": one.flip.then}
            for one in found.fired
        ],
        "former": [
            asdict(one) | {"reasons": [reason.model_dump(mode="json") for reason in one.reasons]}
            for one in found.former
        ],
    }
    return json.dumps(plain, indent=2, ensure_ascii=False)


def lines(found: "Comparison", before: "Recommendation", after: "Recommendation") -> Iterator[str]:
    """Say a comparison line by line: triggers, what became of the answer, then what changed."""
    from opendecide.cli.difference_words import Words
    from opendecide.report.language import language

    if not found.differences:
        yield _("Nothing changed.")
        return
    words = Words(before, after, language(spoken()))
    yield from map(words.fired, found.fired)
    yield from map(words.former, found.former)
    for kind, heading in HEADINGS.items():
        some = [one for one in found.differences if one.kind == kind]
        if kind == "cost":
            some.sort(key=lambda one: -abs(one.relative or 0.0))
        if some:
            yield f"{_(heading)}{grammar.colon()}"
        for difference in some[:SHOWN]:
            what, was, now = words.told(difference)
            change = _change(difference, words.speech.language)
            yield f"  {what}{grammar.colon()} {was} → {now}{change}"
        if len(some) > SHOWN:
            yield "  " + _("and {number} more").format(number=len(some) - SHOWN)


def _change(one: "Difference", reader: "Language") -> str:
    if one.relative is None or one.kind not in ("cost", "price", "input"):
        return ""
    sign = "+" if one.relative >= 0 else "−"
    return f" ({sign}{reader.percent(abs(one.relative), decimals=1)})"
