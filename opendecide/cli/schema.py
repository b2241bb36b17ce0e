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
        (
            mark("With its texts in French"),
            "opendecide schema profile --lang fr -o profile.schema.json",
        ),
    ),
)
@grammar.argument("kind", type=click.Choice(KINDS))
@options.target
def command(kind: str, target: Path | None) -> None:
    """Print or write the shipped schema in the language of the reader."""
    from opendecide.reading.shipped_schema import spoken_schema

    content = spoken_schema(kind)
    if target is None:
        show(content.decode())
        return
    check_target(target)
    write(target, content)
