"""`opendecide cost`: the bill line by line, and the speed model against measured points."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opendecide.cli import options
from opendecide.cli.output import show
from opendecide.cli.tables import columns, unknown_word
from opendecide.errors import OpendecideError
from opendecide.reading.words import _

if TYPE_CHECKING:
    from opendecide.cost.accuracy import Accuracy
    from opendecide.model.catalog import Architecture, Catalog
    from opendecide.model.recommendation import CostLine, DeploymentCost

FORMATS = ("text", "json", "csv")
SHOWN = 5
"""Deployments billed when none is named."""


class _BillByDefault(click.Group):
    """A group whose first word may be a profile: `cost PROFILE` is `cost bill PROFILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the word `bill` before anything that is no command."""
        if args and args[0] not in (*self.commands, "-h", "--help"):
            args = ["bill", *args]
        return super().parse_args(ctx, args)


@click.group(
    "cost",
    cls=_BillByDefault,
    help=_("Print the bill of PROFILE line by line, or check the speed model."),
    subcommand_metavar="PROFILE | accuracy POINTS.csv",
)
def command() -> None:
    """Hold the commands about money together."""


@command.command("bill", hidden=True, help=_("Print the bill of each deployment, line by line."))
@click.argument("profile", type=click.Path(path_type=Path))
@click.option("--deployment", metavar="ID", help=_("Only this deployment."))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
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
    """Recommend, and print what the deployments cost."""
    from opendecide.reading.catalog import read_catalog
    from opendecide.reading.profile import load_profile
    from opendecide.reading.settings import parse_setting
    from opendecide.recommend import recommend

    settings = [parse_setting(one) for one in changes]
    catalog = read_catalog(catalog_folders, settings=settings).catalog
    result = recommend(load_profile(profile, settings=settings), catalog=catalog)
    bills = list(result.cost)
    if deployment is not None:
        bills = [one for one in bills if one.deployment == deployment]
        if not bills:
            unknown_word(deployment, [one.deployment for one in result.cost])
    elif form == "text":
        bills = bills[:SHOWN]
    crossings = [one.model_dump(mode="json") for one in result.break_even]
    if form == "json":
        costs = [one.model_dump(mode="json") for one in bills]
        show(json.dumps({"cost": costs, "break_even": crossings}, ensure_ascii=False, indent=2))
    elif form == "csv":
        show(_as_csv(bills))
    else:
        show("\n\n".join(_as_text(one) for one in bills))


@command.command("accuracy", help=_("Compare predicted with measured throughput."))
@click.argument("points", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True
)
@options.catalog
def accuracy(points: Path, form: str, catalog_folders: tuple[Path, ...]) -> None:
    """Print errors and coverage, overall and by model, accelerator, engine and load."""
    from opendecide.cost.accuracy import evaluate
    from opendecide.reading.catalog import load_catalog

    catalog = load_catalog(catalog_folders)
    try:
        found = evaluate(points, known_architectures(catalog), catalog.accelerators)
    except UnicodeDecodeError as error:
        raise OpendecideError(f"{points}: not a text file in UTF-8") from error
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
    rows += [(reason, f"{count}") for reason, count in found.unpredicted.items()]
    show(columns(rows))


def known_architectures(catalog: "Catalog") -> "dict[str, Architecture]":
    """Return the architectures of the catalogue, and of models that only measurements name."""
    from opendecide.model.catalog import Architecture
    from opendecide.reading.yaml12 import read

    measured: Mapping[str, Any] = read(Path(__file__).parents[1] / "cost/architectures.yaml").data
    return {name: Architecture.model_validate(one) for name, one in measured.items()} | {
        model.id: model.architecture
        for model in catalog.models.values()
        if model.architecture is not None
    }


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


def _as_text(cost: "DeploymentCost") -> str:
    """Write one bill; amounts are rounded to two significant figures, quantities to four."""
    title = f"{cost.deployment} ({cost.currency}, {cost.horizon_years:g} {_('years')})"
    if not cost.known or cost.p50 is None:
        return f"{title}\n  {_('no bill: a price is not known')}"
    total = " / ".join(_two(one) for one in (cost.p10, cost.p50, cost.p90))
    rows = [
        ("", _("quantity"), _("unit"), _("unit price"), "P10", "P50", "P90", _("source")),
        *(_line_row(line) for line in cost.lines),
    ]
    dominant = f"  {_('dominated by')}: {', '.join(cost.dominant)}"
    return "\n".join([f"{title}: P10/P50/P90 {total}", columns(rows), dominant])


def _line_row(line: "CostLine") -> tuple[str, ...]:
    key = line.label.code.removeprefix("cost.").replace("_", " ")
    return (
        f"  {line.component}: {key}",
        "" if line.quantity is None else f"{line.quantity:.4g}",
        line.unit or "",
        "" if line.unit_price is None else f"{line.unit_price:.4g}",
        _two(line.amount.p10),
        _two(line.amount.p50),
        _two(line.amount.p90),
        f"{line.source or ''} {line.as_of or ''}".strip(),
    )


def _two(amount: float | None) -> str:
    return "-" if amount is None else f"{float(f'{amount:.2g}'):,.0f}"


def _as_csv(bills: "list[DeploymentCost]") -> str:
    """Write one row per line of each bill, with full figures."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(
        ("deployment", "currency", "component", "line", "quantity", "unit", "unit_price",
         "p10", "p50", "p90", "source", "as_of")
    )  # fmt: skip
    for cost in bills:
        for line in cost.lines:
            writer.writerow(
                (cost.deployment, cost.currency, line.component, line.label.code, line.quantity,
                 line.unit, line.unit_price, line.amount.p10, line.amount.p50, line.amount.p90,
                 line.source, line.as_of)
            )  # fmt: skip
    return target.getvalue()
