"""`opendecide validate`: every fault of a profile, with its place."""

from pathlib import Path

import click

from opendecide.cli import grammar, options
from opendecide.cli.output import show
from opendecide.cli.profiles import profile_of
from opendecide.errors import Fault, InvalidFileError
from opendecide.reading.words import _, mark


@grammar.command(
    "validate",
    help=mark("Check each PROFILE and report every fault as file:line:column."),
    examples=((mark("All profiles of a folder"), "opendecide validate profiles/*.yaml"),),
)
@grammar.argument(
    "profiles", nargs=-1, required=True, type=click.Path(path_type=Path), metavar=mark("PROFILE...")
)
@options.criteria
@options.catalog
def command(
    profiles: tuple[Path, ...], criteria_folder: Path | None, catalog_folders: tuple[Path, ...]
) -> None:
    """Read each profile and collect the faults of all of them."""
    criteria = None
    if criteria_folder is not None:
        from opendecide.reading.criteria import load_criteria

        criteria = load_criteria(criteria_folder)
    faults: list[Fault] = []
    for path in profiles:
        try:
            profile_of(path, criteria=criteria, catalogs=catalog_folders)
        except InvalidFileError as error:
            faults += error.faults
        else:
            show(_("{file}: no fault found").format(file=path))
    if faults:
        raise InvalidFileError(faults)
