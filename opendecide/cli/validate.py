"""`opendecide validate`: every fault of a profile, with its place."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendecide.cli import grammar, options
from opendecide.cli.output import show
from opendecide.cli.profiles import profile_of
from opendecide.errors import Fault, InvalidFileError
from opendecide.reading.words import _, mark

if TYPE_CHECKING:
    from opendecide.reading.settings import Setting


@grammar.command(
    "validate",
    help=mark("Check each PROFILE and report every fault as file:line:column."),
    examples=(
        (mark("All profiles of a folder"), "opendecide validate profiles/*.yaml"),
        (
            mark("A change, before anything is reckoned with it"),
            "opendecide validate clinic.yaml --set budget.horizon_years=5",
        ),
    ),
)
@grammar.argument(
    "profiles", nargs=-1, required=True, type=click.Path(path_type=Path), metavar=mark("PROFILE...")
)
@options.settings
@options.criteria
@options.catalog
def command(
    profiles: tuple[Path, ...],
    changes: tuple[str, ...],
    criteria_folder: Path | None,
    catalog_folders: tuple[Path, ...],
) -> None:
    """Read each profile with the changes made, and collect the faults of all of them."""
    from opendecide.reading.settings import parse_setting

    settings = [parse_setting(one) for one in changes]
    criteria = None
    if criteria_folder is not None:
        from opendecide.reading.criteria import load_criteria

        criteria = load_criteria(criteria_folder)
    faults = [*_of_catalog(settings, catalog_folders)]
    for path in profiles:
        try:
            profile_of(path, settings=settings, criteria=criteria, catalogs=catalog_folders)
        except InvalidFileError as error:
            faults += (_told_with(path, one) for one in error.faults)
        else:
            show(_("{file}: no fault found").format(file=path))
    if faults:
        raise InvalidFileError(faults)


def _of_catalog(settings: "Sequence[Setting]", folders: tuple[Path, ...]) -> Sequence[Fault]:
    """Return the faults of changes to the catalogue, which is read only where there are any."""
    from opendecide.reading.settings import CATALOG_PREFIX

    if not any(one.path.startswith(CATALOG_PREFIX) for one in settings):
        return ()
    from opendecide.reading.catalog import read_catalog

    try:
        read_catalog(folders, settings=settings)
    except InvalidFileError as error:
        return error.faults
    return ()


def _told_with(path: Path, fault: Fault) -> Fault:
    """Name the profile beside a change that does not fit it: the change may fit the others."""
    if not fault.file.startswith("--set "):
        return fault
    return fault._replace(file=f"{path} {fault.file}")
