"""`opendecide criteria`: what deployments are judged by."""

from pathlib import Path

from opendecide.cli import completion, grammar, options
from opendecide.cli.criterion_words import describe_criterion, describe_factor, unit_of
from opendecide.cli.output import show
from opendecide.cli.tables import columns, unknown_word
from opendecide.reading.words import _, mark


@grammar.group(
    "criteria",
    help=mark("Look up what deployments are judged by."),
    examples=(
        (mark("All of them"), "opendecide criteria list"),
        (mark("One factor with its scale"), "opendecide criteria show retention_reuse"),
    ),
)
def command() -> None:
    """Hold the commands about criteria together."""


@command.command("list", help=mark("List the criteria with their factors."))
@options.criteria
def list_(criteria_folder: Path | None) -> None:
    """Print one line per criterion and factor."""
    from opendecide.reading.criteria import load_criteria

    rows: list[tuple[str, ...]] = []
    for criterion in load_criteria(criteria_folder).criteria:
        of_head = _("headline") if criterion.headline else ""
        rows.append((criterion.id, _(criterion.name), of_head))
        rows += [
            (f"  {criterion.id}.{one.id}", _(one.name), unit_of(one)) for one in criterion.factors
        ]
    show(columns(rows))


@command.command("show", help=mark("Show a criterion or factor: question, scale, weights."))
@grammar.argument("word", metavar="ID", shell_complete=completion.criteria)
@options.criteria
def show_(word: str, criteria_folder: Path | None) -> None:
    """Print everything about one criterion or factor."""
    from opendecide.reading.criteria import load_criteria

    criteria = load_criteria(criteria_folder)
    known = []
    for criterion in criteria.criteria:
        if word == criterion.id:
            show(describe_criterion(criterion))
            return
        for factor in criterion.factors:
            if word in (factor.id, f"{criterion.id}.{factor.id}"):
                show(describe_factor(criterion, factor))
                return
            known.append(f"{criterion.id}.{factor.id}")
        known.append(criterion.id)
    unknown_word(word, known)
