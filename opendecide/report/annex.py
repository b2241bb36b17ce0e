"""The numbers under which the facts are cited, and the headings they stand under in section 15."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from opendecide.model.recommendation import CitedFact
from opendecide.report.anchors import slug
from opendecide.report.facts import heading, subject
from opendecide.report.speech import Speech

OTHERS = "Facts on the other ranked deployments"


class Citation(NamedTuple):
    """The number of one fact, and where it stands."""

    label: str
    anchor: str
    fact: CitedFact


class Annex(NamedTuple):
    """Every cited fact, numbered, and grouped by the catalogue entry it speaks of.

    Attributes:
        citations: In the order of their numbers.
        groups: By the heading they stand under.
        by_key: By id, and by every shorter id: `models/x/quality` for each task and language of it.
        compared: The labels of what the comparison rests on; its groups have a heading each, all
            others share the heading `OTHERS`.
    """

    citations: tuple[Citation, ...]
    groups: Mapping[str, tuple[Citation, ...]]
    by_key: Mapping[str, tuple[Citation, ...]]
    compared: frozenset[str]

    def cite(self, facts: Iterable[str]) -> tuple[Citation, ...]:
        """Return the citations of the facts that stand in the annex, in its order."""
        found = {one.label: one for key in facts for one in self.by_key.get(key, ())}
        return tuple(sorted(found.values(), key=lambda one: int(one.label[1:])))

    def by_id(self, fact: str | None) -> tuple[Citation, ...]:
        """Return the citations of one fact; none when the id is that of no fact, but a source."""
        return tuple(one for one in self.by_key.get(fact or "", ()) if one.fact.id == fact)


def number(facts: Iterable[CitedFact], speech: Speech, compared: Collection[str] = ()) -> Annex:
    """Number the facts entry by entry, those from one source and day side by side.

    Args:
        facts: All that is cited.
        speech: The language of the headings.
        compared: Ids, or beginnings of ids, of the facts that the comparison rests on.
    """
    members: dict[str, list[CitedFact]] = {}
    for fact in sorted(facts, key=_place):
        members.setdefault(heading(speech, subject(fact.id)), []).append(fact)
    citations: list[Citation] = []
    groups: dict[str, tuple[Citation, ...]] = {}
    shown: set[str] = set()
    for title, group in members.items():
        near = [any(key in compared for key in _keys(fact.id)) for fact in group]
        anchor = slug(title if any(near) else speech.text(OTHERS))
        cited = [
            Citation(f"E{position}", anchor, fact)
            for position, fact in enumerate(group, start=len(citations) + 1)
        ]
        citations.extend(cited)
        groups[title] = tuple(cited)
        shown |= {one.label for one, is_near in zip(cited, near, strict=True) if is_near}
    by_key: dict[str, list[Citation]] = {}
    for one in citations:
        for key in _keys(one.fact.id):
            by_key.setdefault(key, []).append(one)
    keyed = {key: tuple(cited) for key, cited in by_key.items()}
    return Annex(tuple(citations), groups, keyed, frozenset(shown))


def _keys(fact: str) -> Iterable[str]:
    """Return an id, and the id without its last parts, as far as the path reaches."""
    kind, slash, path = fact.rpartition("/")
    parts = path.split(".")
    yield from (kind + slash + ".".join(parts[:end]) for end in range(1, len(parts) + 1))


def _place(fact: CitedFact) -> tuple[str, ...]:
    """Return the place of a fact in the annex."""
    about = subject(fact.id)
    read = (fact.source, fact.as_of.isoformat(), fact.grade)
    return (about.kind, about.entry, *read, fact.id, fact.value)
