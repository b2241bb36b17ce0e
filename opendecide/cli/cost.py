"""`opendecide cost`: the bill line by line, and the speed model against measured points."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opendecide.cli import grammar, options
from opendecide.cli.bills import (
    as_csv,
    as_data,
    as_text,
    crossings_as_text,
    whole_as_data,
    whole_as_text,
)
from opendecide.cli.output import show
from opendecide.cli.profiles import profile_of
from opendecide.cli.progress import Progress
from opendecide.cli.tables import columns, unknown_word
from opendecide.reading.words import _, mark

if TYPE_CHECKING:
    from opendecide.cost.accuracy import Accuracy
    from opendecide.cost.names import Size
    from opendecide.model.catalog import Catalog
    from opendecide.model.costs import BreakEven
    from opendecide.model.criteria import Criteria
    from opendecide.model.model_facts import Architecture
    from opendecide.model.profile import Profile

FORMATS = ("text", "json", "csv")
SHOWN = 5
"""Deployments billed when none is named."""
SEED, SAMPLES = 0, 4096


class _BillByDefault(grammar.Group):
    """A group whose first word may be a profile: `cost PROFILE` is `cost bill PROFILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the word `bill` before options of its own."""
        ours = (*self.commands, "-h", "--help", "--lang")
        if args and args[0].partition("=")[0] not in ours:
            args = ["bill", *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take what is no command for a profile."""
        if args[0] not in self.commands:
            args = ["bill", *args]
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options of the bill, then the commands."""
        self.commands["bill"].format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


@grammar.group(
    "cost",
    cls=_BillByDefault,
    help=mark("Print the bill of PROFILE line by line, or check the speed model."),
    subcommand_metavar=mark("PROFILE | accuracy POINTS.csv"),
    examples=(
        (mark("The bills of the best five"), "opendecide cost clinic.yaml"),
        (
            mark("One deployment, for a spreadsheet"),
            "opendecide cost clinic.yaml --deployment gpt-oss-120b@own-premises --format csv",
        ),
    ),
)
def command() -> None:
    """Hold the commands about money together."""


@command.command("bill", hidden=True, help=mark("Print the bill of each deployment, line by line."))
@options.profile
@grammar.option("--deployment", metavar="ID", help=mark("Only this deployment, whatever its rank."))
@grammar.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=mark("Text to read, or data: csv has the lines, json totals and break-even as well."),
)
@options.settings
@options.catalog
def bill(
    *,
    profile: Path,
    deployment: str | None,
    form: str,
    changes: tuple[str, ...],
    catalog_folders: tuple[Path, ...],
) -> None:
    """Print what the best deployments, or the named one, cost."""
    from opendecide.reading.catalog import read_catalog
    from opendecide.reading.criteria import load_criteria
    from opendecide.reading.settings import parse_setting

    settings = [parse_setting(one) for one in changes]
    criteria = load_criteria()
    with Progress() as progress:
        asked = profile_of(profile, settings=settings, criteria=criteria, catalogs=catalog_folders)
        catalog = read_catalog(catalog_folders, settings=settings).catalog
        whole: dict[str, Any] | None = None
        if deployment is None:
            whole, bills, crossings = _best(asked, criteria, catalog, progress)
        else:
            # A table of lines has no room for a break-even, which takes a ranking.
            bills, crossings = _named(
                asked, criteria, catalog, deployment, progress, crossed=form != "csv"
            )
    if form == "json":
        data = {
            **({"combination": whole} if whole else {}),
            "cost": bills,
            "break_even": [one.model_dump(mode="json") for one in crossings],
        }
        show(json.dumps(data, ensure_ascii=False, indent=2))
    elif form == "csv":
        show(as_csv(bills, whole["parts"] if whole else ()))
    elif not bills:
        show(
            _(
                "No deployment passes every gate, so nothing is billed. 'opendecide recommend' says"
                " what stands in the way; --deployment ID bills any of them."
            )
        )
    else:
        told = [whole_as_text(whole)] if whole else []
        told += [as_text(one) for one in bills]
        show("\n\n".join([*told, crossings_as_text(crossings)] if crossings else told))


@command.command("accuracy", help=mark("Compare predicted with measured throughput."))
@grammar.argument("points", type=click.Path(path_type=Path), metavar="POINTS.csv")
@grammar.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help=mark("Text to read, or data."),
)
@options.catalog
def accuracy(points: Path, form: str, catalog_folders: tuple[Path, ...]) -> None:
    """Print errors and coverage, overall and by model, accelerator, engine and load."""
    from opendecide.cost.accuracy import COLUMNS, evaluate
    from opendecide.reading.catalog import load_catalog
    from opendecide.reading.tables import read_rows

    measured = read_rows(points, COLUMNS)
    catalog = load_catalog(catalog_folders)
    found = evaluate(
        measured, known_architectures(catalog), catalog.accelerators, known_sizes(catalog)
    )
    if form == "json":
        show(json.dumps(found.fields(), ensure_ascii=False, indent=2))
        return
    heading = (
        "",
        _("points"),
        _("unpredicted"),
        _("median error"),
        _("within 1.5x"),
        _("within 2x"),
        _("80 % interval covers"),
    )
    parts = [
        (_("Overall"), {"": found.overall}),
        (_("By model"), found.by_model),
        (_("By accelerator"), found.by_accelerator),
        (_("By engine"), found.by_engine),
        (_("By load"), found.by_load),
    ]
    rows = [row for title, group in parts for row in _accuracy_rows(title, heading, group)]
    rows += [(_why(reason), f"{count}") for reason, count in found.unpredicted.items()]
    show(columns(rows))


def known_architectures(catalog: "Catalog") -> "dict[str, Architecture]":
    """Return the architectures of the catalogue, and of models that only measurements name."""
    from opendecide.cost.names import SameArchitecture
    from opendecide.model.model_facts import Architecture
    from opendecide.reading.yaml12 import read

    folder = Path(__file__).parents[1] / "cost"
    measured: Mapping[str, Any] = read(folder / "architectures.yaml").data
    same: Mapping[str, Any] = read(folder / "same_architectures.yaml").data
    known = {name: Architecture.model_validate(one) for name, one in measured.items()} | {
        model.id: model.architecture
        for model in catalog.models.values()
        if model.architecture is not None
    }
    return {
        name: known[SameArchitecture.model_validate(one).same_as] for name, one in same.items()
    } | known


def known_sizes(catalog: "Catalog") -> "dict[str, Size]":
    """Return the parameter counts of the models in the catalogue."""
    from opendecide.cost.names import Size

    found: dict[str, Size] = {}
    for model in catalog.models.values():
        total, active = (
            one.value if one is not None and isinstance(one.value, int | float) else None
            for one in (model.parameters_total, model.parameters_active)
        )
        dense = model.architecture is not None and model.architecture.experts == 1
        if total and (active or dense):
            found[model.id] = Size(float(total), float(active or total))
    return found


_WHY = {
    "unknown_accelerator": mark("the accelerator is not known"),
    "unknown_precision": mark("the precision is not known"),
    "no_measured_value": mark("there is no measured value"),
    "unknown_metric": mark("it is not known what was measured"),
    "does_not_fit": mark("the weights do not fit into the memory"),
    "unreadable_figure": mark("a figure cannot be read"),
}


def _why(reason: str) -> str:
    """Say why rows have no prediction, and which column it is about."""
    code, _colon, column = reason.partition(":")
    said = _(_WHY.get(code, code))
    return f"{said} ({column})" if column else said


def _accuracy_rows(
    title: str, heading: tuple[str, ...], group: "Mapping[str, Accuracy]"
) -> list[tuple[str, ...]]:
    rows = [(title, *heading[1:])]
    for name, one in group.items():
        shares = (
            one.median_absolute_error,
            one.within_1_5x,
            one.within_2x,
            one.interval_80_coverage,
        )
        said = ("-" if share is None else f"{100 * share:.1f} %" for share in shares)
        rows.append((f"  {name}", f"{one.points}", f"{one.unpredicted}", *said))
    return rows


def _best(
    profile: "Profile", criteria: "Criteria", catalog: "Catalog", progress: Progress
) -> "tuple[dict[str, Any] | None, list[dict[str, Any]], Sequence[BreakEven]]":
    """Return the bills of the best as plain data, and the break-even of the leader.

    Where a combination is the answer its own bill comes first, with those of its parts.
    """
    from opendecide.measures.draws import Draws
    from opendecide.stages.findings.crossover import crossover
    from opendecide.stages.hybrid.combination import combination
    from opendecide.stages.run import run

    found = run(profile, criteria, catalog, Draws(SEED, SAMPLES), say=progress)
    views = {view.deployment.id: view for view in found.views}
    best = [found.problem.deployments[at] for at in found.evaluation.order]
    shown = [as_data(views[one]) for one in best[:SHOWN] if one in views]
    combined = combination(found, criteria)
    whole = None
    if combined.told is not None and combined.components:
        whole = whole_as_data(combined.told, [as_data(one.view) for one in combined.components])
    return whole, shown, crossover(found).break_even


def _named(  # noqa: PLR0913 — what a bill takes, and what is wanted of it
    profile: "Profile",
    criteria: "Criteria",
    catalog: "Catalog",
    deployment: str,
    progress: Progress,
    *,
    crossed: bool,
) -> "tuple[list[dict[str, Any]], Sequence[BreakEven]]":
    """Return the bill of one deployment as plain data, and where it crosses the best other kind."""
    from opendecide.cost import Bill
    from opendecide.measures.draws import Draws
    from opendecide.stages.findings.crossover import crossover
    from opendecide.stages.run import assessed, place_of, run

    draws = Draws(SEED, SAMPLES)
    everything = assessed(
        profile, criteria, catalog, draws, say=progress, only={place_of(deployment)}
    )
    views = everything.screened.views
    places = {place_of(one): view for one, view in views.items()}
    view = views.get(deployment) or places.get(place_of(deployment))
    if view is None:
        unknown_word(deployment, [f"{model}@{offer}" for offer, model in _offered(catalog)])
    if not crossed or not isinstance(view.bill, Bill):
        return [as_data(view)], ()
    found = run(profile, criteria, catalog, draws, say=progress)
    return [as_data(view)], crossover(found, view).break_even


def _offered(catalog: "Catalog") -> list[tuple[str, str]]:
    return [
        (offer.id, served.model) for offer in catalog.offers.values() for served in offer.serves
    ]
