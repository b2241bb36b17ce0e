"""Section 15: every fact with source, date and grade, and how the figures are calculated."""

from dataclasses import dataclass

from opendecide.report.annex import Citation
from opendecide.report.brief import Brief
from opendecide.report.figures import Origin, origins


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact."""

    label: str
    fact: str
    value: str
    source: str
    address: str
    as_of: str
    grade: str
    stale: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The facts about one subject."""

    heading: str
    anchor: str
    rows: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The annex."""

    origins: tuple[Origin, ...]
    groups: tuple[Group, ...]
    total: str
    stale: str


def evidence(brief: Brief, views: object) -> Evidence:
    """List the facts, and the figures of the other sections that rest on them."""
    facts = brief.recommendation.evidence
    return Evidence(
        origins=origins(views),
        groups=tuple(
            Group(heading, members[0].anchor, tuple(_row(brief, heading, one) for one in members))
            for heading, members in brief.annex.groups.items()
        ),
        total=str(len(facts)),
        stale=str(sum(one.stale for one in facts)),
    )


def _row(brief: Brief, heading: str, citation: Citation) -> FactRow:
    fact = citation.fact
    return FactRow(
        label=citation.label,
        fact=fact.id.removeprefix(heading + "."),
        value=value(brief, fact.value, fact.unit),
        source=fact.source,
        address=fact.source if fact.source.startswith(("https://", "http://")) else "",
        as_of=brief.speech.language.day(fact.as_of),
        grade=brief.speech.word("grade", fact.grade),
        stale=fact.stale,
    )


def value(brief: Brief, text: str, unit: str | None) -> str:
    """Write the value of a fact: numbers in the reader's way, yes and no in words."""
    written = text or brief.speech.text("none")
    if text.lower() in {"true", "false"}:
        written = brief.speech.text("yes" if text.lower() == "true" else "no")
    elif _is_number(text):
        written = brief.speech.language.exact(float(text))
    return f"{written}\u00a0{brief.speech.word('unit', unit)}" if unit else written


def _is_number(text: str) -> bool:
    return (
        text.removeprefix("-").replace(".", "", 1).isascii()
        and text.removeprefix("-").replace(".", "", 1).isdigit()
    )
