"""`opendecide recommend`: from a profile to a report."""

import sys
from pathlib import Path

import click

from opendecide.cli import options
from opendecide.cli.output import check_target, note, saved, show
from opendecide.reading.words import _

FORMATS = ("md", "json", "csv", "madr")
ENDINGS = {".md": "md", ".markdown": "md", ".json": "json", ".csv": "csv"}
SAMPLES = 4096
FEW_SAMPLES = 512


@click.command("recommend", help=_("Recommend a deployment for the organisation of PROFILE."))
@click.argument("profile", type=click.Path(path_type=Path))
@options.target
@click.option("--format", "form", type=click.Choice(FORMATS), help=_("By default, as FILE ends."))
@click.option("--lang", type=click.Choice(["en", "fr"]), help=_("By default, that of the profile."))
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
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

    chosen = form or (ENDINGS.get(target.suffix.lower()) if target else FORMATS[0])
    if chosen is None:
        raise click.UsageError(
            _("No format ends in '{ending}'. Add --format {formats}.").format(
                ending=target.suffix if target else "", formats="|".join(FORMATS)
            )
        )
    if target is not None:
        check_target(target)
    settings = [parse_setting(one) for one in changes]
    criteria = load_criteria(criteria_folder)
    asked = load_profile(profile, settings=settings, criteria=criteria)
    loaded = read_catalog(catalog_folders, settings=settings)
    for one in loaded.replaced:
        note(_("{file} replaces {part}.{id}.").format(file=one.file, part=one.part, id=one.id))

    from opendecide.recommend import recommend

    result = recommend(
        asked,
        seed=seed,
        samples=FEW_SAMPLES if fast else samples,
        criteria=criteria,
        catalog=loaded.catalog,
    )
    if target is None:
        from opendecide.report.render import render

        content = render(result, chosen, lang).content
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            show(content)
        return

    from opendecide.cli.verdict import lines
    from opendecide.report.render import save

    with saved(target):
        save(result, target, chosen, lang)
    show("\n".join(lines(result, lang)))
    note(_("The report is in {file}.").format(file=target))
