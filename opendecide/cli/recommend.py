"""`opendecide recommend`: from a profile to a report."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendecide.cli import grammar, options
from opendecide.cli.output import check_target, note, saved, show
from opendecide.reading.words import _, languages, mark

if TYPE_CHECKING:
    from opendecide.model.criteria import Criteria

FORMATS = ("md", "html", "json", "csv", "madr", "pdf", "docx")
"""As in `report.render`, repeated here so that `--help` need not load it."""
SAMPLES = 4096


@grammar.command(
    "recommend",
    help=mark("Recommend a deployment for the organisation of PROFILE."),
    examples=(
        (mark("A report to read"), "opendecide recommend clinic.yaml -o report.html"),
        (mark("In French"), "opendecide recommend clinic.yaml --lang fr -o report.md"),
        (
            mark("What if the horizon were five years"),
            "opendecide recommend clinic.yaml --set budget.horizon_years=5 -o report.md",
        ),
    ),
)
@options.profile
@options.target
@grammar.option(
    "--format", "form", type=click.Choice(FORMATS), help=mark("By default, as FILE ends.")
)
@grammar.option(
    "--lang",
    type=click.Choice(languages()),
    help=mark("Language of report and messages; by default, that of the profile."),
)
@grammar.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    default=0,
    show_default=True,
    help=mark("Makes chance repeatable."),
)
@grammar.option(
    "--samples",
    type=click.IntRange(64, 1_000_000),
    default=SAMPLES,
    show_default=True,
    help=mark("How often uncertain facts and weights are drawn."),
)
@grammar.option("--fast", is_flag=True, help=mark("The same answer, without what would change it."))
@options.settings
@options.weights
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
    weight_files: tuple[Path, ...],
    criteria_folder: Path | None,
    catalog_folders: tuple[Path, ...],
) -> None:
    """Read, recommend, and write the report."""
    from opendecide.reading.catalog import read_catalog
    from opendecide.reading.criteria import load_criteria
    from opendecide.reading.profile import load_profile
    from opendecide.reading.settings import parse_setting

    chosen = form or _format_of(target)
    if target is not None:
        check_target(target)
    settings = [parse_setting(one) for one in changes]
    criteria = load_criteria(criteria_folder)
    asked = load_profile(profile, settings=settings, criteria=criteria, weights=weight_files)
    loaded = read_catalog(catalog_folders, settings=settings)
    for one in loaded.replaced:
        note(_("{file} replaces {part}.{id}.").format(file=one.file, part=one.part, id=one.id))

    from opendecide.recommend import recommend

    progress = Progress()
    result = recommend(
        asked,
        seed=seed,
        samples=samples,
        criteria=criteria,
        catalog=loaded.catalog,
        progress=progress,
        stress=not fast,
    )
    usual = _usual_weights(criteria) if chosen in ("html", "pdf") else None
    if target is None:
        from opendecide.report.render import render

        content = render(result, chosen, lang, persona_weights=usual).content
        progress.clear()
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            show(content)
        return

    from opendecide.cli.verdict import lines
    from opendecide.report.render import save

    with saved(target):
        save(result, target, chosen, lang, persona_weights=usual)
    progress.clear()
    show("\n".join(lines(result, lang)))
    note(_("The report is in {file}.").format(file=target))


class Progress:
    """Names the stage at work on a terminal, once the work has taken a second."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self.shown = False

    def __call__(self, stage: str) -> None:
        """Name a stage as it begins."""
        if sys.stderr.isatty() and time.monotonic() - self.begun > 1:
            click.echo(f"\r\033[K{stage} …", err=True, nl=False)
            self.shown = True

    def clear(self) -> None:
        """Leave the line as it was."""
        if self.shown:
            click.echo("\r\033[K", err=True, nl=False)


def _format_of(target: Path | None) -> str:
    """Take the format from the ending of the file."""
    if target is None:
        return FORMATS[0]
    from opendecide.report.render import SUFFIXES

    ending = target.suffix.lower()
    if ending not in SUFFIXES:
        what = _("No format ends in '{ending}'. Add --format {formats}.")
        raise click.UsageError(what.format(ending=ending, formats="|".join(FORMATS)))
    return SUFFIXES[ending]


def _usual_weights(criteria: "Criteria") -> dict[str, dict[str, float]]:
    """Return what each persona weighs, for the sliders of a page."""
    from opendecide.stages.weights import persona_weights

    return {one.id: persona_weights(criteria, one.id) for one in criteria.personas}
