"""`opendecide schema`: the JSON Schema of a file, for editors and programs."""

from pathlib import Path

import click

from opendecide.cli import grammar, options
from opendecide.cli.output import check_target, show, write
from opendecide.reading.words import mark

KINDS = ("profile", "criterion", "catalog", "recommendation")


@grammar.command(
    "schema",
    help=mark("Print the JSON Schema of one kind of file."),
    examples=(
        (
            mark("For completion and checks in an editor"),
            "opendecide schema profile -o profile.schema.json",
        ),
    ),
)
@grammar.argument("kind", type=click.Choice(KINDS))
@options.target
def command(kind: str, target: Path | None) -> None:
    """Print or write the committed schema."""
    from opendecide.reading.schema import committed

    content = committed(kind)
    if target is None:
        show(content.decode())
        return
    check_target(target)
    write(target, content)
