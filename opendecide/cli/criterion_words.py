"""What a criterion and a factor hold, in the words of the reader."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from opendecide.cli.tables import columns, paragraph
from opendecide.reading.words import _, spoken

if TYPE_CHECKING:
    from opendecide.model.criteria import Criteria, Criterion, Factor, Persona


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


def describe_persona(persona: "Persona", criteria: "Criteria") -> str:
    """Say what a kind of organisation is about, and how much each criterion counts for it."""
    from opendecide.report.language import language

    exact = language(spoken()).exact
    rows = []
    for one in criteria.criteria:
        points = one.weight.get(persona.id, one.weight.get("default"))
        if points is not None:
            rows.append((f"  {one.id}", exact(points), _(one.name)))
    return "\n".join(
        [
            f"{_(persona.name)} ({_('persona')})",
            paragraph(_(persona.priority)),
            "",
            _("Weights:"),
            columns(rows),
        ]
    )


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
