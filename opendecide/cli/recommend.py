"""`opendecide recommend`: from a profile to a report."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendecide.cli import grammar, options
from opendecide.cli.output import check_target, note, saved, show
from opendecide.cli.profiles import profile_of
from opendecide.cli.progress import Progress
from opendecide.reading.words import _, languages, mark, speak

if TYPE_CHECKING:
    from opendecide.model.catalog import Catalog
    from opendecide.model.criteria import Criteria
    from opendecide.model.profile import Profile

FORMATS = ("md", "html", "json", "csv", "madr", "pdf", "docx")
"""As in `report.render`, repeated here so that `--help` need not load it."""
EXTRAS = ("pdf", "docx")
TEMPLATED = ("md", "html", "madr", "pdf")
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
@grammar.option(
    "--template",
    "templates",
    type=options.FOLDER,
    metavar=mark("DIR"),
    help=mark("Lay the report out by the templates of this folder."),
)
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
    templates: Path | None,
    changes: tuple[str, ...],
    weight_files: tuple[Path, ...],
    criteria_folder: Path | None,
    catalog_folders: tuple[Path, ...],
) -> None:
    """Read, recommend, and write the report."""
    chosen = form or _format_of(target)
    if templates is not None and chosen not in TEMPLATED:
        what = _("No template lays out {format}; --template is for {formats}.")
        raise click.UsageError(what.format(format=chosen, formats=", ".join(TEMPLATED)))
    if templates is not None:
        from opendecide.report import own_templates

        own_templates.check(templates)
    if target is not None:
        check_target(target, profile)
    if chosen in EXTRAS:
        from opendecide.report.render import check_extra

        if lacking := check_extra(chosen):
            note(lacking)
    with Progress() as progress:
        criteria, asked, catalog = _read(
            profile, changes, weight_files, criteria_folder, catalog_folders
        )
        _follow(asked, lang)
        from opendecide.recommend import recommend

        result = recommend(
            asked,
            seed=seed,
            samples=samples,
            criteria=criteria,
            catalog=catalog,
            progress=progress,
            stress=not fast,
        )
        from opendecide.report.render import render, save

        usual = _usual_weights(criteria) if chosen in ("html", "pdf") else None
        if target is None:
            made = render(
                result, chosen, lang, stem=None, templates=templates, persona_weights=usual
            )
        else:
            with saved(target):
                save(result, target, chosen, lang, templates=templates, persona_weights=usual)

    from opendecide.cli.verdict import show_verdict

    if target is not None:
        show_verdict(result, lang, target)
        return
    if isinstance(made.content, bytes):
        sys.stdout.buffer.write(made.content)
    else:
        show(made.content)
    if sys.stdout.isatty() and sys.stderr.isatty():
        show_verdict(result, lang, None, sys.stderr)


def _follow(asked: "Profile", lang: str | None) -> None:
    """Go on in the language of the profile unless another was asked for, as `--lang` says."""
    if lang is None and asked.language is not None:
        speak(asked.language)


def _read(
    profile: Path,
    changes: tuple[str, ...],
    weight_files: tuple[Path, ...],
    criteria_folder: Path | None,
    catalog_folders: tuple[Path, ...],
) -> "tuple[Criteria, Profile, Catalog]":
    """Read everything, and say which facts of one's own replace shipped ones."""
    from opendecide.reading.catalog import read_catalog
    from opendecide.reading.criteria import load_criteria
    from opendecide.reading.settings import parse_setting

    settings = [parse_setting(one) for one in changes]
    criteria = load_criteria(criteria_folder)
    asked = profile_of(
        profile,
        settings=settings,
        criteria=criteria,
        weights=weight_files,
        catalogs=catalog_folders,
    )
    loaded = read_catalog(catalog_folders, settings=settings)
    for one in loaded.replaced:
        note(_("{file} replaces {part}.{id}.").format(file=one.file, part=one.part, id=one.id))
    return criteria, asked, loaded.catalog


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
    from opendecide.stages.weighing.weights import persona_weights

    return {one.id: persona_weights(criteria, one.id) for one in criteria.personas}
