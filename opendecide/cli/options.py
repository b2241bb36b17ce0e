"""Options that several commands share."""

from pathlib import Path

import click

from opendecide.cli import grammar
from opendecide.reading.words import mark

FOLDER = click.Path(path_type=Path)

criteria = grammar.option(
    "--criteria",
    "criteria_folder",
    type=FOLDER,
    metavar=mark("DIR"),
    help=mark("Judge by the criteria of this folder."),
)
catalog = grammar.option(
    "--catalog",
    "catalog_folders",
    type=FOLDER,
    multiple=True,
    metavar=mark("DIR"),
    help=mark("Add the facts of this folder; it counts more than those before it."),
)
settings = grammar.option(
    "--set",
    "changes",
    multiple=True,
    metavar=mark("PATH=VALUE"),
    help=mark("Change a field, as budget.horizon_years=5 or catalog.offers.ID.price_input=2.5."),
)
weights = grammar.option(
    "--weights",
    "weight_files",
    type=FOLDER,
    multiple=True,
    metavar=mark("FILE"),
    help=mark(
        "Add a group that decides, with the weights of this file; may be given several times."
    ),
)


def _file(_context: object, _parameter: object, value: Path | None) -> Path | None:
    """Return the file to write to; None for `-`, which is standard output as it is everywhere."""
    return None if value == Path("-") else value


target = grammar.option(
    "-o",
    "--output",
    "target",
    type=FOLDER,
    callback=_file,
    metavar=mark("FILE"),
    help=mark("Write to this file; `-` is standard output."),
)
profile = grammar.argument("profile", type=FOLDER, metavar=mark("PROFILE"))
"""A file; `-` reads standard input."""
