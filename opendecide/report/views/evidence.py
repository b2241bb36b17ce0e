"""Section 15: every fact with source, date and grade, and how the figures are calculated."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from opendecide.report.annex import Citation
from opendecide.report.brief import Brief
from opendecide.report.facts import subject, told, value
from opendecide.report.figures import Origin, origins, ranges
from opendecide.report.sources import source


class FactRow(NamedTuple):
    """One fact."""

    label: str
    fact: str
    value: str
    source: str
    address: str
    as_of: str
    grade: str
    stale: bool


class Line(NamedTuple):
    """What one page says of one entry, on one line."""

    about: str
    labels: str
    says: tuple[str, ...]
    source: str
    address: str
    as_of: str
    grade: str
    stale: bool


class Group(NamedTuple):
    """The facts about one catalogue entry, fact by fact and source by source."""

    heading: str
    anchor: str
    rows: tuple[FactRow, ...]
    lines: tuple[Line, ...]
    shortlisted: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """The annex."""

    origins: tuple[Origin, ...]
    groups: tuple[Group, ...]
    sources: tuple[tuple[str, str], ...]
    total: str
    stale: str


def evidence(brief: Brief, views: object) -> Evidence:
    """List the facts, and the figures of the other sections that rest on them."""
    facts = brief.recommendation.evidence
    return Evidence(
        origins=origins(views),
        groups=tuple(
            _group(brief, heading, members) for heading, members in brief.annex.groups.items()
        ),
        sources=tuple(_keys(brief)),
        total=str(len(facts)),
        stale=str(sum(one.stale for one in facts)),
    )


def _group(brief: Brief, heading: str, members: tuple[Citation, ...]) -> Group:
    rows = tuple(_row(brief, one) for one in members)
    return Group(
        heading=heading,
        anchor=members[0].anchor,
        rows=rows,
        lines=tuple(_lines(heading, members, rows, brief.speech.text(": "))),
        shortlisted=any(one.label in brief.annex.compared for one in members),
    )


def _row(brief: Brief, citation: Citation) -> FactRow:
    fact, speech = citation.fact, brief.speech
    about, read = subject(fact.id), source(fact.source)
    return FactRow(
        label=citation.label,
        fact=told(speech, about),
        value=value(speech, about, fact.value, fact.unit),
        source=speech.source(read.name),
        address=read.address,
        as_of=speech.language.day(fact.as_of),
        grade=speech.word("grade", fact.grade),
        stale=fact.stale,
    )


def _lines(
    heading: str, members: Iterable[Citation], rows: Iterable[FactRow], colon: str
) -> Iterable[Line]:
    """Gather what one page of one day says; the numbers of its facts follow each other."""
    for _, alike in groupby(zip(members, rows, strict=True), key=lambda pair: _read(pair[1])):
        cited, said = zip(*alike, strict=True)
        first = said[0]
        yield Line(
            about=heading,
            labels=ranges(cited),
            says=tuple(f"{row.fact}{colon}{row.value}" for row in said),
            source=first.source,
            address=first.address,
            as_of=first.as_of,
            grade=first.grade,
            stale=first.stale,
        )


def _read(row: FactRow) -> tuple[str, str, str, str, bool]:
    """Say where a fact was read; two pages of a site share a name, and neither says it all."""
    return row.source, row.address, row.as_of, row.grade, row.stale


def _keys(brief: Brief) -> Iterable[tuple[str, str]]:
    """Name the packages and repositories behind short names, with version or commit."""
    named = {one.source for one in brief.recommendation.evidence}
    named |= {
        line.source for cost in brief.recommendation.cost for line in cost.lines if line.source
    }
    known = {(read.name, read.package) for read in map(source, named) if read.package}
    yield from sorted(known)
