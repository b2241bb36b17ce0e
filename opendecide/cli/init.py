"""`opendecide init`: a profile to start from."""

from pathlib import Path

import click

from opendecide.cli import grammar, options
from opendecide.cli.output import check_target, note, show, write
from opendecide.errors import Fault, InvalidFileError
from opendecide.reading.words import _, mark

PERSONAS = (
    "productivity_enterprise",
    "regulated_enterprise",
    "research_lab",
    "startup",
    "public_administration",
    "individual",
)
SCHEMA = "profile.schema.json"


@grammar.command(
    "init", help=mark("Write a commented profile to start from, and its schema beside it.")
)
@options.target
@grammar.option(
    "--persona",
    type=click.Choice(PERSONAS),
    default=PERSONAS[0],
    show_default=True,
    help=mark("Kind of organisation."),
)
def command(target: Path | None, persona: str) -> None:
    """Fill in the persona and write the file."""
    text = (Path(__file__).parent / "profile.template.yaml").read_text(encoding="utf-8")
    text = text.replace(f"persona: {PERSONAS[0]}", f"persona: {persona}", 1)
    if target is None:
        show(text)
        return
    check_target(target)
    if target.exists():
        what, fix = _("The file exists already."), _("Choose another name, or remove it first.")
        raise InvalidFileError([Fault(str(target), 0, 0, "", what, fix, "OD001")])
    from opendecide.reading.schema import committed

    write(target.parent / SCHEMA, committed("profile"))
    write(target, text.encode())
    note(
        _("Fill in {file}, then run: opendecide recommend {file} -o report.md").format(file=target)
    )
