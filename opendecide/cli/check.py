"""`opendecide check`: whether a decision still holds; for a run that watches it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendecide.cli import grammar, options
from opendecide.cli.output import show
from opendecide.cli.profiles import profile_of
from opendecide.cli.progress import Progress
from opendecide.reading.words import _, mark

if TYPE_CHECKING:
    from opendecide.cli.differences import Comparison
    from opendecide.model.recommendation import Recommendation

CONDITIONS = {"verdict": mark("verdict"), "ranking": mark("ranking"), "cost": mark("cost")}
"""What a condition is called."""
CHANGED = 3
"""The exit status when something changed that was not to change."""
_COST = re.compile(r"cost:(\d+(?:\.\d+)?) ?%")


class Condition(click.ParamType[tuple[str, float]]):
    """`verdict`, `ranking` or `cost:10%`."""

    name = "condition"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, float]:
        """Return the condition and its limit as a share."""
        if isinstance(value, tuple):
            return value
        if value in ("verdict", "ranking"):
            return value, 0.0
        found = _COST.fullmatch(value)
        if found is None:
            self.fail(_("write verdict, ranking or cost:10%"), param, ctx)
        return "cost", float(found[1]) / 100


@grammar.command(
    "check",
    help=mark("Recommend again for PROFILE and fail if the answer has changed."),
    epilog=mark("Exit status: 3 if what must not change has changed."),
    examples=(
        (
            mark("Fail if another family or deployment is recommended"),
            "opendecide check clinic.yaml --against decided.json",
        ),
        (
            mark("Fail as well if the cost moves by more than a tenth"),
            "opendecide check clinic.yaml --against old.json --fail-on verdict --fail-on cost:10%",
        ),
    ),
)
@options.profile
@grammar.option(
    "--against",
    required=True,
    type=click.Path(path_type=Path),
    metavar=mark("BEFORE.json"),
    help=mark("The recommendation that was decided on."),
)
@grammar.option(
    "--fail-on",
    "conditions",
    type=Condition(),
    multiple=True,
    default=["verdict"],
    show_default=True,
    metavar="verdict|ranking|cost:10%",
    help=mark("What must not change; may be given several times."),
)
@options.settings
@options.weights
@options.criteria
@options.catalog
@click.pass_context
def command(  # noqa: PLR0913 — one argument per option
    ctx: click.Context,
    *,
    profile: Path,
    against: Path,
    conditions: tuple[tuple[str, float], ...],
    changes: tuple[str, ...],
    weight_files: tuple[Path, ...],
    criteria_folder: Path | None,
    catalog_folders: tuple[Path, ...],
) -> None:
    """Recommend with the seed and samples of the other, and fail on what must not change."""
    from opendecide.cli.compare import lines
    from opendecide.cli.differences import compare, facts_of
    from opendecide.reading.catalog import read_catalog
    from opendecide.reading.catalog_figures import figures_at
    from opendecide.reading.criteria import load_criteria
    from opendecide.reading.recommendation import load_recommendation
    from opendecide.reading.settings import parse_setting
    from opendecide.recommend import cited, recommend

    before = load_recommendation(against)
    settings = [parse_setting(one) for one in changes]
    criteria = load_criteria(criteria_folder)
    with Progress() as progress:
        asked = profile_of(
            profile,
            settings=settings,
            criteria=criteria,
            weights=weight_files,
            catalogs=catalog_folders,
        )
        catalog = read_catalog(catalog_folders, settings=settings).catalog
        after = recommend(
            asked,
            seed=before.provenance.seed,
            samples=before.provenance.samples,
            criteria=criteria,
            catalog=catalog,
            progress=progress,
            stress=False,
        )
    facts = {one.id for one in before.evidence}
    found = compare(
        before,
        after,
        known=facts_of(cited(asked, facts, criteria=criteria, catalog=catalog)),
        figures=lambda path: figures_at(catalog, path),
    )
    broken = [name for name, limit in conditions if _broken(name, limit, found, before, after)]
    show("\n".join(lines(found, before, after)))
    if broken:
        names = ", ".join(_(CONDITIONS[one]) for one in dict.fromkeys(broken))
        show(_("Changed: {names}").format(names=names))
        ctx.exit(CHANGED)
    show(_("The answer holds."))


def _broken(
    name: str,
    limit: float,
    found: "Comparison",
    before: "Recommendation",
    after: "Recommendation",
) -> bool:
    """Tell whether a condition no longer holds; a cost that became unknown is a change too."""
    from opendecide.cli.differences import cost_change

    if name == "verdict":
        parts = ("grade", "family", "deployment", "combination")
        return any(one.what in parts for one in found.of("answer"))
    if name == "ranking":
        return bool(found.of("ranking"))
    if before.verdict.deployment is None:
        return after.verdict.deployment is not None
    change = cost_change(before, after)
    return change is None or abs(change) > limit
