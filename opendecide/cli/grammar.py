"""Commands, options and arguments whose help is said in the language of the reader.

Texts are written with `mark` and translated when they are shown, so that importing a command says
nothing yet. Every command has `--lang`.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import click

from opendecide.reading.words import _, languages, mark

Example = tuple[str, str]
"""What it does, in words to translate; the command line."""


class Translated:
    """An attribute that holds a message and is read in the language of the reader."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.home = f"_untranslated_{name}"

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        found = getattr(instance, self.home, None)
        return _(found) if isinstance(found, str) else found

    def __set__(self, instance: object, value: object) -> None:
        setattr(instance, self.home, value)


class Option(click.Option):
    """An option."""

    help: Any = Translated()
    metavar: Any = Translated()

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return names and help; the names of click's own types are words to translate, too."""
        if self.metavar is None and self.type.name in _TYPES and not self.is_flag:
            self.metavar = _TYPES[self.type.name]
        return super().get_help_record(ctx)


class Argument(click.Argument):
    """An argument; it is called by its translated metavar in usage and messages."""

    metavar: Any = Translated()


class _Formatter(click.HelpFormatter):
    """Help as the reader's language sets it: French wants a space before a colon."""

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{'':{self.current_indent}}{heading}{colon()}\n")


class _Context(click.Context):
    """The context of a command."""

    formatter_class = _Formatter


class Command(click.Command):
    """A command with examples after its options."""

    context_class = _Context
    help: Any = Translated()
    epilog: Any = Translated()
    options_metavar: Any = Translated()

    def __init__(self, *words: Any, examples: Sequence[Example] = (), **settings: Any) -> None:
        super().__init__(*words, **settings)
        self.examples = tuple(examples)
        _add_language(self)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help`; click keeps it with the words of the language that came first."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _("Show this message and exit.")
        return found

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples, then the rest."""
        _write_examples(self.examples, formatter)
        super().format_epilog(ctx, formatter)


class Group(Command, click.Group):
    """A command with commands of its own."""

    subcommand_metavar: Any = Translated()
    command_class = Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their whole help, which click would cut off."""
        rows = []
        for name in self.list_commands(ctx):
            found = self.get_command(ctx, name)
            if found is not None and not found.hidden:
                rows.append((name, str(found.help or "")))
        if rows:
            with formatter.section(_("Commands")):
                formatter.write_dl(rows)


_TYPES = {
    "text": mark("TEXT"),
    "integer": mark("NUMBER"),
    "integer range": mark("NUMBER"),
    "float": mark("NUMBER"),
    "float range": mark("NUMBER"),
}


# What click itself puts into a usage line.
_USAGE = (mark("[OPTIONS]"), mark("COMMAND [ARGS]..."))


def colon() -> str:
    """Return the colon after a heading."""
    return _(": ").strip(" ")


def _write_examples(examples: Sequence[Example], formatter: click.HelpFormatter) -> None:
    if not examples:
        return
    with formatter.section(_("Examples")):
        for does, line in examples:
            formatter.write_text(f"{_(does)}{colon()}")
            formatter.write(f"{'':{formatter.current_indent + 2}}{line}\n")


def _add_language(command: click.Command) -> None:
    """Give a command `--lang`, unless it has one that means more."""
    if all(one.name != "lang" for one in command.params):
        command.params.append(
            Option(
                ["--lang"],
                type=click.Choice(languages()),
                expose_value=False,
                help=mark("Language of the messages; by default, that of your system."),
            )
        )


option = partial(click.option, cls=Option)
argument = partial(click.argument, cls=Argument)
command = partial(click.command, cls=Command)


def group(name: str, **settings: Any) -> Callable[[Callable[..., Any]], Group]:
    """Return what makes a function a command with commands of its own."""
    made: Callable[[Callable[..., Any]], Group] = click.group(name, **{"cls": Group, **settings})
    return made
