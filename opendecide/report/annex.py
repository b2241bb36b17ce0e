"""The numbers under which the facts are cited, and the headings they stand under in section 15."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from opendecide.model.recommendation import CitedFact
from opendecide.report.anchors import slug
from opendecide.report.facts import heading, subject
from opendecide.report.speech import Speech


@dataclass(frozen=True, slots=True)
class Citation:
    """The number of one fact, and where it stands."""

    label: str
    anchor: str
    fact: CitedFact


@dataclass(frozen=True, slots=True)
class Annex:
    """Every cited fact, numbered, and grouped by the catalogue entry it speaks of."""

    citations: tuple[Citation, ...]
    groups: Mapping[str, tuple[Citation, ...]]

    def cite(self, facts: Iterable[str]) -> tuple[Citation, ...]:
        """Return the citations of the facts that stand in the annex, in its order.

        A fact may stand for several lines: `models/x/quality` for every task and language of it.
        """
        wanted = set(facts)
        return tuple(
            one
            for one in self.citations
            if one.fact.id in wanted or any(one.fact.id.startswith(f"{key}.") for key in wanted)
        )

    def by_id(self, fact: str | None) -> tuple[Citation, ...]:
        """Return the citations of one fact; none when the id is that of no fact, but a source."""
        return tuple(one for one in self.citations if one.fact.id == fact)


def number(facts: Iterable[CitedFact], speech: Speech) -> Annex:
    """Number the facts entry by entry, those from one source and day side by side."""
    members: dict[str, list[CitedFact]] = {}
    for fact in sorted(facts, key=_place):
        members.setdefault(heading(speech, subject(fact.id)), []).append(fact)
    citations: list[Citation] = []
    groups: dict[str, tuple[Citation, ...]] = {}
    for title, group in members.items():
        cited = [
            Citation(f"E{position}", slug(title), fact)
            for position, fact in enumerate(group, start=len(citations) + 1)
        ]
        citations.extend(cited)
        groups[title] = tuple(cited)
    return Annex(tuple(citations), groups)


def _place(fact: CitedFact) -> tuple[str, ...]:
    """Return the place of a fact in the annex."""
    about = subject(fact.id)
    read = (fact.source, fact.as_of.isoformat(), fact.grade)
    return (about.kind, about.entry, *read, fact.id, fact.value)
