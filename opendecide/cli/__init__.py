"""The command line: one file per command, loaded when it is called."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from opendecide import __version__
from opendecide.cli.grammar import Group, Option
from opendecide.errors import OpendecideError
from opendecide.reading.words import _, languages, mark, reason, speak

INPUT_AT_FAULT = 1
INTERRUPTED = 130
"""What a shell expects of a program that was interrupted: 128 and the number of the signal."""

COMMANDS = {
    "recommend": mark("Recommend a deployment for an organisation."),
    "validate": mark("Check profiles and report every fault."),
    "init": mark("Write a profile to start from, or ask for it."),
    "cost": mark("Print the bill line by line, or check the speed model."),
    "catalog": mark("Look up models, offers and hosts, with sources and dates."),
    "criteria": mark("Look up what deployments are judged by."),
    "explain": mark("Explain a criterion, factor, gate, family, verdict, method or error code."),
    "compare": mark("Say what changed between two recommendations, and why."),
    "check": mark("Fail if a decision no longer holds."),
    "schema": mark("Print the JSON Schema of a file."),
}
"""What `--help` says of each command; the module of the same name is loaded only to run it."""


class Commands(Group):
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; one that is mistyped gets a suggestion."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            said = _("There is no command '{word}'.").format(word=args[0])
            hint = _("Did you mean '{word}'?").format(word=near[0]) if near else ""
            ctx.fail(f"{said} {hint}".strip())
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Complete a command without importing it."""
        from click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=_(text))
            for name, text in COMMANDS.items()
            if name.startswith(incomplete)
        ]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 — click's signature
        """List the commands without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, text in COMMANDS.items()])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Choose the language before any command is imported, then run."""
        words = sys.argv[1:] if args is None else list(args)
        wanted = _language(words)
        speak(wanted if wanted in languages() else None)
        return super().main(words, *rest, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what is wrong with the input becomes a message, never a traceback."""
        try:
            return super().invoke(ctx)
        except OpendecideError as error:
            click.echo(error.said(_), err=True)
            ctx.exit(INPUT_AT_FAULT)
        except (KeyboardInterrupt, EOFError):
            click.echo(f"\n{_('Interrupted.')}", err=True)
            ctx.exit(INTERRUPTED)


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=mark(
        "Choose between open and proprietary AI deployments, and know how sure the answer is."
    ),
    epilog=mark(
        "Exit status: 0 fine, 1 the input is at fault, 2 wrong usage, 3 `check` found a change."
    ),
)
@click.version_option(
    __version__, prog_name="opendecide", cls=Option, help=mark("Show the version and exit.")
)
def program() -> None:
    """Choose between open and proprietary AI deployments, and know how sure the answer is."""


def main() -> None:
    """Run the command line."""
    gc.disable()  # one command per process: collecting costs a tenth of the time and frees nothing
    # Looking for plugins of pydantic reads the metadata of everything that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Threads of its own gain numpy nothing here, cost a tenth of the processor time, and how many
    # there are is seen in the last digits: a report must not tell on which machine it was made.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _open_streams()
    status: object = 0
    try:
        program()
    except SystemExit as done:
        status = done.code
    except KeyboardInterrupt:
        status = INTERRUPTED
    except OSError as error:  # commands tell faults of files themselves: this one is of the output
        status = _unwritten(error)
    try:
        sys.stdout.flush()
    except OSError as error:
        status = status or _unwritten(error)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to flush
    sys.exit(status)  # type: ignore[arg-type]  # what click gave it


def _open_streams() -> None:
    """Print what the encoding lacks as an escape, and into nothing where a stream is closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 — open until the end
            setattr(sys, name, nowhere)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _unwritten(error: OSError) -> int:
    """Say that the output could not be written; a reader who has gone wants to hear nothing."""
    if not isinstance(error, BrokenPipeError):
        said = _("The output cannot be written: {reason}.").format(reason=reason(error))
        click.echo(said, err=True)
    return INPUT_AT_FAULT


def _language(words: Sequence[str]) -> str | None:
    """Find `--lang` among the words: help is written in it before the options are read."""
    for place, word in enumerate(words):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and place + 1 < len(words):
            return words[place + 1]
    return None
