"""The command line: one file per command, loaded when it is called."""

import gc
import gettext
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click

from opendecide import __version__
from opendecide.errors import OpendecideError
from opendecide.reading.words import DOMAIN, _

INPUT_AT_FAULT = 1


def _mark(message: str) -> str:
    """Mark a message for translation that is translated when it is shown."""
    return message


COMMANDS = {
    "recommend": _mark("Recommend a deployment for an organisation."),
    "validate": _mark("Check profiles and report every fault."),
    "init": _mark("Write a profile to start from."),
    "cost": _mark("Print the bill line by line, or check the speed model."),
    "catalog": _mark("Look up models, offers and hosts, with sources and dates."),
    "criteria": _mark("Look up what deployments are judged by."),
    "explain": _mark("Explain a criterion, factor, gate, family, verdict or error code."),
    "compare": _mark("Say what changed between two recommendations, and why."),
    "check": _mark("Fail if a decision no longer holds."),
    "schema": _mark("Print the JSON Schema of a file."),
}
"""What `--help` says of each command; the module of the same name is loaded only to run it."""


class Commands(click.Group):
    """A group that imports a command when somebody calls it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 — click's signature
        """Return the names of the commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 — click's signature
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"opendecide.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 — click's signature
        """List the commands without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, text in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what is wrong with the input becomes a message, never a traceback."""
        try:
            return super().invoke(ctx)
        except OpendecideError as error:
            click.echo(str(error), err=True)
            ctx.exit(INPUT_AT_FAULT)


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_mark(
        "Choose between open and proprietary AI deployments, and know how sure the answer is."
    ),
    epilog=_mark(
        "Exit status: 0 fine, 1 the input is at fault, 2 wrong usage, 3 `check` found a change."
    ),
)
@click.version_option(__version__, prog_name="opendecide")
def program() -> None:
    """Choose between open and proprietary AI deployments, and know how sure the answer is."""


def main(run: Callable[[], object] = program) -> None:
    """Run the command line."""
    gc.disable()  # one command per process: collecting costs a tenth of the time and frees nothing
    # Looking for plugins of pydantic reads the metadata of everything that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gettext.bindtextdomain(DOMAIN, str(Path(__file__).parents[1] / "report" / "locale"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    run()
