"""Part of section 8: the least that would have to give way, and who misses by one gate alone."""

from dataclasses import dataclass
from typing import NamedTuple

from opendecide.model import relief as records
from opendecide.report.brief import Brief


class ReliefRow(NamedTuple):
    """One set of requirements to relax, and what it lets in."""

    changes: str
    first: str
    family: str
    serves: str
    admitted: str
    command: str


class MissRow(NamedTuple):
    """The best of a family that one gate alone shuts out."""

    name: str
    family: str
    gate: str
    reason: str
    cure: str
    others: str


@dataclass(frozen=True, slots=True)
class Relief:
    """What would let something in."""

    needed: bool
    said: str
    """What the sets are."""
    sets: tuple[ReliefRow, ...]
    misses: tuple[MissRow, ...]


def relief(brief: Brief) -> Relief | None:
    """Tell what would have to give way; None when nothing is shut out by one gate alone."""
    found = brief.recommendation
    if not found.relief and not found.near_misses:
        return None
    text = brief.speech.text
    return Relief(
        said=text(
            "The least sets of requirements that let something in, those that serve every workload"
            " first; each was run through the whole calculation."
        )
        if brief.leader is None
        else text(
            "The least sets of requirements after which the work is served that today's answer"
            " leaves undone; each was run through the whole calculation."
        ),
        needed=bool(found.relief) or found.verdict.grade == "no_acceptable_deployment",
        sets=tuple(_set(brief, one) for one in found.relief),
        misses=tuple(_miss(brief, one) for one in found.near_misses),
    )


def given_way(brief: Brief, one: records.Relief) -> str:
    """Say what would have to be decided together; only the first of it begins a sentence."""
    first, *others = (brief.speech.message(change.label) for change in one.relaxed)
    return brief.speech.text("; ").join((first, *(f"{it[:1].lower()}{it[1:]}" for it in others)))


def _set(brief: Brief, one: records.Relief) -> ReliefRow:
    text = brief.speech.text
    return ReliefRow(
        changes=given_way(brief, one),
        first=one.name,
        family=brief.speech.word("family", one.family),
        serves=brief.speech.named(one.serves) if one.not_served else text("every workload"),
        admitted=str(one.admitted),
        command=" ".join(
            dict.fromkeys(f"--set '{change.path}={change.to}'" for change in one.relaxed)
        ),
    )


def _miss(brief: Brief, one: records.NearMiss) -> MissRow:
    speech = brief.speech
    return MissRow(
        name=one.name,
        family=speech.word("family", one.family),
        gate=speech.word("gate", one.gate),
        reason=" ".join(dict.fromkeys(map(speech.message, one.reasons))),
        cure=" ".join(dict.fromkeys(map(speech.message, one.cures))),
        others=str(one.others) if one.others else "–",
    )
