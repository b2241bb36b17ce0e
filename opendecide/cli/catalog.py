"""`opendecide catalog`: models, offers and hosts, with sources and dates."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opendecide.cli import completion, grammar, options
from opendecide.cli.entry_meanings import kind_of, listed
from opendecide.cli.output import note, show
from opendecide.cli.parts import ALL_PARTS, PARTS
from opendecide.cli.tables import columns, unknown_word
from opendecide.errors import OpendecideError
from opendecide.reading.words import _, mark, spoken

if TYPE_CHECKING:
    from opendecide.cli.entry_words import Entries
    from opendecide.model.catalog import Catalog


@grammar.group(
    "catalog",
    help=mark("Look up models, offers and hosts, with sources and dates."),
    examples=(
        (mark("Everything that mentions Mistral"), "opendecide catalog list mistral"),
        (mark("Every fact of a model, and who serves it"), "opendecide catalog show gpt-oss-120b"),
        (mark("What is old or unverified"), "opendecide catalog check --days 90"),
    ),
)
def command() -> None:
    """Hold the commands about the catalogue together."""


@command.command("list", help=mark("List what the catalogue holds; WORD narrows the list."))
@grammar.argument("word", required=False, metavar=mark("[WORD]"))
@grammar.option("--part", type=click.Choice(PARTS), help=mark("Only this part."))
@options.catalog
def list_(word: str | None, part: str | None, catalog_folders: tuple[Path, ...]) -> None:
    """Print one line per entry."""
    catalog = _load(catalog_folders)
    rows: list[tuple[str, ...]] = []
    for name in PARTS:
        if part in (None, name):
            for own, entry in sorted(getattr(catalog, name).items()):
                row = (own, _(entry.name), kind_of(name, entry), _state(entry))
                if word is None or word.lower() in " ".join(row).lower():
                    rows.append(row)
    if not rows and word is not None:
        unknown_word(word, listed(catalog))
    show(columns(rows))
    note(_("{count} entries").format(count=len(rows)))


@command.command("show", help=mark("Show an entry: every fact with its grade, date and source."))
@grammar.argument("word", metavar="ID", shell_complete=completion.entries)
@options.catalog
@options.settings
def show_(word: str, catalog_folders: tuple[Path, ...], changes: tuple[str, ...]) -> None:
    """Print every fact of an entry, and what refers to it."""
    from opendecide.cli.entry_words import Entries
    from opendecide.reading.settings import apply_to_catalog, parse_setting
    from opendecide.report.language import language

    catalog = apply_to_catalog(_load(catalog_folders), [parse_setting(one) for one in changes])
    told = Entries(catalog, language(spoken()))
    found = []
    for name in ALL_PARTS:
        entry = getattr(catalog, name).get(word)
        if entry is not None:
            data = entry.model_dump(mode="json", exclude_unset=True)
            title = _(getattr(entry, "name", word))
            heading = f"{title} ({name}.{word})"
            rows = [(f"  {path}", *rest) for path, *rest in told.rows(data)]
            found.append("\n".join([heading, columns(rows), *_served_by(catalog, told, word)]))
    if not found:
        unknown_word(word, listed(catalog))
    show("\n\n".join(found))


@command.command(
    "check", help=mark("Check every file, and list what is unverified, old or unknown.")
)
@options.catalog
@grammar.option(
    "--days",
    type=click.IntRange(1, 36_500),
    default=180,
    show_default=True,
    help=mark("Older facts are listed as old."),
)
@grammar.option(
    "--all", "everything", is_flag=True, help=mark("List each fact instead of the first ones.")
)
def check(catalog_folders: tuple[Path, ...], days: int, *, everything: bool) -> None:
    """Read the YAML itself, and report on the facts."""
    from opendecide.reading.catalog import read_catalog, read_yaml
    from opendecide.reading.catalog_checks import review
    from opendecide.reading.criteria import load_criteria

    read_yaml()
    catalog = read_catalog(catalog_folders).catalog
    report = review(catalog, load_criteria(), days=days)
    show(columns([(f"{getattr(report, name)}", _(text)) for name, text in COUNTS.items()]))
    for title, lines in (
        (_("Unverified (grade expert):"), report.unverified),
        (_("Older than {days} days:").format(days=days), report.old),
        (_("Sources disagree:"), report.disputed),
    ):
        if lines:
            show(f"\n{title}")
            show("\n".join(f"  {one}" for one in (lines if everything else lines[:SHOWN])))
            if not everything and len(lines) > SHOWN:
                show(f"  … {len(lines) - SHOWN} " + _("more; --all lists them"))
    if report.wrong:
        raise OpendecideError("\n".join(report.wrong))


SHOWN = 10
COUNTS = {
    "entries": mark("entries"),
    "facts": mark("facts with source and date"),
    "unverified_count": mark("unverified (grade expert)"),
    "old_count": mark("old"),
    "disputed_count": mark("disputed between sources"),
}


def _load(folders: tuple[Path, ...]) -> "Catalog":
    from opendecide.reading.catalog import load_catalog

    return load_catalog(folders)


def _state(entry: Any) -> str:
    """Say since when an entry is retired, or what its licence is."""
    end = getattr(entry, "end_date", None)
    if end is not None and end.value is not None:
        return _("retired from {day}").format(day=end.value)
    licence = getattr(entry, "licence", None)
    return str(licence.value) if licence is not None and licence.value is not None else ""


def _served_by(catalog: "Catalog", told: "Entries", model: str) -> list[str]:
    """Say which offers serve a model, at which price."""
    rows = [
        (f"  {offer.id}", told.speech.text(offer.name), _price(told, one), told.evidence(dict(one)))
        for offer in catalog.offers.values()
        for one in offer.serves
        if one.model == model
    ]
    return ["", _("Served by:"), columns(sorted(rows))] if rows else []


def _price(told: "Entries", served: Any) -> str:
    if served.input is None and served.output is None:
        return _("price not known")
    return told.price(served)
