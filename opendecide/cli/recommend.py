"""`opendecide recommend`: from a profile to a report."""

from pathlib import Path

import click

from opendecide.cli import options
from opendecide.cli.output import check_target, note, show, write
from opendecide.reading.words import _

FORMATS = ("md", "json")
SAMPLES = 4096
FEW_SAMPLES = 512


@click.command("recommend", help=_("Recommend a deployment for the organisation of PROFILE."))
@click.argument("profile", type=click.Path(path_type=Path))
@options.target
@click.option("--format", "form", type=click.Choice(FORMATS), help=_("By default, as FILE ends."))
@click.option("--lang", type=click.Choice(["en", "fr"]), help=_("By default, that of the profile."))
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help=_("Makes chance repeatable."),
)
@click.option(
    "--samples",
    type=click.IntRange(64, 1_000_000),
    default=SAMPLES,
    show_default=True,
    help=_("How often uncertain facts and weights are drawn."),
)
@click.option(
    "--fast", is_flag=True, help=_("Draw {few} samples: a first look.").format(few=FEW_SAMPLES)
)
@options.settings
@options.criteria
@options.catalog
def command(  # noqa: PLR0913 — one argument per option
    *,
    profile: Path,
    target: Path | None,
    form: str | None,
    lang: str | None,
    seed: int,
    samples: int,
    fast: bool,
    changes: tuple[str, ...],
    criteria_folder: Path | None,
    catalog_folders: tuple[Path, ...],
) -> None:
    """Read, recommend, and write the report."""
    from opendecide.reading.catalog import read_catalog
    from opendecide.reading.criteria import load_criteria
    from opendecide.reading.profile import load_profile
    from opendecide.reading.settings import parse_setting

    if target is not None:
        check_target(target)
    settings = [parse_setting(one) for one in changes]
    criteria = load_criteria(criteria_folder)
    asked = load_profile(profile, settings=settings, criteria=criteria)
    loaded = read_catalog(catalog_folders, settings=settings)
    for one in loaded.replaced:
        note(_("{file} replaces {part}.{id}.").format(file=one.file, part=one.part, id=one.id))

    from opendecide.recommend import recommend
    from opendecide.report import render, summary

    result = recommend(
        asked,
        seed=seed,
        samples=FEW_SAMPLES if fast else samples,
        criteria=criteria,
        catalog=loaded.catalog,
    )
    chosen = form or _format_of(target)
    page = render(result, chosen, lang=lang, stem=target.stem if target else "report")
    if target is None:
        show(page.text)
        return
    write(target, page.text.encode(), page.files)
    show(summary(result, lang=lang))
    note(_("The report is in {file}.").format(file=target))


def _format_of(target: Path | None) -> str:
    """Take the format from the ending of the file."""
    ending = target.suffix.lstrip(".").lower() if target else ""
    return ending if ending in FORMATS else FORMATS[0]
