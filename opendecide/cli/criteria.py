"""`opendecide criteria`: what deployments are judged by."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from opendecide.cli import completion, grammar, options
from opendecide.cli.output import show
from opendecide.cli.tables import columns, paragraph, unknown_word
from opendecide.reading.words import _, mark, spoken

if TYPE_CHECKING:
    from opendecide.model.criteria import Criterion, Factor


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


def describe_criterion(criterion: "Criterion") -> str:
    """Say what a criterion holds."""
    lines = [f"{_(criterion.name)} ({criterion.id})", "", _("Weight by persona:")]
    lines.append(columns(_weights(criterion.weight)))
    lines += ["", _("Factors:")]
    rows = []
    for one in criterion.factors:
        rows += [(f"  {criterion.id}.{one.id}", _(one.name)), ("", _(one.question))]
    lines.append(columns(rows))
    return "\n".join(lines)


def describe_factor(criterion: "Criterion", factor: "Factor") -> str:
    """Say what a factor asks, how it is measured and valued."""
    from opendecide.report.language import language

    exact = language(spoken()).exact
    lines = [
        f"{_(factor.name)} ({criterion.id}.{factor.id})",
        paragraph(_(factor.question)),
        "",
        _("Scale, worst to best:") if factor.levels else _("Scale:"),
    ]
    if factor.levels:
        rows = [(f"  {exact(one.value)}", name, _(one.text)) for name, one in factor.levels.items()]
        lines.append(columns(rows))
    else:
        lines.append(f"  {unit_of(factor)}")
        scale = [(f"  {exact(one.at)}", "→", exact(one.value)) for one in factor.anchors]
        lines.append(columns(scale))
        if factor.relative_to:
            lines.append(paragraph(_("relative to: {what}").format(what=_(factor.relative_to)), 2))
    lines += ["", _("Weight inside {name}, by persona:").format(name=_(criterion.name))]
    lines.append(columns(_weights(factor.weight)))
    if factor.profile_fields:
        lines += [
            "",
            paragraph(_("Profile fields: {names}").format(names=", ".join(factor.profile_fields))),
        ]
    if factor.measured_from:
        lines.append(paragraph(_("Facts: {names}").format(names=", ".join(factor.measured_from))))
    if factor.claims:
        lines.append(paragraph(_("Claims: {names}").format(names=", ".join(factor.claims))))
    return "\n".join(lines)


def _weights(weights: Mapping[str, float]) -> list[tuple[str, str, str]]:
    """Say how many points each persona gives; the id is what a profile says."""
    from opendecide.report.language import language
    from opendecide.report.words import english

    exact = language(spoken()).exact
    return [
        (
            f"  {persona}",
            exact(points),
            _("by default") if persona == "default" else _(english("persona", persona)),
        )
        for persona, points in weights.items()
    ]


def unit_of(factor: "Factor") -> str:
    """Say in what a factor is measured."""
    from opendecide.report.words import english

    if factor.levels:
        return _("levels in words")
    return _(english("unit", factor.unit or "")) or _("a number")
