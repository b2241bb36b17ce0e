"""Section 4: what was excluded, by which gate, on which fact, and what would lift it."""

from dataclasses import dataclass

from opendecide.model.recommendation import ScreenedOut
from opendecide.report.brief import Brief

_NAMED = 6


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Deployments that one gate excludes for one reason."""

    deployments: tuple[str, ...]
    more: int
    reason: str
    workload: str
    fact: str
    source: str
    as_of: str
    cure: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class GateTable:
    """What one gate excluded."""

    id: str
    gate: str
    excluded: str
    exclusions: tuple[Exclusion, ...]


@dataclass(frozen=True, slots=True)
class Screening:
    """All gates that excluded something, and the near misses."""

    gates: tuple[GateTable, ...]
    near_misses: tuple[Exclusion, ...]


def screening(brief: Brief) -> Screening:
    """Group the exclusions by gate, and within it by reason."""
    out = brief.recommendation.screened_out
    gates = dict.fromkeys(one.gate for one in out)
    return Screening(
        gates=tuple(
            _table(brief, gate, [one for one in out if one.gate == gate]) for gate in gates
        ),
        near_misses=_grouped(brief, [one for one in out if one.near_miss]),
    )


def _table(brief: Brief, gate: str, out: list[ScreenedOut]) -> GateTable:
    return GateTable(
        id=gate,
        gate=brief.speech.word("gate", gate),
        excluded=str(len({one.id for one in out})),
        exclusions=_grouped(brief, out),
    )


def _grouped(brief: Brief, out: list[ScreenedOut]) -> tuple[Exclusion, ...]:
    groups: dict[tuple[str, ...], list[ScreenedOut]] = {}
    for one in out:
        key = (
            brief.speech.message(one.reason),
            one.workload or "",
            brief.speech.message(one.cure) if one.cure else "",
            one.source or "",
        )
        groups.setdefault(key, []).append(one)
    return tuple(_exclusion(brief, members) for members in groups.values())


def _exclusion(brief: Brief, members: list[ScreenedOut]) -> Exclusion:
    first, speech = members[0], brief.speech
    names = tuple(dict.fromkeys(one.name for one in members))
    cited = brief.annex.cite([first.fact] if first.fact else [])
    return Exclusion(
        deployments=names[:_NAMED],
        more=max(0, len(names) - _NAMED),
        reason=speech.message(first.reason),
        workload=first.workload or "",
        fact=first.fact or "",
        source=first.source or "",
        as_of=speech.language.day(first.as_of) if first.as_of else "",
        cure=speech.message(first.cure) if first.cure else "",
        label=cited[0].label if cited else "",
        anchor=cited[0].anchor if cited else "",
    )
