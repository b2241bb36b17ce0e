"""The numbers under which the facts are cited, and the headings they stand under in section 15."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count

from opendecide.model.recommendation import CitedFact
from opendecide.report.anchors import slug


@dataclass(frozen=True, slots=True)
class Citation:
    """The number of one fact, and where it stands."""

    label: str
    anchor: str
    fact: CitedFact


@dataclass(frozen=True, slots=True)
class Annex:
    """Every cited fact, numbered, and grouped by what it speaks of."""

    citations: Mapping[str, Citation]
    groups: Mapping[str, tuple[Citation, ...]]

    def cite(self, facts: Iterable[str]) -> tuple[Citation, ...]:
        """Return the citations of the facts that stand in the annex, in its order."""
        wanted = set(facts)
        return tuple(one for key, one in self.citations.items() if key in wanted)

    def by_source(self, source: str | None) -> tuple[Citation, ...]:
        """Return the fact of this id, or the first fact from this source."""
        if source is None:
            return ()
        if source in self.citations:
            return (self.citations[source],)
        return tuple(one for one in self.citations.values() if one.fact.source == source)[:1]


def number(facts: Iterable[CitedFact]) -> Annex:
    """Number the facts in the order of their ids, group by group."""
    ordered = sorted(facts, key=lambda fact: fact.id)
    headings: list[str] = []
    members: dict[str, list[CitedFact]] = {}
    for fact in ordered:
        heading = _heading(fact.id, headings)
        if heading not in members:
            headings.append(heading)
        members.setdefault(heading, []).append(fact)
    positions = count(1)  # two sources may tell one fact differently: two numbers
    citations: dict[str, Citation] = {}
    groups: dict[str, tuple[Citation, ...]] = {}
    for heading, group in members.items():
        cited = []
        for fact in group:
            citation = Citation(f"E{next(positions)}", slug(heading), fact)
            citations[fact.id] = citation
            cited.append(citation)
        groups[heading] = tuple(cited)
    return Annex(citations, groups)


def _heading(fact: str, headings: list[str]) -> str:
    """Return what the fact speaks of: its id without the last part, or a shorter heading."""
    own = fact.rpartition(".")[0] or fact
    return next((one for one in headings if own == one or own.startswith(one + ".")), own)
