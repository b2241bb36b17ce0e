"""Options that several commands share."""

from pathlib import Path

import click

from opendecide.reading.words import _

FOLDER = click.Path(path_type=Path)

criteria = click.option(
    "--criteria",
    "criteria_folder",
    type=FOLDER,
    metavar="DIR",
    help=_("Judge by the criteria of this folder."),
)
catalog = click.option(
    "--catalog",
    "catalog_folders",
    type=FOLDER,
    multiple=True,
    metavar="DIR",
    help=_("Add the facts of this folder; it counts more than those before it."),
)
settings = click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="PATH=VALUE",
    help=_("Change a field, as budget.horizon_years=5 or catalog.offers.ID.price_input=2.5."),
)
weights = click.option(
    "--weights",
    "weight_files",
    type=FOLDER,
    multiple=True,
    metavar="FILE",
    help=_("Add a group that decides, with the weights of this file; may be given several times."),
)
target = click.option(
    "-o", "--output", "target", type=FOLDER, metavar="FILE", help=_("Write to this file.")
)
