"""Section 5: the table of the source documents, filled with the facts of the short list."""

from dataclasses import dataclass
from typing import NamedTuple

from opendecide.model.recommendation import CriterionText, FactorResult
from opendecide.report.annex import Citation
from opendecide.report.brief import Brief, Described
from opendecide.report.views.combination import parts_of
from opendecide.report.views.performances import with_caution


class Cell(NamedTuple):
    """What one deployment does on one factor."""

    text: str
    value: str
    counted: str
    """How it counts."""
    known: bool
    citations: tuple[Citation, ...]


class FactorRow(NamedTuple):
    """One factor across the short list."""

    name: str
    weight: str
    cells: tuple[Cell, ...]


class CriterionRows(NamedTuple):
    """One criterion with its factors."""

    name: str
    weight: str
    factors: tuple[FactorRow, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The short list on every factor."""

    parts: str
    """How parts of a combination are described; empty where there are none."""
    columns: tuple[str, ...]
    headline: tuple[CriterionRows, ...]
    further: tuple[CriterionRows, ...]


def comparison(brief: Brief) -> Comparison:
    """Lay the short list out, the five headline criteria first, in their order."""
    rows = [(one.headline, _criterion(brief, one)) for one in brief.criteria]
    return Comparison(
        parts=_parts(brief),
        columns=tuple(map(brief.title, brief.compared)),
        headline=tuple(row for headline, row in rows if headline),
        further=tuple(row for headline, row in rows if not headline),
    )


def _parts(brief: Brief) -> str:
    """Say for which work the parts of a combination are described."""
    if brief.together is None or not brief.together.described:
        return ""
    return brief.speech.say(
        "First come the parts of the combination, each for the work that it does there: {parts}."
        " Beside them stands what does the work alone.",
        parts=parts_of(brief, brief.together),
    )


def _criterion(brief: Brief, criterion: CriterionText) -> CriterionRows:
    speech = brief.speech
    return CriterionRows(
        name=speech.text(criterion.name),
        weight=speech.language.percent(criterion.weight, decimals=1),
        factors=tuple(
            FactorRow(
                speech.text(name),
                _weight(brief, criterion.id, key),
                tuple(_cell(brief, result_of(one, criterion.id, key)) for one in brief.compared),
            )
            for key, name in criterion.factors.items()
        ),
    )


def _weight(brief: Brief, criterion: str, factor: str) -> str:
    result = result_of(brief.leader, criterion, factor) if brief.leader else None
    return brief.speech.language.percent(result.weight, decimals=1) if result else "–"


def result_of(deployment: Described, criterion: str, factor: str) -> FactorResult | None:
    """Return the result on a factor, by its full id or its id within the criterion."""
    full = factor if factor.startswith(criterion + ".") else f"{criterion}.{factor}"
    return deployment.factors.get(full) or deployment.factors.get(factor)


def _cell(brief: Brief, result: FactorResult | None) -> Cell:
    if result is None:
        return Cell("–", "", "", known=False, citations=())
    value = brief.speech.language.number(result.value, decimals=2)
    return Cell(
        text=with_caution(brief.speech, result),
        value=value,
        counted=brief.speech.say(
            "Counts as {value} on the scale from 0 (worst) to 1 (best).", value=value
        ),
        known=result.known,
        citations=brief.annex.cite(result.evidence),
    )
